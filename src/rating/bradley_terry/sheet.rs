//! The duels of a group in lines of eight opponents, so that sums over all of them take eight at a time.
//!
//! A line belongs to a first model and eight second ones beside each other; who of these did not meet the first has no votes
//! there. Boards on which most models met cost an eighth of the steps; where few met, a line may hold one pair.

use crate::duel::{Duel, Tally};
use crate::linear::{LANES, Line, ZERO};

/// Duels by lines of second models.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    models: usize,
    /// Where the lines of each first model end.
    ends: Vec<usize>,
    /// Which eight second models each line has.
    octets: Vec<usize>,
    /// All votes.
    pub(super) totals: Vec<Line>,
    /// Votes by how they ended.
    pub(super) weights: Vec<Tallies>,
    /// The same with squared weights; empty while they are the weights.
    squares: Vec<Tallies>,
}

/// Eight tallies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tallies {
    pub(super) first_wins: Line,
    pub(super) second_wins: Line,
    pub(super) halves: Line,
}

impl Tallies {
    const ZERO: Self = Self {
        first_wins: ZERO,
        second_wins: ZERO,
        halves: ZERO,
    };

    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "a lane is below the length of a line"
    )]
    fn add(&mut self, lane: usize, tally: &Tally) {
        self.first_wins[lane] += tally.first_wins;
        self.second_wins[lane] += tally.second_wins;
        self.halves[lane] += tally.halves;
    }
}

/// The lines of a first model: their numbers, and which second models they have.
pub(super) struct Row<'a> {
    pub(super) first: usize,
    pub(super) start: usize,
    pub(super) octets: &'a [usize],
}

impl Row<'_> {
    /// Each line's number and octet of second models.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, usize)> {
        (self.start..).zip(self.octets.iter().copied())
    }
}

impl Sheet {
    /// Of duels sorted by first model.
    pub(super) fn new(models: usize, duels: impl IntoIterator<Item = Duel>) -> Self {
        let duels = duels.into_iter();
        // Every model may have met every later one, and a line may hold one pair.
        let all = (models.div_ceil(LANES) + 1) * models / 2;
        let lines = duels.size_hint().1.unwrap_or_default().min(all);
        let mut sheet = Self {
            models,
            ends: Vec::with_capacity(models),
            octets: Vec::with_capacity(lines),
            totals: Vec::with_capacity(lines),
            weights: Vec::with_capacity(lines),
            squares: Vec::new(),
        };
        let mut open = None;
        for duel in duels {
            let place = (duel.first, duel.second / LANES);
            if open != Some(place) {
                sheet.open(place);
                open = Some(place);
            }
            sheet.add(&duel);
        }
        sheet.ends.resize(models, sheet.octets.len());
        sheet
    }

    /// Appends a line of a first model and an octet of second ones.
    fn open(&mut self, (first, octet): (usize, usize)) {
        self.ends
            .resize(first.max(self.ends.len()), self.octets.len());
        self.ends.truncate(first);
        self.octets.push(octet);
        self.ends.push(self.octets.len());
        self.totals.push(ZERO);
        self.weights.push(Tallies::ZERO);
        if !self.squares.is_empty() {
            self.squares.push(Tallies::ZERO);
        }
    }

    /// Adds a duel to the last line.
    #[inline(always)]
    #[expect(
        clippy::indexing_slicing,
        clippy::inline_always,
        reason = "a remainder is below the length of a line; the caller's numbers need not be stored and loaded again"
    )]
    fn add(&mut self, duel: &Duel) {
        let lane = duel.second % LANES;
        if self.squares.is_empty() && duel.squares != duel.weights {
            self.squares.clone_from(&self.weights);
        }
        if let Some(totals) = self.totals.last_mut() {
            totals[lane] += duel.weights.total();
        }
        if let Some(weights) = self.weights.last_mut() {
            weights.add(lane, &duel.weights);
        }
        if let Some(squares) = self.squares.last_mut() {
            squares.add(lane, &duel.squares);
        }
    }

    pub(super) fn models(&self) -> usize {
        self.models
    }

    /// Octets of models.
    pub(super) fn octets(&self) -> usize {
        self.models.div_ceil(LANES)
    }

    /// Votes with squared weights.
    pub(super) fn squares(&self) -> &[Tallies] {
        if self.squares.is_empty() {
            &self.weights
        } else {
            &self.squares
        }
    }

    /// The lines of each first model that has any.
    #[expect(
        clippy::indexing_slicing,
        reason = "ends are at most the number of lines, and ascend"
    )]
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut start = 0;
        let rows = self.ends.iter().enumerate().map(move |(first, &end)| {
            let octets = &self.octets[start..end];
            let row = Row {
                first,
                start,
                octets,
            };
            start = end;
            row
        });
        rows.filter(|row| !row.octets.is_empty())
    }

    /// Each pair that met.
    #[expect(
        clippy::indexing_slicing,
        reason = "lines are numbered in the order of their totals"
    )]
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.rows().flat_map(move |row| {
            let first = row.first;
            let lines: Vec<(usize, usize)> = row.lines().collect();
            lines.into_iter().flat_map(move |(line, octet)| {
                let met = self.totals[line].into_iter().enumerate();
                met.filter(|(_, votes)| *votes > 0.0)
                    .map(move |(lane, _)| (first, octet * LANES + lane))
            })
        })
    }
}
