//! Sums over all duels, eight at a time. Each sum has one order, whatever the width of the machine's vectors.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; models, octets and lines are those of the sheet"
)]

use pulp::{Simd, WithSimd};

use super::odds::Odds;
use super::sheet::{Sheet, Tallies};
use crate::linear::{LANES, Laplacian, Line, Vector, ZERO, parts};

/// The points and the votes of each model.
pub(super) struct Points<'a>(pub(super) &'a Sheet);

impl WithSimd for Points<'_> {
    type Output = [Vec<f64>; 2];

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let sheet = self.0;
        let load = |line: &Line, part| Vector::load(simd, line, part);
        let half = Vector::splat(simd, 0.5);
        let mut sums = [vec![ZERO; sheet.octets()], vec![ZERO; sheet.octets()]];
        for row in sheet.rows() {
            let mut own = [ZERO; 2];
            for (line, octet) in row.lines() {
                let (totals, won) = (&sheet.totals[line], &sheet.weights[line]);
                for part in parts::<S>() {
                    let halves = half * load(&won.halves, part);
                    let first = load(&won.first_wins, part) + halves;
                    let second = load(&won.second_wins, part) + halves;
                    let votes = load(totals, part);
                    let [points, all] = &mut sums;
                    for (line, term) in own
                        .iter_mut()
                        .chain([&mut points[octet], &mut all[octet]])
                        .zip([first, votes, second, votes])
                    {
                        (load(line, part) + term).store(line, part);
                    }
                }
            }
            for (sums, own) in sums.iter_mut().zip(&own) {
                sums[row.first / LANES][row.first % LANES] += own.iter().sum::<f64>();
            }
        }
        sums.map(|sums| flat(sheet, &sums))
    }
}

/// The expected points of each model, by one division per duel: `e_i / (e_i + e_j)` with `e = exp(theta)`.
pub(super) struct Expected<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) strengths: &'a [Line],
}

impl WithSimd for Expected<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        let (sheet, strengths) = (self.sheet, self.strengths);
        let load = |line: &Line, part| Vector::load(simd, line, part);
        let mut shares = vec![ZERO; sheet.octets()];
        for row in sheet.rows() {
            let (octet, lane) = (row.first / LANES, row.first % LANES);
            let own = Vector::splat(simd, strengths[octet][lane]);
            let mut total = ZERO;
            for (line, octet) in row.lines() {
                let (votes, others) = (&sheet.totals[line], &strengths[octet]);
                let sums = &mut shares[octet];
                for part in parts::<S>() {
                    let share = load(votes, part) / (own + load(others, part));
                    (load(&total, part) + share).store(&mut total, part);
                    (load(sums, part) + share).store(sums, part);
                }
            }
            shares[octet][lane] += total.iter().sum::<f64>();
        }
        for (shares, strengths) in shares.iter_mut().zip(strengths) {
            for (share, own) in shares.iter_mut().zip(strengths) {
                *share *= own;
            }
        }
        flat(sheet, &shares)
    }
}

/// Expected minus actual points of each model, with what rounding drops.
pub(super) struct Pulls<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) odds: &'a Odds,
}

impl WithSimd for Pulls<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        let sheet = self.sheet;
        let load = |line: &Line, part| Vector::load(simd, line, part);
        let half = Vector::splat(simd, 0.5);
        let mut sums = vec![Sums::default(); sheet.octets()];
        for row in sheet.rows() {
            let mut own = Sums::default();
            for (line, octet) in row.lines() {
                let chances = self.odds.chances(simd, row.first, octet);
                let (totals, won) = (&sheet.totals[line], &sheet.weights[line]);
                let others = &mut sums[octet];
                for part in parts::<S>() {
                    let [first, second] = [load(&chances[0], part), load(&chances[1], part)];
                    let halves = half * load(&won.halves, part);
                    let (wins, losses) =
                        (load(&won.first_wins, part), load(&won.second_wins, part));
                    let votes = load(totals, part);
                    // By the smaller chance, whose digits are all good.
                    let points = first.select_if_less(second, [-(wins + halves), losses + halves]);
                    let upsets = first.select_if_less(second, [votes * first, -(votes * second)]);
                    let (pull, dropped) = points.two_sum(upsets);
                    own.add(part, pull, dropped);
                    others.add(part, -pull, -dropped);
                }
            }
            let sum = &mut sums[row.first / LANES];
            for (rounded, carry) in own.rounded.into_iter().zip(own.carry) {
                sum.add_one(row.first % LANES, rounded, carry);
            }
        }
        let values: Vec<Line> = sums.iter().map(Sums::values).collect();
        flat(sheet, &values)
    }
}

