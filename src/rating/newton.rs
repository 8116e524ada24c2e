//! Newton's method for every model of the engine: log-odds per model, and a few parameters beside them.
//!
//! A loss is convex and depends on the models only through differences of their log-odds, so its second derivatives
//! are a weighted graph Laplacian with a border of a few rows. A part of a Newton step that does not pass the minimum
//! along it lowers the loss. And along any line the curvature changes at most by the factor e^|change of a linear
//! predictor|, so a step whose largest such change is s also lowers the loss when it is shortened to ln(1 + s) / s of its
//! length (self-concordant analysis, Bach 2010). Of these the longer is taken, so the search cannot diverge.
//!
//! Near the solution the second derivatives hardly change: one factor serves several steps (chord steps) as long as each
//! is at most a quarter of the one before. What these steps find out about the change of the derivatives goes into the next
//! ones (Broyden 1965, in the form that needs no more than the steps: Kelley 1995, section 7.3).

use std::borrow::Cow;

use super::FitError;
use super::border::{Curvature, System};
use super::sum::Sum;

/// The most that one step may change a linear predictor, unless a longer one is known to be safe: enough for any gap
/// between two models, and not enough to take every chance on the way to 0.
const LONGEST_STEP: f64 = 256.0;
/// Newton's step is taken whole if it is no longer: the curvature on the way cannot change enough for it to do harm.
const WHOLE: f64 = 0.5;
/// A factor is kept for the next step after a step shorter than this.
const NEAR: f64 = 0.125;
/// A chord step must be this much shorter than the step before, or the factor is renewed.
const CONTRACTION: f64 = 0.25;
/// After a step shorter than this slopes are summed exactly: rounding may already be in the way. A search that need not be
/// finer ends without that.
const FINE: f64 = 1e-9;

/// Log-odds of each model above the mean, and the parameters beside them (tie parameter, coefficients).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) theta: Vec<f64>,
    pub(crate) extra: Vec<f64>,
}

impl Point {
    pub(crate) fn zero(models: usize, extras: usize) -> Self {
        Self {
            theta: vec![0.0; models],
            extra: vec![0.0; extras],
        }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.theta.iter().chain(&self.extra).copied()
    }

    /// The largest absolute value.
    pub(crate) fn largest(&self) -> f64 {
        self.values().fold(0.0, |most, value| value.abs().max(most))
    }

    fn dot(&self, other: &Self) -> f64 {
        let terms = self.values().zip(other.values());
        terms.map(|(a, b)| a * b).collect::<Sum>().value()
    }

    /// How much of this step another one repeats.
    fn share(&self, other: &Self) -> f64 {
        let own = self.dot(self);
        if own > 0.0 {
            self.dot(other) / own
        } else {
            0.0
        }
    }

    fn add(&mut self, part: f64, other: &Self) {
        let values = self.theta.iter_mut().chain(&mut self.extra);
        for (value, other) in values.zip(other.values()) {
            *value += part * other;
        }
    }

    fn subtract(&mut self, part: f64, step: &Self) {
        let values = self.theta.iter_mut().chain(&mut self.extra);
        for (value, change) in values.zip(step.values()) {
            *value -= part * change;
        }
        centre(&mut self.theta);
    }
}

/// How a slope is summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// Fast; loses digits where large terms cancel.
    Plain,
    /// Keeps what rounding drops.
    Exact,
}

/// What is minimised: minus a log-likelihood, perhaps with a penalty.
pub(crate) trait Loss {
    /// Where the search begins.
    fn start(&self) -> Point;

    /// First derivatives.
    fn slope(&self, at: &Point, precision: Precision) -> Point;

    /// Second derivatives.
    fn curvature(&self, at: &Point) -> Curvature;

    /// Both, for a loss that finds them together.
    fn derivatives(&self, at: &Point, precision: Precision) -> (Point, Curvature) {
        (self.slope(at, precision), self.curvature(at))
    }

