//! Who held first place, from when to when.

use maud::{Markup, html};

use super::ratings::isolated;
use crate::charts::{
    Axis, Cell, Chart, Column, Drawing, Format, Frame, Kind, Span, Table, Timeline, Track, day,
};
use crate::language::Language;

const DAY_MS: f64 = 86_400_000.0;

/// First place over time, for all models that are looked at and for parts of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crown {
    /// All of them first.
    pub rows: Vec<CrownRow>,
    /// Snapshots that were kept.
    pub kept: u64,
    /// Snapshots that are shown.
    pub shown: u64,
}

/// First place among some models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CrownRow {
    /// The API's word for them: `all`, `open` or `closed`.
    pub of: &'static str,
    /// In the order of time.
    pub reigns: Vec<Reign>,
}

/// A time in which one model held it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reign {
    /// The model's id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Since when, Unix milliseconds.
    pub from_ms: f64,
    /// Until when.
    pub to_ms: f64,
    /// How much of it nobody else could have been first, in milliseconds.
    pub alone_ms: f64,
}

impl Crown {
    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let row = |row: &CrownRow| Track {
            label: of(t, row.of).to_owned(),
            spans: row.reigns.iter().map(|reign| span(t, reign)).collect(),
        };
        Chart {
            frame: Frame {
                id: "crown".into(),
                title: t.chart_crown_title().into(),
                reading: self.reading(t),
            },
            drawing: Drawing::Timeline(Timeline {
                x: Axis {
                    label: t.chart_time().into(),
                    kind: Kind::Time,
                    format: Format::Day,
                },
                rows: self.rows.iter().map(row).collect(),
            }),
            table: self.table(t),
        }
    }

    fn reading(&self, t: Language) -> Markup {
        let reigns = self.rows.first().map(|row| row.reigns.as_slice());
        let reigns = reigns.unwrap_or_default();
        let Some(now) = reigns.last() else {
            return html! { (t.chart_empty()) };
        };
        if reigns.len() == 1 && now.to_ms <= now.from_ms {
            return t.chart_one_moment(day(t, now.from_ms));
        }
        let (longest, held) = longest(reigns);
        html! {
            (t.chart_crown_reading(
                html! { bdi { (now.name) } },
                day(t, now.from_ms),
                held_for(t, now.to_ms - now.from_ms),
                held_for(t, now.alone_ms),
            ))
            (t.gap()) (t.chart_crown_longest(html! { bdi { (longest) } }, held_for(t, held)))
            @if self.shown < self.kept { (t.gap()) (t.chart_thinned(t.count(self.shown), t.count(self.kept))) }
        }
    }

    fn table(&self, t: Language) -> Table {
        let mut rows = Vec::new();
        for row in &self.rows {
            rows.extend(row.reigns.iter().map(|reign| {
                vec![
                    Cell::Said(row.of.to_owned(), of(t, row.of).to_owned()),
                    Cell::Name(reign.id.clone()),
                    Cell::Name(reign.name.clone()),
                    super::time_cell(t, reign.from_ms),
                    super::time_cell(t, reign.to_ms),
                    days_cell(t, reign.to_ms - reign.from_ms),
                    days_cell(t, reign.alone_ms),
                ]
            }));
        }
        Table {
            columns: vec![
                Column::words("of", t.chart_group()),
                Column::words("model", t.chart_id()),
                Column::words("name", t.board_model()),
                Column::words("from", t.chart_from()),
                Column::words("to", t.chart_to()),
                Column::number("days", t.chart_days()),
                Column::number("days_alone", t.chart_days_alone()),
            ],
            rows,
        }
    }
}

/// Who held it longest in all, and for how long.
fn longest(reigns: &[Reign]) -> (&str, f64) {
    let held = |id: &str| -> f64 {
        let of_it = reigns.iter().filter(|reign| reign.id == id);
        of_it.map(|reign| reign.to_ms - reign.from_ms).sum()
    };
    let sums = reigns
        .iter()
        .map(|reign| (reign.name.as_str(), held(&reign.id)));
    sums.fold(
        ("", -1.0),
        |best, one| if one.1 > best.1 { one } else { best },
    )
}

fn of(t: Language, word: &str) -> &'static str {
    match word {
        "open" => t.board_open(),
        "closed" => t.board_closed(),
        _ => t.chart_all(),
    }
}

fn span(t: Language, reign: &Reign) -> Span {
    let title = format!(
        "{}: {} \u{2013} {}; {}: {}; {}: {}",
        isolated(&reign.name),
        day(t, reign.from_ms),
        day(t, reign.to_ms),
        t.chart_days(),
        said_days(t, reign.to_ms - reign.from_ms),
        t.chart_days_alone(),
        said_days(t, reign.alone_ms),
    );
    Span {
        key: reign.id.clone(),
        label: reign.name.clone(),
        from: reign.from_ms,
        to: reign.to_ms,
        title,
    }
}

fn said_days(t: Language, ms: f64) -> String {
    t.decimal(ms / DAY_MS)
}

/// A time in whole days.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time is not negative, and `as` saturates"
)]
fn held_for(t: Language, ms: f64) -> Markup {
    match ms / DAY_MS {
        days if days < 1.0 => html! { (t.chart_held_less()) },
        days => t.chart_held(days.round() as u64),
    }
}

fn days_cell(t: Language, ms: f64) -> Cell {
    Cell::number(Some(ms / DAY_MS), |days| t.decimal(days))
}
