//! How a board of votes one by one is fitted.

use crate::{FitOptions, Weighting};

/// How a board of votes one by one is fitted. The default is the default board of their counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowOptions {
    /// What it shares with a board of counts.
    pub fit: FitOptions,
    /// Whether there is a parameter for what it is worth to be shown as side A, in log-odds.
    pub side_effect: bool,
    /// Whether scores are summed by voter before they are squared, for errors and intervals of every kind but Fisher's:
    /// right also where votes of one voter depend on each other, with 50 voters or more. [`crate::Intervals::Clustered`] is the
    /// same with plain intervals.
    pub by_voter: bool,
    /// How the covariates of the votes are used, if they are.
    pub style: Option<Style>,
}

/// How covariates are used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// The units of coefficients.
    pub scaling: Scaling,
    /// Whether coefficients are drawn to 0.
    pub penalty: Penalty,
    /// How errors are calculated.
    pub errors: StyleErrors,
}

/// The units of coefficients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaling {
    /// Log-odds per standard deviation of the covariate among all votes, which is counted from its mean there: `LMArena`'s
    /// and `FastChat`'s way.
    #[default]
    Standardised,
    /// Log-odds per unit, counted from 0.
    AsGiven,
}

/// A penalty on the coefficients of covariates (never on the side effect).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Penalty {
    /// None: maximum likelihood.
    #[default]
    None,
    /// `ridge / 2 * sum of beta^2` beside the loss summed over votes.
    OnSum(f64),
    /// The same beside the mean loss, so as strong as `ridge` times all votes. arena-rank's default of 1 leaves little of
    /// any coefficient: it is here only to reproduce published boards.
    OnMean(f64),
}

impl Penalty {
    /// The ridge on the sum over votes of this weight.
    pub(super) fn on_sum(self, weight: f64) -> f64 {
        match self {
            Self::None => 0.0,
            Self::OnSum(ridge) => ridge,
            Self::OnMean(ridge) => ridge * weight,
        }
    }
}

/// How errors of a board with covariates are calculated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum StyleErrors {
    /// The sandwich of the penalised likelihood: the penalty counts in the curvature, and scores have their mean taken
    /// out (a penalty leaves them one).
    #[default]
    Proper,
    /// arena-rank's formula: `hessian_reg` times all votes is added to the whole diagonal, the penalty is left out of the
    /// curvature. It overstates errors of coefficients several times, and is here only to reproduce published boards.
    ArenaRank {
        /// Their default is 1e-5.
        hessian_reg: f64,
    },
}

impl RowOptions {
    /// With all covariates, unpenalised and in standard deviations.
    #[must_use]
    pub fn with_style() -> Self {
        Self {
            style: Some(Style::default()),
            ..Self::default()
        }
    }

    /// arena-rank's contextual model at its defaults.
    #[must_use]
    pub fn arena_rank() -> Self {
        Self {
            fit: FitOptions {
                weighting: Weighting::InversePairCount { floor: 50.0 },
                ..FitOptions::default()
            },
            side_effect: false,
            by_voter: false,
            style: Some(Style {
                penalty: Penalty::OnMean(1.0),
                errors: StyleErrors::ArenaRank { hessian_reg: 1e-5 },
                ..Style::default()
            }),
        }
    }

    /// `FastChat`'s style control at its defaults: half a unit of ridge on ratings (in factors of 10) and coefficients.
    #[must_use]
    pub fn fastchat() -> Self {
        let ridge = 0.5;
        Self {
            fit: FitOptions {
                ridge: Some(ridge / std::f64::consts::LN_10.powi(2)),
                ..FitOptions::default()
            },
            side_effect: false,
            by_voter: false,
            style: Some(Style {
                penalty: Penalty::OnSum(ridge),
                ..Style::default()
            }),
        }
    }
}
