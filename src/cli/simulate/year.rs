//! A simulated year whose truth is known: fifty models come over time, and the best model with open weights, behind at first,
//! overtakes the best one with closed weights on a known day. Every id says when its model came and how strong it is.

use crate::clock::civil;
use crate::domain::{Model, ModelState, Weights};

use super::past::DAY_MS;

/// How long it is.
pub(super) const DAYS: u32 = 365;
/// Votes a day, about 300 000 in all.
pub(super) const VOTES_PER_DAY: u32 = 822;
/// Models of each group beside those that were the best of it.
const OTHERS: u32 = 20;
/// Days between two of them.
const BETWEEN: u32 = 17;

/// A model that comes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Release {
    /// What is known of it.
    pub(super) model: Model,
    /// On which day.
    pub(super) day: u32,
    /// How strong it is, in rating points.
    pub(super) points: u32,
}

/// A group, with its labs (name, country, license) and its best models by day and strength; those of open weights overtake on
/// day 215.
struct Group {
    weights: Weights,
    labs: [(&'static str, &'static str, &'static str); 3],
    best: [(u32, u32); 5],
}

const GROUPS: [Group; 2] = [
    Group {
        weights: Weights::Closed,
        labs: [
            ("Kestrel", "US", "Proprietary"),
            ("Northwind", "GB", "Proprietary"),
            ("Solano", "US", "Proprietary"),
        ],
        best: [(0, 200), (60, 260), (120, 320), (180, 370), (250, 390)],
    },
    Group {
        weights: Weights::Open,
        labs: [
            ("Banyan", "CN", "Apache-2.0"),
            ("Fjord", "FR", "MIT"),
            ("Lotus", "CN", "Community"),
        ],
        best: [(0, 100), (70, 190), (140, 250), (215, 430), (290, 500)],
    },
];

/// Everything that comes in a year that begins at `start_ms`, in the order of days.
pub(super) fn releases(start_ms: i64) -> Vec<Release> {
    let mut all: Vec<Release> = Vec::new();
    for group in &GROUPS {
        let best = (0..).zip(group.best);
        all.extend(
            best.filter_map(|(nth, (day, points))| release(group, (nth, day, points), start_ms)),
        );
        all.extend((0..OTHERS).filter_map(|nth| {
            let day = nth * BETWEEN;
            let before = group.best.iter().take_while(|(from, _)| *from <= day);
            let leads = before.last().map_or(100, |(_, points)| *points);
            // Never the best of its group.
            let points = leads.saturating_sub(60 + 15 * (nth % 5));
            release(group, (nth + 1, day, points), start_ms)
        }));
    }
    all.sort_by_key(|one| (one.day, one.model.id.clone()));
    all
}

fn release(group: &Group, (nth, day, points): (u32, u32, u32), start_ms: i64) -> Option<Release> {
    let [first, second, third] = group.labs;
    let (lab, country, license) = match nth % 3 {
        0 => first,
        1 => second,
        _ => third,
    };
    let id = format!("{}-d{day:03}-s{points:03}", lab.to_lowercase());
    let id = id.parse().ok()?;
    let came = civil(start_ms + i64::from(day) * DAY_MS);
    let model = Model {
        name: format!("{lab} {day}"),
        organization: Some(lab.to_owned()),
        country: Some(country.to_owned()),
        license: Some(license.to_owned()),
        weights: Some(group.weights),
        parameters_b: (group.weights == Weights::Open).then(|| f64::from(7 + points / 4)),
        reasoning: Some(nth % 2 == 1),
        released: came.map(|time| time.date().to_string()),
        price_input: Some(f64::from(points) / 200.0),
        price_output: Some(f64::from(points) / 50.0),
        ..Model::unknown(id, ModelState::Active)
    };
    Some(Release { model, day, points })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_models_come_and_the_best_open_one_overtakes_on_day_215_for_good() {
        let all = releases(1_750_000_000_000);
        let ids: std::collections::BTreeSet<_> = all.iter().map(|one| &one.model.id).collect();
        assert_eq!((all.len(), ids.len()), (50, 50));
        let best = |weights, day| {
            let there = all.iter().filter(|one| one.day <= day);
            let of = there.filter(|one| one.model.weights == Some(weights));
            of.map(|one| one.points).max().unwrap()
        };
        for day in 0..DAYS {
            let (open, closed) = (best(Weights::Open, day), best(Weights::Closed, day));
            assert_eq!(open > closed, day >= 215, "day {day}: {open} {closed}");
            assert!(open.abs_diff(closed) >= 40, "day {day}: {open} {closed}");
        }
        assert!(all.iter().filter(|one| one.day == 0).count() >= 4);
        assert_eq!(all[0].model.released.as_deref(), Some("2025-06-15"));
    }
}
