//! The task that keeps the boards: those of counts, and beside it those at equal style.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::domain::ArenaId;
use crate::rating::FitOptions;
use crate::store::{Store, StoreError, StyledVote};

use super::Boards;
use super::counted::CountKeeper;
use super::retention::Retention;
use super::styled::StyleKeeper;

/// How often the log is read without being told to: other replicas and imports write to it too.
pub(super) const POLL: Duration = Duration::from_millis(500);
/// The shortest time between two publications; votes of that time go together.
pub(super) const BREATH: Duration = Duration::from_millis(50);

/// Votes in one read of the log.
pub(super) const PAGE: u32 = 5_000;

/// What the operator wants to see.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The models of each arena, sorted.
    pub arenas: BTreeMap<ArenaId, Vec<String>>,
    /// How boards are fitted.
    pub fit: FitOptions,
    /// A snapshot is kept at least this often while votes come in.
    pub snapshot_every: Duration,
    /// Which snapshots are given up.
    pub retention: Retention,
}

/// Tells the keeper that there are new votes. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// There are new votes.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Waits until there are.
    pub(super) async fn woken(&self) {
        self.0.notified().await;
    }
}

/// Reads the vote log and keeps the boards.
pub struct Keeper {
    store: Store,
    counted: CountKeeper,
    styled: StyleKeeper,
    /// All votes up to this one are known; `None` before the log was read to its end.
    known_to: Option<i64>,
}

impl Keeper {
    /// Reads the newest snapshots and all votes behind them, and publishes the boards. Those at equal style are the kept ones,
    /// until the log was read again.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn start(
        store: Store,
        clock: Clock,
        boards: Boards,
        plan: watch::Receiver<Plan>,
    ) -> Result<Self, StoreError> {
        let mut styled =
            StyleKeeper::new((store.clone(), clock.clone()), boards.clone(), plan.clone());
        let counted = CountKeeper::start(store.clone(), clock, boards, plan).await?;
        styled.begin().await?;
        Ok(Self {
            store,
            counted,
            styled,
            known_to: None,
        })
    }

    /// Takes votes of an arena that whoever calls has just put in the log one behind the other, which spares reading them. If
    /// somebody else's votes stand between them and those that are known, the log is read.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn take(&mut self, arena: &ArenaId, votes: &[StyledVote]) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (votes.first(), votes.last()) else {
            return Ok(());
        };
        if self.known_to.is_none_or(|seq| seq + 1 != first.seq) {
            return self.read_log().await;
        }
        self.counted.take(arena, votes);
        self.styled.take(arena, votes);
        self.known_to = Some(last.seq);
        Ok(())
    }

    /// Reads the log to its end.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn read_log(&mut self) -> Result<(), StoreError> {
        // What comes meanwhile may be read, and is passed over when it is told.
        let head = self.store.head().await?;
        self.counted.read_log().await?;
        self.styled.read_log(&CancellationToken::new()).await?;
        self.known_to = Some(head);
        Ok(())
    }

    /// Reads and publishes until `stop`, then reads the rest and keeps a last snapshot.
    pub async fn run(self, wake: Wake, stop: CancellationToken) {
        let styled = self.styled.run(stop.clone());
        tokio::join!(self.counted.run(wake, stop), styled);
    }

    /// Keeps the boards of the whole log, for a process that only brought votes in.
    pub async fn finish(self) {
        self.counted.finish().await;
        self.styled.finish().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Board, OVERALL, Slice};
    use crate::domain::{Choice, Rating};
    use crate::store::NewVote;
    use crate::store::both::{on_both, vote};

    fn rated(number: u8, choice: Choice) -> NewVote {
        NewVote {
            choice,
            rating: Rating::Rated,
            ..vote(number)
        }
    }

    async fn keeper(store: &Store) -> (Keeper, Boards) {
        let arenas = BTreeMap::from([("text".parse().unwrap(), vec!["one".to_owned()])]);
        let plan = Plan {
            arenas,
            ..Plan::default()
        };
        let (boards, (_, plan)) = (Boards::default(), watch::channel(plan));
        let keeper = Keeper::start(store.clone(), Clock::System, boards.clone(), plan).await;
        (keeper.unwrap(), boards)
    }

    /// What the boards of all slices say, but when they were made.
    fn said(boards: &Boards) -> Vec<Board> {
        let slice = |(category, style_control): (&str, bool)| Slice {
            arena: "text".parse().unwrap(),
            category: category.to_owned(),
            style_control,
        };
        let slices = [
            (OVERALL, false),
            ("coding", false),
            (OVERALL, true),
            ("coding", true),
        ];
        let board = |one| Board {
            computed_at_ms: 0,
            ..Board::clone(&boards.get(&slice(one)).unwrap())
        };
        slices.map(board).into()
    }

    #[tokio::test]
    async fn boards_that_are_told_of_votes_are_those_of_the_log_whoever_else_votes_meanwhile() {
        on_both("keeper_told", async |store: Store| {
            let arena = "text".parse().unwrap();
            let (mut told, boards) = keeper(&store).await;
            let choices = [Choice::A, Choice::B, Choice::A, Choice::Tie, Choice::A];
            let votes: Vec<NewVote> = (1..)
                .zip(choices)
                .map(|(number, choice)| rated(number, choice))
                .collect();
            // Before the log was read nothing is taken for the next; the fourth vote is somebody else's, of which nothing is told.
            for (seq, vote) in (1..).zip(&votes) {
                store
                    .append_votes(std::slice::from_ref(vote))
                    .await
                    .unwrap();
                if seq != 4 {
                    let vote = vote.clone().placed(seq);
                    told.take(&arena, &[vote]).await.unwrap();
                    assert_eq!(told.known_to, Some(seq), "all votes up to the told one");
                }
            }
            // One who has only read the log, before what was told is kept.
            let (_, read) = keeper(&store).await;
            told.finish().await;
            assert_eq!(said(&boards), said(&read));
            let votes: Vec<u64> = said(&boards).iter().map(|board| board.votes).collect();
            assert_eq!(votes, [5; 4]);
        })
        .await;
    }

    #[tokio::test]
    async fn votes_that_follow_what_is_known_are_taken_as_they_are_told() {
        on_both("keeper_trusts", async |store: Store| {
            let arena = "text".parse().unwrap();
            let first = rated(1, Choice::A);
            store.append_votes(&[first]).await.unwrap();
            let (mut keeper, boards) = keeper(&store).await;
            keeper.read_log().await.unwrap();
            // It is not in the log, so it can only be counted if that is not asked.
            let second = rated(2, Choice::A).placed(2);
            keeper.take(&arena, &[second]).await.unwrap();
            keeper.finish().await;
            let overall = said(&boards).remove(0);
            assert_eq!((overall.seq, overall.votes), (2, 2));
        })
        .await;
    }
}
