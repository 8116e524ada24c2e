//! The schemas of vote files. What their words mean is written here and nowhere else.

use std::fmt;
use std::str::FromStr;

use super::Skip;
use super::row::Cells;
use super::wanted::Column;
use super::words::{Symbol, Words};
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
    /// `Open WebUI`'s feedback: one answer is better or worse than the others to the same message.
    OpenWebui,
}

impl Layout {
    /// All of them, in the order in which a file is tried.
    pub const ALL: [Self; 6] = [
        Self::Agon,
        Self::Lmarena,
        Self::Kaggle,
        Self::Llmfao,
        Self::Comparia,
        Self::OpenWebui,
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
            Self::OpenWebui => "openwebui",
        }
    }

    /// The columns that a file must have.
    fn columns(self) -> &'static [Column] {
        match self {
            Self::Agon => &[Column::ModelA, Column::ModelB, Column::Choice],
            Self::Lmarena => &[Column::ModelA, Column::ModelB, Column::Winner],
            Self::Kaggle => &[
                Column::ModelA,
                Column::ModelB,
                Column::WinnerModelA,
                Column::WinnerModelB,
                Column::WinnerTie,
            ],
            Self::Llmfao => &[Column::Left, Column::Right, Column::Winner],
            Self::Comparia => &[
                Column::ModelAName,
                Column::ModelBName,
                Column::ChosenModelName,
            ],
            Self::OpenWebui => &[Column::RatedModel, Column::Reaction],
        }
    }

    /// Whether these columns are enough.
    pub(super) fn fits(self, has: impl Fn(Column) -> bool) -> bool {
        // JSON writers leave null out, and a tie of compar:IA chose nobody.
        let instead = |column: Column| column == Column::ChosenModelName && has(Column::BothEqual);
        let mut needed = self.columns().iter();
        needed.all(|column| has(*column) || instead(*column))
    }

    /// The first schema for which these columns are enough.
    pub(super) fn of(has: impl Fn(Column) -> bool) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.fits(&has))
    }

    /// The schema that was asked for, else the first, for which these columns are enough.
    pub(super) fn choose(asked: Option<Self>, has: impl Fn(Column) -> bool) -> Option<Self> {
        match asked {
            Some(layout) => Some(layout).filter(|layout| layout.fits(has)),
            None => Self::of(has),
        }
    }

    /// The columns that one schema, or any of them, expects, for messages.
    #[must_use]
    pub fn expected(asked: Option<Self>) -> String {
        let one = |layout: Self| {
            let names: Vec<_> = layout.columns().iter().map(|one| one.as_str()).collect();
            format!("{} ({layout})", names.join(", "))
        };
        match asked {
            Some(layout) => one(layout),
            None => Self::ALL.map(one).join(" or "),
        }
    }

    /// What a schema's word for an outcome means.
    pub(super) fn choice(self, word: &str) -> Option<Choice> {
        match self {
            Self::Agon => word.parse().ok(),
            Self::Lmarena => lmarena(word),
            Self::Llmfao => llmfao(word),
            Self::OpenWebui => open_webui(word),
            Self::Kaggle | Self::Comparia => None,
        }
    }

    /// What a row says.
    pub(super) fn vote(self, row: &impl Cells, words: &Words) -> Result<Said, Skip> {
        if !self.fits(|column| row.word(column) != Symbol::ABSENT) {
            return Err(Skip::Columns);
        }
        let (column_a, column_b) = self.sides();
        let (model_a, model_b) = (row.word(column_a), row.word(column_b));
        if self == Self::OpenWebui && model_a.is_text() && !model_b.is_text() {
            return Err(Skip::Alone);
        }
        if [model_a, model_b].contains(&Symbol::NOT_UTF8) {
            return Err(Skip::NotUtf8);
        }
        if !model_a.is_text() || !model_b.is_text() {
            return Err(Skip::EmptyName);
        }
        let is_formula = |name| words.text(name).starts_with('=');
        if is_formula(model_a) || is_formula(model_b) {
            return Err(Skip::Formula);
        }
        let choice = match self {
            Self::Agon => words.choice(self, row.word(Column::Choice)),
            Self::Lmarena | Self::Llmfao => words.choice(self, row.word(Column::Winner)),
            Self::OpenWebui => words.choice(self, row.word(Column::Reaction)),
            Self::Kaggle => kaggle(row, words),
            Self::Comparia => comparia(row, words, (model_a, model_b)),
        };
        let choice = choice.ok_or(Skip::Outcome)?;
        if model_a == model_b {
            return Err(Skip::SelfPlay);
        }
        Ok(Said {
            model_a,
            model_b,
            choice,
            unrated: self.unrated(row, words)?,
        })
    }

    fn sides(self) -> (Column, Column) {
        match self {
            Self::Agon | Self::Lmarena | Self::Kaggle => (Column::ModelA, Column::ModelB),
            Self::Llmfao => (Column::Left, Column::Right),
            Self::Comparia => (Column::ModelAName, Column::ModelBName),
            Self::OpenWebui => (Column::RatedModel, Column::OtherModel),
        }
    }

    /// Why ratings do not use the vote, as far as its schema says.
    fn unrated(self, row: &impl Cells, words: &Words) -> Result<Option<Skip>, Skip> {
        match self {
            Self::Agon => match row.word(Column::State) {
                Symbol::ABSENT | Symbol::NULL => Ok(None),
                state => match words.text(state) {
                    "rated" => Ok(None),
                    "unrated" => Ok(Some(Skip::unrated(words.text(row.word(Column::Reason))))),
                    _ => Err(Skip::State),
                },
            },
            Self::Lmarena if words.flag(row.word(Column::Anony)) == Some(false) => {
                Ok(Some(Skip::Named))
            }
            // Names are only hidden in its arena.
            Self::OpenWebui if words.flag(row.word(Column::InArena)) != Some(true) => {
                Ok(Some(Skip::Named))
            }
            _ => Ok(None),
        }
    }
}

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) model_a: Symbol,
    pub(super) model_b: Symbol,
    pub(super) choice: Choice,
    /// Why no rating uses it.
    pub(super) unrated: Option<Skip>,
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

