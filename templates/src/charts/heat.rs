//! A grid of cells, each with its number on a tint that ink can be read on. Columns are named by the numbers of their rows, so
//! that no name has to be turned.

use maud::{Markup, html};

use super::axes::{n, times};
use super::text::{fit, width};
use super::{NARROW, Picture, Size};
use crate::language::Language;

const ROW: f64 = 26.0;
const COLUMN: f64 = 36.0;
const TOP: f64 = 42.0;
const NAMES: f64 = 220.0;
/// Tints on each side of the middle.
const STEPS: f64 = 4.0;

/// A grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    /// What the columns are.
    pub across: String,
    /// Names of the rows, from the top; key and name.
    pub rows: Vec<(String, String)>,
    /// Names of the columns, if they are not the rows again.
    pub columns: Option<Vec<String>>,
    /// The cells that have something to say.
    pub cells: Vec<HeatCell>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeatCell {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// From -1 to 1; 0 is the middle.
    pub level: f64,
    /// What stands in it.
    pub said: String,
    /// All of it in a line.
    pub title: String,
}

impl Heat {
    fn left(&self) -> f64 {
        let widths = self.rows.iter().map(|(_, label)| width(label));
        widths.fold(0.0, f64::max).min(NAMES) + 52.0
    }

    /// What its columns need.
    fn width(&self) -> f64 {
        let columns = self.columns.as_ref().map_or(self.rows.len(), Vec::len);
        self.left() + times(columns, self.column()) + 12.0
    }

    fn column(&self) -> f64 {
        let Some(columns) = &self.columns else {
            return COLUMN;
        };
        let widths = columns.iter().map(|label| width(label) + 12.0);
        widths.fold(COLUMN, f64::max).min(120.0)
    }
}

impl Picture for Heat {
    fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn can_be_narrow(&self) -> bool {
        self.width() <= NARROW
    }

    fn size(&self, width: f64) -> Size {
        Size {
            width: self.width().max(width),
            height: TOP + times(self.rows.len(), ROW) + 12.0,
        }
    }

    fn draw(&self, _: Language, _: f64) -> Markup {
        let (left, column) = (self.left(), self.column());
        let middle = |place: usize| n(left + times(place, column) + column / 2.0);
        html! {
            text .t x=(n(left)) y="14" { (self.across) }
            @if let Some(columns) = &self.columns {
                @for (place, label) in columns.iter().enumerate() {
                    text .l lang="" x=(middle(place)) y="34" text-anchor="middle" { (fit(label, column - 6.0)) }
                }
            } @else {
                @for place in 0..self.rows.len() { text .l x=(middle(place)) y="34" text-anchor="middle" { (place + 1) } }
            }
            @for (place, (key, label)) in self.rows.iter().enumerate() {
                @let y = n(TOP + times(place, ROW) + ROW / 2.0 + 4.0);
                @if self.columns.is_none() { text .t x="24" y=(y) text-anchor="end" { (place + 1) } }
                text .l.name data-key=(key) lang="" x=(n(left - 10.0)) y=(y) text-anchor="end" { (fit(label, left - 48.0)) }
            }
            @for cell in &self.cells { (self::cell(cell, left, column)) }
        }
    }
}

fn cell(cell: &HeatCell, left: f64, column: f64) -> Markup {
    let x = left + times(cell.column, column);
    let y = TOP + times(cell.row, ROW);
    html! {
        g .mark {
            title lang="" { (cell.title) }
            rect .{ "d" (tint(cell.level)) } x=(n(x + 1.0)) y=(n(y + 1.0)) width=(n(column - 2.0)) height=(n(ROW - 2.0)) rx="3" {}
            text .c x=(n(x + column / 2.0)) y=(n(y + ROW / 2.0 + 4.0)) text-anchor="middle" { (cell.said) }
        }
    }
}

/// 0 to 8; 4 is the middle.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to 8"
)]
fn tint(level: f64) -> usize {
    let level = if level.is_nan() { 0.0 } else { level };
    ((level.clamp(-1.0, 1.0) * STEPS).round() + STEPS) as usize
}

#[cfg(test)]
mod tests {
    use super::tint;

    #[test]
    fn tints_are_even_around_the_middle() {
        let levels = [-7.0, -1.0, -0.5, 0.0, f64::NAN, 0.1, 0.2, 1.0];
        assert_eq!(levels.map(tint), [0, 0, 2, 4, 4, 4, 5, 8]);
    }
}
