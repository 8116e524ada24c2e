//! Why a voter chose so, as files say it.

use crate::domain::{Note, Reason, Reasons};

/// What a row says of why. Words that nobody here knows, and notes that are too long, say nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct SaidWhy {
    sides: [Vec<Reason>; 2],
    note: Option<Note>,
}

impl SaidWhy {
    /// Takes everything away.
    pub(super) fn clear(&mut self) {
        self.sides.iter_mut().for_each(Vec::clear);
        self.note = None;
    }

    /// Takes a word that was said of a side.
    pub(super) fn add(&mut self, side: usize, word: &str) {
        if let Ok(reason) = word.trim().parse() {
            self.tick(side, reason);
        }
    }

    /// Takes a reason that was ticked for a side.
    pub(super) fn tick(&mut self, side: usize, reason: Reason) {
        if let Some(said) = self.sides.get_mut(side) {
            said.push(reason);
        }
    }

    /// Takes the voter's own words.
    pub(super) fn note(&mut self, text: &str) {
        self.note = Note::new(text).ok().flatten();
    }

    /// All of it, in order; `None` if nothing was said.
    pub(super) fn reasons(&self) -> Option<Reasons> {
        let [a, b] = &self.sides;
        if a.is_empty() && b.is_empty() && self.note.is_none() {
            return None;
        }
        Some(Reasons::new(a.clone(), b.clone(), self.note.clone()))
    }
}
