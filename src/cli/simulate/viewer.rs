//! Those who look on: a viewer holds a leaderboard's stream open and notes when which votes were on the board; a reader
//! loads the page again and again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use agon_templates::urls;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::Instant;

use super::client::Ask;
use super::events::Events;
use super::hall::Hall;
use super::tally::{Failure, Step};

/// How often in a row a stream that tells nothing is opened again.
const RETURNS: u32 = 5;
/// How long it waits before that, as an `EventSource` does.
const PAUSE: Duration = Duration::from_secs(1);

/// How long a reader looks at a page before the next.
const READING: Duration = Duration::from_millis(100);

/// Loads the page of the leaderboard for as long as it is polled.
pub(super) async fn keep_reading(hall: Arc<Hall>) {
    loop {
        tokio::time::sleep(READING).await;
        match hall
            .client
            .body(&Ask::page("page", urls::leaderboard(&hall.arena)))
            .await
        {
            Ok(page) => hall.tally.took(Step::Page, page.took()),
            Err(failure) => hall.tally.failed(failure),
        }
    }
}

/// Somebody who looks on.
pub(super) struct Viewer {
    hall: Arc<Hall>,
    seen: Arc<Seen>,
    events: Option<Events>,
}

/// What a viewer has seen so far.
pub(super) struct Seen {
    /// The seq that a board covered, and when it came; both rising.
    boards: Mutex<Vec<(i64, Instant)>>,
    covered: watch::Sender<i64>,
}

#[derive(Deserialize)]
struct Board {
    seq: i64,
}

impl Viewer {
    /// Opens the stream, so that no board is missed from now on.
    pub(super) async fn open(hall: Arc<Hall>) -> Result<Self, Failure> {
        let events = hall
            .client
            .stream(&Ask::get("leaderboard", path(&hall, None)))
            .await?;
        let seen = Arc::new(Seen {
            boards: Mutex::default(),
            covered: watch::Sender::new(0),
        });
        Ok(Self { hall, seen, events })
    }

    pub(super) fn seen(&self) -> Arc<Seen> {
        Arc::clone(&self.seen)
    }

    /// Looks on until the server no longer answers.
    pub(super) async fn look_on(mut self) {
        let mut returns = 0;
        while returns < RETURNS {
            if let Some(events) = &mut self.events {
                match self.seen.read(events).await {
                    Ok(0) => returns += 1,
                    Ok(_) => returns = 0,
                    Err(failure) => {
                        self.hall.tally.failed(failure);
                        returns += 1;
                    }
                }
            }
            tokio::time::sleep(PAUSE).await;
            let known = *self.seen.covered.borrow();
            let again = self
                .hall
                .client
                .stream(&Ask::get("leaderboard", path(&self.hall, Some(known))))
                .await;
            self.events = again.unwrap_or_else(|failure| {
                self.hall.tally.failed(failure);
                returns += 1;
                None
            });
        }
    }
}

/// Told what it knows, the server sends what is newer at once.
fn path(hall: &Hall, known: Option<i64>) -> String {
    let since = known
        .filter(|seq| *seq > 0)
        .map(|seq| format!("?since={seq}"))
        .unwrap_or_default();
    format!("/api/v1/arenas/{}/leaderboard/stream{since}", hall.arena)
}

impl Seen {
    /// Reads boards to the end of a stream; says how many there were.
    async fn read(&self, events: &mut Events) -> Result<u64, Failure> {
        let mut boards = 0;
        while let Some(event) = events.next().await? {
            if event.event.as_deref() == Some("board") {
                let came = Instant::now();
                let board: Result<Board, _> = serde_json::from_str(&event.data);
                let board = board
                    .map_err(|error| Failure::new("leaderboard: unreadable", error.to_string()))?;
                self.note(board.seq, came);
                boards += 1;
            }
        }
        Ok(boards)
    }

    fn note(&self, seq: i64, came: Instant) {
        let mut boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        if boards.last().is_none_or(|(last, _)| seq > *last) {
            boards.push((seq, came));
            self.covered.send_replace(seq);
        }
    }

    /// Waits until a board covers the vote.
    pub(super) async fn wait_for(&self, seq: i64) {
        // The sender is ours, so that waiting cannot fail.
        let _ = self
            .covered
            .subscribe()
            .wait_for(|covered| *covered >= seq)
            .await;
    }

    /// How long each vote took from its acknowledgement to this viewer's board; no time if the board was faster than the
    /// acknowledgement. Also how many votes were on no board.
    pub(super) fn lags(&self, votes: &[(i64, Instant)]) -> (Vec<Duration>, usize) {
        let boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        let lag = |(seq, acknowledged): &(i64, Instant)| {
            let (_, came) = boards.get(boards.partition_point(|(covers, _)| covers < seq))?;
            Some(came.saturating_duration_since(*acknowledged))
        };
        let lags: Vec<Duration> = votes.iter().filter_map(lag).collect();
        let missing = votes.len() - lags.len();
        (lags, missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_is_on_the_first_board_that_covers_it() {
        let (start, seen) = (
            Instant::now(),
            Seen {
                boards: Mutex::default(),
                covered: watch::Sender::new(0),
            },
        );
        let at = |ms| start + Duration::from_millis(ms);
        for (seq, ms) in [(3, 100), (3, 150), (7, 200)] {
            seen.note(seq, at(ms));
        }
        let (lags, missing) = seen.lags(&[(1, at(40)), (3, at(120)), (4, at(130)), (8, at(140))]);
        assert_eq!(lags, [60, 0, 70].map(Duration::from_millis));
        assert_eq!(missing, 1);
    }
}
