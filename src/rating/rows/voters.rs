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

use super::design::Design;
use super::pass::{Predictor, residual};
use super::selection::{Selection, Vote};
use crate::linear::Matrix;
use crate::newton::Point;
use crate::scale::real;

/// The squared sums, models first, then parameters; and how many voters there are.
pub(super) fn squared_sums(selection: &Selection, at: &Point, design: Design) -> (Matrix, f64) {
    // By voter, then in the order in which they came; 8 bytes a vote.
    let key = |vote: Vote| {
        let voter = selection.votes.voters.get(vote.row).copied();
        (u64::from(voter.unwrap_or_default()) << 32) | vote.row as u64
    };
    let mut votes: Vec<u64> = selection.iter().map(key).collect();
    votes.sort_unstable();
    Arch::new().dispatch(VoterPass {
        votes: &votes,
        sums: Sums::new(selection, &design.predictor(at), design),
    })
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
            self.sums.gather(rows.flatten());
            self.sums.add();
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
    /// The votes of the voter at hand, and their predictors, later scores.
    cast: Vec<Vote>,
    leads: Vec<f64>,
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
            cast: Vec::new(),
            leads: Vec::new(),
            score: vec![0.0; size],
            touched: Vec::new(),
            is_touched: vec![false; size],
            squares: Matrix::zeros(size, size),
        }
    }

    /// Looks up the votes of a voter, and only that: votes far apart in memory are waited for together.
    #[inline(always)]
    fn gather(&mut self, rows: impl Iterator<Item = usize>) {
        let selection = self.selection;
        self.cast.clear();
        self.cast.extend(rows.filter_map(|row| selection.vote(row)));
        self.leads.clear();
        for vote in &self.cast {
            let theta = self.at.theta;
            let mut lead = theta[vote.a as usize] - theta[vote.b as usize] + self.at.shift;
            for (&slope, &value) in self.at.slopes.iter().zip(self.values(vote)) {
                lead = slope.mul_add(f64::from(value), lead);
            }
            self.leads.push(lead);
        }
        for (lead, vote) in self.leads.iter_mut().zip(&self.cast) {
            *lead = residual(*lead, vote.points);
        }
    }

    #[inline(always)]
    fn values(&self, vote: &Vote) -> &'a [f32] {
        if self.design.scales.is_empty() {
            return &[];
        }
        self.selection.votes.features.of(vote.row)
    }

    /// Sums the scores of the votes that were looked up.
    #[inline(always)]
    fn add(&mut self) {
        for place in 0..self.cast.len() {
            let vote = self.cast[place];
            let weight = self.selection.weight(vote.row) * self.selection.factor(vote.a, vote.b);
            let score = weight * self.leads[place];
            self.put(vote.a as usize, score);
            self.put(vote.b as usize, -score);
            let mut place = self.at.theta.len();
            if self.design.has_side {
                self.put(place, score);
                place += 1;
            }
            let values = self.values(&vote);
            for ((place, scale), &value) in (place..).zip(self.design.scales).zip(values) {
                let value = (f64::from(value) - scale.origin) * scale.per_unit;
                self.put(place, score * value);
            }
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
