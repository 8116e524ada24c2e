//! `/data`: everything that was rated, as files, and what their columns mean.

use maud::{Markup, html};

use crate::components::Tab;
use crate::language::Language;
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

/// The kinds of file: the word in the URL, its name and what it holds.
fn kinds(t: Language) -> [(&'static str, &'static str, &'static str); 7] {
    [
        ("votes", t.data_votes(), t.data_votes_what()),
        ("history", t.data_history(), t.data_history_what()),
        (
            "leaderboard",
            t.data_leaderboard(),
            t.data_leaderboard_what(),
        ),
        ("models", t.data_models(), t.data_models_what()),
        ("pairs", t.data_pairs(), t.data_pairs_what()),
        ("battles", t.data_battles(), t.data_battles_what()),
        ("sampling", t.data_sampling(), t.data_sampling_what()),
    ]
}

/// The columns of the votes file.
fn fields(t: Language) -> [(&'static str, &'static str); 18] {
    [
        ("seq", t.data_field_seq()),
        ("battle", t.data_field_battle()),
        ("time", t.data_field_time()),
        ("arena", t.data_field_arena()),
        ("model_a", t.data_field_model_a()),
        ("model_b", t.data_field_model_b()),
        ("choice", t.data_field_choice()),
        ("voter", t.data_field_voter()),
        ("categories", t.data_field_categories()),
        ("state", t.data_field_state()),
        ("reason", t.data_field_reason()),
        ("chars_a, chars_b", t.data_field_chars()),
        ("headers_a, headers_b", t.data_field_headers()),
        ("lists_a, lists_b", t.data_field_lists()),
        ("bold_a, bold_b", t.data_field_bold()),
        ("reasons_a, reasons_b", t.data_field_reasons()),
        ("note", t.data_field_note()),
        ("mode", t.data_field_mode()),
    ]
}

/// The data page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let name = |word: &str| html! { code { (word) } };
    let description = html! { a href=(urls::OPENAPI) { code { "openapi.json" } } };
    let body = html! {
        article .prose {
            h1 { (t.data_title()) }
            p .lead { (t.data_lead()) }
            @for arena in &view.arenas { (files(t, arena)) }
            @if view.arenas.is_empty() { p { (t.data_no_arena()) } }
            h2 #fields { (t.data_columns()) }
            (dictionary(t))
            h2 #api { (t.data_program()) }
            p { (t.data_parameters(name("arena"), name("since"), name("until"), name("category"))) " " (t.data_api(description)) }
            p { (t.data_elsewhere()) }
            pre tabindex="0" { code { "agon rate votes.csv --output table" } }
        }
    };
    page(chrome, &Head::titled(t.data_title()), "", &body)
}

fn files(t: Language, arena: &Arena) -> Markup {
    html! {
        section .card {
            h2 dir="auto" { (arena.tab.title) }
            p .small.quiet { (t.frame_votes(arena.votes)) " \u{b7} " (t.frame_models(arena.models)) }
            ul .files {
                @for (kind, title, what) in kinds(t) {
                    li {
                        span { b { (title) } " " span .small.quiet { (what) } }
                        span .row {
                            @for (format, name) in [("csv", "CSV"), ("jsonl", "JSONL"), ("parquet", "Parquet")] {
                                a .btn href=(urls::export(kind, format, &arena.tab.id)) download
                                    aria-label=(t.data_file(title, &arena.tab.title, name)) { bdi { (name) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn dictionary(t: Language) -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label=(t.data_table()) {
            table .fields {
                thead { tr { th scope="col" { (t.data_column()) } th scope="col" { (t.data_meaning()) } } }
                tbody { @for (name, meaning) in fields(t) { tr { th scope="row" { code { (name) } } td { (meaning) } } } }
            }
        }
    }
}
