//! Counters of up to 64 slices side by side, of which one vote counts up any number at once.
//!
//! ```text
//! digit p   bit k: the p-th binary digit of the count of slice k
//! ```
//!
//! One more vote in some slices is one binary addition, digit by digit with carries, of all their counts at once, whatever
//! their number (carry-save addition: Warren 2013, Hacker's Delight, section 5-1). Eight digits, a line of the cache, are kept
//! so; what carries out of them, one vote in 256 of a slice, is counted apart.

#![expect(
    clippy::indexing_slicing,
    reason = "a cell that is not there must not be taken for an empty one"
)]

/// Binary digits of each count that are kept together; as many as a byte has.
const DIGITS: usize = 8;
/// Slices that are read together.
pub(super) const OCTET: usize = 8;
/// Each bit of a number below 256 in a byte of its own, the lowest first.
const SPREAD: [u64; 256] = spread();

const fn spread() -> [u64; 256] {
    let mut spread = [0; 256];
    let mut number = 0;
    while number < spread.len() {
        let mut bit = 0;
        while bit < OCTET {
            spread[number] |= ((number >> bit & 1) as u64) << (8 * bit);
            bit += 1;
        }
        number += 1;
    }
    spread
}

/// Counts of cells, one per slice in each.
#[derive(Clone, Debug)]
pub(super) struct Counters {
    slices: usize,
    /// The lowest digits of the counts of each cell.
    digits: Vec<[u64; DIGITS]>,
    /// What carried out of them, in units of 256, by cell and slice; up to the last cell of which something did.
    carried: Vec<u32>,
}

impl Counters {
    /// No cells yet, of so many slices, at most 64.
    pub(super) fn new(slices: usize) -> Self {
        Self {
            slices,
            digits: Vec::new(),
            carried: Vec::new(),
        }
    }

    /// How many slices there are.
    pub(super) fn slices(&self) -> usize {
        self.slices
    }

    /// Makes room for so many cells.
    #[inline]
    pub(super) fn reach(&mut self, cells: usize) {
        if self.digits.len() < cells {
            self.digits.resize(cells, [0; DIGITS]);
        }
    }

    /// Counts one vote in the slices whose bits are set.
    #[inline]
    pub(super) fn add(&mut self, cell: usize, slices: u64) {
        let mut carry = self.known(slices);
        for digit in &mut self.digits[cell] {
            (*digit, carry) = (*digit ^ carry, *digit & carry);
        }
        if carry > 0 {
            self.carry(cell, carry);
        }
    }

    /// Adds the counts of a cell of others of as many slices.
    pub(super) fn merge(&mut self, cell: usize, other: &Self, from: usize) {
        let mut carry = 0;
        for (digit, more) in self.digits[cell].iter_mut().zip(&other.digits[from]) {
            let one = *digit ^ more;
            (*digit, carry) = (one ^ carry, (*digit & more) | (one & carry));
        }
        if carry > 0 {
            self.carry(cell, carry);
        }
        let carried = other
            .carried
            .get(from * self.slices..(from + 1) * self.slices);
        if let Some(carried) = carried.filter(|carried| carried.iter().any(|&count| count > 0)) {
            let end = (cell + 1) * self.slices;
            if self.carried.len() < end {
                self.carried.resize(end, 0);
            }
            let own = &mut self.carried[cell * self.slices..end];
            for (count, more) in own.iter_mut().zip(carried) {
                *count = count.saturating_add(*more);
            }
        }
    }

    #[cold]
    fn carry(&mut self, cell: usize, slices: u64) {
        let end = (cell + 1) * self.slices;
        if self.carried.len() < end {
            self.carried.resize(end, 0);
        }
        for slice in ones(slices) {
            let carried = &mut self.carried[cell * self.slices + slice];
            *carried = carried.saturating_add(1);
        }
    }

    /// Takes one vote back from the slices whose bits are set; `false` if not all of them have one, and nothing changes then.
    pub(super) fn take(&mut self, cell: usize, slices: u64) -> bool {
        let slices = self.known(slices);
        let low = self.digits[cell].iter().fold(0, |any, digit| any | digit);
        let borrowed = slices & !low;
        if ones(borrowed).any(|slice| self.carried(cell, slice) == 0) {
            return false;
        }
        let mut borrow = slices;
        for digit in &mut self.digits[cell] {
            (*digit, borrow) = (*digit ^ borrow, !*digit & borrow);
        }
        for slice in ones(borrowed) {
            self.carried[cell * self.slices + slice] -= 1;
        }
        true
    }

