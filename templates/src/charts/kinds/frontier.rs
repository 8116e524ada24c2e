//! The best of each group over time, and the gap between two groups.

use maud::{Markup, html};

use super::ratings::isolated;
use crate::charts::{
    Axis, Cell, Chart, Column, Drawing, Format, Frame, Kind, Lines, Point, Series, Table, day,
};
use crate::language::Language;

/// Lines that are drawn; the table has all groups.
const LINES: usize = 8;
/// Points of a line that are drawn.
const POINTS: usize = 200;

/// Groups over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontier {
    /// What models are put together by: the API's word.
    pub by: &'static str,
    /// The one whose best is best now first.
    pub groups: Vec<Group>,
    /// The gap between the first two groups, as far as both had models.
    pub gap: Vec<GapMoment>,
    /// Since when the first group is ahead of the second, Unix milliseconds.
    pub ahead_ms: Option<f64>,
    /// Since when beyond doubt.
    pub clear_ms: Option<f64>,
    /// Snapshots that were kept.
    pub kept: u64,
    /// Snapshots that are shown.
    pub shown: u64,
}

/// One group over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The value that its models share: the API's word.
    pub word: String,
    /// Its best model at each time.
    pub best: Vec<Best>,
}

/// The best model of a group at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Best {
    /// When, Unix milliseconds.
    pub ms: f64,
    /// The model's id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its rating.
    pub rating: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How far the first group's best is ahead of the second's.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GapMoment {
    /// When, Unix milliseconds.
    pub ms: f64,
    /// In rating points; negative if it is behind.
    pub gap: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Frontier {
    /// The picture of the groups.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let series = self
            .groups
            .iter()
            .take(LINES)
            .map(|group| self.line(t, group));
        Chart {
            frame: Frame {
                id: "frontier".into(),
                title: t.chart_frontier_title().into(),
                reading: self.reading(t),
            },
            drawing: Drawing::Lines(Lines {
                x: time(t),
                y: Axis {
                    label: t.board_rating().into(),
                    kind: Kind::Linear,
                    format: Format::Rating,
                },
                is_upside_down: false,
                series: series.collect(),
                height: 340.0,
            }),
            table: self.table(t),
        }
    }

    /// The picture of the gap.
    #[must_use]
    pub fn gap_chart(&self, t: Language) -> Chart {
        let points = thinned(&self.gap).map(|one| Point {
            x: one.ms,
            y: one.gap,
            band: Some((one.low, one.high)),
        });
        let names = match self.groups.as_slice() {
            [first, second, ..] => format!(
                "{} \u{2212} {}",
                self.said(t, &first.word),
                self.said(t, &second.word)
            ),
            _ => String::new(),
        };
        let series = Series {
            key: "gap".into(),
            label: names.clone(),
            points: points.collect(),
            has_steps: false,
            title: names,
        };
        Chart {
            frame: Frame {
                id: "gap".into(),
                title: t.chart_gap_title().into(),
                reading: self.reading(t),
            },
            drawing: Drawing::Lines(Lines {
                x: time(t),
                y: Axis {
                    label: t.chart_gap().into(),
                    kind: Kind::Linear,
                    format: Format::Difference,
                },
                is_upside_down: false,
                series: vec![series],
                height: 240.0,
            }),
            table: self.gap_table(t),
        }
    }

    /// Who is ahead, by how much and since when.
    fn reading(&self, t: Language) -> Markup {
        let [first, second, ..] = self.groups.as_slice() else {
            return html! { (t.chart_frontier_one()) };
        };
        let (Some(one), Some(other), Some(gap)) =
            (first.best.last(), second.best.last(), self.gap.last())
        else {
            return html! { (t.chart_frontier_one()) };
        };
        html! {
            (t.chart_frontier_reading(
                self.named(t, first, one),
                t.difference(gap.gap),
                format!("{} \u{2026} {}", t.difference(gap.low), t.difference(gap.high)),
                self.named(t, second, other),
            ))
            @if let Some(ahead) = self.ahead_ms { (t.gap()) (t.chart_frontier_since(day(t, ahead))) }
            (t.gap())
            @match self.clear_ms {
                Some(clear) => (t.chart_frontier_clear(day(t, clear))),
                None => (t.chart_frontier_doubt()),
            }
            @if self.shown < self.kept { (t.gap()) (t.chart_thinned(t.count(self.shown), t.count(self.kept))) }
        }
    }

    /// A group's best model with its group.
    fn named(&self, t: Language, group: &Group, best: &Best) -> Markup {
        html! { bdi { (best.name) } " (" bdi { (self.said(t, &group.word)) } ")" }
    }

    fn line(&self, t: Language, group: &Group) -> Series {
        let points = thinned(&group.best).map(|one| Point {
            x: one.ms,
            y: one.rating,
            band: Some((one.low, one.high)),
        });
        let said = self.said(t, &group.word);
        let best = group.best.last().map_or("", |one| one.name.as_str());
        Series {
            key: format!("{}={}", self.by, group.word),
            title: format!("{}: {}", isolated(&said), isolated(best)),
            label: said,
            points: points.collect(),
            has_steps: false,
        }
    }

    fn said(&self, t: Language, word: &str) -> String {
        match (self.by, word) {
            ("weights", "open") => t.board_open().to_owned(),
            ("weights", "closed") => t.board_closed().to_owned(),
            ("reasoning", "true") => t.chart_reasoning().to_owned(),
            ("reasoning", "false") => t.chart_not_reasoning().to_owned(),
            _ => word.to_owned(),
        }
    }

    fn table(&self, t: Language) -> Table {
        let mut rows: Vec<(f64, Vec<Cell>)> = Vec::new();
        for group in &self.groups {
            rows.extend(group.best.iter().map(|one| {
                let row = vec![
                    super::time_cell(t, one.ms),
                    Cell::Said(group.word.clone(), self.said(t, &group.word)),
                    Cell::Name(one.id.clone()),
                    Cell::Name(one.name.clone()),
                    Cell::number(Some(one.rating), |value| t.rating(Some(value))),
                    Cell::number(Some(one.low), |value| t.rating(Some(value))),
                    Cell::number(Some(one.high), |value| t.rating(Some(value))),
                ];
                (one.ms, row)
            }));
        }
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        Table {
            columns: vec![
                Column::words("time", t.chart_time()),
                Column::words("group", t.chart_group()),
                Column::words("model", t.chart_id()),
                Column::words("name", t.board_model()),
                Column::number("rating", t.board_rating()),
                Column::number("rating_low", t.chart_low()),
                Column::number("rating_high", t.chart_high()),
            ],
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }

    fn gap_table(&self, t: Language) -> Table {
        let word = |place: usize| {
            let group = self.groups.get(place);
            group.map_or(Cell::Missing, |group| {
                Cell::Said(group.word.clone(), self.said(t, &group.word))
            })
        };
        let difference = |value| Cell::number(Some(value), |value| t.difference(value));
        let row = |one: &GapMoment| {
            vec![
                super::time_cell(t, one.ms),
                word(0),
                word(1),
                difference(one.gap),
                difference(one.low),
                difference(one.high),
            ]
        };
        Table {
            columns: vec![
                Column::words("time", t.chart_time()),
                Column::words("group", t.chart_group()),
                Column::words("other", t.chart_other()),
                Column::number("gap", t.chart_gap()),
                Column::number("gap_low", t.chart_low()),
                Column::number("gap_high", t.chart_high()),
            ],
            rows: self.gap.iter().rev().map(row).collect(),
        }
    }
}

/// So many of them that a picture stays small, the newest always.
fn thinned<T>(all: &[T]) -> impl Iterator<Item = &T> {
    let step = all.len().div_ceil(POINTS).max(1);
    let skip = all.len().saturating_sub(1) % step;
    all.iter().skip(skip).step_by(step)
}

fn time(t: Language) -> Axis {
    Axis {
        label: t.chart_time().into(),
        kind: Kind::Time,
        format: Format::Day,
    }
}
