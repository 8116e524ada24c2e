//! Votes a day.

use maud::{Markup, html};

use crate::charts::{
    Axis, Bar, Bars, Cell, Chart, Column, Drawing, Format, Frame, Kind, Table, day, iso_day,
};
use crate::language::Language;

const DAY_MS: f64 = 86_400_000.0;

/// Votes a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    /// Every day from the first with a vote to the last.
    pub days: Vec<Day>,
}

/// One day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Day {
    /// Its first moment in UTC, Unix milliseconds.
    pub begin_ms: f64,
    /// Votes that ratings use.
    pub rated: u64,
    /// Votes that they do not use.
    pub unrated: u64,
}

impl Activity {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let bar = |one: &Day| Bar {
            x: one.begin_ms,
            parts: vec![real(one.rated), real(one.unrated)],
            title: format!(
                "{}: {} {}, {} {}",
                day(t, one.begin_ms),
                t.count(one.rated),
                t.chart_rated(),
                t.count(one.unrated),
                t.chart_unrated()
            ),
        };
        let cells = |one: &Day| {
            vec![
                Cell::Said(iso_day(one.begin_ms), day(t, one.begin_ms)),
                Cell::Count(one.rated),
                Cell::Count(one.unrated),
            ]
        };
        Chart {
            frame: Frame {
                id: "activity".into(),
                title: t.chart_activity_title().into(),
                reading: self.reading(t),
            },
            drawing: Drawing::Bars(Bars {
                x: Axis {
                    label: String::new(),
                    kind: Kind::Time,
                    format: Format::Day,
                },
                y: Axis {
                    label: t.board_votes().into(),
                    kind: Kind::Linear,
                    format: Format::Count,
                },
                parts: vec![t.chart_rated().into(), t.chart_unrated().into()],
                bars: self.days.iter().map(bar).collect(),
                step: DAY_MS,
            }),
            table: Table {
                columns: vec![
                    Column::words("day", t.chart_day_column()),
                    Column::number("rated", t.chart_rated()),
                    Column::number("unrated", t.chart_unrated()),
                ],
                rows: self.days.iter().map(cells).collect(),
            },
        }
    }

    fn reading(&self, t: Language) -> Markup {
        let busiest = self.days.iter().max_by_key(|one| one.rated + one.unrated);
        let Some(busiest) = busiest else {
            return html! { (t.chart_empty()) };
        };
        let votes = busiest.rated + busiest.unrated;
        t.chart_activity_reading(votes, day(t, busiest.begin_ms))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of votes")]
fn real(votes: u64) -> f64 {
    votes as f64
}
