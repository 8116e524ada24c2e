//! One row per model: a point with its interval, on an axis that all rows share.

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, n, times};
use super::scale::Scale;
use super::text::{fit, width};
use super::{Picture, Size, is_narrow};
use crate::language::Language;

const ROW: f64 = 24.0;
/// A row whose name stands above its interval.
const TALL_ROW: f64 = 36.0;
const TOP: f64 = 12.0;
const BELOW: f64 = 46.0;
/// The most that names may take.
const NAMES: f64 = 230.0;

/// Points with their intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    /// What is measured.
    pub axis: Axis,
    /// From the top.
    pub rows: Vec<Row>,
    /// A value that is marked over all rows, such as a mean.
    pub guide: Option<f64>,
    /// A range that is marked over all rows, such as the interval of the first.
    pub band: Option<(f64, f64)>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Rows of different pictures that mean the same have the same.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The lower end, if finite; the bar runs to the edge without.
    pub low: Option<f64>,
    /// The value, if finite.
    pub value: Option<f64>,
    /// The upper end, if finite.
    pub high: Option<f64>,
    /// What stands at the end of the row.
    pub said: String,
    /// All of it in a line.
    pub title: String,
}

impl Forest {
    fn area(&self, picture: f64) -> Area {
        let bottom = TOP + times(self.rows.len(), row_height(picture));
        if is_narrow(picture) {
            return Area {
                left: 8.0,
                right: picture - 8.0,
                top: TOP,
                bottom,
                width: picture,
            };
        }
        let widest = |text: fn(&Row) -> &str| {
            let widths = self.rows.iter().map(|row| width(text(row)));
            widths.fold(0.0, f64::max)
        };
        Area {
            left: widest(|row| &row.label).min(NAMES) + 16.0,
            right: picture - widest(|row| &row.said) - 20.0,
            top: TOP,
            bottom,
            width: picture,
        }
    }
}

fn row_height(picture: f64) -> f64 {
    if is_narrow(picture) { TALL_ROW } else { ROW }
}

impl Picture for Forest {
    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn size(&self, width: f64) -> Size {
        Size {
            width,
            height: self.area(width).bottom + BELOW,
        }
    }

    fn draw(&self, t: Language, width: f64) -> Markup {
        let area = self.area(width);
        let values = self
            .rows
            .iter()
            .flat_map(|row| [row.low, row.value, row.high])
            .chain([self.guide])
            .flatten();
        let scale = Scale::over(self.axis.kind, values, (area.left, area.right));
        let height = row_height(width);
        let mut y = TOP - height / 2.0;
        html! {
            @if let Some((low, high)) = self.band {
                @let (from, to) = (scale.place(low), scale.place(high));
                rect .band x=(n(from)) y=(n(area.top)) width=(n(to - from)) height=(n(area.bottom - area.top)) {}
            }
            (horizontal(t, &self.axis, &scale, area))
            @if let Some(guide) = self.guide {
                @let x = scale.place(guide);
                line .guide x1=(n(x)) x2=(n(x)) y1=(n(area.top)) y2=(n(area.bottom)) {}
            }
            @for row in &self.rows { (self::row(row, { y += height; y }, &scale, area)) }
        }
    }
}

fn row(row: &Row, y: f64, scale: &Scale, area: Area) -> Markup {
    let has_interval = row.low.is_some() || row.high.is_some();
    let from = row.low.map_or(area.left, |low| scale.place(low));
    let to = row.high.map_or(area.right, |high| scale.place(high));
    let height = row_height(area.width);
    // The middle of the interval, below the name where that stands above.
    let middle = if is_narrow(area.width) { y + 9.0 } else { y };
    html! {
        g .mark data-key=(row.key) {
            title lang="" { (row.title) }
            rect .hit x="0" y=(n(y - height / 2.0)) width=(n(area.width)) height=(n(height)) {}
            (words(row, y, area))
            @if has_interval { rect .ci1 x=(n(from)) y=(n(middle - 4.0)) width=(n((to - from).max(1.0))) height="8" rx="4" {} }
            @if let Some(value) = row.value { circle .f1 cx=(n(scale.place(value))) cy=(n(middle)) r="4.5" {} }
        }
    }
}

/// A row's name and figures: at the two ends of its interval, or above it.
fn words(row: &Row, y: f64, area: Area) -> Markup {
    let room = area.right - area.left - width(&row.said) - 16.0;
    html! {
        @if is_narrow(area.width) {
            text .l.halo lang="" x=(n(area.left)) y=(n(y - 3.0)) { (fit(&row.label, room)) }
            text .t.halo x=(n(area.right)) y=(n(y - 3.0)) text-anchor="end" { (row.said) }
        } @else {
            text .l lang="" x=(n(area.left - 10.0)) y=(n(y + 4.0)) text-anchor="end" { (fit(&row.label, area.left - 15.0)) }
            text .t x=(n(area.right + 12.0)) y=(n(y + 4.0)) { (row.said) }
        }
    }
}
