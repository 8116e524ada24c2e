//! One transaction that appends votes from elsewhere as they come. It holds the log's head, so seq stays gap-free and in the order
//! of commits whoever else is voting meanwhile.

use std::collections::HashSet;
use std::slice::Chunks;

use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Sqlite, Transaction};

use crate::domain::BattleId;

use super::append::LogRow;
use super::battles::parse;
use super::bulk::{Bulk, Portions};
use super::chain::{Chains, chain_end};
use super::db::Db;
use super::recorder::Row;
use super::reveals::{Reveals, keep};
use super::{NewVote, Store, StoreError};

/// Votes that are made ready at a time, while the database takes those before them: it waits for the first of them.
const AT_ONCE: usize = 250;
/// Rows of a question, and of a statement that keeps reveals.
const ROWS: usize = 1_000;

/// A transaction that appends votes. Nothing is in the log before [`Self::commit`].
pub struct Appending {
    open: Open,
    head: i64,
    chains: Chains,
    carried: Carried,
    /// Others have voted since the caller's last transaction, or before its first one.
    others_voted: bool,
    votes: usize,
}

/// What one transaction leaves to the next one of the same caller. Of a transaction that is not committed nothing is left.
#[derive(Debug, Default)]
pub struct Carried {
    reveals: Reveals,
    /// The caller gives no battle twice.
    is_distinct: bool,
    /// Where the log's head was left.
    head: i64,
    /// The log had votes of others at some time.
    has_others: bool,
}

impl Carried {
    /// For a caller that gives no battle twice, which spares looking for its votes in a log that has nothing but them. If it does
    /// all the same, the database refuses the second one, and the transaction fails.
    #[must_use]
    pub fn of_distinct() -> Self {
        Self {
            is_distinct: true,
            ..Self::default()
        }
    }
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
    /// Begins to append votes; ballots wait until this has ended. `carried` is what the last time left, or a new one.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn begin_append(&self, carried: Carried) -> Result<Appending, StoreError> {
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
        // Every vote moves the head.
        let others_voted = carried.head != head;
        Ok(Appending {
            open,
            head,
            chains: Chains::default(),
            others_voted,
            carried: Carried {
                has_others: carried.has_others || others_voted,
                ..carried
            },
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
        let new_reveals = self.carried.reveals.learn(votes)?;
        let (head, chains, reveals) = (&mut self.head, &mut self.chains, &self.carried.reveals);
        let is_all_new = self.carried.is_distinct && !self.carried.has_others;
        let to_look_for = if is_all_new { &[] } else { votes };
        on!(&mut self.open, |connection| {
            for some in new_reveals.chunks(ROWS) {
                keep(some).build().execute(&mut *connection).await?;
            }
            for vote in votes {
                chain_end!(connection, chains, vote.arena.as_str());
            }
            let mut known = HashSet::new();
            for some in to_look_for.chunks(ROWS) {
                // Nobody else adds a vote while the head is locked, so that what is not there now is new.
                let battles = some.iter().map(|vote| vote.battle.to_string()).collect();
                for battle in Bulk::known(&mut *connection, battles).await? {
                    known.insert(parse(&battle, "battle id")?);
                }
            }
            let mut links = Links {
                votes: votes.chunks(AT_ONCE),
                places: Vec::with_capacity(votes.len()),
                head,
                chains,
                known,
                reveals,
            };
            connection.insert(&mut links).await?;
            Ok(links.places)
        })
    }

    /// Whether others have voted since the caller's last transaction, or before its first one.
    #[must_use]
    pub fn others_voted(&self) -> bool {
        self.others_voted
    }

    /// Votes that were given to it, new or not.
    #[must_use]
    pub fn votes(&self) -> usize {
        self.votes
    }

    /// Puts the votes in the log for good, and gives back what to begin the next time with.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; nothing was appended then.
    pub async fn commit(mut self) -> Result<Carried, StoreError> {
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
        Ok(Carried {
            head,
            ..self.carried
        })
    }
}

/// What gives votes their places.
struct Links<'a> {
    votes: Chunks<'a, NewVote>,
    /// Where those are that were seen so far.
    places: Vec<Option<i64>>,
    head: &'a mut i64,
    chains: &'a mut Chains,
    known: HashSet<BattleId>,
    reveals: &'a Reveals,
}

