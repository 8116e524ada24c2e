//! What a voter has here: battles of the past, and what is kept of them.

use maud::Markup;

use super::chrome;
use super::texts::{HOSTILE, PROMPT};
use crate::battle::Choice;
use crate::history::{self, Entry, Standing};
use crate::language::{Language, Moment};
use crate::layout::Nav;
use crate::privacy;

pub(super) fn own(t: Language) -> Vec<(&'static str, Markup)> {
    let mut all = histories(t);
    all.extend(privacies(t));
    all
}

fn entry(prompt: &str, standing: Standing) -> Entry {
    Entry {
        id: "8Jk2f0aQ".into(),
        began: Some(Moment {
            year: 2026,
            month: 11,
            day: 21,
            hour: 9,
            minute: 5,
        }),
        prompt: prompt.into(),
        standing,
    }
}

fn histories(t: Language) -> Vec<(&'static str, Markup)> {
    let voted = |name: &str| Standing::Voted {
        choice: Choice::A,
        a: name.into(),
        b: "Claude v1".into(),
    };
    let named = |b: Option<&str>| Standing::Named {
        a: "LLaMA-2-Chat (70B)".into(),
        b: b.map(str::to_owned),
    };
    let full = vec![
        entry(PROMPT, Standing::Answering),
        entry(PROMPT, Standing::Ready),
        entry(PROMPT, Standing::Void),
        entry(PROMPT, voted("LLaMA-2-Chat (70B)")),
        entry(PROMPT, named(Some("Claude v1"))),
        entry(PROMPT, named(None)),
    ];
    let page = |q: &str, entries: Vec<Entry>, next: Option<&str>| {
        let view = history::View {
            q: q.into(),
            entries,
            next: next.map(str::to_owned),
        };
        history::render(&chrome(t, Nav::History), &view)
    };
    let hostile = vec![entry(HOSTILE, voted(HOSTILE))];
    vec![
        ("history-empty", page("", Vec::new(), None)),
        ("history-not-found", page(HOSTILE, Vec::new(), None)),
        ("history-full", page("", full, Some("1-8Jk2f0aQ"))),
        ("history-hostile", page(HOSTILE, hostile, Some(HOSTILE))),
    ]
}

fn privacies(t: Language) -> Vec<(&'static str, Markup)> {
    let page = |choice, saved| {
        let view = privacy::View { choice, saved };
        privacy::render(&chrome(t, Nav::Elsewhere), &view)
    };
    let choice = |publish| {
        Some(privacy::Choice {
            publish,
            version: 1,
        })
    };
    vec![
        ("privacy-new", page(None, false)),
        ("privacy-no", page(choice(false), false)),
        ("privacy-saved", page(choice(true), true)),
    ]
}
