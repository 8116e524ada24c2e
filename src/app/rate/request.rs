//! What is asked for: which columns are read, how they are rated, and in which words that is told.

use crate::board;
use crate::exchange::read::{Layout, Wanted};
use crate::rating::{
    BoardFit, Contrast, EloOptions, FitOptions, Intervals, RowOptions, Ties, Weighting,
};

/// The model that `FastChat` fixed its boards to, and its rating.
const FASTCHAT_ANCHOR: (&str, f64) = ("mixtral-8x7b-instruct-v0.1", 1114.0);
/// arena-rank's `hessian_reg`.
const HESSIAN_REG: f64 = 1e-5;

/// How a file is rated. The default is the live board's way.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked for or not, by itself"
)]
pub struct RateRequest {
    /// Whose columns they are, if they do not say.
    pub layout: Option<Layout>,
    /// What the ratings are.
    pub method: RateMethod,
    /// Whether the column `weight` is used.
    pub weights: bool,
    /// Whether ratings are those at equal length, headers, lists and bold.
    pub style: bool,
    /// Numbers of each answer at whose equal values models are rated.
    pub features: Vec<String>,
    /// How those become covariates.
    pub contrast: Contrast,
    /// A model and the rating that it is fixed to.
    pub anchor: Option<(String, f64)>,
    /// The category that votes must have.
    pub category: Option<String>,
    /// Whether every category of the file gets a board.
    pub by_category: bool,
    /// Whether to tell what a row per model does not.
    pub report: bool,
}

/// What the ratings are.
#[derive(Clone, Debug)]
pub enum RateMethod {
    /// A maximum-likelihood fit.
    Fit(RowOptions),
    /// What arena-rank publishes.
    ArenaRank(Weighting),
    /// What `FastChat` published.
    Fastchat {
        /// Where the bootstrap's chance begins.
        seed: u64,
    },
    /// Elo in the order of the file.
    Elo(EloOptions),
}

impl Default for RateMethod {
    fn default() -> Self {
        Self::Fit(RowOptions::default())
    }
}

