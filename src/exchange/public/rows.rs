//! A vote in the words of each schema.

use serde_json::{Map, Value, json};

use super::{PublicSchema, PublicVote};
use crate::clock::rfc3339;
use crate::domain::category::{
    CODING, CREATIVE_WRITING, INSTRUCTION_FOLLOWING, MATH, MULTI_TURN, NO_REFUSAL,
};
use crate::domain::{Choice, Language, NAMED_REASONS, Reason};
use crate::exchange::{BattleRecord, VoteRecord};

/// What stands before a voter's pseudonym where `FastChat` has a judge.
pub(super) const JUDGE: &str = crate::exchange::read::JUDGE;
/// The categories that `category_tag` and `is_code` have a place for.
const TAGGED: [&str; 4] = [CODING, MATH, CREATIVE_WRITING, INSTRUCTION_FOLLOWING];
/// What compar:IA asks of an answer; its columns are `conv_REASON_a` and `conv_REASON_b`.
pub(super) const COMPARIA_REASONS: [Reason; 7] = [
    Reason::Useful,
    Reason::Complete,
    Reason::Creative,
    Reason::ClearFormatting,
    Reason::Incorrect,
    Reason::Superficial,
    Reason::InstructionsNotFollowed,
];

/// Whether a schema can say that no rating uses the vote, if none does.
pub(super) fn can_hold(schema: PublicSchema, vote: &VoteRecord) -> bool {
    let Some(reason) = &vote.reason else {
        return true;
    };
    let has_anony = matches!(
        schema,
        PublicSchema::CleanBattle | PublicSchema::Lmarena100k
    );
    has_anony && NAMED_REASONS.contains(&reason.as_str())
}

