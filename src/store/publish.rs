//! What may leave of battles once they are decided: texts where the voter agreed, and how pairs were drawn.

use std::collections::HashMap;

use sqlx::QueryBuilder;

use crate::domain::{ArenaId, Battle, BattleId, BattleState, ModelId, VoidReason};

use super::battles::parse;
use super::db::read;
use super::history::{BATTLE, BattleRow};
use super::{Place, Store, StoreError};

type DrawRow = (
    String,
    i64,
    String,
    String,
    String,
    f64,
    String,
    Option<String>,
    i64,
);

/// How the pair of an anonymous battle was drawn that nobody can vote on any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// The battle.
    pub battle: BattleId,
    /// When it began, Unix milliseconds.
    pub created_ms: i64,
    /// Where.
    pub arena: ArenaId,
    /// The model on side A.
    pub model_a: ModelId,
    /// The model on side B.
    pub model_b: ModelId,
    /// Of this pair on these sides, when it was drawn.
    pub probability: f64,
    /// `Voted` or `Void`.
    pub state: BattleState,
    /// Why it is void.
    pub void_reason: Option<VoidReason>,
    /// Its turns.
    pub turns: i64,
}

/// What is known of a vote's battle beside its texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BattleFacts {
    /// Its turns.
    pub turns: u32,
    /// With which probability its pair was drawn, if it was.
    pub probability: Option<f64>,
    /// Whether its texts may be published.
    pub has_texts: bool,
}

impl Store {
    /// What is known of the battles of a stretch of the log, behind its first seq and up to its last: imported votes have
    /// none.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn battle_facts(
        &self,
        arena: Option<&ArenaId>,
        (after_seq, last_seq): (i64, i64),
    ) -> Result<HashMap<BattleId, BattleFacts>, StoreError> {
        let rows: Vec<(String, i64, Option<f64>, bool)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT b.id, b.turn_count, b.probability, b.publish FROM vote AS v \
                 JOIN battle AS b ON b.id = v.battle AND unhex(b.id) = unhex(v.battle) \
                 WHERE ($1 IS NULL OR v.arena = $1) AND v.seq > $2 AND v.seq <= $3",
            )
            .bind(arena.map(ArenaId::as_str))
            .bind(after_seq)
            .bind(last_seq)
            .fetch_all(pool)
            .await?
        });
        let facts = |(id, turns, probability, has_texts): (String, i64, Option<f64>, bool)| {
            let facts = BattleFacts {
                turns: u32::try_from(turns).unwrap_or(u32::MAX),
                probability,
                has_texts,
            };
            Ok((parse(&id, "battle id")?, facts))
        };
        rows.into_iter().map(facts).collect()
    }

    /// The battles of a stretch of the log, behind its first seq and up to its last, whose voters agreed that their texts
    /// are published; in the order of seq, without those that were deleted.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn published_battles(
        &self,
        arena: Option<&ArenaId>,
        (after_seq, last_seq): (i64, i64),
    ) -> Result<Vec<Battle>, StoreError> {
        let mut battles = self
            .battles_of_log(arena, (after_seq, last_seq), true)
            .await?;
        battles.sort_by_key(|battle| battle.vote.as_ref().map(|vote| vote.seq));
        Ok(battles)
    }

    /// The battles of a stretch of the log, behind its first seq and up to its last, without those that were deleted and
    /// those that never were here: imported votes have none.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn voted_battles(
        &self,
        stretch: (i64, i64),
    ) -> Result<HashMap<BattleId, Battle>, StoreError> {
        let battles = self.battles_of_log(None, stretch, false).await?;
        Ok(battles
            .into_iter()
            .map(|battle| (battle.id, battle))
            .collect())
    }

    async fn battles_of_log(
        &self,
        arena: Option<&ArenaId>,
        (after_seq, last_seq): (i64, i64),
        only_published: bool,
    ) -> Result<Vec<Battle>, StoreError> {
        let rows: Vec<BattleRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(BATTLE);
            if only_published {
                some.push(" AND publish");
            }
            some.push(" AND id IN (SELECT battle FROM vote WHERE seq > ");
            some.push_bind(after_seq);
            some.push(" AND seq <= ").push_bind(last_seq).push(")");
            if let Some(arena) = arena {
                some.push(" AND arena = ").push_bind(arena.as_str());
            }
            some.build_query_as().fetch_all(pool).await?
        });
        self.complete(rows).await
    }

    /// Draws behind a place, oldest first: only of battles that nobody can vote on any more, so that no open one is told.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn draws(
        &self,
        arena: Option<&ArenaId>,
        after: Option<Place>,
        limit: u32,
    ) -> Result<Vec<Draw>, StoreError> {
        let rows: Vec<DrawRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(
                "SELECT id, created_ms, arena, model_a, model_b, probability, state, void_reason, turn_count FROM battle \
                 WHERE mode = 'anonymous' AND state IN ('voted', 'void')",
            );
            if let Some(arena) = arena {
                some.push(" AND arena = ").push_bind(arena.as_str());
            }
            if let Some(place) = after {
                some.push(" AND (created_ms > ").push_bind(place.created_ms);
                some.push(" OR created_ms = ").push_bind(place.created_ms);
                some.push(" AND id > ").push_bind(place.battle.to_string());
                some.push(")");
            }
            some.push(" ORDER BY created_ms, id LIMIT ");
            some.push_bind(i64::from(limit));
            some.build_query_as().fetch_all(pool).await?
        });
        rows.into_iter().map(draw_from).collect()
    }
}

fn draw_from(row: DrawRow) -> Result<Draw, StoreError> {
    let (id, created_ms, arena, model_a, model_b, probability, state, void_reason, turns) = row;
    let void_reason = void_reason.map(|reason| parse(&reason, "void reason"));
    Ok(Draw {
        battle: parse(&id, "battle id")?,
        created_ms,
        arena: parse(&arena, "arena")?,
        model_a: parse(&model_a, "model")?,
        model_b: parse(&model_b, "model")?,
        probability,
        state: parse(&state, "battle state")?,
        void_reason: void_reason.transpose()?,
        turns,
    })
}
