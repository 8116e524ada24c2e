//! The chains of the arenas' votes: what the next vote follows, and the links of votes that are older than chains.
//!
//! Whoever appends votes holds the log's head, so nobody else's vote comes between the end of a chain and its next link.

use std::collections::BTreeMap;

use sqlx::QueryBuilder;

use crate::domain::{ArenaId, VoteFacts, VoteHash};

use super::battles::parse;
use super::db::{in_tx, read};
use super::votes::rating_from;
use super::{Store, StoreError};

/// The most votes that get their links in one transaction. Ballots wait while it lasts.
const BATCH: i64 = 500;

/// The ends of chains, as a transaction that holds the log's head moves them.
#[derive(Debug, Default)]
pub(super) struct Chains(BTreeMap<String, Option<VoteHash>>);

impl Chains {
    /// Whether the end of an arena's chain was read.
    pub(super) fn has(&self, arena: &str) -> bool {
        self.0.contains_key(arena)
    }

    /// Takes the hash of an arena's newest vote as the database has it.
    pub(super) fn begin(&mut self, arena: &str, newest: Option<EndRow>) -> Result<(), StoreError> {
        self.0.insert(arena.to_owned(), end_from(newest)?);
        Ok(())
    }

    /// The link of the next vote; none while older votes have none.
    pub(super) fn append(&mut self, facts: &VoteFacts<'_>) -> Option<VoteHash> {
        let end = self.0.get_mut(facts.arena)?;
        *end = end.map(|before| facts.after(before));
        *end
    }
}

/// Reads the end of an arena's chain, once in a transaction.
macro_rules! chain_end {
    ($tx:expr, $chains:expr, $arena:expr) => {
        if !$chains.has($arena) {
            let newest = sqlx::query_as($crate::store::chain::END)
                .bind($arena)
                .bind(i64::MAX)
                .fetch_optional(&mut *$tx)
                .await?;
            $chains.begin($arena, newest)?;
        }
    };
}
pub(super) use chain_end;

/// The hash of an arena's newest vote up to a seq.
pub(super) const END: &str =
    "SELECT hash FROM vote WHERE arena = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1";

/// The hash of a vote, if it has one.
pub(super) type EndRow = (Option<Vec<u8>>,);

fn end_from(newest: Option<EndRow>) -> Result<Option<VoteHash>, StoreError> {
    match newest {
        None => Ok(Some(VoteHash::START)),
        Some((None,)) => Ok(None),
        Some((Some(bytes),)) => hash_from(&bytes).map(Some),
    }
}

pub(super) fn hash_from(bytes: &[u8]) -> Result<VoteHash, StoreError> {
    let hash = VoteHash::from_bytes(bytes);
    hash.ok_or_else(|| StoreError::corrupt("hash of a vote")("it is not 32 bytes"))
}

/// What the chain covers of a vote, as the database has it.
type FactsRow = (
    i64,
    String,
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
);

