//! Passes over all votes: slopes, second moments, the longest change of a predictor.
//!
//! ```text
//! eta_v = theta_a - theta_b + shift + sum over k of slope_k x_vk       p_v = sigma(eta_v)
//! e_v   = w_v (p_v - y_v)                                               y_v = points of side A, 0, 1/2 or 1
//! ```
//!
//! Block by block: the predictor is filled in run by run, since the models are the same in a run, then everything is
//! calculated vote by vote in vectors, and summed run by run. No sum is longer than a block before it goes into one
//! that keeps what rounding drops, so slopes need no second, more precise way.
//!
//! Chunks of blocks are summed by as many threads as there are, and added up in their order. Which blocks a chunk has depends
//! on the number of votes alone, so the number of threads changes no bit.
//!
//! ```text
//! block      what is calculated of each vote in a block
//! slopes     sums of e, of e x
//! moments    sums of weights, weights times x, weights times x x'
//! farthest   the largest predictor
//! ```

mod block;
mod farthest;
mod moments;
mod slopes;

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use super::scales::Scale;
use super::sorted::Rows;
use crate::parallel::at_once;
use block::Block;
pub(super) use block::residual;
use farthest::FarthestPass;
use moments::Covariates;
pub(super) use moments::Moments;
pub(super) use slopes::Slopes;
use slopes::Sums;

/// Blocks that one thread sums: 32,768 votes.
const CHUNK: usize = 256;
/// No more chunks than this: each has sums of its own.
const CHUNKS: usize = 64;

/// A linear predictor, or a change of one.
#[derive(Clone, Debug)]
pub(super) struct Predictor<'a> {
    /// Of each model.
    pub(super) theta: &'a [f64],
    /// The same for every vote.
    pub(super) shift: f64,
    /// Per unit of each covariate as it is kept.
    pub(super) slopes: Vec<f64>,
}

/// What is summed over votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// First derivatives.
    pub(super) slopes: bool,
    /// Second derivatives: moments by `w p (1 - p)`.
    pub(super) curvature: bool,
    /// Squared scores: moments by `e^2`.
    pub(super) scores: bool,
}

/// What was asked for; the rest is empty.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) slopes: Slopes,
    pub(super) curvature: Moments,
    pub(super) scores: Moments,
}

/// Sums over all votes at a predictor.
pub(super) fn sums(rows: &Rows, at: &Predictor, scales: &[Scale], wanted: Wanted) -> Found {
    let parts = at_once(&chunks(rows.blocks()), |blocks| {
        Arch::new().dispatch(Pass {
            rows,
            at,
            scales,
            wanted,
            blocks: blocks.clone(),
        })
    });
    let mut parts = parts.into_iter();
    let first = parts.next();
    let mut all = first.unwrap_or_else(|| Chunk::zero(rows, Wanted::default(), 0..0));
    for later in parts {
        all.append(&later);
    }
    all.curvature.mirror();
    all.scores.mirror();
    Found {
        slopes: all.slopes.values(),
        curvature: all.curvature,
        scores: all.scores,
    }
}

/// The largest predictor of a vote.
pub(super) fn farthest(rows: &Rows, change: &Predictor) -> f64 {
    let parts = at_once(&chunks(rows.blocks()), |blocks| {
        Arch::new().dispatch(FarthestPass {
            rows,
            change,
            blocks: blocks.clone(),
        })
    });
    parts.into_iter().fold(0.0, f64::max)
}

/// The blocks of each chunk.
fn chunks(blocks: usize) -> Vec<Range<usize>> {
    let size = CHUNK.max(blocks.div_ceil(CHUNKS));
    let starts = (0..blocks).step_by(size);
    starts
        .map(|start| start..blocks.min(start + size))
        .collect()
}

/// Sums over some blocks.
pub(super) struct Pass<'a> {
    pub(super) rows: &'a Rows,
    pub(super) at: &'a Predictor<'a>,
    pub(super) scales: &'a [Scale],
    pub(super) wanted: Wanted,
    pub(super) blocks: Range<usize>,
}

/// What was summed over some blocks.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) slopes: Sums,
    pub(super) curvature: Moments,
    pub(super) scores: Moments,
}

impl Chunk {
    fn zero(rows: &Rows, wanted: Wanted, blocks: Range<usize>) -> Self {
        let runs = rows.runs_of(blocks);
        let moments = |is_wanted| {
            if is_wanted {
                Moments::zero(rows, runs.clone())
            } else {
                Moments::default()
            }
        };
        Self {
            slopes: Sums::zero(rows),
            curvature: moments(wanted.curvature),
            scores: moments(wanted.scores),
        }
    }

    /// Adds those of the blocks that follow.
    fn append(&mut self, later: &Self) {
        self.slopes.add(&later.slopes);
        self.curvature.append(&later.curvature);
        self.scores.append(&later.scores);
    }
}

impl WithSimd for Pass<'_> {
    type Output = Chunk;

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "only what is inlined is compiled for the vectors of the machine at hand"
    )]
    fn with_simd<S: Simd>(self, _: S) -> Chunk {
        let Self { rows, wanted, .. } = self;
        let mut sums = Chunk::zero(rows, wanted, self.blocks.clone());
        let mut votes = Block::new();
        let mut covariates = Covariates::room(rows.covariates);
        for block in self.blocks {
            votes.predict(rows, block, self.at);
            votes.judge(rows, block);
            if wanted.slopes {
                sums.slopes.sum(rows, block, &votes);
            }
            if !wanted.curvature && !wanted.scores {
                continue;
            }
            covariates.standardise(rows.columns(block), self.scales);
            if wanted.curvature {
                sums.curvature
                    .sum(rows, (&votes.parts, &votes.spread), &mut covariates);
            }
            if wanted.scores {
                votes.square(rows, block);
                sums.scores
                    .sum(rows, (&votes.parts, &votes.residual), &mut covariates);
            }
        }
        sums
    }
}
