//! The upper triangle of a square matrix, in panels of [`BLOCK`] rows.

use super::buffer::Buffer;
use super::kernel::{HALF, LANES, Line, ZERO, lines};

/// Rows that are eliminated together.
pub(super) const BLOCK: usize = 32;
/// Lines as wide as a block is high.
pub(super) const TILES: usize = BLOCK / LANES;

/// A square matrix without what is left of the diagonal blocks: each panel is stored by rows, which begin with its own
/// diagonal block. Rows and columns are padded with zeros to whole lines.
#[derive(Clone, Debug)]
pub(super) struct Triangle {
    /// Lines in a row of the first panel, and octets of rows in all panels.
    pub(super) width: usize,
    /// Where each row would begin if it had all columns: adding a column that it has gives the place of the entry.
    starts: Vec<usize>,
    pub(super) buffer: Buffer,
}

impl Triangle {
    /// All zeros.
    pub(super) fn zeros(size: usize) -> Self {
        let width = lines(size);
        let (mut starts, mut count) = (Vec::with_capacity(width * LANES), 0);
        for first in (0..width).step_by(TILES) {
            let row = (width - first) * LANES;
            for _ in 0..row.min(BLOCK) {
                // Not negative: the rows before this panel are longer than what its rows lack.
                starts.push(count - first * LANES);
                count += row;
            }
        }
        Self {
            width,
            starts,
            buffer: Buffer::zeros(lines(count)),
        }
    }

    /// Where the row would begin if it had all columns: adding a column that it has gives the place of the entry.
    #[expect(
        clippy::indexing_slicing,
        reason = "a row outside the triangle must not be taken for another"
    )]
    pub(super) fn start(&self, row: usize) -> usize {
        self.starts[row]
    }

    /// The panel whose diagonal block begins with an octet of rows, and the lines in each of its rows.
    #[expect(
        clippy::indexing_slicing,
        reason = "the panel of an octet that is not there must not be taken for an empty one"
    )]
    pub(super) fn panel(&self, octet: usize) -> (&[Line], usize) {
        let (row, width) = (octet * LANES, self.width - octet);
        let from = lines(self.start(row) + row);
        let count = width.min(TILES) * LANES * width;
        (&self.buffer.lines()[from..from + count], width)
    }

    /// Eight rows: the tile on the diagonal, and what is beyond it.
    #[inline]
    pub(super) fn octet(&self, octet: usize) -> Octet<'_> {
        let inner = octet % TILES;
        let (panel, width) = self.panel(octet - inner);
        let mut rows = Octet {
            diagonal: [ZERO; LANES],
            beyond: [[].as_slice(); LANES],
        };
        let stored = panel.chunks_exact(width).skip(inner * LANES);
        for ((line, beyond), row) in rows.diagonal.iter_mut().zip(&mut rows.beyond).zip(stored) {
            if let Some((first, rest)) = row.split_at(inner).1.split_first() {
                *line = *first;
                *beyond = rest;
            }
        }
        rows
    }
}

/// Eight rows from the diagonal on.
pub(super) struct Octet<'a> {
    pub(super) diagonal: [Line; LANES],
    pub(super) beyond: [&'a [Line]; LANES],
}

impl<'a> Octet<'a> {
    /// What is beyond the diagonal, four rows and four rows.
    #[inline]
    pub(super) fn halves(&self) -> [[&'a [Line]; HALF]; 2] {
        let mut halves = [[[].as_slice(); HALF]; 2];
        for (row, beyond) in halves.as_flattened_mut().iter_mut().zip(&self.beyond) {
            *row = beyond;
        }
        halves
    }
}
