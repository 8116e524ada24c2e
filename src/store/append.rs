//! Votes that come from elsewhere: not from a ballot on one of our battles, but from a file or a simulation.
//!
//! They take the same way into the log as ballots do: the counter row is locked first, so seq stays gap-free and in the
//! order of commits whoever else is voting meanwhile.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::{
    ArenaId, BattleId, Choice, ModelId, Pseudonym, Rating, Reveal, StyleFeatures, VoteFacts,
    VoteHash,
};

use super::battles::parse;
use super::bulk::Bulk;
use super::chain::{Chains, chain_end};
use super::db::{in_tx, read};
use super::recorder::{Row, reveal_json};
use super::{Store, StoreError};

/// The most votes in one transaction. Ballots wait while it lasts.
const BATCH: usize = 1_000;

/// A vote that has no place in the log yet.
#[derive(Clone, Debug, PartialEq)]
pub struct NewVote {
    /// The battle that it decided. A second vote of the same battle changes nothing.
    pub battle: BattleId,
    /// When it was cast, Unix milliseconds.
    pub time_ms: i64,
    /// Where it counts.
    pub arena: ArenaId,
    /// The model on side A.
    pub model_a: ModelId,
    /// The model on side B.
    pub model_b: ModelId,
    /// What the voter said.
    pub choice: Choice,
    /// Whose it is.
    pub voter: Pseudonym,
    /// Tags that make slices.
    pub categories: Vec<String>,
    /// Which rules found them, if rules did.
    pub tagged_by: Option<String>,
    /// Style of answer A and answer B.
    pub style: [StyleFeatures; 2],
    /// Whether ratings use it.
    pub rating: Rating,
    /// Who was who; votes on the same models share it.
    pub reveal: Arc<Reveal>,
}

impl NewVote {
    /// What the chain covers of it.
    fn facts(&self, seq: i64) -> VoteFacts<'_> {
        VoteFacts {
            seq,
            battle: self.battle,
            time_ms: self.time_ms,
            arena: self.arena.as_str(),
            models: [self.model_a.as_str(), self.model_b.as_str()],
            choice: self.choice,
            voter: self.voter,
            rating: &self.rating,
            style: &self.style,
        }
    }
}

impl Store {
    /// Appends votes to the log in the order given, and says where each one is: `None` if its battle had a vote already,
    /// which then stays as it was. So the same votes can be sent again, after a failure for example.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; of the votes a whole number of batches is in the log then.
    pub async fn append_votes(&self, votes: &[NewVote]) -> Result<Vec<Option<i64>>, StoreError> {
        let mut places = Vec::with_capacity(votes.len());
        for batch in votes.chunks(BATCH) {
            places.extend(self.append_at_once(batch).await?);
        }
        Ok(places)
    }

    /// Which of these battles have a vote in the log.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn voted(&self, battles: &[BattleId]) -> Result<HashSet<BattleId>, StoreError> {
        let mut voted = HashSet::new();
        for some in battles.chunks(BATCH) {
            let rows: Vec<(String,)> = read!(self, |pool| {
                let mut known = QueryBuilder::new(KNOWN);
                list(&mut known, some.iter());
                known.build_query_as().fetch_all(pool).await?
            });
            for (battle,) in rows {
                voted.insert(parse(&battle, "battle id")?);
            }
        }
        Ok(voted)
    }

    /// The same in one transaction, however many votes there are: for when nobody else waits.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; nothing was appended then.
    pub async fn append_at_once(&self, votes: &[NewVote]) -> Result<Vec<Option<i64>>, StoreError> {
        let reveals = Reveals::of(votes)?;
        let places = in_tx!(self, |tx| {
            let (mut head,): (i64,) =
                sqlx::query_as("UPDATE log_head SET seq = seq WHERE id = 1 RETURNING seq")
                    .fetch_one(&mut *tx)
                    .await?;
            let mut chains = Chains::default();
            let mut places = Vec::with_capacity(votes.len());
            for some in votes.chunks(BATCH) {
                // Nobody else adds a vote while the head is locked, so that what is not there now is new.
                let battles = some.iter().map(|vote| vote.battle.to_string()).collect();
                let known = Bulk::known(&mut *tx, battles).await?;
                let mut known: HashSet<String> = known.into_iter().collect();
                for vote in some {
                    chain_end!(tx, chains, vote.arena.as_str());
                }
                let mut new = Vec::with_capacity(some.len());
                for vote in some {
                    // A number is used up only by a vote that is new, so that a repeated one leaves no gap.
                    let is_new = known.insert(vote.battle.to_string());
                    head += i64::from(is_new);
                    places.push(is_new.then_some(head));
                    if is_new {
                        let facts = vote.facts(head);
                        new.push(LogRow {
                            hash: chains.append(&facts),
                            facts,
                            row: Row::of(&vote.categories, &vote.style, reveals.json(vote).into())?,
                            forecast: None,
                            tagged_by: vote.tagged_by.as_deref(),
                        });
                    }
                }
                Bulk::insert(&mut *tx, new).await?;
            }
            sqlx::query("UPDATE log_head SET seq = $1 WHERE id = 1")
                .bind(head)
                .execute(&mut *tx)
                .await?;
            places
        });
        Ok(places)
    }
}

