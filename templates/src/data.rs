//! `/data`: everything that was rated, as files, and what their columns mean.

use maud::{Markup, html};

use crate::components::Tab;
use crate::format::counted;
use crate::layout::{Chrome, Head, page};
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arenas with something to download.
    pub arenas: Vec<Arena>,
}

/// One arena and how much it has.
#[derive(Clone, Debug)]
pub struct Arena {
    /// Id and title.
    pub tab: Tab,
    /// Votes in its log.
    pub votes: u64,
    /// Its models.
    pub models: u64,
}

/// The kinds of file: the word in the URL and what it holds.
const KINDS: [(&str, &str, &str); 4] = [
    (
        "votes",
        "Votes",
        "every vote in the order of the log, rated or not, with the reason",
    ),
    (
        "history",
        "Rating history",
        "one row per model and kept board",
    ),
    (
        "leaderboard",
        "Leaderboard",
        "the board of this moment, unrounded",
    ),
    ("models", "Models", "names, makers, licenses, sizes, prices"),
];

/// The columns of the votes file.
const FIELDS: [(&str, &str); 15] = [
    ("seq", "place in the log, from 1, without gaps"),
    ("battle", "the battle's public id"),
    ("time", "when the vote was accepted, RFC 3339 UTC"),
    ("arena", "which arena"),
    ("model_a", "the model on side A"),
    ("model_b", "the model on side B"),
    ("choice", "a, b, tie or both_bad"),
    (
        "voter",
        "a pseudonym that is the same within this site and says nothing about the person",
    ),
    (
        "categories",
        "tags of the battle, separated by semicolons in CSV",
    ),
    ("state", "rated or unrated"),
    ("reason", "why a vote is unrated; empty otherwise"),
    (
        "chars_a, chars_b",
        "characters of each side's answers, code included",
    ),
    ("headers_a, headers_b", "headings, outside code"),
    ("lists_a, lists_b", "list items, outside code"),
    ("bold_a, bold_b", "runs of bold text, outside code"),
];

/// The data page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let body = html! {
        article .prose {
            h1 { "Data" }
            p .lead { "Everything that was rated can be taken away and rated again elsewhere, with the same result." }
            @for arena in &view.arenas { (files(arena)) }
            @if view.arenas.is_empty() { p { "There is no arena yet." } }
            h2 #fields { "Columns of the votes file" }
            (dictionary())
            h2 #api { "The same by program" }
            p { "Files take " code { "arena" } ", " code { "since" } ", " code { "until" } " and " code { "category" }
                "; reads need no key. The API is described in " a href=(urls::OPENAPI) { "openapi.json" } "." }
            p { "To rate a file on your own machine, without this server:" }
            pre tabindex="0" { code { "agon rate votes.csv --output table" } }
        }
    };
    page(
        chrome,
        Head {
            title: "Data",
            ..Head::default()
        },
        "",
        &body,
    )
}

fn files(arena: &Arena) -> Markup {
    html! {
        section .card {
            h2 { (arena.tab.title) }
            p .small.quiet { (counted(arena.votes, "vote", "votes")) ", " (counted(arena.models, "model", "models")) }
            ul .files {
                @for (kind, title, what) in KINDS {
                    li {
                        span { b { (title) } " " span .small.quiet { (what) } }
                        span .row {
                            @for format in ["csv", "jsonl"] {
                                a .btn href=(urls::export(kind, format, &arena.tab.id)) download
                                    aria-label={ (title) " of " (arena.tab.title) " as " (format.to_uppercase()) } { (format.to_uppercase()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn dictionary() -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label="Columns" {
            table .fields {
                thead { tr { th scope="col" { "Column" } th scope="col" { "Meaning" } } }
                tbody { @for (name, meaning) in FIELDS { tr { th scope="row" { code { (name) } } td { (meaning) } } } }
            }
        }
    }
}
