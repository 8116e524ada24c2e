//! What a voter has here: battles of the past, and what is kept of them.

use maud::Markup;

use super::texts::{ANSWER_A, ANSWER_B, HOSTILE, HOSTILE_MARKDOWN, PROMPT};
use super::{chrome, said, tab};
use crate::battle::Choice;
use crate::battle::RevealCard;
use crate::components::Tab;
use crate::history::{self, Entry, Standing};
use crate::language::{Language, Moment};
use crate::layout::Nav;
use crate::pick::{self, Mode};
use crate::privacy::{self, Asking};
use crate::problem::Cause;
use crate::{shared, taste};

pub(super) fn own(t: Language) -> Vec<(&'static str, Markup)> {
    let mut all = histories(t);
    all.extend(privacies(t));
    all.extend(picks(t));
    all.extend(shares(t));
    all.extend(tastes(t));
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
        prompt: said(prompt),
        standing,
    }
}

fn histories(t: Language) -> Vec<(&'static str, Markup)> {
    let voted = |name: &str| Standing::Voted {
        choice: Choice::A,
        a: name.into(),
        b: "Claude v1".into(),
        named: false,
    };
    let tried = Standing::Voted {
        choice: Choice::Tie,
        a: "LLaMA-2-Chat (70B)".into(),
        b: "Claude v1".into(),
        named: true,
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
        entry(PROMPT, tried),
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
        (
            "history-search-on",
            page("sky", Vec::new(), Some("1-8Jk2f0aQ")),
        ),
        ("history-full", page("", full, Some("1-8Jk2f0aQ"))),
        ("history-hostile", page(HOSTILE, hostile, Some(HOSTILE))),
    ]
}

fn privacies(t: Language) -> Vec<(&'static str, Markup)> {
    let page = |choice, saved| {
        let view = privacy::View {
            choice,
            saved,
            judged: saved,
        };
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

fn picks(t: Language) -> Vec<(&'static str, Markup)> {
    let models = || {
        vec![
            tab("llama", "LLaMA-2-Chat (70B)"),
            tab("claude", "Claude v1"),
        ]
    };
    let view = |mode, models: Vec<Tab>| pick::View {
        mode,
        arena: "text".into(),
        arenas: vec![tab("text", "Text")],
        models,
        picked: [String::new(), String::new()],
        questions: None,
        prompt: String::new(),
        max_chars: 32_000,
        consent: Asking::First { version: 1 },
        problem: None,
    };
    let recorded = pick::View {
        questions: Some(vec![said(PROMPT), said(&PROMPT.repeat(4))]),
        ..view(Mode::Direct, models())
    };
    let hostile = pick::View {
        arenas: vec![tab("text", HOSTILE), tab("b+c", "Second")],
        picked: ["claude".into(), HOSTILE.into()],
        prompt: HOSTILE.into(),
        consent: Asking::Chosen { publish: true },
        problem: Some(Cause::Models),
        ..view(Mode::SideBySide, vec![tab("x", HOSTILE), tab("y", HOSTILE)])
    };
    let page = |view: &pick::View| pick::render(&chrome(t, Nav::Battle), view);
    vec![
        ("pick-side-by-side", page(&view(Mode::SideBySide, models()))),
        ("pick-direct", page(&view(Mode::Direct, models()))),
        ("pick-recorded", page(&recorded)),
        ("pick-none", page(&view(Mode::Direct, Vec::new()))),
        ("pick-hostile", page(&hostile)),
    ]
}

fn shares(t: Language) -> Vec<(&'static str, Markup)> {
    let card = |name: &str| RevealCard {
        name: name.into(),
        organization: Some(name.into()),
        ..RevealCard::default()
    };
    let view = |answers: [&str; 2]| shared::View {
        url: "https://arena.example/s/0123".into(),
        turns: vec![(said(PROMPT), answers.map(said).to_vec())],
        models: Vec::new(),
        choice: None,
    };
    let told = shared::View {
        models: vec![card("LLaMA-2-Chat (70B)"), card("Claude v1")],
        choice: Some(Choice::Tie),
        ..view([ANSWER_A, ANSWER_B])
    };
    let direct = shared::View {
        turns: vec![(said(PROMPT), vec![said(ANSWER_A)])],
        models: vec![card("Claude v1")],
        ..view(["", ""])
    };
    let hostile = shared::View {
        turns: vec![(said(HOSTILE), vec![said(HOSTILE), said(HOSTILE_MARKDOWN)])],
        models: vec![card(HOSTILE), card(HOSTILE)],
        ..view(["", ""])
    };
    let page = |view: &shared::View| shared::render(&chrome(t, Nav::Elsewhere), view);
    vec![
        ("shared-hidden", page(&view([ANSWER_A, ANSWER_B]))),
        ("shared-told", page(&told)),
        ("shared-direct", page(&direct)),
        ("shared-hostile", page(&hostile)),
    ]
}

fn tastes(t: Language) -> Vec<(&'static str, Markup)> {
    let row = |name: &str, rating: f64| taste::Row {
        ranks: (1, 2),
        name: name.into(),
        rating,
        low: rating - 160.0,
        high: rating + 160.0,
        board: 1_000.0,
        votes: 7,
    };
    let page = |rows: Vec<taste::Row>, votes| {
        let view = taste::View {
            arena: "text".into(),
            arenas: vec![tab("text", "Text"), tab("b+c", HOSTILE)],
            votes,
            rows,
        };
        taste::render(&chrome(t, Nav::History), &view)
    };
    let rows = vec![row("Claude v1", 1_084.0), row("LLaMA-2-Chat (70B)", 916.0)];
    vec![
        ("taste-empty", page(Vec::new(), 0)),
        ("taste-full", page(rows, 7)),
        ("taste-hostile", page(vec![row(HOSTILE, 1_000.0)], 1)),
    ]
}
