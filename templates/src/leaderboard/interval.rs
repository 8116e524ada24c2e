//! Intervals as small inline SVG bars on one shared axis. Attributes only: the CSP forbids inline styles.

use maud::{Markup, html};

use super::Row;
use crate::language::Language;

/// The mean of all ratings, marked in every bar.
const MEAN: f64 = 1000.0;
/// The axis ends at multiples of this.
const STEP: f64 = 50.0;

/// The part of the scale that all bars share.
pub(crate) struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    /// Wide enough for every finite figure.
    pub(crate) fn over(rows: &[Row]) -> Self {
        let figures = rows
            .iter()
            .flat_map(|row| [row.low, row.rating, row.high])
            .flatten()
            .filter(|value| value.is_finite());
        let (low, high) = figures.fold((MEAN, MEAN), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let low = (low / STEP).floor() * STEP;
        Self {
            low,
            high: ((high / STEP).ceil() * STEP).max(low + STEP),
        }
    }

    /// The left end, in words.
    pub(super) fn low_label(&self, t: Language) -> String {
        t.rating(Some(self.low))
    }

    /// The right end, in words.
    pub(super) fn high_label(&self, t: Language) -> String {
        t.rating(Some(self.high))
    }

    fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) * 100.0
    }

    fn place(&self, value: f64) -> String {
        format!("{:.1}%", self.share(value))
    }
}

/// One row's interval; an unknown end runs to the edge, and a row without any figure has an empty axis.
pub(crate) fn bar(t: Language, row: &Row, axis: &Axis) -> Markup {
    let span = span(row, axis);
    html! {
        svg .ci role="img" aria-label=(words(t, row)) {
            line x1="0" x2="100%" y1="50%" y2="50%" {}
            line .mean x1=(axis.place(MEAN)) x2=(axis.place(MEAN)) y1="4" y2="20" {}
            @if let Some((from, width)) = span { rect x=(from) y="8" width=(width) height="8" rx="4" {} }
            @if let Some(value) = row.rating.filter(|value| value.is_finite()) { circle cx=(axis.place(value)) cy="50%" r="4.5" {} }
        }
    }
}

fn span(row: &Row, axis: &Axis) -> Option<(String, String)> {
    if row.low.is_none() && row.high.is_none() {
        return None;
    }
    let from = axis.share(row.low.unwrap_or(f64::NEG_INFINITY));
    let to = axis.share(row.high.unwrap_or(f64::INFINITY));
    Some((
        format!("{from:.1}%"),
        format!("{:.1}%", (to - from).max(0.5)),
    ))
}

fn words(t: Language, row: &Row) -> Markup {
    match (row.low, row.high) {
        (Some(_), Some(_)) => t.board_interval_both(t.rating(row.low), t.rating(row.high)),
        (Some(_), None) => t.board_interval_low(t.rating(row.low)),
        (None, Some(_)) => t.board_interval_high(t.rating(row.high)),
        (None, None) => html! { (t.board_interval_none()) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stay_on_the_axis() {
        let rows = [
            Row {
                low: Some(940.0),
                rating: Some(1000.0),
                high: Some(1060.0),
                ..Row::default()
            },
            Row {
                low: Some(1100.0),
                ..Row::default()
            },
        ];
        let axis = Axis::over(&rows);
        assert_eq!(
            (
                axis.low_label(Language::English).as_str(),
                axis.high_label(Language::English).as_str()
            ),
            ("900", "1100")
        );
        assert_eq!(
            span(&rows[0], &axis),
            Some(("20.0%".into(), "60.0%".into()))
        );
        assert_eq!(span(&Row::default(), &axis), None);
        assert!(
            bar(Language::English, &rows[1], &axis)
                .into_string()
                .contains("at least 1100")
        );
    }

    #[test]
    fn an_empty_board_has_an_axis() {
        let axis = Axis::over(&[]);
        assert!(axis.high > axis.low);
    }
}
