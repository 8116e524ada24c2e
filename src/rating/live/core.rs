//! The core of a live board: where its models stand, and the bread that says how they answer to a vote.

use super::bread::Bread;
use super::drift::{Drift, Step, range};
use super::polish::polish;
use super::votes::Votes;
use crate::duel::Duel;
use crate::newton::{Limits, Loss, Point, Precision, centre, minimise_from};
use crate::scale::Chances;
use crate::{FitError, FitOptions, Fitted};

/// A bread older than this many log-odds is calculated anew when the board is settled.
const OLD: f64 = 0.02;
/// A search ends with a step shorter than this; what remains is far smaller.
const TOLERANCE: f64 = 1e-12;

/// Models that share a scale, near the maximum of their likelihood.
#[derive(Clone, Debug)]
pub(super) struct Core {
    /// Ids, sorted.
    pub(super) models: Vec<String>,
    /// Log-odds above the mean.
    pub(super) theta: Vec<f64>,
    votes: Votes,
    bread: Bread,
    drift: Drift,
    /// Votes since it was settled.
    pub(super) since: u64,
}

impl Core {
    /// A core as it was fitted, and its votes.
    ///
    /// # Errors
    ///
    /// [`FitError`] if its curvature vanishes numerically.
    pub(super) fn new(
        fitted: &Fitted,
        duels: &[Duel],
        options: &FitOptions,
    ) -> Result<Self, FitError> {
        let mut core = Self::fixed(fitted);
        core.votes = Votes::new(core.models.len(), duels, options.ridge);
        if options.shrink.is_some() {
            // The bread of the errors is not the inverse of the second derivatives then.
            core.bread = bread(&core.votes, &core.point())?;
        }
        core.measure();
        Ok(core)
    }

    /// A core that no vote moves.
    pub(super) fn fixed(fitted: &Fitted) -> Self {
        let (models, theta) = (fitted.models().to_vec(), fitted.thetas().to_vec());
        Self {
            bread: Bread::of(&fitted.solution.bread, models.len()),
            models,
            drift: Drift::new(&theta, 0.0),
            theta,
            votes: Votes::default(),
            since: 0,
        }
    }

    /// Takes in the new votes of a pair and moves the board by them; or, if no step is wanted, leaves it lost until it is
    /// settled.
    pub(super) fn count(&mut self, duel: Duel, votes: u64, is_step: bool) {
        let change = self.votes.replace(duel);
        self.since = self.since.saturating_add(votes);
        if !is_step {
            self.drift.lose();
        }
        if self.drift.is_lost() {
            return;
        }
        let chances = Chances::at(change.difference(&self.theta));
        let pull: f64 = change.pull(chances).iter().sum();
        let response = self.bread.response(change.first, change.second);
        let spread = change.difference(&response);
        let growth = 1.0 + change.curvature(chances) * spread;
        let step = Step {
            length: pull.abs() * (spread.max(0.0) / growth).sqrt(),
            reach: (pull / growth).abs() * range(response.iter().copied()),
            growth,
        };
        if !Drift::allows(&step) {
            self.drift.lose();
            return;
        }
        let factor = change.curvature(chances) / growth;
        self.bread.subtract(factor, &response);
        for (theta, response) in self.theta.iter_mut().zip(&response) {
            *theta -= pull / growth * response;
        }
        self.drift.step(&step, &self.theta);
    }

    /// At most the error of any theta, in log-odds; infinite if nothing is known.
    pub(super) fn error(&self) -> f64 {
        self.drift.error(self.bread.largest_variance())
    }

    /// Moves to the maximum.
    ///
    /// # Errors
    ///
    /// [`FitError`] if it was not reached.
    pub(super) fn settle(&mut self, options: &FitOptions) -> Result<(), FitError> {
        let polished = if self.drift.is_lost() {
            None
        } else {
            polish(&self.votes, self.theta.clone(), |slope| {
                self.bread.times(slope)
            })
        };
        if let Some(polished) = polished {
            self.theta = polished.theta;
            self.drift.settle(polished.last, &self.theta);
            if self.drift.turn() > OLD {
                self.renew()?;
            }
        } else {
            self.search(options)?;
            self.renew()?;
        }
        self.since = 0;
        Ok(())
    }

    /// Newton's method from here.
    fn search(&mut self, options: &FitOptions) -> Result<(), FitError> {
        let mut start = Point {
            theta: self.theta.clone(),
            extra: Vec::new(),
        };
        centre(&mut start.theta);
        let limits = Limits {
            iterations: options.max_iterations,
            tolerance: options.tolerance.min(TOLERANCE),
        };
        self.theta = minimise_from(&self.votes, start, limits)?.at.theta;
        Ok(())
    }

    /// Calculates the bread anew.
    fn renew(&mut self) -> Result<(), FitError> {
        let at = self.point();
        self.bread = bread(&self.votes, &at)?;
        self.measure();
        Ok(())
    }

    /// Measures what gradient is left.
    fn measure(&mut self) {
        let slope = self.votes.slope(&self.point(), Precision::Exact).theta;
        let step = self.bread.times(&slope);
        let squared: f64 = slope.iter().zip(&step).map(|(a, b)| a * b).sum();
        self.drift = Drift::new(&self.theta, squared.max(0.0).sqrt());
    }

    fn point(&self) -> Point {
        Point {
            theta: self.theta.clone(),
            extra: Vec::new(),
        }
    }
}

fn bread(votes: &Votes, at: &Point) -> Result<Bread, FitError> {
    let singular = || FitError::NotConverged {
        gradient: votes.slope(at, Precision::Exact).largest(),
        iterations: 0,
    };
    let system = votes.curvature(at).factor().ok_or_else(singular)?;
    Ok(Bread::of(&system.inverse(), at.theta.len()))
}
