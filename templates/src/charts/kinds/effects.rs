//! What else moves votes: the looks of an answer, and the side that it stands on.

use maud::{Markup, html};

use crate::charts::{Axis, Cell, Chart, Column, Drawing, Forest, Format, Frame, Kind, Row, Table};
use crate::language::Language;

/// Rating points per log-odds.
const POINTS: f64 = 400.0 / std::f64::consts::LN_10;

/// Effects with their intervals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    /// The effects, in log-odds: those of style per standard deviation.
    pub effects: Vec<Effect>,
}

/// One effect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// Its name in files: `side_a`, `length`, `headers`, `lists` or `bold`.
    pub name: String,
    /// The estimate.
    pub estimate: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Effects {
    /// What longer answers and markup are worth.
    #[must_use]
    pub fn style(&self, t: Language) -> Chart {
        let frame = Frame {
            id: "style".into(),
            title: t.chart_style_title().into(),
            reading: html! {
                @if self.effects.is_empty() { (t.chart_empty()) } @else { (t.chart_style_reading()) }
            },
        };
        self.chart(t, frame)
    }

    /// What it is worth to be shown as side A.
    #[must_use]
    pub fn side(&self, t: Language) -> Chart {
        let reading: Markup = match self.effects.first() {
            Some(side) if side.low > 0.0 || side.high < 0.0 => {
                t.chart_side_certain(t.difference(side.estimate * POINTS))
            }
            Some(_) => html! { (t.chart_side_none()) },
            None => html! { (t.chart_empty()) },
        };
        let frame = Frame {
            id: "side".into(),
            title: t.chart_side_title().into(),
            reading,
        };
        self.chart(t, frame)
    }

    fn chart(&self, t: Language, frame: Frame) -> Chart {
        let points = |value: f64| Some(value * POINTS);
        let row = |effect: &Effect| {
            let said = t.difference(effect.estimate * POINTS);
            let (low, high) = (effect.low * POINTS, effect.high * POINTS);
            Row {
                key: effect.name.clone(),
                label: name(t, &effect.name),
                low: points(effect.low),
                value: points(effect.estimate),
                high: points(effect.high),
                title: format!(
                    "{}: {said} ({} \u{2026} {})",
                    name(t, &effect.name),
                    t.difference(low),
                    t.difference(high)
                ),
                said,
            }
        };
        let number = |value: f64, digits: usize| Cell::Number(value, format!("{value:.digits$}"));
        let cells = |effect: &Effect| {
            vec![
                Cell::Said(effect.name.clone(), name(t, &effect.name)),
                number(effect.estimate, 4),
                number(effect.low, 4),
                number(effect.high, 4),
                number(effect.estimate * POINTS, 1),
            ]
        };
        Chart {
            frame,
            drawing: Drawing::Forest(Forest {
                axis: Axis {
                    label: t.chart_points().into(),
                    kind: Kind::Linear,
                    format: Format::Difference,
                },
                rows: self.effects.iter().map(row).collect(),
                guide: Some(0.0),
                band: None,
            }),
            table: Table {
                columns: vec![
                    Column::words("effect", t.chart_effect()),
                    Column::number("log_odds", t.chart_log_odds()),
                    Column::number("low", t.chart_low()),
                    Column::number("high", t.chart_high()),
                    Column::number("points", t.chart_points()),
                ],
                rows: self.effects.iter().map(cells).collect(),
            },
        }
    }
}

fn name(t: Language, word: &str) -> String {
    match word {
        "side_a" => t.chart_side_a().into(),
        "length" => t.chart_style_length().into(),
        "headers" => t.chart_style_headers().into(),
        "lists" => t.chart_style_lists().into(),
        "bold" => t.chart_style_bold().into(),
        other => other.to_owned(),
    }
}
