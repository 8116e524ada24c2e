//! Which models of a board a reader wants to see, and in which order.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::domain::{Model, ModelState};

use super::{LeaderboardQuery, LeaderboardRow};

/// What the rows of a board can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// Best first.
    #[default]
    Rating,
    /// By what people call the model.
    Name,
    /// By rated votes.
    Votes,
    /// By the share of votes won.
    WinRate,
    /// By price.
    Price,
    /// By parameters.
    Size,
    /// By release date.
    Released,
    /// By the longest conversation that can be read.
    Context,
}

impl SortBy {
    /// Everything that rows can be sorted by.
    pub const ALL: [Self; 8] = [
        Self::Rating,
        Self::Name,
        Self::Votes,
        Self::WinRate,
        Self::Price,
        Self::Size,
        Self::Released,
        Self::Context,
    ];

    /// The word in queries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Name => "name",
            Self::Votes => "votes",
            Self::WinRate => "win_rate",
            Self::Price => "price",
            Self::Size => "size",
            Self::Released => "released",
            Self::Context => "context",
        }
    }

    /// Whether the largest comes first unless the reader wants it the other way round.
    fn is_largest_first(self) -> bool {
        !matches!(self, Self::Name | Self::Price | Self::Size)
    }
}

/// An order of rows: usually what readers look for comes first, with `-` before the word the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// What decides.
    pub by: SortBy,
    /// The other way round than usual.
    pub reversed: bool,
}

impl Sort {
    /// Whether small comes before large.
    #[must_use]
    pub fn is_ascending(self) -> bool {
        self.reversed == self.by.is_largest_first()
    }

    /// Puts rows that are in the order of the board into this one. What has no figure comes last either way, and equals stay in
    /// the order of the board.
    pub(super) fn apply(self, rows: &mut [LeaderboardRow]) {
        if self.by == SortBy::Rating {
            if self.reversed {
                rows.reverse();
            }
            return;
        }
        rows.sort_by(|x, y| self.compare(x, y));
    }

    fn compare(self, x: &LeaderboardRow, y: &LeaderboardRow) -> Ordering {
        let direction = |order: Ordering| {
            if self.is_ascending() {
                order
            } else {
                order.reverse()
            }
        };
        let known = |x: Option<Ordering>, lacks: Ordering| x.map_or(lacks, direction);
        let numbers = |x: Option<f64>, y: Option<f64>| {
            let both = x.zip(y).map(|(x, y)| x.total_cmp(&y));
            known(both, y.is_some().cmp(&x.is_some()))
        };
        let (a, b) = (&x.model, &y.model);
        match self.by {
            SortBy::Rating => Ordering::Equal,
            SortBy::Name => direction(a.name.to_lowercase().cmp(&b.name.to_lowercase())),
            SortBy::Votes => direction(x.standing.votes.cmp(&y.standing.votes)),
            SortBy::WinRate => numbers(x.win_rate, y.win_rate),
            SortBy::Price => numbers(a.price_output, b.price_output),
            SortBy::Size => numbers(a.parameters_b, b.parameters_b),
            SortBy::Released => {
                let both = a.released.as_ref().zip(b.released.as_ref());
                let lacks = b.released.is_some().cmp(&a.released.is_some());
                known(both.map(|(x, y)| x.cmp(y)), lacks)
            }
            SortBy::Context => {
                let both = a.context_tokens.zip(b.context_tokens);
                let lacks = b.context_tokens.is_some().cmp(&a.context_tokens.is_some());
                known(both.map(|(x, y)| x.cmp(&y)), lacks)
            }
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            if self.reversed { "-" } else { "" },
            self.by.as_str()
        )
    }
}

/// The word is no order; says which are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be rating, name, votes, win_rate, price, size, released or context, with - before it for the other way round"
)]
pub struct NoSort;

impl FromStr for Sort {
    type Err = NoSort;
    fn from_str(text: &str) -> Result<Self, NoSort> {
        let word = text.strip_prefix('-');
        let by = SortBy::ALL
            .into_iter()
            .find(|by| by.as_str() == word.unwrap_or(text));
        let reversed = word.is_some();
        by.map(|by| Self { by, reversed }).ok_or(NoSort)
    }
}

impl LeaderboardQuery {
    /// Whether it asks for all rows in their usual order, whichever the board.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let same_board = Self {
            category: self.category.clone(),
            style_control: self.style_control,
            at: self.at,
            ..Self::default()
        };
        *self == same_board
    }

    /// Whether a model is among those that are asked for.
    #[must_use]
    pub fn admits(&self, model: &Model) -> bool {
        let same = |wanted: &Option<String>, has: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| {
                has.as_ref()
                    .is_some_and(|has| has.eq_ignore_ascii_case(wanted))
            })
        };
        let at_most = |limit: Option<f64>, has: Option<f64>| {
            limit.is_none_or(|limit| has.is_some_and(|has| has <= limit))
        };
        let since = |day: &String| model.released.as_ref().is_some_and(|has| has >= day);
        self.weights
            .is_none_or(|weights| model.weights == Some(weights))
            && same(&self.organization, &model.organization)
            && same(&self.country, &model.country)
            && same(&self.license, &model.license)
            && self
                .reasoning
                .is_none_or(|wanted| model.reasoning == Some(wanted))
            && at_most(self.max_parameters_b, model.parameters_b)
            && at_most(self.max_price, model.price_output)
            && self.released_since.as_ref().is_none_or(since)
            && (self.models.is_empty() || self.models.iter().any(|id| id == model.id.as_str()))
            && !(self.hide_retired && model.state == ModelState::Retired)
            && self.q.as_ref().is_none_or(|text| mentions(model, text))
    }
}

fn mentions(model: &Model, text: &str) -> bool {
    let text = text.to_lowercase();
    let has = |value: &str| value.to_lowercase().contains(&text);
    has(model.id.as_str()) || has(&model.name) || model.organization.as_deref().is_some_and(has)
}
