//! The names and types of the fields of each schema, as their publishers have them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::tree::Node::{self, Json, Leaf, List, Record};
use crate::exchange::Format;
use crate::exchange::cell::Kind;

/// A schema in which public arenas publish their votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicSchema {
    /// `FastChat`'s `clean_battle_YYYYMMDD.json`.
    CleanBattle,
    /// `lmsys-arena-human-preference-55k`, also Kaggle's.
    Lmarena55k,
    /// `arena-human-preference-100k`.
    Lmarena100k,
    /// `arena-human-preference-140k`.
    Lmarena140k,
    /// `comparia-votes`.
    Comparia,
}

impl PublicSchema {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::CleanBattle,
        Self::Lmarena55k,
        Self::Lmarena100k,
        Self::Lmarena140k,
        Self::Comparia,
    ];

    /// The word for it in addresses and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CleanBattle => "clean_battle",
            Self::Lmarena55k => "lmarena-55k",
            Self::Lmarena100k => "lmarena-100k",
            Self::Lmarena140k => "lmarena-140k",
            Self::Comparia => "comparia",
        }
    }

    /// The format in which it is published; lines of JSON where that is Parquet, which nobody can read on a screen.
    #[must_use]
    pub fn usual_format(self) -> Format {
        match self {
            Self::CleanBattle => Format::Json,
            Self::Lmarena55k => Format::Csv,
            Self::Lmarena100k | Self::Lmarena140k | Self::Comparia => Format::Jsonl,
        }
    }

    /// Whether it has a place for prompts and answers.
    #[must_use]
    pub fn has_texts(self) -> bool {
        self != Self::CleanBattle
    }

    /// Its fields in order.
    pub(super) fn fields(self) -> &'static [(&'static str, Node)] {
        match self {
            Self::CleanBattle => CLEAN_BATTLE,
            Self::Lmarena55k => LMARENA_55K,
            Self::Lmarena100k => LMARENA_100K,
            Self::Lmarena140k => LMARENA_140K,
            Self::Comparia => COMPARIA,
        }
    }
}

impl fmt::Display for PublicSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for PublicSchema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for PublicSchema {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|schema| schema.as_str() == text)
            .ok_or("one of clean_battle, lmarena-55k, lmarena-100k, lmarena-140k, comparia")
    }
}

/// The fields of a schema or of a record in it.
type Fields = &'static [(&'static str, Node)];

const TEXT: Node = Leaf(Kind::Text);
const FLAG: Node = Leaf(Kind::Bool);
const INT: Node = Leaf(Kind::Int);
const INT32: Node = Leaf(Kind::Int32);
const FLOAT: Node = Leaf(Kind::Float);

const CLEAN_BATTLE: Fields = &[
    ("model_a", TEXT),
    ("model_b", TEXT),
    ("winner", TEXT),
    ("judge", TEXT),
    ("turn", INT),
    ("anony", FLAG),
    ("language", TEXT),
    ("tstamp", FLOAT),
];

/// Prompt and answers are texts that hold JSON lists, one entry a turn.
const LMARENA_55K: Fields = &[
    ("id", INT),
    ("model_a", TEXT),
    ("model_b", TEXT),
    ("prompt", TEXT),
    ("response_a", TEXT),
    ("response_b", TEXT),
    ("winner_model_a", INT),
    ("winner_model_b", INT),
    ("winner_tie", INT),
];

const MESSAGES: Node = List(&Record(&[
    ("role", TEXT),
    ("content", TEXT),
    ("num_tokens", INT),
]));

const HEADERS: Node = Record(&[
    ("h1", INT),
    ("h2", INT),
    ("h3", INT),
    ("h4", INT),
    ("h5", INT),
    ("h6", INT),
]);
const LISTS: Node = Record(&[("ordered", INT), ("unordered", INT)]);
const BOLD: Node = Record(&[("**", INT), ("__", INT)]);

const METADATA: Node = Record(&[
    ("sum_assistant_a_tokens", INT32),
    ("header_count_a", HEADERS),
    ("list_count_a", LISTS),
    ("bold_count_a", BOLD),
    ("context_a_tokens", INT32),
    ("sum_assistant_b_tokens", INT32),
    ("header_count_b", HEADERS),
    ("list_count_b", LISTS),
    ("bold_count_b", BOLD),
    ("context_b_tokens", INT32),
    ("sum_user_tokens", INT32),
    ("turns", INT32),
]);

