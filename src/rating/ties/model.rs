//! A law of ties as a loss over pair counts: log-odds per model, and the law's parameter beside them.

use crate::border::{BorderLink, Curvature, Squares};
use crate::bradley_terry::{laplacian, reach};
use crate::duel::Duel;
use crate::linear::Matrix;
use crate::newton::{Limits, Loss, Point, Precision, minimise_from};
use crate::options::FitOptions;
use crate::solution::{Likelihood, Meat};
use crate::sum::Sum;

use super::law::{Probabilities, Square, Strengths, TieLaw};

/// Beyond this many log-odds `e^theta` is not calculated: products of four strengths must neither overflow nor vanish.
const WIDEST: f64 = 100.0;

/// Counts of votes are uneven if one is more than so many times another.
const UNEVEN: f64 = 10_000.0;
/// Solutions on the way to that without a ridge, and how fast it fades.
const STAGES: usize = 12;
const FADING: f64 = 8.0;
/// How close to them is close enough.
const COARSE: Limits = Limits {
    iterations: 100,
    tolerance: 0.1,
};

/// The loss of a group under a law of ties.
#[derive(Clone, Debug)]
pub(super) struct TieModel<L> {
    models: usize,
    duels: Vec<Duel>,
    ridge: Option<f64>,
    /// Added to the ridge when errors are calculated.
    shrink: Option<f64>,
    start: f64,
    law: std::marker::PhantomData<L>,
}

impl<L: TieLaw> TieModel<L> {
    /// Of `models` models and their duels, sorted by first model, with at least one tie and one win. Whether there is a
    /// maximum: [`super::existence`].
    pub(super) fn new(models: usize, duels: Vec<Duel>, options: &FitOptions) -> Self {
        let (mut decisive, mut ties) = (0.0, 0.0);
        for Duel { weights, .. } in &duels {
            decisive += weights.first_wins + weights.second_wins;
            ties += weights.halves;
        }
        Self {
            models,
            duels,
            ridge: options.ridge,
            shrink: options.shrink,
            start: L::among_equals(decisive, ties),
            law: std::marker::PhantomData,
        }
    }

