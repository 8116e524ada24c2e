//! `/taste`: a voter's own ratings beside everybody's.

use maud::{Markup, html};

use crate::components::{self, Tab};
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arena.
    pub arena: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// The voter's votes that it rests on.
    pub votes: u64,
    /// Models, best first.
    pub rows: Vec<Row>,
}

/// One model.
#[derive(Clone, Debug)]
pub struct Row {
    /// The best and the worst rank that fit.
    pub ranks: (u32, u32),
    /// What people call it.
    pub name: String,
    /// Its rating by this voter.
    pub rating: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Its rating by everybody.
    pub board: f64,
    /// The voter's votes on it.
    pub votes: u64,
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let body = html! {
        div .taste {
            @if view.arenas.len() > 1 { (components::tabs(t.frame_arenas(), &view.arenas, &view.arena, |arena| urls::pick(urls::TASTE, arena))) }
            h1 { (t.taste_title()) }
            p .quiet { (t.taste_lead()) @if view.votes > 0 { (t.gap()) (t.taste_rests(t.frame_votes(view.votes))) } }
            @if view.rows.is_empty() { p { (t.taste_none()) } } @else { (table(t, &view.rows)) }
            @if view.votes == 0 { p .begin { a .btn.primary href=(urls::HOME) { (t.problem_start()) } } }
        }
    };
    let head = Head {
        private: true,
        ..Head::titled(t.taste_title())
    };
    page(chrome, &head, "", &body)
}

fn table(t: Language, rows: &[Row]) -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label=(t.taste_title()) {
            table .board {
                thead { tr {
                    th scope="col" { "#" } th scope="col" { (t.taste_model()) } th .r scope="col" { (t.taste_you()) }
                    th .r scope="col" { (t.taste_all()) } th .r.hide scope="col" { (t.taste_votes()) }
                } }
                tbody { @for row in rows { tr {
                    td .num { (t.rank_range(Some(row.ranks.0), Some(row.ranks.1))) }
                    th .model scope="row" { bdi { (row.name) } span .narrow.small.quiet { " " (t.frame_votes(row.votes)) } }
                    td .r.num { (t.rating(Some(row.rating))) @if let Some(half) = t.half_width(Some(row.low), Some(row.high)) { " " span .pm { (half) } } }
                    td .r.num { (t.rating(Some(row.board))) }
                    td .r.num.hide { (t.count(row.votes)) }
                } } }
            }
        }
    }
}
