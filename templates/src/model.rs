//! `/models/{id}`: one model with its card, its places, its opponents, what voters say, and its versions.

use maud::{Markup, html};

use crate::charts::{Chart, Files};
use crate::components::{self, Tab, model_link};
use crate::facts::{Card, facts};
use crate::language::{Language, Moment};
use crate::layout::{Chrome, Head, page};
use crate::leaderboard::{Axis, Row, bar};
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// Its card.
    pub card: Card,
    /// Where it stands.
    pub arenas: Vec<Standing>,
    /// Words of voters with how often they were said, most said first: the words of the API.
    pub said: Vec<(String, u64)>,
    /// Votes among which they were counted.
    pub said_votes: u64,
    /// Battles that may be read: id and prompt.
    pub samples: Vec<Tab>,
    /// Versions of its card, oldest first.
    pub versions: Vec<Version>,
}

/// A model's place in an arena.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The arena.
    pub arena: Tab,
    /// Its row on the board.
    pub row: Row,
    /// Rows on the boards of the categories, named after them.
    pub categories: Vec<Row>,
    /// Whom it beats most surely.
    pub best: Vec<Opponent>,
    /// To whom it loses most surely.
    pub worst: Vec<Opponent>,
    /// Its rating and its place over time.
    pub past: Vec<(Chart, Files)>,
}

/// Somebody whom it met.
#[derive(Clone, Debug)]
pub struct Opponent {
    /// Who.
    pub model: Tab,
    /// Their votes.
    pub votes: u64,
    /// Share of votes won, ties as half, with the ends of its interval.
    pub share: [f64; 3],
    /// The share that the ratings expect.
    pub expected: Option<f64>,
}

/// What was known of a model from a day on.
#[derive(Clone, Debug)]
pub struct Version {
    /// Since when.
    pub since: Option<Moment>,
    /// `added`, `changed` or `removed`.
    pub event: String,
    /// The card.
    pub card: Card,
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let body = html! {
        div .model-page {
            h1 { bdi { (view.card.name) } }
            @if view.card.retired { p { span .tag { (t.board_retired()) } } }
            dl .card-facts { @for (label, fact) in facts(t, &view.card) { @if let Some(fact) = fact { div { dt { (label) } dd { (fact) } } } } }
            @if view.arenas.is_empty() { p .quiet { (t.model_no_place()) } }
            @for standing in &view.arenas { (place(t, view, standing)) }
            (said(t, view))
            (samples(t, &view.samples))
            (versions(t, &view.versions))
        }
    };
    page(chrome, &pictured(html! { (view.card.name) }), "", &body)
}

fn place(t: Language, view: &View, standing: &Standing) -> Markup {
    let row = &standing.row;
    let arena =
        html! { a href=(urls::leaderboard(&standing.arena.id)) { bdi { (standing.arena.title) } } };
    html! {
        section .card {
            h2 { (arena) }
            p .reading {
                @match row.rank_low {
                    Some(rank) => { (t.model_rank(rank, t.rank_range(row.rank_low, row.rank_high), t.rating(row.rating))) " " span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) } },
                    None => (t.model_unranked()),
                }
                span .quiet { " \u{b7} " (t.frame_votes(row.votes)) }
            }
            (categories(t, standing))
            (opponents(t, t.model_best(), &standing.best))
            (opponents(t, t.model_worst(), &standing.worst))
            (compare(t, view, standing))
        }
        (past(t, &standing.past))
    }
}

/// Pictures over time.
pub(crate) fn past(t: Language, pictures: &[(Chart, Files)]) -> Markup {
    html! { @for (chart, files) in pictures { (chart.figure(t, files)) } }
}

/// The page of models with pictures over time.
pub(crate) fn pictured(title: Markup) -> Head {
    Head {
        scripts: &["chart.js", "page.js"],
        ..Head::titled(title)
    }
}

/// The way to a comparison with whoever is near.
fn compare(t: Language, view: &View, standing: &Standing) -> Markup {
    let others = standing.best.iter().chain(&standing.worst).take(2);
    let ids: Vec<&str> = std::iter::once(view.card.id.as_str())
        .chain(others.map(|one| one.model.id.as_str()))
        .collect();
    html! { p { a .btn.small href=(urls::compare(&standing.arena.id, &ids)) { (t.model_compare()) } } }
}

