//! A battle and what may happen to it.

use std::fmt;
use std::str::FromStr;

use super::{
    Answer, ArenaId, BattleId, InvalidValue, Lineup, Mode, Named, Prompt, Rating, Reasons,
    ShareToken, Side, Vote,
};

/// The most turns that a battle can have.
pub const MAX_TURNS: u32 = 50;

/// Where a battle stands. `Answering -> Ready -> Voted`, or `-> Void` from the first two; a follow-up leads from `Ready`
/// back to `Answering`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BattleState {
    /// The answers of the last turn are being written.
    Answering,
    /// Both have ended; a ballot is welcome.
    Ready,
    /// The vote is in the log.
    Voted,
    /// It can never be voted on.
    Void,
}

impl BattleState {
    const ALL: [Self; 4] = [Self::Answering, Self::Ready, Self::Voted, Self::Void];

    /// The word used in the API and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answering => "answering",
            Self::Ready => "ready",
            Self::Voted => "voted",
            Self::Void => "void",
        }
    }
}

impl fmt::Display for BattleState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BattleState {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == text);
        found.ok_or(InvalidValue("answering, ready, voted or void"))
    }
}

/// Why a battle is void. Kept for the operator; a voter is told one sentence that is the same for all but [`Self::Stopped`],
/// which was the voter's own doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VoidReason {
    /// An endpoint could not be reached or refused, and no other model could take over.
    Unavailable,
    /// An endpoint was silent for too long.
    Timeout,
    /// An answer broke off before its end.
    Cut,
    /// An answer was not what its protocol promises.
    Malformed,
    /// An answer was larger than the cap.
    TooLarge,
    /// An answer had no text.
    Empty,
    /// Nobody was waiting for the answers any more.
    Abandoned,
    /// The server stopped while the answers were being written.
    Restart,
    /// The voter stopped both answers. Void like every battle with an answer that is cut: whoever could keep both answers as
    /// they stand would choose by the moment of stopping what is compared, and length is half of what people judge.
    Stopped,
    /// Its voter deleted it before the vote.
    Deleted,
}

impl VoidReason {
    const ALL: [Self; 10] = [
        Self::Unavailable,
        Self::Timeout,
        Self::Cut,
        Self::Malformed,
        Self::TooLarge,
        Self::Empty,
        Self::Abandoned,
        Self::Restart,
        Self::Stopped,
        Self::Deleted,
    ];

    /// The word used in the database, the log and the metrics.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
            Self::Cut => "cut",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::Empty => "empty",
            Self::Abandoned => "abandoned",
            Self::Restart => "restart",
            Self::Stopped => "stopped",
            Self::Deleted => "deleted",
        }
    }
}

impl FromStr for VoidReason {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == text);
        found.ok_or(InvalidValue("a known void reason"))
    }
}

/// One prompt and its two answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// 1 for the first.
    pub number: u32,
    /// What was asked.
    pub prompt: Prompt,
    /// What side A said; empty while it is being written.
    pub a: Answer,
    /// What side B said.
    pub b: Answer,
    /// Whether both answers are complete.
    pub ended: bool,
    /// The sequence number of the first event of this turn's stream.
    pub first_seq: u64,
    /// Characters that one frame adds to each side; events of a stored turn are computed again with it.
    pub chunk_chars: u32,
}

impl Turn {
    /// The answer of one side.
    #[must_use]
    pub fn answer(&self, side: Side) -> &Answer {
        match side {
            Side::A => &self.a,
            Side::B => &self.b,
        }
    }
}