    /// Whether slopes are always summed exactly.
    fn is_exact(&self) -> bool {
        false
    }

    /// The largest change of a linear predictor by a step.
    fn reach(&self, step: &Point) -> f64;

    /// Whether the loss is finite there.
    fn allows(&self, _at: &Point) -> bool {
        true
    }
}

/// When a search ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    /// Steps allowed.
    pub(crate) iterations: usize,
    /// A search ends with the first step that changes no linear predictor by more than this, or that leaves no more than such
    /// a step would. Steps shrink at least fourfold, so what remains is at most a third of it.
    pub(crate) tolerance: f64,
}

/// The minimum of a loss.
#[derive(Clone, Debug)]
pub(crate) struct Optimum {
    pub(crate) at: Point,
    /// The largest first derivative there, in votes.
    pub(crate) gradient: f64,
    /// Steps taken.
    pub(crate) iterations: usize,
}

/// Minimises a loss from its start.
///
/// # Errors
///
/// [`FitError::NotConverged`] if the steps run out or the curvature vanishes numerically.
pub(crate) fn minimise(loss: &(impl Loss + ?Sized), limits: Limits) -> Result<Optimum, FitError> {
    minimise_from(loss, loss.start(), limits)
}

/// The same from a point nearby.
///
/// # Errors
///
/// As [`minimise`].
pub(crate) fn minimise_from(
    loss: &(impl Loss + ?Sized),
    start: Point,
    limits: Limits,
) -> Result<Optimum, FitError> {
    search(Search::new(loss, start, limits, None), limits)
}

/// The same, beginning with chord steps by the second derivatives of a loss much like this one.
///
/// # Errors
///
/// As [`minimise`].
pub(crate) fn minimise_with(
    loss: &(impl Loss + ?Sized),
    start: Point,
    system: &System,
    limits: Limits,
) -> Result<Optimum, FitError> {
    let system = Some(Cow::Borrowed(system));
    search(Search::new(loss, start, limits, system), limits)
}

fn search<L: Loss + ?Sized>(mut search: Search<L>, limits: Limits) -> Result<Optimum, FitError> {
    for iterations in 1..=limits.iterations {
        let failed = FitError::NotConverged {
            gradient: search.slope.largest(),
            iterations,
        };
        let length = search.advance().ok_or(failed)?;
        if length <= limits.tolerance {
            return Ok(Optimum {
                gradient: search.slope.largest(),
                at: search.at,
                iterations,
            });
        }
    }
    Err(FitError::NotConverged {
        gradient: search.slope.largest(),
        iterations: limits.iterations,
    })
}

struct Search<'a, L: ?Sized> {
    loss: &'a L,
    at: Point,
    slope: Point,
    precision: Precision,
    /// Whether the search ends before slopes need be summed exactly.
    is_coarse: bool,
    /// Second derivatives, if they are known here.
    curvature: Option<Curvature>,
    /// The factored second derivatives of an earlier point.
    system: Option<Cow<'a, System>>,
    /// The steps since it was factored.
    steps: Vec<Point>,
    /// The length of the last step.
    last: f64,
}

impl<'a, L: Loss + ?Sized> Search<'a, L> {
    fn new(loss: &'a L, at: Point, limits: Limits, system: Option<Cow<'a, System>>) -> Self {
        let precision = if loss.is_exact() {
            Precision::Exact
        } else {
            Precision::Plain
        };
        let (slope, curvature) = if system.is_some() {
            (loss.slope(&at, precision), None)
        } else {
            let (slope, curvature) = loss.derivatives(&at, precision);
            (slope, Some(curvature))
        };
        Self {
            loss,
            slope,
            at,
            precision,
            is_coarse: limits.tolerance > FINE,
            curvature,
            system,
            steps: Vec::new(),
            last: f64::INFINITY,
        }
    }

