//! A running battle's events in memory, and those who follow them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::wire::Event;

/// The events of one running turn. Followers may come late, leave and come back.
#[derive(Debug)]
pub struct Live {
    first_seq: u64,
    turn: u32,
    events: Mutex<Vec<Event>>,
    count: watch::Sender<usize>,
    followers: AtomicUsize,
    last_seen: Mutex<Instant>,
    stop: CancellationToken,
}

/// What a follower gets: the event's number and the event.
pub type Numbered = (u64, Event);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Live {
    /// A turn of which nothing was released yet; its first event will have the number `first_seq`.
    #[must_use]
    pub fn new(turn: u32, first_seq: u64) -> Self {
        Self {
            first_seq,
            turn,
            events: Mutex::default(),
            count: watch::Sender::new(0),
            followers: AtomicUsize::new(0),
            last_seen: Mutex::new(Instant::now()),
            stop: CancellationToken::new(),
        }
    }

    /// Which turn of its battle this is.
    #[must_use]
    pub fn turn(&self) -> u32 {
        self.turn
    }

    /// Adds events and wakes the followers.
    pub fn publish(&self, new: Vec<Event>) {
        if new.is_empty() {
            return;
        }
        let mut events = locked(&self.events);
        events.extend(new);
        self.count.send_replace(events.len());
    }

    /// Both answers end here, for good.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Waits until somebody stops the turn.
    pub(super) async fn stopped(&self) {
        self.stop.cancelled().await;
    }

    /// The text released so far and whether it is all, for each side, and the number of the last event in it.
    #[must_use]
    pub fn so_far(&self) -> ([(String, bool); 2], Option<u64>) {
        self.touch();
        let (mut a, mut b) = ((String::new(), false), (String::new(), false));
        let events = locked(&self.events);
        for event in events.iter() {
            match event {
                Event::Frame {
                    a: text_a,
                    b: text_b,
                } => {
                    a.0.push_str(text_a);
                    b.0.push_str(text_b);
                }
                Event::End(crate::domain::Side::A) => a.1 = true,
                Event::End(crate::domain::Side::B) => b.1 = true,
                Event::Ready | Event::Void => {}
            }
        }
        let last = self.first_seq + events.len() as u64;
        ([a, b], (!events.is_empty()).then(|| last - 1))
    }

    /// Somebody asked after the battle.
    pub fn touch(&self) {
        *locked(&self.last_seen) = Instant::now();
    }

    /// How long nobody has asked; zero while somebody follows.
    #[must_use]
    pub fn unattended(&self) -> std::time::Duration {
        if self.followers.load(Ordering::Relaxed) > 0 {
            return std::time::Duration::ZERO;
        }
        locked(&self.last_seen).elapsed()
    }

    /// Follows from the event behind number `after`, or from the turn's beginning.
    #[must_use]
    pub fn follow(self: &Arc<Self>, after: Option<u64>) -> Follower {
        let next = after.map_or(self.first_seq, |seq| {
            seq.saturating_add(1).max(self.first_seq)
        });
        self.followers.fetch_add(1, Ordering::Relaxed);
        Follower {
            changes: self.count.subscribe(),
            live: Arc::clone(self),
            next,
        }
    }
}

/// One reader of a running battle.
#[derive(Debug)]
pub struct Follower {
    live: Arc<Live>,
    changes: watch::Receiver<usize>,
    next: u64,
}

impl Follower {
    /// The events that are new to this follower, at least one; waits for them. `None` when the last one was given out.
    pub async fn next(&mut self) -> Option<Vec<Numbered>> {
        loop {
            self.changes.borrow_and_update();
            let (new, over) = self.unread();
            if !new.is_empty() {
                return Some(new);
            }
            if over || self.changes.changed().await.is_err() {
                return None;
            }
        }
    }

    fn unread(&mut self) -> (Vec<Numbered>, bool) {
        let events = locked(&self.live.events);
        let skip =
            usize::try_from(self.next.saturating_sub(self.live.first_seq)).unwrap_or(usize::MAX);
        let unread = events.iter().skip(skip).cloned();
        let new: Vec<Numbered> = unread
            .zip(self.next..)
            .map(|(event, seq)| (seq, event))
            .collect();
        self.next += new.len() as u64;
        (new, events.last().is_some_and(Event::is_last))
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.live.touch();
        self.live.followers.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Side;

    fn frame(text: &str) -> Event {
        Event::Frame {
            a: text.into(),
            b: text.into(),
        }
    }

    #[tokio::test]
    async fn a_follower_that_comes_back_misses_and_repeats_nothing() {
        let live = Arc::new(Live::new(1, 10));
        live.publish(vec![frame("x"), frame("y")]);
        let mut first = live.follow(None);
        assert_eq!(
            first.next().await.unwrap(),
            [(10, frame("x")), (11, frame("y"))]
        );
        drop(first);
        live.publish(vec![Event::End(Side::A), Event::Ready]);
        let mut again = live.follow(Some(11));
        assert_eq!(
            again.next().await.unwrap(),
            [(12, Event::End(Side::A)), (13, Event::Ready)]
        );
        assert_eq!(again.next().await, None);
        assert_eq!(live.follow(Some(99)).next().await, None);
        assert_eq!(live.follow(Some(u64::MAX)).next().await, None);
    }

    #[tokio::test]
    async fn a_follower_waits_for_what_is_not_there_yet() {
        let live = Arc::new(Live::new(1, 1));
        let mut follower = live.follow(None);
        let publish = async { live.publish(vec![frame("late")]) };
        let (got, ()) = tokio::join!(follower.next(), publish);
        assert_eq!(got.unwrap(), [(1, frame("late"))]);
        let ([(a, _), _], seen) = live.so_far();
        assert_eq!((a.as_str(), seen), ("late", Some(1)));
    }
}
