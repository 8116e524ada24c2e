//! How far a preview may be from the maximum: a bound that costs a few operations per vote.
//!
//! A vote moves the board by a Newton step with a bread that is exact but for one thing: its links were weighed where the
//! board stood when they were, not where it stands. Along any line a link's curvature `n p (1 - p)` changes at most by the
//! factor `e^|change of the difference|` (Bach 2010, self-concordant analysis for logistic regression). So with
//!
//! ```text
//! H   the second derivatives that the bread is the inverse of          |s|_H = sqrt(s' H s)
//! R   the largest change of a difference since they were calculated    e^-R H <= true second derivatives <= e^R H
//! s   a step, r the largest change of a difference by it
//! g   the gradient that is left, |g| its length in the norm of the bread, sqrt(g' B g)
//! ```
//!
//! a step leaves at most `|s|_H (e^R - 1 + e^R (e^r - 1 - r) / r)` more gradient, and a gradient of length |g| means that
//!
//! ```text
//! n = e^(R/2) |g|       w = e^(R/2) * 2 * the largest sqrt(B_ii)       no difference moves by more than w per unit of |.|
//! |x - maximum|_true <= -ln(1 - w n) / w
//! |theta_i - its maximum| <= e^(R/2) sqrt(B_ii) * that
//! ```
//!
//! Rounding is not in the bound; it is below 1e-12 rating points on boards of hundreds of models.

/// Beyond this product of reach and gradient the bound says little, and steps may no longer lead to the maximum.
const LOST: f64 = 0.25;
/// Steps that change a difference by more than this are left to a search that measures.
const LONGEST_STEP: f64 = 0.5;

/// What is known of the distance from the maximum.
#[derive(Clone, Debug)]
pub(super) struct Drift {
    /// Where the bread was calculated.
    base: Vec<f64>,
    /// The largest change of a difference since then.
    farthest: f64,
    /// At most the length of the gradient in the norm of the bread.
    slack: f64,
    is_lost: bool,
}

/// A step of a preview.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Its length in the norm of the second derivatives.
    pub(super) length: f64,
    /// The largest change of a difference by it.
    pub(super) reach: f64,
    /// How much the link grew by it: the inverse of what became of the bread along it. Below 1 if votes were taken away.
    pub(super) growth: f64,
}

impl Drift {
    /// A bread calculated at `theta`, where a gradient of that length is left.
    pub(super) fn new(theta: &[f64], slack: f64) -> Self {
        Self {
            base: theta.to_vec(),
            farthest: 0.0,
            slack,
            is_lost: false,
        }
    }

    /// The bread is no longer what it should be.
    pub(super) fn lose(&mut self) {
        self.is_lost = true;
    }

    /// Whether nothing is known.
    pub(super) fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// R above, at most: the bread's links were weighed at places that are no farther from the base than this one.
    pub(super) fn turn(&self) -> f64 {
        2.0 * self.farthest
    }

    /// Whether a step can be taken.
    pub(super) fn allows(step: &Step) -> bool {
        step.growth >= 0.5 && step.reach <= LONGEST_STEP
    }

    /// After a vote has moved the board to `theta`.
    pub(super) fn step(&mut self, step: &Step, theta: &[f64]) {
        self.visit(theta);
        if step.growth < 1.0 {
            self.slack /= step.growth.sqrt();
        }
        self.slack += step.length * self.loss(step.reach);
    }

    /// After a search has moved the board to `theta` by steps of which the last had this length and reach.
    pub(super) fn settle(&mut self, (length, reach): (f64, f64), theta: &[f64]) {
        self.visit(theta);
        self.slack = length * self.loss(reach);
    }

    fn visit(&mut self, theta: &[f64]) {
        let changes = theta.iter().zip(&self.base).map(|(now, then)| now - then);
        self.farthest = self.farthest.max(range(changes));
    }

    /// The gradient that a step of length 1 leaves, at most.
    fn loss(&self, reach: f64) -> f64 {
        let turn = self.turn();
        turn.exp_m1() + turn.exp() * second_order(reach)
    }

    /// At most the error of any theta; infinite if nothing is known. `variance` is the largest of the bread.
    pub(super) fn error(&self, variance: f64) -> f64 {
        let stretch = (self.turn() / 2.0).exp();
        let (reach, left) = (stretch * variance.sqrt(), stretch * self.slack);
        let product = 2.0 * reach * left;
        if self.is_lost || product > LOST {
            return f64::INFINITY;
        }
        -(-product).ln_1p() / 2.0
    }
}

/// `(e^r - 1 - r) / r`.
fn second_order(reach: f64) -> f64 {
    if reach < 1e-3 {
        // The next term is below 1e-7 of this.
        reach / 2.0 * (1.0 + reach / 3.0 * (1.0 + reach / 4.0))
    } else {
        (reach.exp_m1() - reach) / reach
    }
}

/// The largest difference between two values.
pub(super) fn range(values: impl Iterator<Item = f64>) -> f64 {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (value.min(low), value.max(high))
    });
    (high - low).max(0.0)
}
