//! A board for all votes of a file and one for each of its categories, out of one pass.

use std::fs::File;
use std::io::BufRead;

use crate::board::{self, OVERALL};
use crate::exchange::read::{Batch, ReadError, VoteReader};
use crate::rating::{BoardFit, Comparisons, FitError, SliceCounts};

use super::gather::{self, Gathered, Numbers, Progress};
use super::request::{RateMethod, RateRequest};
use super::{MAX_SLICES, RateError, RatedFile, finish, of_rows, understood};

/// Slices that are counted together: enough for most files, and few enough that a pair takes little memory.
const TOGETHER: usize = 32;

/// Rates a file of votes: all of them first, then each category in the order of their names. Every board is what
/// [`super::rate_file`] gives for that category, to the last bit.
///
/// # Errors
/// As [`super::rate_file`]; [`RateError::Category`] if one of the boards cannot be had.
pub fn rate_categories(
    file: File,
    request: &RateRequest,
    progress: Progress,
) -> Result<Vec<RatedFile>, RateError> {
    let request = RateRequest {
        by_category: true,
        category: None,
        ..request.clone()
    };
    let reader = VoteReader::open_file(file, request.layout, &request.wanted())?;
    let mut boards = if request.needs_votes_one_by_one() {
        let gathered = gather::comparisons(reader, &request, progress)?;
        of_kept(&understood(gathered, &request)?, &request)?
    } else {
        of_counted(&understood(counted(reader, progress)?, &request)?, &request)?
    };
    // All votes have no category, which comes first.
    boards.sort_by(|x, y| x.category.cmp(&y.category));
    Ok(boards)
}

/// The slices by number: all votes, then the categories of the file. A tag of the name that all votes go by says nothing.
fn slices<T>(gathered: &Gathered<T>) -> impl Iterator<Item = (usize, Option<&str>)> {
    let tags = gathered.categories.iter().map(|tag| Some(tag.as_str()));
    let all = std::iter::once(None).chain(tags).enumerate();
    all.filter(|(_, tag)| *tag != Some(OVERALL))
}

/// The board of one slice, by what is asked of that category.
fn rated(
    category: Option<&str>,
    request: &RateRequest,
    rate: impl FnOnce(&RateRequest) -> Result<RatedFile, RateError>,
) -> Result<RatedFile, RateError> {
    let request = RateRequest {
        category: category.map(str::to_owned),
        ..request.clone()
    };
    rate(&request).map_err(|error| RateError::Category {
        category: category.unwrap_or(OVERALL).to_owned(),
        source: Box::new(error),
    })
}

/// Boards of votes that were kept one by one.
fn of_kept(
    gathered: &Gathered<Comparisons>,
    request: &RateRequest,
) -> Result<Vec<RatedFile>, RateError> {
    if gathered.categories.len() > MAX_SLICES {
        return Err(RateError::Categories(gathered.categories.len()));
    }
    // One after the other: each takes memory for its own votes.
    let boards = slices(gathered).map(|(slice, category)| {
        let votes = match slice.checked_sub(1) {
            Some(number) => gathered.votes.slice(number),
            None => gathered.votes.clone(),
        };
        let of_slice = Gathered {
            votes,
            read: gathered.read,
            skipped: gathered.skipped.clone(),
            categories: Vec::new(),
        };
        rated(category, request, |request| of_rows(of_slice, request))
    });
    boards.collect()
}

/// The counts of some slices.
struct Counted {
    counts: SliceCounts,
    numbers: Numbers,
}

impl Counted {
    fn new() -> Self {
        Self {
            counts: SliceCounts::new(TOGETHER),
            numbers: Numbers::default(),
        }
    }

    /// The boards of its slices.
    fn fit(&self, request: &RateRequest) -> Vec<Result<BoardFit, FitError>> {
        if !matches!(request.method, RateMethod::ArenaRank(_)) {
            return self.counts.fit_boards(&[], &request.fit());
        }
        let fit = |slice| {
            let votes = self.counts.counts(slice).votes();
            let options = request.options_of_counts(votes);
            self.counts.fit_board(slice, &[], &options)
        };
        (0..TOGETHER).map(fit).collect()
    }
}

/// Counts the votes of a file in all slices. Memory does not grow with the number of votes.
fn counted(
    reader: VoteReader<impl BufRead>,
    progress: Progress,
) -> Result<Gathered<Vec<Counted>>, ReadError> {
    let first = vec![Counted::new()];
    gather::drain(reader, first, progress, |groups, reader, batch, _| {
        while groups.len() * TOGETHER <= reader.categories().len() {
            groups.push(Counted::new());
        }
        for (group, counted) in groups.iter_mut().enumerate() {
            let Counted { counts, numbers } = counted;
            numbers.catch_up(reader.models(), |name| counts.index(name));
            count(counted, batch, group);
        }
    })
}

fn count(Counted { counts, numbers }: &mut Counted, batch: &Batch, group: usize) {
    let models = batch.models_a.iter().zip(&batch.models_b);
    for (vote, ((&a, &b), &choice)) in models.zip(&batch.choices).enumerate() {
        let mask = mask(batch.categories.of(vote), group);
        if let Some((a, b)) = numbers.of(a).zip(numbers.of(b)).filter(|_| mask != 0) {
            // A batch has no vote between a model and itself.
            let _ = counts.add(a, b, board::outcome(choice), mask);
        }
    }
}

/// The slices of a group that a vote with these tags belongs to; every vote is in slice 0.
fn mask(tags: &[u32], group: usize) -> u64 {
    let slices = std::iter::once(0).chain(tags.iter().map(|&tag| tag as usize + 1));
    let own = slices.filter(|slice| slice / TOGETHER == group);
    own.fold(0, |mask, slice| mask | 1 << (slice % TOGETHER))
}

/// Boards of votes that were counted.
fn of_counted(
    gathered: &Gathered<Vec<Counted>>,
    request: &RateRequest,
) -> Result<Vec<RatedFile>, RateError> {
    let groups = gathered.votes.iter();
    let mut fits = groups.flat_map(|group| {
        let fits = group.fit(request).into_iter().enumerate();
        fits.map(move |(place, fit)| (&group.counts, place, fit))
    });
    let mut next = 0;
    let boards = slices(gathered).map_while(|(slice, category)| {
        let (counts, place, fit) = fits.nth(slice - next)?;
        next = slice + 1;
        let board = rated(category, request, |request| {
            finish(&counts.counts(place), fit?, gathered, request)
        });
        Some(board)
    });
    boards.collect()
}
