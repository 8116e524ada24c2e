//! Reading the vote log.

use std::iter::successors;

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use crate::domain::{
    ArenaId, BattleId, Choice, Forecast, LoggedVote, ModelId, Rating, StyleFeatures, Vote,
};

use super::battles::parse;
use super::chain::hash_from;
use super::db::read;
use super::past::Until;
use super::{Store, StoreError};

type LoggedRow = (
    i64,
    String,
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<Vec<u8>>,
);

/// A vote, and what its voter was told.
pub(super) struct VoteRow {
    logged: LoggedRow,
    reveal: String,
}

impl<'r, R> FromRow<'r, R> for VoteRow
where
    R: Row,
    LoggedRow: FromRow<'r, R>,
    for<'c> &'c str: ColumnIndex<R>,
    String: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Ok(Self {
            logged: LoggedRow::from_row(row)?,
            reveal: row.try_get("reveal")?,
        })
    }
}

pub(super) const VOTE_COLUMNS: &str = "SELECT seq, battle, time_ms, arena, model_a, model_b, choice, voter, categories, \
     style, state, reason, tagged_by, hash, reveal";

type StyledRow = (i64, String, String, String, String, String, String);

/// A vote as far as boards at equal style look at it.
#[derive(Clone, Debug, PartialEq)]
pub struct StyledVote {
    /// Its place in the log.
    pub seq: i64,
    /// The model on side A.
    pub model_a: ModelId,
    /// The model on side B.
    pub model_b: ModelId,
    /// What the voter said.
    pub choice: Choice,
    /// Tags that make slices.
    pub categories: Vec<String>,
    /// Style of answer A and answer B.
    pub style: [StyleFeatures; 2],
    /// Whether ratings use it.
    pub is_rated: bool,
}

/// Which part of the log to read.
#[derive(Clone, Debug, Default)]
pub struct VoteRange {
    /// Only this arena.
    pub arena: Option<ArenaId>,
    /// Only votes behind this one.
    pub after_seq: i64,
    /// Only up to this one.
    pub until_seq: Option<i64>,
    /// Only from this time on, Unix milliseconds.
    pub since_ms: Option<i64>,
    /// Only before this time, Unix milliseconds.
    pub until_ms: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

impl Store {
    /// A stretch of the log, in the order of seq.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn votes(&self, range: &VoteRange) -> Result<Vec<LoggedVote>, StoreError> {
        let end = match range.until_seq {
            Some(until) => until,
            None => self.head().await?,
        };
        let mut votes = Vec::new();
        for stretch in stretches((range.after_seq, end), range.limit) {
            let some = self.votes_within(range, stretch, missing(&votes, range.limit));
            votes.extend(some.await?);
            if missing(&votes, range.limit) == 0 {
                break;
            }
        }
        Ok(votes)
    }

    /// The first votes of a range that are within a part of the log, at most so many.
    async fn votes_within(
        &self,
        range: &VoteRange,
        (after_seq, until_seq): (i64, i64),
        limit: i64,
    ) -> Result<Vec<LoggedVote>, StoreError> {
        let rows: Vec<LoggedRow> = match &range.arena {
            None => read!(self, |pool| {
                sqlx::query_as(
                    "SELECT seq, battle, time_ms, arena, model_a, model_b, choice, voter, categories, style, state, \
                     reason, tagged_by, hash FROM tagged_vote WHERE seq > $1 AND seq <= $5 AND time_ms >= $2 AND time_ms < $3 ORDER BY seq LIMIT $4",
                )
                .bind(after_seq)
                .bind(range.since_ms.unwrap_or(i64::MIN))
                .bind(range.until_ms.unwrap_or(i64::MAX))
                .bind(limit)
                .bind(until_seq)
                .fetch_all(pool)
                .await?
            }),
            Some(arena) => read!(self, |pool| {
                sqlx::query_as(
                    "SELECT seq, battle, time_ms, arena, model_a, model_b, choice, voter, categories, style, state, \
                     reason, tagged_by, hash FROM tagged_vote WHERE arena = $6 AND seq > $1 AND seq <= $5 AND time_ms >= $2 AND time_ms < $3 \
                     ORDER BY seq LIMIT $4",
                )
                .bind(after_seq)
                .bind(range.since_ms.unwrap_or(i64::MIN))
                .bind(range.until_ms.unwrap_or(i64::MAX))
                .bind(limit)
                .bind(until_seq)
                .bind(arena.as_str())
                .fetch_all(pool)
                .await?
            }),
        };
        rows.into_iter().map(logged_from).collect()
    }

