//! Rows of spans over time: who held a place, and for how long.

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, n};
use super::scale::Scale;
use super::text::{fit, width};
use super::{Picture, Size, TONES, WIDTH};
use crate::language::Language;

const ROW: f64 = 46.0;
const TOP: f64 = 10.0;
const BELOW: f64 = 46.0;
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
    fn area(&self) -> Area {
        let widths = self.rows.iter().map(|row| width(&row.label));
        Area {
            left: widths.fold(0.0, f64::max).min(NAMES) + 16.0,
            right: WIDTH - 14.0,
            top: TOP,
            bottom: TOP + ROW * rows(self.rows.len()),
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

#[expect(clippy::cast_precision_loss, reason = "a number of rows")]
fn rows(count: usize) -> f64 {
    count as f64
}

impl Picture for Timeline {
    fn is_empty(&self) -> bool {
        let mut spans = self.rows.iter().flat_map(|row| &row.spans);
        spans.all(|span| span.to <= span.from)
    }

    fn size(&self) -> Size {
        Size {
            width: WIDTH,
            height: TOP + ROW * rows(self.rows.len()) + BELOW,
        }
    }

    fn draw(&self, t: Language) -> Markup {
        let area = self.area();
        let spans = self.rows.iter().flat_map(|row| &row.spans);
        let ends = spans.flat_map(|span| [span.from, span.to]);
        let scale = Scale::over(self.x.kind, ends, (area.left, area.right));
        let tones = self.tones();
        let tone = |span: &Span| {
            let place = tones.iter().position(|key| *key == span.key);
            place.unwrap_or_default() % TONES + 1
        };
        let mut y = TOP - ROW;
        html! {
            (horizontal(t, &self.x, &scale, area))
            @for row in &self.rows {
                @let top = { y += ROW; y };
                text .l lang="" x=(n(area.left - 10.0)) y=(n(top + ROW / 2.0 + 4.0)) text-anchor="end" { (fit(&row.label, area.left - 15.0)) }
                @for span in &row.spans { (self::span(span, tone(span), top, &scale)) }
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
