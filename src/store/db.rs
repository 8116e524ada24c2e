//! The two databases behind one type, and the two macros that expand one body for both.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use super::{StoreError, dialect};

/// How long a call waits for a connection or for SQLite's lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the question whether the database can be written may take.
const PROBE_PATIENCE: Duration = Duration::from_secs(2);
/// How long PostgreSQL may take for one statement, in its own notation.
const STATEMENT_PATIENCE: &str = "15s";
/// Connections that read SQLite; one more writes.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL of one replica.
const POSTGRES_CONNECTIONS: u32 = 16;

/// The store: SQLite with one writer and several readers, or a PostgreSQL pool. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) db: Db,
}

#[derive(Clone, Debug)]
pub(super) enum Db {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// Runs one expression on a connection that may read.
macro_rules! read {
    ($store:expr, |$pool:ident| $query:expr) => {
        match &$store.db {
            $crate::store::db::Db::Sqlite { read: $pool, .. } => $query,
            $crate::store::db::Db::Postgres($pool) => $query,
        }
    };
}

/// Runs one body in a transaction that may write; it commits if the body ends, and rolls back where the body fails.
///
/// A connection to SQLite that saw an error is closed: SQLite rolls back by itself when the disk is full or cannot be
/// read, the driver does not notice, and the one connection that writes would refuse everything from then on.
macro_rules! in_tx {
    ($store:expr, |$tx:ident| $body:block) => {
        match &$store.db {
            $crate::store::db::Db::Sqlite { write, .. } => {
                let mut connection = write.acquire().await?;
                let done = async {
                    let mut $tx =
                        sqlx::Connection::begin_with(&mut *connection, "BEGIN IMMEDIATE").await?;
                    let out = $body;
                    $tx.commit().await?;
                    Ok::<_, $crate::store::StoreError>(out)
                }
                .await;
                if done.is_err() {
                    connection.close_on_drop();
                }
                done?
            }
            $crate::store::db::Db::Postgres(pool) => {
                let mut $tx = pool.begin().await?;
                let out = $body;
                $tx.commit().await?;
                out
            }
        }
    };
}

pub(super) use {in_tx, read};

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://...`), makes it if it is SQLite and missing, and brings
    /// its tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] if it cannot be opened or is newer than this program.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let db = if url.starts_with("sqlite:") {
            open_sqlite(url).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(url).await?
        } else {
            return Err(StoreError::Address);
        };
        Ok(Self { db })
    }

    /// Whether only one server can use this database.
    #[must_use]
    pub fn is_exclusive(&self) -> bool {
        matches!(self.db, Db::Sqlite { .. })
    }

    /// Makes room for the pages that very many votes at once change; only for a short time, since it costs memory.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn expect_many(&self) -> Result<(), StoreError> {
        if let Db::Sqlite { write, .. } = &self.db {
            sqlx::query("PRAGMA cache_size = -131072")
                .execute(write)
                .await?;
        }
        Ok(())
    }

    /// Writes something that changes nothing, to learn whether votes could be kept now.
    ///
    /// # Errors
    /// [`StoreError`] if they could not.
    pub async fn probe(&self) -> Result<(), StoreError> {
        let write = async {
            in_tx!(self, |tx| {
                sqlx::query("UPDATE log_head SET seq = seq WHERE id = 1")
                    .execute(&mut *tx)
                    .await?;
            });
            Ok(())
        };
        let done = tokio::time::timeout(PROBE_PATIENCE, write).await;
        done.unwrap_or(Err(StoreError::Unavailable))
    }

    /// Closes all connections, after their work is done.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

/// Makes the folder that a database file stands in.
pub(super) fn make_folder(file: &Path) -> Result<(), sqlx::Error> {
    match file.parent().filter(|folder| *folder != Path::new("")) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(sqlx::Error::Io),
        None => Ok(()),
    }
}

async fn open_sqlite(url: &str) -> Result<Db, StoreError> {
    let base = SqliteConnectOptions::from_str(url)?;
    make_folder(base.get_filename())?;
    let options = base
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What a voter deletes is overwritten, not only left out of the tables.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE);
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    migrator(dialect::SQLITE_MIGRATIONS).run(&write).await?;
    let read = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(PATIENCE)
        .connect_with(options.read_only(true))
        .await?;
    Ok(Db::Sqlite { read, write })
}

async fn open_postgres(url: &str) -> Result<Db, StoreError> {
    // A vote is acknowledged after its commit is on disk, whatever the server's own default is.
    let options = PgConnectOptions::from_str(url)?.options([
        ("synchronous_commit", "on"),
        ("statement_timeout", STATEMENT_PATIENCE),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    migrator(dialect::POSTGRES_MIGRATIONS).run(&pool).await?;
    Ok(Db::Postgres(pool))
}

pub(super) fn migrator(list: &[dialect::Migration]) -> Migrator {
    use sqlx::SqlSafeStr as _;
    let migrations = list.iter().map(|(version, name, sql)| {
        sqlx::migrate::Migration::new(
            *version,
            (*name).into(),
            sqlx::migrate::MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_of_the_first_release_keeps_its_battles() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("agon.db");
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        let first = dialect::SQLITE_MIGRATIONS.get(..1).unwrap();
        migrator(first).run(&pool).await.unwrap();
        let id = "0123456789abcdef0123456789abcdef";
        for row in [
            "INSERT INTO voter VALUES (1, 'hash', '00000000000000000000000000000000', 5)"
                .to_owned(),
            format!(
                "INSERT INTO battle VALUES ('{id}', 'text', 1, 'one', 'two', 0.5, 'ready', NULL, NULL, 1, 'r', 0, 7, 8)"
            ),
            format!("INSERT INTO turn VALUES ('{id}', 1, 'why?', '[]', '[]', 1, 48, 7, 8)"),
            format!("INSERT INTO fault VALUES (3, '{id}', 'three', 'cut', 7)"),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(row))
                .execute(&pool)
                .await
                .unwrap();
        }
        pool.close().await;

        let store = Store::open(&format!("sqlite:{}", path.display()))
            .await
            .unwrap();
        let battle = store.battle(id.parse().unwrap()).await.unwrap().unwrap();
        let [one, two]: [crate::domain::ModelId; 2] = ["one", "two"].map(|id| id.parse().unwrap());
        assert_eq!(
            (battle.lineup.pair(), battle.created_ms),
            (Some([&one, &two]), 7)
        );
        assert_eq!(battle.lineup.probability(), Some(0.5));
        assert!(!battle.publish, "nobody was asked");
        assert_eq!(battle.turns.first().unwrap().prompt.as_str(), "why?");
        let Db::Sqlite { write, .. } = &store.db else {
            unreachable!("SQLite was opened")
        };
        let faults: Vec<(i64, String)> = sqlx::query_as("SELECT id, battle FROM fault")
            .fetch_all(write)
            .await
            .unwrap();
        assert_eq!(faults, [(3, id.to_owned())]);
        let orphan = "INSERT INTO turn VALUES ('nobody', 1, 'why?', NULL, NULL, 1, 48, 7, NULL)";
        assert!(
            sqlx::query(orphan).execute(write).await.is_err(),
            "turns still refer to battles"
        );
    }
}
