//! The way into the vote log: one queue, one transaction for all ballots that wait, acknowledged after its commit.
//!
//! The group's first statement locks the counter row, so seq order is commit order on every database and across
//! replicas. `UPDATE ... WHERE state = 'ready'` together with the unique index of battles makes a second ballot change nothing.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use crate::domain::{
    Ballot, Choice, Forecast, LoggedVote, Pseudonym, Rating, Refusal, Reveal, StyleFeatures, Vote,
    VoteFacts,
};

use super::append::LogRow;
use super::battles::parse;
use super::bulk::{Bulk, Portions};
use super::chain::{Chains, chain_end};
use super::db::in_tx;
use super::reveals::{Told, reveal_json};
use super::{Store, StoreError};

/// The most ballots in one transaction.
const GROUP: usize = 256;
/// How long a group may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most ballots that wait; more are told to come back.
const QUEUE: usize = 4096;

/// A ballot with all that its row in the log needs, as the battle was when the voter's request was read.
#[derive(Clone, Debug)]
pub struct VoteDraft {
    /// What the voter sent.
    pub ballot: Ballot,
    /// The store's number of the voter, who must own the battle.
    pub voter: i64,
    /// What exports call the voter.
    pub pseudonym: Pseudonym,
    /// How many turns were read and judged; a battle that has grown since is not voted on.
    pub turns: u32,
    /// When, Unix milliseconds.
    pub time_ms: i64,
    /// Tags that make slices.
    pub categories: Vec<String>,
    /// Which rules found them.
    pub tagged_by: String,
    /// Style of both answers.
    pub style: [StyleFeatures; 2],
    /// Whether ratings use it.
    pub rating: Rating,
    /// What the voter will be told.
    pub reveal: Reveal,
    /// What the board said when the ballot came.
    pub forecast: Option<Forecast>,
}

/// What became of a ballot.
#[derive(Clone, Debug, PartialEq)]
pub enum Cast {
    /// It is in the log now.
    Accepted(Vote),
    /// It says what the log said already.
    Repeated(Vote),
    /// It is not, and will not be, in the log; with the choice that is there, if one is.
    Refused(Refusal, Option<Choice>),
}

/// Told the size of each group that put votes in the log.
pub type Committed = Arc<dyn Fn(usize) + Send + Sync>;

struct Waiting {
    draft: VoteDraft,
    reply: oneshot::Sender<Result<Cast, StoreError>>,
}

/// The queue's entrance. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Recorder {
    queue: mpsc::Sender<Waiting>,
}

impl Recorder {
    /// Starts the writer on the current runtime; it runs until `stop` and then empties its queue. `committed` is called
    /// with the size of each group that put a vote in the log.
    pub fn start(
        store: Store,
        stop: CancellationToken,
        committed: Committed,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, mut waiting) = mpsc::channel(QUEUE);
        let task = tokio::spawn(async move {
            loop {
                tokio::select! {
                    biased;
                    group = next_group(&mut waiting) => match group {
                        Some(group) => commit(&store, group, &committed).await,
                        None => break,
                    },
                    () = stop.cancelled() => waiting.close(),
                }
            }
        });
        (Self { queue }, task)
    }

    /// Hands a ballot in and waits until its fate is on disk.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; the vote may then be sent again, and is never counted twice.
    pub async fn cast(&self, draft: VoteDraft) -> Result<Cast, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.queue
            .try_send(Waiting { draft, reply })
            .map_err(|full| match full {
                mpsc::error::TrySendError::Full(_) => StoreError::Unavailable,
                mpsc::error::TrySendError::Closed(_) => StoreError::Stopped,
            })?;
        answer.await.map_err(|_| StoreError::Stopped)?
    }
}

async fn next_group(waiting: &mut mpsc::Receiver<Waiting>) -> Option<Vec<Waiting>> {
    let mut group = Vec::new();
    (waiting.recv_many(&mut group, GROUP).await > 0).then_some(group)
}