/// What voters were told as JSON, once for all votes that share it.
struct Reveals(HashMap<usize, String>);

impl Reveals {
    fn of(votes: &[NewVote]) -> Result<Self, StoreError> {
        let mut known = HashMap::new();
        for vote in votes {
            if let Entry::Vacant(place) = known.entry(Arc::as_ptr(&vote.reveal).addr()) {
                place.insert(reveal_json(&vote.reveal)?);
            }
        }
        Ok(Self(known))
    }

    fn json(&self, vote: &NewVote) -> &str {
        let json = self.0.get(&Arc::as_ptr(&vote.reveal).addr());
        json.map_or("", String::as_str)
    }
}

const KNOWN: &str = "SELECT battle FROM vote WHERE battle IN ";

/// A row of the log before it is there.
pub(super) struct LogRow<'a> {
    pub(super) facts: VoteFacts<'a>,
    pub(super) row: Row<'a>,
    /// What the board said; no vote from elsewhere has it.
    pub(super) forecast: Option<String>,
    pub(super) tagged_by: Option<&'a str>,
    pub(super) hash: Option<VoteHash>,
}

/// Adds `(id, id, ...)` to a statement.
pub(super) fn list<'a, D: Database>(
    statement: &mut QueryBuilder<D>,
    battles: impl Iterator<Item = &'a BattleId>,
) where
    String: Type<D> + Encode<'static, D>,
{
    let mut list = statement.push("(").separated(", ");
    for battle in battles {
        list.push_bind(battle.to_string());
    }
    statement.push(")");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::VoteRange;
    use crate::store::both::{on_both, vote};

    async fn log(store: &Store) -> Vec<crate::domain::LoggedVote> {
        store
            .votes(&VoteRange {
                limit: 10_000,
                ..VoteRange::default()
            })
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn appended_votes_read_back_as_they_were_given() {
        on_both("append_reads_back", async |store: Store| {
            let new = vote(1);
            assert_eq!(
                store
                    .append_votes(std::slice::from_ref(&new))
                    .await
                    .unwrap(),
                [Some(1)]
            );
            let read = log(&store).await.pop().unwrap();
            let again = NewVote {
                battle: read.battle,
                time_ms: read.time_ms,
                arena: read.arena,
                model_a: read.model_a,
                model_b: read.model_b,
                choice: read.choice,
                voter: read.voter,
                categories: read.categories,
                tagged_by: read.tagged_by,
                style: read.style,
                rating: read.rating,
                reveal: Arc::new(store.vote_of(new.battle).await.unwrap().unwrap().reveal),
            };
            assert_eq!(again, new);
        })
        .await;
    }

    #[tokio::test]
    async fn a_repeated_vote_changes_nothing_and_leaves_no_gap() {
        on_both("append_repeats", async |store: Store| {
            assert_eq!(
                store
                    .append_votes(&[vote(1), vote(2), vote(1)])
                    .await
                    .unwrap(),
                [Some(1), Some(2), None]
            );
            let other = NewVote {
                choice: Choice::A,
                ..vote(2)
            };
            assert_eq!(
                store
                    .append_votes(&[other, vote(3), vote(1), vote(4)])
                    .await
                    .unwrap(),
                [None, Some(3), None, Some(4)]
            );
            let log = log(&store).await;
            assert_eq!(
                log.iter().map(|vote| vote.seq).collect::<Vec<_>>(),
                [1, 2, 3, 4]
            );
            assert!(log.iter().all(|vote| vote.choice == Choice::Tie));
            assert_eq!(store.head().await.unwrap(), 4);
        })
        .await;
    }

    #[tokio::test]
    async fn batches_follow_each_other_without_a_gap_while_others_append_too() {
        on_both("append_batches", async |store: Store| {
            let votes = |first: u16| -> Vec<NewVote> {
                let numbered = |number: u16| {
                    let mut bytes = [1; 16];
                    bytes[..2].copy_from_slice(&number.to_le_bytes());
                    NewVote {
                        battle: BattleId::from_random(bytes),
                        ..vote(0)
                    }
                };
                (first..first + 1_200).map(numbered).collect()
            };
            let (one, two) = (votes(0), votes(1_000));
            let (one, two) = tokio::join!(store.append_votes(&one), store.append_votes(&two));
            let mut places: Vec<i64> = one
                .unwrap()
                .into_iter()
                .chain(two.unwrap())
                .flatten()
                .collect();
            places.sort_unstable();
            assert_eq!(places, (1..=2_200).collect::<Vec<_>>());
            assert_eq!(log(&store).await.len(), 2_200);
            assert_eq!(store.head().await.unwrap(), 2_200);
        })
        .await;
    }
}
