//! Votes that come from elsewhere: not from a ballot on one of our battles, but from a file or a simulation.
//!
//! They take the same way into the log as ballots do: the counter row is locked first, so seq stays gap-free and in the
//! order of commits whoever else is voting meanwhile.

use std::collections::HashSet;

use sqlx::{Database, Encode, QueryBuilder, Type};

use crate::domain::{ArenaId, BattleId, Choice, ModelId, Pseudonym, Rating, Reveal, StyleFeatures};

use super::battles::parse;
use super::db::{in_tx, read};
use super::recorder::Row;
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
    /// Who was who.
    pub reveal: Reveal,
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
            places.extend(self.append_batch(batch).await?);
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

    async fn append_batch(&self, votes: &[NewVote]) -> Result<Vec<Option<i64>>, StoreError> {
        let rows = votes
            .iter()
            .map(|vote| Row::of(&vote.categories, &vote.style, &vote.reveal));
        let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        let places = in_tx!(self, |tx| {
            let (mut head,): (i64,) =
                sqlx::query_as("UPDATE log_head SET seq = seq WHERE id = 1 RETURNING seq")
                    .fetch_one(&mut *tx)
                    .await?;
            // Nobody else adds a vote while the head is locked, so that what is not there now is new.
            let mut known = QueryBuilder::new(KNOWN);
            list(&mut known, votes.iter().map(|vote| &vote.battle));
            let known: Vec<(String,)> = known.build_query_as().fetch_all(&mut *tx).await?;
            let mut known: HashSet<String> = known.into_iter().map(|(battle,)| battle).collect();
            // A number is used up only by a vote that is new, so that a repeated one leaves no gap.
            let place = |vote: &NewVote| {
                let is_new = known.insert(vote.battle.to_string());
                head += i64::from(is_new);
                is_new.then_some(head)
            };
            let places: Vec<Option<i64>> = votes.iter().map(place).collect();
            let new = votes.iter().zip(rows).zip(&places);
            let new: Vec<_> = new
                .filter_map(|(vote, place)| Some(((*place)?, vote)))
                .collect();
            if !new.is_empty() {
                let mut insert = QueryBuilder::new(INSERT_NEW_VOTES);
                insert.push_values(new, |mut cells, (seq, (vote, row))| {
                    cells
                        .push_bind(seq)
                        .push_bind(vote.battle.to_string())
                        .push_bind(vote.time_ms)
                        .push_bind(vote.arena.as_str())
                        .push_bind(vote.model_a.as_str())
                        .push_bind(vote.model_b.as_str())
                        .push_bind(vote.choice.as_str())
                        .push_bind(vote.voter.to_string())
                        .push_bind(row.categories)
                        .push_bind(row.style)
                        .push_bind(vote.rating.as_str())
                        .push_bind(vote.rating.reason())
                        .push_bind(row.reveal)
                        .push_bind(vote.tagged_by.as_deref());
                });
                insert.build().execute(&mut *tx).await?;
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

const KNOWN: &str = "SELECT battle FROM vote WHERE battle IN ";

const INSERT_NEW_VOTES: &str = "INSERT INTO vote (seq, battle, time_ms, arena, model_a, model_b, choice, voter, \
     categories, style, state, reason, reveal, tagged_by) ";

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
    use crate::domain::{Model, ModelState, RevealedModel};
    use crate::store::VoteRange;

    fn vote(number: u8) -> NewVote {
        let model = |id: &str| {
            RevealedModel::from(&Model::unknown(id.parse().unwrap(), ModelState::Active))
        };
        let mut bytes = [7; 16];
        bytes[0] = number;
        NewVote {
            battle: BattleId::from_random(bytes),
            time_ms: 1_000 + i64::from(number),
            arena: "text".parse().unwrap(),
            model_a: "one".parse().unwrap(),
            model_b: "two".parse().unwrap(),
            choice: Choice::Tie,
            voter: Pseudonym::from_random([number; 16]),
            categories: vec!["coding".to_owned()],
            tagged_by: Some("1".to_owned()),
            style: [StyleFeatures::of("**a**"), StyleFeatures::default()],
            rating: Rating::Unrated {
                reason: "quarantine".to_owned(),
            },
            reveal: Reveal {
                a: model("one"),
                b: model("two"),
            },
        }
    }

    async fn log(store: &Store) -> Vec<crate::domain::Vote> {
        store
            .votes(&VoteRange {
                limit: 10_000,
                ..VoteRange::default()
            })
            .await
            .unwrap()
    }

    /// Runs a test on SQLite, and on PostgreSQL (in a schema of its own) if there is one.
    async fn on_both(schema: &str, test: impl AsyncFn(Store)) {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Store::open(&format!(
            "sqlite:{}",
            folder.path().join("agon.db").display()
        ))
        .await
        .unwrap();
        test(sqlite.clone()).await;
        sqlite.close().await;
        let Ok(url) = std::env::var("AGON_TEST_POSTGRES_URL") else {
            return;
        };
        let admin = sqlx::PgPool::connect(&url).await.unwrap();
        for statement in [
            format!("DROP SCHEMA IF EXISTS {schema} CASCADE"),
            format!("CREATE SCHEMA {schema}"),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(statement))
                .execute(&admin)
                .await
                .unwrap();
        }
        let postgres = Store::open(&format!("{url}?options[search_path]={schema}"))
            .await
            .unwrap();
        test(postgres.clone()).await;
        postgres.close().await;
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
                reveal: read.reveal,
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
