//! Why voters chose so: beside the vote log, because the log is never changed and reasons may be.

use std::collections::HashMap;

use sqlx::QueryBuilder;

use crate::domain::{ArenaId, BattleId, Note, Reasons};

use super::battles::parse;
use super::db::{in_tx, read};
use super::{Store, StoreError};

/// The most votes in one transaction. Ballots wait while it lasts.
const BATCH: usize = 1_000;

type ReasonsRow = (String, String, Option<String>);
impl Store {
    /// Keeps the reasons of a voter's battle in place of those before; false unless it was voted on.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn set_reasons(
        &self,
        (voter, battle): (i64, BattleId),
        reasons: &Reasons,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let (a, b, note) = columns_of(reasons)?;
        let kept = in_tx!(self, |tx| {
            // Holds the battle's row, so that it is not deleted meanwhile.
            let is_voted = sqlx::query(
                "UPDATE battle SET updated_ms = $3 \
                 WHERE id = $1 AND voter = $2 AND state = 'voted' AND deleted_ms IS NULL",
            )
            .bind(battle.to_string())
            .bind(voter)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?
            .rows_affected()
                == 1;
            if is_voted {
                sqlx::query(
                    "INSERT INTO reasons (battle, a, b, note, time_ms) VALUES ($1, $2, $3, $4, $5) \
                     ON CONFLICT (battle) DO UPDATE SET a = $2, b = $3, note = $4, time_ms = $5",
                )
                .bind(battle.to_string())
                .bind(a.as_str())
                .bind(b.as_str())
                .bind(note.as_deref())
                .bind(now_ms)
                .execute(&mut *tx)
                .await?;
            }
            is_voted
        });
        Ok(kept)
    }

    /// Keeps the reasons of votes that came from elsewhere; those that a vote has already stay as they are.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; a whole number of batches is kept then.
    pub async fn add_reasons(
        &self,
        reasons: &[(BattleId, Reasons)],
        now_ms: i64,
    ) -> Result<(), StoreError> {
        for batch in reasons.chunks(BATCH) {
            let mut rows = Vec::with_capacity(batch.len());
            for (battle, reasons) in batch {
                rows.push((battle.to_string(), columns_of(reasons)?));
            }
            in_tx!(self, |tx| {
                let mut insert =
                    QueryBuilder::new("INSERT INTO reasons (battle, a, b, note, time_ms) ");
                insert.push_values(&rows, |mut cells, (battle, (a, b, note))| {
                    cells
                        .push_bind(battle.clone())
                        .push_bind(a.clone())
                        .push_bind(b.clone())
                        .push_bind(note.clone())
                        .push_bind(now_ms);
                });
                insert.push(" ON CONFLICT (battle) DO NOTHING");
                insert.build().execute(&mut *tx).await?;
            });
        }
        Ok(())
    }

    /// The reasons of an arena's votes behind one place of the log and up to another, as far as they may leave the site:
    /// a note only if its voter allows texts to be published; one that came from elsewhere was published there.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn public_reasons(
        &self,
        arena: Option<&ArenaId>,
        (after_seq, last_seq): (i64, i64),
    ) -> Result<HashMap<BattleId, Reasons>, StoreError> {
        let rows: Vec<(String, String, String, Option<String>)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT v.battle, r.a, r.b, CASE WHEN b.publish OR b.id IS NULL THEN r.note END FROM vote AS v \
                 JOIN reasons AS r ON r.battle = v.battle AND unhex(r.battle) = unhex(v.battle) LEFT JOIN battle AS b ON b.id = v.battle \
                 WHERE ($1 IS NULL OR v.arena = $1) AND v.seq > $2 AND v.seq <= $3",
            )
            .bind(arena.map(ArenaId::as_str))
            .bind(after_seq)
            .bind(last_seq)
            .fetch_all(pool)
            .await?
        });
        let mut found = HashMap::with_capacity(rows.len());
        for (battle, a, b, note) in rows {
            found.insert(parse(&battle, "battle id")?, reasons_from((a, b, note))?);
        }
        Ok(found)
    }
}

/// Reasons as the database has them.
fn columns_of(reasons: &Reasons) -> Result<ReasonsRow, StoreError> {
    let [a, b] = [&reasons.a, &reasons.b].map(serde_json::to_string);
    Ok((
        a.map_err(StoreError::corrupt("list of reasons"))?,
        b.map_err(StoreError::corrupt("list of reasons"))?,
        reasons.note.as_ref().map(|note| note.as_str().to_owned()),
    ))
}

pub(super) fn reasons_from((a, b, note): ReasonsRow) -> Result<Reasons, StoreError> {
    let list =
        |json: String| serde_json::from_str(&json).map_err(StoreError::corrupt("list of reasons"));
    let note = note.as_deref().map(Note::new).transpose();
    let note = note.map_err(StoreError::corrupt("note"))?.flatten();
    Ok(Reasons {
        a: list(a)?,
        b: list(b)?,
        note,
    })
}
