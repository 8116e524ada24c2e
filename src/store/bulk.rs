//! Many rows at once, in the way that each database takes them fastest: SQLite a statement with a row for each vote, PostgreSQL
//! one list for each column. These are two of the few statements that differ.

use std::sync::{Arc, LazyLock};

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{
    Arguments, AssertSqlSafe, Encode, PgConnection, QueryBuilder, Sqlite, SqliteConnection, Type,
};

use super::append::LogRow;

/// The most rows of one statement: SQLite takes 32,766 values.
const ROWS: usize = 1_000;

/// A connection that takes many rows at once.
pub(super) trait Bulk {
    /// Rows as its database takes them.
    type Ready: Send;
    /// Which of these battles have a vote.
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error>;
    /// Makes rows ready: work for a core, while the database takes the ones before them.
    fn ready(rows: &[LogRow<'_>]) -> Result<Self::Ready, sqlx::Error>;
    /// Adds rows to the log.
    async fn insert(&mut self, ready: Self::Ready) -> Result<(), sqlx::Error>;
}

macro_rules! insert_into_vote {
    ($verb:literal) => {
        concat!(
            $verb,
            " INTO vote (seq, battle, time_ms, arena, model_a, model_b, choice, voter, ",
            "categories, style, state, reason, reveal, forecast, tagged_by, hash) "
        )
    };
}

/// A failed transaction is given up whole anyway (`in_tx`), so SQLite need not keep what each page was before the statement.
const INSERT: &str = insert_into_vote!("INSERT OR ROLLBACK");
/// Columns of a row.
const COLUMNS: usize = 16;

/// The statement with the most rows: it is made once, and prepared once.
static INSERT_ROWS: LazyLock<Arc<str>> = LazyLock::new(|| insert_rows(ROWS).into());

fn insert_rows(rows: usize) -> String {
    let row = format!("({})", ["?"; COLUMNS].join(", "));
    format!("{INSERT} VALUES {}", vec![row; rows].join(", "))
}

/// Adds a value to those of a statement.
fn add<'t, A, T>(values: &mut A, value: T) -> Result<(), sqlx::Error>
where
    A: Arguments,
    T: Encode<'t, A::Database> + Type<A::Database>,
{
    values.add(value).map_err(sqlx::Error::Encode)
}

impl Bulk for SqliteConnection {
    type Ready = Vec<(usize, SqliteArguments)>;

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

    fn ready(rows: &[LogRow<'_>]) -> Result<Self::Ready, sqlx::Error> {
        let statement = |rows: &[LogRow<'_>]| {
            let mut values = SqliteArguments::default();
            values.reserve(rows.len() * COLUMNS, 0);
            for row in rows {
                let [model_a, model_b] = row.facts.models;
                add(&mut values, row.facts.seq)?;
                add(&mut values, row.facts.battle.to_string())?;
                add(&mut values, row.facts.time_ms)?;
                add(&mut values, row.facts.arena)?;
                add(&mut values, model_a)?;
                add(&mut values, model_b)?;
                add(&mut values, row.facts.choice.as_str())?;
                add(&mut values, row.facts.voter.to_string())?;
                add(&mut values, row.row.categories.as_str())?;
                add(&mut values, row.row.style.as_str())?;
                add(&mut values, row.facts.rating.as_str())?;
                add(&mut values, row.facts.rating.reason())?;
                add(&mut values, &*row.row.reveal)?;
                add(&mut values, row.forecast.as_deref())?;
                add(&mut values, row.tagged_by)?;
                add(&mut values, row.hash.map(|hash| hash.bytes().to_vec()))?;
            }
            Ok((rows.len(), values))
        };
        rows.chunks(ROWS).map(statement).collect()
    }

    async fn insert(&mut self, ready: Self::Ready) -> Result<(), sqlx::Error> {
        for (rows, values) in ready {
            let text = if rows == ROWS {
                Arc::clone(&INSERT_ROWS)
            } else {
                insert_rows(rows).into()
            };
            sqlx::query_with(AssertSqlSafe(text), values)
                .execute(&mut *self)
                .await?;
        }
        Ok(())
    }
}

impl Bulk for PgConnection {
    type Ready = Option<PgArguments>;

    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT battle FROM vote WHERE battle = ANY($1)")
            .bind(battles)
            .fetch_all(&mut *self)
            .await
    }

    fn ready(rows: &[LogRow<'_>]) -> Result<Self::Ready, sqlx::Error> {
        if rows.is_empty() {
            return Ok(None);
        }
        let mut lists = PgArguments::default();
        macro_rules! column {
            (|$row:ident| $value:expr) => {
                add(
                    &mut lists,
                    rows.iter().map(|$row| $value).collect::<Vec<_>>(),
                )?
            };
        }
        column!(|row| row.facts.seq);
        column!(|row| row.facts.battle.to_string());
        column!(|row| row.facts.time_ms);
        column!(|row| row.facts.arena);
        column!(|row| row.facts.models[0]);
        column!(|row| row.facts.models[1]);
        column!(|row| row.facts.choice.as_str());
        column!(|row| row.facts.voter.to_string());
        column!(|row| row.row.categories.as_str());
        column!(|row| row.row.style.as_str());
        column!(|row| row.facts.rating.as_str());
        column!(|row| row.facts.rating.reason());
        column!(|row| &*row.row.reveal);
        column!(|row| row.forecast.as_deref());
        column!(|row| row.tagged_by);
        column!(|row| row.hash.map(|hash| hash.bytes().to_vec()));
        Ok(Some(lists))
    }

    async fn insert(&mut self, ready: Self::Ready) -> Result<(), sqlx::Error> {
        if let Some(lists) = ready {
            sqlx::query_with(INSERT_LISTS, lists)
                .execute(&mut *self)
                .await?;
        }
        Ok(())
    }
}

const INSERT_LISTS: &str = concat!(
    insert_into_vote!("INSERT"),
    "SELECT * FROM UNNEST($1::BIGINT[], $2::TEXT[], $3::BIGINT[], $4::TEXT[], $5::TEXT[], $6::TEXT[], $7::TEXT[], $8::TEXT[], ",
    "$9::TEXT[], $10::TEXT[], $11::TEXT[], $12::TEXT[], $13::TEXT[], $14::TEXT[], $15::TEXT[], $16::BYTEA[])"
);