fn categories(t: Language, standing: &Standing) -> Markup {
    let axis = Axis::over(&standing.categories);
    html! {
        @if !standing.categories.is_empty() {
            h3 { (t.model_strengths()) }
            div .scroll tabindex="0" role="region" aria-label=(t.model_strengths()) {
                table .board {
                    thead { tr {
                        th scope="col" { (t.model_category()) } th scope="col" { (t.board_rank()) } th .r scope="col" { (t.board_rating()) }
                        th .hide.bar scope="col" { (t.board_interval()) } th .r.hide scope="col" { (t.board_votes()) }
                    } }
                    tbody { @for row in &standing.categories { tr {
                        th .model scope="row" { bdi { (row.name) } }
                        td .num { (t.rank_range(row.rank_low, row.rank_high)) }
                        td .r.num { b { (t.rating(row.rating)) } " " span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) } }
                        td .hide.bar { (bar(t, row, &axis)) }
                        td .r.num.hide { (t.count(row.votes)) }
                    } } }
                }
            }
        }
    }
}

fn opponents(t: Language, title: &str, opponents: &[Opponent]) -> Markup {
    html! {
        @if !opponents.is_empty() {
            h3 { (title) }
            div .scroll tabindex="0" role="region" aria-label=(title) {
                table .board {
                    thead { tr {
                        th scope="col" { (t.board_model()) } th .r scope="col" { (t.model_won()) } th .r.hide scope="col" { (t.model_expected()) } th .r scope="col" { (t.board_votes()) }
                    } }
                    tbody { @for one in opponents { tr {
                        th .model scope="row" { (model_link(&one.model)) }
                        td .r.num { (share(t, one.share)) }
                        td .r.num.hide { (t.percent(one.expected)) }
                        td .r.num { (t.count(one.votes)) }
                    } } }
                }
            }
        }
    }
}

/// A share with its interval.
pub(crate) fn share(t: Language, [share, low, high]: [f64; 3]) -> Markup {
    html! { b { (t.percent(Some(share))) } " " span .small.quiet { (t.model_share_interval(t.percent(Some(low)), t.percent(Some(high)))) } }
}

fn said(t: Language, view: &View) -> Markup {
    html! {
        @if !view.said.is_empty() {
            section .card {
                h2 { (t.model_said()) }
                p .quiet { (t.model_said_of(t.frame_votes(view.said_votes))) }
                ul .plainlist.said { @for (word, count) in &view.said {
                    li { (crate::battle::reason_label(t, word)) " " span .num.quiet { (t.count(*count)) } }
                } }
            }
        }
    }
}

fn samples(t: Language, samples: &[Tab]) -> Markup {
    html! {
        @if !samples.is_empty() {
            section .card {
                h2 { (t.model_samples()) }
                p .quiet { (t.model_samples_lead()) }
                ul .plainlist { @for one in samples { li { a href=(urls::public_battle(&one.id)) dir="auto" { (one.title) } } } }
            }
        }
    }
}

fn versions(t: Language, versions: &[Version]) -> Markup {
    let before = std::iter::once(None).chain(versions.iter().map(Some));
    html! {
        @if !versions.is_empty() {
            section .card {
                h2 { (t.model_versions()) }
                ol .plainlist { @for (now, before) in versions.iter().zip(before) { li {
                    @if let Some(since) = now.since { b { (t.moment(since)) } ": " }
                    @match now.event.as_str() {
                        "added" => (t.model_added()),
                        "removed" => (t.model_removed()),
                        _ => (changes(t, before, now)),
                    }
                } } }
            }
        }
    }
}

/// What a version changed of the one before.
fn changes(t: Language, before: Option<&Version>, now: &Version) -> Markup {
    let was = before
        .map(|before| facts(t, &before.card))
        .unwrap_or_default();
    let dash = |fact: &Option<Markup>| {
        fact.as_ref()
            .map_or_else(|| "\u{2013}".to_owned(), |fact| fact.0.clone())
    };
    let is = facts(t, &now.card);
    let changed: Vec<_> = was
        .iter()
        .zip(&is)
        .filter(|((_, was), (_, is))| dash(was) != dash(is))
        .collect();
    let renamed = before.filter(|before| before.card.name != now.card.name);
    html! {
        @if changed.is_empty() && renamed.is_none() { (t.model_changed()) }
        @if let Some(before) = renamed { (t.model_renamed(html! { bdi { (before.card.name) } }, html! { bdi { (now.card.name) } })) " " }
        @for (place, ((label, was), (_, is))) in changed.iter().enumerate() {
            @if place > 0 { "; " }
            (label) ": " (fact(was.as_ref())) " " span aria-hidden="true" { "\u{2192}" } " " (fact(is.as_ref()))
        }
    }
}

/// A fact, or a dash for one that is not known.
pub(crate) fn fact(fact: Option<&Markup>) -> Markup {
    html! { @match fact { Some(fact) => (fact), None => "\u{2013}" } }
}

/// Tabs of the arenas, where there are several.
pub(crate) fn arenas(
    t: Language,
    tabs: &[Tab],
    current: &str,
    href: impl Fn(&str) -> String,
) -> Markup {
    html! { @if tabs.len() > 1 { (components::tabs(t.frame_arenas(), tabs, current, href)) } }
}
