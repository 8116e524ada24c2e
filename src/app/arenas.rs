//! What arenas there are, and what they can be asked.

use std::sync::Arc;

use rand::RngExt as _;

use crate::board::{self, OVERALL};
use crate::domain::ArenaId;

use super::{App, Error};

/// One arena at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArenaSummary {
    /// Stable, part of addresses.
    pub id: ArenaId,
    /// What people read.
    pub title: String,
    /// How many models it has.
    pub models: usize,
    /// Rated votes so far.
    pub votes: u64,
    /// The newest vote that its board covers.
    pub seq: i64,
    /// The slices that it has a board for, `overall` first.
    pub categories: Vec<String>,
}

impl App {
    /// All arenas, in the order of the configuration.
    #[must_use]
    pub fn arenas(&self) -> Vec<ArenaSummary> {
        let site = self.site();
        let summary = |arena: &crate::domain::Arena| {
            let mut categories = self.boards.categories(&arena.id);
            if categories.is_empty() {
                categories.push(OVERALL.to_owned());
            }
            let board = self.boards.get(&board::overall(&arena.id));
            ArenaSummary {
                id: arena.id.clone(),
                title: arena.title.clone(),
                models: arena.models.len(),
                votes: board.as_ref().map_or(0, |board| board.votes),
                seq: board.as_ref().map_or(0, |board| board.seq),
                categories,
            }
        };
        site.config.arenas.iter().map(summary).collect()
    }

    /// The prompts that an arena of recorded answers can be asked; `None` inside if it can be asked anything.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub fn prompts(&self, arena: &str) -> Result<Option<Arc<[String]>>, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        Ok(site.prompts(arena))
    }

    /// One of `n` things by chance, from 0; 0 if there are none.
    #[must_use]
    pub fn pick(&self, n: usize) -> usize {
        self.chance
            .with(|rng| if n == 0 { 0 } else { rng.random_range(0..n) })
    }
}
