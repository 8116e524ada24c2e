//! What must hold for every page in every state.

use super::battles::voted;
use super::samples;
use crate::battle::{Choice, State};
use crate::language::Language;
use crate::{assets, urls};

fn each(mut check: impl FnMut(&str, &str)) {
    for language in Language::ALL {
        for (name, markup) in samples(language) {
            check(&name, &markup.into_string());
        }
    }
}

/// The opening tags of a page, without text.
fn tags(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>').map(|(tag, _)| tag))
        .collect()
}

/// Attribute names of a tag.
fn attributes(tag: &str) -> Vec<&str> {
    tag.split('"')
        .step_by(2)
        .flat_map(|part| part.split(' ').skip(1))
        .map(|part| part.trim_end_matches('='))
        .filter(|part| !part.is_empty())
        .collect()
}

fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let key = format!(" {name}=\"");
    tags(html)
        .into_iter()
        .filter_map(|tag| tag.split_once(key.as_str()))
        .filter_map(|(_, rest)| rest.split('"').next())
        .collect()
}

#[test]
fn every_sample_has_a_name_of_its_own() {
    let mut names: Vec<String> = samples(Language::English)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn every_page_has_one_h1_one_main_and_a_title() {
    each(|name, html| {
        for needle in [
            "<h1",
            "<main",
            "<title>",
            "<header class=\"top\"",
            "<html lang=\"",
        ] {
            assert_eq!(html.matches(needle).count(), 1, "{needle} in {name}");
        }
    });
}

#[test]
fn nothing_is_inline() {
    each(|name, html| {
        for tag in tags(html) {
            for attribute in attributes(tag) {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "<{tag}> in {name}"
                );
            }
            assert!(!tag.starts_with("style"), "{name}");
            assert!(
                !tag.starts_with("script") || tag.contains("src=\"/static/"),
                "<{tag}> in {name}"
            );
            assert!(
                // Our own pictures, and nothing that an answer could bring in.
                (!tag.starts_with("img")
                    || tag.contains("src=\"/cards/")
                    || tag.contains("src=\"/badges/"))
                    && !tag.starts_with("iframe"),
                "<{tag}> in {name}"
            );
        }
        assert!(!html.contains("<script>"), "{name}");
    });
}

#[test]
fn every_internal_link_is_known() {
    const KNOWN: [&str; 33] = [
        "/?arena=",
        "/b/",
        "/leaderboard/",
        "/models/",
        "/samples/",
        "/compare",
        "/organizations/",
        "/licenses/",
        "/countries/",
        "/static/",
        "/about",
        "/badges/",
        "/cards/",
        "/charts/",
        "/data",
        "/insights/",
        "/methodology",
        "/theme",
        "/language",
        "/battles",
        "/history",
        "/s/",
        "/side-by-side",
        "/direct",
        "/taste",
        "/privacy",
        "/api/v1/arenas/",
        "/api/v1/battles/",
        "/api/v1/exports/",
        urls::OPENAPI,
        urls::DOCS,
        urls::MANIFEST,
        urls::SIGNING_KEYS,
    ];
    each(|name, html| {
        let found = [
            "href",
            "action",
            "src",
            "data-stream",
            "data-live",
            "data-new",
        ]
        .into_iter()
        .flat_map(|key| values(html, key));
        for url in found.filter(|url| !url.starts_with("https://") && !url.starts_with('#')) {
            assert!(
                url == urls::HOME || KNOWN.iter().any(|known| url.starts_with(known)),
                "{url} in {name}"
            );
            let asset = url
                .strip_prefix("/static/")
                .and_then(|rest| rest.split('/').nth(1));
            assert!(
                asset.is_none_or(|file| assets::asset(file).is_some()),
                "{url} in {name}"
            );
        }
    });
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    each(|name, html| {
        let mut ids = values(html, "id");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "ids of {name}: {ids:?}");
        let local = values(html, "href")
            .into_iter()
            .filter_map(|url| url.strip_prefix('#'));
        let references = ["aria-labelledby", "aria-describedby", "for"]
            .into_iter()
            .flat_map(|key| values(html, key))
            .flat_map(str::split_whitespace)
            .chain(local);
        for reference in references {
            assert!(ids.contains(&reference), "#{reference} in {name}");
        }
    });
}

