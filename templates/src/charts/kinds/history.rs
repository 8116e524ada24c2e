//! Ratings over time, with their intervals, and ranks over time.

use maud::{Markup, html};

use super::ratings::isolated;
use crate::charts::{
    Axis, Cell, Chart, Column, Drawing, Format, Frame, Kind, Lines, Point, Series, Table, day,
};
use crate::language::Language;

/// Lines that are drawn; the table has all models.
const LINES: usize = 12;
/// Points of a line that are drawn; the table has all of them.
const POINTS: usize = 120;

/// What is drawn of each model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Its rating.
    Rating,
    /// Its rank.
    Rank,
}

/// Models over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The best of the newest board first.
    pub models: Vec<Past>,
    /// Snapshots that were kept; the moments are some of them, evenly over time.
    pub kept: u64,
    /// Snapshots that are shown.
    pub shown: u64,
    /// Whether ranks are those on the whole board, and not only among these models.
    pub is_overall: bool,
}

/// One model over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// From the oldest to the newest.
    pub moments: Vec<Moment>,
}

/// One model in one snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// When it was taken, Unix milliseconds.
    pub ms: f64,
    /// The newest vote that it covers.
    pub seq: u64,
    /// The model's rating, if finite.
    pub rating: Option<f64>,
    /// The lower end of its interval, if finite.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The first and the last rank that fit.
    pub rank: Option<(u32, u32)>,
    /// Rated votes.
    pub votes: u64,
}

impl History {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language, measure: Measure) -> Chart {
        let is_rank = measure == Measure::Rank;
        let drawn = self.models.iter().take(LINES);
        let lines = Lines {
            x: Axis {
                label: t.chart_time().into(),
                kind: Kind::Time,
                format: Format::Day,
            },
            y: Axis {
                label: if is_rank {
                    t.board_rank()
                } else {
                    t.board_rating()
                }
                .into(),
                kind: if is_rank { Kind::Rank } else { Kind::Linear },
                format: if is_rank {
                    Format::Count
                } else {
                    Format::Rating
                },
            },
            is_upside_down: is_rank,
            series: drawn.map(|model| model.line(t, measure)).collect(),
            height: 380.0,
        };
        let (id, title) = match measure {
            Measure::Rating => ("history", t.chart_history_title()),
            Measure::Rank => ("ranks", t.chart_ranks_title()),
        };
        Chart {
            frame: Frame {
                id: id.into(),
                title: title.into(),
                reading: self.reading(t, measure),
            },
            drawing: Drawing::Lines(lines),
            table: self.table(t),
        }
    }

    fn reading(&self, t: Language, measure: Measure) -> Markup {
        let leader = self.models.first();
        let Some((leader, now)) = leader.and_then(|one| Some((one, one.moments.last()?))) else {
            return html! { (t.chart_empty()) };
        };
        let since = self
            .models
            .iter()
            .filter_map(|one| Some(one.moments.first()?.ms));
        let since = since.fold(now.ms, f64::min);
        if since >= now.ms {
            return t.chart_one_moment(day(t, now.ms));
        }
        let (since, until) = (day(t, since), day(t, now.ms));
        let name = html! { bdi { (leader.name) } };
        let is_alone = self.models.len() == 1;
        html! {
            @match measure {
                Measure::Rating if is_alone => (t.chart_history_one(since, until, name, t.rating(now.rating))),
                Measure::Rating => (t.chart_history_reading(since, until, name, t.rating(now.rating))),
                Measure::Rank if is_alone || self.is_overall => (t.chart_ranks_one(since, until, name, ranks(t, now.rank))),
                Measure::Rank => (t.chart_ranks_reading(since, until, name)),
            }
            @if measure == Measure::Rank && self.is_overall { (t.gap()) (t.chart_ranks_overall()) }
            @if self.shown < self.kept { (t.gap()) (t.chart_thinned(t.count(self.shown), t.count(self.kept))) }
            @if self.models.len() > LINES { (t.gap()) (t.chart_first_lines(t.count(LINES as u64))) }
        }
    }

    fn table(&self, t: Language) -> Table {
        let mut rows: Vec<(f64, Vec<Cell>)> = Vec::new();
        for model in &self.models {
            rows.extend(model.moments.iter().map(|one| (one.ms, model.row(t, one))));
        }
        // The newest first: a page shows the first rows.
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        Table {
            columns: vec![
                Column::words("time", t.chart_time()),
                Column::number("seq", t.chart_seq()),
                Column::words("model", t.chart_id()),
                Column::words("name", t.board_model()),
                Column::number("rating", t.board_rating()),
                Column::number("rating_low", t.chart_low()),
                Column::number("rating_high", t.chart_high()),
                Column::number("rank_low", t.board_rank()),
                Column::number("rank_high", t.chart_rank_high()),
                Column::number("votes", t.board_votes()),
            ],
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }
}

impl Past {
    fn line(&self, t: Language, measure: Measure) -> Series {
        let point = |one: &Moment| {
            Some(match measure {
                Measure::Rating => Point {
                    x: one.ms,
                    y: one.rating?,
                    band: one.low.zip(one.high),
                },
                Measure::Rank => {
                    let (first, last) = one.rank?;
                    Point {
                        x: one.ms,
                        y: f64::from(first),
                        band: Some((f64::from(first), f64::from(last))),
                    }
                }
            })
        };
        let step = self.moments.len().div_ceil(POINTS).max(1);
        // Counted from the newest, which is always drawn.
        let some = self.moments.iter().rev().step_by(step);
        let mut points: Vec<Point> = some.filter_map(point).collect();
        points.reverse();
        let now = self.moments.last();
        let value = match (measure, now) {
            (Measure::Rating, Some(now)) => t.rating(now.rating),
            (Measure::Rank, Some(now)) => ranks(t, now.rank),
            (_, None) => String::new(),
        };
        Series {
            key: self.id.clone(),
            label: self.name.clone(),
            points,
            has_steps: measure == Measure::Rank,
            title: format!("{}: {value}", isolated(&self.name)),
        }
    }

    fn row(&self, t: Language, one: &Moment) -> Vec<Cell> {
        let rating = |value| Cell::number(value, |value| t.rating(Some(value)));
        let rank = |rank: Option<u32>| rank.map_or(Cell::Missing, |rank| Cell::Count(rank.into()));
        vec![
            super::time_cell(t, one.ms),
            Cell::Count(one.seq),
            Cell::Name(self.id.clone()),
            Cell::Name(self.name.clone()),
            rating(one.rating),
            rating(one.low),
            rating(one.high),
            rank(one.rank.map(|(first, _)| first)),
            rank(one.rank.map(|(_, last)| last)),
            Cell::Count(one.votes),
        ]
    }
}

/// The first and the last rank that fit.
fn ranks(t: Language, rank: Option<(u32, u32)>) -> String {
    let (first, last) = rank.unzip();
    t.rank_range(first, last)
}
