//! A battle as its voter may see it.

use crate::categories::{Language, language};
use crate::domain::{Battle, BattleId, BattleState, Side, Turn};
use crate::integrity::scrub;
use crate::store::Voter;

use super::{App, Error};

/// A battle, and what was released of the turn that is being answered.
#[derive(Clone, Debug)]
pub struct ShownBattle {
    /// The battle as stored. Its models must not be shown before the vote.
    pub battle: Battle,
    /// Its turns as far as they may be shown.
    pub turns: Vec<ShownTurn>,
    /// The number of the last event of the running turn that is in them, if the turn runs here.
    pub seen: Option<u64>,
    /// Whether its arena takes further prompts.
    pub can_follow_up: bool,
}

/// One turn as far as it may be shown.
#[derive(Clone, Debug)]
pub struct ShownTurn {
    /// What was asked.
    pub prompt: String,
    /// The text so far and whether it is all, of side A and side B.
    pub sides: [(String, bool); 2],
}

impl ShownTurn {
    /// The languages of the prompt, of answer A and of answer B, as tags. Each depends on its text alone.
    #[must_use]
    pub fn languages(&self) -> [Option<&'static str>; 3] {
        let [(a, _), (b, _)] = &self.sides;
        [&self.prompt, a, b].map(|text| language_tag(text))
    }

    /// The turn without what somebody could be known by.
    pub(super) fn scrubbed(self) -> Self {
        let clean = |text: String| scrub(&text).text.into_owned();
        Self {
            prompt: clean(self.prompt),
            sides: self.sides.map(|(text, ended)| (clean(text), ended)),
        }
    }
}

impl From<&Turn> for ShownTurn {
    fn from(turn: &Turn) -> Self {
        Self {
            prompt: turn.prompt.as_str().to_owned(),
            sides: Side::BOTH.map(|side| (turn.answer(side).text(), turn.ended)),
        }
    }
}

/// The language of a text (BCP 47), as far as it tells.
#[must_use]
pub fn language_tag(text: &str) -> Option<&'static str> {
    language(text).map(Language::tag)
}

impl App {
    /// The voter's battle.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless it is the voter's.
    pub async fn show_battle(&self, voter: Voter, id: BattleId) -> Result<ShownBattle, Error> {
        // The table of running turns forgets a turn after the store knows its end, so it must be asked first.
        let running = self.runner.live(id);
        let battle = self.own_battle(voter, id).await?;
        let mut turns: Vec<ShownTurn> = battle.turns.iter().map(ShownTurn::from).collect();
        let mut seen = None;
        match (running, turns.last_mut(), battle.state) {
            (Some(live), Some(last), BattleState::Answering) => {
                (last.sides, seen) = live.so_far();
            }
            (None, _, BattleState::Answering) => self.attend(id).await,
            _ => {}
        }
        let site = self.site();
        let arena = site.arena(battle.arena.as_str());
        let can_follow_up = arena.is_some_and(|arena| !site.config.is_recorded(arena));
        Ok(ShownBattle {
            battle,
            turns,
            seen,
            can_follow_up,
        })
    }
}
