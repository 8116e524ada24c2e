//! The questions that people ask of a board, answered from the whole of it.

use std::collections::BTreeSet;

use crate::domain::{Model, ModelState, Weights};
use crate::rating::FitOptions;

use super::leaderboard::Gap;
use super::{LeaderboardQuery, LeaderboardRow};

/// What counts as fitting one machine, in billions of parameters.
pub const ONE_MACHINE_B: f64 = 32.0;
/// What counts as cheap, in US dollars per million tokens written.
pub const CHEAP: f64 = 1.0;
/// How many of the best open models are named.
const BEST: usize = 4;

/// A model by id and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
}

impl Named {
    pub(super) fn of(model: &Model) -> Self {
        Self {
            id: model.id.to_string(),
            name: model.name.clone(),
        }
    }
}

/// The best of one group beside the best of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Versus {
    /// The groups: `open` and `closed`, or two countries.
    pub groups: [String; 2],
    /// Their best.
    pub best: [Named; 2],
    /// How far the first is above the second.
    pub gap: Gap,
}

/// What the board says to the questions that people ask; each as far as the models' cards allow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The best open-weights models.
    pub open: Vec<Named>,
    /// The best open beside the best closed one.
    pub open_or_closed: Option<Versus>,
    /// Among open weights: the leading country beside the next.
    pub countries: Option<Versus>,
    /// The best that is cheap.
    pub cheap: Option<Named>,
    /// The best open one that fits one machine.
    pub small: Option<Named>,
    /// The best open one that does not think first.
    pub plain: Option<Named>,
}

impl Answers {
    /// Reads them off the rows of a whole board, best first.
    pub(super) fn of(rows: &[&LeaderboardRow], gap: impl Fn(&str, &str) -> Option<Gap>) -> Self {
        let rated: Vec<&LeaderboardRow> = rows
            .iter()
            .copied()
            .filter(|row| row.is_comparable() && row.model.state != ModelState::Retired)
            .collect();
        let best = |query: LeaderboardQuery| {
            let mut found = rated.iter().filter(move |row| query.admits(&row.model));
            found.next().map(|row| Named::of(&row.model))
        };
        let with = |weights: Weights| LeaderboardQuery {
            weights: Some(weights),
            ..LeaderboardQuery::default()
        };
        let versus = |groups: [String; 2], best: [Named; 2]| {
            let [first, second] = &best;
            let gap = gap(&first.id, &second.id)?;
            Some(Versus { groups, best, gap })
        };
        let open = with(Weights::Open);
        let is_open = |row: &&&LeaderboardRow| open.admits(&row.model);
        let sides = best(open.clone()).zip(best(with(Weights::Closed)));
        let words = || [Weights::Open, Weights::Closed].map(|weights| weights.as_str().to_owned());
        Self {
            open: rated
                .iter()
                .filter(is_open)
                .take(BEST)
                .map(|row| Named::of(&row.model))
                .collect(),
            open_or_closed: sides.and_then(|(open, closed)| versus(words(), [open, closed])),
            countries: leading(rated.iter().filter(is_open))
                .and_then(|(groups, best)| versus(groups, best)),
            cheap: best(LeaderboardQuery {
                max_price: Some(CHEAP),
                ..LeaderboardQuery::default()
            }),
            small: best(LeaderboardQuery {
                max_parameters_b: Some(ONE_MACHINE_B),
                ..open.clone()
            }),
            plain: best(LeaderboardQuery {
                reasoning: Some(false),
                ..open.clone()
            }),
        }
    }
}

/// The two countries whose best models come first, with these models.
fn leading<'a>(
    rows: impl Iterator<Item = &'a &'a LeaderboardRow>,
) -> Option<([String; 2], [Named; 2])> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = rows.filter_map(|row| {
        let country = row.model.country.as_deref()?;
        let is_new = seen.insert(country);
        is_new.then(|| (country.to_owned(), Named::of(&row.model)))
    });
    let ((one, first), (other, second)) = (found.next()?, found.next()?);
    Some(([one, other], [first, second]))
}

/// The usual confidence of the site's intervals.
pub(super) fn confidence_z() -> f64 {
    FitOptions::default().confidence_z
}
