//! Memory in whole lines, each within one line of the cache.

use super::kernel::{LANES, Line};

const CACHE_LINE: usize = 64;

/// Lines of numbers.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    numbers: Vec<f64>,
    /// Numbers before the first cache line that starts within the memory.
    start: usize,
    count: usize,
}

#[expect(
    clippy::indexing_slicing,
    reason = "the memory is made longer than its lines by the largest start"
)]
impl Buffer {
    /// Lines of zeros.
    pub(super) fn zeros(count: usize) -> Self {
        let numbers = vec![0.0; count * LANES + LANES - 1];
        let start = numbers.as_ptr().align_offset(CACHE_LINE).min(LANES - 1);
        Self {
            numbers,
            start,
            count,
        }
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.numbers[self.start..].as_chunks().0[..self.count]
    }

    pub(super) fn lines_mut(&mut self) -> &mut [Line] {
        &mut self.numbers[self.start..].as_chunks_mut().0[..self.count]
    }

    pub(super) fn numbers(&self) -> &[f64] {
        self.lines().as_flattened()
    }

    pub(super) fn numbers_mut(&mut self) -> &mut [f64] {
        self.lines_mut().as_flattened_mut()
    }
}

impl Clone for Buffer {
    /// The copy has its own start: other memory begins elsewhere in a cache line.
    fn clone(&self) -> Self {
        let mut copy = Self::zeros(self.count);
        copy.lines_mut().copy_from_slice(self.lines());
        copy
    }
}
