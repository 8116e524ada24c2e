//! Who answers in a battle, and whether its voter may know from the start.
//!
//! The models of a named battle can only be had as [`Named`], which no anonymous battle has: what shows them before the
//! vote asks for that type.

use std::fmt;
use std::str::FromStr;

use super::{InvalidValue, ModelId, Side};

/// How a battle's models come about, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Two models are drawn and stay secret until the vote, which ratings use.
    #[default]
    Anonymous,
    /// The voter picks two models. Votes are kept, and no rating uses them.
    SideBySide,
    /// The voter picks one model. There is nothing to vote on.
    Direct,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Anonymous, Self::SideBySide, Self::Direct];

    /// The word used in the API, in exports and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::SideBySide => "side_by_side",
            Self::Direct => "direct",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Mode {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let found = Self::ALL.into_iter().find(|mode| mode.as_str() == text);
        found.ok_or(InvalidValue("anonymous, side_by_side or direct"))
    }
}

/// Models that the voter picked, and so knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// Two different ones.
    SideBySide {
        /// On side A.
        a: ModelId,
        /// On side B.
        b: ModelId,
    },
    /// One, on side A.
    Direct {
        /// It.
        model: ModelId,
    },
}

impl Named {
    /// Two models side by side; `None` if they are the same.
    #[must_use]
    pub fn side_by_side(a: ModelId, b: ModelId) -> Option<Self> {
        (a != b).then_some(Self::SideBySide { a, b })
    }

    /// The model on one side; nobody is on side B of a direct chat.
    #[must_use]
    pub fn model(&self, side: Side) -> Option<&ModelId> {
        match (self, side) {
            (Self::SideBySide { a, .. }, Side::A) => Some(a),
            (Self::SideBySide { b, .. }, Side::B) => Some(b),
            (Self::Direct { model }, Side::A) => Some(model),
            (Self::Direct { .. }, Side::B) => None,
        }
    }
}

/// Who answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Lineup {
    /// Two models that were drawn. Secret until voted.
    Anonymous {
        /// On side A.
        a: ModelId,
        /// On side B.
        b: ModelId,
        /// The probability with which this ordered pair was drawn.
        probability: f64,
    },
    /// Models that the voter picked.
    Named(Named),
}

impl Lineup {
    /// How it came about.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self {
            Self::Anonymous { .. } => Mode::Anonymous,
            Self::Named(Named::SideBySide { .. }) => Mode::SideBySide,
            Self::Named(Named::Direct { .. }) => Mode::Direct,
        }
    }

    /// The model on one side, secret or not.
    #[must_use]
    pub fn model(&self, side: Side) -> Option<&ModelId> {
        match (self, side) {
            (Self::Anonymous { a, .. }, Side::A) => Some(a),
            (Self::Anonymous { b, .. }, Side::B) => Some(b),
            (Self::Named(named), side) => named.model(side),
        }
    }

    /// Both models, if there are two.
    #[must_use]
    pub fn pair(&self) -> Option<[&ModelId; 2]> {
        Some([self.model(Side::A)?, self.model(Side::B)?])
    }

    /// With what probability it was drawn, if it was.
    #[must_use]
    pub fn probability(&self) -> Option<f64> {
        match self {
            Self::Anonymous { probability, .. } => Some(*probability),
            Self::Named(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_survives_its_own_word() {
        for mode in Mode::ALL {
            assert_eq!(mode.as_str().parse(), Ok(mode));
        }
        assert!("named".parse::<Mode>().is_err());
    }

    #[test]
    fn a_model_does_not_stand_beside_itself() {
        let [one, two]: [ModelId; 2] = ["one", "two"].map(|id| id.parse().unwrap());
        assert_eq!(Named::side_by_side(one.clone(), one.clone()), None);
        let lineup = Lineup::Named(Named::side_by_side(one.clone(), two).unwrap());
        assert_eq!(lineup.mode(), Mode::SideBySide);
        assert_eq!(lineup.probability(), None);
        let direct = Lineup::Named(Named::Direct { model: one });
        assert_eq!((direct.mode(), direct.pair()), (Mode::Direct, None));
    }
}
