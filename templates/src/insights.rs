//! `/insights/{arena}`: all pictures of an arena, each with how it is read, its numbers and its files.

use maud::{Markup, html};

use crate::charts::{Chart, Files};
use crate::components::{Tab, as_of, tabs};
use crate::language::{Language, Moment};
use crate::layout::{Chrome, Head, page};
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The arena's id.
    pub arena: String,
    /// What people call it.
    pub title: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// Categories that have a board, overall first.
    pub categories: Vec<Tab>,
    /// The category that is shown.
    pub category: String,
    /// The leaderboard's query as it was sent: keys and values.
    pub asked: Vec<(String, String)>,
    /// If it shows the past: the newest vote among those that count, and when that was cast, UTC.
    pub past: Option<(u64, Option<Moment>)>,
    /// Rated votes.
    pub votes: u64,
    /// Models that the filter lets through.
    pub models: u64,
    /// The pictures.
    pub charts: Vec<Chart>,
    /// What the site's addresses begin with, for other sites: `https://arena.example`.
    pub site: String,
    /// Id and name of the first model, if there is one.
    pub first: Option<(String, String)>,
}

impl View {
    /// The query with one value changed; an empty one is left out.
    fn with(&self, key: &str, value: &str) -> String {
        let others = self.asked.iter().filter(|(name, _)| name != key);
        let mut pairs: Vec<(&str, &str)> = others
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push((key, value));
        urls::pairs(&pairs)
    }

    fn asks(&self, key: &str, value: &str) -> bool {
        let found = self.asked.iter().find(|(name, _)| name == key);
        found.map_or("", |(_, value)| value.as_str()) == value
    }

    /// The query as it is.
    fn query(&self) -> String {
        self.with("", "")
    }
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let query = view.query();
    let file = |chart: &Chart, format| urls::chart(&view.arena, &chart.frame.id, format, &query);
    let drawn = || view.charts.iter().filter(|one| !one.is_empty());
    let body = html! {
        @if view.arenas.len() > 1 { (tabs(t.frame_arenas(), &view.arenas, &view.arena, urls::insights)) }
        div .headline {
            h1 { (t.insights_title(html! { bdi { (view.title) } })) }
            span .small.quiet.num { (t.frame_votes(view.votes)) " \u{b7} " (t.frame_models(view.models))
                @if let Some((seq, at)) = view.past { " \u{b7} " (as_of(t, seq, at)) }
            }
        }
        @if view.past.is_some() {
            p .small.quiet { (t.insights_past()) " " a href=(urls::insights_query(&view.arena, &view.with("at", ""))) { (t.insights_now()) } }
        }
        (filters(t, view))
        nav .chips.contents aria-label=(t.insights_contents()) {
            @for chart in drawn() { a .chip href={ "#chart-" (chart.frame.id) } { (chart.frame.title) } }
        }
        // What there is to see comes first.
        @for chart in drawn().chain(view.charts.iter().filter(|one| one.is_empty())) {
            (chart.figure(t, &Files { svg: file(chart, "svg"), png: file(chart, "png"), csv: file(chart, "csv") }))
        }
        (embedding(t, view, &query))
    };
    let head = Head {
        scripts: &["chart.js", "page.js"],
        ..Head::titled(t.insights_title(&view.title))
    };
    page(chrome, &head, "", &body)
}

/// What other sites can show, with the text to copy.
fn embedding(t: Language, view: &View, query: &str) -> Markup {
    let card = urls::card(&view.arena, query);
    let snippet = |path: &str, words: &str| {
        let link = format!("{}{}", view.site, urls::leaderboard(&view.arena));
        let words = words.replace(['[', ']'], "");
        format!("[![{words}]({}{path})]({link})", view.site)
    };
    html! {
        section .card.picture #embed {
            h2 { (t.insights_embed()) }
            p .quiet { (t.insights_embed_how()) }
            p { img src=(card) alt=(t.insights_card()) loading="lazy"; }
            pre tabindex="0" { code { (snippet(&card, &view.title)) } }
            @if let Some((id, name)) = &view.first {
                @let badge = urls::badge(&view.arena, id);
                p { img src=(badge) alt=(t.insights_badge()) loading="lazy"; }
                pre tabindex="0" { code { (snippet(&badge, name)) } }
            }
        }
    }
}

/// What can be asked of all pictures at once: plain links, with the leaderboard's words.
fn filters(t: Language, view: &View) -> Markup {
    let chip = |key: &str, value: &str, label: Markup| {
        let href = urls::insights_query(&view.arena, &view.with(key, value));
        html! { a .chip href=(href) aria-current=[view.asks(key, value).then_some("true")] { (label) } }
    };
    let styled = view.asks("style_control", "true");
    html! {
        div .filters {
            nav .chips aria-label=(t.board_filters()) {
                (chip("weights", "", html! { (t.board_open_and_closed()) }))
                (chip("weights", "open", html! { (t.board_open()) }))
                (chip("weights", "closed", html! { (t.board_closed()) }))
                a .chip href=(urls::insights_query(&view.arena, &view.with("style_control", if styled { "" } else { "true" })))
                    aria-current=[styled.then_some("true")] { @if styled { (t.board_style_on()) } @else { (t.board_style_off()) } }
            }
            @if view.categories.len() > 1 {
                nav .chips aria-label=(t.insights_categories()) {
                    @for (place, category) in view.categories.iter().enumerate() {
                        @let value = if place == 0 { "" } else { category.id.as_str() };
                        a .chip href=(urls::insights_query(&view.arena, &view.with("category", value)))
                            aria-current=[(category.id == view.category).then_some("true")] dir="auto" { (category.title) }
                    }
                }
            }
            a .small href=(urls::leaderboard_asked(&view.arena, &view.query())) { (t.insights_board()) }
        }
    }
}
