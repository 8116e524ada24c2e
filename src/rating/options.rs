//! How a board is fitted.

use super::newton::Limits;

/// What ties (and `both_bad`) say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// Half a win for each side.
    #[default]
    Half,
    /// Nothing: they are counted, and no rating uses them.
    Drop,
    /// An outcome of its own, more likely among equals: Davidson (1970).
    Davidson,
    /// An outcome of its own, when the difference stays below a threshold: Rao and Kupper (1967).
    RaoKupper,
}

/// How much a vote counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Weighting {
    /// Every vote counts alike.
    #[default]
    Equal,
    /// A vote counts `1 / max(votes of its pair, floor)`, so that no pair dominates by being shown often.
    InversePairCount {
        /// Pairs with fewer votes are not weighed up further. `LMArena` uses 50.
        floor: f64,
    },
}

impl Weighting {
    /// The weight of each vote of a pair with so many votes.
    pub(super) fn of_vote(self, votes: f64) -> f64 {
        match self {
            Self::Equal => 1.0,
            Self::InversePairCount { floor } => 1.0 / votes.max(floor),
        }
    }
}

/// Where intervals come from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Intervals {
    /// The sandwich of White (1982): right also where the model is not.
    #[default]
    Sandwich,
    /// The inverse of the information: right only where the model is.
    Fisher,
    /// The sandwich with scores summed by voter first (Liang and Zeger 1986): right also where votes of one voter depend on
    /// each other. Needs many voters; of counts, which do not know voters, it is the plain sandwich.
    Clustered,
    /// Percentiles of replicates of the votes (Efron 1979), drawn over pair counts; of methods that need more than those it is
    /// the plain sandwich. A bound is absent where the maximum of too many replicates is infinite or unknown. Runs on the rayon
    /// pool it is called in, if any, with the same result.
    Bootstrap {
        /// How many replicates.
        rounds: usize,
        /// Where chance begins.
        seed: u64,
    },
    /// The sandwich, widened so that all intervals hold at once (max-t, by draws from its normal law).
    Simultaneous {
        /// How many draws: 2,000 give the factor to about 1%.
        draws: usize,
        /// Where chance begins.
        seed: u64,
    },
    /// The sandwich, widened so that an interval holds at all times, however often one looks (a confidence sequence).
    AnytimeValid {
        /// The number of votes of a model, against well-known equals, at which its interval is to be narrowest in standard
        /// errors. To be chosen before there are votes.
        tuned_votes: u64,
    },
}

/// How a board is fitted. The defaults are those of the public boards.
#[derive(Clone, Debug, PartialEq)]
pub struct FitOptions {
    /// Newton steps allowed per fit.
    pub max_iterations: usize,
    /// A fit ends with the first step that changes no pair's log-odds by more than this, or that leaves as little. Steps shrink
    /// at least fourfold, so what remains is at most a third of it: with the default below 1e-9 rating points.
    pub tolerance: f64,
    /// Half width of intervals in standard errors. One-sided bounds use the same probability per side.
    pub confidence_z: f64,
    /// Models with fewer votes than this are provisional.
    pub provisional_votes: u64,
    /// What ties say.
    pub ties: Ties,
    /// How much a vote counts.
    pub weighting: Weighting,
    /// A penalty of `ridge / 2 * sum of theta^2` (theta in log-odds, the loss summed over votes): a normal prior with variance
    /// 1 / ridge. Every model that met another has finite figures then, and they depend on the penalty.
    pub ridge: Option<f64>,
    /// Where intervals come from.
    pub intervals: Intervals,
    /// Added to the diagonal of the curvature when errors are calculated, as arena-rank does (its `hessian_reg` times the
    /// votes). It makes intervals of models with few votes too narrow, and is here only to reproduce published boards.
    pub shrink: Option<f64>,
}

impl Default for FitOptions {
    /// 95% intervals, 50 votes to leave the provisional state.
    fn default() -> Self {
        Self {
            max_iterations: 200,
            tolerance: 1e-11,
            confidence_z: 1.959_963_984_540_054,
            provisional_votes: 50,
            ties: Ties::default(),
            weighting: Weighting::default(),
            ridge: None,
            intervals: Intervals::default(),
            shrink: None,
        }
    }
}

/// The [`FitOptions::ridge`] under which a fit equals scikit-learn's `LogisticRegression(C = c, fit_intercept = False)` on the
/// doubled rows that `FastChat` made of votes (features of plus and minus ln 10, a win counted twice, a tie once each way).
#[must_use]
pub fn ridge_of_logistic_regression(c: f64) -> f64 {
    let base = std::f64::consts::LN_10;
    1.0 / (2.0 * c * base * base)
}

impl FitOptions {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            iterations: self.max_iterations,
            tolerance: self.tolerance,
        }
    }
}
