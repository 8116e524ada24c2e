//! Turns: how they begin and end.

use crate::domain::{Answer, BattleId, NotFollowable, Side, Timing};

use super::battles::insert_turn;
use super::db::in_tx;
use super::{NewTurn, Store, StoreError};

const INSERT_TIMING: &str = "INSERT INTO timing (battle, turn, side, model, first_ms, total_ms, chars) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// What both sides of a turn said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The answers.
    pub answers: [Answer; 2],
    /// How long they took, where that was measured.
    pub timings: [Option<Timing>; 2],
}

impl Store {
    /// Adds a turn to a battle that is ready; `Err` inside says why not.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn follow_up(
        &self,
        turn: &NewTurn,
        runner: &str,
        now_ms: i64,
    ) -> Result<Result<(), NotFollowable>, StoreError> {
        let moved = in_tx!(self, |tx| {
            let moved = sqlx::query(
                "UPDATE battle SET state = 'answering', turn_count = turn_count + 1, runner = $3, attended = 0, \
                 updated_ms = $4 \
                 WHERE id = $1 AND state = 'ready' AND turn_count = $2",
            )
            .bind(turn.battle.to_string())
            .bind(i64::from(turn.number) - 1)
            .bind(runner)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if moved == 1 {
                insert_turn!(tx, turn, now_ms);
            }
            moved
        });
        Ok(if moved == 1 {
            Ok(())
        } else {
            Err(NotFollowable::NotReady)
        })
    }

    /// Keeps the two answers of a turn, with how long they took, and makes its battle ready; false if the battle was no longer waiting for them.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn end_turn(
        &self,
        (battle, number): (BattleId, u32),
        spoken: &Spoken,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let [a, b] = spoken.answers.each_ref().map(serde_json::to_string);
        let (a, b) = (
            a.map_err(StoreError::corrupt("answer"))?,
            b.map_err(StoreError::corrupt("answer"))?,
        );
        let moved = in_tx!(self, |tx| {
            let moved = sqlx::query(
                "UPDATE battle SET state = 'ready', updated_ms = $3 \
                 WHERE id = $1 AND state = 'answering' AND turn_count = $2",
            )
            .bind(battle.to_string())
            .bind(i64::from(number))
            .bind(now_ms)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if moved == 1 {
                sqlx::query("UPDATE turn SET answer_a = $3, answer_b = $4, ended_ms = $5 WHERE battle = $1 AND number = $2")
                    .bind(battle.to_string())
                    .bind(i64::from(number))
                    .bind(a)
                    .bind(b)
                    .bind(now_ms)
                    .execute(&mut *tx)
                    .await?;
                for (side, timing) in Side::BOTH.into_iter().zip(&spoken.timings) {
                    let Some(timing) = timing else { continue };
                    sqlx::query(INSERT_TIMING)
                        .bind(battle.to_string())
                        .bind(i64::from(number))
                        .bind(side.as_str())
                        .bind(timing.model.as_str())
                        .bind(timing.first_ms)
                        .bind(timing.total_ms)
                        .bind(timing.chars)
                        .execute(&mut *tx)
                        .await?;
                }
            }
            // A commit whose answer was lost is tried again: what is stored already is stored.
            let stored: Option<(i64,)> = sqlx::query_as(
                "SELECT ended_ms FROM turn WHERE battle = $1 AND number = $2 AND ended_ms IS NOT NULL",
            )
            .bind(battle.to_string())
            .bind(i64::from(number))
            .fetch_optional(&mut *tx)
            .await?;
            stored.is_some()
        });
        Ok(moved)
    }
}