    /// The votes of an arena behind one of them, in the order of seq, at most so many.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn styled_votes(
        &self,
        arena: &ArenaId,
        after_seq: i64,
        limit: u32,
    ) -> Result<Vec<StyledVote>, StoreError> {
        let until = Until {
            arena,
            after_seq,
            seq: self.head().await?,
            time_ms: i64::MAX,
        };
        self.styled_until(&until, limit).await
    }

    /// The votes of a part of the log one by one, as boards at equal style look at them, at most so many.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn styled_until(
        &self,
        until: &Until<'_>,
        limit: u32,
    ) -> Result<Vec<StyledVote>, StoreError> {
        let mut votes = Vec::new();
        for (after_seq, until_seq) in stretches((until.after_seq, until.seq), limit) {
            let rows: Vec<StyledRow> = read!(self, |pool| {
                sqlx::query_as(
                    "SELECT seq, model_a, model_b, choice, categories, style, state FROM tagged_vote \
                     WHERE arena = $1 AND seq > $2 AND seq <= $3 AND time_ms <= $4 ORDER BY seq LIMIT $5",
                )
                .bind(until.arena.as_str())
                .bind(after_seq)
                .bind(until_seq)
                .bind(until.time_ms)
                .bind(missing(&votes, limit))
                .fetch_all(pool)
                .await?
            });
            for row in rows {
                votes.push(styled_from(row)?);
            }
            if missing(&votes, limit) == 0 {
                break;
            }
        }
        Ok(votes)
    }

    /// The vote of one battle.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn vote_of(&self, battle: BattleId) -> Result<Option<Vote>, StoreError> {
        let row: Option<VoteRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT seq, battle, time_ms, arena, model_a, model_b, choice, voter, categories, style, state, \
                 reason, tagged_by, hash, reveal FROM tagged_vote WHERE battle = $1 AND unhex(battle) = unhex($1)",
            )
            .bind(battle.to_string())
            .fetch_optional(pool)
            .await?
        });
        row.map(vote_from).transpose()
    }

    /// A voter's rated votes in an arena, counted by models as they stood and by choice.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn own_votes(
        &self,
        voter: i64,
        arena: &ArenaId,
    ) -> Result<Vec<(String, String, Choice, u64)>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT v.model_a, v.model_b, v.choice, COUNT(*) FROM vote AS v \
                 JOIN battle AS b ON b.id = v.battle AND unhex(b.id) = unhex(v.battle) \
                 WHERE b.voter = $1 AND v.arena = $2 AND v.state = 'rated' GROUP BY v.model_a, v.model_b, v.choice",
            )
            .bind(voter)
            .bind(arena.as_str())
            .fetch_all(pool)
            .await?
        });
        let counted = |(a, b, choice, votes): (String, String, String, i64)| {
            Ok((a, b, parse(&choice, "choice")?, votes.unsigned_abs()))
        };
        rows.into_iter().map(counted).collect()
    }

    /// What the board said when the ballot of a battle came, if it was kept.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn forecast_of(&self, battle: BattleId) -> Result<Option<Forecast>, StoreError> {
        let row: Option<(Option<String>,)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT forecast FROM vote WHERE battle = $1 AND unhex(battle) = unhex($1)",
            )
            .bind(battle.to_string())
            .fetch_optional(pool)
            .await?
        });
        let kept = row.and_then(|(kept,)| kept);
        kept.map(|json| serde_json::from_str(&json).map_err(StoreError::corrupt("forecast")))
            .transpose()
    }

    /// The seq of the newest vote; 0 before the first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn head(&self) -> Result<i64, StoreError> {
        let (seq,): (i64,) = read!(self, |pool| {
            sqlx::query_as("SELECT seq FROM log_head WHERE id = 1")
                .fetch_one(pool)
                .await?
        });
        Ok(seq)
    }
}

/// The parts of the log after one seq and up to another in which a page of so many votes is looked for, each twice as long as the
/// one before. A database that has not counted a table since much came into it may look at all that it is allowed to, instead of going
/// along an index until the page is full.
fn stretches((after_seq, end): (i64, i64), page: u32) -> impl Iterator<Item = (i64, i64)> {
    let from = move |(start, length): (i64, i64)| {
        let until = start.saturating_add(length).min(end);
        (start < end).then_some((start, until))
    };
    let first = (after_seq, i64::from(page).max(1));
    let lengths = successors(Some(first), |&(start, length)| {
        Some((start.saturating_add(length), length.saturating_mul(2)))
    });
    lengths.map_while(from)
}

