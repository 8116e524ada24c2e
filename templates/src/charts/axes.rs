//! Axes: what they measure, how their ticks are said, and the lines and labels of them.

use maud::{Markup, html};

use super::calendar;
use super::is_narrow;
use super::scale::{Kind, Scale};
use super::text::{SIZE, width};
use crate::language::{Language, parameters};

/// What an axis measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Its name.
    pub label: String,
    /// How values become places.
    pub kind: Kind,
    /// How values are said.
    pub format: Format,
}

/// How values are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rating points.
    Rating,
    /// Rating points as a difference, with a sign.
    Difference,
    /// A count.
    Count,
    /// A share between 0 and 1.
    Percent,
    /// US dollars.
    Price,
    /// Billions of parameters.
    Billions,
    /// A plain number of at most one decimal.
    Plain,
    /// Unix milliseconds as a day, a month or a year.
    Day,
}

impl Axis {
    /// The language of labels that are the same in every language.
    fn unit(&self) -> Option<&'static str> {
        (self.format == Format::Billions).then_some("")
    }
}

impl Format {
    /// A value in words.
    #[must_use]
    pub fn say(self, t: Language, value: f64) -> String {
        match self {
            Self::Rating => t.rating(Some(value)),
            Self::Difference => t.difference(value),
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count is not negative, and `as` saturates"
            )]
            Self::Count => t.count(value.round() as u64),
            Self::Percent => t.percent(Some(value)),
            Self::Price => t.price(value),
            Self::Billions => parameters(value),
            Self::Plain => t.decimal(value),
            Self::Day => calendar::day(t, value),
        }
    }

    fn tick(self, t: Language, value: f64, apart: f64) -> String {
        if self == Self::Day {
            calendar::label(t, value, apart)
        } else {
            self.say(t, value)
        }
    }
}

/// Where a picture draws, within its margins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// How wide all of it is, with the margins.
    pub(super) width: f64,
}

/// Where the axes of a picture cross: there is room for the labels of the upright one.
pub(super) fn left(picture: f64) -> f64 {
    if is_narrow(picture) { 48.0 } else { 64.0 }
}

/// How long so many rows or columns are.
#[expect(clippy::cast_precision_loss, reason = "a number of rows")]
pub(super) fn times(count: usize, length: f64) -> f64 {
    count as f64 * length
}

/// A place as an attribute.
pub(super) fn n(place: f64) -> String {
    let text = format!("{place:.1}");
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// Ticks with their labels, as many as have room.
fn labelled(t: Language, axis: &Axis, scale: &Scale, most: usize) -> Vec<(f64, String)> {
    let ticks = scale.ticks(most);
    let apart = match (ticks.first(), ticks.get(1)) {
        (Some(first), Some(second)) => second - first,
        _ => calendar::DAY_MS,
    };
    let label = |tick: f64| (tick, axis.format.tick(t, tick, apart));
    ticks.into_iter().map(label).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small positive number of labels"
)]
fn room(length: f64, each: f64) -> usize {
    (length / each).floor().clamp(2.0, 12.0) as usize
}

/// An axis from left to right: lines over the whole height, labels below.
pub(super) fn horizontal(t: Language, axis: &Axis, scale: &Scale, area: Area) -> Markup {
    let length = area.right - area.left;
    let widest = |ticks: &[(f64, String)]| {
        let widths = ticks.iter().map(|(_, label)| width(label));
        widths.fold(0.0, f64::max)
    };
    let mut most = room(length, 60.0);
    let mut ticks = labelled(t, axis, scale, most);
    // Wide labels have room for fewer.
    while most > 2 && widest(&ticks) + SIZE > length / count(&ticks) {
        most -= 1;
        ticks = labelled(t, axis, scale, most);
    }
    html! {
        @for (tick, label) in ticks {
            @let x = scale.place(tick);
            line .g x1=(n(x)) x2=(n(x)) y1=(n(area.top)) y2=(n(area.bottom)) {}
            @let half = width(&label) / 2.0;
            @let at = x.min(area.width - half).max(half);
            text .t lang=[axis.unit()] x=(n(at)) y=(n(area.bottom + 16.0)) text-anchor="middle" { (label) }
        }
        @if !axis.label.is_empty() {
            text .t x=(n(f64::midpoint(area.left, area.right))) y=(n(area.bottom + 36.0)) text-anchor="middle" { (axis.label) }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a dozen ticks")]
fn count(ticks: &[(f64, String)]) -> f64 {
    ticks.len().max(1) as f64
}

/// An axis from bottom to top: lines over the whole width, labels at the left, its name above.
pub(super) fn vertical(t: Language, axis: &Axis, scale: &Scale, area: Area) -> Markup {
    let ticks = labelled(t, axis, scale, room(area.bottom - area.top, 34.0));
    html! {
        @for (tick, label) in ticks {
            @let y = scale.place(tick);
            line .g x1=(n(area.left)) x2=(n(area.right)) y1=(n(y)) y2=(n(y)) {}
            text .t x=(n(area.left - 8.0)) y=(n(y + 4.0)) text-anchor="end" { (label) }
        }
        @if !axis.label.is_empty() { text .t x="4" y=(n(area.top - 14.0)) { (axis.label) } }
    }
}