const CATEGORY_TAG: Node = Record(&[
    (
        "creative_writing_v0.1",
        Record(&[("creative_writing", FLAG), ("score", TEXT)]),
    ),
    (
        "criteria_v0.1",
        Record(&[
            ("complexity", FLAG),
            ("creativity", FLAG),
            ("domain_knowledge", FLAG),
            ("problem_solving", FLAG),
            ("real_world", FLAG),
            ("specificity", FLAG),
            ("technical_accuracy", FLAG),
        ]),
    ),
    ("if_v0.1", Record(&[("if", FLAG), ("score", INT)])),
    ("math_v0.1", Record(&[("math", FLAG)])),
]);

const LMARENA_100K: Fields = &[
    ("question_id", TEXT),
    ("model_a", TEXT),
    ("model_b", TEXT),
    ("winner", TEXT),
    ("judge", TEXT),
    ("conversation_a", MESSAGES),
    ("conversation_b", MESSAGES),
    ("turn", INT),
    ("anony", FLAG),
    ("language", TEXT),
    ("tstamp", FLOAT),
    ("conv_metadata", METADATA),
    ("is_code", FLAG),
    ("is_refusal", FLAG),
    (
        "dedup_tag",
        Record(&[("high_freq", FLAG), ("sampled", FLAG)]),
    ),
    ("category_tag", CATEGORY_TAG),
];

const PARTS: Node = List(&Record(&[
    ("type", TEXT),
    ("text", TEXT),
    ("image", TEXT),
    ("mimeType", TEXT),
]));
const SAID: Node = Record(&[("role", TEXT), ("content", PARTS)]);

const LMARENA_140K: Fields = &[
    ("id", TEXT),
    ("model_a", TEXT),
    ("model_b", TEXT),
    ("winner", TEXT),
    ("evaluation_session_id", TEXT),
    ("evaluation_order", INT32),
    ("conversation_a", List(&SAID)),
    (
        "conversation_b",
        List(&Record(&[
            ("role", TEXT),
            ("content", PARTS),
            ("num_tokens", INT32),
        ])),
    ),
    (
        "full_conversation",
        List(&Record(&[
            ("user", SAID),
            ("model_side_a", SAID),
            ("model_side_b", SAID),
        ])),
    ),
    ("conv_metadata", METADATA),
    ("category_tag", CATEGORY_TAG),
    ("language", TEXT),
    ("is_code", FLAG),
    ("timestamp", TEXT),
];

const COMPARIA: Fields = &[
    ("id", INT),
    ("timestamp", TEXT),
    ("model_a_name", TEXT),
    ("model_b_name", TEXT),
    ("model_pair_name", TEXT),
    ("chosen_model_name", TEXT),
    ("both_equal", FLAG),
    ("opening_msg", TEXT),
    ("conversation_a", Json),
    ("conversation_b", Json),
    ("conv_turns", INT),
    ("system_prompt_a", TEXT),
    ("system_prompt_b", TEXT),
    ("selected_category", TEXT),
    ("is_unedited_prompt", FLAG),
    ("conversation_pair_id", TEXT),
    ("session_hash", TEXT),
    ("visitor_id", TEXT),
    ("conv_comments_a", TEXT),
    ("conv_comments_b", TEXT),
    ("conv_useful_a", FLAG),
    ("conv_useful_b", FLAG),
    ("conv_complete_a", FLAG),
    ("conv_complete_b", FLAG),
    ("conv_creative_a", FLAG),
    ("conv_creative_b", FLAG),
    ("conv_clear_formatting_a", FLAG),
    ("conv_clear_formatting_b", FLAG),
    ("conv_incorrect_a", FLAG),
    ("conv_incorrect_b", FLAG),
    ("conv_superficial_a", FLAG),
    ("conv_superficial_b", FLAG),
    ("conv_instructions_not_followed_a", FLAG),
    ("conv_instructions_not_followed_b", FLAG),
];
