//! `/leaderboard/{arena}`: ranks with their ranges, ratings with their intervals, and what the numbers do not say.

use maud::{Markup, html};

pub use crate::components::{Tab, Weights};
use crate::components::{as_of, tabs};
use crate::language::{Language, Moment};
use crate::layout::{Chrome, Head, page};
use crate::urls;

mod answers;
mod columns;
mod filters;
mod interval;
mod neighbours;
mod query;
mod table;

pub use answers::{Answers, Versus};
pub use columns::Column;
pub(crate) use interval::{Axis, bar};
pub(crate) use neighbours::sentence;
pub use neighbours::{Gap, Next};
pub use query::{Filters, Sort, StyleControl};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arena's id.
    pub arena: String,
    /// What people call it.
    pub title: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// The categories that have a board: id and title, the overall one first.
    pub categories: Vec<Tab>,
    /// What the reader asked for.
    pub filters: Filters,
    /// What can be asked for.
    pub facets: Facets,
    /// What the whole board says to the questions that people ask.
    pub answers: Answers,
    /// The last vote that the board covers.
    pub seq: u64,
    /// Rated votes.
    pub votes: u64,
    /// Models of the arena, before the filter.
    pub models: u64,
    /// Whether it is the board of now, which changes.
    pub live: bool,
    /// When the board was computed.
    pub computed_at: Option<Moment>,
    /// The rows, best first, after the filter.
    pub rows: Vec<Row>,
}

/// One value of a filter.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value as the query has it.
    pub value: String,
    /// How many models it leaves.
    pub models: u64,
    /// Whether it is asked for.
    pub current: bool,
}

/// The values of every filter that the board has a use for.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// Open and closed.
    pub weights: Vec<Choice>,
    /// Makers.
    pub organizations: Vec<Choice>,
    /// ISO codes of their countries.
    pub countries: Vec<Choice>,
    /// Licenses.
    pub licenses: Vec<Choice>,
    /// `true` and `false`.
    pub reasoning: Vec<Choice>,
    /// Upper ends in billions of parameters.
    pub sizes: Vec<Choice>,
    /// Upper ends in US dollars.
    pub prices: Vec<Choice>,
    /// First days of years.
    pub released: Vec<Choice>,
    /// Retired models.
    pub retired: u64,
}

/// One model.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The best rank that fits; the rank.
    pub rank_low: Option<u32>,
    /// The worst rank that fits.
    pub rank_high: Option<u32>,
    /// Its rank without the filter.
    pub rank_overall: Option<u32>,
    /// The model's id.
    pub id: String,
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
    /// Parameters, in billions.
    pub parameters_b: Option<f64>,
    /// Release date.
    pub released: Option<String>,
    /// The longest conversation that it can read, in tokens.
    pub context_tokens: Option<u64>,
    /// How it compares with the next model.
    pub next: Option<Next>,
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
    fn mark(&self, t: Language) -> Option<&'static str> {
        match self.status {
            Status::Ok => None,
            Status::Provisional => Some(t.board_provisional()),
            Status::Retired => Some(t.board_retired()),
            Status::UnboundedAbove if self.wins == self.votes => Some(t.board_all_won()),
            Status::UnboundedAbove => Some(t.board_no_upper()),
            Status::UnboundedBelow if self.losses == self.votes => Some(t.board_all_lost()),
            Status::UnboundedBelow => Some(t.board_no_lower()),
            Status::Disconnected => Some(t.board_disconnected()),
            Status::Undetermined => Some(t.board_undetermined()),
            Status::NoVotes => Some(t.board_no_votes()),
        }
    }
}

/// The board in one sentence: who leads, and whom it cannot be told from. Nothing where nobody has a rank.
fn reading(t: Language, view: &View) -> Option<Markup> {
    if view.filters.sort != Sort::default() {
        return None;
    }
    let rows = &view.rows;
    let ranked: Vec<&Row> = rows
        .iter()
        .filter(|row| row.rank_low.is_some() && row.rating.is_some())
        .collect();
    let first = ranked.first()?;
    // Isolated, so that a name in another direction leaves the sentence alone.
    let name = html! { bdi { (first.name) } };
    let others = u64::from(first.rank_high.unwrap_or(1).saturating_sub(1));
    if rows.iter().any(|row| row.status == Status::UnboundedAbove) {
        return Some(t.board_reading_unbounded(others, name));
    }
    let second = ranked.get(1);
    if second.is_some_and(|second| second.rating == first.rating) {
        return Some(html! { (t.board_reading_equal()) });
    }
    Some(if second.is_none() {
        t.board_reading_only(name)
    } else {
        let more = first.next.as_ref().filter(|next| !next.gap.separable);
        let more = more.and_then(|next| Some((next.gap.votes()?, &next.model.title)));
        html! {
            (t.board_reading_leads(others, name))
            @if let Some((votes, second)) = more { (t.gap()) (t.board_reading_more(votes, html! { bdi { (second) } })) }
        }
    })
}

