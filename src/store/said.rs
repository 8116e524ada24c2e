//! What is known of one model beside its votes: what voters said, battles that may be read, and what its operator changed.

use crate::domain::{BattleId, ModelId, Reason};

use super::battles::parse;
use super::db::read;
use super::models::event_from;
use super::{ModelEvent, Store, StoreError};

/// A battle that its voter allows to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicBattle {
    /// Its id.
    pub id: BattleId,
    /// What was asked first.
    pub prompt: String,
}

impl Store {
    /// What voters said of a model's answers, vote by vote, newest first: only those that belong to a vote.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn said_of(
        &self,
        model: &ModelId,
        limit: u32,
    ) -> Result<Vec<Vec<Reason>>, StoreError> {
        let rows: Vec<(String,)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT CASE WHEN v.model_a = $1 THEN r.a ELSE r.b END FROM reasons AS r \
                 JOIN vote AS v ON v.battle = r.battle AND unhex(v.battle) = unhex(r.battle) WHERE v.model_a = $1 OR v.model_b = $1 \
                 ORDER BY v.seq DESC LIMIT $2",
            )
            .bind(model.as_str())
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        let list = |(json,): (String,)| {
            serde_json::from_str(&json).map_err(StoreError::corrupt("list of reasons"))
        };
        rows.into_iter().map(list).collect()
    }

    /// The newest battles of a model that were voted on and whose voters allow them to be published.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn public_battles(
        &self,
        model: &ModelId,
        limit: u32,
    ) -> Result<Vec<PublicBattle>, StoreError> {
        let rows: Vec<(String, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT b.id, t.prompt FROM battle AS b JOIN turn AS t ON t.battle = b.id AND t.number = 1 \
                 WHERE b.publish AND b.deleted_ms IS NULL AND b.state = 'voted' AND (b.model_a = $1 OR b.model_b = $1) \
                 ORDER BY b.updated_ms DESC, b.id LIMIT $2",
            )
            .bind(model.as_str())
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        let battle = |(id, prompt): (String, String)| {
            let id = parse(&id, "battle id")?;
            Ok(PublicBattle { id, prompt })
        };
        rows.into_iter().map(battle).collect()
    }

    /// Everything that the model log says of a model, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn events_of(&self, model: &ModelId) -> Result<Vec<ModelEvent>, StoreError> {
        let rows: Vec<(i64, String, String, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT time_ms, model, event, card FROM model_event WHERE model = $1 ORDER BY id",
            )
            .bind(model.as_str())
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(event_from).collect()
    }
}
