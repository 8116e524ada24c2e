//! `/organizations/{name}`, `/licenses/{name}`, `/countries/{code}`: models that have something in common, and their places.

use maud::{Markup, html};

use crate::charts::{Chart, Files};
use crate::components::{Tab, model_link, weights_tag};
use crate::country;
use crate::language::Language;
use crate::layout::{Chrome, page};
use crate::leaderboard::{Axis, Row, bar};
use crate::model::{past, pictured};
use crate::urls;

/// What they have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The maker.
    Organization,
    /// The license.
    License,
    /// The maker's country.
    Country,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// What the models have in common.
    pub kind: Kind,
    /// The maker, the license, or the country's code.
    pub name: String,
    /// All models of the group, by name.
    pub models: Vec<Tab>,
    /// Where they stand.
    pub arenas: Vec<Standing>,
}

/// Their places in one arena.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The arena.
    pub arena: Tab,
    /// All models on its board.
    pub models: u64,
    /// The group's, best first; their ranks are those of the whole board.
    pub rows: Vec<Row>,
    /// Their ratings and their places over time.
    pub past: Vec<(Chart, Files)>,
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let name = match view.kind {
        Kind::Country => country::name(t, &view.name),
        Kind::Organization | Kind::License => html! { bdi { (view.name) } },
    };
    let what = match view.kind {
        Kind::Organization => t.board_organization(),
        Kind::License => t.board_license(),
        Kind::Country => t.board_country(),
    };
    let count = u64::try_from(view.models.len()).unwrap_or(u64::MAX);
    let body = html! {
        div .model-page {
            p .quiet { (what) }
            h1 { (name) }
            p .quiet { (t.frame_models(count)) }
            @for standing in &view.arenas { (place(t, view, standing)) }
            @if view.arenas.is_empty() { (list(&view.models)) }
        }
    };
    // The title of a page is text alone.
    let title = match view.kind {
        Kind::Country => country::plain(t, &view.name),
        Kind::Organization | Kind::License => html! { (view.name) },
    };
    page(chrome, &pictured(title), "", &body)
}

fn list(models: &[Tab]) -> Markup {
    html! { ul .plainlist { @for model in models { li { (model_link(model)) } } } }
}

fn place(t: Language, view: &View, standing: &Standing) -> Markup {
    let key = match view.kind {
        Kind::Organization => "organization",
        Kind::License => "license",
        Kind::Country => "country",
    };
    let board = urls::leaderboard_query(&standing.arena.id, &[(key, &view.name)]);
    let axis = Axis::over(&standing.rows);
    let best = standing.rows.iter().find(|row| row.rank_overall.is_some());
    html! {
        section {
            h2 { a href=(board) { bdi { (standing.arena.title) } } }
            @if let Some((row, rank)) = best.and_then(|row| Some((row, row.rank_overall?))) {
                p .reading { (t.group_best(html! { bdi { (row.name) } }, rank, t.frame_models(standing.models))) }
            }
            div .scroll tabindex="0" role="region" aria-label=(t.board_table()) {
                table .board {
                    thead { tr {
                        th scope="col" { (t.board_overall_rank()) } th scope="col" { (t.board_model()) } th .r scope="col" { (t.board_rating()) }
                        th .hide.bar scope="col" { (t.board_interval()) } th .r scope="col" { (t.board_votes()) }
                    } }
                    tbody { @for row in &standing.rows { tr {
                        td .rank.num { @if let Some(rank) = row.rank_overall { (rank) } @else { "\u{2013}" } }
                        th .model scope="row" { (model_link(&Tab { id: row.id.clone(), title: row.name.clone() })) " " span .small.quiet.facts { (weights_tag(t, row.weights)) } }
                        td .r.num { b { (t.rating(row.rating)) } " " span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) } }
                        td .hide.bar { (bar(t, row, &axis)) }
                        td .r.num { (t.count(row.votes)) }
                    } } }
                }
            }
            (past(t, &standing.past))
        }
    }
}
