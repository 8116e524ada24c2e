//! The votes of a file, as counts where those suffice and one by one where they do not.

use std::io::BufRead;

use crate::board;
use crate::exchange::read::{Batch, Names, ReadError, Skip, Skipped, VoteReader};
use crate::rating::{BadRow, Columns, Comparison, Comparisons, ModelIndex, PairCounts};

use super::request::RateRequest;

/// What was read of a file.
#[derive(Debug)]
pub(super) struct Gathered<T> {
    pub(super) votes: T,
    /// Rows read, votes or not.
    pub(super) read: u64,
    pub(super) skipped: Skipped,
    /// The categories of the file by number, if they were read.
    pub(super) categories: Vec<String>,
}

impl<T> Gathered<T> {
    /// Whether there are rows and not one of them can be understood.
    pub(super) fn is_noise(&self) -> bool {
        self.read > 0 && self.skipped.rows() - self.skipped.understood() == self.read
    }
}

/// Who hears how much of a file was read, from 0 to 1.
pub type Progress<'a> = &'a mut dyn FnMut(f64);

/// Reads all batches into `sink`.
pub(super) fn drain<R: BufRead, T>(
    mut reader: VoteReader<R>,
    mut votes: T,
    progress: Progress,
    mut sink: impl FnMut(&mut T, &VoteReader<R>, &Batch, &mut Skipped),
) -> Result<Gathered<T>, ReadError> {
    let mut skipped = Skipped::new(reader.unit());
    let mut read = 0;
    while let Some(mut batch) = reader.next_batch()? {
        read += batch.rows;
        skipped.add_all(std::mem::take(&mut batch.skipped));
        sink(&mut votes, &reader, &batch, &mut skipped);
        progress(reader.part_read());
    }
    let categories = reader.categories().iter();
    Ok(Gathered {
        votes,
        read,
        skipped,
        categories: categories.map(str::to_owned).collect(),
    })
}

/// Numbers in a file to numbers of models in the engine, as they come up.
#[derive(Default)]
pub(super) struct Numbers(Vec<ModelIndex>);

impl Numbers {
    pub(super) fn catch_up(&mut self, names: &Names, mut index: impl FnMut(&str) -> ModelIndex) {
        for number in self.0.len()..names.len() {
            let name = u32::try_from(number)
                .ok()
                .and_then(|number| names.get(number));
            self.0.push(index(name.unwrap_or_default()));
        }
    }

    pub(super) fn of(&self, number: u32) -> Option<ModelIndex> {
        self.0.get(number as usize).copied()
    }
}

/// Whether a vote of a batch has the category that is asked for.
fn has_category<R>(
    reader: &VoteReader<R>,
    batch: &Batch,
    vote: usize,
    category: Option<&str>,
) -> bool {
    category.is_none_or(|name| {
        let tags = batch.categories.of(vote).iter();
        tags.copied()
            .any(|tag| reader.categories().get(tag) == Some(name))
    })
}

/// Counts the votes of a file. Memory does not grow with their number.
pub(super) fn counts(
    reader: VoteReader<impl BufRead>,
    category: Option<&str>,
    progress: Progress,
) -> Result<Gathered<PairCounts>, ReadError> {
    let mut numbers = Numbers::default();
    let votes = PairCounts::new();
    drain(reader, votes, progress, |counts, reader, batch, _| {
        numbers.catch_up(reader.models(), |name| counts.index(name));
        let models = batch.models_a.iter().zip(&batch.models_b);
        for (vote, ((&a, &b), &choice)) in models.zip(&batch.choices).enumerate() {
            if !has_category(reader, batch, vote, category) {
                continue;
            }
            if let Some((a, b)) = numbers.of(a).zip(numbers.of(b)) {
                // A batch has no vote between a model and itself.
                let _ = counts.add_indexed(a, b, board::outcome(choice));
            }
        }
    })
}

/// Keeps the votes of a file one by one.
pub(super) fn comparisons(
    reader: VoteReader<impl BufRead>,
    request: &RateRequest,
    progress: Progress,
) -> Result<Gathered<Comparisons>, ReadError> {
    let wanted = request.wanted();
    let columns = Columns {
        weights: wanted.weights,
        voters: wanted.voters,
        slices: request.by_category,
        features: wanted
            .feature_names()
            .into_iter()
            .map(str::to_owned)
            .collect(),
    };
    let mut numbers = Numbers::default();
    let (mut features, mut strangers) = (Vec::new(), Strangers::default());
    drain(
        reader,
        Comparisons::new(columns),
        progress,
        |votes, reader, batch, skipped| {
            numbers.catch_up(reader.models(), |name| votes.index(name));
            for vote in 0..batch.choices.len() {
                if !has_category(reader, batch, vote, request.category.as_deref()) {
                    continue;
                }
                features.clear();
                let contrasts =
                    batch
                        .features
                        .iter()
                        .map(|[u, v]| match (u.get(vote), v.get(vote)) {
                            (Some(&u), Some(&v)) => request.contrast.of(u, v),
                            _ => f32::NAN,
                        });
                features.extend(contrasts);
                let Some(row) = row(batch, vote, &numbers, &features) else {
                    continue;
                };
                let row = Comparison {
                    voter: strangers.or_known(row.voter),
                    ..row
                };
                if let Err(reason) = votes.push(&row) {
                    let place = batch.places.get(vote).copied().unwrap_or_default();
                    skipped.add(place, skip(reason));
                }
            }
        },
    )
}

/// Votes of which the file does not say whose they are: each is a voter of its own, counted from the largest number down.
#[derive(Default)]
struct Strangers(u32);

impl Strangers {
    fn or_known(&mut self, voter: u32) -> u32 {
        if voter != UNKNOWN {
            return voter;
        }
        self.0 += 1;
        UNKNOWN - self.0
    }
}

/// A voter that the file does not name.
const UNKNOWN: u32 = u32::MAX;

fn row<'a>(
    batch: &Batch,
    vote: usize,
    numbers: &Numbers,
    features: &'a [f32],
) -> Option<Comparison<'a>> {
    let model = |side: &[u32]| numbers.of(*side.get(vote)?);
    let (a, b) = (model(&batch.models_a)?, model(&batch.models_b)?);
    Some(Comparison {
        weight: batch.weights.get(vote).copied().unwrap_or(1.0),
        slices: slices(batch.categories.of(vote)),
        voter: batch.voters.get(vote).copied().flatten().unwrap_or(UNKNOWN),
        features,
        ..Comparison::new(a, b, board::outcome(*batch.choices.get(vote)?))
    })
}

/// A bit for each category with a number below 64.
fn slices(tags: &[u32]) -> u64 {
    let bit = |&tag: &u32| 1_u64.checked_shl(tag).unwrap_or(0);
    tags.iter().map(bit).fold(0, |mask, bit| mask | bit)
}

fn skip(reason: BadRow) -> Skip {
    match reason {
        BadRow::SelfPlay => Skip::SelfPlay,
        BadRow::Weight => Skip::Weight,
        BadRow::Feature => Skip::Feature,
    }
}
