//! The catalogue is whole, and pages have no words from elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use maud::Render as _;

use super::{FAULTS, IDS, Language};
use crate::samples::samples;

/// All files below a folder with one of these endings.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings
            .iter()
            .any(|ending| path.extension().is_some_and(|have| have == *ending))
        {
            found.push(path);
        }
    }
    found
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_language_says_everything_with_the_same_placeholders() {
    assert_eq!(FAULTS, [""; 0]);
}

#[test]
fn every_text_is_said_somewhere() {
    let sources = [here().join("src"), here().join("../src/web")];
    let code: String = sources
        .iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for id in IDS {
        let name = id.replace('-', "_");
        let said = [
            format!(".{name}("),
            format!("Language::{name},"),
            format!("Language::{name})"),
        ];
        let is_said = said.iter().any(|said| code.contains(said));
        assert!(is_said, "{id} is said nowhere");
    }
}

/// An open element.
struct Open<'a> {
    name: &'a str,
    /// What stands in it is data: a name, a prompt, an answer, code, keys.
    is_data: bool,
    /// All of it, also what is spoken, is in another language than the page.
    is_foreign: bool,
}

/// Text and spoken attributes of a page with the data left out: what stands in `bdi`, code, keys, another language, or an
/// element that finds its own direction.
fn words(html: &str) -> Vec<String> {
    const DATA: [&str; 6] = ["bdi", "code", "pre", "kbd", "math", "script"];
    const VOID: [&str; 7] = ["meta", "link", "img", "input", "br", "hr", "!DOCTYPE"];
    let (mut open, mut found): (Vec<Open<'_>>, _) = (Vec::new(), Vec::new());
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().unwrap().name, closed, "a tag is not closed");
        } else if !VOID.contains(&name) {
            let around = open.last();
            let finds_direction = tag.contains("dir=\"auto\"") || DATA.contains(&name);
            let is_foreign = name != "html" && tag.contains(" lang=\"");
            open.push(Open {
                name,
                is_data: finds_direction || is_foreign || around.is_some_and(|one| one.is_data),
                is_foreign: is_foreign || around.is_some_and(|one| one.is_foreign),
            });
        }
        if !open.last().is_some_and(|one| one.is_foreign) {
            found.extend(spoken(tag));
        }
        if !open.last().is_some_and(|one| one.is_data) {
            found.push(text.trim().to_owned());
        }
    }
    found
}

/// The values of the attributes of a tag that somebody reads or hears.
fn spoken(tag: &str) -> impl Iterator<Item = String> {
    const SPOKEN: [&str; 5] = ["aria-label=", "placeholder=", "title=", "alt=", "data-say-"];
    let values = |key| {
        tag.split(key)
            .skip(1)
            .filter_map(|rest| rest.split('"').nth(1))
    };
    SPOKEN.into_iter().flat_map(values).map(str::to_owned)
}

#[test]
fn whatever_a_page_says_comes_from_the_catalogue() {
    // Data that is part of a sentence for screen readers, the brand, units, and letters that name sides.
    const DATA: [&str; 25] = [
        "clean_battle",
        "LMArena",
        "55k",
        "100k",
        "140k",
        "compar",
        "IA",
        "JSON",
        "Text",
        "Second",
        "CSV",
        "JSONL",
        "PNG",
        "SVG",
        "Parquet",
        "Agon",
        "UTC",
        "ag",
        "o",
        "n",
        "A",
        "B",
        "&lt;",
        "&gt;",
        "&amp;",
    ];
    let hostile = crate::samples::hostile().render().into_string();
    for (name, page) in samples(Language::Pseudo) {
        let html = page.into_string();
        for said in words(&html) {
            let said = said.replace(&hostile, "").replace("&quot;", "");
            let plain = said
                .split(|c: char| !c.is_ascii_alphanumeric() && !"&;_".contains(c))
                .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
            let escaped: Vec<&str> = plain.filter(|word| !DATA.contains(word)).collect();
            assert!(escaped.is_empty(), "{escaped:?} of {said:?} in {name}");
        }
    }
}

#[test]
fn scripts_and_styles_have_no_words_of_their_own() {
    for path in files(&here().join("static"), &["js", "css"]) {
        let is_style = path.extension().is_some_and(|have| have == "css");
        let text = fs::read_to_string(&path).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with(['/', '*']))
            .map(|line| line.split(" // ").next().unwrap_or_default())
            .filter(|line| !is_style || line.contains("content:"));
        for quoted in code.flat_map(|line| line.split(['"', '`']).skip(1).step_by(2)) {
            let is_selector = quoted.contains(['[', '#', '.', '(', ':', '=', ',']);
            let said = quoted.contains(' ') && quoted.contains(|c: char| c.is_ascii_alphabetic());
            assert!(is_selector || !said, "{quoted:?} in {}", path.display());
        }
    }
}

