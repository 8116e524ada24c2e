//! The core of a board's main component as it was fitted: for questions that a row per model does not answer.

use statrs::distribution::{ContinuousCDF, Normal};

use super::differences::Differences;
use super::estimate::Estimate;
use super::intervals::{
    self, Chance, Draws, Source, Spread, critical_of_pairs, error_of_difference,
};
use super::names;
use super::options::{FitOptions, Intervals};
use super::rank::Interval;
use super::scale::{RATING_PER_LOG_ODDS, real};
use super::solution::Solution;
use super::warning::Warning;

/// A parameter beside the models, with its interval: a tie parameter, a side effect, a coefficient.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// What it belongs to.
    pub name: String,
    /// The maximum-likelihood estimate.
    pub estimate: f64,
    /// Its standard error, in its own units.
    pub error: f64,
    /// Lower bound of the interval.
    pub low: f64,
    /// Upper bound of the interval.
    pub high: f64,
}

/// A difference of two ratings, in rating points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first model's rating minus the second's.
    pub estimate: f64,
    /// Its standard error. Not that of two independent ratings: models that met often are known better towards each other.
    pub error: f64,
}

impl Difference {
    /// The interval of so many standard errors on both sides.
    #[must_use]
    pub fn interval(&self, confidence_z: f64) -> Interval {
        self.within(confidence_z * self.error)
    }

    /// The interval that holds however often one looks, see [`super::Intervals::AnytimeValid`]; narrowest in standard errors
    /// when both models have `tuned_votes` against well-known equals.
    #[must_use]
    pub fn anytime_interval(&self, confidence_z: f64, tuned_votes: u64) -> Interval {
        let error = self.error / RATING_PER_LOG_ODDS;
        // Two models with as many votes have twice the variance of one.
        let votes = real(tuned_votes) / 2.0;
        let width = intervals::anytime_half_width(error, votes, confidence_z);
        self.within(RATING_PER_LOG_ODDS * width)
    }

    /// The chance that the first model is above the second, by the normal law.
    #[must_use]
    pub fn chance_above(&self) -> f64 {
        if self.estimate == 0.0 {
            return 0.5;
        }
        Normal::standard().cdf(self.estimate / self.error)
    }

    /// How many votes a board of `votes` votes needs in all until the interval of so many standard errors leaves out 0, if the
    /// estimate is right and each pair keeps its share of the votes: errors shrink with the root of the votes, so
    /// `votes (confidence_z error / estimate)^2`. With that many, half of all boards show the difference. `None` if the models
    /// are equal.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and what is beyond 2^64 votes stops there"
    )]
    pub fn votes_to_separate(&self, votes: u64, confidence_z: f64) -> Option<u64> {
        let ratio = confidence_z * self.error / self.estimate;
        let needed = (real(votes) * ratio * ratio).ceil();
        (self.estimate != 0.0).then_some(needed as u64)
    }

    fn within(&self, width: f64) -> Interval {
        let bound = |bound: f64| bound.is_finite().then_some(bound);
        Interval {
            low: bound(self.estimate - width),
            high: bound(self.estimate + width),
        }
    }
}

/// The models that share the main scale with finite ratings, and their joint uncertainty: by the sandwich, or by the model alone if
/// the board's intervals are Fisher's.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Model ids, sorted.
    models: Vec<String>,
    votes: u64,
    pub(crate) solution: Solution,
    source: Source,
    replicates: Option<Draws>,
}

impl Fitted {
    pub(crate) fn new(models: Vec<String>, estimate: Estimate, intervals: Intervals) -> Self {
        let replicates = estimate.replicates;
        let replicates = replicates.map(|replicates| Draws::bootstrap(&models, replicates));
        Self {
            models,
            votes: estimate.votes,
            solution: estimate.solution,
            source: if intervals == Intervals::Fisher {
                Source::Model
            } else {
                Source::Scores
            },
            replicates,
        }
    }

    /// The models, sorted by id; other figures come in this order.
    #[must_use]
    pub fn models(&self) -> &[String] {
        &self.models
    }

    /// Log-odds of each model above the mean.
    #[must_use]
    pub fn thetas(&self) -> &[f64] {
        &self.solution.optimum.at.theta
    }

    /// All votes among the models.
    #[must_use]
    pub fn votes(&self) -> u64 {
        self.votes
    }

    /// What the intervals were taken from, if the board was fitted with [`super::Intervals::Bootstrap`].
    #[must_use]
    pub fn replicates(&self) -> Option<&Draws> {
        self.replicates.as_ref()
    }

    /// What became of a bootstrap, if one was asked for and something did.
    pub(crate) fn warning(&self, intervals: Intervals) -> Option<Warning> {
        if !matches!(intervals, Intervals::Bootstrap { .. }) {
            return None;
        }
        let Some(replicates) = &self.replicates else {
            return Some(Warning::NotResampled);
        };
        let (fallen_apart, failed) = (replicates.fallen_apart(), replicates.failed());
        (fallen_apart + failed > 0).then_some(Warning::Replicates {
            rounds: replicates.worlds(),
            fallen_apart,
            failed,
        })
    }

    /// The difference of two models, the same whatever the scale is fixed to. `None` if one of them is not here.
    #[must_use]
    pub fn difference(&self, first: &str, second: &str) -> Option<Difference> {
        Some(self.between([self.place(first)?, self.place(second)?]))
    }

    /// All differences with their errors, apart from the fit.
    #[must_use]
    pub fn differences(&self) -> Differences {
        Differences::of(self)
    }

    /// The difference of every model to one of them, whose own has no width. `None` if it is not here.
    #[must_use]
    pub fn anchored(&self, anchor: &str) -> Option<Vec<Difference>> {
        let anchor = self.place(anchor)?;
        let models = 0..self.models.len();
        Some(models.map(|model| self.between([model, anchor])).collect())
    }