/// The leaderboard page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let stream = || urls::in_brief(&of_board(view, urls::board_stream(&view.arena, view.seq)));
    let stream = view.live.then(stream);
    let body = html! {
        div data-live=[stream] data-say-paused=(t.board_say_paused()) data-say-resumed=(t.board_say_resumed()) {
            @if view.arenas.len() > 1 { (tabs(t.frame_arenas(), &view.arenas, &view.arena, urls::leaderboard)) }
            div .headline {
                h1 dir="auto" { (view.title) }
                // There from the first picture: a button that script brought would push all below it down.
                @if view.live { button .btn.small.scripted type="button" data-pause aria-pressed="false" { (t.board_pause()) } }
                (downloads(view))
            }
            @if view.categories.len() > 1 { (categories(t, view)) }
            (filters::filters(t, view))
            div data-board { (board(t, view)) }
        }
    };
    let head = Head {
        scripts: &["board.js", "page.js"],
        ..Head::titled(t.board_title(&view.title))
    };
    page(chrome, &head, "", &body)
}

/// Tabs: the same question to the board of another category.
fn categories(t: Language, view: &View) -> Markup {
    let overall = view.categories.first().map(|tab| tab.id.as_str());
    let now = view
        .filters
        .category
        .as_deref()
        .or(overall)
        .unwrap_or_default();
    let url = |id: &str| {
        let category = (Some(id) != overall).then(|| id.to_owned());
        let other = view.filters.with(|filters| filters.category = category);
        other.url(&view.arena)
    };
    html! { div .categories { (tabs(t.board_categories(), &view.categories, now, url)) } }
}

fn downloads(view: &View) -> Markup {
    let file = |format| of_board(view, urls::export("leaderboard", format, &view.arena));
    html! {
        p .downloads.small.quiet {
            a href=(file("csv")) download { bdi { "CSV" } } " "
            a href=(file("jsonl")) download { bdi { "JSONL" } } " "
            a href=(of_board(view, urls::api_leaderboard(&view.arena))) { bdi { "JSON" } }
        }
    }
}

/// The address that says of the board on the page what `url` says of the usual one.
fn of_board(view: &View, url: String) -> String {
    let url = match &view.filters.category {
        Some(category) => urls::in_category(&url, category),
        None => url,
    };
    match view.filters.style_control {
        StyleControl::On => urls::at_equal_style(&url),
        StyleControl::Off => url,
    }
}

/// What script keeps up to date when the board changed.
fn board(t: Language, view: &View) -> Markup {
    html! {
        p .live.small.quiet data-part="state" {
            span .dot aria-hidden="true" {}
            span .num { (t.frame_votes(view.votes)) " \u{b7} " (t.frame_models(view.models)) }
            @if view.seq > 0 { span .num { (as_of(t, view.seq, view.computed_at)) } }
        }
        p .reading data-part="reading" { @if let Some(reading) = reading(t, view) { (reading) } }
        (answers::answers(t, view))
        @if view.rows.is_empty() { (empty(t, view)) } @else {
            form #compare .compare method="get" action=(urls::COMPARE) {
                input type="hidden" name="arena" value=(view.arena);
                button .btn.small type="submit" { (t.board_compare()) }
                span .small.quiet { (t.board_compare_how()) }
            }
            (table::table(t, view))
            (neighbours::readings(t, &view.rows))
        }
    }
}

fn empty(t: Language, view: &View) -> Markup {
    html! {
        section .card.center {
            @if view.models > 0 && view.filters.is_narrow() {
                h2 { (t.board_none_matches()) }
                p .quiet { (t.board_none_fits()) }
                p { a .btn href=(view.filters.all_models().url(&view.arena)) { (t.board_show_all()) } }
            } @else {
                h2 { (t.board_empty()) }
                p .quiet { (t.board_begins()) }
                p { a .btn.primary href=(urls::ask(&view.arena)) { (t.board_start()) } }
            }
        }
    }
}
