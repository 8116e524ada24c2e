//! Lists and records within a row.

use serde_json::{Map, Value as Json};

use super::plan::{Feature, Leaf, TURNS, Target};
use super::row::Into;
use super::value::Value;
use super::wanted::Column;

/// Whether a list or a record is expected.
pub(super) fn is_nested(target: Target) -> bool {
    matches!(
        target,
        Target::Categories
            | Target::Reasons(_)
            | Target::Feedback
            | Target::FeedbackMeta
            | Target::Tree
            | Target::Metadata
            | Target::MetadataTurns
            | Target::StyleList
    )
}

/// Puts what a list or a record holds where it belongs.
pub(super) fn take(target: Target, value: &Json, into: &mut Into<'_>) {
    match (target, value) {
        (Target::Categories, Json::Array(names)) => {
            for name in names.iter().filter_map(Json::as_str) {
                into.row.add_category(name, into.words);
            }
        }
        (Target::Reasons(side), Json::Array(words)) => {
            for word in words.iter().filter_map(Json::as_str) {
                into.row.said.add(side, word);
            }
        }
        (Target::Feedback, Json::Object(entries)) => take_feedback(entries, into),
        (Target::FeedbackMeta, Json::Object(entries)) => {
            into.set(Target::Word(Column::InArena), plain(entries.get("arena")));
        }
        (Target::Tree, tree) => take_tree(None, "", tree, into),
        (Target::Metadata, Json::Object(entries)) => {
            for (name, value) in entries {
                if let Some(feature) = Feature::of_metadata(name) {
                    add_up(feature, value, into);
                }
            }
        }
        (Target::MetadataTurns, Json::Object(entries)) => {
            let turns = entries.get(TURNS).and_then(Json::as_f64);
            into.row.add_turns(turns, into.words);
        }
        (Target::StyleList, Json::Array(numbers)) => {
            for (entry, number) in numbers.iter().enumerate() {
                add_up(Feature::of_list(entry), number, into);
            }
        }
        _ => {}
    }
}

/// Takes a reaction, and the models whose answers it was compared with.
fn take_feedback(entries: &Map<String, Json>, into: &mut Into<'_>) {
    let model = plain(entries.get("model_id"));
    into.set(Target::Word(Column::RatedModel), model);
    into.set(Target::Word(Column::Reaction), plain(entries.get("rating")));
    into.set(Target::Note, plain(entries.get("comment")));
    let others = entries.get("sibling_model_ids").and_then(Json::as_array);
    for other in others.into_iter().flatten() {
        let symbol = plain(Some(other)).symbol(into.words, Column::OtherModel.keep());
        into.row.others.push(symbol);
    }
}

/// A value that is neither list nor record.
fn plain(value: Option<&Json>) -> Value<'_> {
    match value {
        Some(Json::String(text)) => Value::Text(text),
        Some(Json::Bool(flag)) => Value::Flag(*flag),
        Some(Json::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Integer(whole),
            (None, Some(number)) => Value::Number(number),
            _ => Value::Null,
        },
        _ => Value::Null,
    }
}

/// Takes the true leaves of a record.
fn take_tree(group: Option<&str>, name: &str, value: &Json, into: &mut Into<'_>) {
    match value {
        Json::Bool(true) => match Leaf::of(group, name) {
            Leaf::Category(name) => into.row.add_category(name, into.words),
            Leaf::Criterion => into.row.add_criterion(into.words),
        },
        Json::Object(entries) => {
            let group = Some(name).filter(|name| !name.is_empty());
            for (name, value) in entries {
                take_tree(group, name, value, into);
            }
        }
        _ => {}
    }
}

/// Adds up the numbers of a value.
fn add_up(feature: Feature, value: &Json, into: &mut Into<'_>) {
    match value {
        Json::Object(entries) => {
            for value in entries.values() {
                add_up(feature, value, into);
            }
        }
        value => {
            if let Some(number) = value.as_f64() {
                into.row.add_feature(feature, number);
            }
        }
    }
}