impl RateRequest {
    /// The columns that are read beside the models and the choice.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted {
            voters: self.fit().intervals == Intervals::Clustered,
            weights: self.weights,
            style: self.style,
            features: self.features.clone(),
            categories: self.category.is_some() || self.by_category,
            ..Wanted::default()
        }
    }

    /// Whether counts of votes do not suffice.
    pub(super) fn needs_votes_one_by_one(&self) -> bool {
        let by_method = match &self.method {
            RateMethod::Elo(_) => true,
            RateMethod::Fit(options) => options.side_effect || options.style.is_some(),
            RateMethod::ArenaRank(_) | RateMethod::Fastchat { .. } => false,
        };
        let wanted = self.wanted();
        by_method || wanted.voters || wanted.weights || wanted.style || !wanted.features.is_empty()
    }

    /// How a board is fitted, as far as that does not depend on the votes.
    pub(super) fn fit(&self) -> FitOptions {
        match &self.method {
            RateMethod::Fit(options) => options.fit.clone(),
            RateMethod::ArenaRank(weighting) => FitOptions {
                weighting: *weighting,
                ..FitOptions::default()
            },
            RateMethod::Fastchat { seed } => FitOptions {
                intervals: Intervals::Bootstrap {
                    rounds: 100,
                    seed: *seed,
                },
                ..FitOptions::default()
            },
            RateMethod::Elo(_) => FitOptions::default(),
        }
    }

    /// How a board of so many votes is fitted.
    pub(super) fn options_of_counts(&self, votes: u64) -> FitOptions {
        let mut options = self.fit();
        if let RateMethod::ArenaRank(weighting) = &self.method {
            // Their weights add up to the votes when they are all 1, and are not scaled otherwise.
            #[expect(clippy::cast_precision_loss, reason = "votes are far below 2^53")]
            let scale = match weighting {
                Weighting::Equal => votes as f64,
                Weighting::InversePairCount { .. } => 1.0,
            };
            options.shrink = Some(HESSIAN_REG * scale);
        }
        options
    }

    /// The model that the board is fixed to.
    pub(super) fn anchor(&self, fit: &BoardFit) -> Option<(String, f64)> {
        if matches!(self.method, RateMethod::Fastchat { .. }) {
            let (model, rating) = FASTCHAT_ANCHOR;
            let core = fit.core.as_ref()?;
            let is_here = core.models().iter().any(|name| name == model);
            return is_here.then(|| (model.to_owned(), rating));
        }
        self.anchor.clone()
    }

    /// What to know of a board that reproduces another program's.
    pub(super) fn warning(&self) -> Option<String> {
        let warning = match &self.method {
            RateMethod::ArenaRank(_) => {
                "arena-rank's intervals add 1e-5 of all votes to the curvature: those of models with few votes are too narrow"
            }
            RateMethod::Fit(options) if *options == RowOptions::arena_rank() => {
                "arena-rank's ridge on the mean loss all but switches style control off, and its errors of coefficients are several \
                 times too large"
            }
            RateMethod::Fit(options) if *options == RowOptions::fastchat() => {
                "FastChat's ridge draws ratings and coefficients to 0"
            }
            RateMethod::Fastchat { .. } => {
                "FastChat's 100 bootstrap rounds leave intervals uncertain by about a tenth; its own optimiser stops up to a point early"
            }
            RateMethod::Elo(_) => "Elo depends on the order of the votes, and has no interval",
            RateMethod::Fit(_) => return None,
        };
        Some(warning.to_owned())
    }

    /// The words of a site's boards, if ratings are made as theirs.
    fn as_published(&self) -> Option<&'static str> {
        let RateMethod::Fit(options) = &self.method else {
            return None;
        };
        let published = if self.style {
            RowOptions::with_style()
        } else {
            RowOptions::default()
        };
        let is_published = *options == published && !self.weights && self.features.is_empty();
        is_published.then(|| board::method(self.style))
    }

    /// How ratings were made, in words.
    pub(super) fn description(&self) -> String {
        if let RateMethod::Elo(options) = &self.method {
            return format!("elo; k {}; in the order of the file", options.k);
        }
        if let Some(method) = self.as_published() {
            return method.to_owned();
        }
        let mut words = vec!["bradley-terry".to_owned()];
        match &self.method {
            RateMethod::ArenaRank(_) => words.push("as arena-rank".to_owned()),
            RateMethod::Fastchat { .. } => words.push("as FastChat".to_owned()),
            RateMethod::Fit(options) => {
                if options.side_effect {
                    words.push("side effect".to_owned());
                }
                if *options == RowOptions::arena_rank() {
                    words.push("as arena-rank".to_owned());
                } else if *options == RowOptions::fastchat() {
                    words.push("as FastChat".to_owned());
                }
            }
            RateMethod::Elo(_) => {}
        }
        if self.style {
            words.push("style control".to_owned());
        }
        words.extend(self.features.iter().map(|name| format!("at equal {name}")));
        words.extend(self.weights.then(|| "weighted".to_owned()));
        words.extend(words_of(&self.fit()));
        words.join("; ")
    }
}

fn words_of(fit: &FitOptions) -> Vec<String> {
    let ties = match fit.ties {
        Ties::Half => "ties and both_bad half a win each",
        Ties::Drop => "ties dropped",
        Ties::Davidson => "ties by davidson",
        Ties::RaoKupper => "ties by rao-kupper",
    };
    let mut words = vec![ties.to_owned()];
    if let Weighting::InversePairCount { floor } = fit.weighting {
        words.push(format!("votes weigh 1 / max(votes of their pair, {floor})"));
    }
    if let Some(ridge) = fit.ridge {
        words.push(format!("ridge {ridge}"));
    }
    words.push(match fit.intervals {
        Intervals::Sandwich => "sandwich 95% intervals".to_owned(),
        Intervals::Fisher => "model-based 95% intervals".to_owned(),
        Intervals::Clustered => "95% intervals clustered by voter".to_owned(),
        Intervals::Bootstrap { rounds, seed } => {
            format!("95% percentiles of {rounds} bootstrap rounds, seed {seed}")
        }
        Intervals::Simultaneous { .. } => "simultaneous 95% intervals".to_owned(),
        Intervals::AnytimeValid { tuned_votes } => {
            format!("anytime-valid 95% intervals, tuned to {tuned_votes} votes a model")
        }
    });
    words
}