#[test]
fn tags_and_directions_lead_back_to_their_language() {
    for language in Language::ALL {
        assert_eq!(Language::of_tag(language.tag()), Some(language));
        for (name, page) in samples(language) {
            let head = format!(
                "<html lang=\"{}\" dir=\"{}\" data-theme=\"",
                language.tag(),
                language.direction()
            );
            assert!(page.into_string().contains(&head), "{name}");
        }
    }
    assert_eq!(Language::of_tag("fr-CA"), Some(Language::French));
    assert_eq!(Language::of_tag("zh"), Some(Language::Chinese));
    assert_eq!(Language::of_tag("tlh"), None);
}

#[test]
fn values_are_escaped_and_markup_is_not() {
    let t = Language::English;
    assert_eq!(
        t.problem_internal("<b>")
            .into_string()
            .matches("&lt;b&gt;")
            .count(),
        1
    );
    let bold = maud::html! { b { "x" } };
    assert!(t.problem_internal(bold).into_string().contains("<b>x</b>"));
    assert_eq!(t.battle_say_saving(), "Saving your vote\u{2026}");
}

/// What a language's typography does not allow around one character.
type Fault = fn(before: Option<char>, here: char, after: Option<char>) -> bool;

fn is_han(c: Option<char>) -> bool {
    c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn is_arabic(c: Option<char>) -> bool {
    c.is_some_and(|c| ('\u{620}'..='\u{6ff}').contains(&c))
}

#[test]
fn punctuation_is_that_of_the_language() {
    // A mark that may begin a line, Latin marks among Han or Arabic, a gap between two Han.
    let french: Fault = |before, here, after| {
        (here == ' ' && after.is_some_and(|c| ";:!?%\u{bb}".contains(c)) && before != Some('='))
            || (here == '\u{ab}' && after == Some(' '))
            || here == '\''
    };
    let spanish: Fault = |_, here, after| here == ' ' && after == Some('%');
    let chinese: Fault = |before, here, after| {
        (",;:?!".contains(here) && (is_han(before) || is_han(after)))
            || (here == ' ' && is_han(before) && is_han(after))
    };
    let arabic: Fault = |before, here, _| ",;?".contains(here) && is_arabic(before);
    let english: Fault = |_, here, _| here == '\'';
    let rules = [
        ("en", english),
        ("fr", french),
        ("es", spanish),
        ("zh", chinese),
        ("ar", arabic),
    ];
    for (folder, is_fault) in rules {
        for path in files(&here().join("locales").join(folder), &["ftl"]) {
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                // Code between backticks is the same everywhere.
                for words in line.split('`').step_by(2) {
                    let around: Vec<char> = words.chars().collect();
                    let at = |place: usize| around.get(place).copied();
                    let bad = (0..around.len()).find(|&place| {
                        let before = place.checked_sub(1).and_then(at);
                        is_fault(before, around[place], at(place + 1))
                    });
                    assert_eq!(bad, None, "{line:?} in {}", path.display());
                }
            }
        }
    }
}

#[test]
fn what_asks_or_exclaims_in_spanish_says_so_at_once() {
    for path in files(&here().join("locales/es"), &["ftl"]) {
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            for (opening, closing) in [('\u{bf}', '?'), ('\u{a1}', '!')] {
                let count = |mark: char| line.chars().filter(|&c| c == mark).count();
                assert_eq!(count(opening), count(closing), "{line:?}");
            }
        }
    }
}

/// The texts of a language, without comments: the lines of its files.
fn lines(folder: &str) -> Vec<String> {
    let paths = files(&here().join("locales").join(folder), &["ftl"]);
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !line.starts_with('#'))
        .collect()
}

#[test]
fn words_around_a_count_fit_it_whatever_it_is() {
    // "{ $votes }" is "1 vote" or "12 votes", and two votes in Arabic have a word of their own, which is another behind a preposition.
    const COUNTS: [&str; 3] = ["{ $votes }", "{ $models }", "{ $days }"];
    let before = [
        ("en", vec!["newest", "last", "first"]),
        ("fr", vec!["derniers", "premiers", "vos"]),
        ("es", vec!["\u{fa}ltimos", "primeros", "tus"]),
        (
            "ar",
            vec![
                "\u{645}\u{646}",
                "\u{625}\u{644}\u{649}",
                "\u{641}\u{64a}",
                "\u{639}\u{644}\u{649}",
                "\u{623}\u{62d}\u{62f}\u{62b}",
                "\u{644}\u{62a}\u{631}\u{62a}\u{64a}\u{628}",
            ],
        ),
    ];
    let behind = ["tuyos", "votos", "votes"];
    for (folder, words) in before {
        for line in lines(folder) {
            for count in COUNTS.iter().filter(|count| line.contains(**count)) {
                let (left, right) = line.split_once(count).unwrap();
                let last = left.split_whitespace().last().unwrap_or_default();
                assert!(!words.contains(&last), "{line}");
                let next = right.split([' ', '.', ',']).find(|word| !word.is_empty());
                assert!(!next.is_some_and(|next| behind.contains(&next)), "{line}");
            }
        }
    }
}

#[test]
fn a_mark_behind_a_name_has_the_space_of_the_language() {
    for (name, page) in samples(Language::French) {
        let html = page.into_string();
        for mark in [':', ';', '?', '!'] {
            assert!(!html.contains(&format!("</bdi>{mark}")), "{mark} in {name}");
        }
    }
}
