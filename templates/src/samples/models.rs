//! Models, models beside each other, and groups: full, bare, and hostile.

use maud::Markup;

use super::boards::{gap, ranked};
use super::texts::{HOSTILE, PROMPT};
use super::{chrome, tab};
use crate::charts::{Chart, Files, kinds};
use crate::components::{Tab, Weights};
use crate::facts::Card;
use crate::language::{Language, Moment};
use crate::layout::Nav;
use crate::leaderboard::{Gap, Row};
use crate::{compare, group, model, urls};

pub(super) fn models(t: Language) -> Vec<(&'static str, Markup)> {
    let chrome = chrome(t, Nav::Leaderboard);
    let bare = model::View {
        card: Card {
            id: "bare".into(),
            name: "Text".into(),
            ..Card::default()
        },
        arenas: Vec::new(),
        said: Vec::new(),
        said_votes: 0,
        samples: Vec::new(),
        versions: Vec::new(),
    };
    let unasked = compare::View {
        picked: Vec::new(),
        pairs: Vec::new(),
        categories: Vec::new(),
        past: Vec::new(),
        ..compared(t)
    };
    let of = |kind, name: &str| group::render(&chrome, &of_group(t, kind, name));
    let without_places = group::View {
        arenas: Vec::new(),
        ..of_group(t, group::Kind::License, HOSTILE)
    };
    vec![
        ("model", model::render(&chrome, &full(t, "Second"))),
        ("model-hostile", model::render(&chrome, &full(t, HOSTILE))),
        ("model-bare", model::render(&chrome, &bare)),
        ("compare", compare::render(&chrome, &compared(t))),
        ("compare-unasked", compare::render(&chrome, &unasked)),
        ("group-organization", of(group::Kind::Organization, HOSTILE)),
        ("group-license", of(group::Kind::License, "Second")),
        ("group-country", of(group::Kind::Country, "FR")),
        ("group-unknown-country", of(group::Kind::Country, HOSTILE)),
        ("group-bare", group::render(&chrome, &without_places)),
    ]
}

fn card(id: &str, name: &str) -> Card {
    Card {
        id: id.into(),
        name: name.into(),
        organization: Some(name.into()),
        country: Some("US".into()),
        license: Some(name.into()),
        weights: Some(Weights::Closed),
        parameters_b: Some(235.0),
        active_parameters_b: Some(22.0),
        reasoning: Some(true),
        released: Some("2025-04-28".into()),
        price_input: Some(0.2),
        price_output: Some(0.6),
        context_tokens: Some(131_072),
        retired: true,
    }
}

/// A model over three days.
fn past(t: Language, name: &str) -> Vec<(Chart, Files)> {
    let moment = |day: u32| kinds::Moment {
        ms: 1_772_000_000_000.0 + 86_400_000.0 * f64::from(day),
        seq: u64::from(day) * 900,
        rating: Some(1050.0 + f64::from(day)),
        low: Some(1040.0),
        high: Some(1060.0 + f64::from(day)),
        rank: Some((4 - day, 6)),
        votes: 900,
    };
    let history = kinds::History {
        models: vec![kinds::Past {
            id: "m".into(),
            name: name.into(),
            moments: (1..4).map(moment).collect(),
        }],
        kept: 3,
        shown: 3,
        is_overall: true,
    };
    let file = |format| urls::chart("text", "history", format, "m=m");
    let files = Files {
        svg: file("svg"),
        png: file("png"),
        csv: file("csv"),
    };
    [kinds::Measure::Rating, kinds::Measure::Rank]
        .map(|measure| (history.chart(t, measure), files.clone()))
        .into()
}

fn category(name: &str, place: u32) -> Row {
    Row {
        id: name.into(),
        name: name.into(),
        ..ranked(place)
    }
}

fn full(t: Language, name: &str) -> model::View {
    let opponent = |share: f64, expected: Option<f64>| model::Opponent {
        model: tab("next", HOSTILE),
        votes: 1_204,
        share: [share, share - 0.08, share + 0.08],
        expected,
    };
    let version = |event: &str, card: Card| model::Version {
        since: Some(Moment {
            year: 2026,
            month: 3,
            day: 9,
            hour: 7,
            minute: 0,
        }),
        event: event.into(),
        card,
    };
    let cheaper = Card {
        price_output: Some(0.4),
        country: None,
        name: "Renamed".into(),
        ..card("m", name)
    };
    model::View {
        card: card("m", name),
        arenas: vec![model::Standing {
            arena: tab("text", HOSTILE),
            row: ranked(3),
            categories: vec![category(HOSTILE, 2), category("coding", 9)],
            best: vec![opponent(0.8, Some(0.71)), opponent(0.6, None)],
            worst: vec![opponent(0.2, Some(0.3))],
            past: past(t, name),
        }],
        said: vec![("useful".into(), 1_204), ("unheard_of".into(), 1)],
        said_votes: 3_000,
        samples: vec![tab("0f", PROMPT), tab("1f", HOSTILE)],
        versions: vec![
            version("added", card("m", name)),
            version("changed", cheaper.clone()),
            version("changed", cheaper.clone()),
            version("removed", cheaper),
        ],
    }
}

fn compared(t: Language) -> compare::View {
    let names = ["GPT 4", HOSTILE, "command"];
    let [first, second, third] = [
        tab("model-0", "GPT 4"),
        tab("model-1", HOSTILE),
        tab("model-2", "command"),
    ];
    let picked = (0_u32..).zip(names).map(|(place, name)| {
        let row = Row {
            name: name.into(),
            ..ranked(place)
        };
        (card(&format!("model-{place}"), name), row)
    });
    let pair = |first: &Tab, second: &Tab, gap: Option<Gap>| compare::Pair {
        models: [first.clone(), second.clone()],
        observed: gap.map(|_| (120, [0.58, 0.49, 0.66])),
        gap,
    };
    compare::View {
        arena: "text".into(),
        arenas: vec![tab("text", "Text"), tab("b+c", HOSTILE)],
        picked: picked.collect(),
        pairs: vec![
            pair(&first, &second, Some(gap(40.0))),
            pair(&first, &third, None),
            pair(
                &second,
                &third,
                Some(Gap {
                    separable: true,
                    ..gap(80.0)
                }),
            ),
        ],
        categories: vec![
            (HOSTILE.into(), vec![Some(ranked(0)), None, Some(ranked(2))]),
            (
                "coding".into(),
                vec![None, Some(ranked(4)), Some(ranked(5))],
            ),
        ],
        past: past(t, HOSTILE),
        models: vec![first, second, third],
    }
}

fn of_group(t: Language, kind: group::Kind, name: &str) -> group::View {
    group::View {
        kind,
        name: name.into(),
        models: vec![tab("model-0", "GPT 4"), tab("model-1", HOSTILE)],
        arenas: vec![group::Standing {
            arena: tab("text", HOSTILE),
            models: 59,
            rows: vec![
                ranked(0),
                Row {
                    name: HOSTILE.into(),
                    rank_overall: None,
                    ..ranked(1)
                },
            ],
            past: past(t, name),
        }],
    }
}
