//! Becoming and being a voter.

use crate::domain::{Consent, Pseudonym, VoterToken};
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

    /// Keeps whether the voter's texts may be published. A no also holds for all battles that are kept already; a yes for
    /// those that begin from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a yes to another text than the one in force.
    pub async fn choose_consent(
        &self,
        voter: Voter,
        publish: bool,
        version: Option<u32>,
    ) -> Result<Consent, Error> {
        let consent = Consent::choose(publish, version)
            .map_err(|error| Error::invalid("version", error.to_string()))?;
        self.store.set_consent(voter.id, consent).await?;
        Ok(consent)
    }

    /// Whose token this is.
    ///
    /// # Errors
    /// [`Error`] if the database does not answer.
    pub async fn voter(&self, token: &VoterToken) -> Result<Option<Voter>, Error> {
        Ok(self.store.voter(token).await?)
    }
}
