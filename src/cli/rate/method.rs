//! Which model and which intervals: arguments to a request.

use clap::{Args, ValueEnum};

use crate::app::{RateMethod, RateRequest};
use crate::cli::Unusable;
use crate::rating::{
    Contrast, EloOptions, FitOptions, Intervals, RowOptions, Style, Ties, Weighting,
    ridge_of_logistic_regression,
};

/// The model and its intervals.
#[derive(Args)]
pub(super) struct MethodArgs {
    /// What the ratings are: a maximum-likelihood fit, or Elo in the order of the file
    #[arg(long, value_enum, default_value_t)]
    method: MethodName,
    /// What `tie` and `both_bad` say
    #[arg(long, value_enum, default_value_t)]
    ties: TiesName,
    /// Weigh each vote by 1 / max(votes of its pair, FLOOR)
    #[arg(long, value_name = "FLOOR", num_args = 0..=1, default_missing_value = "50")]
    reweight: Option<f64>,
    /// Use the column `weight`
    #[arg(long)]
    weights: bool,
    /// Draw ratings to their mean as scikit-learn's LogisticRegression(C) does on doubled rows
    #[arg(long, value_name = "C")]
    ridge: Option<f64>,
    /// Estimate what it is worth to be shown as side A
    #[arg(long)]
    side_effect: bool,
    /// Rate at equal style: length, headers, lists, bold
    #[arg(long)]
    style: bool,
    /// Rate at equal values of a number of each answer, from the columns `NAME_a` and `NAME_b`
    #[arg(long, value_name = "NAME")]
    feature: Vec<String>,
    /// Where intervals come from
    #[arg(long, value_enum, default_value_t)]
    intervals: IntervalsName,
    /// Replicates of the bootstrap
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..))]
    rounds: u32,
    /// Where chance begins, for intervals that need some
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Fix a model's rating; all others and their intervals are relative to it
    #[arg(long, value_name = "MODEL=RATING", value_parser = anchor)]
    anchor: Option<(String, f64)>,
    /// Reproduce what another program publishes, warts and all
    #[arg(long, value_enum, conflicts_with_all = ["method", "ties", "ridge", "side_effect", "intervals", "anchor", "weights"])]
    preset: Option<Preset>,
    /// Elo: points at stake in a vote
    #[arg(long, value_name = "K", default_value_t = 4.0)]
    k: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum MethodName {
    /// Bradley-Terry by maximum likelihood: no order, no prior
    #[default]
    BradleyTerry,
    /// Elo, vote by vote; another order gives other ratings
    Elo,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum TiesName {
    /// Half a win for each side
    #[default]
    Half,
    /// Nothing
    Drop,
    /// An outcome of its own: Davidson (1970)
    Davidson,
    /// An outcome of its own: Rao and Kupper (1967)
    RaoKupper,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum IntervalsName {
    /// Right also where the model is not
    #[default]
    Sandwich,
    /// The same, with a voter's votes as one observation
    Clustered,
    /// Right only where the model is
    Fisher,
    /// Percentiles of resampled votes
    Bootstrap,
    /// Wide enough to hold all ratings at once
    Simultaneous,
    /// Wide enough to hold at every look
    Anytime,
}

/// Another program's board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Preset {
    /// arena-rank: its interval formula, which is too narrow for models with few votes
    ArenaRank,
    /// `FastChat`: 100 bootstrap rounds, mixtral-8x7b-instruct-v0.1 at 1114
    Fastchat,
}

fn anchor(text: &str) -> Result<(String, f64), String> {
    let expected = || "expected MODEL=RATING, as in gpt-4=1200".to_owned();
    let (model, rating) = text.rsplit_once('=').ok_or_else(expected)?;
    let rating: f64 = rating.parse().map_err(|_| expected())?;
    if model.is_empty() || !rating.is_finite() {
        return Err(expected());
    }
    Ok((model.to_owned(), rating))
}

impl MethodArgs {
    /// What these arguments ask for.
    ///
    /// # Errors
    /// [`Unusable`] if they contradict each other.
    pub(super) fn request(&self) -> Result<RateRequest, Unusable> {
        self.check()?;
        let method = match (self.preset, self.method) {
            (Some(preset), _) => self.preset(preset),
            (None, MethodName::Elo) => RateMethod::Elo(EloOptions {
                k: self.k,
                ..EloOptions::default()
            }),
            (None, MethodName::BradleyTerry) => RateMethod::Fit(self.options()),
        };
        Ok(RateRequest {
            method,
            weights: self.weights,
            style: self.style,
            features: self.feature.clone(),
            contrast: if self.preset == Some(Preset::Fastchat) {
                Contrast::RelativePlusOne
            } else {
                Contrast::Relative
            },
            anchor: self.anchor.clone(),
            ..RateRequest::default()
        })
    }

    /// Whether counts of votes from several sources can be rated so.
    pub(super) fn is_of_counts(&self) -> bool {
        let needs_votes = self.has_covariates() || self.side_effect || self.weights;
        let intervals = [IntervalsName::Clustered, IntervalsName::Bootstrap];
        self.method == MethodName::BradleyTerry
            && matches!(self.ties, TiesName::Half | TiesName::Drop)
            && !needs_votes
            && !intervals.contains(&self.intervals)
    }

    fn has_covariates(&self) -> bool {
        self.style || !self.feature.is_empty()
    }

    fn check(&self) -> Result<(), Unusable> {
        let positive = |value: f64| value.is_finite() && value > 0.0;
        let refuse = |why: &str| Err(Unusable(why.to_owned()));
        let models_ties = matches!(self.ties, TiesName::Davidson | TiesName::RaoKupper);
        let is_by_row = self.has_covariates()
            || self.side_effect
            || self.weights
            || self.intervals == IntervalsName::Clustered;
        if self.ridge.is_some_and(|c| !positive(c)) {
            return refuse("--ridge: C must be above 0; the smaller, the stronger the pull");
        }
        if self.reweight.is_some_and(|floor| !positive(floor)) {
            return refuse("--reweight: FLOOR must be above 0; 50 is usual");
        }
        if !positive(self.k) {
            return refuse("--k: must be above 0; 4 is usual for public boards, 32 in chess");
        }
        if models_ties && is_by_row {
            return refuse(
                "--ties davidson and rao-kupper rate counts of votes: leave out --style, --feature, --side-effect, --weights and \
                 --intervals clustered",
            );
        }
        if self.method == MethodName::Elo
            && (is_by_row
                || self.ridge.is_some()
                || self.reweight.is_some()
                || self.ties != TiesName::Half)
        {
            return refuse(
                "--method elo takes --k alone: the other arguments are for bradley-terry",
            );
        }
        Ok(())
    }

    fn options(&self) -> RowOptions {
        let fit = FitOptions {
            ties: self.ties.into(),
            weighting: self.reweight.map_or(Weighting::Equal, |floor| {
                Weighting::InversePairCount { floor }
            }),
            ridge: self.ridge.map(ridge_of_logistic_regression),
            intervals: self.intervals(),
            ..FitOptions::default()
        };
        RowOptions {
            fit,
            side_effect: self.side_effect,
            style: self.has_covariates().then(Style::default),
            by_voter: false,
        }
    }

    fn intervals(&self) -> Intervals {
        let seed = self.seed;
        match self.intervals {
            IntervalsName::Sandwich => Intervals::Sandwich,
            IntervalsName::Clustered => Intervals::Clustered,
            IntervalsName::Fisher => Intervals::Fisher,
            IntervalsName::Bootstrap => Intervals::Bootstrap {
                rounds: self.rounds as usize,
                seed,
            },
            IntervalsName::Simultaneous => Intervals::Simultaneous {
                draws: 10_000,
                seed,
            },
            IntervalsName::Anytime => Intervals::AnytimeValid { tuned_votes: 1_000 },
        }
    }

    fn preset(&self, preset: Preset) -> RateMethod {
        match (preset, self.has_covariates()) {
            (Preset::ArenaRank, true) => RateMethod::Fit(RowOptions::arena_rank()),
            (Preset::ArenaRank, false) => RateMethod::ArenaRank(self.options().fit.weighting),
            (Preset::Fastchat, true) => RateMethod::Fit(RowOptions::fastchat()),
            (Preset::Fastchat, false) => RateMethod::Fastchat { seed: self.seed },
        }
    }
}

impl From<TiesName> for Ties {
    fn from(name: TiesName) -> Self {
        match name {
            TiesName::Half => Self::Half,
            TiesName::Drop => Self::Drop,
            TiesName::Davidson => Self::Davidson,
            TiesName::RaoKupper => Self::RaoKupper,
        }
    }
}
