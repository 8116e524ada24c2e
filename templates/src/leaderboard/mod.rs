//! `/leaderboard/{arena}`: ranks with their ranges, ratings with their intervals, and what the numbers do not say.

use maud::{Markup, html};

use crate::components::tabs;
pub use crate::components::{Tab, Weights};
use crate::format::{count, counted};
use crate::layout::{Chrome, Head, page};
use crate::urls;

mod filters;
mod interval;
mod table;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arena's id.
    pub arena: String,
    /// What people call it.
    pub title: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// What the reader asked for.
    pub filters: Filters,
    /// The last vote that the board covers.
    pub seq: u64,
    /// Rated votes.
    pub votes: u64,
    /// Models of the arena, before the filter.
    pub models: u64,
    /// Whether it is the board of now, which changes.
    pub live: bool,
    /// When the board was computed, as people read it.
    pub computed_at: String,
    /// The rows, best first, after the filter.
    pub rows: Vec<Row>,
    /// What the table says in one sentence; see [`reading`].
    pub reading: String,
}

/// What the reader asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only these weights.
    pub weights: Option<Weights>,
    /// Style control.
    pub style_control: StyleControl,
    /// Only models whose name or organization has this text.
    pub q: String,
}

/// Whether ratings are corrected for length and formatting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StyleControl {
    /// They could be.
    #[default]
    Off,
    /// They are.
    On,
}

/// One model.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The best rank that fits; the rank.
    pub rank_low: Option<u32>,
    /// The worst rank that fits.
    pub rank_high: Option<u32>,
    /// What people call the model.
    pub name: String,
    /// Who made it.
    pub organization: Option<String>,
    /// SPDX name, or the maker's own.
    pub license: Option<String>,
    /// Open or closed.
    pub weights: Option<Weights>,
    /// Its rating, where finite.
    pub rating: Option<f64>,
    /// The lower end of the 95% interval, where finite.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Rated votes.
    pub votes: u64,
    /// Won.
    pub wins: u64,
    /// Lost.
    pub losses: u64,
    /// Tied, without `both_bad`.
    pub ties: u64,
    /// Both were bad.
    pub both_bad: u64,
    /// Share of votes won, ties as half; 0 to 1.
    pub win_rate: Option<f64>,
    /// US dollars per million tokens written.
    pub price: Option<f64>,
    /// How far its figures can be trusted.
    pub status: Status,
}

/// How far a row's figures can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Fully.
    #[default]
    Ok,
    /// Few votes yet.
    Provisional,
    /// It answers no more.
    Retired,
    /// Nothing that can be compared with it has scored against it.
    UnboundedAbove,
    /// It has scored against nothing that can be compared with it.
    UnboundedBelow,
    /// It was never compared with the others.
    Disconnected,
    /// The law of ties that was asked for leaves it without a figure.
    Undetermined,
    /// It has none.
    NoVotes,
}

impl Status {
    /// The status of the API's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "ok" => Self::Ok,
            "provisional" => Self::Provisional,
            "retired" => Self::Retired,
            "unbounded_above" => Self::UnboundedAbove,
            "unbounded_below" => Self::UnboundedBelow,
            "disconnected" => Self::Disconnected,
            "undetermined" => Self::Undetermined,
            "no_votes" => Self::NoVotes,
            _ => return None,
        })
    }
}

impl Row {
    /// What has to be known of the figures, in words.
    fn mark(&self) -> Option<&'static str> {
        match self.status {
            Status::Ok => None,
            Status::Provisional => Some("provisional"),
            Status::Retired => Some("retired"),
            Status::UnboundedAbove if self.wins == self.votes => Some("won every vote so far"),
            Status::UnboundedAbove => Some("no upper bound yet"),
            Status::UnboundedBelow if self.losses == self.votes => Some("lost every vote so far"),
            Status::UnboundedBelow => Some("no lower bound yet"),
            Status::Disconnected => Some("not connected"),
            Status::Undetermined => Some("not determined"),
            Status::NoVotes => Some("no votes yet"),
        }
    }
}

