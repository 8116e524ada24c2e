//! Voters: a hash of their token and the pseudonym that exports show.

use crate::domain::{Pseudonym, VoterToken};

use super::db::{in_tx, read};
use super::{Store, StoreError};

/// Somebody who may battle and vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The store's number.
    pub id: i64,
    /// What exports call the voter.
    pub pseudonym: Pseudonym,
}

/// Only this is kept of a token: whoever reads the database cannot vote for anybody. A token has 256 random bits, so no
/// salt or slow hash is needed.
fn hash(token: &VoterToken) -> String {
    blake3::hash(token.secret().as_bytes()).to_hex().to_string()
}

impl Store {
    /// Keeps a new voter.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn add_voter(
        &self,
        token: &VoterToken,
        pseudonym: Pseudonym,
        now_ms: i64,
    ) -> Result<Voter, StoreError> {
        let (id,): (i64,) = in_tx!(self, |tx| {
            sqlx::query_as("INSERT INTO voter (token_hash, pseudonym, created_ms) VALUES ($1, $2, $3) RETURNING id")
                .bind(hash(token))
                .bind(pseudonym.to_string())
                .bind(now_ms)
                .fetch_one(&mut *tx)
                .await?
        });
        Ok(Voter { id, pseudonym })
    }

    /// Whose token this is, if it is anybody's.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn voter(&self, token: &VoterToken) -> Result<Option<Voter>, StoreError> {
        let found: Option<(i64, String)> = read!(self, |pool| {
            sqlx::query_as("SELECT id, pseudonym FROM voter WHERE token_hash = $1")
                .bind(hash(token))
                .fetch_optional(pool)
                .await?
        });
        found
            .map(|(id, pseudonym)| {
                let pseudonym = pseudonym
                    .parse()
                    .map_err(StoreError::corrupt("voter's pseudonym"))?;
                Ok(Voter { id, pseudonym })
            })
            .transpose()
    }
}