impl Store {
    /// Gives links to votes that have none, one batch of one arena in one transaction; how many that were. Safe beside
    /// other servers and while votes come in: whoever does this first is right, and the others find nothing left.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn chain_votes(&self) -> Result<u64, StoreError> {
        // Most of the time there is none, and the log's head is not to be held for that.
        let waiting: Option<(String,)> = read!(self, |pool| {
            sqlx::query_as("SELECT arena FROM vote WHERE hash IS NULL ORDER BY arena, seq LIMIT 1")
                .fetch_optional(pool)
                .await?
        });
        let Some((arena,)) = waiting else {
            return Ok(0);
        };
        let linked = in_tx!(self, |tx| {
            sqlx::query("UPDATE log_head SET seq = seq WHERE id = 1")
                .execute(&mut *tx)
                .await?;
            let rows: Vec<FactsRow> = sqlx::query_as(
                "SELECT seq, battle, time_ms, model_a, model_b, choice, voter, style, state, reason FROM vote \
                 WHERE arena = $1 AND hash IS NULL ORDER BY seq LIMIT $2",
            )
            .bind(&arena)
            .bind(BATCH)
            .fetch_all(&mut *tx)
            .await?;
            let first = rows.first().map_or(0, |row| row.0);
            let mut chains = Chains::default();
            let before = sqlx::query_as(END)
                .bind(&arena)
                .bind(first - 1)
                .fetch_optional(&mut *tx)
                .await?;
            chains.begin(&arena, before)?;
            let links = links(&arena, &rows, &mut chains)?;
            if !links.is_empty() {
                let mut update = QueryBuilder::new("WITH link (seq, hash) AS (");
                update.push_values(&links, |mut cells, (seq, hash)| {
                    cells.push_bind(*seq).push_bind(hash.bytes().to_vec());
                });
                update
                    .push(") UPDATE vote SET hash = link.hash FROM link WHERE vote.seq = link.seq");
                update.build().execute(&mut *tx).await?;
            }
            links.len() as u64
        });
        Ok(linked)
    }

    /// The end of an arena's chain at a seq: that of its newest vote up to there, which is [`VoteHash::START`] before the
    /// first one; `None` if that vote has no link yet.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn chain_at(
        &self,
        arena: &ArenaId,
        seq: i64,
    ) -> Result<Option<VoteHash>, StoreError> {
        let newest: Option<EndRow> = read!(self, |pool| {
            sqlx::query_as(END)
                .bind(arena.as_str())
                .bind(seq)
                .fetch_optional(pool)
                .await?
        });
        end_from(newest)
    }
}

