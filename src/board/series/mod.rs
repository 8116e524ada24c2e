//! What a series of boards says: who led and for how long, how far each group of models had come, who overtook whom. Pure.
//!
//! ```text
//! crown     who held first place, from when to when, alone or shared
//! frontier  the best of each group, and the gap between two groups
//! thin      fewer moments, evenly over time
//! ```

mod crown;
mod frontier;
mod thin;

use crate::rating::{RankRange, Standing, Status, ranking};

pub use crown::{Crown, Handover, Reign, Watch, crown};
pub use frontier::{Best, Frontier, Gap, GapPoint, Lead, frontier, gap};
pub use thin::thin;

/// A board at a time, with those of its models that are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
    /// The newest vote that it covers.
    pub seq: i64,
    /// The models that are looked at.
    pub standings: Vec<Standing>,
    /// How many models share the scale, looked at or not.
    on_scale: usize,
}

/// A model's rating with its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rated<'a> {
    model: &'a str,
    rating: f64,
    low: f64,
    high: f64,
}

/// A model in a frame, with its ranks among those of the frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked<'a> {
    /// Its figures.
    pub standing: &'a Standing,
    /// The first and the last rank that fit.
    pub rank: Option<(u32, u32)>,
}

impl Frame {
    /// A board with all its models.
    #[must_use]
    pub fn new(time_ms: i64, seq: i64, standings: Vec<Standing>) -> Self {
        let on_scale = |one: &&Standing| one.component == 0 && one.rating.is_some();
        Self {
            time_ms,
            seq,
            on_scale: standings.iter().filter(on_scale).count(),
            standings,
        }
    }

    /// Its models, best first.
    #[must_use]
    pub fn ranked(&self) -> Vec<Ranked<'_>> {
        let ranked = ranking(&self.standings).into_iter();
        let of = |(standing, rank): (_, Option<RankRange>)| Ranked {
            standing,
            rank: rank.map(|rank| (rank.low, rank.high)),
        };
        ranked.map(of).collect()
    }

    /// The same with some of its models.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        let kept = self.standings.iter().filter(|one| keep(&one.model));
        Self {
            time_ms: self.time_ms,
            seq: self.seq,
            standings: kept.cloned().collect(),
            on_scale: self.on_scale,
        }
    }

    /// The models that can be compared with each other, best first: those with enough votes, or all if none has.
    fn rated(&self) -> Vec<Rated<'_>> {
        let with = |status: Status| {
            let rated = self
                .standings
                .iter()
                .filter(move |one| one.status == status);
            let mut rated: Vec<Rated<'_>> = rated.filter_map(rated_of).collect();
            rated.sort_by(|a, b| {
                b.rating
                    .total_cmp(&a.rating)
                    .then_with(|| a.model.cmp(b.model))
            });
            rated
        };
        let sure = with(Status::Ok);
        if sure.is_empty() {
            with(Status::Provisional)
        } else {
            sure
        }
    }
}

fn rated_of(standing: &Standing) -> Option<Rated<'_>> {
    Some(Rated {
        model: &standing.model,
        rating: standing.rating?,
        low: standing.low?,
        high: standing.high?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of models with their ratings, each 10 points more or less.
    pub(super) fn frame(time_ms: i64, ratings: &[(&str, f64)]) -> Frame {
        let standing = |(model, rating): &(&str, f64)| Standing {
            model: (*model).to_owned(),
            status: Status::Ok,
            component: 0,
            rating: Some(*rating),
            low: Some(rating - 10.0),
            high: Some(rating + 10.0),
            votes: 100,
            wins: 50,
            losses: 50,
            ties: 0,
            both_bad: 0,
        };
        Frame::new(time_ms, time_ms, ratings.iter().map(standing).collect())
    }

    #[test]
    fn models_with_few_votes_count_only_where_there_are_no_others() {
        let mut some = frame(1, &[("a", 1000.0), ("b", 1200.0)]);
        some.standings[1].status = Status::Provisional;
        let names = |frame: &Frame| {
            let rated = frame.rated().into_iter();
            rated.map(|one| one.model.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&some), ["a"]);
        some.standings[0].status = Status::Provisional;
        assert_eq!(names(&some), ["b", "a"]);
    }
}
