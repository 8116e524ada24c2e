//! Fits of the stale boards of an arena, off the async threads.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::board::{Board, Slice, differences};
use crate::domain::ArenaId;
use crate::rating::RowOptions;

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

impl FitJob {
    /// The boards that could be fitted.
    pub(super) fn fit(self) -> Vec<Board> {
        let fit = |category: &String| {
            let slice = slice(&self.arena, category);
            match self.votes.fit(category, &self.models, &self.options) {
                Ok((fit, votes)) => Some(Board {
                    slice,
                    seq: self.seq,
                    votes,
                    computed_at_ms: self.now_ms,
                    differences: differences(fit.core.as_ref()),
                    standings: fit.standings,
                }),
                Err(error) => {
                    tracing::error!(?slice, %error, "a board could not be fitted; the old one stays");
                    None
                }
            }
        };
        self.categories.iter().filter_map(fit).collect()
    }
}
