//! Whether voters are here: what works beside them rests for them then.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// How long somebody who was seen counts as here: whoever reads two answers will soon vote.
const HERE: Duration = Duration::from_secs(1);

/// When a voter was seen the last time: one who asked, who was answered, or whose vote came into the log.
#[derive(Debug)]
pub(super) struct Presence {
    began: Instant,
    /// Milliseconds behind that, and one more; 0 if nobody was seen.
    seen: AtomicU64,
}

impl Default for Presence {
    fn default() -> Self {
        Self {
            began: Instant::now(),
            seen: AtomicU64::new(0),
        }
    }
}

impl Presence {
    /// A voter is here.
    pub(super) fn see(&self) {
        self.seen.store(self.now() + 1, Ordering::Relaxed);
    }

    /// Whether a voter was here a moment ago.
    pub(super) fn is_recent(&self) -> bool {
        let seen = self.seen.load(Ordering::Relaxed);
        let here = u64::try_from(HERE.as_millis()).unwrap_or(u64::MAX);
        seen > 0 && self.now() + 1 < seen.saturating_add(here)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_voter_is_here_for_a_second_after_each_time_one_was_seen() {
        let presence = Presence::default();
        assert!(!presence.is_recent(), "nobody was seen");
        presence.see();
        assert!(presence.is_recent());
        advance(Duration::from_millis(999)).await;
        assert!(presence.is_recent());
        presence.see();
        advance(Duration::from_millis(999)).await;
        assert!(presence.is_recent(), "somebody came again");
        advance(Duration::from_millis(1)).await;
        assert!(!presence.is_recent());
    }
}
