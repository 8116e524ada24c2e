//! Many rows at once: the votes as columns, and the rows that are none.

use std::sync::Arc;

use super::Skip;
use super::beside::Beside;
use super::layout::{Layout, Said};
use super::names::Names;
use super::row::Cells;
use super::said::SaidWhy;
use super::wanted::{Column, Wanted};
use super::words::Words;
use crate::domain::{Choice, Reasons};

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
    /// Who voted, by their numbers in [`super::VoteReader::voters`].
    pub voters: Vec<Option<u32>>,
    /// When, Unix milliseconds.
    pub times_ms: Vec<Option<i64>>,
    /// How much each vote counts: 1 where the file does not say.
    pub weights: Vec<f64>,
    /// The tags, by their numbers in [`super::VoteReader::categories`].
    pub categories: Categories,
    /// The features in the order of [`Wanted::feature_names`], answers A and answers B of each; NaN where there is none.
    pub features: Vec<[Vec<f64>; 2]>,
    /// What the file calls the votes; empty where it does not say.
    pub ids: Texts,
    /// Why no rating uses the vote, for those that none uses.
    pub unrated: Vec<Option<Skip>>,
    /// Why, in the voter's words, for those votes (by their place in the batch) of which something was said.
    pub reasons: Vec<(usize, Reasons)>,
    /// Which rules found the tags, where the file says so.
    pub tagged_by: Vec<Option<Arc<str>>>,
    /// The rows that are no votes, with their places.
    pub skipped: Vec<(u64, Skip)>,
}

/// The tags of many votes, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories {
    ends: Vec<usize>,
    numbers: Vec<u32>,
}

impl Categories {
    /// Adds a vote; a tag counts once.
    fn push(&mut self, tags: impl Iterator<Item = u32>) {
        let start = self.numbers.len();
        for tag in tags {
            if !self.numbers.iter().skip(start).any(|other| *other == tag) {
                self.numbers.push(tag);
            }
        }
        self.ends.push(self.numbers.len());
    }

    /// The tags of one vote.
    #[must_use]
    pub fn of(&self, vote: usize) -> &[u32] {
        let start = vote.checked_sub(1).and_then(|one| self.ends.get(one));
        let range = start.copied().unwrap_or(0)..self.ends.get(vote).copied().unwrap_or(0);
        self.numbers.get(range).unwrap_or_default()
    }
}

/// The texts of many votes, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    ends: Vec<usize>,
    text: String,
}

impl Texts {
    /// The text of one vote.
    #[must_use]
    pub fn of(&self, vote: usize) -> &str {
        let start = vote.checked_sub(1).and_then(|one| self.ends.get(one));
        let range = start.copied().unwrap_or(0)..self.ends.get(vote).copied().unwrap_or(0);
        self.text.get(range).unwrap_or_default()
    }
}

/// Makes batches of rows.
#[derive(Debug)]
pub(super) struct Judge {
    asked: Option<Layout>,
    /// The schema of the first row that has one.
    pub(super) seen: Option<Layout>,
    wanted: Wanted,
    features: usize,
    pub(super) models: Names,
    pub(super) voters: Names,
    pub(super) categories: Names,
    batch: Batch,
}

impl Judge {
    /// No rows yet; without a layout each row says by its columns whose it is.
    pub(super) fn new(layout: Option<Layout>, wanted: Wanted) -> Self {
        Self {
            asked: layout,
            seen: layout,
            features: wanted.feature_names().len(),
            wanted,
            models: Names::default(),
            voters: Names::default(),
            categories: Names::default(),
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

    /// Takes a row, which may stand for several votes.
    pub(super) fn add(&mut self, place: u64, row: &impl Cells, words: &Words) {
        if row.others().is_empty() {
            self.judge(place, row, words);
        }
        for other in row.others() {
            let other = *other;
            self.judge(place, &Beside { row, other }, words);
        }
    }

    fn judge(&mut self, place: u64, row: &impl Cells, words: &Words) {
        let has = |column| row.word(column) != super::words::Symbol::ABSENT;
        let layout = self.asked.or_else(|| Layout::of(has));
        self.seen = self.seen.or(layout);
        let said = layout.ok_or(Skip::Columns);
        let said = said.and_then(|layout| layout.vote(row, words));
        let checks = |said| {
            self.check_weight(row)?;
            self.check_time(row)?;
            Ok(said)
        };
        match said.and_then(checks) {
            Ok(Said {
                unrated: Some(reason),
                ..
            }) if !self.wanted.unrated => self.skip(place, reason),
            Ok(said) => {
                self.vote(place, &said, words);
                self.more(row, words);
                if self.wanted.unrated {
                    self.batch.unrated.push(said.unrated);
                }
            }
            Err(reason) => self.skip(place, reason),
        }
    }

    fn check_weight(&self, row: &impl Cells) -> Result<(), Skip> {
        let weight = row.weight();
        let is_wrong = weight.is_infinite() || weight < 0.0;
        if self.wanted.weights && is_wrong {
            return Err(Skip::Weight);
        }
        Ok(())
    }

    fn check_time(&self, row: &impl Cells) -> Result<(), Skip> {
        let Some(latest) = self.wanted.latest_ms else {
            return Ok(());
        };
        match row.time_ms() {
            None if row.has_bad_time() => Err(Skip::Time),
            Some(time) if time > latest => Err(Skip::Future),
            _ => Ok(()),
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

    /// Takes what else is wanted of a vote.
    fn more(&mut self, row: &impl Cells, words: &Words) {
        let (batch, wanted) = (&mut self.batch, &self.wanted);
        if wanted.voters {
            let voter = Some(row.voter()).filter(|symbol| symbol.is_text());
            let number = voter.map(|voter| self.voters.number(voter, words));
            batch.voters.push(number);
        }
        if wanted.times {
            batch.times_ms.push(row.time_ms());
        }
        if wanted.weights {
            let weight = row.weight();
            batch
                .weights
                .push(if weight.is_nan() { 1.0 } else { weight });
        }
        if wanted.categories {
            let names = &mut self.categories;
            let numbers = row.categories().iter().map(|one| names.number(*one, words));
            batch.categories.push(numbers);
        }
        if wanted.tagged_by {
            let rules = Some(row.word(Column::TaggedBy)).filter(|symbol| symbol.is_text());
            batch
                .tagged_by
                .push(rules.map(|symbol| words.shared(symbol)));
        }
        if wanted.reasons
            && let Some(reasons) = row.said().and_then(SaidWhy::reasons)
        {
            let vote = batch.places.len().saturating_sub(1);
            batch.reasons.push((vote, reasons));
        }
        if wanted.ids {
            batch.ids.text.push_str(row.id());
            batch.ids.ends.push(batch.ids.text.len());
        }
        if self.features > 0 {
            batch
                .features
                .resize(self.features, [const { Vec::new() }; 2]);
            for (place, columns) in batch.features.iter_mut().enumerate() {
                for (column, number) in columns.iter_mut().zip(row.feature(place)) {
                    column.push(number);
                }
            }
        }
    }
}