async fn commit(store: &Store, group: Vec<Waiting>, committed: &Committed) {
    let (drafts, replies): (Vec<_>, Vec<_>) =
        group.into_iter().map(|one| (one.draft, one.reply)).unzip();
    // What a silent connection may have committed all the same is found when the ballot comes again.
    let recorded = tokio::time::timeout(PATIENCE, store.record(&drafts)).await;
    match recorded.unwrap_or(Err(StoreError::Unavailable)) {
        Ok(fates) => {
            let new = fates
                .iter()
                .filter(|fate| matches!(fate, Ok(Cast::Accepted(_))))
                .count();
            if new > 0 {
                committed(new);
            }
            for (reply, fate) in replies.into_iter().zip(fates) {
                // A voter who has gone away will find the vote when asking again.
                let _ = reply.send(fate);
            }
        }
        Err(error) => match <[_; 1]>::try_from(replies) {
            Ok([reply]) => drop(reply.send(Err(error))),
            Err(replies) if error.is_about_a_row() => {
                commit_singly(store, drafts, replies, committed).await;
            }
            Err(replies) => {
                tracing::warn!(
                    ?error,
                    "a group of {} ballots was not committed",
                    drafts.len()
                );
                for reply in replies {
                    drop(reply.send(Err(StoreError::Unavailable)));
                }
            }
        },
    }
}

/// One ballot that the database refuses must not take its neighbours with it.
async fn commit_singly(
    store: &Store,
    drafts: Vec<VoteDraft>,
    replies: Vec<oneshot::Sender<Result<Cast, StoreError>>>,
    committed: &Committed,
) {
    for (draft, reply) in drafts.into_iter().zip(replies) {
        let fate = store.record(std::slice::from_ref(&draft)).await;
        let fate =
            fate.and_then(|fates| fates.into_iter().next().unwrap_or(Err(StoreError::Stopped)));
        if matches!(fate, Ok(Cast::Accepted(_))) {
            committed(1);
        }
        drop(reply.send(fate));
    }
}

impl Store {
    /// Puts a group of ballots into the log, in one transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; then none of them is in the log.
    async fn record(
        &self,
        drafts: &[VoteDraft],
    ) -> Result<Vec<Result<Cast, StoreError>>, StoreError> {
        let fates = in_tx!(self, |tx| {
            let (mut head,): (i64,) =
                sqlx::query_as("UPDATE log_head SET seq = seq WHERE id = 1 RETURNING seq")
                    .fetch_one(&mut *tx)
                    .await?;
            let mut won = Vec::with_capacity(drafts.len());
            for draft in drafts {
                let pair: Option<Won> = sqlx::query_as(WIN)
                    .bind(draft.ballot.battle.to_string())
                    .bind(draft.voter)
                    .bind(i64::from(draft.turns))
                    .bind(draft.time_ms)
                    .fetch_optional(&mut *tx)
                    .await?;
                won.push(pair);
            }
            let mut chains = Chains::default();
            for (arena, ..) in won.iter().flatten() {
                chain_end!(tx, chains, arena.as_str());
            }
            let (mut rows, mut fates) = (Vec::new(), Vec::with_capacity(drafts.len()));
            for (draft, pair) in drafts.iter().zip(&won) {
                head += i64::from(pair.is_some());
                let row = pair.as_ref().map(|pair| draft.row(head, pair, &mut chains));
                let row = row.transpose()?;
                fates.push(row.as_ref().map(|row| draft.accepted(row)).transpose()?);
                rows.extend(row);
            }
            tx.insert(&mut Ballots(Some(rows))).await?;
            sqlx::query("UPDATE log_head SET seq = $1 WHERE id = 1")
                .bind(head)
                .execute(&mut *tx)
                .await?;
            fates
        });
        let mut out = Vec::with_capacity(fates.len());
        for (fate, draft) in fates.into_iter().zip(drafts) {
            out.push(match fate {
                Some(vote) => Ok(Cast::Accepted(vote)),
                // The group is committed: not knowing why one lost must not make the others look lost too.
                None => self.why_not(draft).await,
            });
        }
        Ok(out)
    }