/// The vote's row; its members may be in any order.
pub(super) fn row(schema: PublicSchema, vote: &PublicVote) -> Map<String, Value> {
    let row = match schema {
        PublicSchema::CleanBattle => clean_battle(vote),
        PublicSchema::Lmarena55k => lmarena_55k(vote),
        PublicSchema::Lmarena100k => lmarena_100k(vote),
        PublicSchema::Lmarena140k => lmarena_140k(vote),
        PublicSchema::Comparia => comparia(vote),
    };
    match row {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Whether a category of the vote can be told from its row.
pub(super) fn holds_category(schema: PublicSchema, vote: &PublicVote, category: &str) -> bool {
    let is_language = language(&vote.vote).is_some_and(|one| one.category() == category);
    let is_turns = category == MULTI_TURN && vote.turns.is_some_and(|turns| turns > 1);
    match schema {
        PublicSchema::CleanBattle => is_language || is_turns,
        PublicSchema::Lmarena55k => false,
        PublicSchema::Lmarena100k => {
            is_language || is_turns || TAGGED.contains(&category) || category == NO_REFUSAL
        }
        PublicSchema::Lmarena140k => is_language || is_turns || TAGGED.contains(&category),
        PublicSchema::Comparia => is_turns,
    }
}

fn clean_battle(vote: &PublicVote) -> Value {
    let own = &vote.vote;
    json!({
        "model_a": own.model_a,
        "model_b": own.model_b,
        "winner": winner(own, "tie (bothbad)"),
        "judge": format!("{JUDGE}{}", own.voter),
        "turn": vote.turns,
        "anony": own.reason.is_none(),
        "language": language_name(own),
        "tstamp": seconds(own),
    })
}

fn lmarena_55k(vote: &PublicVote) -> Value {
    let own = &vote.vote;
    let is = |choice: &str| i64::from(own.choice == choice);
    let list = |of: fn(&BattleRecord) -> &[String]| {
        let texts = vote.texts.as_ref().map(of).unwrap_or_default();
        json!(texts).to_string()
    };
    json!({
        "id": own.seq,
        "model_a": own.model_a,
        "model_b": own.model_b,
        "prompt": list(|texts| &texts.prompts.0),
        "response_a": list(|texts| &texts.answers_a.0),
        "response_b": list(|texts| &texts.answers_b.0),
        "winner_model_a": is(Choice::A.as_str()),
        "winner_model_b": is(Choice::B.as_str()),
        "winner_tie": is(Choice::Tie.as_str()) + is(Choice::BothBad.as_str()),
    })
}

fn lmarena_100k(vote: &PublicVote) -> Value {
    let own = &vote.vote;
    json!({
        "question_id": own.battle,
        "model_a": own.model_a,
        "model_b": own.model_b,
        "winner": winner(own, "tie (bothbad)"),
        "judge": format!("{JUDGE}{}", own.voter),
        "conversation_a": messages(vote, |texts| &texts.answers_a.0, |text| json!(text)),
        "conversation_b": messages(vote, |texts| &texts.answers_b.0, |text| json!(text)),
        "turn": vote.turns,
        "anony": own.reason.is_none(),
        "language": language_name(own),
        "tstamp": seconds(own),
        "conv_metadata": metadata(vote),
        "is_code": tag(own, CODING),
        "is_refusal": tag(own, NO_REFUSAL).map(|is_fine| !is_fine),
        "dedup_tag": null_record(),
        "category_tag": category_tag(own),
    })
}

fn lmarena_140k(vote: &PublicVote) -> Value {
    let own = &vote.vote;
    let part = |text: &str| json!([{"type": "text", "text": text}]);
    let conversation = vote.texts.as_ref().map(|texts| {
        let said = |role: &str, text: &str| json!({"role": role, "content": part(text)});
        let turns = texts.prompts.0.iter();
        let turns = turns
            .zip(texts.answers_a.0.iter().zip(&texts.answers_b.0))
            .map(|(prompt, (a, b))| {
                json!({
                    "user": said("user", prompt),
                    "model_side_a": said("assistant", a),
                    "model_side_b": said("assistant", b),
                })
            });
        turns.collect::<Vec<_>>()
    });
    json!({
        "id": hyphenated(&own.battle.0),
        "model_a": own.model_a,
        "model_b": own.model_b,
        "winner": winner(own, "both_bad"),
        "evaluation_session_id": hyphenated(&own.voter),
        "conversation_a": messages(vote, |texts| &texts.answers_a.0, part),
        "conversation_b": messages(vote, |texts| &texts.answers_b.0, part),
        "full_conversation": conversation.unwrap_or_default(),
        "conv_metadata": metadata(vote),
        "category_tag": category_tag(own),
        "language": language(own).map_or("und", Language::tag),
        "is_code": tag(own, CODING),
        "timestamp": rfc3339(own.time.0),
    })
}

fn comparia(vote: &PublicVote) -> Value {
    let own = &vote.vote;
    let chosen = match own.choice.as_str() {
        "a" => Some(&own.model_a),
        "b" => Some(&own.model_b),
        _ => None,
    };
    let mut pair = [own.model_a.as_str(), own.model_b.as_str()];
    pair.sort_unstable();
    let opening = vote
        .texts
        .as_ref()
        .and_then(|texts| texts.prompts.0.first());
    let mut row = json!({
        "id": own.seq,
        "timestamp": rfc3339(own.time.0),
        "model_a_name": own.model_a,
        "model_b_name": own.model_b,
        "model_pair_name": format!("{{{}}}", pair.join(", ")),
        "chosen_model_name": chosen,
        "both_equal": chosen.is_none(),
        "opening_msg": opening,
        "conversation_a": messages(vote, |texts| &texts.answers_a.0, |text| json!(text)),
        "conversation_b": messages(vote, |texts| &texts.answers_b.0, |text| json!(text)),
        "conv_turns": vote.turns,
        "conversation_pair_id": own.battle,
        "visitor_id": own.voter,
    });
    for (side, said) in [("a", &own.reasons_a), ("b", &own.reasons_b)] {
        for reason in COMPARIA_REASONS {
            let is_said = said.iter().any(|word| word == reason.as_str());
            if let Some(members) = row.as_object_mut() {
                members.insert(format!("conv_{reason}_{side}"), is_said.into());
            }
        }
    }
    row
}

/// The word for the choice; arenas differ in what they call two bad answers.
fn winner(vote: &VoteRecord, both_bad: &'static str) -> &'static str {
    match vote.choice.as_str() {
        "a" => "model_a",
        "b" => "model_b",
        "tie" => "tie",
        _ => both_bad,
    }
}

/// Prompts and the answers of one side in turn; none if they may not be published.
fn messages(
    vote: &PublicVote,
    side: impl Fn(&BattleRecord) -> &[String],
    content: impl Fn(&str) -> Value,
) -> Vec<Value> {
    let Some(texts) = &vote.texts else {
        return Vec::new();
    };
    let turns = texts.prompts.0.iter().zip(side(texts));
    let said = |role: &str, text: &str| json!({"role": role, "content": content(text)});
    turns
        .flat_map(|(prompt, answer)| [said("user", prompt), said("assistant", answer)])
        .collect()
}

/// Sums of looks stand in the first place of each group, since nobody here knows the others; readers add the group up.
fn metadata(vote: &PublicVote) -> Value {
    let own = &vote.vote;
    json!({
        "header_count_a": {"h1": own.headers_a},
        "header_count_b": {"h1": own.headers_b},
        "list_count_a": {"unordered": own.lists_a},
        "list_count_b": {"unordered": own.lists_b},
        "bold_count_a": {"**": own.bold_a},
        "bold_count_b": {"**": own.bold_b},
        "turns": vote.turns,
    })
}

fn category_tag(vote: &VoteRecord) -> Value {
    json!({
        "creative_writing_v0.1": {"creative_writing": tag(vote, CREATIVE_WRITING)},
        "criteria_v0.1": null_record(),
        "if_v0.1": {"if": tag(vote, INSTRUCTION_FOLLOWING)},
        "math_v0.1": {"math": tag(vote, MATH)},
    })
}

/// A record of which nobody here knows anything.
fn null_record() -> Value {
    Value::Object(Map::new())
}

/// Whether the vote has a category; nobody knows of one that no rules looked at.
fn tag(vote: &VoteRecord, category: &str) -> Option<bool> {
    let is_there = vote.categories.iter().any(|one| one == category);
    (is_there || vote.tagged_by.is_some()).then_some(is_there)
}

/// The first of its languages.
fn language(vote: &VoteRecord) -> Option<Language> {
    let mut categories = vote.categories.iter();
    categories
        .find_map(|category| Language::named(category).filter(|one| one.category() == *category))
}

/// The language by its English name.
fn language_name(vote: &VoteRecord) -> String {
    let Some(language) = language(vote) else {
        return "unknown".to_owned();
    };
    let mut letters = language.category().chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// When, in seconds; milliseconds stay exact.
fn seconds(vote: &VoteRecord) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds are far below 2^53"
    )]
    let ms = vote.time.0 as f64;
    ms / 1_000.0
}

/// 32 digits as a UUID is written.
fn hyphenated(id: &str) -> String {
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    let parts: Option<Vec<&str>> = parts.into_iter().map(|range| id.get(range)).collect();
    parts.map_or_else(|| id.to_owned(), |parts| parts.join("-"))
}
