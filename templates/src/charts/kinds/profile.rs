//! Where each model is strong: its rating in every category beside its rating overall.

use maud::html;

use super::Rated;
use super::ratings::isolated;
use crate::charts::{Cell, Chart, Column, Drawing, Frame, Heat, HeatCell, Table};
use crate::components::Tab;
use crate::language::Language;

/// Models in the picture; the file has them all.
const MOST: usize = 30;
/// A difference from the rating overall that has the deepest tint, in points.
const DEEP: f64 = 120.0;

/// Ratings by category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The models, best first.
    pub models: Vec<Rated>,
    /// The categories, overall first, each with its models.
    pub categories: Vec<(Tab, Vec<Rated>)>,
}

impl Profile {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let models = || self.models.iter().take(MOST);
        // All votes beside themselves say nothing.
        let is_told = self.categories.len() > 1;
        let cells = models().enumerate().flat_map(|(row, model)| {
            let of = self.categories.iter().enumerate();
            of.filter_map(move |(column, (category, rows))| {
                let own = rows.iter().find(|one| one.id == model.id)?;
                let rating = own.rating?;
                Some(HeatCell {
                    row,
                    column,
                    level: (rating - model.rating?) / DEEP,
                    said: t.rating(Some(rating)),
                    title: format!("{} \u{b7} {}", isolated(&category.title), own.said(t)),
                })
            })
        });
        Chart {
            frame: Frame {
                id: "categories".into(),
                title: t.chart_categories_title().into(),
                reading: html! {
                    @if is_told { (t.chart_categories_reading()) } @else { (t.chart_categories_none()) }
                },
            },
            drawing: Drawing::Heat(Heat {
                across: String::new(),
                rows: models()
                    .map(|model| (model.id.clone(), model.name.clone()))
                    .collect(),
                columns: Some(
                    self.categories
                        .iter()
                        .map(|(category, _)| category.title.clone())
                        .collect(),
                ),
                cells: cells.filter(|_| is_told).collect(),
            }),
            table: self.table(t),
        }
    }

    fn table(&self, t: Language) -> Table {
        let rating = |value| Cell::number(value, |value| t.rating(Some(value)));
        let rows = self.categories.iter().flat_map(|(category, models)| {
            models.iter().map(move |model| {
                vec![
                    Cell::Name(category.id.clone()),
                    Cell::Name(model.id.clone()),
                    Cell::Name(model.name.clone()),
                    rating(model.rating),
                    rating(model.low),
                    rating(model.high),
                    Cell::Count(model.votes),
                ]
            })
        });
        Table {
            columns: vec![
                Column::words("category", t.chart_category()),
                Column::words("model", t.chart_id()),
                Column::words("name", t.board_model()),
                Column::number("rating", t.board_rating()),
                Column::number("rating_low", t.chart_low()),
                Column::number("rating_high", t.chart_high()),
                Column::number("votes", t.board_votes()),
            ],
            rows: rows.collect(),
        }
    }
}
