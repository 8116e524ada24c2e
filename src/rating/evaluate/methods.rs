//! The methods of the engine as predictors.

use crate::FitError;
use crate::comparisons::{Comparison, Comparisons};
use crate::elo::{EloOptions, run};
use crate::names;
use crate::options::{FitOptions, Intervals, Ties, Weighting};
use crate::scale::Chances;
use crate::standing::{BoardFit, fit_board};
use crate::ties::{self, Law, Probabilities};

use super::CompareOptions;
use super::predictor::{Forecast, Predictor};

/// Elo as it stands after the training part; Bradley-Terry with ties as half wins, the same reweighted, with a ridge, and
/// with ties dropped; Davidson; Rao-Kupper.
#[must_use]
pub fn standard_methods(options: &CompareOptions) -> Vec<Box<dyn Predictor>> {
    let fit = &options.fit;
    let with = |ties| FitOptions {
        ties,
        // Forecasts need none; these cost least.
        intervals: Intervals::Fisher,
        ..fit.clone()
    };
    let reweighted = FitOptions {
        weighting: Weighting::InversePairCount { floor: 50.0 },
        ..with(Ties::Half)
    };
    let ridge = FitOptions {
        ridge: Some(options.ridge),
        ..with(Ties::Half)
    };
    let boards = [
        ("bradley-terry", with(Ties::Half)),
        ("bradley-terry, reweighted", reweighted),
        ("bradley-terry, ridge", ridge),
        ("bradley-terry, ties dropped", with(Ties::Drop)),
        ("davidson", with(Ties::Davidson)),
        ("rao-kupper", with(Ties::RaoKupper)),
    ];
    let boards = boards.map(|(name, options)| OfBoard { name, options });
    let mut methods: Vec<Box<dyn Predictor>> = vec![Box::new(Online(options.elo))];
    methods.extend(boards.map(|method| Box::new(method) as Box<dyn Predictor>));
    methods
}

/// A board as a predictor: of votes between models of its main core.
struct OfBoard {
    name: &'static str,
    options: FitOptions,
}

impl Predictor for OfBoard {
    fn name(&self) -> &str {
        self.name
    }

    fn has_ties(&self) -> bool {
        matches!(self.options.ties, Ties::Davidson | Ties::RaoKupper)
    }

    fn fit(&self, train: &Comparisons) -> Result<Forecast, FitError> {
        let board = fit_board(train.counts(), &[], &self.options)?;
        let law = board.core.as_ref().map_or(Law::Logistic, |core| {
            ties::law(&core.solution, self.options.ties)
        });
        let thetas = thetas(&board, train);
        Ok(between(thetas, move |lead| law.chances(lead)))
    }
}

/// Log-odds by model number.
pub(super) fn thetas(board: &BoardFit, train: &Comparisons) -> Vec<Option<f64>> {
    let Some(core) = &board.core else {
        return Vec::new();
    };
    let of = |name: &str| {
        let place = names::place(core.models(), name)?;
        core.thetas().get(place).copied()
    };
    (0..)
        .map_while(|number| Some(of(train.counts().name(number)?)))
        .collect()
}

/// Elo as a predictor.
struct Online(EloOptions);

impl Predictor for Online {
    fn name(&self) -> &'static str {
        "elo"
    }

    fn fit(&self, train: &Comparisons) -> Result<Forecast, FitError> {
        let states = run(train, &self.0).into_iter();
        let leads = states.map(|state| (state.games > 0).then_some(state.lead));
        Ok(between(leads.collect(), |lead| {
            Probabilities::without_ties(Chances::at(lead))
        }))
    }
}

/// Forecasts by the difference of two models' log-odds.
fn between(
    thetas: Vec<Option<f64>>,
    chances: impl Fn(f64) -> Probabilities + Send + Sync + 'static,
) -> Forecast {
    Box::new(move |vote: &Comparison| {
        let theta = |number: u32| thetas.get(number as usize).copied().flatten();
        let (a, b) = (vote.model_a.number(), vote.model_b.number());
        Some(chances(theta(a)? - theta(b)?))
    })
}
