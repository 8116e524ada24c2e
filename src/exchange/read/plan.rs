//! Which columns tell what is wanted.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::wanted::{Column, Wanted};
use crate::domain::Reason;
use crate::domain::category::NO_REFUSAL;

/// Columns that name the voter, the first before the others.
const VOTER: [&str; 8] = [
    "voter",
    "judge",
    "judge_hash",
    "user_id",
    "worker",
    "visitor_id",
    "session_hash",
    "evaluation_session_id",
];
/// Columns that say when.
const TIME: [&str; 4] = ["time", "tstamp", "timestamp", "created_at"];
/// Columns that name the vote.
const ID: [&str; 3] = ["battle", "question_id", "id"];
/// Columns with what was answered, which nobody reads.
const TEXTS: [&str; 6] = [
    "response_a",
    "response_b",
    "conversation_a",
    "conversation_b",
    "full_conversation",
    "snapshot",
];
/// Columns of the style features without `_a` and `_b`: Agon's, and short ones.
const STYLE: [[&str; 2]; 4] = [
    ["chars", "len"],
    ["headers", "head"],
    ["lists", "list"],
    ["bold", "bold"],
];
/// The entries of `LMArena`'s `conv_metadata` for the same.
const METADATA: [[&str; 2]; 4] = [
    ["sum_assistant_a_tokens", "sum_assistant_b_tokens"],
    ["header_count_a", "header_count_b"],
    ["list_count_a", "list_count_b"],
    ["bold_count_a", "bold_count_b"],
];
/// After all columns that tell a feature directly.
const METADATA_RANK: u8 = 9;

/// What a column tells. Of the columns that tell the same, the one with the lowest rank counts, then the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Whether the row is a vote, and which.
    Word(Column),
    /// Who voted.
    Voter(u8),
    /// When.
    Time(u8),
    /// How much the vote counts.
    Weight,
    /// What the file calls the vote.
    Id(u8),
    /// A list of categories, or one text with semicolons.
    Categories,
    /// One category.
    Category,
    /// Whether the battle is in this category.
    Flag(&'static str),
    /// Whether the battle is not in this category.
    Unflag(&'static str),
    /// How many turns the battle has.
    Turns,
    /// What the voter said of one answer: 0 for side A, 1 for side B.
    Reasons(usize),
    /// Whether the voter said this of one answer.
    Reason(usize, Reason),
    /// The voter's own words.
    Note,
    /// `Open WebUI`'s record of a reaction.
    Feedback,
    /// Its record of where that was.
    FeedbackMeta,
    /// The numbers of categories as bits.
    Bits,
    /// A record whose true leaves are categories.
    Tree,
    /// A number of one answer.
    Feature(Feature),
    /// All style features in one list, side by side.
    StyleList,
    /// A record that holds the style features.
    Metadata,
    /// The same record, of which only the number of turns is wanted.
    MetadataTurns,
    /// What was answered: only that it is there is of interest.
    Texts,
}

impl Target {
    /// The lower, the sooner it counts.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Voter(rank) | Self::Time(rank) | Self::Id(rank) => rank,
            Self::Feature(feature) => feature.rank,
            _ => 0,
        }
    }

    /// Whether a column with this target leaves nothing to tell to another one, whose rank is not lower.
    pub(super) fn tells_the_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Word(one), Self::Word(two)) => one == two,
            (Self::Feature(one), Self::Feature(two)) => {
                let is_sum = one.is_sum() && two.is_sum();
                (one.place, one.side) == (two.place, two.side) && !is_sum
            }
            (Self::StyleList, Self::Feature(feature)) => feature.place < STYLE.len(),
            (Self::Voter(_), Self::Voter(_))
            | (Self::Time(_), Self::Time(_))
            | (Self::Id(_), Self::Id(_))
            | (Self::Weight, Self::Weight) => true,
            _ => false,
        }
    }
}

/// A number of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Feature {
    /// Its place in a batch.
    pub(super) place: usize,
    /// 0 for side A, 1 for side B.
    pub(super) side: usize,
    pub(super) rank: u8,
}

impl Feature {
    /// Whether several leaves of one record are added up.
    pub(super) fn is_sum(self) -> bool {
        self.rank == METADATA_RANK
    }

    /// The entry of a list of all style features.
    pub(super) fn of_list(entry: usize) -> Self {
        Self {
            place: entry / 2,
            side: entry % 2,
            rank: 0,
        }
    }

