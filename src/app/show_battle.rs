//! A battle as its voter may see it.

use crate::domain::{Battle, BattleId, BattleState};
use crate::store::Voter;

use super::{App, Error};

/// A battle, and what was released of the turn that is being answered.
#[derive(Clone, Debug)]
pub struct ShownBattle {
    /// The battle as stored. Its models must not be shown before the vote.
    pub battle: Battle,
    /// Text so far and whether it is all, of side A and side B, while answers are being written here.
    pub live: Option<[(String, bool); 2]>,
    /// Whether its arena takes further prompts.
    pub can_follow_up: bool,
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
        if running.is_none() && battle.state == BattleState::Answering {
            self.attend(id).await;
        }
        let live = running
            .filter(|_| battle.state == BattleState::Answering)
            .map(|live| live.so_far());
        let site = self.site();
        let can_follow_up = site
            .arena(battle.arena.as_str())
            .is_some_and(|arena| !site.config.is_recorded(arena));
        Ok(ShownBattle {
            battle,
            live,
            can_follow_up,
        })
    }
}
