//! `/history`: a voter's own battles, searched, opened again, taken away and deleted.
//!
//! Names live only inside [`Standing::Voted`] and [`Standing::Named`]: a battle without a vote has no place for them.

use maud::{Markup, Render, html};

use crate::battle::Choice;
use crate::components::Text;
use crate::language::{Language, Moment};
use crate::layout::{Chrome, Head, page};
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// What was searched for.
    pub q: String,
    /// Battles, newest first.
    pub entries: Vec<Entry>,
    /// Where older ones begin, if there are any.
    pub next: Option<String>,
}

/// One battle.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its public id.
    pub id: String,
    /// When it began.
    pub began: Option<Moment>,
    /// The beginning of its first prompt.
    pub prompt: Text,
    /// Where it stands.
    pub standing: Standing,
}

/// Where a battle stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Its answers are being written.
    Answering,
    /// It waits for a vote.
    Ready,
    /// It does not count.
    Void,
    /// The vote is in the log.
    Voted {
        /// What was chosen.
        choice: Choice,
        /// The models.
        a: String,
        /// The models.
        b: String,
        /// Its voter picked the models, so no rating uses it.
        named: bool,
    },
    /// Its voter picked the models.
    Named {
        /// On side A.
        a: String,
        /// On side B; nobody in a direct chat.
        b: Option<String>,
    },
}

impl View {
    /// Whether there is nothing at all.
    fn is_new(&self) -> bool {
        self.entries.is_empty() && self.q.is_empty() && self.next.is_none()
    }
}

/// The history page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let body = html! {
        div .history {
            h1 { (t.history_title()) }
            p .quiet { (t.history_lead()) (t.gap()) a href=(urls::TASTE) { (t.history_taste()) } }
            @if view.is_new() { (none(t)) } @else {
                form .find method="get" action=(urls::HISTORY) role="search" {
                    input type="search" name="q" value=(view.q) maxlength="200" aria-label=(t.history_search()) placeholder=(t.history_search()) dir="auto";
                    button .btn type="submit" { (t.history_find()) }
                }
                @if view.entries.is_empty() {
                    p .found role="status" { @if view.next.is_none() { (t.history_none_found()) } @else { (t.history_none_yet()) } }
                } @else { ul .entries { @for entry in &view.entries { (self::entry(t, entry)) } } }
                @if let Some(next) = &view.next {
                    p .row { a .btn rel="next" href=(urls::history(&view.q, next)) { @if view.q.is_empty() { (t.history_older()) } @else { (t.history_search_on()) } } }
                }
                (away(t))
            }
        }
    };
    let head = Head {
        private: true,
        ..Head::titled(t.history_title())
    };
    page(chrome, &head, "", &body)
}

/// The beginning of a history.
fn none(t: Language) -> Markup {
    html! {
        section .card.center {
            p { (t.history_none()) }
            p { a .btn.primary href=(urls::HOME) { (t.problem_start()) } }
        }
    }
}

fn entry(t: Language, entry: &Entry) -> Markup {
    html! {
        li {
            a href=(urls::battle(&entry.id)) dir="auto" lang=[entry.prompt.lang] { (entry.prompt.text) }
            div .small.quiet {
                @if let Some(began) = entry.began { span .apart { (t.moment(began)) } " \u{b7} " }
                (standing(t, &entry.standing))
            }
            form method="post" action=(urls::delete_battle(&entry.id)) {
                button .linklike type="submit" { (t.history_delete()) span .vh { ": " bdi lang=[entry.prompt.lang] { (entry.prompt.text) } } }
            }
        }
    }
}

fn standing(t: Language, standing: &Standing) -> Markup {
    let name = |model: &str| html! { bdi { (model) } };
    // Each has its own direction, or a Latin letter would join its neighbours in a line from right to left.
    let fact = |words: &dyn Render| html! { span .apart { (words) } };
    html! {
        @match standing {
            Standing::Answering => (t.battle_writing()),
            Standing::Ready => (t.history_ready()),
            Standing::Void => (t.history_void()),
            Standing::Voted { choice, a, b, named } => {
                (fact(&choice.label(t))) " \u{b7} " (fact(&html! { "A\u{a0}" (name(a)) })) " \u{b7} " (fact(&html! { "B\u{a0}" (name(b)) }))
                @if *named { " \u{b7} " (fact(&t.history_named())) }
            }
            Standing::Named { a, b } => {
                (name(a))
                @match b { Some(b) => { " \u{b7} " (name(b)) " \u{b7} " (fact(&t.history_named())) }, None => { " \u{b7} " (fact(&t.modes_direct())) } }
            }
        }
    }
}

fn away(t: Language) -> Markup {
    html! {
        section .card {
            h2 { (t.history_take()) }
            p { a .btn href=(urls::own_export("json")) download { bdi { "JSON" } } " " a .btn href=(urls::own_export("md")) download { bdi { "Markdown" } } }
        }
        details .card {
            summary { (t.history_delete_all()) }
            p { (t.history_delete_what()) }
            form method="post" action=(urls::DELETE_ALL) {
                label .switch { input type="checkbox" name="sure" value="yes" required; span { (t.history_sure()) } }
                button .btn type="submit" { (t.history_delete_all()) }
            }
        }
    }
}