impl Links<'_> {
    /// The row of a vote that is new.
    fn row<'v>(&mut self, vote: &'v NewVote) -> Result<LogRow<'v>, StoreError> {
        let facts = vote.facts(*self.head);
        let told = self.reveals.told(&vote.reveal)?;
        Ok(LogRow {
            hash: self.chains.append(&facts),
            facts,
            row: Row::of(&vote.categories, &vote.style, told)?,
            forecast: None,
            tagged_by: vote.tagged_by.as_deref(),
        })
    }
}

impl Portions for Links<'_> {
    fn next(&mut self) -> Result<Option<Vec<LogRow<'_>>>, StoreError> {
        while let Some(votes) = self.votes.next() {
            let mut new = Vec::with_capacity(votes.len());
            for vote in votes {
                // A number is used up only by a vote that is new, so that a repeated one leaves no gap.
                let is_new = self.known.insert(vote.battle);
                *self.head += i64::from(is_new);
                self.places.push(is_new.then_some(*self.head));
                if is_new {
                    new.push(self.row(vote)?);
                }
            }
            if !new.is_empty() {
                return Ok(Some(new));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::both::{on_both, vote};

    /// Appends votes in a transaction of their own.
    async fn append(
        store: &Store,
        carried: &mut Carried,
        votes: &[NewVote],
    ) -> Result<Vec<Option<i64>>, StoreError> {
        let mut appending = store.begin_append(std::mem::take(carried)).await?;
        let places = appending.add(votes).await?;
        *carried = appending.commit().await?;
        Ok(places)
    }

    #[tokio::test]
    async fn whoever_is_alone_in_the_log_does_not_look_for_its_votes_until_others_are_there() {
        on_both("appending_alone", async |store: Store| {
            let mut carried = Carried::of_distinct();
            let places = append(&store, &mut carried, &[vote(1), vote(2)]).await;
            assert_eq!(places.unwrap(), [Some(1), Some(2)]);
            let places = append(&store, &mut carried, &[vote(3)]).await;
            assert_eq!(places.unwrap(), [Some(3)]);
            assert!(!carried.has_others, "nobody else was there");
            store.append_votes(&[vote(4)]).await.unwrap();
            for wanted in [Some(5), None] {
                let places = append(&store, &mut carried, &[vote(4), vote(5)]).await;
                assert_eq!(places.unwrap(), [None, wanted]);
                assert!(carried.has_others, "for good");
            }
            let again = store.begin_append(carried).await.unwrap();
            assert!(!again.others_voted(), "not since then");
            drop(again);
            // Another import of the same file begins with a log that has votes.
            let places = append(&store, &mut Carried::of_distinct(), &[vote(1), vote(6)]).await;
            assert_eq!(places.unwrap(), [None, Some(6)]);
        })
        .await;
    }

    #[tokio::test]
    async fn a_battle_that_comes_twice_against_the_promise_takes_the_whole_transaction_with_it() {
        on_both("appending_promise", async |store: Store| {
            let mut carried = Carried::of_distinct();
            append(&store, &mut carried, &[vote(1)]).await.unwrap();
            let twice = append(&store, &mut carried, &[vote(2), vote(1)]).await;
            assert!(twice.is_err(), "{twice:?}");
            assert_eq!(store.head().await.unwrap(), 1);
            // The connection is fit for use, or another one is.
            let places = append(&store, &mut carried, &[vote(2), vote(1)]).await;
            assert_eq!(places.unwrap(), [Some(2), None]);
        })
        .await;
    }
}
