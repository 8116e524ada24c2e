//! Scores summed voter by voter before they are squared: errors that allow votes of one voter to depend on each other.
//!
//! ```text
//! M = sum over voters of s_g s_g'      s_g = sum of the scores of voter g's votes
//! ```
//!
//! Liang and Zeger (1986), without a factor for few voters, so that voters of one vote each give the plain sandwich. With
//! fewer than about 50 voters, or one who cast a large part of the votes, such errors are too small; and no more
//! directions than voters have any variance at all.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "positions are below the number of models and parameters"
)]

use pulp::{Arch, Simd, WithSimd};

use super::logistic::chances;
use super::pass::Predictor;
use super::scales::Scale;
use super::selection::{Selection, Vote};
use crate::linear::Matrix;
use crate::scale::real;

/// What a vote's predictor is made of beside its models.
#[derive(Clone, Copy, Debug)]
pub(super) struct Design<'a> {
    pub(super) has_side: bool,
    /// Of each covariate.
    pub(super) scales: &'a [Scale],
}

/// The squared sums, models first, then parameters; and how many voters there are.
pub(super) fn squared_sums(selection: &Selection, at: &Predictor, design: Design) -> (Matrix, f64) {
    // By voter, then in the order in which they came; 8 bytes a vote.
    let key = |vote: Vote| {
        let voter = selection.votes.voters.get(vote.row).copied();
        u64::from(voter.unwrap_or_default()) << 32 | vote.row as u64
    };
    let mut votes: Vec<u64> = selection.iter().map(key).collect();
    votes.sort_unstable();
    Arch::new().dispatch(VoterPass {
        votes: &votes,
        sums: Sums::new(selection, at, design),
    })
}

/// The same of models alone.
pub(super) fn of_models(selection: &Selection, theta: &[f64]) -> (Matrix, f64) {
    let at = Predictor {
        theta,
        shift: 0.0,
        slopes: Vec::new(),
    };
    let design = Design {
        has_side: false,
        scales: &[],
    };
    squared_sums(selection, &at, design)
}

struct VoterPass<'a> {
    /// By voter: the voter in the upper half, the place of the vote in the lower.
    votes: &'a [u64],
    sums: Sums<'a>,
}

impl WithSimd for VoterPass<'_> {
    type Output = (Matrix, f64);

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> Self::Output {
        let mut voters = 0;
        for votes in self.votes.chunk_by(|one, other| one >> 32 == other >> 32) {
            let rows = votes
                .iter()
                .map(|key| usize::try_from(key & u64::from(u32::MAX)));
            for vote in rows
                .flatten()
                .filter_map(|row| self.sums.selection.vote(row))
            {
                self.sums.add(vote);
            }
            self.sums.square();
            voters += 1;
        }
        self.sums.mirror();
        (self.sums.squares, real(voters))
    }
}

struct Sums<'a> {
    selection: &'a Selection<'a>,
    at: &'a Predictor<'a>,
    design: Design<'a>,
    /// Of the voter at hand.
    score: Vec<f64>,
    /// The models whose score may not be 0.
    touched: Vec<usize>,
    is_touched: Vec<bool>,
    /// The lower triangle.
    squares: Matrix,
}

impl<'a> Sums<'a> {
    fn new(selection: &'a Selection<'a>, at: &'a Predictor<'a>, design: Design<'a>) -> Self {
        let size = at.theta.len() + usize::from(design.has_side) + design.scales.len();
        Self {
            selection,
            at,
            design,
            score: vec![0.0; size],
            touched: Vec::new(),
            is_touched: vec![false; size],
            squares: Matrix::zeros(size, size),
        }
    }

    #[inline(always)]
    fn add(&mut self, vote: Vote) {
        let (a, b) = (vote.a as usize, vote.b as usize);
        let width = self.design.scales.len();
        let features = &self.selection.votes.features;
        let values = if width == 0 {
            &[]
        } else {
            &features[vote.row * width..][..width]
        };
        let mut lead = self.at.theta[a] - self.at.theta[b] + self.at.shift;
        for (&slope, &value) in self.at.slopes.iter().zip(values) {
            lead = slope.mul_add(f64::from(value), lead);
        }
        let (chances, won) = (chances(lead), 0.5 * f64::from(vote.points));
        let weight = self.selection.weight(vote.row) * self.selection.factor(vote.a, vote.b);
        let score = weight * chances.first.mul_add(1.0 - won, -(chances.second * won));
        self.put(a, score);
        self.put(b, -score);
        let mut place = self.at.theta.len();
        if self.design.has_side {
            self.put(place, score);
            place += 1;
        }
        for ((place, scale), &value) in (place..).zip(self.design.scales).zip(values) {
            self.put(
                place,
                score * (f64::from(value) - scale.origin) * scale.per_unit,
            );
        }
    }

    #[inline(always)]
    fn put(&mut self, place: usize, score: f64) {
        self.score[place] += score;
        if !self.is_touched[place] {
            self.is_touched[place] = true;
            self.touched.push(place);
        }
    }

    /// Adds the squares of the voter at hand, and forgets the voter.
    #[inline(always)]
    fn square(&mut self) {
        self.touched.sort_unstable();
        for (count, &place) in self.touched.iter().enumerate() {
            let (row, score) = (self.squares.row_mut(place), self.score[place]);
            for &other in &self.touched[..=count] {
                row[other] = score.mul_add(self.score[other], row[other]);
            }
        }
        for place in self.touched.drain(..) {
            self.score[place] = 0.0;
            self.is_touched[place] = false;
        }
    }

    fn mirror(&mut self) {
        for row in 0..self.squares.rows() {
            for column in 0..row {
                self.squares.row_mut(column)[row] = self.squares.at(row, column);
            }
        }
    }
}
