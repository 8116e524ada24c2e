//! Which models are left out of the draw for a while, because they failed again and again.
//!
//! A breaker per model: it opens after [`FAILURES`] in a row, and lets the model try again after [`REST`]; one more
//! failure opens it at once. A voter notices nothing but that battles begin.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::ModelId;

/// Failures in a row after which a model rests.
const FAILURES: u32 = 5;
/// How long it rests after the last one.
const REST: Duration = Duration::from_secs(30);

/// The failures in a row of each model that has any.
#[derive(Debug, Default)]
pub(super) struct Health {
    failures: Mutex<HashMap<ModelId, (u32, Instant)>>,
}

impl Health {
    fn table(&self) -> MutexGuard<'_, HashMap<ModelId, (u32, Instant)>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A model failed.
    pub(super) fn failed(&self, model: &ModelId) {
        let now = Instant::now();
        let mut table = self.table();
        let (count, last) = table.entry(model.clone()).or_insert((0, now));
        *count = count.saturating_add(1);
        *last = now;
    }

    /// A model gave a whole answer.
    pub(super) fn answered(&self, model: &ModelId) {
        self.table().remove(model);
    }

    /// Whether a model should be left out at the moment.
    pub(super) fn is_resting(&self, model: &ModelId) -> bool {
        let table = self.table();
        let known = table.get(model);
        known.is_some_and(|(count, last)| *count >= FAILURES && last.elapsed() < REST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_model_that_fails_again_and_again_rests_and_may_try_again() {
        let (health, model) = (Health::default(), "m".parse::<ModelId>().unwrap());
        for _ in 0..FAILURES {
            assert!(!health.is_resting(&model));
            health.failed(&model);
        }
        assert!(health.is_resting(&model));
        tokio::time::advance(REST).await;
        assert!(!health.is_resting(&model), "it may try again");
        health.failed(&model);
        assert!(health.is_resting(&model), "and rests again at once");
        health.answered(&model);
        assert!(!health.is_resting(&model));
    }

    #[tokio::test(start_paused = true)]
    async fn failures_now_and_then_are_forgiven() {
        let (health, model) = (Health::default(), "m".parse::<ModelId>().unwrap());
        for _ in 0..FAILURES * 3 {
            health.failed(&model);
            health.answered(&model);
        }
        assert!(!health.is_resting(&model));
    }
}
