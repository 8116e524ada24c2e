//! When a server writes dumps: once after its start, and every day from the hour that the operator chose.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::app::metrics::{DumpLabel, Metrics};
use crate::app::{App, Site};
use crate::clock::Clock;

use super::{Dump, Place};

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
/// How often it is looked at the clock.
const TICK: Duration = Duration::from_secs(20);
/// How long to wait after a failure, and at most after many.
const PAUSE_MS: i64 = 60_000;
const MOST_PAUSE_MS: i64 = HOUR_MS;

/// What is known of the dumps of this server.
struct Diary {
    /// The configuration that it was made for.
    site: Arc<Site>,
    due_ms: i64,
    failures: u32,
}

/// Writes dumps when they are due, until `stop`.
pub(in crate::app) async fn watch(app: Arc<App>, stop: CancellationToken) {
    let mut every = tokio::time::interval(TICK);
    let mut diary = Diary {
        site: app.site(),
        due_ms: i64::MIN,
        failures: 0,
    };
    loop {
        let look = async {
            every.tick().await;
            diary.look(&app).await;
        };
        tokio::select! {
            () = look => {}
            () = stop.cancelled() => return,
        }
    }
}

impl Diary {
    async fn look(&mut self, app: &Arc<App>) {
        let (site, clock): (_, &Clock) = (app.site(), &app.clock);
        if !Arc::ptr_eq(&site, &self.site) {
            (self.site, self.due_ms, self.failures) = (Arc::clone(&site), i64::MIN, 0);
        }
        let Some(config) = &site.config.dumps else {
            return;
        };
        if clock.now_ms() < self.due_ms {
            return;
        }
        let is_done = write(app, config).await;
        count(&app.metrics, is_done.then(|| clock.now_ms()));
        if is_done {
            self.failures = 0;
            self.due_ms = next(clock.now_ms(), config.hour);
        } else {
            self.due_ms = clock.now_ms() + pause_ms(self.failures);
            self.failures += 1;
        }
    }
}

/// Writes what is due; whether all of it was written.
async fn write(app: &Arc<App>, config: &crate::config::Dumps) -> bool {
    let place = match Place::of(&config.place) {
        Ok(place) => place,
        Err(error) => {
            tracing::warn!(?error, "dumps were not written; it will be tried again");
            return false;
        }
    };
    let done = match app.dump(&Dump::of(config), &place).await {
        Ok(done) => done,
        Err(error) => {
            tracing::warn!(?error, "dumps were not written; it will be tried again");
            return false;
        }
    };
    for error in &done.failed {
        tracing::warn!(
            ?error,
            "a dump was not written; it will be tried again: {error}"
        );
    }
    if done.written > 0 {
        tracing::info!(
            files = done.written,
            rows = done.rows,
            "dumps of days that have ended were written"
        );
    }
    done.failed.is_empty()
}

fn count(metrics: &Metrics, done_ms: Option<i64>) {
    let outcome = if done_ms.is_some() { "done" } else { "failed" };
    metrics.dumps.get_or_create(&DumpLabel { outcome }).inc();
    if let Some(ms) = done_ms {
        metrics.dumps_done.set(ms / 1_000);
    }
}

/// The next time that it is this hour of the day.
fn next(now_ms: i64, hour: u8) -> i64 {
    let today = now_ms.div_euclid(DAY_MS) * DAY_MS + i64::from(hour) * HOUR_MS;
    if today > now_ms {
        today
    } else {
        today + DAY_MS
    }
}

/// How long to wait after so many failures in a row before this one.
fn pause_ms(failures: u32) -> i64 {
    PAUSE_MS
        .saturating_mul(1 << failures.min(10))
        .min(MOST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::parse_time;

    #[test]
    fn the_next_time_is_the_hour_that_comes_and_never_now() {
        let at = |time: &str| parse_time(time).unwrap();
        for (now, hour, then) in [
            ("2026-01-31T02:59:59.999Z", 3, "2026-01-31T03:00:00Z"),
            ("2026-01-31T03:00:00Z", 3, "2026-02-01T03:00:00Z"),
            ("2026-01-31T23:00:00Z", 0, "2026-02-01T00:00:00Z"),
        ] {
            assert_eq!(next(at(now), hour), at(then), "{now}");
        }
    }

    #[test]
    fn failures_are_tried_again_soon_and_then_once_an_hour() {
        let pauses = [0, 1, 2, 5, 6, 40].map(|failures| pause_ms(failures) / 60_000);
        assert_eq!(pauses, [1, 2, 4, 32, 60, 60]);
    }
}
