//! Every page in every state: empty, full, hostile. Tests render them all, and so does `examples/samples.rs` for the eye.

use maud::Markup;

use crate::components::{Tab, Text};
use crate::language::Language;
use crate::layout::{Banner, Chrome, Nav, Theme};
use crate::privacy::Asking;
use crate::problem::Cause;
use crate::{about, ask, data, problem};

mod battles;
mod boards;
mod insights;
mod models;
mod own;
mod texts;

use texts::{HOSTILE, PROMPT};

/// All samples in a language: a name that tells page and state, and the page.
#[must_use]
pub fn samples(language: Language) -> Vec<(String, Markup)> {
    let mut all = asks(language);
    all.extend(battles::battles(language));
    all.extend(boards::boards(language));
    all.extend(models::models(language));
    all.extend(insights::insights(language));
    all.extend(others(language));
    all.extend(own::own(language));
    all.into_iter()
        .map(|(name, markup)| (name.to_owned(), markup))
        .collect()
}

fn chrome(language: Language, current: Nav) -> Chrome {
    Chrome {
        theme: Theme::Auto,
        current,
        language,
        banner: None,
        path: "/".into(),
        arena: "text".into(),
    }
}

fn tab(id: &str, title: &str) -> Tab {
    Tab {
        id: id.into(),
        title: title.into(),
    }
}

fn asks(t: Language) -> Vec<(&'static str, Markup)> {
    let plain = ask_view(free(&ask::suggestions(t), ""));
    let demo = Chrome {
        banner: Some(Banner::Demo),
        ..chrome(t, Nav::Battle)
    };
    let notice = Chrome {
        banner: Some(Banner::Notice(HOSTILE.into())),
        theme: Theme::Dark,
        ..chrome(t, Nav::Battle)
    };
    let hostile = ask::View {
        arenas: vec![tab("text", HOSTILE), tab("b+c", "Second")],
        problem: Some(Cause::Detail(HOSTILE.into())),
        consent: Asking::Chosen { publish: true },
        ..ask_view(free(&[HOSTILE, PROMPT], HOSTILE))
    };
    let questions: Vec<Text> = texts::QUESTIONS.into_iter().map(said).collect();
    let recorded = ask_view(ask::Offer::Recorded {
        questions: questions.clone(),
        current: 0,
    });
    let long = ask_view(ask::Offer::Recorded {
        questions,
        current: texts::QUESTIONS.len() - 1,
    });
    let none = ask_view(ask::Offer::Recorded {
        questions: Vec::new(),
        current: 3,
    });
    let first = ask::View {
        votes: 0,
        models: 0,
        consent: Asking::Chosen { publish: false },
        ..plain.clone()
    };
    vec![
        ("ask-free", ask::render(&chrome(t, Nav::Battle), &plain)),
        ("ask-first", ask::render(&chrome(t, Nav::Battle), &first)),
        ("ask-hostile", ask::render(&notice, &hostile)),
        ("ask-recorded", ask::render(&demo, &recorded)),
        ("ask-recorded-long", ask::render(&demo, &long)),
        ("ask-recorded-none", ask::render(&demo, &none)),
        (
            "ask-closed",
            ask::render(&chrome(t, Nav::Battle), &ask_view(ask::Offer::Closed)),
        ),
    ]
}

/// A text whose language is known.
fn said(text: &str) -> Text {
    Text {
        text: text.to_owned(),
        lang: Some("en"),
    }
}

fn ask_view(offer: ask::Offer) -> ask::View {
    ask::View {
        arena: "text".into(),
        arenas: vec![tab("text", "Text")],
        offer,
        votes: 12_431,
        models: 59,
        consent: Asking::First { version: 1 },
        problem: None,
    }
}

fn free(suggestions: &[&str], prompt: &str) -> ask::Offer {
    let suggestions = suggestions.iter().map(|text| (*text).to_owned()).collect();
    ask::Offer::FreeText {
        max_chars: 32_000,
        suggestions,
        surprise: PROMPT.into(),
        prompt: prompt.into(),
    }
}

fn files_of(arenas: Vec<data::Arena>, license: Option<&str>) -> data::View {
    let file = |word, columns| data::File { word, columns };
    data::View {
        arenas,
        files: vec![
            file(
                "votes",
                &["seq", "battle", "time", "chars_a", "hash", "check"],
            ),
            file("models", &["model", "name", "state"]),
        ],
        site: "https://arena.example.org".into(),
        license: license.map(str::to_owned),
        seq: 8_931,
        // A new site has signed nothing yet.
        key: license
            .map(|_| "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".into()),
    }
}

fn others(t: Language) -> Vec<(&'static str, Markup)> {
    let arena = |id: &str, title: &str| data::Arena {
        tab: tab(id, title),
        votes: 8_931,
        models: 59,
    };
    let arenas = vec![arena("text", "Text"), arena("b+c", HOSTILE)];
    let missing = problem::View {
        status: 404,
        cause: Cause::NoBattle,
    };
    let failed = problem::View {
        status: 500,
        cause: Cause::Detail(HOSTILE.into()),
    };
    let broken = problem::View {
        status: 500,
        cause: Cause::Internal {
            reference: "5f0c3a".into(),
        },
    };
    let light = Chrome {
        theme: Theme::Light,
        arena: String::new(),
        ..chrome(t, Nav::Elsewhere)
    };
    vec![
        ("about", about::render(&chrome(t, Nav::About))),
        ("methodology", about::methodology(&chrome(t, Nav::About))),
        (
            "data",
            data::render(&chrome(t, Nav::Data), &files_of(arenas, Some(HOSTILE))),
        ),
        (
            "data-empty",
            data::render(&chrome(t, Nav::Data), &files_of(Vec::new(), None)),
        ),
        (
            "problem-missing",
            problem::render(&chrome(t, Nav::Elsewhere), &missing),
        ),
        (
            "problem-internal",
            problem::render(&chrome(t, Nav::Elsewhere), &broken),
        ),
        ("problem-hostile", problem::render(&light, &failed)),
    ]
}

/// The text that wants to be more than text.
#[cfg(test)]
pub(crate) fn hostile() -> &'static str {
    HOSTILE
}

#[cfg(test)]
mod tests;