    /// What `of` makes of each duel and its chances.
    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    fn each(&self, at: &Point, mut of: impl FnMut(&L, &Duel, &Probabilities)) {
        let parameter = parameter(at);
        let law = L::at(parameter);
        let wide = at.theta.iter().any(|theta| theta.abs() > WIDEST);
        if wide || parameter.abs() > WIDEST {
            for duel in &self.duels {
                of(&law, duel, &law.chances(duel.difference(&at.theta)));
            }
            return;
        }
        let roots: Vec<f64> = at.theta.iter().map(|theta| (theta / 2.0).exp()).collect();
        for duel in &self.duels {
            let (first, second) = (roots[duel.first], roots[duel.second]);
            let strengths = Strengths {
                first: first * first,
                second: second * second,
                between: first * second,
            };
            of(&law, duel, &law.chances_of(strengths));
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    fn summed<T: Total>(&self, at: &Point) -> Point {
        let mut leads = vec![T::default(); self.models];
        let mut parameter = T::default();
        self.each(at, |law, duel, chances| {
            let pull = law.pull(&duel.weights, chances);
            T::take(&mut leads[duel.first], pull.lead);
            T::take(&mut leads[duel.second], pull.lead.map(|term| -term));
            parameter.take(pull.parameter);
        });
        Point {
            theta: leads.into_iter().map(Total::total).collect(),
            extra: vec![parameter.total()],
        }
    }

    fn curvature_with(&self, ridge: Option<f64>, at: &Point) -> Curvature {
        let mut models = laplacian(self.models, ridge);
        let mut links = Vec::with_capacity(self.duels.len());
        let (cross, extra) = self.bordered(at, |law, duel, chances| {
            let square = law.curvature(&duel.weights, chances);
            models.join(duel.first, duel.second, square.lead);
            links.push(BorderLink {
                first: duel.first,
                second: duel.second,
                lead: square.lead,
                mixed: square.mixed,
                rest: law.rest(&duel.weights, chances),
            });
            square
        });
        let ridge = ridge.unwrap_or(0.0);
        Curvature {
            models,
            cross,
            extra,
            squares: Some(Squares { links, ridge }),
        }
    }

    /// The border of a Laplacian of these squares: mixed terms by model, and that of the parameter.
    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    fn bordered(
        &self,
        at: &Point,
        mut of: impl FnMut(&L, &Duel, &Probabilities) -> Square,
    ) -> (Matrix, Matrix) {
        let mut cross = Matrix::zeros(1, self.models);
        let mut extra = Matrix::zeros(1, 1);
        self.each(at, |law, duel, chances| {
            let square = of(law, duel, chances);
            let row = cross.row_mut(0);
            row[duel.first] += square.mixed;
            row[duel.second] -= square.mixed;
            extra.row_mut(0)[0] += square.parameter;
        });
        (cross, extra)
    }
}

impl<L: TieLaw> TieModel<L> {
    /// The smallest count of votes that ended in one way, if the largest is very many times as large.
    fn least_if_uneven(&self) -> Option<f64> {
        let counts = self.duels.iter().flat_map(|duel| {
            let votes = duel.weights;
            [votes.first_wins, votes.second_wins, votes.halves]
        });
        let (least, most) = counts
            .filter(|&count| count > 0.0)
            .fold((f64::INFINITY, 0.0_f64), |(least, most), count| {
                (least.min(count), most.max(count))
            });
        (most > UNEVEN * least).then_some(least)
    }

    /// Solutions under a ridge that fades, each from the one before: single votes that pull against the curve of others far
    /// from their minimum would take steps without end, which leaves none of their length to what huge counts want.
    fn eased_start(&self, start: Point, least: f64) -> Point {
        let mut eased = self.clone();
        let mut at = start;
        for ridge in std::iter::successors(Some(least), |ridge| Some(ridge / FADING)).take(STAGES) {
            eased.ridge = Some(ridge);
            if let Ok(optimum) = minimise_from(&eased, at.clone(), COARSE) {
                at = optimum.at;
            }
        }
        at
    }
}

impl<L: TieLaw> Loss for TieModel<L> {
    fn start(&self) -> Point {
        let theta = vec![0.0; self.models];
        let extra = vec![self.start];
        let start = Point { theta, extra };
        match self.least_if_uneven() {
            Some(least) if self.ridge.is_none() => self.eased_start(start, least),
            _ => start,
        }
    }

    fn slope(&self, at: &Point, precision: Precision) -> Point {
        let mut slope = match precision {
            Precision::Plain => self.summed::<f64>(at),
            Precision::Exact => self.summed::<Sum>(at),
        };
        if let Some(ridge) = self.ridge {
            for (slope, theta) in slope.theta.iter_mut().zip(&at.theta) {
                *slope += ridge * theta;
            }
        }
        slope
    }

    fn curvature(&self, at: &Point) -> Curvature {
        self.curvature_with(self.ridge, at)
    }

    fn reach(&self, step: &Point) -> f64 {
        L::span(
            reach(self.duels.iter().map(Duel::models), &step.theta),
            parameter(step).abs(),
        )
    }
}

impl<L: TieLaw> Likelihood for TieModel<L> {
    fn meat(&self, at: &Point) -> Meat {
        let mut pairs = Vec::with_capacity(self.duels.len());
        let (cross, extra) = self.bordered(at, |law, duel, chances| {
            let square = law.squared_scores(&duel.squares, chances);
            pairs.push((duel.first, duel.second, square.lead));
            square
        });
        Meat::Bordered {
            pairs,
            cross,
            extra,
        }
    }

    fn curvature_for_errors(&self, at: &Point) -> Curvature {
        let ridge = match (self.ridge, self.shrink) {
            (Some(ridge), Some(shrink)) => Some(ridge + shrink),
            (ridge, shrink) => ridge.or(shrink),
        };
        self.curvature_with(ridge, at)
    }
}

fn parameter(at: &Point) -> f64 {
    at.extra.first().copied().unwrap_or(f64::NAN)
}

/// A sum of terms, plain or exact.
trait Total: Copy + Default {
    fn take(&mut self, terms: impl IntoIterator<Item = f64>);
    fn total(self) -> f64;
}

impl Total for f64 {
    fn take(&mut self, terms: impl IntoIterator<Item = f64>) {
        *self += terms.into_iter().sum::<f64>();
    }

    fn total(self) -> f64 {
        self
    }
}

impl Total for Sum {
    fn take(&mut self, terms: impl IntoIterator<Item = f64>) {
        for term in terms {
            self.add(term);
        }
    }

    fn total(self) -> f64 {
        self.value()
    }
}