    /// Why the conditional update found nothing, read after the group's commit, so that it sees the group's own votes.
    async fn why_not(&self, draft: &VoteDraft) -> Result<Cast, StoreError> {
        if let Some(vote) = self.vote_of(draft.ballot.battle).await? {
            if vote.choice == draft.ballot.choice && vote.voter == draft.pseudonym {
                return Ok(Cast::Repeated(vote));
            }
            return Ok(Cast::Refused(Refusal::AlreadyVoted, Some(vote.choice)));
        }
        let battle = self.battle(draft.ballot.battle).await?;
        let refusal = match battle {
            Some(battle) => battle.ballot().err().unwrap_or(Refusal::NotReady),
            None => Refusal::Void,
        };
        Ok(Cast::Refused(refusal, None))
    }
}

/// Where a battle that was won for a ballot counts, and its models.
type Won = (String, String, String);

const WIN: &str = "UPDATE battle SET state = 'voted', updated_ms = $4 \
     WHERE id = $1 AND voter = $2 AND turn_count = $3 AND state = 'ready' AND model_b IS NOT NULL \
     RETURNING arena, model_a, model_b";

/// The columns of a vote that are JSON.
pub(super) struct Row {
    pub(super) categories: String,
    pub(super) style: String,
    pub(super) told: Told,
}

impl Row {
    pub(super) fn of(
        categories: &[String],
        style: &[StyleFeatures; 2],
        told: Told,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            categories: serde_json::to_string(categories)
                .map_err(StoreError::corrupt("list of categories"))?,
            style: serde_json::to_string(style).map_err(StoreError::corrupt("style"))?,
            told,
        })
    }
}

/// Rows of ballots, all at once.
struct Ballots<'a>(Option<Vec<LogRow<'a>>>);

impl Portions for Ballots<'_> {
    fn next(&mut self) -> Result<Option<Vec<LogRow<'_>>>, StoreError> {
        let rows = self.0.take();
        Ok(rows.filter(|rows| !rows.is_empty()))
    }
}

impl VoteDraft {
    /// The row of the log that it becomes.
    fn row<'a>(
        &'a self,
        seq: i64,
        (arena, model_a, model_b): &'a Won,
        chains: &mut Chains,
    ) -> Result<LogRow<'a>, StoreError> {
        let facts = VoteFacts {
            seq,
            battle: self.ballot.battle,
            time_ms: self.time_ms,
            arena,
            models: [model_a, model_b],
            choice: self.ballot.choice,
            voter: self.pseudonym,
            rating: &self.rating,
            style: &self.style,
        };
        let forecast = self.forecast.as_ref().map(serde_json::to_string);
        let forecast = forecast.transpose();
        Ok(LogRow {
            hash: chains.append(&facts),
            facts,
            row: Row::of(
                &self.categories,
                &self.style,
                Told::Here(reveal_json(&self.reveal)?),
            )?,
            forecast: forecast.map_err(StoreError::corrupt("forecast"))?,
            tagged_by: Some(&self.tagged_by),
        })
    }

    fn accepted(&self, row: &LogRow<'_>) -> Result<Vote, StoreError> {
        let [model_a, model_b] = row.facts.models;
        let logged = LoggedVote {
            seq: row.facts.seq,
            battle: self.ballot.battle,
            time_ms: self.time_ms,
            arena: parse(row.facts.arena, "arena")?,
            model_a: parse(model_a, "model")?,
            model_b: parse(model_b, "model")?,
            choice: self.ballot.choice,
            voter: self.pseudonym,
            categories: self.categories.clone(),
            tagged_by: Some(self.tagged_by.clone()),
            style: self.style,
            rating: self.rating.clone(),
            hash: row.hash,
        };
        Ok(Vote {
            logged,
            reveal: self.reveal.clone(),
        })
    }
}
