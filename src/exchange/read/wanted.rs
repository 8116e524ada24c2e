//! What a caller wants to know of each vote, and the columns that decide what a row is.

use super::words::Keep;
use crate::domain::StyleFeatures;

/// What is read beside the two models and the choice. Nothing that is not wanted costs time or memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a column that is wanted or not"
)]
pub struct Wanted {
    /// Who voted.
    pub voters: bool,
    /// When.
    pub times: bool,
    /// How much the vote counts.
    pub weights: bool,
    /// The tags of the battle.
    pub categories: bool,
    /// Which rules found the tags.
    pub tagged_by: bool,
    /// Length, headers, lists and bold text of both answers, which become [`Wanted::STYLE`].
    pub style: bool,
    /// More numbers of both answers, each from the columns `NAME_a` and `NAME_b`.
    pub features: Vec<String>,
    /// What the file calls the vote.
    pub ids: bool,
    /// Why, in the voter's words.
    pub reasons: bool,
    /// Leave out votes of after this moment, Unix milliseconds, and those whose time cannot be read.
    pub latest_ms: Option<i64>,
    /// Votes that no rating uses too, with the reason.
    pub unrated: bool,
}

impl Wanted {
    /// The names of the style features, in the order in which a batch has them, before those that were asked for.
    pub const STYLE: [&'static str; 4] = StyleFeatures::NAMES;

    /// The names of all features of a batch.
    #[must_use]
    pub fn feature_names(&self) -> Vec<&str> {
        let style: &[&str] = if self.style { &Self::STYLE } else { &[] };
        let own = self.features.iter().map(String::as_str);
        style.iter().copied().chain(own).collect()
    }
}

/// The columns that decide whether a row is a vote, and which; and one more whose texts are few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    ModelA,
    ModelB,
    Choice,
    State,
    Reason,
    Winner,
    Anony,
    WinnerModelA,
    WinnerModelB,
    WinnerTie,
    Left,
    Right,
    ModelAName,
    ModelBName,
    ChosenModelName,
    BothEqual,
    TaggedBy,
    RatedModel,
    OtherModel,
    Reaction,
    InArena,
}

impl Column {
    /// All of them, by number.
    pub(super) const ALL: [Self; 21] = [
        Self::ModelA,
        Self::ModelB,
        Self::Choice,
        Self::State,
        Self::Reason,
        Self::Winner,
        Self::Anony,
        Self::WinnerModelA,
        Self::WinnerModelB,
        Self::WinnerTie,
        Self::Left,
        Self::Right,
        Self::ModelAName,
        Self::ModelBName,
        Self::ChosenModelName,
        Self::BothEqual,
        Self::TaggedBy,
        Self::RatedModel,
        Self::OtherModel,
        Self::Reaction,
        Self::InArena,
    ];

    /// Which of its texts are kept.
    pub(super) fn keep(self) -> Keep {
        match self {
            Self::ModelA
            | Self::ModelB
            | Self::Left
            | Self::Right
            | Self::ModelAName
            | Self::ModelBName
            | Self::ChosenModelName
            | Self::RatedModel
            | Self::OtherModel => Keep::All,
            Self::Reason | Self::TaggedBy => Keep::Some,
            _ => Keep::Meant,
        }
    }

    /// Its name in a file.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::ModelA => "model_a",
            Self::ModelB => "model_b",
            Self::Choice => "choice",
            Self::State => "state",
            Self::Reason => "reason",
            Self::Winner => "winner",
            Self::Anony => "anony",
            Self::WinnerModelA => "winner_model_a",
            Self::WinnerModelB => "winner_model_b",
            Self::WinnerTie => "winner_tie",
            Self::Left => "left",
            Self::Right => "right",
            Self::ModelAName => "model_a_name",
            Self::ModelBName => "model_b_name",
            Self::ChosenModelName => "chosen_model_name",
            Self::BothEqual => "both_equal",
            Self::TaggedBy => "tagged_by",
            // `Open WebUI` has records within records; some tools write them flat.
            Self::RatedModel => "data.model_id",
            Self::OtherModel => "data.sibling_model_ids",
            Self::Reaction => "data.rating",
            Self::InArena => "meta.arena",
        }
    }
}
