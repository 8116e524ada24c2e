//! Becoming and being a voter.

use crate::domain::{Pseudonym, VoterToken};
use crate::store::Voter;

use super::{App, Error};

impl App {
    /// Makes a voter with a new token, which is told only now.
    ///
    /// # Errors
    /// [`Error`] if the voter could not be kept.
    pub async fn new_voter(&self) -> Result<(VoterToken, Voter), Error> {
        let token = VoterToken::from_random(self.chance.bytes());
        let pseudonym = Pseudonym::from_random(self.chance.bytes());
        let voter = self
            .store
            .add_voter(&token, pseudonym, self.clock.now_ms())
            .await?;
        Ok((token, voter))
    }

    /// Whose token this is.
    ///
    /// # Errors
    /// [`Error`] if the database does not answer.
    pub async fn voter(&self, token: &VoterToken) -> Result<Option<Voter>, Error> {
        Ok(self.store.voter(token).await?)
    }
}
