//! How fast a file is made: as fast as it goes while nobody votes, and for a tenth of the time beside voters.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Beside voters it works for one part in so many of the time.
const ONE_IN: u32 = 10;
/// The longest rest: work that was held up itself took no core from anybody.
const LONGEST: Duration = Duration::from_millis(500);

/// Whether voters are here.
pub(super) type Voters = Arc<dyn Fn() -> bool + Send + Sync>;

/// The pace of a file that is made in portions.
pub(super) struct Pace {
    /// Who comes first; nobody in a process of its own.
    beside: Option<Voters>,
    /// When the portion that is made now was begun.
    began: Instant,
}

impl Pace {
    pub(super) fn new(beside: Option<Voters>) -> Self {
        Self {
            beside,
            began: Instant::now(),
        }
    }

    /// The next portion begins now. What passed since the last one was rest, or somebody else's time.
    pub(super) fn begin(&mut self) {
        self.began = Instant::now();
    }

    /// Rests after a portion, if voters are here.
    pub(super) async fn rest(&self) {
        let work = self.began.elapsed();
        if self.beside.as_ref().is_some_and(|are_here| are_here()) {
            sleep((work * (ONE_IN - 1)).min(LONGEST)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// How long a portion takes that is so much work, with the rest behind it.
    async fn took(pace: &mut Pace, work: Duration) -> Duration {
        pace.begin();
        let began = Instant::now();
        sleep(work).await;
        pace.rest().await;
        began.elapsed()
    }

    /// Voters who come and go.
    fn voters() -> (Arc<AtomicBool>, Pace) {
        let here = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&here);
        let pace = Pace::new(Some(Arc::new(move || asked.load(Ordering::Relaxed))));
        (here, pace)
    }

    #[tokio::test(start_paused = true)]
    async fn beside_voters_a_file_takes_a_tenth_of_the_time_and_rests_no_more_once_they_left() {
        let (here, mut pace) = voters();
        assert_eq!(took(&mut pace, 20 * MS).await, 20 * MS, "nobody is there");
        here.store(true, Ordering::Relaxed);
        assert_eq!(took(&mut pace, 20 * MS).await, 200 * MS);
        assert_eq!(took(&mut pace, 200 * MS).await, 700 * MS, "never long");
        here.store(false, Ordering::Relaxed);
        assert_eq!(took(&mut pace, 20 * MS).await, 20 * MS, "they have left");
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_reader_takes_is_no_work_and_a_process_of_its_own_never_rests() {
        let (here, mut pace) = voters();
        here.store(true, Ordering::Relaxed);
        sleep(300 * MS).await;
        assert_eq!(took(&mut pace, 10 * MS).await, 100 * MS);
        let mut alone = Pace::new(None);
        assert_eq!(took(&mut alone, 10 * MS).await, 10 * MS);
    }
}
