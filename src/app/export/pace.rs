//! How fast a file is made: beside voters it rests as long as it works.

use std::time::Duration;

use async_stream::stream;
use futures_util::Stream;
use tokio::time::{Instant, sleep};

/// The longest rest: a reader who takes long gives voters time enough.
const LONGEST: Duration = Duration::from_millis(100);

/// Pages as they come; if `is_aside`, with a rest behind each that is as long as reading it and what was made of it took.
pub(super) fn paced<T: Send>(
    pages: impl Stream<Item = T> + Send,
    is_aside: bool,
) -> impl Stream<Item = T> + Send {
    stream! {
        let mut began = Instant::now();
        for await page in pages {
            yield page;
            if is_aside {
                sleep(began.elapsed().min(LONGEST)).await;
            }
            began = Instant::now();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures_util::{StreamExt as _, stream};

    use super::*;

    /// How long pages take whose reader works so long on each.
    async fn took(work: Duration, is_aside: bool) -> Duration {
        let began = Instant::now();
        let mut pages = pin!(paced(stream::iter(1..=3), is_aside));
        let mut seen = Vec::new();
        while let Some(page) = pages.next().await {
            seen.push(page);
            sleep(work).await;
        }
        assert_eq!(seen, [1, 2, 3]);
        began.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_is_made_beside_voters_rests_as_long_as_it_works_and_never_long() {
        let ms = Duration::from_millis;
        assert_eq!(took(ms(20), false).await, ms(60));
        assert_eq!(took(ms(20), true).await, ms(120));
        assert_eq!(took(ms(500), true).await, ms(1_800));
    }
}