#[test]
fn no_model_is_named_before_the_vote() {
    let State::Voted(known) = voted(Choice::A, None) else {
        panic!("voted")
    };
    each(|name, html| {
        if name.starts_with("battle-") && !name.contains("voted") {
            for word in [
                &known.a.name,
                &known.b.name,
                "Meta",
                "Anthropic",
                "open weights",
            ] {
                assert!(!html.contains(word), "{word} in {name}");
            }
        }
    });
}

#[test]
fn votes_wait_until_both_have_ended() {
    each(|name, html| {
        let buttons = tags(html)
            .into_iter()
            .filter(|tag| tag.contains("name=\"choice\""))
            .count();
        let disabled = tags(html)
            .into_iter()
            .filter(|tag| tag.contains("name=\"choice\"") && tag.contains(" disabled"))
            .count();
        match name {
            _ if name.starts_with("battle-ready") || name == "named-ready-pair" => {
                assert_eq!((buttons, disabled), (4, 0), "{name}");
            }
            "battle-waiting" | "battle-answering" | "battle-one-ended" | "battle-second-turn" => {
                assert_eq!((buttons, disabled), (4, 4), "{name}");
                assert!(
                    html.contains("data-stream=") && html.contains("http-equiv=\"refresh\""),
                    "{name}"
                );
            }
            _ => assert_eq!(buttons, 0, "{name}"),
        }
        assert_eq!(
            html.contains("data-stream="),
            html.contains("http-equiv=\"refresh\""),
            "{name}"
        );
    });
}

#[test]
fn every_status_is_said_in_words() {
    for (name, markup) in samples(Language::English) {
        let html = markup.into_string();
        if name == "board-statuses" {
            for words in [
                "provisional",
                "retired",
                "won every vote so far",
                "lost every vote so far",
                "no upper bound yet",
                "not connected",
                "no votes yet",
            ] {
                assert!(html.contains(&format!(">{words}<")), "{words}");
            }
        }
    }
}

#[test]
fn the_pages_of_a_visit_are_small() {
    let size = |name: &str| assets::asset(name).map_or(0, |file| file.bytes.len());
    assert!(size("agon.css") < 45_000);
    each(|name, html| {
        // All pictures at once, each for wide and for narrow screens.
        let most = if name.starts_with("insights") {
            200_000
        } else {
            150_000
        };
        assert!(html.len() < most, "{name}: {}", html.len());
        let loaded = ["src", "href"]
            .into_iter()
            .flat_map(|key| values(html, key));
        let files = loaded.filter_map(|url| url.rsplit('/').next());
        let scripts: usize = files
            .filter(|file| file.strip_suffix(".js").is_some())
            .map(size)
            .sum();
        assert!(scripts < 25_000, "{name}: {scripts}");
    });
}

/// The text of a page in English.
fn page(name: &str) -> String {
    let all = samples(Language::English);
    let found = all.into_iter().find(|(sample, _)| sample == name);
    found.unwrap_or_else(|| panic!("{name}")).1.into_string()
}

#[test]
fn a_vote_that_no_rating_uses_is_not_said_to_move_the_board() {
    let unrated = page("named-voted");
    assert!(unrated.contains("no rating uses it") && unrated.contains("23 votes"));
    assert!(!unrated.contains("before: ") && !unrated.contains("data-unread"));
    let rated = page("battle-voted-moved");
    assert!(rated.contains("before: rank 3, rating 1012; now: rank 2, rating 1015"));
    assert!(rated.contains("new on the board: rank 5"));
    assert!(page("battle-voted-early").contains("data-unread"));
    let unranked = page("battle-voted-unranked");
    assert!(unranked.contains("now: not ranked yet</li>"));
    assert_eq!(unranked.matches("not ranked yet").count(), 2);
}

#[test]
fn a_voter_reads_that_the_reasons_are_kept() {
    assert!(page("named-voted").contains(">Saved.<"));
    assert!(!page("battle-voted-a").contains(">Saved.<"));
}

#[test]
fn a_history_tells_chats_from_votes_and_votes_that_count_from_others() {
    let full = page("history-full");
    assert_eq!(full.matches("names known, not rated").count(), 2);
    assert_eq!(full.matches(">Direct<").count(), 1);
}
