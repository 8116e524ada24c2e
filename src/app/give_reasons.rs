//! Why a voter chose so, said after the vote.

use crate::domain::{BattleId, Reasons};
use crate::store::Voter;

use super::{App, Conflict, Error};

impl App {
    /// Keeps the reasons of the voter's battle in place of those that were given before.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's, [`Error::Conflict`] before its vote.
    pub async fn give_reasons(
        &self,
        voter: Voter,
        id: BattleId,
        reasons: &Reasons,
    ) -> Result<(), Error> {
        self.own_battle(voter, id).await?;
        let now_ms = self.clock.now_ms();
        if self
            .store
            .set_reasons((voter.id, id), reasons, now_ms)
            .await?
        {
            return Ok(());
        }
        Err(Error::conflict(Conflict::NoVote))
    }
}