fn links(
    arena: &str,
    rows: &[FactsRow],
    chains: &mut Chains,
) -> Result<Vec<(i64, VoteHash)>, StoreError> {
    let mut links = Vec::with_capacity(rows.len());
    for row in rows {
        let (seq, battle, time_ms, model_a, model_b, choice, voter, style, state, reason) = row;
        let facts = VoteFacts {
            seq: *seq,
            battle: parse(battle, "battle id")?,
            time_ms: *time_ms,
            arena,
            models: [model_a, model_b],
            choice: parse(choice, "choice")?,
            voter: parse(voter, "pseudonym")?,
            rating: &rating_from(state, reason.clone()),
            style: &serde_json::from_str(style).map_err(StoreError::corrupt("style"))?,
        };
        links.extend(chains.append(&facts).map(|hash| (*seq, hash)));
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BattleId, LoggedVote};
    use crate::store::both::{on_both, vote};
    use crate::store::{NewVote, VoteRange};

    /// Votes of two arenas, one after the other.
    fn votes(first: u16, count: u16) -> Vec<NewVote> {
        let one = |number: u16| {
            let mut bytes = [1; 16];
            bytes[..2].copy_from_slice(&number.to_le_bytes());
            NewVote {
                battle: BattleId::from_random(bytes),
                arena: ["text", "code"][usize::from(number % 2)].parse().unwrap(),
                ..vote(3)
            }
        };
        (first..first + count).map(one).collect()
    }

    async fn log(store: &Store) -> Vec<LoggedVote> {
        let all = VoteRange {
            limit: 10_000,
            ..VoteRange::default()
        };
        store.votes(&all).await.unwrap()
    }

    /// Whether every vote follows the one before it in its arena.
    fn is_chained(log: &[LoggedVote]) -> bool {
        let mut ends: BTreeMap<String, VoteHash> = BTreeMap::new();
        log.iter().all(|vote| {
            let facts = VoteFacts {
                seq: vote.seq,
                battle: vote.battle,
                time_ms: vote.time_ms,
                arena: vote.arena.as_str(),
                models: [vote.model_a.as_str(), vote.model_b.as_str()],
                choice: vote.choice,
                voter: vote.voter,
                rating: &vote.rating,
                style: &vote.style,
            };
            let end = ends
                .entry(vote.arena.to_string())
                .or_insert(VoteHash::START);
            *end = facts.after(*end);
            vote.hash == Some(*end)
        })
    }

    /// Takes links away, as if the votes behind a seq were older than chains or came from a server that knows none.
    async fn forget_links(store: &Store, after_seq: i64) {
        let forget = async {
            in_tx!(store, |tx| {
                sqlx::query("UPDATE vote SET hash = NULL WHERE seq > $1")
                    .bind(after_seq)
                    .execute(&mut *tx)
                    .await?;
            });
            Ok::<_, StoreError>(())
        };
        forget.await.unwrap();
    }

    #[tokio::test]
    async fn every_vote_follows_the_one_before_it_in_its_arena_whoever_appends_beside() {
        on_both("chain_appends", async |store: Store| {
            let (one, two) = (votes(0, 1_200), votes(1_200, 1_200));
            let (one, two) = tokio::join!(store.append_votes(&one), store.append_votes(&two));
            assert_eq!(one.unwrap().len() + two.unwrap().len(), 2_400);
            let log = log(&store).await;
            assert_eq!(log.len(), 2_400);
            assert!(is_chained(&log));
            let text: ArenaId = "text".parse().unwrap();
            let last = log.iter().rfind(|vote| vote.arena == text).unwrap();
            assert_eq!(store.chain_at(&text, i64::MAX).await.unwrap(), last.hash);
            assert_eq!(
                store.chain_at(&text, 0).await.unwrap(),
                Some(VoteHash::START)
            );
            assert_eq!(store.chain_votes().await.unwrap(), 0, "nothing was left");
        })
        .await;
    }

    #[tokio::test]
    async fn votes_that_are_older_than_chains_get_the_same_links_while_others_come_in() {
        on_both("chain_fills", async |store: Store| {
            store.append_votes(&votes(0, 1_300)).await.unwrap();
            let wanted = log(&store).await;
            for after_seq in [0, 700, 1_299] {
                forget_links(&store, after_seq).await;
                let fill = async {
                    let mut linked = 0;
                    while let some @ 1.. = store.chain_votes().await.unwrap() {
                        linked += some;
                    }
                    linked
                };
                // Another replica does the same.
                let (one, two) = tokio::join!(fill, async {
                    let mut linked = 0;
                    while let some @ 1.. = store.chain_votes().await.unwrap() {
                        linked += some;
                    }
                    linked
                });
                assert_eq!(one + two, 1_300 - after_seq.unsigned_abs());
                assert_eq!(log(&store).await, wanted);
            }
            forget_links(&store, 0).await;
            let more = votes(1_300, 300);
            let fill = async { while store.chain_votes().await.unwrap() > 0 {} };
            let (places, ()) = tokio::join!(store.append_votes(&more), fill);
            assert_eq!(places.unwrap().len(), 300);
            while store.chain_votes().await.unwrap() > 0 {}
            let log = log(&store).await;
            assert_eq!(log.len(), 1_600);
            assert!(is_chained(&log));
        })
        .await;
    }

    #[tokio::test]
    async fn a_vote_behind_one_without_a_link_waits_for_its_own() {
        on_both("chain_waits", async |store: Store| {
            store.append_votes(&votes(0, 4)).await.unwrap();
            forget_links(&store, 2).await;
            store.append_votes(&votes(4, 2)).await.unwrap();
            let missing: Vec<i64> = log(&store)
                .await
                .iter()
                .filter(|vote| vote.hash.is_none())
                .map(|vote| vote.seq)
                .collect();
            assert_eq!(missing, [3, 4, 5, 6]);
            let text: ArenaId = "text".parse().unwrap();
            assert_eq!(store.chain_at(&text, i64::MAX).await.unwrap(), None);
            while store.chain_votes().await.unwrap() > 0 {}
            assert!(is_chained(&log(&store).await));
        })
        .await;
    }
}