/// Thumbs up or down.
fn open_webui(rating: &str) -> Option<Choice> {
    match rating {
        "1" | "1.0" => Some(Choice::A),
        "-1" | "-1.0" => Some(Choice::B),
        _ => None,
    }
}

/// Exactly one of the three outcomes.
fn kaggle(row: &impl Cells, words: &Words) -> Option<Choice> {
    let set = |column| words.flag(row.word(column));
    match (
        set(Column::WinnerModelA)?,
        set(Column::WinnerModelB)?,
        set(Column::WinnerTie)?,
    ) {
        (true, false, false) => Some(Choice::A),
        (false, true, false) => Some(Choice::B),
        (false, false, true) => Some(Choice::Tie),
        _ => None,
    }
}

/// One of the two models, or both equal; not both, and not neither.
fn comparia(
    row: &impl Cells,
    words: &Words,
    (model_a, model_b): (Symbol, Symbol),
) -> Option<Choice> {
    let equal = match row.word(Column::BothEqual) {
        Symbol::ABSENT | Symbol::NULL | Symbol::BLANK => false,
        word => words.flag(word)?,
    };
    match (equal, row.word(Column::ChosenModelName)) {
        (true, Symbol::ABSENT | Symbol::NULL | Symbol::BLANK) => Some(Choice::Tie),
        (false, chosen) if chosen == model_a => Some(Choice::A),
        (false, chosen) if chosen == model_b => Some(Choice::B),
        _ => None,
    }
}

/// Yes or no as JSON, Python, R and spreadsheets write it.
pub(in crate::exchange) fn flag(word: &str) -> Option<bool> {
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
            .ok_or("one of agon, lmarena, kaggle, llmfao, comparia, openwebui")
    }
}
