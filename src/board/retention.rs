//! Which snapshots are given up, and the task that does it.
//!
//! Old snapshots get sparser: all of them for a time, then the last one of each day, then the last one of each week. Nothing is
//! lost by it but speed: a board of the past is made from the votes, and the number of a snapshot that was given up goes on to
//! name its place in the log, so whoever cited it still gets that board. The newest snapshot of a slice is never given up:
//! a start reads it.

use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::store::{Kept, Store, StoreError};

use super::keeper::Plan;

const DAY_MS: i64 = 86_400_000;
/// How often it is looked for snapshots to give up.
const EVERY: Duration = Duration::from_hours(1);
/// Snapshots that are given up in one transaction, beside which ballots wait.
const AT_A_TIME: usize = 100;

/// How long snapshots stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// All of them for so many days.
    pub all_days: u32,
    /// Then one a day until they are so many days old, and one a week from then on.
    pub daily_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            all_days: 30,
            daily_days: 730,
        }
    }
}

impl Retention {
    /// Which of a slice's snapshots, oldest first, are given up.
    #[must_use]
    pub fn surplus(self, kept: &[Kept], now_ms: i64) -> Vec<i64> {
        let followed = kept.iter().zip(kept.iter().skip(1));
        let same = |one: &Kept, next: &Kept| {
            let period = self.period_days(one, now_ms)?;
            let period_of = |kept: &Kept| kept.time_ms.div_euclid(DAY_MS).div_euclid(period);
            (period_of(one) == period_of(next)).then_some(one.id)
        };
        followed.filter_map(|(one, next)| same(one, next)).collect()
    }

    /// How many days share one snapshot at a snapshot's age; `None` while all of them stay.
    fn period_days(self, kept: &Kept, now_ms: i64) -> Option<i64> {
        let age_days = (now_ms - kept.time_ms).div_euclid(DAY_MS);
        match age_days {
            young if young < i64::from(self.all_days) => None,
            older if older < i64::from(self.daily_days) => Some(1),
            _ => Some(7),
        }
    }
}

/// Gives up what the operator's rule does not keep, now and then, until `stop`.
pub async fn tend(
    store: Store,
    clock: Clock,
    plan: watch::Receiver<Plan>,
    stop: CancellationToken,
) {
    let mut every = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            () = stop.cancelled() => return,
        }
        let retention = plan.borrow().retention;
        match prune(&store, retention, clock.now_ms()).await {
            Ok(0) => {}
            Ok(given_up) => tracing::info!(given_up, "{given_up} old snapshots were given up"),
            Err(error) => tracing::warn!(?error, "old snapshots could not be given up"),
        }
    }
}

/// Gives up what the rule does not keep; how many snapshots that were.
///
/// # Errors
/// [`StoreError`] if the database failed; some may be given up then.
pub async fn prune(store: &Store, retention: Retention, now_ms: i64) -> Result<usize, StoreError> {
    let mut given_up = 0;
    for slice in store.kept_slices().await? {
        let surplus = retention.surplus(&store.kept(&slice).await?, now_ms);
        for some in surplus.chunks(AT_A_TIME) {
            store.prune_snapshots(some).await?;
        }
        given_up += surplus.len();
    }
    Ok(given_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 20_000 * DAY_MS;

    /// A snapshot every six hours, so many days back.
    fn kept(days: i64) -> Vec<Kept> {
        let one = |number| Kept {
            id: number,
            seq: number,
            time_ms: NOW - (days * 4 - number) * DAY_MS / 4,
        };
        (1..=days * 4).map(one).collect()
    }

    #[test]
    fn old_snapshots_get_sparser_and_the_newest_stays() {
        let rule = Retention {
            all_days: 10,
            daily_days: 100,
        };
        let all = kept(800);
        let gone = rule.surplus(&all, NOW);
        let left: Vec<&Kept> = all.iter().filter(|one| !gone.contains(&one.id)).collect();
        let between = |from: i64, to: i64| {
            let of = |one: &&&Kept| (from..to).contains(&((NOW - one.time_ms) / DAY_MS));
            left.iter().filter(of).count()
        };
        assert_eq!(between(0, 10), 40, "all of the last days");
        assert_eq!(between(20, 90), 70, "then one a day");
        assert_eq!(between(200, 270), 10, "then one a week");
        assert_eq!(left.last(), all.last().as_ref());
        let again: Vec<Kept> = left.into_iter().copied().collect();
        assert!(rule.surplus(&again, NOW).is_empty(), "and then it is done");
    }

    #[test]
    fn what_stays_is_the_last_of_its_day_and_a_lone_old_one_stays() {
        let rule = Retention {
            all_days: 1,
            daily_days: 1_000,
        };
        let at = |id, hours: i64| Kept {
            id,
            seq: id,
            time_ms: NOW - 40 * DAY_MS + hours * 3_600_000,
        };
        let kept = [at(1, 1), at(2, 20), at(3, 30)];
        assert_eq!(rule.surplus(&kept, NOW), [1]);
        assert!(rule.surplus(&kept[2..], NOW).is_empty());
    }
}
