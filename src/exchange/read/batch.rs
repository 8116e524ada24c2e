//! Many rows at once: the votes as columns, and the rows that are none.

use super::Skip;
use super::layout::{Layout, Said};
use super::row::Cells;
use super::wanted::Wanted;
use super::words::{Names, Words};
use crate::domain::Choice;

/// Rows in one batch.
pub(super) const BATCH_ROWS: u64 = 8_192;

/// The next rows of a file. What was not wanted is empty; all other columns have one entry per vote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Rows read, votes or not.
    pub rows: u64,
    /// Where each vote stands in the file; see [`super::VoteReader::unit`].
    pub places: Vec<u64>,
    /// The models on side A, by their numbers in [`super::VoteReader::models`].
    pub models_a: Vec<u32>,
    /// The models on side B.
    pub models_b: Vec<u32>,
    /// What the voters said.
    pub choices: Vec<Choice>,
    /// The rows that are no votes, with their places.
    pub skipped: Vec<(u64, Skip)>,
}

/// Makes batches of rows.
#[derive(Debug)]
pub(super) struct Judge {
    layout: Option<Layout>,
    wanted: Wanted,
    pub(super) models: Names,
    batch: Batch,
}

impl Judge {
    /// No rows yet; without a layout each row says by its columns whose it is.
    pub(super) fn new(layout: Option<Layout>, wanted: Wanted) -> Self {
        Self {
            layout,
            wanted,
            models: Names::default(),
            batch: Batch::default(),
        }
    }

    /// Whether the batch has as many rows as it should.
    pub(super) fn is_full(&self) -> bool {
        self.batch.rows >= BATCH_ROWS
    }

    /// The rows since the last batch; `None` if there were none.
    pub(super) fn take(&mut self) -> Option<Batch> {
        let batch = std::mem::take(&mut self.batch);
        (batch.rows > 0).then_some(batch)
    }

    /// Takes a row that cannot be read.
    pub(super) fn skip(&mut self, place: u64, reason: Skip) {
        self.batch.rows += 1;
        self.batch.skipped.push((place, reason));
    }

    /// Takes a row.
    pub(super) fn add(&mut self, place: u64, row: &impl Cells, words: &Words) {
        let has = |column| row.word(column) != super::words::Symbol::ABSENT;
        let layout = self.layout.or_else(|| Layout::of(has));
        let said = layout.ok_or(Skip::Columns);
        match said.and_then(|layout| layout.vote(row, words)) {
            Ok(Said {
                unrated: Some(reason),
                ..
            }) if !self.wanted.unrated => self.skip(place, reason),
            Ok(said) => self.vote(place, &said, words),
            Err(reason) => self.skip(place, reason),
        }
    }

    fn vote(&mut self, place: u64, said: &Said, words: &Words) {
        let batch = &mut self.batch;
        batch.rows += 1;
        batch.places.push(place);
        batch.models_a.push(self.models.number(said.model_a, words));
        batch.models_b.push(self.models.number(said.model_b, words));
        batch.choices.push(said.choice);
    }
}
