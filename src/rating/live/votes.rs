//! The votes of a fitted core, pair by pair, open for more: the loss that a live board stays at the minimum of.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::border::Curvature;
use crate::bradley_terry::{WIDEST, laplacian, reach};
use crate::duel::{Duel, Tally};
use crate::newton::{Loss, Point, Precision};
use crate::scale::Chances;
use crate::sum::Sum;

/// The duels of some models; any of them can be replaced.
#[derive(Clone, Debug, Default)]
pub(crate) struct Votes {
    models: usize,
    ridge: Option<f64>,
    duels: Vec<Duel>,
    /// The models of each duel and all its votes: what a slope is summed from.
    pairs: Vec<(u32, u32, f64)>,
    /// Points won by each model.
    points: Vec<f64>,
    /// Where the duel of two models is.
    places: HashMap<(u32, u32), u32, FxBuildHasher>,
}

impl Votes {
    pub(crate) fn new(models: usize, duels: &[Duel], ridge: Option<f64>) -> Self {
        let mut votes = Self {
            models,
            ridge,
            points: vec![0.0; models],
            ..Self::default()
        };
        for duel in duels {
            votes.replace(*duel);
        }
        votes
    }

    /// Puts a duel in the place of that of the same models; returns the change of votes.
    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models, places below the number of duels"
    )]
    pub(crate) fn replace(&mut self, duel: Duel) -> Duel {
        let key = (number(duel.first), number(duel.second));
        let nothing = Duel::of_votes(duel.first, duel.second, Tally::default());
        let place = *self.places.entry(key).or_insert_with(|| {
            self.duels.push(nothing);
            self.pairs.push((key.0, key.1, 0.0));
            number(self.duels.len() - 1)
        }) as usize;
        let change = duel.less(&self.duels[place]);
        self.duels[place] = duel;
        self.pairs[place].2 = duel.weights.total();
        self.points[duel.first] += change.weights.first_wins + change.weights.halves / 2.0;
        self.points[duel.second] += change.weights.second_wins + change.weights.halves / 2.0;
        change
    }

    /// Expected minus actual points by one division per duel.
    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    fn plain_slope(&self, strengths: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; strengths.len()];
        for &(first, second, votes) in &self.pairs {
            let (first, second) = (first as usize, second as usize);
            let share = votes / (strengths[first] + strengths[second]);
            sums[first] += share;
            sums[second] += share;
        }
        let expected = sums.iter().zip(strengths).map(|(sum, own)| sum * own);
        let slopes = expected.zip(&self.points);
        slopes.map(|(expected, points)| expected - points).collect()
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    fn exact_slope(&self, chances: impl Fn(&Duel) -> Chances) -> Vec<f64> {
        let mut sums = vec![Sum::default(); self.models];
        for duel in &self.duels {
            for term in duel.pull(chances(duel)) {
                sums[duel.first].add(term);
                sums[duel.second].add(-term);
            }
        }
        sums.into_iter().map(Sum::value).collect()
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    fn raw_slope(&self, theta: &[f64], precision: Precision) -> Vec<f64> {
        if theta.iter().any(|theta| theta.abs() > WIDEST) {
            return self.exact_slope(|duel| Chances::at(duel.difference(theta)));
        }
        let strengths: Vec<f64> = theta.iter().map(|theta| theta.exp()).collect();
        match precision {
            Precision::Plain => self.plain_slope(&strengths),
            Precision::Exact => self.exact_slope(|duel| {
                Chances::of_strengths(strengths[duel.first], strengths[duel.second])
            }),
        }
    }
}

impl Loss for Votes {
    fn start(&self) -> Point {
        Point::zero(self.models, 0)
    }

    fn slope(&self, at: &Point, precision: Precision) -> Point {
        let mut theta = self.raw_slope(&at.theta, precision);
        if let Some(ridge) = self.ridge {
            for (slope, theta) in theta.iter_mut().zip(&at.theta) {
                *slope += ridge * theta;
            }
        }
        Point {
            theta,
            extra: Vec::new(),
        }
    }

    fn curvature(&self, at: &Point) -> Curvature {
        let mut links = laplacian(self.models, self.ridge);
        for duel in &self.duels {
            let chances = Chances::at(duel.difference(&at.theta));
            links.join(duel.first, duel.second, duel.curvature(chances));
        }
        Curvature::of_models(links)
    }

    fn reach(&self, step: &Point) -> f64 {
        reach(self.duels.iter().map(Duel::models), &step.theta)
    }
}

fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
