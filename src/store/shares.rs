//! Tokens that let others read a battle.

use std::collections::HashMap;

use sqlx::QueryBuilder;

use crate::domain::{Battle, BattleId, ShareToken};

use super::append::list;
use super::battles::parse;
use super::db::{in_tx, read};
use super::{Store, StoreError};

impl Store {
    /// Shares a voter's battle that has an answered turn, and gives the token: `token`, or the one that it had already.
    /// `None` unless there is such a battle.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn share(
        &self,
        (voter, battle): (i64, BattleId),
        token: &ShareToken,
        now_ms: i64,
    ) -> Result<Option<ShareToken>, StoreError> {
        let token: Option<(String,)> = in_tx!(self, |tx| {
            // Holds the battle's row, so that it is not deleted meanwhile.
            let can_share = sqlx::query(
                "UPDATE battle SET updated_ms = $3 WHERE id = $1 AND voter = $2 AND deleted_ms IS NULL \
                 AND EXISTS (SELECT 1 FROM turn WHERE battle = $1 AND ended_ms IS NOT NULL)",
            )
            .bind(battle.to_string())
            .bind(voter)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?
            .rows_affected()
                == 1;
            if can_share {
                sqlx::query(
                    "INSERT INTO share (battle, token, created_ms) VALUES ($1, $2, $3) ON CONFLICT (battle) DO NOTHING",
                )
                .bind(battle.to_string())
                .bind(token.as_str())
                .bind(now_ms)
                .execute(&mut *tx)
                .await?;
            }
            sqlx::query_as("SELECT token FROM share WHERE battle = $1 AND $2")
                .bind(battle.to_string())
                .bind(can_share)
                .fetch_optional(&mut *tx)
                .await?
        });
        token
            .map(|(token,)| parse(&token, "share token"))
            .transpose()
    }

    /// Makes a voter's battle private again.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn revoke_share(&self, voter: i64, battle: BattleId) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query(
                "DELETE FROM share WHERE battle IN (SELECT id FROM battle WHERE id = $1 AND voter = $2)",
            )
            .bind(battle.to_string())
            .bind(voter)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// The battle that a token lets read.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn shared(&self, token: &ShareToken) -> Result<Option<Battle>, StoreError> {
        let found: Option<(String,)> = read!(self, |pool| {
            sqlx::query_as("SELECT battle FROM share WHERE token = $1")
                .bind(token.as_str())
                .fetch_optional(pool)
                .await?
        });
        match found {
            Some((battle,)) => self.battle(parse(&battle, "battle id")?).await,
            None => Ok(None),
        }
    }

    pub(super) async fn shares_of(
        &self,
        ids: &[BattleId],
    ) -> Result<HashMap<BattleId, ShareToken>, StoreError> {
        let mut shares = HashMap::new();
        if ids.is_empty() {
            return Ok(shares);
        }
        let rows: Vec<(String, String)> = read!(self, |pool| {
            let mut some = QueryBuilder::new("SELECT battle, token FROM share WHERE battle IN ");
            list(&mut some, ids.iter());
            some.build_query_as().fetch_all(pool).await?
        });
        for (battle, token) in rows {
            shares.insert(parse(&battle, "battle id")?, parse(&token, "share token")?);
        }
        Ok(shares)
    }
}
