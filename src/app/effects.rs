//! What else moves votes: style and side, as they were fitted with the style-controlled board of a category.

use std::sync::Arc;

use crate::board::Slice;
use crate::rating::{Coefficient, SIDE_EFFECT};

use super::{App, Leaderboard};

/// Effects in log-odds, those of style per standard deviation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// What longer answers and markup are worth.
    pub style: Vec<Coefficient>,
    /// What it is worth to be shown as side A.
    pub side: Option<Coefficient>,
}

impl App {
    /// The effects that were found in the votes of a board's category; none before its first fit with style control.
    #[must_use]
    pub fn effects(&self, board: &Leaderboard) -> Effects {
        let slice = Slice {
            arena: board.arena.clone(),
            category: board.category.clone(),
            style_control: true,
        };
        let all: Arc<Vec<Coefficient>> = self.boards.effects(&slice);
        let (side, style) = all
            .iter()
            .cloned()
            .partition::<Vec<Coefficient>, _>(|effect| effect.name == SIDE_EFFECT);
        Effects {
            style,
            side: side.into_iter().next(),
        }
    }
}