/// How many votes a page lacks.
fn missing<T>(page: &[T], limit: u32) -> i64 {
    i64::from(limit) - i64::try_from(page.len()).unwrap_or(i64::MAX)
}

fn styled_from(row: StyledRow) -> Result<StyledVote, StoreError> {
    let (seq, model_a, model_b, choice, categories, style, state) = row;
    Ok(StyledVote {
        seq,
        model_a: parse(&model_a, "model")?,
        model_b: parse(&model_b, "model")?,
        choice: parse(&choice, "choice")?,
        categories: serde_json::from_str(&categories)
            .map_err(StoreError::corrupt("list of categories"))?,
        style: serde_json::from_str(&style).map_err(StoreError::corrupt("style"))?,
        is_rated: state == Rating::Rated.as_str(),
    })
}

pub(super) fn vote_from(row: VoteRow) -> Result<Vote, StoreError> {
    Ok(Vote {
        logged: logged_from(row.logged)?,
        reveal: serde_json::from_str(&row.reveal).map_err(StoreError::corrupt("reveal"))?,
    })
}

fn logged_from(row: LoggedRow) -> Result<LoggedVote, StoreError> {
    let (
        seq,
        battle,
        time_ms,
        arena,
        model_a,
        model_b,
        choice,
        voter,
        categories,
        style,
        state,
        reason,
        tagged_by,
        hash,
    ) = row;
    Ok(LoggedVote {
        seq,
        battle: parse(&battle, "battle id")?,
        time_ms,
        arena: parse(&arena, "arena")?,
        model_a: parse(&model_a, "model")?,
        model_b: parse(&model_b, "model")?,
        choice: parse(&choice, "choice")?,
        voter: parse(&voter, "pseudonym")?,
        categories: serde_json::from_str(&categories)
            .map_err(StoreError::corrupt("list of categories"))?,
        tagged_by,
        style: serde_json::from_str(&style).map_err(StoreError::corrupt("style"))?,
        rating: rating_from(&state, reason),
        hash: hash.as_deref().map(hash_from).transpose()?,
    })
}

/// Whether ratings use a vote, as the database has it.
pub(super) fn rating_from(state: &str, reason: Option<String>) -> Rating {
    match (state, reason) {
        ("rated", _) => Rating::Rated,
        (_, reason) => Rating::Unrated {
            reason: reason.unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::both::{on_both, vote};

    #[test]
    fn a_page_is_looked_for_in_ever_longer_parts_of_the_log() {
        let parts: Vec<(i64, i64)> = stretches((5, 30), 3).collect();
        assert_eq!(parts, [(5, 8), (8, 14), (14, 26), (26, 30)]);
        assert_eq!(stretches((30, 30), 3).count(), 0);
    }

    #[tokio::test]
    async fn pages_are_full_however_far_apart_their_votes_are() {
        on_both("votes_far_apart", async |store: Store| {
            let sparse: ArenaId = "code".parse().unwrap();
            let mut all: Vec<_> = (1..=60).map(vote).collect();
            for place in [0, 1, 20, 58] {
                all[place].arena = sparse.clone();
            }
            store.append_votes(&all).await.unwrap();
            let mut range = VoteRange {
                arena: Some(sparse.clone()),
                limit: 3,
                ..VoteRange::default()
            };
            let first: Vec<i64> = seqs(&store.votes(&range).await.unwrap());
            assert_eq!(first, [1, 2, 21]);
            range.after_seq = 21;
            assert_eq!(seqs(&store.votes(&range).await.unwrap()), [59]);
            range.until_seq = Some(58);
            assert!(store.votes(&range).await.unwrap().is_empty());
            let styled = store.styled_votes(&sparse, 2, 2).await.unwrap();
            let styled: Vec<i64> = styled.iter().map(|vote| vote.seq).collect();
            assert_eq!(styled, [21, 59]);
        })
        .await;
    }

    fn seqs(votes: &[LoggedVote]) -> Vec<i64> {
        votes.iter().map(|vote| vote.seq).collect()
    }
}
