//! Rows of spans over time: who held a place, and for how long.

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, n, times};
use super::scale::Scale;
use super::text::{fit, width};
use super::{Picture, Size, TONES, is_narrow};
use crate::language::Language;

const ROW: f64 = 46.0;
const TOP: f64 = 10.0;
const BELOW: f64 = 46.0;
/// How much higher a row is whose name stands above its spans.
const NAME: f64 = 14.0;
const NAMES: f64 = 150.0;

/// Rows of spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// From left to right.
    pub x: Axis,
    /// From the top.
    pub rows: Vec<Track>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// Its name.
    pub label: String,
    /// From left to right.
    pub spans: Vec<Span>,
}

/// One span.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// Spans of the same key have the same tone.
    pub key: String,
    /// What stands on it, if there is room.
    pub label: String,
    /// Its beginning on the axis.
    pub from: f64,
    /// Its end.
    pub to: f64,
    /// All of it in a line.
    pub title: String,
}

impl Timeline {
    fn area(&self, picture: f64) -> Area {
        let widths = self.rows.iter().map(|row| width(&row.label));
        let left = if is_narrow(picture) {
            8.0
        } else {
            widths.fold(0.0, f64::max).min(NAMES) + 16.0
        };
        Area {
            left,
            right: picture - 14.0,
            top: TOP,
            bottom: TOP + times(self.rows.len(), row_height(picture)),
            width: picture,
        }
    }

    /// The tone of each key, in the order in which they come.
    fn tones(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        for span in self.rows.iter().flat_map(|row| &row.spans) {
            if !keys.contains(&span.key.as_str()) {
                keys.push(&span.key);
            }
        }
        keys
    }
}

fn row_height(picture: f64) -> f64 {
    ROW + if is_narrow(picture) { NAME } else { 0.0 }
}

impl Picture for Timeline {
    fn is_empty(&self) -> bool {
        let mut spans = self.rows.iter().flat_map(|row| &row.spans);
        spans.all(|span| span.to <= span.from)
    }

    fn size(&self, width: f64) -> Size {
        Size {
            width,
            height: self.area(width).bottom + BELOW,
        }
    }

    fn draw(&self, t: Language, width: f64) -> Markup {
        let area = self.area(width);
        let spans = self.rows.iter().flat_map(|row| &row.spans);
        let ends = spans.flat_map(|span| [span.from, span.to]);
        let scale = Scale::over(self.x.kind, ends, (area.left, area.right));
        let tones = self.tones();
        let tone = |span: &Span| {
            let place = tones.iter().position(|key| *key == span.key);
            place.unwrap_or_default() % TONES + 1
        };
        let height = row_height(width);
        let mut y = TOP - height;
        html! {
            (horizontal(t, &self.x, &scale, area))
            @for row in &self.rows {
                @let top = { y += height; y };
                @if is_narrow(width) {
                    text .l lang="" x=(n(area.left)) y=(n(top + 14.0)) { (fit(&row.label, area.right - area.left)) }
                } @else {
                    text .l lang="" x=(n(area.left - 10.0)) y=(n(top + ROW / 2.0 + 4.0)) text-anchor="end" { (fit(&row.label, area.left - 15.0)) }
                }
                @for span in &row.spans { (self::span(span, tone(span), top + height - ROW, &scale)) }
            }
        }
    }
}

fn span(span: &Span, tone: usize, top: f64, scale: &Scale) -> Markup {
    let (from, to) = (scale.place(span.from), scale.place(span.to));
    let room = to - from - 12.0;
    html! {
        g .mark data-key=(span.key) {
            title lang="" { (span.title) }
            // A gap between neighbours, so that colour alone does not part them.
            rect .{ "k" (tone) } x=(n(from)) y=(n(top + 8.0)) width=(n((to - from - 1.5).max(1.0))) height="30" rx="4" {}
            @if room > 24.0 { text .l lang="" x=(n(from + 6.0)) y=(n(top + ROW / 2.0 + 4.0)) { (fit(&span.label, room)) } }
        }
    }
}
