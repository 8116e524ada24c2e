//! One transaction that appends votes from elsewhere as they come. It holds the log's head, so seq stays gap-free and in the order
//! of commits whoever else is voting meanwhile.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite, Transaction};

use crate::domain::{BattleId, Reveal};

use super::append::LogRow;
use super::battles::parse;
use super::bulk::Bulk;
use super::chain::{Chains, chain_end};
use super::db::Db;
use super::recorder::{Row, reveal_json};
use super::{NewVote, Store, StoreError};

/// Votes of one statement: while the database takes them, the next ones are made ready.
const AT_ONCE: usize = 1_000;

/// A transaction that appends votes. Nothing is in the log before [`Self::commit`].
pub struct Appending {
    open: Open,
    head: i64,
    chains: Chains,
    reveals: Reveals,
    votes: usize,
}

enum Open {
    Sqlite(Held),
    Postgres(Transaction<'static, Postgres>),
}

/// The connection that writes SQLite, in a transaction. It is closed unless that was committed, as in `in_tx`.
struct Held {
    connection: PoolConnection<Sqlite>,
    is_committed: bool,
}

impl Drop for Held {
    fn drop(&mut self) {
        if !self.is_committed {
            self.connection.close_on_drop();
        }
    }
}

/// Runs one expression on the connection, whichever database it is to.
macro_rules! on {
    ($open:expr, |$connection:ident| $query:expr) => {
        match $open {
            Open::Sqlite(held) => {
                let $connection = &mut *held.connection;
                $query
            }
            Open::Postgres(tx) => {
                let $connection = &mut **tx;
                $query
            }
        }
    };
}

impl Store {
    /// Begins to append votes; ballots wait until this has ended.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn begin_append(&self) -> Result<Appending, StoreError> {
        let mut open = match &self.db {
            Db::Sqlite { write, .. } => {
                let mut held = Held {
                    connection: write.acquire().await?,
                    is_committed: false,
                };
                sqlx::query("BEGIN IMMEDIATE")
                    .execute(&mut *held.connection)
                    .await?;
                Open::Sqlite(held)
            }
            Db::Postgres(pool) => Open::Postgres(pool.begin().await?),
        };
        let (head,): (i64,) = on!(&mut open, |connection| {
            sqlx::query_as("UPDATE log_head SET seq = seq WHERE id = 1 RETURNING seq")
                .fetch_one(connection)
                .await?
        });
        Ok(Appending {
            open,
            head,
            chains: Chains::default(),
            reveals: Reveals::default(),
            votes: 0,
        })
    }
}

impl Appending {
    /// Appends votes in the order given, and says where each one will be: `None` if its battle has a vote already, which then
    /// stays as it is.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; nothing was appended then, nor will be.
    pub async fn add(&mut self, votes: &[NewVote]) -> Result<Vec<Option<i64>>, StoreError> {
        self.votes += votes.len();
        for vote in votes {
            self.reveals.add(&vote.reveal)?;
        }
        let (head, chains, reveals) = (&mut self.head, &mut self.chains, &self.reveals);
        on!(&mut self.open, |connection| {
            for vote in votes {
                chain_end!(connection, chains, vote.arena.as_str());
            }
            let mut known = HashSet::new();
            for some in votes.chunks(AT_ONCE) {
                // Nobody else adds a vote while the head is locked, so that what is not there now is new.
                let battles = some.iter().map(|vote| vote.battle.to_string()).collect();
                for battle in Bulk::known(&mut *connection, battles).await? {
                    known.insert(parse(&battle, "battle id")?);
                }
            }
            let links = Links {
                head,
                chains,
                known,
                reveals,
            };
            append_rows(connection, votes, links).await
        })
    }

    /// Votes that were given to it, new or not.
    #[must_use]
    pub fn votes(&self) -> usize {
        self.votes
    }

    /// Puts the votes in the log for good.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; nothing was appended then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let head = self.head;
        on!(&mut self.open, |connection| {
            sqlx::query("UPDATE log_head SET seq = $1 WHERE id = 1")
                .bind(head)
                .execute(connection)
                .await?;
        });
        match self.open {
            Open::Sqlite(mut held) => {
                sqlx::query("COMMIT").execute(&mut *held.connection).await?;
                held.is_committed = true;
            }
            Open::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// What gives votes their places.
struct Links<'a> {
    head: &'a mut i64,
    chains: &'a mut Chains,
    known: HashSet<BattleId>,
    reveals: &'a Reveals,
}

impl<'a> Links<'a> {
    /// The rows of those votes that are new, and where each vote is.
    fn rows(
        &mut self,
        votes: &'a [NewVote],
        places: &mut Vec<Option<i64>>,
    ) -> Result<Vec<LogRow<'a>>, StoreError> {
        let mut new = Vec::with_capacity(votes.len());
        for vote in votes {
            // A number is used up only by a vote that is new, so that a repeated one leaves no gap.
            let is_new = self.known.insert(vote.battle);
            *self.head += i64::from(is_new);
            places.push(is_new.then_some(*self.head));
            if is_new {
                let facts = vote.facts(*self.head);
                let reveal = self.reveals.json(&vote.reveal).into();
                new.push(LogRow {
                    hash: self.chains.append(&facts),
                    facts,
                    row: Row::of(&vote.categories, &vote.style, reveal)?,
                    forecast: None,
                    tagged_by: vote.tagged_by.as_deref(),
                });
            }
        }
        Ok(new)
    }
}

async fn append_rows<C: Bulk>(
    connection: &mut C,
    votes: &[NewVote],
    mut links: Links<'_>,
) -> Result<Vec<Option<i64>>, StoreError> {
    let mut places = Vec::with_capacity(votes.len());
    let mut ready = C::ready(&[])?;
    for some in votes.chunks(AT_ONCE) {
        let next = async { Ok::<_, StoreError>(C::ready(&links.rows(some, &mut places)?)?) };
        let (inserted, next) = tokio::join!(connection.insert(ready), next);
        inserted?;
        ready = next?;
    }
    connection.insert(ready).await?;
    Ok(places)
}

/// Adds rows to the log.
pub(super) async fn insert_rows<C: Bulk>(
    connection: &mut C,
    rows: &[LogRow<'_>],
) -> Result<(), sqlx::Error> {
    connection.insert(C::ready(rows)?).await
}

/// What voters were told as JSON, once for all votes that share it.
#[derive(Default)]
struct Reveals(HashMap<usize, (Arc<Reveal>, String)>);

impl Reveals {
    fn add(&mut self, reveal: &Arc<Reveal>) -> Result<(), StoreError> {
        if let Entry::Vacant(place) = self.0.entry(Arc::as_ptr(reveal).addr()) {
            // Kept as well, so that its address stays its own.
            place.insert((Arc::clone(reveal), reveal_json(reveal)?));
        }
        Ok(())
    }

    fn json(&self, reveal: &Arc<Reveal>) -> &str {
        let kept = self.0.get(&Arc::as_ptr(reveal).addr());
        kept.map_or("", |(_, json)| json.as_str())
    }
}
