//! Votes that come from elsewhere: not from a ballot on one of our battles, but from a file or a simulation.
//!
//! They take the same way into the log as ballots do: the counter row is locked first, so seq stays gap-free and in the
//! order of commits whoever else is voting meanwhile.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::{
    ArenaId, BattleId, Choice, ModelId, Pseudonym, Rating, Reveal, StyleFeatures, VoteFacts,
    VoteHash,
};

use super::appending::Carried;
use super::battles::parse;
use super::bulk::Bulk;
use super::db::read;
use super::recorder::Row;
use super::{Store, StoreError, StyledVote};

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
    pub(super) fn facts(&self, seq: i64) -> VoteFacts<'_> {
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

    /// What boards look at, once it has a place.
    #[must_use]
    pub fn placed(self, seq: i64) -> StyledVote {
        StyledVote {
            seq,
            model_a: self.model_a,
            model_b: self.model_b,
            choice: self.choice,
            categories: self.categories,
            style: self.style,
            is_rated: self.rating == Rating::Rated,
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
        let (mut places, mut carried) = (Vec::with_capacity(votes.len()), Carried::default());
        for batch in votes.chunks(BATCH) {
            let mut appending = self.begin_append(carried).await?;
            places.extend(appending.add(batch).await?);
            carried = appending.commit().await?;
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
            let battles = some.iter().map(BattleId::to_string).collect();
            let known = read!(self, |pool| {
                Bulk::known(&mut *pool.acquire().await?, battles).await?
            });
            for battle in known {
                voted.insert(parse(&battle, "battle id")?);
            }
        }
        Ok(voted)
    }
}

/// A row of the log before it is there.
pub(super) struct LogRow<'a> {
    pub(super) facts: VoteFacts<'a>,
    pub(super) row: Row,
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

/// Adds `(unhex(id), unhex(id), ...)` to a statement: what PostgreSQL's index of battles has.
pub(super) fn list_unhexed<'a, D: Database>(
    statement: &mut QueryBuilder<D>,
    battles: impl Iterator<Item = &'a BattleId>,
) where
    String: Type<D> + Encode<'static, D>,
{
    let mut list = statement.push("(").separated(", ");
    for battle in battles {
        list.push("unhex(");
        list.push_bind_unseparated(battle.to_string());
        list.push_unseparated(")");
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
    async fn texts_that_look_like_something_else_stay_what_they_are() {
        on_both("append_hostile", async |store: Store| {
            let texts = [
                "",
                "\\N",
                "\\.",
                "a\tb\\t\nc\r",
                "'; --\"{}",
                "\u{7f}\u{1f980}",
            ];
            let hostile = |number: u8, text: &str| NewVote {
                categories: texts.map(str::to_owned).to_vec(),
                tagged_by: (number > 0).then(|| text.to_owned()),
                rating: Rating::Unrated {
                    reason: text.to_owned(),
                },
                ..vote(number)
            };
            let votes: Vec<NewVote> = (0..).zip(texts).map(|(n, text)| hostile(n, text)).collect();
            store.append_votes(&votes).await.unwrap();
            for (read, given) in log(&store).await.iter().zip(&votes) {
                assert_eq!(read.categories, given.categories);
                assert_eq!(read.tagged_by, given.tagged_by);
                assert_eq!(read.rating, given.rating);
            }
            assert_eq!(store.head().await.unwrap(), 6);
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
