//! How battles begin, change and end.

use std::collections::HashMap;
use std::str::FromStr;

use crate::domain::{
    ArenaId, BattleId, BattleState, Consent, Lineup, ModelId, Prompt, Side, VoidReason,
};

use super::db::{in_tx, read};
use super::voters::{consent_from, set_consent};
use super::{Store, StoreError};

/// A battle that is about to begin.
#[derive(Clone, Debug)]
pub struct NewBattle {
    /// Its public id.
    pub id: BattleId,
    /// Where it counts.
    pub arena: ArenaId,
    /// Whose it is.
    pub voter: i64,
    /// Who answers.
    pub lineup: Lineup,
    /// The replica that runs it.
    pub runner: String,
    /// What the voter chose together with it; otherwise it is as the voter chose before.
    pub consent: Option<Consent>,
}

/// A turn that is about to begin.
#[derive(Clone, Debug)]
pub struct NewTurn {
    /// Its battle.
    pub battle: BattleId,
    /// Its number, from 1.
    pub number: u32,
    /// What is asked.
    pub prompt: Prompt,
    /// The sequence number of its first event.
    pub first_seq: u64,
    /// Characters that one frame adds to each side.
    pub chunk_chars: u32,
}

/// A model that takes a failed one's place.
#[derive(Clone, Copy, Debug)]
pub struct Replacement<'a> {
    /// In which battle.
    pub battle: BattleId,
    /// On which side.
    pub side: Side,
    /// The model that failed.
    pub failed: &'a ModelId,
    /// How.
    pub reason: VoidReason,
    /// The model that takes over.
    pub successor: &'a ModelId,
    /// The probability with which the pair has now come about.
    pub probability: f64,
}

/// Adds a turn inside a transaction of either database.
macro_rules! insert_turn {
    ($tx:ident, $turn:expr, $now_ms:expr) => {
        sqlx::query(
            "INSERT INTO turn (battle, number, prompt, first_seq, chunk_chars, created_ms) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind($turn.battle.to_string())
        .bind(i64::from($turn.number))
        .bind($turn.prompt.as_str())
        .bind($turn.first_seq.cast_signed())
        .bind(i64::from($turn.chunk_chars))
        .bind($now_ms)
        .execute(&mut *$tx)
        .await?
    };
}
pub(super) use insert_turn;

impl Store {
    /// Keeps a battle with its first turn.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn start_battle(
        &self,
        battle: &NewBattle,
        turn: &NewTurn,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            if let Some(consent) = battle.consent {
                set_consent!(tx, battle.voter, consent);
            }
            // Holds the voter's row, so that a no at the same moment comes before this battle or finds it.
            let (publish, version): (bool, Option<i64>) = sqlx::query_as(
                "UPDATE voter SET publish = publish WHERE id = $1 RETURNING publish, consent_version",
            )
            .bind(battle.voter)
            .fetch_one(&mut *tx)
            .await?;
            let publish = consent_from(publish, version)?.is_some_and(Consent::allows);
            sqlx::query(
                "INSERT INTO battle (id, arena, voter, model_a, model_b, probability, state, turn_count, runner, \
                 attended, created_ms, updated_ms, publish, consent_version, mode) \
                 VALUES ($1, $2, $3, $4, $5, $6, 'answering', 1, $7, 0, $8, $8, $9, $10, $11)",
            )
            .bind(battle.id.to_string())
            .bind(battle.arena.as_str())
            .bind(battle.voter)
            .bind(battle.lineup.model(Side::A).map(ModelId::as_str))
            .bind(battle.lineup.model(Side::B).map(ModelId::as_str))
            .bind(battle.lineup.probability())
            .bind(battle.runner.as_str())
            .bind(now_ms)
            .bind(publish)
            .bind(version)
            .bind(battle.lineup.mode().as_str())
            .execute(&mut *tx)
            .await?;
            insert_turn!(tx, turn, now_ms);
        });
        Ok(())
    }

    /// Makes a battle void unless it has ended already; half-answers are not kept.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn void_battle(
        &self,
        battle: BattleId,
        reason: VoidReason,
        model: Option<&ModelId>,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query(
                "UPDATE battle SET state = 'void', void_reason = $2, void_model = $3, updated_ms = $4 \
                 WHERE id = $1 AND state = 'answering'",
            )
            .bind(battle.to_string())
            .bind(reason.as_str())
            .bind(model.map(ModelId::as_str))
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Notes that a model failed and that another takes its place.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn replace_model(
        &self,
        change: &Replacement<'_>,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let statement = match change.side {
            Side::A => {
                "UPDATE battle SET model_a = $2, probability = $3 WHERE id = $1 AND state = 'answering'"
            }
            Side::B => {
                "UPDATE battle SET model_b = $2, probability = $3 WHERE id = $1 AND state = 'answering'"
            }
        };
        in_tx!(self, |tx| {
            sqlx::query(statement)
                .bind(change.battle.to_string())
                .bind(change.successor.as_str())
                .bind(change.probability)
                .execute(&mut *tx)
                .await?;
            sqlx::query(
                "INSERT INTO fault (battle, model, reason, time_ms) VALUES ($1, $2, $3, $4)",
            )
            .bind(change.battle.to_string())
            .bind(change.failed.as_str())
            .bind(change.reason.as_str())
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Notes that somebody asks after a running battle on a server that does not run it.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn attend(&self, battle: BattleId) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query(
                "UPDATE battle SET attended = attended + 1 WHERE id = $1 AND state = 'answering'",
            )
            .bind(battle.to_string())
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// How often a running battle was asked after on servers that do not run it; `None` if it runs no more.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn attended(&self, battle: BattleId) -> Result<Option<i64>, StoreError> {
        let found: Option<(i64,)> = read!(self, |pool| {
            sqlx::query_as("SELECT attended FROM battle WHERE id = $1 AND state = 'answering'")
                .bind(battle.to_string())
                .fetch_optional(pool)
                .await?
        });
        Ok(found.map(|(times,)| times))
    }

    /// Where a battle stands.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn battle_state(&self, id: BattleId) -> Result<Option<BattleState>, StoreError> {
        let found: Option<(String,)> = read!(self, |pool| {
            sqlx::query_as("SELECT state FROM battle WHERE id = $1")
                .bind(id.to_string())
                .fetch_optional(pool)
                .await?
        });
        found
            .map(|(state,)| parse(&state, "battle state"))
            .transpose()
    }

    /// The battles that a replica should be running, and when each was last touched, Unix milliseconds.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn running_of(&self, replica: &str) -> Result<HashMap<BattleId, i64>, StoreError> {
        let found: Vec<(String, i64)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, updated_ms FROM battle WHERE state = 'answering' AND runner = $1",
            )
            .bind(replica)
            .fetch_all(pool)
            .await?
        });
        let known = found
            .iter()
            .map(|(id, touched)| Ok((parse(id, "battle id")?, *touched)));
        known.collect()
    }
}

/// Reads back a word that was written with `Display`.
pub(super) fn parse<T: FromStr<Err: std::fmt::Display>>(
    text: &str,
    what: &'static str,
) -> Result<T, StoreError> {
    text.parse().map_err(StoreError::corrupt(what))
}
