//! The upper triangle of a square matrix, in panels of [`BLOCK`] rows.

use super::buffer::Buffer;
use super::kernel::{LANES, Line, lines};

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
    pub(super) buffer: Buffer,
}

impl Triangle {
    /// All zeros.
    pub(super) fn zeros(size: usize) -> Self {
        let width = lines(size);
        let mut count = 0;
        let mut rest = width;
        while rest > 0 {
            count += rest.min(TILES) * LANES * rest;
            rest = rest.saturating_sub(TILES);
        }
        Self {
            width,
            buffer: Buffer::zeros(count),
        }
    }

    /// Where the row would begin if it had all columns: adding a column that it has gives the place of the entry.
    pub(super) fn start(&self, row: usize) -> usize {
        let (panel, inner) = (row / BLOCK, row % BLOCK);
        // The panels before have BLOCK rows of width, width - TILES, .. lines.
        let all = self.width * LANES;
        let before = BLOCK * panel * all - BLOCK * BLOCK * (panel * panel.saturating_sub(1) / 2);
        before + inner * (all - BLOCK * panel) - BLOCK * panel
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

    /// Eight rows from the line on that crosses the diagonal.
    #[inline]
    pub(super) fn octet(&self, octet: usize) -> [&[Line]; LANES] {
        let (panel, width) = self.panel(octet - octet % TILES);
        let mut rows = [[].as_slice(); LANES];
        let stored = panel.chunks_exact(width).skip(octet % TILES * LANES);
        for (row, lines) in rows.iter_mut().zip(stored) {
            *row = lines.split_at(octet % TILES).1;
        }
        rows
    }
}