/// The board in one sentence: who leads, and whom it cannot be told from.
#[must_use]
pub fn reading(rows: &[Row]) -> String {
    let ranked: Vec<&Row> = rows
        .iter()
        .filter(|row| row.rank_low.is_some() && row.rating.is_some())
        .collect();
    let Some(first) = ranked.first() else {
        return String::new();
    };
    // Isolated, so that a name in another direction leaves the sentence alone.
    let name = format!("\u{2068}{}\u{2069}", first.name);
    let others = first.rank_high.unwrap_or(1).saturating_sub(1);
    if rows.iter().any(|row| row.status == Status::UnboundedAbove) {
        return format!(
            "{name} has the highest rating that can be given yet; at 95% confidence {others} others could be ahead of it."
        );
    }
    if ranked
        .get(1)
        .is_some_and(|second| second.rating == first.rating)
    {
        return "Nobody leads: the first ratings are equal.".to_owned();
    }
    match (ranked.len(), others) {
        (1, _) => format!("{name} is the only model with votes so far."),
        (_, 0) => format!("{name} leads, and at 95% confidence nobody else could be first."),
        (_, 1) => {
            format!("{name} leads; at 95% confidence one other model cannot be told from it.")
        }
        (_, n) => format!("{name} leads; at 95% confidence {n} others cannot be told from it."),
    }
}

/// The leaderboard page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let body = html! {
        div data-live=[view.live.then(|| of_board(view, urls::board_stream(&view.arena, view.seq)))] {
            @if view.arenas.len() > 1 { (tabs("Arenas", &view.arenas, &view.arena, urls::leaderboard)) }
            div .headline {
                h1 { (view.title) }
                button .btn.small type="button" data-pause aria-pressed="false" hidden { "Pause updates" }
                (downloads(view))
            }
            (filters::filters(view))
            div data-board { (board(view)) }
        }
    };
    let title = format!("{} leaderboard", view.title);
    page(
        chrome,
        Head {
            title: &title,
            script: Some("board.js"),
            ..Head::default()
        },
        "",
        &body,
    )
}

fn downloads(view: &View) -> Markup {
    let file = |format| of_board(view, urls::export("leaderboard", format, &view.arena));
    html! {
        p .downloads.small.quiet {
            a href=(file("csv")) download { "CSV" } " "
            a href=(file("jsonl")) download { "JSONL" } " "
            a href=(of_board(view, urls::api_leaderboard(&view.arena))) { "JSON" }
        }
    }
}

/// The address that says of the board on the page what `url` says of the usual one.
fn of_board(view: &View, url: String) -> String {
    match view.filters.style_control {
        StyleControl::On => urls::at_equal_style(&url),
        StyleControl::Off => url,
    }
}

/// The part that script swaps when the board changed.
fn board(view: &View) -> Markup {
    html! {
        p .live.small.quiet {
            span .dot aria-hidden="true" {}
            span .num { (counted(view.votes, "vote", "votes")) ", " (counted(view.models, "model", "models")) }
            @if view.seq > 0 { span { "as of vote " span .num { (count(view.seq)) } @if !view.computed_at.is_empty() { ", " (view.computed_at) } } }
        }
        @if !view.reading.is_empty() { p .reading { (view.reading) } }
        @if view.rows.is_empty() { (empty(view)) } @else { (table::table(&view.rows)) }
    }
}

fn empty(view: &View) -> Markup {
    html! {
        section .card.center {
            @if view.models > 0 && view.filters != (Filters { style_control: view.filters.style_control, ..Filters::default() }) {
                h2 { "No model matches" }
                p .quiet { "Nothing in this arena fits the filter." }
                p { a .btn href=(urls::leaderboard(&view.arena)) { "Show all models" } }
            } @else {
                h2 { "No ratings yet" }
                p .quiet { "The board begins with the first votes." }
                p { a .btn.primary href=(urls::ask(&view.arena)) { "Start a battle" } }
            }
        }
    }
}
