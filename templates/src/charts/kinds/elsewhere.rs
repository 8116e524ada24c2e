//! Ratings that others published, on their own scales: never in one picture with what this site measured.

use maud::{Markup, html};

use super::ratings::isolated;
use crate::charts::{
    Axis, Cell, Chart, Column, Drawing, Format, Frame, Kind, Lines, Point, Series, Table, day,
};
use crate::language::Language;

/// Lines that are drawn; the table has all.
const LINES: usize = 12;

/// Models over time, as others saw them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Elsewhere {
    /// By source and model.
    pub models: Vec<Seen>,
}

/// A model as one source saw it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Who published it.
    pub source: String,
    /// The model's id, if this site has it.
    pub id: Option<String>,
    /// What they call it.
    pub name: String,
    /// From the oldest to the newest.
    pub moments: Vec<SeenMoment>,
}

/// A rating that was published.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SeenMoment {
    /// Of when it is, Unix milliseconds.
    pub ms: f64,
    /// On the source's scale.
    pub rating: f64,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl Elsewhere {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        Chart {
            frame: Frame {
                id: "elsewhere".into(),
                title: t.chart_elsewhere_title().into(),
                reading: self.reading(t),
            },
            drawing: Drawing::Lines(Lines {
                x: Axis {
                    label: t.chart_time().into(),
                    kind: Kind::Time,
                    format: Format::Day,
                },
                y: Axis {
                    label: t.board_rating().into(),
                    kind: Kind::Linear,
                    format: Format::Rating,
                },
                is_upside_down: false,
                series: self
                    .models
                    .iter()
                    .take(LINES)
                    .map(|one| line(t, one))
                    .collect(),
                height: 320.0,
            }),
            table: self.table(t),
        }
    }

    fn reading(&self, t: Language) -> Markup {
        let mut sources: Vec<&str> = self.models.iter().map(|one| one.source.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        if sources.is_empty() {
            return html! { (t.chart_empty()) };
        }
        let named = html! {
            @for (place, source) in sources.iter().enumerate() {
                @if place > 0 { " \u{b7} " }
                bdi { (source) }
            }
        };
        html! { (t.chart_elsewhere_reading(named)) }
    }

    fn table(&self, t: Language) -> Table {
        let mut rows = Vec::new();
        for model in &self.models {
            rows.extend(model.moments.iter().map(|one| {
                let rating = |value| Cell::number(value, |value| t.rating(Some(value)));
                let id = model.id.clone().map_or(Cell::Missing, Cell::Name);
                vec![
                    Cell::Name(model.source.clone()),
                    super::time_cell(t, one.ms),
                    id,
                    Cell::Name(model.name.clone()),
                    rating(Some(one.rating)),
                    rating(one.low),
                    rating(one.high),
                ]
            }));
        }
        Table {
            columns: vec![
                Column::words("source", t.chart_source()),
                Column::words("time", t.chart_time()),
                Column::words("model", t.chart_id()),
                Column::words("name", t.board_model()),
                Column::number("rating", t.board_rating()),
                Column::number("rating_low", t.chart_low()),
                Column::number("rating_high", t.chart_high()),
            ],
            rows,
        }
    }
}

fn line(t: Language, model: &Seen) -> Series {
    let point = |one: &SeenMoment| Point {
        x: one.ms,
        y: one.rating,
        band: one.low.zip(one.high),
    };
    let now = model.moments.last();
    Series {
        key: model.id.clone().unwrap_or_else(|| model.name.clone()),
        label: model.name.clone(),
        points: model.moments.iter().map(point).collect(),
        has_steps: false,
        title: format!(
            "{} ({}): {}, {}",
            isolated(&model.name),
            isolated(&model.source),
            t.rating(now.map(|one| one.rating)),
            now.map_or_else(String::new, |one| day(t, one.ms)),
        ),
    }
}
