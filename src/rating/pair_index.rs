//! Rows of pairs: each pair of models that met has a number, under which its votes are kept.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// Pairs of models below this number are found by a table, others by a hash.
const TABLED: u32 = 2048;
const NONE: u32 = u32::MAX;
/// A board is walked through, and not its pairs sorted, if at least one in this many squares of it is a pair that met.
const DENSE: usize = 16;

/// The rows of the pairs that met, numbered in the order of their first meeting.
#[derive(Clone, Debug, Default)]
pub(crate) struct PairIndex {
    /// By the smaller model, then the larger one: a square of so many models.
    table: Vec<u32>,
    tabled: u32,
    hashed: HashMap<(u32, u32), u32, FxBuildHasher>,
    /// The models of each row, the smaller number first.
    pairs: Vec<(u32, u32)>,
}

/// A pair among the models of a board.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    /// Positions on the board; first < second.
    pub(crate) first: u32,
    pub(crate) second: u32,
    pub(crate) row: u32,
    /// Whether the model with the smaller number is the second one.
    pub(crate) is_turned: bool,
}

impl PairIndex {
    /// The row of two models; low < high. A new one if they have none: the number of rows before.
    ///
    /// # Panics
    ///
    /// With 2^32 pairs.
    pub(crate) fn row(&mut self, low: u32, high: u32) -> u32 {
        self.known(low, high).unwrap_or_else(|| self.add(low, high))
    }

    /// The row of two models, if they met.
    pub(crate) fn known(&self, low: u32, high: u32) -> Option<u32> {
        if high < self.tabled {
            let row = self.table.get(self.place(low, high)).copied();
            return row.filter(|&row| row != NONE);
        }
        self.hashed.get(&(low, high)).copied()
    }

    fn place(&self, low: u32, high: u32) -> usize {
        low as usize * self.tabled as usize + high as usize
    }

    /// The models of each row.
    pub(crate) fn pairs(&self) -> &[(u32, u32)] {
        &self.pairs
    }

    fn add(&mut self, low: u32, high: u32) -> u32 {
        let row = u32::try_from(self.pairs.len()).unwrap_or(NONE);
        assert!(row < NONE, "more pairs than can be numbered");
        self.pairs.push((low, high));
        if self.tabled <= high && high < TABLED {
            self.widen((high + 1).next_power_of_two());
        }
        if high < self.tabled {
            let place = self.place(low, high);
            if let Some(entry) = self.table.get_mut(place) {
                *entry = row;
            }
        } else {
            self.hashed.insert((low, high), row);
        }
        row
    }

    /// Makes room in the table.
    fn widen(&mut self, models: u32) {
        let mut table = vec![NONE; models as usize * models as usize];
        let rows = table.chunks_exact_mut(models as usize);
        let narrow = self.table.chunks_exact(self.tabled.max(1) as usize);
        for (row, narrow) in rows.zip(narrow) {
            for (entry, known) in row.iter_mut().zip(narrow) {
                *entry = *known;
            }
        }
        (self.table, self.tabled) = (table, models);
    }

    /// Visits all pairs of models that have a place on a board of `models`, by first and then second position.
    pub(crate) fn visit(
        &self,
        places: &[Option<u32>],
        models: usize,
        mut visit: impl FnMut(&Placed),
    ) {
        let is_dense = self.pairs.len() * DENSE > models * models;
        if is_dense && places.len() <= self.tabled as usize {
            self.walk(places, models, visit);
        } else {
            self.sorted(places, models).iter().for_each(&mut visit);
        }
    }

    /// The pairs in order, by sorting them.
    fn sorted(&self, places: &[Option<u32>], models: usize) -> Vec<Placed> {
        let place = |model: u32| places.get(model as usize).copied().flatten();
        let placed = |(row, &(low, high)): (u32, &(u32, u32))| {
            let (low, high) = (place(low)?, place(high)?);
            Some(Placed {
                first: low.min(high),
                second: low.max(high),
                row,
                is_turned: high < low,
            })
        };
        let placed: Vec<Placed> = (0..).zip(&self.pairs).filter_map(placed).collect();
        let by_second = counting_sort(&placed, |pair| pair.second, models);
        counting_sort(&by_second, |pair| pair.first, models)
    }

