//! Boards of votes one by one as predictors: what the side and the covariates of a vote add to its models.

use crate::FitError;
use crate::comparisons::{Columns, Comparison, Comparisons};
use crate::options::{FitOptions, Intervals, Ties};
use crate::rows::{RowOptions, SIDE_EFFECT, Scaling, Style, fit_comparisons};
use crate::scale::Chances;
use crate::standing::BoardFit;
use crate::ties::Probabilities;

use super::CompareOptions;
use super::methods::thetas;
use super::predictor::{Forecast, Predictor};

/// Bradley-Terry with a side effect; and, for votes with covariates, with those beside it (style control), unpenalised.
#[must_use]
pub fn row_methods(columns: &Columns, options: &CompareOptions) -> Vec<Box<dyn Predictor>> {
    let side = OfRows {
        name: "bradley-terry, side effect",
        fit: FitOptions {
            ties: Ties::Half,
            // Forecasts need none; these cost least.
            intervals: Intervals::Fisher,
            ..options.fit.clone()
        },
        style: None,
    };
    let mut methods: Vec<Box<dyn Predictor>> = Vec::new();
    if !columns.features.is_empty() {
        methods.push(Box::new(OfRows {
            name: "bradley-terry, side effect and style",
            // Units as they are given, so that a forecast need not know the spread of the training part.
            style: Some(Style {
                scaling: Scaling::AsGiven,
                ..Style::default()
            }),
            ..side.clone()
        }));
    }
    methods.push(Box::new(side));
    methods
}

#[derive(Clone)]
struct OfRows {
    name: &'static str,
    fit: FitOptions,
    style: Option<Style>,
}

impl Predictor for OfRows {
    fn name(&self) -> &str {
        self.name
    }

    fn fit(&self, train: &Comparisons) -> Result<Forecast, FitError> {
        let options = RowOptions {
            fit: self.fit.clone(),
            side_effect: true,
            style: self.style,
            by_voter: false,
        };
        let board = fit_comparisons(train, &[], &options)?;
        let thetas = thetas(&board, train);
        let side = coefficient(&board, SIDE_EFFECT);
        let betas: Vec<f64> = match self.style {
            Some(_) => {
                let names = train.columns().features.iter();
                names.map(|name| coefficient(&board, name)).collect()
            }
            None => Vec::new(),
        };
        Ok(Box::new(move |vote: &Comparison| {
            let theta = |number: u32| thetas.get(number as usize).copied().flatten();
            let models = theta(vote.model_a.number())? - theta(vote.model_b.number())?;
            let features = vote.features.iter().zip(&betas);
            let style: f64 = features.map(|(&value, beta)| f64::from(value) * beta).sum();
            Some(Probabilities::without_ties(Chances::at(
                models + side + style,
            )))
        }))
    }
}

/// The estimate of a parameter; 0 where votes say nothing about it.
fn coefficient(board: &BoardFit, name: &str) -> f64 {
    let found = board.coefficients.iter().find(|row| row.name == name);
    found.map_or(0.0, |row| row.estimate)
}
