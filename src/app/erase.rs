//! A voter does not want texts to be kept any more.

use crate::domain::BattleId;
use crate::store::Voter;

use super::{App, Error};

impl App {
    /// Erases the texts of one of the voter's battles. From then on it is not found; its vote stays in the log.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's.
    pub async fn erase_battle(&self, voter: Voter, id: BattleId) -> Result<(), Error> {
        if self.erase_some(voter, Some(id)).await? == 0 {
            return Err(Error::NotFound { what: "battle" });
        }
        Ok(())
    }

    /// Erases the texts of all battles that the voter has, and says of how many.
    ///
    /// # Errors
    /// [`Error`] if the database failed; what is erased by then stays erased.
    pub async fn erase_battles(&self, voter: Voter) -> Result<usize, Error> {
        let mut erased = 0;
        loop {
            match self.erase_some(voter, None).await? {
                0 => return Ok(erased),
                some => erased += some,
            }
        }
    }

    async fn erase_some(&self, voter: Voter, only: Option<BattleId>) -> Result<usize, Error> {
        let erased = self
            .store
            .erase(voter.id, only, self.clock.now_ms())
            .await?;
        // The store knows first: a turn that ends meanwhile finds that its battle waits for no answers.
        for live in erased.iter().filter_map(|id| self.runner.live(*id)) {
            live.stop();
        }
        Ok(erased.len())
    }
}
