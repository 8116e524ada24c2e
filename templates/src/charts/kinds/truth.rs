//! Whether what the ratings said of a battle before its vote came true.

use maud::{Markup, html};

use super::pairs::plain;
use crate::charts::{Axis, Cell, Chart, Column, Dot, Drawing, Format, Frame, Kind, Scatter, Table};
use crate::language::Language;

/// Forecasts against what happened, over votes that preferred one side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// By forecast, the least likely first.
    pub bins: Vec<Bin>,
    /// The mean distance of what was observed from what was said, weighed by votes.
    pub error: f64,
}

/// Votes of about the same forecast that side A wins.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Forecasts from here ...
    pub from: f64,
    /// ... to here.
    pub to: f64,
    /// How many votes.
    pub votes: u64,
    /// The mean of their forecasts.
    pub predicted: f64,
    /// How often side A won.
    pub observed: f64,
    /// The lower end of that.
    pub low: f64,
    /// The upper end of that.
    pub high: f64,
}

impl Calibration {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let percent = |value: f64| t.percent(Some(value));
        let axis = |label: &str| Axis {
            label: label.to_owned(),
            kind: Kind::Linear,
            format: Format::Percent,
        };
        let dot = |bin: &Bin| Dot {
            key: String::new(),
            label: Some(t.count(bin.votes)),
            x: bin.predicted,
            y: bin.observed,
            interval: Some((bin.low, bin.high)),
            is_first: false,
            title: plain(&t.chart_calibration_bin(
                percent(bin.predicted),
                percent(bin.observed),
                format!("{}\u{2013}{}", percent(bin.low), percent(bin.high)),
                t.frame_votes(bin.votes),
            )),
        };
        Chart {
            frame: Frame {
                id: "calibration".into(),
                title: t.chart_calibration_title().into(),
                reading: self.reading(t),
            },
            drawing: Drawing::Scatter(Scatter {
                x: axis(t.chart_predicted_a()),
                y: axis(t.chart_observed_a()),
                dots: self.bins.iter().map(dot).collect(),
                front: Vec::new(),
                has_diagonal: true,
            }),
            table: self.table(t),
        }
    }

    fn reading(&self, t: Language) -> Markup {
        let votes: u64 = self.bins.iter().map(|bin| bin.votes).sum();
        if votes == 0 {
            return html! { (t.chart_calibration_none()) };
        }
        t.chart_calibration_reading(votes, t.decimal(self.error * 100.0))
    }

    fn table(&self, t: Language) -> Table {
        let share = |value: f64| Cell::Number(value, t.percent(Some(value)));
        let row = |bin: &Bin| {
            vec![
                share(bin.from),
                share(bin.to),
                Cell::Count(bin.votes),
                share(bin.predicted),
                share(bin.observed),
                share(bin.low),
                share(bin.high),
            ]
        };
        Table {
            columns: vec![
                Column::number("from", t.chart_from()),
                Column::number("to", t.chart_to()),
                Column::number("votes", t.board_votes()),
                Column::number("predicted", t.chart_predicted_a()),
                Column::number("observed", t.chart_observed_a()),
                Column::number("low", t.chart_low()),
                Column::number("high", t.chart_high()),
            ],
            rows: self.bins.iter().map(row).collect(),
        }
    }
}
