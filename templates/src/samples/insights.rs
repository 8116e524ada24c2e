//! All pictures: full, empty, hostile.

use maud::Markup;

use super::texts::HOSTILE;
use super::{chrome, tab};
use crate::charts::Chart;
use crate::charts::kinds::{
    Activity, Bin, Calibration, Cost, Day, Effect, Effects, Pair, Pairs, Profile, Rated, Ratings,
    Trade,
};
use crate::insights::{View, render};
use crate::language::Language;
use crate::layout::Nav;

pub(super) fn insights(t: Language) -> Vec<(&'static str, Markup)> {
    let full: Vec<Rated> = (0..7).map(rated).collect();
    let hostile = Rated {
        id: HOSTILE.into(),
        name: HOSTILE.into(),
        ..rated(0)
    };
    let asked = vec![
        ("weights".to_owned(), "open".to_owned()),
        ("q".to_owned(), "a&b=\"<c>".to_owned()),
    ];
    let hostile = View {
        asked,
        arenas: vec![tab("text", "Text"), tab("b+c", HOSTILE)],
        categories: vec![tab("overall", "Overall"), tab(HOSTILE, HOSTILE)],
        category: HOSTILE.into(),
        past: Some((1_234, None)),
        ..view(t, &[hostile, rated(1)])
    };
    let empty = View {
        charts: charts(t, &[], false),
        votes: 0,
        models: 0,
        ..view(t, &[])
    };
    let page = |view: &View| render(&chrome(t, Nav::Insights), view);
    vec![
        ("insights-full", page(&view(t, &full))),
        ("insights-hostile", page(&hostile)),
        ("insights-empty", page(&empty)),
    ]
}

fn view(t: Language, models: &[Rated]) -> View {
    View {
        arena: "text".into(),
        title: "Text".into(),
        arenas: vec![tab("text", "Text")],
        votes: 8_931,
        models: models.len() as u64,
        charts: charts(t, models, true),
        site: "https://arena.example".into(),
        first: models.first().map(|one| (one.id.clone(), one.name.clone())),
        ..View::default()
    }
}

/// A model that nobody would take for words.
fn rated(place: u32) -> Rated {
    let rating = 1180.0 - f64::from(place) * 31.0;
    Rated {
        id: format!("{place}"),
        name: format!("\u{3a9}-{place}"),
        rank: Some((place + 1, place + 3)),
        rating: Some(rating),
        low: (place != 6).then_some(rating - 40.0),
        high: (place != 0).then_some(rating + 40.0),
        votes: 100 + u64::from(place),
        status: if place == 0 { "unbounded_above" } else { "ok" }.into(),
        ..Rated::default()
    }
}

fn charts(t: Language, models: &[Rated], has_votes: bool) -> Vec<Chart> {
    let pairs = Pairs {
        pairs: pairs(models.len()),
        models: models.to_vec(),
    };
    let trade = |cost| {
        let models = (1_u32..).zip(models);
        Trade {
            cost,
            models: models
                .map(|(place, model)| {
                    (
                        model.clone(),
                        (place % 5 != 0).then(|| 60.0 / f64::from(place)),
                    )
                })
                .collect(),
        }
        .chart(t)
    };
    let profile = Profile {
        models: models.to_vec(),
        categories: vec![(tab("law", HOSTILE), models.to_vec())],
    };
    let effects = |names: &[&str]| Effects {
        effects: names
            .iter()
            .filter(|_| has_votes)
            .map(|name| effect(name))
            .collect(),
    };
    vec![
        Ratings {
            models: models.to_vec(),
        }
        .chart(t),
        pairs.win_rates(t),
        pairs.battles(t),
        trade(Cost::Price),
        trade(Cost::Size),
        trade(Cost::Speed),
        profile.chart(t),
        effects(&["length", "headers", "lists", "bold"]).style(t),
        effects(&["side_a"]).side(t),
        calibration(has_votes).chart(t),
        activity(has_votes).chart(t),
    ]
}

fn effect(name: &str) -> Effect {
    Effect {
        name: name.into(),
        estimate: 0.1,
        low: 0.05,
        high: 0.15,
    }
}

fn pairs(models: usize) -> Vec<Pair> {
    let firsts = 0..models;
    let pair = |first: usize, second: usize| Pair {
        first,
        second,
        votes: (first * 7 + second) as u64,
        first_wins: 3,
        second_wins: 2,
        observed: Some(0.6),
        predicted: (first + second != 7).then_some(0.55),
        ..Pair::default()
    };
    firsts
        .flat_map(|first| (first + 1..models).map(move |second| pair(first, second)))
        .collect()
}

fn calibration(has_votes: bool) -> Calibration {
    let bin = |place: u32| {
        let middle = f64::from(place) / 10.0 + 0.05;
        Bin {
            from: middle - 0.05,
            to: middle + 0.05,
            votes: 40,
            predicted: middle,
            observed: middle * 0.9,
            low: middle * 0.8,
            high: middle,
        }
    };
    Calibration {
        bins: (0..10).filter(|_| has_votes).map(bin).collect(),
        error: 0.031,
    }
}

fn activity(has_votes: bool) -> Activity {
    let day = |place: u32| Day {
        begin_ms: (20_000.0 + f64::from(place)) * 86_400_000.0,
        rated: u64::from(place * 37 % 50),
        unrated: u64::from(place % 4),
    };
    Activity {
        days: (0..40).filter(|_| has_votes).map(day).collect(),
    }
}
