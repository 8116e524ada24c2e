//! How often what was said to be likely happened.

use crate::scale::real;

/// How many bins of equal width predicted chances are sorted into.
const BINS: usize = 10;

/// Predicted chances against what happened, over decisive votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// By predicted chance that side A wins, from 0 to 1; bins without votes are left out.
    pub bins: Vec<CalibrationBin>,
    /// The expected calibration error: the mean over votes of |observed - predicted| of their bin. Never quite 0, as what is
    /// observed varies by chance.
    pub error: f64,
}

/// Decisive votes with about the same predicted chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationBin {
    /// Predicted chances from here ...
    pub from: f64,
    /// ... to here.
    pub to: f64,
    /// Decisive votes with such chances.
    pub votes: u64,
    /// The mean of their predicted chances that side A wins.
    pub predicted: f64,
    /// How often it won.
    pub observed: f64,
    /// Lower bound of that, by Wilson (1927).
    pub low: f64,
    /// Upper bound of that.
    pub high: f64,
}

/// A table in the making.
#[derive(Clone, Debug, Default)]
pub struct Tally([Bin; BINS]);

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    votes: u64,
    predicted: f64,
    wins: f64,
}

impl Tally {
    /// A vote with this predicted chance that A wins.
    pub fn add(&mut self, chance: f64, has_won: bool) {
        let scaled = chance * real(BINS as u64);
        let passed = (1..BINS as u64)
            .filter(|edge| scaled >= real(*edge))
            .count();
        if let Some(bin) = self.0.get_mut(passed) {
            bin.votes += 1;
            bin.predicted += chance;
            bin.wins += f64::from(u8::from(has_won));
        }
    }

    /// The table; intervals have half widths of z standard errors.
    #[must_use]
    pub fn table(&self, z: f64) -> Calibration {
        let (mut off, mut votes) = (0.0, 0.0);
        for bin in &self.0 {
            off += (bin.wins - bin.predicted).abs();
            votes += real(bin.votes);
        }
        let table = (0..).zip(&self.0).filter(|(_, bin)| bin.votes > 0);
        Calibration {
            bins: table.map(|(place, bin)| bin.row(place, z)).collect(),
            error: if votes > 0.0 { off / votes } else { 0.0 },
        }
    }
}

impl Bin {
    fn row(&self, place: u64, z: f64) -> CalibrationBin {
        let (votes, width) = (real(self.votes), 1.0 / real(BINS as u64));
        let observed = self.wins / votes;
        let (low, high) = wilson(observed, votes, z);
        CalibrationBin {
            from: real(place) * width,
            to: real(place + 1) * width,
            votes: self.votes,
            predicted: self.predicted / votes,
            observed,
            low,
            high,
        }
    }
}

/// The interval of a share.
fn wilson(share: f64, votes: f64, z: f64) -> (f64, f64) {
    let square = z * z / votes;
    let middle = share + square / 2.0;
    let width = z * (share * (1.0 - share) / votes + square / votes / 4.0).sqrt();
    (
        ((middle - width) / (1.0 + square)).max(0.0),
        ((middle + width) / (1.0 + square)).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_is_as_published() {
        // Newcombe (1998): 81 of 263, and none of 20.
        let (low, high) = wilson(81.0 / 263.0, 263.0, 1.959_964);
        assert!((low - 0.2553).abs() < 1e-4 && (high - 0.3662).abs() < 1e-4);
        let (low, high) = wilson(0.0, 20.0, 1.959_964);
        assert!(low.abs() < 1e-12 && (high - 0.1611).abs() < 1e-4);
    }

    #[test]
    fn chances_fall_into_bins_of_a_tenth() {
        let mut tally = Tally::default();
        for (chance, has_won) in [
            (0.0, false),
            (0.05, true),
            (0.3, true),
            (0.999, true),
            (1.0, true),
        ] {
            tally.add(chance, has_won);
        }
        let table = tally.table(1.96);
        let rows: Vec<(u64, f64)> = table
            .bins
            .iter()
            .map(|bin| (bin.votes, bin.observed))
            .collect();
        assert_eq!(rows, [(2, 0.5), (1, 1.0), (2, 1.0)]);
        assert!((table.bins[1].from - 0.3).abs() < 1e-15);
        // |1 - .05| + |1 - .3| + |2 - 1.999| of 5 votes.
        assert!((table.error - 1.651 / 5.0).abs() < 1e-12);
        assert!(
            table
                .bins
                .iter()
                .all(|bin| bin.low <= bin.observed && bin.observed <= bin.high)
        );
    }

    #[test]
    fn no_votes_make_no_table() {
        let table = Tally::default().table(1.96);
        assert!(table.bins.is_empty() && table.error == 0.0);
    }
}