/// One prompt thread answered by two anonymous models, or by models that its voter picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Battle {
    /// Public, unguessable.
    pub id: BattleId,
    /// Where it counts.
    pub arena: ArenaId,
    /// Whose it is: the store's number of the voter.
    pub voter: i64,
    /// Who answers. Secret until voted, unless it is named.
    pub lineup: Lineup,
    /// Where it stands.
    pub state: BattleState,
    /// Why it is void, if it is.
    pub void_reason: Option<VoidReason>,
    /// When it began, Unix milliseconds.
    pub created_ms: i64,
    /// Whether its voter allows its texts to be published.
    pub publish: bool,
    /// Its turns, in order; at least one.
    pub turns: Vec<Turn>,
    /// The vote, once there is one.
    pub vote: Option<Vote>,
    /// Why, if the voter said so.
    pub reasons: Option<Reasons>,
    /// Who has this may read it.
    pub share: Option<ShareToken>,
}

/// Why a ballot is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The answers are still being written.
    #[error("both answers must have ended before the vote")]
    NotReady,
    /// The battle is void.
    #[error("this battle is void and cannot be voted on")]
    Void,
    /// There is only one answer.
    #[error("a direct chat has one answer, so there is nothing to vote on")]
    Direct,
    /// The battle has another vote.
    #[error("this battle already has a vote, and it says otherwise")]
    AlreadyVoted,
}

/// Why a battle takes no further prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFollowable {
    /// The last answers are still being written.
    #[error("both answers must have ended before the next prompt")]
    NotReady,
    /// It was voted on or is void.
    #[error("this battle has ended")]
    Ended,
    /// It has as many turns as it may.
    #[error("this battle has all the turns that it may have")]
    TooLong,
}

impl Battle {
    /// The models that its voter picked and so may be told at any time; `None` in an anonymous battle.
    #[must_use]
    pub fn named(&self) -> Option<&Named> {
        match &self.lineup {
            Lineup::Named(named) => Some(named),
            Lineup::Anonymous { .. } => None,
        }
    }

    /// Whether a first ballot would be accepted, and whether ratings will use it.
    ///
    /// # Errors
    /// The [`Refusal`] that the voter should read.
    pub fn ballot(&self) -> Result<Rating, Refusal> {
        let rating = match self.lineup.mode() {
            Mode::Anonymous => Rating::Rated,
            // Who knows the names judges them too.
            Mode::SideBySide => Rating::Unrated {
                reason: super::vote::NAMED.to_owned(),
            },
            Mode::Direct => return Err(Refusal::Direct),
        };
        Self::accept(self.state).map(|()| rating)
    }

    /// Whether a battle of two takes a first ballot in this state.
    ///
    /// # Errors
    /// The [`Refusal`] that the voter should read.
    pub fn accept(state: BattleState) -> Result<(), Refusal> {
        match state {
            BattleState::Ready => Ok(()),
            BattleState::Answering => Err(Refusal::NotReady),
            BattleState::Void => Err(Refusal::Void),
            BattleState::Voted => Err(Refusal::AlreadyVoted),
        }
    }

    /// The number of the next turn, if there may be one.
    ///
    /// # Errors
    /// [`NotFollowable`] unless the battle is ready and short enough.
    pub fn next_turn(state: BattleState, turns: u32) -> Result<u32, NotFollowable> {
        match state {
            BattleState::Answering => Err(NotFollowable::NotReady),
            BattleState::Voted | BattleState::Void => Err(NotFollowable::Ended),
            BattleState::Ready if turns >= MAX_TURNS => Err(NotFollowable::TooLong),
            BattleState::Ready => Ok(turns + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_ready_battle_takes_a_ballot_or_a_turn() {
        for state in BattleState::ALL {
            let ready = state == BattleState::Ready;
            assert_eq!(Battle::accept(state).is_ok(), ready, "{state}");
            assert_eq!(Battle::next_turn(state, 1).is_ok(), ready, "{state}");
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert_eq!(
            Battle::next_turn(BattleState::Ready, MAX_TURNS),
            Err(NotFollowable::TooLong)
        );
    }

    #[test]
    fn every_void_reason_survives_its_own_word() {
        for reason in VoidReason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason));
        }
    }
}