    /// The intervals of all those differences, of the kind that the options ask for; if that is simultaneous, they hold the
    /// differences to this model at once, which takes less than to hold those of all pairs. In place of a bootstrap's, see
    /// [`Self::replicates`], plain ones. `None` if the anchor is not here.
    #[must_use]
    pub fn anchored_intervals(&self, anchor: &str, options: &FitOptions) -> Option<Vec<Interval>> {
        let differences = self.anchored(anchor)?.into_iter();
        let z = options.confidence_z;
        Some(match options.intervals {
            Intervals::AnytimeValid { tuned_votes } => differences
                .map(|difference| difference.anytime_interval(z, tuned_votes))
                .collect(),
            Intervals::Simultaneous { draws, seed } => {
                let anchor = self.place(anchor)?;
                let others = (0..self.models.len()).filter(|&model| model != anchor);
                let chance = Chance {
                    draws,
                    seed,
                    confidence_z: z,
                };
                let pairs = others.map(|model| (model, anchor));
                let critical = critical_of_pairs(&self.spread(), pairs, chance);
                differences
                    .map(|difference| difference.interval(critical))
                    .collect()
            }
            Intervals::Sandwich
            | Intervals::Fisher
            | Intervals::Clustered
            | Intervals::Bootstrap { .. } => differences
                .map(|difference| difference.interval(z))
                .collect(),
        })
    }

    /// How many votes the board needs in all until two models separate, see [`Difference::votes_to_separate`].
    #[must_use]
    pub fn votes_to_separate(&self, first: &str, second: &str, confidence_z: f64) -> Option<u64> {
        let difference = self.difference(first, second)?;
        difference.votes_to_separate(self.votes, confidence_z)
    }

    /// Boards drawn from the normal law around this one: who is best, ranks, chances. Every seed gives its own draws, the
    /// same on any number of threads.
    #[must_use]
    pub fn draws(&self, worlds: usize, seed: u64) -> Draws {
        Draws::normal(&self.models, &self.spread(), worlds, seed)
    }

    pub(crate) fn spread(&self) -> Spread<'_> {
        Spread::new(&self.solution, self.source)
    }

    fn between(&self, [first, second]: [usize; 2]) -> Difference {
        let theta = |model: usize| self.thetas().get(model).copied().unwrap_or_default();
        let error = error_of_difference(&self.solution, self.source, [first, second]);
        Difference {
            estimate: RATING_PER_LOG_ODDS * (theta(first) - theta(second)),
            error: RATING_PER_LOG_ODDS * error,
        }
    }

    fn place(&self, model: &str) -> Option<usize> {
        names::place(&self.models, model)
    }
}

#[cfg(test)]
mod tests {
    use crate::{FitOptions, Fitted, Intervals, PairCell, PairCounts, fit_board};

    /// All models met the hub alone, so their differences to it are independent.
    fn star(options: &FitOptions) -> Fitted {
        let mut counts = PairCounts::new();
        for (model, wins) in [("a", 60), ("b", 45), ("c", 52), ("d", 30), ("e", 77)] {
            let cell = PairCell {
                first_wins: wins,
                second_wins: 100 - wins,
                ..PairCell::default()
            };
            counts.insert(model, "hub", cell).unwrap();
        }
        fit_board(&counts, &[], options).unwrap().core.unwrap()
    }

    fn of(intervals: Intervals) -> FitOptions {
        FitOptions {
            intervals,
            ..FitOptions::default()
        }
    }

    /// Half widths of intervals of differences to the hub, in standard errors.
    fn widths(options: &FitOptions) -> Vec<f64> {
        let core = star(options);
        let intervals = core.anchored_intervals("hub", options).unwrap();
        let differences = core.anchored("hub").unwrap();
        let both = intervals.into_iter().zip(differences);
        both.filter(|(_, difference)| difference.error > 0.0)
            .map(|(interval, difference)| {
                (interval.high.unwrap() - difference.estimate) / difference.error
            })
            .collect()
    }

    #[test]
    fn simultaneous_intervals_to_an_anchor_hold_all_differences_to_it_at_once() {
        let options = of(Intervals::Simultaneous {
            draws: 200_000,
            seed: 4,
        });
        // Of five independent ones each misses with 1 - 0.95^(1/5): Sidak (1967).
        let exact = 2.568_959;
        let widths = widths(&options);
        assert_eq!(widths.len(), 5);
        for width in widths {
            assert!((width - exact).abs() < 0.02, "{width}");
        }
    }

    #[test]
    fn anytime_intervals_to_an_anchor_are_those_of_the_differences() {
        let options = of(Intervals::AnytimeValid { tuned_votes: 1_000 });
        let core = star(&options);
        let intervals = core.anchored_intervals("hub", &options).unwrap();
        for (model, interval) in core.models().iter().zip(intervals) {
            let difference = core.difference(model, "hub").unwrap();
            let z = options.confidence_z;
            assert_eq!(interval, difference.anytime_interval(z, 1_000));
        }
        assert!(widths(&options).iter().all(|&width| width > 3.0));
    }

    #[test]
    fn the_anchor_has_no_width_and_a_stranger_no_intervals() {
        for intervals in [
            Intervals::Sandwich,
            Intervals::AnytimeValid { tuned_votes: 9 },
            Intervals::Simultaneous { draws: 50, seed: 0 },
        ] {
            let options = of(intervals);
            let core = star(&options);
            let hub = core.anchored_intervals("hub", &options).unwrap()[5];
            assert_eq!((hub.low, hub.high), (Some(0.0), Some(0.0)));
            assert!(core.anchored_intervals("nobody", &options).is_none());
        }
    }
}
