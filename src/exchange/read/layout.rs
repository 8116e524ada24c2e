//! The schemas of vote files. What their words mean is written here and nowhere else.

use std::fmt;
use std::str::FromStr;

use super::fields::Fields;
use super::{Skip, VoteRow};
use crate::domain::Choice;

/// A schema of vote files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Agon's own votes file.
    Agon,
    /// `LMArena` and `FastChat`: `clean_battle`, 33k, 100k, 140k.
    Lmarena,
    /// Kaggle's `LMSYS` competition: one column per outcome.
    Kaggle,
    /// `LLMFAO`'s crowd comparisons.
    Llmfao,
    /// compar:IA's votes.
    Comparia,
}

impl Layout {
    /// All of them, in the order in which a file is tried.
    pub const ALL: [Self; 5] = [
        Self::Agon,
        Self::Lmarena,
        Self::Kaggle,
        Self::Llmfao,
        Self::Comparia,
    ];

    /// The word for it on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agon => "agon",
            Self::Lmarena => "lmarena",
            Self::Kaggle => "kaggle",
            Self::Llmfao => "llmfao",
            Self::Comparia => "comparia",
        }
    }

    /// The columns that a file must have.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Agon => &["model_a", "model_b", "choice"],
            Self::Lmarena => &["model_a", "model_b", "winner"],
            Self::Kaggle => &[
                "model_a",
                "model_b",
                "winner_model_a",
                "winner_model_b",
                "winner_tie",
            ],
            Self::Llmfao => &["left", "right", "winner"],
            Self::Comparia => &["model_a_name", "model_b_name", "chosen_model_name"],
        }
    }

    /// Whether these columns are enough.
    pub(super) fn fits(self, has: impl Fn(&str) -> bool) -> bool {
        // JSON writers leave null out, and a tie of compar:IA chose nobody.
        let instead = |column: &str| column == "chosen_model_name" && has("both_equal");
        let mut needed = self.columns().iter();
        needed.all(|column| has(column) || instead(column))
    }

    /// The first schema for which these columns are enough.
    pub(super) fn of(has: impl Fn(&str) -> bool) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.fits(&has))
    }

    /// The columns that one schema, or any of them, expects, for messages.
    #[must_use]
    pub fn expected(asked: Option<Self>) -> String {
        let one = |layout: Self| format!("{} ({layout})", layout.columns().join(", "));
        match asked {
            Some(layout) => one(layout),
            None => Self::ALL.map(one).join(" or "),
        }
    }

    /// What a row says.
    pub(super) fn vote(self, fields: &Fields) -> Result<VoteRow, Skip> {
        if !self.fits(|column| fields.has(column)) {
            return Err(Skip::Columns);
        }
        let (column_a, column_b) = self.sides();
        let name = |column| fields.text(column).filter(|name| !name.is_empty());
        let model_a = name(column_a).ok_or(Skip::EmptyName)?;
        let model_b = name(column_b).ok_or(Skip::EmptyName)?;
        let choice = match self {
            Self::Agon => fields.text("choice").and_then(|word| word.parse().ok()),
            Self::Lmarena => fields.text("winner").and_then(lmarena),
            Self::Kaggle => kaggle(fields),
            Self::Llmfao => fields.text("winner").and_then(llmfao),
            Self::Comparia => comparia(fields, (model_a, model_b)),
        };
        let choice = choice.ok_or(Skip::Outcome)?;
        if model_a == model_b {
            return Err(Skip::SelfPlay);
        }
        self.check_rated(fields)?;
        Ok(VoteRow {
            model_a: model_a.to_owned(),
            model_b: model_b.to_owned(),
            choice,
        })
    }

    fn sides(self) -> (&'static str, &'static str) {
        match self {
            Self::Agon | Self::Lmarena | Self::Kaggle => ("model_a", "model_b"),
            Self::Llmfao => ("left", "right"),
            Self::Comparia => ("model_a_name", "model_b_name"),
        }
    }

    /// Whether ratings use the vote, as far as its schema says.
    fn check_rated(self, fields: &Fields) -> Result<(), Skip> {
        match self {
            Self::Agon => match fields.text("state") {
                None | Some("rated") => Ok(()),
                Some("unrated") => Err(Skip::unrated(fields.text("reason").unwrap_or_default())),
                Some(_) => Err(Skip::State),
            },
            Self::Lmarena if fields.text("anony").and_then(flag) == Some(false) => Err(Skip::Named),
            _ => Ok(()),
        }
    }
}

fn lmarena(winner: &str) -> Option<Choice> {
    match winner {
        "model_a" => Some(Choice::A),
        "model_b" => Some(Choice::B),
        "tie" => Some(Choice::Tie),
        "tie (bothbad)" | "both_bad" => Some(Choice::BothBad),
        _ => None,
    }
}

fn llmfao(winner: &str) -> Option<Choice> {
    match winner {
        "left" => Some(Choice::A),
        "right" => Some(Choice::B),
        "tie" => Some(Choice::Tie),
        _ => None,
    }
}

/// Exactly one of the three outcomes.
fn kaggle(fields: &Fields) -> Option<Choice> {
    let set = |column| fields.text(column).and_then(flag);
    match (
        set("winner_model_a")?,
        set("winner_model_b")?,
        set("winner_tie")?,
    ) {
        (true, false, false) => Some(Choice::A),
        (false, true, false) => Some(Choice::B),
        (false, false, true) => Some(Choice::Tie),
        _ => None,
    }
}

/// One of the two models, or both equal; not both, and not neither.
fn comparia(fields: &Fields, (model_a, model_b): (&str, &str)) -> Option<Choice> {
    let equal = match fields.text("both_equal") {
        None | Some("") => false,
        Some(word) => flag(word)?,
    };
    match (equal, fields.text("chosen_model_name").unwrap_or_default()) {
        (true, "") => Some(Choice::Tie),
        (false, chosen) if chosen == model_a => Some(Choice::A),
        (false, chosen) if chosen == model_b => Some(Choice::B),
        _ => None,
    }
}

/// Yes or no as JSON, Python, R and spreadsheets write it.
fn flag(word: &str) -> Option<bool> {
    match word {
        "1" | "1.0" | "true" | "True" | "TRUE" => Some(true),
        "0" | "0.0" | "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Layout {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|layout| layout.as_str() == text)
            .ok_or("one of agon, lmarena, kaggle, llmfao, comparia")
    }
}
