//! How long each stage of an answer may take.

use std::time::Duration;

use tokio::time::Instant;

use super::Stage;
use crate::config::Timeouts;

/// How long to listen on after the answer said why it ends, for counts of tokens.
const AFTER_FINISH: Duration = Duration::from_secs(5);

/// How long an answer may take, from the moment that it has its slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watch {
    /// When the first words have to be there, whatever the number of attempts.
    pub(super) first_by: Instant,
    total_by: Instant,
    idle: Duration,
    /// Whether anything has been said.
    pub(super) speaking: bool,
}

impl Watch {
    /// Starts now.
    pub(super) fn start(timeouts: &Timeouts) -> Self {
        let (first_by, total_by) = (after(timeouts.first_byte), after(timeouts.total));
        Self {
            first_by,
            total_by,
            idle: timeouts.idle,
            speaking: false,
        }
    }

    /// When the next bytes have to be there, and which patience runs out then.
    pub(super) fn next(&self, finished: bool) -> (Instant, Stage) {
        let (by, stage) = match (finished, self.speaking) {
            (true, _) => (after(self.idle.min(AFTER_FINISH)), Stage::Idle),
            (false, true) => (after(self.idle), Stage::Idle),
            (false, false) => (self.first_by, Stage::FirstByte),
        };
        if self.total_by < by {
            (self.total_by, Stage::Total)
        } else {
            (by, stage)
        }
    }
}

/// That long from now; a thousand hours at most, which no clock overflows on.
pub(super) fn after(wait: Duration) -> Instant {
    Instant::now() + wait.min(Duration::from_hours(1000))
}
