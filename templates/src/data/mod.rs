//! `/data`: everything that was rated, as files, and what their columns mean.

mod dictionary;
mod schemas;

use maud::{Markup, html};

use crate::components::Tab;
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::urls;
use dictionary::dictionary;
use schemas::schemas;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arenas with something to download.
    pub arenas: Vec<Arena>,
    /// The kinds of file.
    pub files: Vec<File>,
    /// Where the site is, without a slash at its end.
    pub site: String,
    /// What the operator lets others do with the data, if that is said.
    pub license: Option<String>,
    /// The newest vote.
    pub seq: i64,
    /// The public key that kept boards are signed with, once there is one.
    pub key: Option<String>,
}

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The word in its address.
    pub word: &'static str,
    /// Its columns in order.
    pub columns: &'static [&'static str],
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

/// The data page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let name = |word: &str| html! { code { (word) } };
    let description = html! {
        a href=(urls::DOCS) { code { (urls::DOCS) } } " (" a href=(urls::OPENAPI) { code { "openapi.json" } } ")"
    };
    let body = html! {
        article .prose {
            h1 { (t.data_title()) }
            p .lead { (t.data_lead()) }
            @for arena in &view.arenas { (files(t, arena)) }
            @if view.arenas.is_empty() { p { (t.data_no_arena()) } }
            h2 #use { (t.data_use()) }
            p { (t.data_use_lead()) }
            (snippets(&view.site))
            p { (t.data_days(name("[dumps]"))) }
            pre tabindex="0" { code { (DAYS) } }
            h2 #licence { (t.data_licence()) }
            (licence(t, view))
            h2 #verify { (t.data_verify()) }
            (verify(t, view))
            h2 #fields { (t.data_columns()) }
            (dictionary(t, &view.files))
            h2 #api { (t.data_program()) }
            p { (t.data_parameters(name("arena"), name("since"), name("until"), name("category"))) (t.gap()) (t.data_api(description)) }
            p { (t.data_safe(name("safe=true"))) }
            p { (t.data_elsewhere()) }
            pre tabindex="0" { code { "agon rate votes.csv --output table" } }
        }
    };
    page(chrome, &Head::titled(t.data_title()), "", &body)
}

fn files(t: Language, arena: &Arena) -> Markup {
    html! {
        section .card {
            h2 { bdi { (arena.tab.title) } }
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
            (schemas(t, arena))
        }
    }
}

/// Lines that run as they stand: the first one fetches the file that the others read; R fetches one by itself.
fn snippets(site: &str) -> Markup {
    let address = format!("{site}{}", urls::EXPORT_VOTES_PARQUET);
    // R reads Parquet with a package that few have, and CSV from an address by itself.
    let csv = format!("{site}{}", urls::EXPORT_VOTES_CSV);
    let lines = [
        ("shell", format!("curl -o votes.parquet '{address}'")),
        ("pandas", PANDAS.to_owned()),
        ("polars", POLARS.to_owned()),
        ("DuckDB", DUCKDB.to_owned()),
        (
            "R",
            format!("votes <- read.csv(\"{csv}\", na.strings = \"\")\ntable(votes$choice)"),
        ),
    ];
    html! {
        dl .snippets {
            @for (tool, line) in lines {
                dt { code { (tool) } }
                dd { pre tabindex="0" { code { (line) } } }
            }
        }
    }
}

/// Lines of Python that check the chain of a CSV file: the rules are these and no more.
pub const CHECKER: &str = include_str!("checker.py");

/// How anybody finds out whether a file is what the site said.
fn verify(t: Language, view: &View) -> Markup {
    let manifest = html! { a href=(urls::MANIFEST) { code { "manifest" } } };
    let keys = html! { a href=(urls::SIGNING_KEYS) { code { "agon-signing-keys.json" } } };
    html! {
        p { (t.data_verify_lead()) }
        pre tabindex="0" { code { "agon verify votes.csv" } }
        @if let Some(key) = &view.key {
            p { (t.data_verify_key()) }
            pre tabindex="0" { code { (key) } }
        }
        p { (t.data_verify_manifest(manifest, keys)) }
        details .fold {
            summary { (t.data_verify_rules()) }
            p { (t.data_verify_rules_lead()) }
            pre tabindex="0" { code { (CHECKER) } }
        }
    }
}

const PANDAS: &str = "import pandas as pd
votes = pd.read_parquet(\"votes.parquet\")
print(votes.groupby(\"choice\").size())";

const POLARS: &str = "import polars as pl
votes = pl.read_parquet(\"votes.parquet\")
print(votes.group_by(\"choice\").len())";

const DUCKDB: &str = "SELECT choice, count(*) FROM 'votes.parquet' GROUP BY choice;";

/// All days of a dump.
const DAYS: &str =
    "SELECT arena, day, count(*) FROM read_parquet('votes/**/*.parquet', hive_partitioning = true)
GROUP BY arena, day ORDER BY day;";

fn licence(t: Language, view: &View) -> Markup {
    html! {
        @match &view.license {
            Some(name) => p { (t.data_licence_is(html! { bdi { (name) } })) },
            None => p { (t.data_licence_none()) },
        }
        p { (t.data_cite()) }
        pre tabindex="0" { code { (view.site) ", seq " (view.seq) } }
    }
}