/// Eight sums that keep what rounding drops, as [`crate::sum::Sum`].
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    rounded: Line,
    carry: Line,
}

impl Sums {
    #[inline(always)]
    fn add<S: Simd>(&mut self, part: usize, term: Vector<S>, carry: Vector<S>) {
        let simd = term.simd();
        let (sum, dropped) = Vector::load(simd, &self.rounded, part).two_sum(term);
        sum.store(&mut self.rounded, part);
        let carried = Vector::load(simd, &self.carry, part);
        (carried + (dropped + carry)).store(&mut self.carry, part);
    }

    fn add_one(&mut self, lane: usize, term: f64, carry: f64) {
        let (sum, dropped) = crate::sum::two_sum(self.rounded[lane], term);
        self.rounded[lane] = sum;
        self.carry[lane] += dropped + carry;
    }

    fn values(&self) -> Line {
        let mut values = self.rounded;
        for (value, carry) in values.iter_mut().zip(&self.carry) {
            *value += carry;
        }
        values
    }
}

/// Adds second derivatives.
pub(super) struct Links<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) odds: &'a Odds,
    pub(super) laplacian: &'a mut Laplacian,
}

impl WithSimd for Links<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        for row in self.sheet.rows() {
            for (line, octet) in row.lines() {
                let [first, second] = self.odds.chances(simd, row.first, octet);
                let mut weights = self.sheet.totals[line];
                for part in parts::<S>() {
                    let both = Vector::load(simd, &first, part) * Vector::load(simd, &second, part);
                    (Vector::load(simd, &weights, part) * both).store(&mut weights, part);
                }
                self.laplacian.join_octet(row.first, octet, &weights);
            }
        }
    }
}

/// The sum of the squared scores of the votes of each pair.
pub(super) struct Squares<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) odds: &'a Odds,
}

impl WithSimd for Squares<'_> {
    type Output = Vec<(usize, usize, f64)>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let sheet = self.sheet;
        let mut pairs = Vec::with_capacity(sheet.totals.len() * LANES);
        let mut met = vec![(0, 0, 0.0); sheet.octets() * LANES + 1];
        for row in sheet.rows() {
            let mut count = 0;
            for (line, octet) in row.lines() {
                let chances = self.odds.chances(simd, row.first, octet);
                let squares = squared_scores(simd, &sheet.squares()[line], &chances);
                let votes = sheet.totals[line].iter().zip(squares);
                for (second, (votes, square)) in (octet * LANES..).zip(votes) {
                    // Each is written, and the next one over it if these two did not meet: no processor can foretell whether.
                    met[count] = (row.first, second, square);
                    count += usize::from(*votes > 0.0);
                }
            }
            pairs.extend_from_slice(&met[..count]);
        }
        pairs
    }
}

#[inline(always)]
fn squared_scores<S: Simd>(simd: S, votes: &Tallies, [first, second]: &[Line; 2]) -> Line {
    let load = |line: &Line, part| Vector::load(simd, line, part);
    let half = Vector::splat(simd, 0.5);
    let mut squares = ZERO;
    for part in parts::<S>() {
        let (first, second) = (load(first, part), load(second, part));
        let tied = half * (first - second);
        let sum = load(&votes.first_wins, part) * second * second
            + load(&votes.second_wins, part) * first * first
            + load(&votes.halves, part) * tied * tied;
        sum.store(&mut squares, part);
    }
    squares
}

fn flat(sheet: &Sheet, lines: &[Line]) -> Vec<f64> {
    lines.as_flattened()[..sheet.models()].to_vec()
}
