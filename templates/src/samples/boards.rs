//! Boards: full, filtered, empty, and with every status.

use maud::Markup;

use super::texts::HOSTILE;
use super::{chrome, tab};
use crate::components::Weights;
use crate::language::{Language, Moment};
use crate::layout::Nav;
use crate::leaderboard::{
    Answers, Choice, Column, Facets, Filters, Gap, Next, Row, Sort, Status, StyleControl, Versus,
    View, render,
};

pub(super) fn boards(t: Language) -> Vec<(&'static str, Markup)> {
    let full: Vec<Row> = (0..60).map(ranked).collect();
    let filters = Filters {
        weights: Some(Weights::Open),
        style_control: StyleControl::On,
        models: vec!["m".into(), HOSTILE.into()],
        q: "a&b=\"<c>".into(),
        ..Filters::default()
    };
    let styled = Filters {
        style_control: StyleControl::On,
        ..Filters::default()
    };
    let hostile = Row {
        name: HOSTILE.into(),
        organization: Some(HOSTILE.into()),
        license: Some(HOSTILE.into()),
        ..ranked(0)
    };
    let two = View {
        arenas: vec![tab("text", "Text"), tab("b+c", HOSTILE)],
        ..view(vec![hostile, ranked(1)], Filters::default())
    };
    vec![
        ("board-full", page(t, &view(full, Filters::default()))),
        ("board-statuses", page(t, &view(statuses(), styled))),
        ("board-hostile", page(t, &two)),
        ("board-narrow", page(t, &narrow())),
        ("board-filtered-out", page(t, &view(Vec::new(), filters))),
        (
            "board-empty",
            page(
                t,
                &View {
                    seq: 0,
                    votes: 0,
                    models: 0,
                    ..view(Vec::new(), Filters::default())
                },
            ),
        ),
    ]
}

/// Everything asked for at once.
fn narrow() -> View {
    let asked = Filters {
        category: Some("coding".into()),
        weights: Some(Weights::Open),
        style_control: StyleControl::On,
        q: "a&b=\"<c>".into(),
        models: vec!["m".into(), HOSTILE.into()],
        organization: Some(HOSTILE.into()),
        country: Some("US".into()),
        license: Some(HOSTILE.into()),
        reasoning: Some(false),
        max_parameters_b: Some(32.0),
        max_price: Some(0.5),
        released_since: Some("2025-01-01".into()),
        hide_retired: true,
        at: "2026-01-31".into(),
        sort: Sort {
            by: "price",
            reversed: true,
            ascending: false,
        },
        columns: Some(Column::ALL.to_vec()),
    };
    View {
        live: false,
        facets: facets(true),
        ..view((0..6).map(ranked).collect(), asked)
    }
}

fn page(t: Language, view: &View) -> Markup {
    render(&chrome(t, Nav::Leaderboard), view)
}

fn view(rows: Vec<Row>, filters: Filters) -> View {
    View {
        arena: "text".into(),
        title: "Text".into(),
        arenas: vec![tab("text", "Text")],
        categories: vec![tab("overall", "Text"), tab("coding", HOSTILE)],
        filters,
        facets: facets(false),
        answers: answers(),
        seq: 8_931,
        votes: 8_931,
        models: 60,
        live: true,
        computed_at: Some(Moment {
            year: 2026,
            month: 11,
            day: 21,
            hour: 19,
            minute: 58,
        }),
        rows,
    }
}

pub(super) fn gap(points: f64) -> Gap {
    Gap {
        points,
        low: Some(points - 40.0),
        high: Some(points + 40.0),
        preferred: 0.58,
        separable: false,
        votes_needed: Some(3_081),
    }
}

fn facets(current: bool) -> Facets {
    let choices = |values: &[&str]| {
        let choice = |value: &&str| Choice {
            value: (*value).to_owned(),
            models: 1_204,
            current,
        };
        values.iter().map(choice).collect::<Vec<Choice>>()
    };
    Facets {
        weights: choices(&["open", "closed"]),
        organizations: choices(&["OpenAI", HOSTILE]),
        countries: choices(&["US", "CN", "XX"]),
        licenses: choices(&["Apache-2.0", HOSTILE]),
        reasoning: choices(&["true", "false"]),
        sizes: choices(&["8", "32"]),
        prices: choices(&["0.5", "15"]),
        released: choices(&["2026-01-01", "2025-01-01"]),
        retired: 3,
    }
}

