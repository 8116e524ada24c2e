//! Many rows at once, in the way that each database takes them fastest: SQLite a statement with a row for each vote, PostgreSQL
//! one list for each column. These are two of the few statements that differ.

use sqlx::{PgConnection, QueryBuilder, Sqlite, SqliteConnection};

use super::append::LogRow;

/// The most rows of one statement: SQLite takes 32,766 values.
const ROWS: usize = 1_000;

/// A connection that takes many rows at once.
pub(super) trait Bulk {
    /// Which of these battles have a vote.
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error>;
    /// Adds rows to the log.
    async fn insert(&mut self, rows: Vec<LogRow<'_>>) -> Result<(), sqlx::Error>;
}

const INSERT: &str = "INSERT INTO vote (seq, battle, time_ms, arena, model_a, model_b, choice, voter, \
     categories, style, state, reason, reveal, forecast, tagged_by, hash) ";

impl Bulk for SqliteConnection {
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error> {
        let mut known = Vec::new();
        for some in battles.chunks(ROWS) {
            let mut query =
                QueryBuilder::<Sqlite>::new("SELECT battle FROM vote WHERE battle IN (");
            let mut list = query.separated(", ");
            for battle in some {
                list.push_bind(battle.as_str());
            }
            query.push(")");
            known.extend(query.build_query_scalar().fetch_all(&mut *self).await?);
        }
        Ok(known)
    }

    async fn insert(&mut self, mut rows: Vec<LogRow<'_>>) -> Result<(), sqlx::Error> {
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(ROWS));
            let mut insert = QueryBuilder::<Sqlite>::new(INSERT);
            insert.push_values(std::mem::replace(&mut rows, rest), |mut cells, row| {
                let [model_a, model_b] = row.facts.models;
                cells
                    .push_bind(row.facts.seq)
                    .push_bind(row.facts.battle.to_string())
                    .push_bind(row.facts.time_ms)
                    .push_bind(row.facts.arena)
                    .push_bind(model_a)
                    .push_bind(model_b)
                    .push_bind(row.facts.choice.as_str())
                    .push_bind(row.facts.voter.to_string())
                    .push_bind(row.row.categories)
                    .push_bind(row.row.style)
                    .push_bind(row.facts.rating.as_str())
                    .push_bind(row.facts.rating.reason())
                    .push_bind(row.row.reveal)
                    .push_bind(row.forecast)
                    .push_bind(row.tagged_by)
                    .push_bind(row.hash.map(|hash| hash.bytes().to_vec()));
            });
            insert.build().execute(&mut *self).await?;
        }
        Ok(())
    }
}

impl Bulk for PgConnection {
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT battle FROM vote WHERE battle = ANY($1)")
            .bind(battles)
            .fetch_all(&mut *self)
            .await
    }

    async fn insert(&mut self, rows: Vec<LogRow<'_>>) -> Result<(), sqlx::Error> {
        if rows.is_empty() {
            return Ok(());
        }
        macro_rules! column {
            (|$row:ident| $value:expr) => {
                rows.iter().map(|$row| $value).collect::<Vec<_>>()
            };
        }
        sqlx::query(INSERT_LISTS)
            .bind(column!(|row| row.facts.seq))
            .bind(column!(|row| row.facts.battle.to_string()))
            .bind(column!(|row| row.facts.time_ms))
            .bind(column!(|row| row.facts.arena))
            .bind(column!(|row| row.facts.models[0]))
            .bind(column!(|row| row.facts.models[1]))
            .bind(column!(|row| row.facts.choice.as_str()))
            .bind(column!(|row| row.facts.voter.to_string()))
            .bind(column!(|row| row.row.categories.as_str()))
            .bind(column!(|row| row.row.style.as_str()))
            .bind(column!(|row| row.facts.rating.as_str()))
            .bind(column!(|row| row.facts.rating.reason()))
            .bind(column!(|row| &*row.row.reveal))
            .bind(column!(|row| row.forecast.as_deref()))
            .bind(column!(|row| row.tagged_by))
            .bind(column!(|row| row
                .hash
                .as_ref()
                .map(|hash| hash.bytes().to_vec())))
            .execute(&mut *self)
            .await?;
        Ok(())
    }
}

const INSERT_LISTS: &str = "INSERT INTO vote (seq, battle, time_ms, arena, model_a, model_b, choice, voter, \
     categories, style, state, reason, reveal, forecast, tagged_by, hash) \
     SELECT * FROM UNNEST($1::BIGINT[], $2::TEXT[], $3::BIGINT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::TEXT[], $8::TEXT[], \
     $9::TEXT[], $10::TEXT[], $11::TEXT[], $12::TEXT[], $13::TEXT[], $14::TEXT[], $15::TEXT[], $16::BYTEA[])";
