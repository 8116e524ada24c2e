//! How fast models answer, as far as votes have told who answered.

use std::collections::BTreeMap;

use super::{App, Error};

/// The newest answers that count: speeds change, and old ones say nothing of today.
const NEWEST: u32 = 5_000;

impl App {
    /// Characters per second of each model that was timed in an arena, the median over its newest answers, the wait for the
    /// first character included.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn speeds(&self, arena: &str) -> Result<BTreeMap<String, f64>, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let mut speeds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for (model, chars, total_ms) in self.store.timed_answers(&arena.id, NEWEST).await? {
            #[expect(
                clippy::cast_precision_loss,
                reason = "lengths and times of answers are small"
            )]
            let speed = chars as f64 * 1000.0 / total_ms.max(1) as f64;
            speeds.entry(model).or_default().push(speed);
        }
        let median = |(model, speeds)| Some((model, median(speeds)?));
        Ok(speeds.into_iter().filter_map(median).collect())
    }
}

/// The middle one, or the mean of the two in the middle.
fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    if numbers.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*numbers.get(middle - 1)?, upper))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0]), Some(3.0));
        assert_eq!(median(vec![9.0, 1.0]), Some(5.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
    }
}
