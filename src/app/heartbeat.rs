//! Which servers are alive: each says so once a second, and whoever notices a dead one cleans up behind it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::domain::VoidReason;
use crate::store::{Beat, StoreError};

use super::App;

/// How often a replica says that it is alive.
const BEAT: Duration = Duration::from_secs(1);
/// A battle that should run here and does not is lost after this long.
const LOST_AFTER: Duration = Duration::from_secs(30);
/// A replica whose counter stood still for so long, while we could read it, is dead.
const DEAD_AFTER: Duration = Duration::from_secs(5);

/// Says once a second that this replica is alive, and cleans up behind those that are not.
pub(super) async fn beat(app: Arc<App>, stop: CancellationToken) {
    let mut every = tokio::time::interval(BEAT);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut others = Others::default();
    let mut models = None;
    loop {
        tokio::select! {
            _ = every.tick() => {}
            () = stop.cancelled() => return,
        }
        let running = i64::try_from(app.runner.running()).unwrap_or(i64::MAX);
        app.metrics.running.set(running);
        if let Err(error) = app.compare_running().await {
            tracing::warn!(
                ?error,
                "what runs here could not be compared with the database"
            );
        }
        match app.learn_models(models).await {
            Ok(entries) => models = Some(entries),
            Err(error) => tracing::warn!(?error, "the model log could not be read"),
        }
        // On a database for one server nobody else can be alive, and all orphans were found at the start.
        if !app.store.is_exclusive()
            && let Err(error) = app.beat_once(&mut others).await
        {
            tracing::warn!(?error, "this server could not say that it is alive");
        }
    }
}

impl App {
    /// Leaves the turns that somebody stopped or deleted at another server, and makes void what should be running here
    /// and does not: a start whose commit was done but not confirmed.
    async fn compare_running(&self) -> Result<(), StoreError> {
        // Looked at first: what begins meanwhile is in the database before it is in this list.
        let here = self.runner.all();
        let known = self.store.running_of(&self.replica).await?;
        // A turn that has just ended is unknown too, and has nothing left to stop.
        for (_, live) in here.iter().filter(|(id, _)| !known.contains_key(id)) {
            live.stop();
        }
        let now_ms = self.clock.now_ms();
        let patience_ms = i64::try_from(LOST_AFTER.as_millis()).unwrap_or(i64::MAX);
        let lost = known.into_iter().filter(|(id, touched)| {
            *touched < now_ms - patience_ms && self.runner.live(*id).is_none()
        });
        for (id, _) in lost {
            self.store
                .void_battle(id, VoidReason::Restart, None, now_ms)
                .await?;
        }
        Ok(())
    }

    async fn beat_once(&self, others: &mut Others) -> Result<(), StoreError> {
        let beats = self.store.beat(&self.replica).await?;
        for dead in others.see(beats, &self.replica, Instant::now()) {
            tracing::warn!(
                "server {} does not answer any more; its running battles become void",
                dead.0
            );
            self.store.bury(&dead).await?;
        }
        self.store.void_orphans(self.clock.now_ms()).await?;
        Ok(())
    }
}

/// The counters of the other replicas, and since when each has stood still by our own clock.
#[derive(Default)]
struct Others {
    seen: BTreeMap<String, (i64, Instant)>,
    last: Option<Instant>,
}

impl Others {
    /// Takes a reading; gives those that have stood still for too long. A gap between readings proves nothing about the
    /// others (perhaps nobody could reach the database), so after one all are watched anew.
    fn see(&mut self, beats: Vec<Beat>, own: &str, now: Instant) -> Vec<Beat> {
        let gap = self
            .last
            .replace(now)
            .is_some_and(|last| now - last > BEAT * 2);
        let mut before = std::mem::take(&mut self.seen);
        if gap {
            before.clear();
        }
        let mut dead = Vec::new();
        for (id, count) in beats.into_iter().filter(|(id, _)| id != own) {
            let known = before.remove(&id).filter(|(known, _)| *known == count);
            let since = known.map_or(now, |(_, since)| since);
            if now - since >= DEAD_AFTER {
                dead.push((id.clone(), count));
            }
            self.seen.insert(id, (count, since));
        }
        dead
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: Instant, seconds: u64) -> Instant {
        start + Duration::from_secs(seconds)
    }

    /// Reads once a second, with the counter of `other` as given; tells when it was first taken for dead.
    fn dead_after(counters: &[i64]) -> Option<usize> {
        let (mut others, start) = (Others::default(), Instant::now());
        (0..).zip(counters).position(|(second, count)| {
            let beats = vec![("me".to_owned(), 1), ("other".to_owned(), *count)];
            !others.see(beats, "me", at(start, second)).is_empty()
        })
    }

    #[tokio::test]
    async fn a_counter_that_stands_still_is_a_dead_server() {
        assert_eq!(dead_after(&[7; 20]), Some(5));
        assert_eq!(dead_after(&[1, 2, 3, 4, 5, 6, 7, 8, 9]), None);
        assert_eq!(dead_after(&[1, 1, 1, 1, 2, 2, 2, 2, 2, 2]), Some(9));
    }

    #[tokio::test]
    async fn a_gap_in_our_own_reading_kills_nobody() {
        let (mut others, start) = (Others::default(), Instant::now());
        let beats = || vec![("other".to_owned(), 7)];
        assert!(others.see(beats(), "me", start).is_empty());
        assert!(others.see(beats(), "me", at(start, 60)).is_empty());
        assert!(others.see(beats(), "me", at(start, 61)).is_empty());
    }
}