fn answers() -> Answers {
    let versus = |groups: [&str; 2], points| Versus {
        groups: groups.map(str::to_owned),
        best: [tab("a", "GPT 4"), tab("b", HOSTILE)],
        gap: gap(points),
    };
    Answers {
        open: vec![tab("a", "Platypus-2 Instruct (70B)"), tab("b", HOSTILE)],
        open_or_closed: Some(versus(["open", "closed"], -60.0)),
        countries: Some(versus(["CN", "US"], 12.0)),
        cheap: Some((tab("a", "command"), 1.0)),
        small: Some((tab("b", HOSTILE), 32.0)),
        plain: Some(tab("c", "LLaMA-2-Chat (70B)")),
    }
}

pub(super) fn ranked(place: u32) -> Row {
    const NAMES: [(&str, &str, bool); 6] = [
        ("GPT 4", "OpenAI", false),
        ("Platypus-2 Instruct (70B)", "Garage-bAInd", true),
        ("command", "Cohere", false),
        ("ReMM SLERP L2 13B", "undi95", true),
        ("LLaMA-2-Chat (70B)", "Meta", true),
        ("Jurassic 2 Ultra", "AI21", false),
    ];
    let (name, maker, open) = NAMES
        .get(place as usize % NAMES.len())
        .copied()
        .unwrap_or_default();
    let rating = 1172.0 - f64::from(place) * 5.5;
    let half = 30.0 + f64::from(place * 7 % 25);
    Row {
        rank_low: Some(1 + place / 4),
        rank_high: Some((12 + place).min(60)),
        rank_overall: Some(2 + place / 4),
        id: format!("model-{place}"),
        name: if place < 6 {
            name.into()
        } else {
            format!("{name} v{}", place / 6 + 1)
        },
        organization: Some(maker.into()),
        license: open.then(|| "Apache-2.0".into()),
        weights: Some(if open { Weights::Open } else { Weights::Closed }),
        rating: Some(rating),
        low: Some(rating - half),
        high: Some(rating + half),
        votes: u64::from(160 + place * 37 % 220),
        wins: 80,
        losses: 60,
        ties: 15,
        both_bad: 5,
        win_rate: Some(0.72 - f64::from(place) * 0.007),
        price: (!open).then_some(30.0),
        parameters_b: open.then_some(70.0),
        released: Some("2025-04-28".into()),
        context_tokens: Some(131_072),
        next: Some(Next {
            model: tab("next", "Next (70B)"),
            gap: Gap {
                separable: place % 3 == 1,
                votes_needed: (place.is_multiple_of(3)).then_some(3_081),
                ..gap(5.5)
            },
        }),
        status: Status::Ok,
    }
}

fn statuses() -> Vec<Row> {
    let with = |place: u32, status: Status| Row {
        status,
        ..ranked(place)
    };
    let bare = |place: u32, status: Status| Row {
        rating: None,
        low: None,
        high: None,
        rank_low: None,
        rank_high: None,
        ..with(place, status)
    };
    vec![
        with(0, Status::Ok),
        Row {
            low: Some(1_050.0),
            votes: 9,
            wins: 9,
            win_rate: Some(1.0),
            ..bare(1, Status::UnboundedAbove)
        },
        bare(1, Status::UnboundedAbove),
        Row {
            votes: 12,
            low: Some(900.0),
            high: Some(1_290.0),
            ..with(2, Status::Provisional)
        },
        with(3, Status::Retired),
        Row {
            votes: 7,
            wins: 0,
            losses: 7,
            win_rate: Some(0.0),
            ..bare(4, Status::UnboundedBelow)
        },
        with(5, Status::Disconnected),
        Row {
            votes: 0,
            wins: 0,
            losses: 0,
            ties: 0,
            both_bad: 0,
            win_rate: None,
            ..bare(7, Status::NoVotes)
        },
    ]
}
