//! Boards that others published. They stand apart: nothing that is rated here reads them.

use crate::domain::{ArenaId, ModelId};

use super::battles::parse;
use super::db::{in_tx, read};
use super::{Store, StoreError};

/// A board that others published, as it was said.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalBoard {
    /// The store's number; 0 of one that is not kept yet.
    pub id: i64,
    /// The arena beside whose boards it is shown.
    pub arena: ArenaId,
    /// Who published it.
    pub source: String,
    /// Where.
    pub url: Option<String>,
    /// Under which license.
    pub license: Option<String>,
    /// Their category; `overall` holds everything.
    pub category: String,
    /// Of when it is, Unix milliseconds.
    pub time_ms: i64,
    /// Its models, by name.
    pub rows: Vec<ExternalRow>,
}

/// One model of such a board.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalRow {
    /// What they call it.
    pub name: String,
    /// The model of this site that goes by that name.
    pub model: Option<ModelId>,
    /// Its rating, on their scale.
    pub rating: f64,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// A place in the list of such boards, which is sorted by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExternalPlace {
    /// Of when the board is, Unix milliseconds.
    pub time_ms: i64,
    /// Of several of one time.
    pub id: i64,
}

impl ExternalPlace {
    /// Behind all of them.
    const END: Self = Self {
        time_ms: i64::MAX,
        id: i64::MAX,
    };
}

type BoardRow = (
    i64,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    i64,
);
type RatingRow = (i64, String, Option<String>, f64, Option<f64>, Option<f64>);

impl Store {
    /// Keeps a board; whether it is new. One of the same arena, source, category and time as before stays as it was.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn keep_external(
        &self,
        board: &ExternalBoard,
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        Ok(in_tx!(self, |tx| {
            let new: Option<(i64,)> = sqlx::query_as(
                "INSERT INTO external_board (arena, source, url, license, category, time_ms, imported_ms) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (arena, source, category, time_ms) DO NOTHING \
                 RETURNING id",
            )
            .bind(board.arena.as_str())
            .bind(board.source.as_str())
            .bind(board.url.as_deref())
            .bind(board.license.as_deref())
            .bind(board.category.as_str())
            .bind(board.time_ms)
            .bind(now_ms)
            .fetch_optional(&mut *tx)
            .await?;
            if let Some((id,)) = new {
                for row in &board.rows {
                    sqlx::query(
                        "INSERT INTO external_rating (board, name, model, rating, low, high) \
                         VALUES ($1, $2, $3, $4, $5, $6)",
                    )
                    .bind(id)
                    .bind(row.name.as_str())
                    .bind(row.model.as_ref().map(ModelId::as_str))
                    .bind(row.rating)
                    .bind(row.low)
                    .bind(row.high)
                    .execute(&mut *tx)
                    .await?;
                }
            }
            new.is_some()
        }))
    }

    /// The boards of an arena that others published, of one category, oldest first: at most `limit` of the newest, or of
    /// those before a place.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn external_boards(
        &self,
        (arena, category): (&ArenaId, &str),
        before: Option<ExternalPlace>,
        limit: u32,
    ) -> Result<Vec<ExternalBoard>, StoreError> {
        let before = before.unwrap_or(ExternalPlace::END);
        let boards: Vec<BoardRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, arena, source, url, license, category, time_ms FROM external_board \
                 WHERE arena = $1 AND category = $2 AND (time_ms < $4 OR (time_ms = $4 AND id < $5)) \
                 ORDER BY time_ms DESC, id DESC LIMIT $3",
            )
            .bind(arena.as_str())
            .bind(category)
            .bind(i64::from(limit))
            .bind(before.time_ms)
            .bind(before.id)
            .fetch_all(pool)
            .await?
        });
        let mut all = Vec::with_capacity(boards.len());
        for (id, arena, source, url, license, category, time_ms) in boards.into_iter().rev() {
            all.push(ExternalBoard {
                id,
                arena: parse(&arena, "arena")?,
                source,
                url,
                license,
                category,
                time_ms,
                rows: self.external_rows(id).await?,
            });
        }
        Ok(all)
    }

    async fn external_rows(&self, board: i64) -> Result<Vec<ExternalRow>, StoreError> {
        let rows: Vec<RatingRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT board, name, model, rating, low, high FROM external_rating WHERE board = $1 ORDER BY name",
            )
            .bind(board)
            .fetch_all(pool)
            .await?
        });
        let row = |(_, name, model, rating, low, high): RatingRow| {
            let model = model.map(|id| parse(&id, "model")).transpose()?;
            Ok(ExternalRow {
                name,
                model,
                rating,
                low,
                high,
            })
        };
        rows.into_iter().map(row).collect()
    }

    /// Whether a board of the same arena, source, category and time was kept before.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn has_external(&self, board: &ExternalBoard) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id FROM external_board WHERE arena = $1 AND source = $2 AND category = $3 AND time_ms = $4",
            )
            .bind(board.arena.as_str())
            .bind(board.source.as_str())
            .bind(board.category.as_str())
            .bind(board.time_ms)
            .fetch_optional(pool)
            .await?
        });
        Ok(row.is_some())
    }
}