    /// Visits them by looking for each pair on the board.
    fn walk(&self, places: &[Option<u32>], models: usize, mut visit: impl FnMut(&Placed)) {
        let mut numbers = vec![NONE; models];
        for (number, place) in (0..).zip(places) {
            if let Some(entry) = place.and_then(|place| numbers.get_mut(place as usize)) {
                *entry = number;
            }
        }
        let mut met = vec![
            Placed {
                first: 0,
                second: 0,
                row: NONE,
                is_turned: false,
            };
            models
        ];
        for (first, &own) in (0..).zip(&numbers) {
            let mut count = 0;
            for (second, &other) in (0..).zip(&numbers).skip(first as usize + 1) {
                let place = self.place(own.min(other), own.max(other));
                // Nobody met a model without a number, whose place is beyond the table.
                let row = self.table.get(place).copied().unwrap_or(NONE);
                // Each is written, and the next one over it if these two did not meet: no processor can foretell whether.
                if let Some(entry) = met.get_mut(count) {
                    *entry = Placed {
                        first,
                        second,
                        row,
                        is_turned: other < own,
                    };
                }
                count += usize::from(row != NONE);
            }
            met.iter().take(count).for_each(&mut visit);
        }
    }
}

/// The pairs by ascending key; those with equal keys keep their order.
#[expect(
    clippy::indexing_slicing,
    reason = "positions are below the number of models, places below the number of pairs"
)]
fn counting_sort(pairs: &[Placed], key: impl Fn(&Placed) -> u32, models: usize) -> Vec<Placed> {
    let mut starts = vec![0_u32; models + 1];
    for pair in pairs {
        starts[key(pair) as usize + 1] += 1;
    }
    let mut total = 0;
    for start in &mut starts {
        total += *start;
        *start = total;
    }
    let Some(&any) = pairs.first() else {
        return Vec::new();
    };
    let mut sorted = vec![any; pairs.len()];
    for pair in pairs {
        let start = &mut starts[key(pair) as usize];
        sorted[*start as usize] = *pair;
        *start += 1;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(index: &PairIndex, models: &[u32]) -> Vec<(u32, u32, u32, bool)> {
        let mut places = vec![None; 5001];
        places.truncate(models.iter().max().map_or(0, |most| *most as usize + 1));
        for (place, &model) in (0..).zip(models) {
            places[model as usize] = Some(place);
        }
        let mut order = Vec::new();
        index.visit(&places, models.len(), |pair| {
            order.push((pair.first, pair.second, pair.row, pair.is_turned));
        });
        order
    }

    #[test]
    fn pairs_are_sorted_by_place_whatever_the_order_in_which_they_met() {
        let mut index = PairIndex::default();
        for (low, high) in [(1, 2), (0, 3), (0, 1), (2, 5000), (0, 5000), (1, 2)] {
            index.row(low, high);
        }
        assert_eq!(index.known(2, 5000), Some(3));
        assert_eq!(index.known(1, 5000), None);
        // Model 1 is not on the board, 5000 comes first.
        let placed = order(&index, &[5000, 3, 2, 0]);
        assert_eq!(placed, [(0, 2, 3, true), (0, 3, 4, true), (1, 3, 1, true)]);
    }

    #[test]
    fn walking_and_sorting_find_the_same_pairs() {
        let mut dense = PairIndex::default();
        for (low, high) in [(1, 2), (0, 3), (0, 1), (2, 3), (1, 90)] {
            dense.row(low, high);
        }
        let walked = order(&dense, &[3, 1, 0, 2]);
        assert_eq!(
            walked,
            [
                (0, 2, 1, true),
                (0, 3, 3, true),
                (1, 2, 2, true),
                (1, 3, 0, false)
            ]
        );
        // The same on a board so wide that its few pairs are sorted.
        let wide: Vec<u32> = [3, 1, 0, 2].into_iter().chain(4..80).collect();
        assert_eq!(order(&dense, &wide), walked);
    }
}
