//! Another attempt, while nothing has been said yet and the fault may pass.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::pin;
use std::time::Duration;

use async_stream::stream;
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, sleep};

use super::{Delta, Fault};

/// The wait before the second attempt; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// The longest wait, whether it is ours or the endpoint asked for it.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How often to try again, and until when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// Attempts after the first.
    pub(super) retries: u32,
    /// What jitter is made of.
    pub(super) seed: u64,
    /// No attempt starts after this.
    pub(super) by: Instant,
}

impl Policy {
    /// How long to wait before another attempt, or none if there is to be none. `tries` have failed before this one.
    fn wait(&self, fault: &Fault, tries: u32) -> Option<Duration> {
        if tries >= self.retries || !fault.may_retry() {
            return None;
        }
        let asked = match fault {
            Fault::Status { retry_after, .. } => retry_after.unwrap_or_default(),
            _ => Duration::ZERO,
        };
        if asked > LONGEST_WAIT {
            return None;
        }
        let wait = self.backoff(tries).max(asked);
        (Instant::now() + wait < self.by).then_some(wait)
    }

    /// Between one and one and a half of the doubled wait, so that attempts that failed together do not return together.
    fn backoff(&self, tries: u32) -> Duration {
        let mut hasher = DefaultHasher::new();
        (self.seed, tries).hash(&mut hasher);
        let doubled = FIRST_WAIT
            .saturating_mul(2_u32.saturating_pow(tries))
            .min(LONGEST_WAIT);
        let jitter = u32::try_from(hasher.finish() % 1000).unwrap_or_default();
        doubled + doubled * jitter / 2000
    }
}

/// The first attempt that says anything, or the last one.
pub(super) fn persist<S>(
    policy: Policy,
    mut attempt: impl FnMut() -> S,
) -> impl Stream<Item = Result<Delta, Fault>>
where
    S: Stream<Item = Result<Delta, Fault>>,
{
    stream! {
        let mut tries = 0;
        loop {
            let wait = {
                let mut answer = pin!(attempt());
                let mut silent = true;
                loop {
                    let Some(delta) = answer.next().await else { return };
                    if let Err(fault) = &delta && silent && let Some(wait) = policy.wait(fault, tries) {
                        tracing::debug!(%fault, tries, ?wait, "an attempt failed before the answer began: {fault}");
                        break wait;
                    }
                    silent &= !matches!(delta, Ok(Delta::Text(_) | Delta::Reasoning(_)));
                    yield delta;
                }
            };
            sleep(wait).await;
            tries += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{Finish, Stage};

    const END: Result<Delta, Fault> = Ok(Delta::End(Finish::Stop));

    fn text(text: &str) -> Delta {
        Delta::Text(text.to_owned())
    }

    fn status(code: u16, seconds: Option<u64>) -> Fault {
        Fault::Status {
            code,
            retry_after: seconds.map(Duration::from_secs),
        }
    }

    /// What comes of the given attempts with two retries, how many were made, and how long it took.
    async fn run(
        attempts: Vec<Vec<Result<Delta, Fault>>>,
    ) -> (Vec<Result<Delta, Fault>>, usize, Duration) {
        let start = Instant::now();
        let policy = Policy {
            retries: 2,
            seed: 7,
            by: start + Duration::from_secs(30),
        };
        let mut made = 0;
        let answer = persist(policy, || {
            made += 1;
            futures_util::stream::iter(attempts[made - 1].clone())
        });
        let deltas = answer.collect().await;
        (deltas, made, start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn a_fault_that_may_pass_is_tried_again() {
        let used = Ok(Delta::Usage {
            input: Some(1),
            output: None,
        });
        for fault in [
            Err(Fault::Connect),
            Err(status(503, None)),
            Err(status(429, None)),
            Err(Fault::Timeout(Stage::Connect)),
        ] {
            let attempts = vec![
                vec![fault.clone()],
                vec![used.clone(), fault],
                vec![Ok(text("a")), END],
            ];
            let (deltas, made, took) = run(attempts).await;
            assert_eq!((deltas, made), (vec![used.clone(), Ok(text("a")), END], 3));
            assert!((600..1000).contains(&took.as_millis()), "{took:?}");
        }
        let (deltas, made, _) = run(vec![vec![Err(status(500, None))]; 4]).await;
        assert_eq!((deltas, made), (vec![Err(status(500, None))], 3));
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_tried_again_once_something_was_said() {
        for said in [Ok(text("a")), Ok(Delta::Reasoning("hm".to_owned()))] {
            let (deltas, made, _) =
                run(vec![vec![said.clone(), Err(Fault::Connect)], vec![END]]).await;
            assert_eq!((deltas, made), (vec![said, Err(Fault::Connect)], 1));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn other_faults_are_final() {
        for fault in [
            Fault::Timeout(Stage::FirstByte),
            Fault::Cut,
            Fault::Status {
                code: 401,
                retry_after: None,
            },
        ] {
            let (deltas, made, took) = run(vec![vec![Err(fault.clone())], vec![END]]).await;
            assert_eq!((deltas, made, took), (vec![Err(fault)], 1, Duration::ZERO));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn retry_after_is_honoured_up_to_five_seconds() {
        let (deltas, made, took) = run(vec![vec![Err(status(429, Some(3)))], vec![END]]).await;
        assert_eq!((deltas, made, took.as_secs()), (vec![END], 2, 3));
        let (deltas, made, took) = run(vec![vec![Err(status(429, Some(6)))], vec![END]]).await;
        assert_eq!(
            (deltas, made, took),
            (vec![Err(status(429, Some(6)))], 1, Duration::ZERO)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn no_attempt_starts_when_patience_has_run_out() {
        let policy = Policy {
            retries: 9,
            seed: 7,
            by: Instant::now() + Duration::from_secs(2),
        };
        let answer = persist(policy, || {
            futures_util::stream::iter([Err(status(500, None))])
        });
        let start = Instant::now();
        assert_eq!(answer.collect::<Vec<_>>().await, [Err(status(500, None))]);
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}
