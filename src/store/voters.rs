//! Voters: a hash of their token and the pseudonym that exports show.

use crate::domain::{Consent, Pseudonym, VoterToken};

use super::db::{in_tx, read};
use super::{Store, StoreError};

/// Somebody who may battle and vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The store's number.
    pub id: i64,
    /// What exports call the voter.
    pub pseudonym: Pseudonym,
    /// What the voter chose, if anything.
    pub consent: Option<Consent>,
}

/// Keeps a choice inside a transaction of either database. A no also holds for all that is kept already; a yes holds from
/// now on, because what was asked before was asked under another promise.
macro_rules! set_consent {
    ($tx:ident, $voter:expr, $consent:expr) => {{
        sqlx::query("UPDATE voter SET publish = $2, consent_version = $3 WHERE id = $1")
            .bind($voter)
            .bind($consent.publish)
            .bind(i64::from($consent.version))
            .execute(&mut *$tx)
            .await?;
        if !$consent.publish {
            sqlx::query("UPDATE battle SET publish = FALSE WHERE voter = $1 AND publish")
                .bind($voter)
                .execute(&mut *$tx)
                .await?;
        }
    }};
}
pub(super) use set_consent;

/// What two columns say of a voter's choice.
pub(super) fn consent_from(
    publish: bool,
    version: Option<i64>,
) -> Result<Option<Consent>, StoreError> {
    let version = version
        .map(u32::try_from)
        .transpose()
        .map_err(StoreError::corrupt("version of a consent"))?;
    Ok(version.map(|version| Consent { publish, version }))
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
        Ok(Voter {
            id,
            pseudonym,
            consent: None,
        })
    }

    /// Keeps what a voter chose.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn set_consent(&self, voter: i64, consent: Consent) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            set_consent!(tx, voter, consent);
        });
        Ok(())
    }

    /// Whose token this is, if it is anybody's.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn voter(&self, token: &VoterToken) -> Result<Option<Voter>, StoreError> {
        let found: Option<(i64, String, bool, Option<i64>)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, pseudonym, publish, consent_version FROM voter WHERE token_hash = $1",
            )
            .bind(hash(token))
            .fetch_optional(pool)
            .await?
        });
        found
            .map(|(id, pseudonym, publish, version)| {
                let pseudonym = pseudonym
                    .parse()
                    .map_err(StoreError::corrupt("voter's pseudonym"))?;
                Ok(Voter {
                    id,
                    pseudonym,
                    consent: consent_from(publish, version)?,
                })
            })
            .transpose()
    }
}
