//! Puts drafted votes in the log, in transactions as long as those who wait beside can bear.

use std::time::{Duration, Instant};

use crate::domain::{BattleId, Reasons};
use crate::store::{Appending, Carried, NewVote, Store, StoreError};

use super::Told;
use super::draft::Drafted;

/// Votes in one transaction, beside which ballots wait.
const IN_TURN: usize = 2_000;
/// The same where nobody has voted for a while.
const LONG_TURN: usize = 32_000;
/// The same if nobody waits: each vote touches another page of the index of battles, so the more votes, the fewer pages are
/// written twice.
const ALONE: usize = 100_000;
/// The longest that such a transaction takes up votes: a server that is started meanwhile waits for it.
const LONGEST: Duration = Duration::from_secs(2);

/// Who else may want to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WayIn {
    /// Nobody: SQLite, and no server.
    Alone,
    /// Others wait for the head of the log, and the database gives each its turn.
    InTurn,
    /// SQLite gives the lock to whoever comes first, so a server beside needs time to get a word in.
    WithPauses,
}

/// What is being written.
pub(super) struct Writing {
    way: WayIn,
    told: Told,
    now_ms: i64,
    /// Votes of the next transaction.
    at_once: usize,
    /// With the time of its beginning.
    open: Option<(Appending, Instant)>,
    carried: Carried,
    /// What waits until a turn is full.
    waiting: Drafted,
    /// Why votes were cast, until the votes are in the log.
    reasons: Vec<(BattleId, Reasons)>,
    new: u64,
}

impl Writing {
    pub(super) fn new(way: WayIn, told: Told, now_ms: i64, carried: Carried) -> Self {
        Self {
            way,
            told,
            now_ms,
            at_once: match way {
                WayIn::Alone => ALONE,
                WayIn::InTurn | WayIn::WithPauses => IN_TURN,
            },
            open: None,
            carried,
            waiting: Drafted::default(),
            reasons: Vec::new(),
            new: 0,
        }
    }

    /// Appends what is new of the next votes, once there are enough for a turn.
    pub(super) async fn add(&mut self, store: &Store, drafted: Drafted) -> Result<(), StoreError> {
        self.waiting.votes.extend(drafted.votes);
        self.waiting.reasons.extend(drafted.reasons);
        // A transaction that stays open is given whatever there is.
        if self.way == WayIn::Alone || self.waiting.votes.len() >= self.at_once {
            self.append_waiting(store).await?;
        }
        Ok(())
    }

    async fn append_waiting(&mut self, store: &Store) -> Result<(), StoreError> {
        let Drafted { mut votes, reasons } = std::mem::take(&mut self.waiting);
        self.reasons.extend(reasons);
        while !votes.is_empty() {
            let rest = votes.split_off(of_next_turn(votes.len(), self.at_once));
            self.append(store, std::mem::replace(&mut votes, rest))
                .await?;
        }
        Ok(())
    }

    /// Commits what is left; how many votes were new.
    pub(super) async fn finish(mut self, store: &Store) -> Result<u64, StoreError> {
        self.append_waiting(store).await?;
        if let Some((open, _)) = self.open.take() {
            open.commit().await?;
        }
        self.keep_reasons(store).await?;
        Ok(self.new)
    }

    async fn append(&mut self, store: &Store, votes: Vec<NewVote>) -> Result<(), StoreError> {
        let (mut open, began) = if let Some(open) = self.open.take() {
            open
        } else {
            let carried = std::mem::take(&mut self.carried);
            (store.begin_append(carried).await?, Instant::now())
        };
        if self.way == WayIn::InTurn {
            self.at_once = next_turn(self.at_once, open.others_voted());
        }
        let places = open.add(&votes).await?;
        let has_room = open.votes() < ALONE && began.elapsed() < LONGEST;
        if self.way == WayIn::Alone && has_room {
            self.open = Some((open, began));
        } else {
            self.carried = open.commit().await?;
            self.keep_reasons(store).await?;
        }
        self.new += places.iter().flatten().count() as u64;
        // Boards that failed to read the log say so at the end.
        let _ = self.told.send((votes, places)).await;
        if self.way == WayIn::WithPauses {
            tokio::time::sleep(pause(began.elapsed())).await;
        }
        Ok(())
    }

    async fn keep_reasons(&mut self, store: &Store) -> Result<(), StoreError> {
        let reasons = std::mem::take(&mut self.reasons);
        store.add_reasons(&reasons, self.now_ms).await
    }
}

/// Votes of the next turn: more and more while nobody else votes, few as soon as somebody does.
fn next_turn(votes: usize, others_voted: bool) -> usize {
    if others_voted {
        IN_TURN
    } else {
        (2 * votes).min(LONG_TURN)
    }
}

/// How many of so many votes go into the next turn, so that none is much smaller than the others.
fn of_next_turn(votes: usize, at_once: usize) -> usize {
    let turns = (votes / at_once).max(1);
    votes.div_ceil(turns)
}

/// How long a server beside gets after a transaction that took so long.
fn pause(took: Duration) -> Duration {
    took / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_grow_while_nobody_votes_and_are_short_as_soon_as_somebody_does() {
        let turns = [false, false, false, false, false, true, false];
        let grown = turns.into_iter().scan(IN_TURN, |votes, others_voted| {
            *votes = next_turn(*votes, others_voted);
            Some(*votes)
        });
        let wanted = [4_000, 8_000, 16_000, 32_000, 32_000, 2_000, 4_000];
        assert_eq!(grown.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn votes_are_spread_over_turns_of_one_size() {
        let turns = |votes: usize, at_once: usize| {
            let mut left = votes;
            let next = std::iter::from_fn(move || {
                let turn = of_next_turn(left, at_once);
                left -= turn;
                (turn > 0).then_some(turn)
            });
            next.collect::<Vec<_>>()
        };
        assert_eq!(turns(8_192, 2_000), [2_048; 4]);
        assert_eq!(turns(18_192, 16_000), [18_192]);
        assert_eq!(turns(7, 2_000), [7]);
        assert_eq!(turns(0, 2_000), [0; 0]);
    }
}
