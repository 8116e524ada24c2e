//! Rows for SQLite: statements with as many as it takes.

use std::sync::{Arc, LazyLock};

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, Encode, QueryBuilder, Sqlite, SqliteConnection, Type};

use crate::store::StoreError;
use crate::store::append::LogRow;

use super::{Bulk, COLUMNS, Portions, vote_columns};

/// The most rows of one statement: SQLite takes 32,766 values, and compiles fewer faster.
const ROWS: usize = 250;
/// The most battles of one question.
const BATTLES: usize = 1_000;

/// A failed transaction is given up whole anyway (`in_tx`), so SQLite need not keep what each page was before the statement.
const INSERT: &str = concat!("INSERT OR ROLLBACK INTO ", vote_columns!());

/// The statement with the most rows: it is made once, and prepared once.
static INSERT_ROWS: LazyLock<Arc<str>> = LazyLock::new(|| insert_rows(ROWS).into());

fn insert_rows(rows: usize) -> String {
    let row = format!("({})", ["?"; COLUMNS].join(", "));
    format!("{INSERT} VALUES {}", vec![row; rows].join(", "))
}

impl Bulk for SqliteConnection {
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error> {
        let mut known = Vec::new();
        for some in battles.chunks(BATTLES) {
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

    async fn insert(&mut self, rows: &mut impl Portions) -> Result<(), StoreError> {
        let mut ready = next(rows)?;
        while let Some(statements) = ready {
            let made = async { next(rows) };
            let (done, made) = tokio::join!(run(self, statements), made);
            done?;
            ready = made?;
        }
        Ok(())
    }
}

/// Statements with their rows.
type Statements = Vec<(usize, SqliteArguments)>;

fn next(rows: &mut impl Portions) -> Result<Option<Statements>, StoreError> {
    let Some(rows) = rows.next()? else {
        return Ok(None);
    };
    let statements = rows
        .chunks(ROWS)
        .map(|rows| Ok((rows.len(), values(rows)?)));
    Ok(Some(statements.collect::<Result<_, sqlx::Error>>()?))
}

fn values(rows: &[LogRow<'_>]) -> Result<SqliteArguments, sqlx::Error> {
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
        add(&mut values, row.row.told.body())?;
        add(&mut values, row.forecast.as_deref())?;
        add(&mut values, row.tagged_by)?;
        add(&mut values, row.hash.map(|hash| hash.bytes().to_vec()))?;
        add(&mut values, row.row.told.shared())?;
    }
    Ok(values)
}

/// Adds a value to those of a statement.
fn add<'t, T>(values: &mut SqliteArguments, value: T) -> Result<(), sqlx::Error>
where
    T: Encode<'t, Sqlite> + Type<Sqlite>,
{
    values.add(value).map_err(sqlx::Error::Encode)
}

async fn run(connection: &mut SqliteConnection, statements: Statements) -> Result<(), sqlx::Error> {
    for (rows, values) in statements {
        let text = if rows == ROWS {
            Arc::clone(&INSERT_ROWS)
        } else {
            insert_rows(rows).into()
        };
        sqlx::query_with(AssertSqlSafe(text), values)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
