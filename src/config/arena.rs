//! Reads `[[arena]]`: which models compete, by id or by glob.

use std::collections::BTreeSet;

use super::section::Section;
use super::similar::did_you_mean;
use crate::domain::{Arena, ArenaId, ModelId};

/// Reads one arena, whose id has been read.
pub(super) fn arena(section: &Section<'_>, id: ArenaId, models: &BTreeSet<ModelId>) -> Arena {
    let title = section.text("title").unwrap_or(id.as_str()).to_owned();
    if !section.has("models") {
        section.wrong(
            "models",
            "is missing; write models = [\"*\"] for all, or their ids",
        );
    }
    let patterns = section.texts("models");
    let mut chosen: BTreeSet<&ModelId> = BTreeSet::new();
    let mut complete = true;
    for pattern in patterns.iter().flatten() {
        let before = chosen.len();
        chosen.extend(models.iter().filter(|id| matches(pattern, id.as_str())));
        let any = chosen.len() > before || models.iter().any(|id| matches(pattern, id.as_str()));
        // Without any model, that is the one problem to solve.
        if !any && !models.is_empty() {
            section.wrong("models", nothing(pattern, models));
        }
        complete &= any;
    }
    // A pattern that finds none is the problem to solve first.
    if patterns.is_some() && complete && !models.is_empty() && chosen.len() < 2 {
        let found = chosen.len();
        let what = format!("chooses {found} of the models; an arena needs at least two");
        section.wrong("models", what);
    }
    let models = chosen.into_iter().cloned().collect();
    Arena { id, title, models }
}

fn nothing(pattern: &str, models: &BTreeSet<ModelId>) -> String {
    if pattern.contains(['*', '?']) {
        return format!(
            "{pattern:?} matches no model's id; * stands for any characters, ? for one"
        );
    }
    let hint = did_you_mean(pattern, models.iter().map(ModelId::as_str));
    format!("no model has the id {pattern:?}{hint}")
}

/// Whether a text fits a pattern in which `*` is any run of characters and `?` any one.
fn matches(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.as_bytes(), text.as_bytes());
    // Behind the last star: the rest of the pattern, and the text that the star has not swallowed yet.
    let mut star: Option<(&[u8], &[u8])> = None;
    loop {
        match (pattern, text) {
            ([], []) => return true,
            ([b'*', rest @ ..], _) => {
                star = Some((rest, text));
                pattern = rest;
            }
            ([p, rest @ ..], [t, tail @ ..]) if *p == b'?' || p == t => {
                (pattern, text) = (rest, tail);
            }
            _ => match star {
                Some((rest, [_, tail @ ..])) => {
                    star = Some((rest, tail));
                    (pattern, text) = (rest, tail);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_run_and_a_question_mark_any_one() {
        let fits = [
            "*",
            "qwen*",
            "*235b",
            "q*3-*b",
            "qwen3-2?5b",
            "qwen3-235b",
            "**",
            "q*n*5*",
        ];
        let misses = [
            "",
            "qwen",
            "*235",
            "?",
            "qwen3-235b?",
            "Qwen*",
            "q*x*",
            "[a-z]*",
        ];
        assert!(fits.iter().all(|pattern| matches(pattern, "qwen3-235b")));
        assert!(!misses.iter().any(|pattern| matches(pattern, "qwen3-235b")));
    }

    #[test]
    fn many_stars_take_no_time() {
        let (pattern, text) = ("*a".repeat(50) + "b", "a".repeat(120));
        assert!(!matches(&pattern, &text));
    }
}
