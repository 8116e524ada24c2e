//! Reads `[[category]]`: a rule of the operator's own that tags battles.

use std::collections::BTreeSet;

use super::section::Section;
use super::similar::did_you_mean;
use crate::domain::{ArenaId, CategoryId, CategoryRule, Language, MAX_PROMPT_CHARS, Pattern};

/// Reads one category, whose id has been read.
pub(super) fn category(
    section: &Section<'_>,
    id: CategoryId,
    arenas: &BTreeSet<ArenaId>,
) -> CategoryRule {
    const CONDITIONS: [&str; 5] = ["any_of", "regex", "languages", "min_chars", "question"];
    if !CONDITIONS.iter().any(|key| section.has(key)) {
        section.note(
            "says nothing that a battle must have; write any_of, regex, languages, min_chars or question",
        );
    }
    let most = i64::try_from(MAX_PROMPT_CHARS).unwrap_or(i64::MAX);
    CategoryRule {
        title: section.text("title").unwrap_or(id.as_str()).to_owned(),
        id,
        any_of: phrases(section),
        regex: section
            .any_text("regex")
            .and_then(|text| pattern(section, text)),
        languages: listed(section, "languages", language),
        min_chars: section.whole("min_chars", 1..=most).unwrap_or(0),
        arenas: listed(section, "arenas", |text| arena(text, arenas)),
        question: section.text("question").map(str::to_owned),
    }
}

fn phrases(section: &Section<'_>) -> Vec<String> {
    let phrases = section.texts("any_of").unwrap_or_default();
    for phrase in &phrases {
        if !phrase.chars().any(char::is_alphanumeric) {
            let what =
                format!("{phrase:?} has neither letters nor digits; write words, or use regex");
            section.wrong("any_of", what);
        }
    }
    phrases.into_iter().map(str::to_owned).collect()
}

fn pattern(section: &Section<'_>, text: &str) -> Option<Pattern> {
    match text.parse() {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            section.wrong("regex", format_args!("is no regular expression: {error}"));
            None
        }
    }
}

/// The items of a list, each read; what is wrong with one is noted.
fn listed<T>(section: &Section<'_>, key: &str, read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
    let items = section.texts(key).unwrap_or_default();
    let read = |item: &str| read(item).map_err(|what| section.wrong(key, what)).ok();
    items.into_iter().filter_map(read).collect()
}

fn language(text: &str) -> Result<Language, String> {
    let known = Language::named(text);
    known.ok_or_else(|| {
        let tags: Vec<&str> = Language::all().map(Language::tag).collect();
        let tags = tags.join(", ");
        format!("{text:?} is no language that can be told; there is: {tags}")
    })
}

fn arena(text: &str, arenas: &BTreeSet<ArenaId>) -> Result<ArenaId, String> {
    let known = arenas.iter().find(|arena| arena.as_str() == text);
    known.cloned().ok_or_else(|| {
        let hint = did_you_mean(text, arenas.iter().map(ArenaId::as_str));
        format!("no arena has the id {text:?}{hint}")
    })
}
