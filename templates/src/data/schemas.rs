//! The votes of an arena in the schemas of others.

use maud::{Markup, html};

use super::Arena;
use crate::language::Language;
use crate::urls;

/// A schema: its word in addresses, what people call it, what it holds, and the formats that its readers expect.
type Schema = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const CSV: (&str, &str) = ("csv", "CSV");
const JSON: (&str, &str) = ("json", "JSON");
const JSONL: (&str, &str) = ("jsonl", "JSONL");
const PARQUET: (&str, &str) = ("parquet", "Parquet");

fn all(t: Language) -> [Schema; 5] {
    [
        (
            "clean_battle",
            "clean_battle",
            t.data_schema_clean_battle(),
            &[JSON],
        ),
        (
            "lmarena-55k",
            "LMArena 55k",
            t.data_schema_55k(),
            &[CSV, JSONL, PARQUET],
        ),
        (
            "lmarena-100k",
            "LMArena 100k",
            t.data_schema_100k(),
            &[JSONL, PARQUET],
        ),
        (
            "lmarena-140k",
            "LMArena 140k",
            t.data_schema_140k(),
            &[JSONL, PARQUET],
        ),
        (
            "comparia",
            "compar:IA",
            t.data_schema_comparia(),
            &[CSV, JSONL, PARQUET],
        ),
    ]
}

/// Links to the votes in each schema, and to what it cannot hold.
pub(super) fn schemas(t: Language, arena: &Arena) -> Markup {
    html! {
        details .fold {
            summary { (t.data_schemas()) }
            p .small.quiet { (t.data_schemas_lead()) }
            ul .files {
                @for (word, name, what, formats) in all(t) {
                    li {
                        span {
                            b { bdi { (name) } } " " span .small.quiet { (what) } " "
                            a .small href=(urls::losses(word, &arena.tab.id)) aria-label=(t.data_losses_of(name)) { (t.data_losses()) }
                        }
                        span .row {
                            @for (format, label) in formats {
                                a .btn href=(urls::export_as(word, format, &arena.tab.id)) download
                                    aria-label=(t.data_file(name, &arena.tab.title, label)) { bdi { (label) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