    /// The feature that an entry of `conv_metadata` tells.
    pub(super) fn of_metadata(entry: &str) -> Option<Self> {
        let places = METADATA.iter().enumerate();
        let mut found = places.filter_map(|(place, sides)| {
            let side = sides.iter().position(|name| *name == entry)?;
            Some((place, side))
        });
        found.next().map(|(place, side)| Self {
            place,
            side,
            rank: METADATA_RANK,
        })
    }
}

/// The columns of a file that tell something that is wanted.
#[derive(Debug)]
pub(super) struct Plan {
    targets: HashMap<String, Vec<Target>, RandomState>,
    /// How many features a row has.
    pub(super) features: usize,
}

impl Plan {
    /// The columns that these wishes need.
    pub(super) fn new(wanted: &Wanted) -> Self {
        let mut plan = Self {
            targets: HashMap::default(),
            features: wanted.feature_names().len(),
        };
        for column in Column::ALL {
            plan.add(column.as_str(), Target::Word(column));
        }
        for column in TEXTS {
            plan.add(column, Target::Texts);
        }
        plan.add("data", Target::Feedback);
        plan.add("meta", Target::FeedbackMeta);
        if wanted.voters {
            plan.add_ranked(&VOTER, Target::Voter);
        }
        if wanted.times {
            plan.add_ranked(&TIME, Target::Time);
        }
        if wanted.ids {
            plan.add_ranked(&ID, Target::Id);
        }
        if wanted.weights {
            plan.add("weight", Target::Weight);
        }
        if wanted.categories {
            plan.add_categories();
        }
        if wanted.reasons {
            plan.add_reasons();
        }
        plan.add_features(wanted);
        plan
    }

    /// What a column tells, if anything of it is wanted.
    pub(super) fn targets(&self, column: &str) -> &[Target] {
        let found = self.targets.get(column.trim());
        found.map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, column: &str, target: Target) {
        self.targets
            .entry(column.to_owned())
            .or_default()
            .push(target);
    }

    fn add_ranked(&mut self, columns: &[&str], target: impl Fn(u8) -> Target) {
        for (rank, column) in (0..).zip(columns) {
            self.add(column, target(rank));
        }
    }

    fn add_categories(&mut self) {
        for (column, target) in [
            ("categories", Target::Categories),
            ("selected_category", Target::Category),
            ("language", Target::Category),
            ("is_code", Target::Flag("coding")),
            ("is_refusal", Target::Unflag(NO_REFUSAL)),
            ("turn", Target::Turns),
            ("conv_turns", Target::Turns),
            ("conv_metadata", Target::MetadataTurns),
            ("category_tag", Target::Tree),
            ("cats", Target::Bits),
        ] {
            self.add(column, target);
        }
    }

    fn add_reasons(&mut self) {
        self.add("note", Target::Note);
        for (side, letter) in ["a", "b"].into_iter().enumerate() {
            self.add(&format!("reasons_{letter}"), Target::Reasons(side));
            for reason in Reason::ALL {
                // As compar:IA has them.
                self.add(
                    &format!("conv_{reason}_{letter}"),
                    Target::Reason(side, reason),
                );
            }
        }
    }

    fn add_features(&mut self, wanted: &Wanted) {
        let mut feature = |name: &str, place: usize, rank: u8| {
            for (side, letter) in ["a", "b"].into_iter().enumerate() {
                let feature = Feature { place, side, rank };
                self.add(&format!("{name}_{letter}"), Target::Feature(feature));
            }
        };
        let mut next = 0;
        if wanted.style {
            for names in STYLE {
                for (rank, name) in (1..).zip(names) {
                    feature(name, next, rank);
                }
                next += 1;
            }
        }
        for (place, name) in (next..).zip(&wanted.features) {
            feature(name, place, 0);
        }
        if wanted.style {
            self.add("style", Target::StyleList);
            self.add("conv_metadata", Target::Metadata);
        }
    }
}

/// What a true leaf of `category_tag` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf<'a> {
    /// The battle is in this category.
    Category(&'a str),
    /// It meets one of the seven criteria of a hard prompt.
    Criterion,
}

impl<'a> Leaf<'a> {
    /// What the leaf at the end of a path says if it is true.
    pub(super) fn of(group: Option<&str>, name: &'a str) -> Self {
        match (group, name) {
            (Some(group), _) if group.starts_with("criteria") => Self::Criterion,
            (_, "if") => Self::Category("instruction_following"),
            (_, name) => Self::Category(name),
        }
    }
}

/// The entry of `LMArena`'s `conv_metadata` that counts turns.
pub(super) const TURNS: &str = "turns";

/// The category of battles that meet enough criteria.
pub(super) const HARD: &str = "hard_prompts";
/// How many criteria a hard prompt meets, as `LMArena` counts.
pub(super) const HARD_CRITERIA: u8 = 6;
