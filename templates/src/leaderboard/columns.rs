//! The columns that a reader can choose, in their order.

use maud::{Markup, html};

use super::View;
use crate::components::hidden;
use crate::language::Language;
use crate::urls;

/// A column that can be left out. Rank, model and rating cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Best and worst rank that fit.
    Range,
    /// Rank without the filter.
    Overall,
    /// The interval as a bar.
    Interval,
    /// Rated votes.
    Votes,
    /// Share of votes won.
    WinRate,
    /// How it compares with the next model.
    Next,
    /// Won, lost, tied, both bad.
    Record,
    /// Price.
    Price,
    /// Parameters.
    Size,
    /// License.
    License,
    /// Release date.
    Released,
    /// The longest conversation that it can read.
    Context,
}

impl Column {
    /// All, from the start of a line to its end.
    pub const ALL: [Self; 12] = [
        Self::Range,
        Self::Overall,
        Self::Interval,
        Self::Votes,
        Self::WinRate,
        Self::Next,
        Self::Record,
        Self::Price,
        Self::Size,
        Self::License,
        Self::Released,
        Self::Context,
    ];
    /// Those of a reader who chose none.
    const USUAL: [Self; 5] = [
        Self::Range,
        Self::Interval,
        Self::Votes,
        Self::WinRate,
        Self::Next,
    ];
    /// The word for no column at all.
    pub const NONE: &'static str = "none";

    /// The word in the query.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Overall => "overall",
            Self::Interval => "interval",
            Self::Votes => "votes",
            Self::WinRate => "win_rate",
            Self::Next => "next",
            Self::Record => "record",
            Self::Price => "price",
            Self::Size => "size",
            Self::License => "license",
            Self::Released => "released",
            Self::Context => "context",
        }
    }

    /// The column of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == word)
    }

    /// Words for the query, in the order of the columns.
    pub(super) fn join(columns: &[Self]) -> String {
        let chosen = Self::ALL
            .into_iter()
            .filter(|column| columns.contains(column));
        let words: Vec<&str> = chosen.map(Self::as_str).collect();
        if words.is_empty() {
            Self::NONE.to_owned()
        } else {
            words.join(",")
        }
    }

    /// The columns of a board: those that were chosen, else the usual ones, with the rank overall where a filter hides models.
    pub(super) fn of(view: &View) -> Vec<Self> {
        let narrow = view.filters.is_narrow();
        let is_usual =
            |column: &Self| Self::USUAL.contains(column) || (narrow && *column == Self::Overall);
        let chosen = view.filters.columns.as_ref();
        let shown =
            |column: &Self| chosen.map_or(is_usual(column), |chosen| chosen.contains(column));
        Self::ALL.into_iter().filter(shown).collect()
    }

    /// What stands above it.
    pub(super) fn label(self, t: Language) -> &'static str {
        match self {
            Self::Range => t.board_range(),
            Self::Overall => t.board_overall_rank(),
            Self::Interval => t.board_interval(),
            Self::Votes => t.board_votes(),
            Self::WinRate => t.board_win_rate(),
            Self::Next => t.board_next(),
            Self::Record => t.board_record_label(),
            Self::Price => t.board_price(),
            Self::Size => t.board_size(),
            Self::License => t.board_license(),
            Self::Released => t.board_released(),
            Self::Context => t.board_context(),
        }
    }

    /// Whether it stands beside the rank.
    pub(super) fn is_rank(self) -> bool {
        matches!(self, Self::Range | Self::Overall)
    }

    /// The word that sorts by it.
    pub(super) fn sort(self) -> Option<&'static str> {
        match self {
            Self::Votes => Some("votes"),
            Self::WinRate => Some("win_rate"),
            Self::Price => Some("price"),
            Self::Size => Some("size"),
            Self::Released => Some("released"),
            Self::Context => Some("context"),
            _ => None,
        }
    }
}

/// A form of ticks: without script it is sent like any other.
pub(super) fn chooser(t: Language, view: &View) -> Markup {
    let shown = Column::of(view);
    let pairs = view.filters.with(|filters| filters.columns = None).pairs();
    html! {
        details .facet {
            summary .chip { (t.board_columns()) }
            form .menu method="get" action=(urls::leaderboard(&view.arena)) {
                (hidden(&pairs, &[]))
                // Without it a form without ticks would say nothing, which means the usual columns.
                input type="hidden" name="columns" value=(Column::NONE);
                @for column in Column::ALL {
                    label .tick { input type="checkbox" name="columns" value=(column.as_str()) checked[shown.contains(&column)]; span { (column.label(t)) } }
                }
                button .btn.small type="submit" { (t.board_apply()) }
            }
        }
    }
}
