//! Fits of the stale boards of an arena, off the async threads.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::board::{Board, Slice, differences};
use crate::domain::ArenaId;
use crate::rating::{Coefficient, RowOptions};

use super::votes::StyledVotes;

/// The slice of a category at equal style.
pub(super) fn slice(arena: &ArenaId, category: &str) -> Slice {
    Slice {
        arena: arena.clone(),
        category: category.to_owned(),
        style_control: true,
    }
}

/// The stale boards of an arena, with all that their fits need.
pub(super) struct FitJob {
    pub(super) arena: ArenaId,
    pub(super) categories: BTreeSet<String>,
    pub(super) votes: Arc<StyledVotes>,
    pub(super) seq: i64,
    pub(super) now_ms: i64,
    pub(super) models: Vec<String>,
    pub(super) options: RowOptions,
}

/// What came of a fit.
#[derive(Default)]
pub(super) struct Fitted {
    pub(super) boards: Vec<Board>,
    /// The effects of style and of the side, by slice.
    pub(super) effects: Vec<(Slice, Vec<Coefficient>)>,
}

impl FitJob {
    /// The boards that could be fitted.
    pub(super) fn fit(self) -> Fitted {
        let mut all = Fitted::default();
        for category in &self.categories {
            let slice = slice(&self.arena, category);
            match self.votes.fit(category, &self.models, &self.options) {
                Ok((fit, votes)) => {
                    let effects = fit.coefficients.into_iter().chain(self.side(category));
                    all.effects.push((slice.clone(), effects.collect()));
                    all.boards.push(Board {
                        slice,
                        seq: self.seq,
                        votes,
                        computed_at_ms: self.now_ms,
                        differences: differences(fit.core.as_ref()),
                        standings: fit.standings,
                    });
                }
                Err(error) => {
                    tracing::error!(?slice, %error, "a board could not be fitted; the old one stays");
                }
            }
        }
        all
    }

    /// What it is worth to be shown as side A: a fit of its own, so that the board stays the one that it was.
    fn side(&self, category: &str) -> Vec<Coefficient> {
        let options = RowOptions {
            fit: self.options.fit.clone(),
            side_effect: true,
            ..RowOptions::default()
        };
        match self.votes.fit(category, &self.models, &options) {
            Ok((fit, _)) => fit.coefficients,
            Err(error) => {
                tracing::warn!(category, %error, "the side effect could not be fitted");
                Vec::new()
            }
        }
    }
}
