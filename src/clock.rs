//! Time and chance as values, so that a test or a replay decides what they say.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is set; Unix milliseconds.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now_ms` until [`Clock::set`].
    #[must_use]
    pub fn manual(now_ms: i64) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(now_ms)))
    }

    /// Unix milliseconds.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine for the time"
    )]
    pub fn now_ms(&self) -> i64 {
        match self {
            Self::System => jiff::Timestamp::now().as_millisecond(),
            Self::Manual(now) => now.load(Ordering::Relaxed),
        }
    }

    /// Moves a manual clock; the machine's clock is left alone.
    pub fn set(&self, now_ms: i64) {
        if let Self::Manual(now) = self {
            now.store(now_ms, Ordering::Relaxed);
        }
    }
}

/// Unix milliseconds as RFC 3339 in UTC, with milliseconds.
#[must_use]
pub fn rfc3339(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms)
        .map_or_else(|_| String::new(), |time| format!("{time:.3}"))
}

/// A point in time, Unix milliseconds, from RFC 3339 or from a day, which begins at midnight UTC.
#[must_use]
pub fn parse_time(text: &str) -> Option<i64> {
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Some(time.as_millisecond());
    }
    let day: jiff::civil::Date = text.parse().ok()?;
    day.to_zoned(jiff::tz::TimeZone::UTC)
        .ok()
        .map(|start| start.timestamp().as_millisecond())
}

/// Unix milliseconds as day and time of day, in UTC; `None` where there is no such day.
#[must_use]
pub fn civil(ms: i64) -> Option<jiff::civil::DateTime> {
    let time = jiff::Timestamp::from_millisecond(ms).ok()?;
    Some(jiff::tz::TimeZone::UTC.to_datetime(time))
}

/// Where randomness comes from. Everything secret or fair (tokens, pairs, sides) asks here.
#[derive(Clone, Debug)]
pub enum Chance {
    /// The thread's cryptographically secure generator.
    System,
    /// A reproducible stream.
    Seeded(Arc<Mutex<ChaCha20Rng>>),
}

impl Chance {
    /// A reproducible stream from a seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }

    /// Lets `use_it` draw from the generator.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine for chance"
    )]
    pub fn with<T>(&self, use_it: impl FnOnce(&mut dyn Rng) -> T) -> T {
        match self {
            Self::System => use_it(&mut rand::rng()),
            Self::Seeded(rng) => use_it(&mut *rng.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        self.with(|rng| {
            let mut bytes = [0; N];
            rng.fill_bytes(&mut bytes);
            bytes
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_says_what_it_was_told() {
        let clock = Clock::manual(1_000);
        clock.set(2_500);
        assert_eq!(rfc3339(clock.now_ms()), "1970-01-01T00:00:02.500Z");
    }

    #[test]
    fn equal_seeds_give_equal_chance() {
        assert_eq!(
            Chance::seeded(7).bytes::<16>(),
            Chance::seeded(7).bytes::<16>()
        );
        assert_ne!(Chance::System.bytes::<16>(), Chance::System.bytes::<16>());
    }
}
