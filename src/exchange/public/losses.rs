//! What of votes a schema has no place for, counted vote by vote.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rows::{COMPARIA_REASONS, can_hold, holds_category};
use super::{PublicSchema, PublicVote};
use crate::domain::{Choice, IMPORTED_NAMED};

/// The most values of one field that are told apart.
const VALUES: usize = 100;
/// What stands for the others.
const OTHERS: &str = "(others)";

/// What a file in a public schema does not say of the votes that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Losses {
    /// The schema.
    #[schema(value_type = String, example = "lmarena-55k")]
    pub schema: PublicSchema,
    /// Votes that were asked for.
    pub votes: u64,
    /// Votes in the file.
    pub written: u64,
    /// Votes that are not, since no rating uses them and the schema cannot say so: how many, by reason.
    pub left_out: BTreeMap<String, u64>,
    /// Votes in the file whose texts are not, because their voters have not agreed or they are not on this site.
    pub without_texts: u64,
    /// What is lost of votes in the file, by field of the votes file.
    pub lost: Vec<Lost>,
}

/// A field that a schema has no place for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Lost {
    /// Its name in the votes file; `probability` stands in the sampling file, `texts` in the battles file.
    pub field: &'static str,
    /// Votes that say something there.
    pub votes: u64,
    /// The values that are lost if not all of them are, and of how many votes each.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, u64>,
}

/// What can be lost, in the order of the votes file.
const FIELDS: [&str; 17] = [
    "seq",
    "battle",
    "time",
    "arena",
    "choice",
    "voter",
    "categories",
    "reason",
    "chars",
    "headers",
    "lists",
    "bold",
    "reasons",
    "note",
    "tagged_by",
    "probability",
    "texts",
];

impl Losses {
    /// Nothing yet.
    #[must_use]
    pub fn new(schema: PublicSchema) -> Self {
        Self {
            schema,
            votes: 0,
            written: 0,
            left_out: BTreeMap::new(),
            without_texts: 0,
            lost: Vec::new(),
        }
    }

    /// Counts a vote; whether it is in the file.
    pub fn add(&mut self, vote: &PublicVote) -> bool {
        self.votes += 1;
        if !can_hold(self.schema, &vote.vote) {
            let reason = vote.vote.reason.clone().unwrap_or_default();
            count(&mut self.left_out, reason);
            return false;
        }
        self.written += 1;
        self.without_texts += u64::from(self.schema.has_texts() && !vote.has_texts);
        for field in FIELDS {
            if self.loses(field, vote) {
                self.note(field, vote);
            }
        }
        true
    }

    /// What the report says, line by line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{}: {} of {} votes written",
            self.schema, self.written, self.votes
        )];
        lines.extend(self.left_out.iter().map(|(reason, votes)| {
            format!(
                "left out: {votes} unrated ({reason}), which {} cannot say",
                self.schema
            )
        }));
        if self.without_texts > 0 {
            let votes = self.without_texts;
            lines.push(format!(
                "without texts: {votes}, whose voters have not agreed or whose texts are not here"
            ));
        }
        lines.extend(self.lost.iter().map(|lost| {
            let values = lost.values.iter();
            let values: Vec<String> = values
                .map(|(value, votes)| format!("{value} {votes}"))
                .collect();
            let values = if values.is_empty() {
                String::new()
            } else {
                format!(" ({})", values.join(", "))
            };
            let votes = if lost.votes == 1 { "vote" } else { "votes" };
            format!("lost: {} of {} {votes}{values}", lost.field, lost.votes)
        }));
        lines
    }

    /// Whether the schema has no place for what a vote says there.
    fn loses(&self, field: &str, vote: &PublicVote) -> bool {
        use PublicSchema::{CleanBattle, Comparia, Lmarena55k};
        let (schema, own) = (self.schema, &vote.vote);
        let has_looks = !matches!(schema, CleanBattle | Lmarena55k | Comparia);
        let looks = |a: u32, b: u32| !has_looks && (a > 0 || b > 0);
        match field {
            // compar:IA and the 55k number their rows.
            "seq" => !matches!(schema, Lmarena55k | Comparia),
            "battle" => matches!(schema, CleanBattle | Lmarena55k),
            "time" | "voter" => schema == Lmarena55k,
            "arena" => true,
            "choice" => {
                own.choice == Choice::BothBad.as_str() && matches!(schema, Lmarena55k | Comparia)
            }
            "categories" => lost_categories(schema, vote).next().is_some(),
            // That a vote is named comes back, in the word that importers have for it.
            "reason" => own
                .reason
                .as_deref()
                .is_some_and(|reason| reason != IMPORTED_NAMED),
            // Others count tokens.
            "chars" => own.chars_a > 0 || own.chars_b > 0,
            "headers" => looks(own.headers_a, own.headers_b),
            "lists" => looks(own.lists_a, own.lists_b),
            "bold" => looks(own.bold_a, own.bold_b),
            "reasons" => lost_reasons(schema, vote).next().is_some(),
            "note" => own.note.is_some(),
            "tagged_by" => own.tagged_by.is_some(),
            "probability" => vote.probability.is_some(),
            "texts" => vote.has_texts && !schema.has_texts(),
            _ => false,
        }
    }

    fn note(&mut self, field: &'static str, vote: &PublicVote) {
        let place = self.lost.iter().position(|lost| lost.field == field);
        let place = place.unwrap_or_else(|| {
            self.lost.push(Lost {
                field,
                votes: 0,
                values: BTreeMap::new(),
            });
            let order = |lost: &Lost| FIELDS.iter().position(|one| *one == lost.field);
            self.lost.sort_by_key(order);
            let mut fields = self.lost.iter();
            fields.position(|lost| lost.field == field).unwrap_or(0)
        });
        let Some(lost) = self.lost.get_mut(place) else {
            return;
        };
        lost.votes += 1;
        match field {
            "choice" => count(&mut lost.values, vote.vote.choice.clone()),
            "categories" => {
                for category in lost_categories(self.schema, vote) {
                    count(&mut lost.values, category.to_owned());
                }
            }
            "reasons" => {
                for reason in lost_reasons(self.schema, vote) {
                    count(&mut lost.values, reason.to_owned());
                }
            }
            _ => {}
        }
    }
}

fn lost_categories(schema: PublicSchema, vote: &PublicVote) -> impl Iterator<Item = &str> {
    let all = vote.vote.categories.iter().map(String::as_str);
    all.filter(move |category| !holds_category(schema, vote, category))
}

fn lost_reasons(schema: PublicSchema, vote: &PublicVote) -> impl Iterator<Item = &str> {
    let is_held = move |word: &str| {
        let mut known = COMPARIA_REASONS.iter();
        schema == PublicSchema::Comparia && known.any(|one| one.as_str() == word)
    };
    let all = vote.vote.reasons_a.iter().chain(&vote.vote.reasons_b);
    all.map(String::as_str).filter(move |word| !is_held(word))
}

fn count(counts: &mut BTreeMap<String, u64>, value: String) {
    let is_full = counts.len() >= VALUES && !counts.contains_key(&value);
    let value = if is_full { OTHERS.to_owned() } else { value };
    *counts.entry(value).or_default() += 1;
}
