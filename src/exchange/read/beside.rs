//! One of the votes that a row stands for.

use super::row::Cells;
use super::said::SaidWhy;
use super::wanted::Column;
use super::words::Symbol;

/// A row, of which one of the other models counts.
pub(super) struct Beside<'a, R> {
    pub(super) row: &'a R,
    pub(super) other: Symbol,
}

impl<R: Cells> Cells for Beside<'_, R> {
    fn word(&self, column: Column) -> Symbol {
        match column {
            Column::OtherModel => self.other,
            column => self.row.word(column),
        }
    }

    fn voter(&self) -> Symbol {
        self.row.voter()
    }

    fn time_ms(&self) -> Option<i64> {
        self.row.time_ms()
    }

    fn has_bad_time(&self) -> bool {
        self.row.has_bad_time()
    }

    fn weight(&self) -> f64 {
        self.row.weight()
    }

    fn id(&self) -> &str {
        self.row.id()
    }

    fn categories(&self) -> &[Symbol] {
        self.row.categories()
    }

    fn feature(&self, place: usize) -> [f64; 2] {
        self.row.feature(place)
    }

    fn said(&self) -> Option<&SaidWhy> {
        self.row.said()
    }
}