    /// The count of a slice.
    pub(super) fn count(&self, cell: usize, slice: usize) -> u64 {
        if slice >= self.slices {
            return 0;
        }
        let digits = self.digits[cell].iter().rev();
        let low = digits.fold(0, |low, digit| low << 1 | (digit >> slice & 1));
        256 * self.carried(cell, slice) + low
    }

    /// The counts of eight slices beside each other; 0 for those that are not there.
    #[inline]
    pub(super) fn octet(&self, cell: usize, octet: usize) -> [u64; OCTET] {
        let mut bytes = 0;
        for (place, digit) in self.digits[cell].iter().enumerate() {
            let bits = (digit >> (OCTET * octet)).to_le_bytes()[0];
            bytes |= SPREAD[usize::from(bits)] << place;
        }
        let mut counts = bytes.to_le_bytes().map(u64::from);
        if cell * self.slices < self.carried.len() {
            for (slice, count) in (OCTET * octet..self.slices).zip(&mut counts) {
                *count += 256 * self.carried(cell, slice);
            }
        }
        counts
    }

    fn carried(&self, cell: usize, slice: usize) -> u64 {
        let carried = self.carried.get(cell * self.slices + slice);
        carried.map_or(0, |&carried| u64::from(carried))
    }

    /// Without the bits of slices that are not there.
    fn known(&self, slices: u64) -> u64 {
        let last = u32::try_from(self.slices).unwrap_or(u64::BITS);
        slices & !u64::MAX.checked_shl(last).unwrap_or(0)
    }
}

/// The places of the bits that are set.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits > 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(counters: &Counters, cell: usize) -> Vec<u64> {
        let slices = 0..counters.slices();
        slices.map(|slice| counters.count(cell, slice)).collect()
    }

    #[test]
    fn counts_go_beyond_their_digits_and_back() {
        let mut counters = Counters::new(64);
        counters.reach(3);
        for _ in 0..1000 {
            counters.add(1, u64::MAX);
        }
        assert_eq!(counts(&counters, 1), [1000; 64]);
        assert_eq!(counters.octet(1, 7), [1000; 8]);
        assert_eq!(counts(&counters, 2), [0; 64]);
        for left in (0..1000).rev() {
            assert!(counters.take(1, u64::MAX));
            assert_eq!(counts(&counters, 1), [left; 64]);
        }
        assert!(!counters.take(1, 1 << 63));
    }

    #[test]
    fn merged_counts_carry_as_counted_ones_do() {
        let count = |times: [u64; 2]| {
            let mut counters = Counters::new(3);
            counters.reach(2);
            for (cell, times) in times.into_iter().enumerate() {
                for number in 0..times {
                    counters.add(cell, if number % 2 == 0 { 0b111 } else { 0b010 });
                }
            }
            counters
        };
        let (mut one, other) = (count([700, 200]), count([901, 100]));
        one.merge(1, &other, 0);
        one.merge(0, &other, 1);
        assert_eq!(counts(&one, 0), [400, 800, 400]);
        assert_eq!(counts(&one, 1), [551, 1101, 551]);
        assert_eq!(counts(&other, 0), [451, 901, 451]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn votes_are_counted_slice_by_slice(
            slices in 0_usize..=64,
            votes in prop::collection::vec((0_usize..2, any::<u64>(), any::<bool>()), 0..900),
        ) {
            let mut counters = Counters::new(slices);
            counters.reach(2);
            let mut expected = [vec![0_u64; slices], vec![0; slices]];
            for (cell, mask, is_taken) in votes {
                let chosen: Vec<usize> = (0..slices).filter(|slice| mask >> slice & 1 == 1).collect();
                let counts = &mut expected[cell];
                if is_taken {
                    let is_there = chosen.iter().all(|&slice| counts[slice] > 0);
                    prop_assert_eq!(counters.take(cell, mask), is_there);
                    for &slice in chosen.iter().filter(|_| is_there) {
                        counts[slice] -= 1;
                    }
                } else {
                    counters.add(cell, mask);
                    for &slice in &chosen {
                        counts[slice] += 1;
                    }
                }
            }
            for (cell, expected) in expected.iter().enumerate() {
                prop_assert_eq!(&counts(&counters, cell), expected);
                for octet in 0..slices.div_ceil(OCTET) {
                    let wanted = expected.iter().skip(OCTET * octet).copied().chain([0; OCTET]);
                    prop_assert!(counters.octet(cell, octet).into_iter().eq(wanted.take(OCTET)));
                }
            }
        }
    }
}
