//! Every rating with its interval.

use maud::html;

use super::Rated;
use crate::charts::{Axis, Cell, Chart, Column, Drawing, Forest, Format, Frame, Kind, Row, Table};
use crate::language::Language;

/// The mean of all ratings.
const MEAN: f64 = 1000.0;

/// The models of a board, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    /// The models.
    pub models: Vec<Rated>,
}

impl Ratings {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let drawn = || self.models.iter().filter(|model| model.has_figures());
        let first = drawn().find(|model| model.rank.is_some());
        let reading = if let Some(first) = first {
            let others = first.rank.map_or(0, |(low, high)| u64::from(high - low));
            t.chart_ratings_reading(others, html! { bdi { (first.name) } })
        } else {
            html! { (t.chart_empty()) }
        };
        Chart {
            frame: Frame {
                id: "ratings".into(),
                title: t.chart_ratings_title().into(),
                reading,
            },
            drawing: Drawing::Forest(Forest {
                axis: Axis {
                    label: t.board_rating().into(),
                    kind: Kind::Linear,
                    format: Format::Rating,
                },
                rows: drawn().map(|model| row(t, model)).collect(),
                guide: Some(MEAN),
                band: first.and_then(|first| Some((first.low?, first.high?))),
            }),
            table: table(t, &self.models),
        }
    }
}

impl Rated {
    /// Whether there is anything to draw.
    pub(super) fn has_figures(&self) -> bool {
        self.rating.is_some() || self.low.is_some() || self.high.is_some()
    }

    /// Rating and interval in a line.
    pub(super) fn said(&self, t: Language) -> String {
        format!(
            "{}: {} ({}\u{2013}{})",
            isolated(&self.name),
            t.rating(self.rating),
            t.rating(self.low),
            t.rating(self.high)
        )
    }
}

/// A name that cannot turn the words around it.
pub(super) fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

fn row(t: Language, model: &Rated) -> Row {
    let half = t.half_width(model.low, model.high).unwrap_or_default();
    Row {
        key: model.id.clone(),
        label: model.name.clone(),
        low: model.low,
        value: model.rating,
        high: model.high,
        said: format!("{} {half}", t.rating(model.rating)),
        title: model.said(t),
    }
}

fn table(t: Language, models: &[Rated]) -> Table {
    let rating = |value| Cell::number(value, |value| t.rating(Some(value)));
    let rank = |rank: Option<u32>| rank.map_or(Cell::Missing, |rank| Cell::Count(rank.into()));
    let row = |model: &Rated| {
        vec![
            rank(model.rank.map(|(low, _)| low)),
            rank(model.rank.map(|(_, high)| high)),
            Cell::Name(model.id.clone()),
            Cell::Name(model.name.clone()),
            rating(model.rating),
            rating(model.low),
            rating(model.high),
            Cell::Count(model.votes),
            Cell::Said(model.status.clone(), status(t, &model.status).to_owned()),
        ]
    };
    Table {
        columns: vec![
            Column::number("rank_low", t.board_rank()),
            Column::number("rank_high", t.chart_rank_high()),
            Column::words("model", t.chart_id()),
            Column::words("name", t.board_model()),
            Column::number("rating", t.board_rating()),
            Column::number("rating_low", t.chart_low()),
            Column::number("rating_high", t.chart_high()),
            Column::number("votes", t.board_votes()),
            Column::words("status", t.chart_status()),
        ],
        rows: models.iter().map(row).collect(),
    }
}

fn status(t: Language, word: &str) -> &'static str {
    match word {
        "provisional" => t.board_provisional(),
        "retired" => t.board_retired(),
        "unbounded_above" => t.board_no_upper(),
        "unbounded_below" => t.board_no_lower(),
        "disconnected" => t.board_disconnected(),
        "undetermined" => t.board_undetermined(),
        "no_votes" => t.board_no_votes(),
        _ => t.chart_ok(),
    }
}
