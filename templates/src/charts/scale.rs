//! From values to places: linear, logarithmic and time scales with ticks that people read easily.

use super::calendar;

/// How values become places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal ratios; values at or below 0 have no place.
    Log,
    /// Unix milliseconds, with ticks at days, months and years.
    Time,
    /// Whole numbers from 1 on, which has a tick.
    Rank,
}

/// A range of values on a range of places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    kind: Kind,
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Wide enough for all finite values, from `from` to `to`. Ends of linear scales are round numbers.
    pub(super) fn over(
        kind: Kind,
        values: impl IntoIterator<Item = f64>,
        (from, to): (f64, f64),
    ) -> Self {
        let usable = values
            .into_iter()
            .filter(|value| value.is_finite() && (kind != Kind::Log || *value > 0.0));
        let (low, high) = usable.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let (low, high) = match (kind, low <= high) {
            (Kind::Linear, false) => (0.0, 1.0),
            (Kind::Log, false) => (1.0, 10.0),
            (Kind::Time, false) => (0.0, calendar::DAY_MS),
            (Kind::Rank, false) => (1.0, 2.0),
            (Kind::Rank, true) => (1.0, round_out(1.0, high.max(2.0)).1),
            (Kind::Linear, true) => round_out(low, high),
            // A tenth of a decade of air on both sides.
            (Kind::Log, true) => (low / 1.26, high * 1.26),
            (Kind::Time, true) if high - low < 1.0 => (low, low + calendar::DAY_MS),
            (Kind::Time, true) => (low, high),
        };
        Self {
            kind,
            low,
            high,
            from,
            to,
        }
    }

    /// From exactly `low` to exactly `high`.
    pub(super) fn exactly(kind: Kind, (low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        Self {
            kind,
            low,
            high: if high > low { high } else { low + 1.0 },
            from,
            to,
        }
    }

    /// The place of a value; beyond the ends, the nearer end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let share = match self.kind {
            Kind::Log => (value / self.low).ln() / (self.high / self.low).ln(),
            _ => (value - self.low) / (self.high - self.low),
        };
        // NaN, of a value that has no place, is the low end.
        let share = if share.is_nan() { 0.0 } else { share };
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Values to mark, at most about so many, lowest first.
    pub(super) fn ticks(&self, most: usize) -> Vec<f64> {
        let most = most.max(2);
        let ticks = match self.kind {
            Kind::Linear => linear_ticks(self.low, self.high, most),
            Kind::Log => log_ticks(self.low, self.high, most),
            Kind::Time => calendar::ticks(self.low, self.high, most),
            Kind::Rank => rank_ticks(self.high, most),
        };
        ticks
            .into_iter()
            .filter(|tick| *tick >= self.low && *tick <= self.high)
            .collect()
    }
}

/// A step of 1, 2 or 5 times a power of ten that cuts a length into at most so many parts.
#[expect(
    clippy::cast_precision_loss,
    reason = "a number of ticks is far below 2^52"
)]
fn step(length: f64, most: usize) -> f64 {
    let rough = length / most as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let times = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|times| times * power >= rough * 0.999_999);
    times.unwrap_or(10.0) * power
}

fn round_out(low: f64, high: f64) -> (f64, f64) {
    if high <= low {
        let air = if low == 0.0 { 1.0 } else { low.abs() * 0.1 };
        return (low - air, high + air);
    }
    let step = step(high - low, 8);
    ((low / step).floor() * step, (high / step).ceil() * step)
}

fn linear_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let step = step(high - low, most);
    let first = (low / step).ceil();
    // Multiples, not sums: 0.1 + 0.2 would not be 0.3.
    let ticks = std::iter::successors(Some(first), |n| Some(n + 1.0)).map(|n| n * step);
    ticks
        .take_while(|tick| *tick <= high + step * 1e-9)
        .take(most * 3)
        .collect()
}

/// The first rank, and round ones behind it.
fn rank_ticks(high: f64, most: usize) -> Vec<f64> {
    let round = linear_ticks(0.0, high, most);
    let behind = round
        .into_iter()
        .filter(|tick| *tick > 1.0 && tick.fract() == 0.0);
    std::iter::once(1.0).chain(behind).collect()
}

fn log_ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let decades = || {
        std::iter::successors(Some(low.log10().floor()), |n| Some(n + 1.0))
            .take_while(|n| *n <= high.log10())
            .take(400)
    };
    let of = |times: &[f64]| -> Vec<f64> {
        let ticks = decades().flat_map(|n| times.iter().map(move |times| times * 10_f64.powf(n)));
        ticks.filter(|tick| (low..=high).contains(tick)).collect()
    };
    let finest: [&[f64]; 3] = [&[1.0, 2.0, 3.0, 5.0, 7.0], &[1.0, 2.0, 5.0], &[1.0, 3.0]];
    let fits = finest.into_iter().map(of).find(|ticks| ticks.len() <= most);
    if let Some(ticks) = fits.filter(|ticks| ticks.len() > 1) {
        return ticks;
    }
    let whole = of(&[1.0]);
    if whole.len() < 2 {
        return linear_ticks(low, high, most);
    }
    let every = whole.len().div_ceil(most).max(1);
    whole.into_iter().step_by(every).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        let scale = Scale::over(Kind::Linear, [687.3, 1229.9], (0.0, 100.0));
        assert_eq!(
            scale.ticks(8),
            [600.0, 700.0, 800.0, 900.0, 1000.0, 1100.0, 1200.0, 1300.0]
        );
        let scale = Scale::over(Kind::Linear, [0.0, 0.3], (0.0, 1.0));
        assert!(scale.ticks(5).iter().any(|tick| (tick - 0.3).abs() < 1e-12));
        let scale = Scale::over(Kind::Log, [0.05, 60.0], (0.0, 1.0));
        assert_eq!(scale.ticks(6).len(), 6);
        assert!(scale.ticks(4).len() <= 4);
    }

    #[test]
    fn ranks_begin_at_the_first() {
        let ticks = |high: f64| Scale::over(Kind::Rank, [1.0, high], (0.0, 1.0)).ticks(8);
        assert_eq!(ticks(33.0), [1.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0]);
        assert_eq!(ticks(1.0), [1.0, 2.0]);
        assert_eq!(ticks(4.0), [1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn every_value_has_a_place_between_the_ends() {
        for kind in [Kind::Linear, Kind::Log, Kind::Time, Kind::Rank] {
            for values in [
                vec![],
                vec![7.0],
                vec![f64::NAN, f64::INFINITY],
                vec![1.0, 1e9],
            ] {
                let scale = Scale::over(kind, values.clone(), (10.0, 90.0));
                for value in [f64::NAN, -1.0, 0.0, 5.0, 1e300, f64::INFINITY] {
                    let place = scale.place(value);
                    assert!((10.0..=90.0).contains(&place), "{kind:?} {value}: {place}");
                }
                assert!(scale.ticks(6).len() <= 18, "{kind:?} {values:?}");
            }
        }
    }

    #[test]
    fn equal_ratios_are_equal_steps_on_a_log_scale() {
        let scale = Scale::exactly(Kind::Log, (1.0, 100.0), (0.0, 2.0));
        assert!((scale.place(10.0) - 1.0).abs() < 1e-12);
        let upside_down = Scale::exactly(Kind::Linear, (0.0, 1.0), (100.0, 0.0));
        assert!((upside_down.place(0.25) - 75.0).abs() < 1e-12);
    }
}