    /// Takes one step and returns its length; infinite if it only found that it must look closer. `None` if the
    /// curvature has vanished numerically.
    fn advance(&mut self) -> Option<f64> {
        let is_fresh = self.system.is_none();
        let system = if let Some(system) = self.system.take() {
            system
        } else {
            self.steps.clear();
            let known = self.curvature.take();
            let curvature = known.unwrap_or_else(|| self.loss.curvature(&self.at));
            Cow::Owned(curvature.factor()?)
        };
        let step = self.updated(system.solve(self.slope.clone()));
        let length = self.loss.reach(&step);
        if !length.is_finite() {
            return None;
        }
        if !is_fresh && length > CONTRACTION * self.last {
            return Some(f64::INFINITY);
        }
        let counts = self.is_coarse || self.precision == Precision::Exact;
        let part = self.damping(&step, length);
        self.at.subtract(part, &step);
        if length <= FINE || self.stalls(length) {
            self.precision = Precision::Exact;
        }
        let rest = self.rest(length);
        self.last = length;
        if length <= NEAR || !is_fresh {
            self.slope = self.loss.slope(&self.at, self.precision);
            self.system = Some(system);
            self.steps.push(step);
        } else {
            let (slope, curvature) = self.loss.derivatives(&self.at, self.precision);
            (self.slope, self.curvature) = (slope, Some(curvature));
        }
        Some(if counts { rest } else { f64::INFINITY })
    }

    /// A step as the tolerance sees it. Steps that go on to shrink by the factor q leave q / (1 - q) of the last one (Hairer and
    /// Wanner 1996, section IV.8), a third of it for q = 1/4; where they shrink faster a longer one leaves as little.
    fn rest(&self, length: f64) -> f64 {
        let shrinking = length / self.last;
        // The first step with an old factor may be followed by slower ones.
        if self.steps.len() >= 2 && shrinking <= CONTRACTION {
            length * shrinking / (1.0 - shrinking) / (CONTRACTION / (1.0 - CONTRACTION))
        } else {
            length
        }
    }

    /// A chord step with what the steps before it, all taken whole, have found out.
    fn updated(&self, mut step: Point) -> Point {
        for pair in self.steps.windows(2) {
            if let [earlier, later] = pair {
                step.add(earlier.share(&step), later);
            }
        }
        if let Some(last) = self.steps.last() {
            let share = last.share(&step);
            // Steps that hardly shrink say nothing.
            if share.abs() < CONTRACTION {
                step.add(share / (1.0 - share), &step.clone());
            }
        }
        step
    }

    /// Whether steps no longer shrink as Newton's must near the solution.
    fn stalls(&self, length: f64) -> bool {
        self.last < NEAR && length > self.last / 2.0
    }

    /// The part of the step to take: as much as does not pass the minimum along it, by halving, but no less than the
    /// part that is known to be safe.
    fn damping(&self, step: &Point, length: f64) -> f64 {
        let safe = if length > 0.0 {
            length.ln_1p() / length
        } else {
            1.0
        };
        if length <= WHOLE {
            return 1.0;
        }
        if length <= 1.0 {
            return safe;
        }
        let mut part = (LONGEST_STEP / length).min(1.0);
        while part > safe && self.passes_minimum(part, step) {
            part /= 2.0;
        }
        part.max(safe)
    }

    /// Whether the loss rises again at the end of a part of the step.
    fn passes_minimum(&self, part: f64, step: &Point) -> bool {
        let mut end = self.at.clone();
        end.subtract(part, step);
        !self.loss.allows(&end) || self.loss.slope(&end, self.precision).dot(step) < 0.0
    }
}

/// Shifts values to mean 0.
pub(crate) fn centre(values: &mut [f64]) {
    let count = values.iter().map(|_| 1.0).sum::<f64>();
    let mean = values.iter().sum::<f64>() / count;
    for value in values {
        *value -= mean;
    }
}
