//! Rank ranges from intervals: which places are left once clearly better and clearly worse models are counted.

/// What is known of a rating. An absent bound is infinite on its side; a present one is a number, never NaN.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// Lower bound, in rating points.
    pub low: Option<f64>,
    /// Upper bound, in rating points.
    pub high: Option<f64>,
}

/// The places that a model may have, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RankRange {
    /// Best place: 1 + the models whose lower bound is above this model's upper bound.
    pub low: u32,
    /// Worst place: 1 + the other models whose upper bound is above this model's lower bound.
    pub high: u32,
}

/// The rank range of each interval, in the given order, in O(n log n): `LMArena`'s rank (upper bound) and rank
/// spread. Leave out models that cannot be compared with the others (other components, no votes).
#[must_use]
pub fn rank_ranges(intervals: &[Interval]) -> Vec<RankRange> {
    let lows = sorted(intervals.iter().map(low));
    let highs = sorted(intervals.iter().map(high));
    intervals
        .iter()
        .map(|interval| {
            let itself = u32::from(high(interval) > low(interval));
            RankRange {
                low: 1 + above(&lows, high(interval)),
                high: 1 + above(&highs, low(interval)) - itself,
            }
        })
        .collect()
}

fn low(interval: &Interval) -> f64 {
    interval.low.unwrap_or(f64::NEG_INFINITY)
}

fn high(interval: &Interval) -> f64 {
    interval.high.unwrap_or(f64::INFINITY)
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// How many of the sorted values are above `bound`.
fn above(sorted: &[f64], bound: f64) -> u32 {
    let above = sorted.len() - sorted.partition_point(|value| *value <= bound);
    u32::try_from(above).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranges(intervals: &[(Option<f64>, Option<f64>)]) -> Vec<(u32, u32)> {
        let intervals: Vec<Interval> = intervals
            .iter()
            .map(|&(low, high)| Interval { low, high })
            .collect();
        rank_ranges(&intervals)
            .iter()
            .map(|range| (range.low, range.high))
            .collect()
    }

    #[test]
    fn a_bound_that_is_touched_is_not_passed() {
        let two = [(Some(1.0), Some(2.0)), (Some(2.0), Some(3.0))];
        assert_eq!(ranges(&two), [(1, 2), (1, 1)]);
    }

    #[test]
    fn an_absent_bound_is_infinite() {
        let three = [(Some(5.0), None), (Some(1.0), Some(2.0)), (None, Some(6.0))];
        assert_eq!(ranges(&three), [(1, 2), (2, 3), (1, 3)]);
    }

    #[test]
    fn points_without_width_share_a_rank() {
        assert_eq!(ranges(&[(Some(1.0), Some(1.0)); 3]), [(1, 1); 3]);
        assert!(ranges(&[]).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ranges_count_what_the_definition_counts(
            bounds in prop::collection::vec((prop::option::of(0_i32..20), prop::option::of(0_i32..6)), 0..12)
        ) {
            let intervals: Vec<Interval> = bounds
                .iter()
                .map(|&(low, width)| Interval {
                    low: low.map(f64::from),
                    high: width.map(|width| f64::from(low.unwrap_or(9) + width)),
                })
                .collect();
            for (place, (range, mine)) in rank_ranges(&intervals).iter().zip(&intervals).enumerate() {
                let others = intervals.iter().enumerate().filter(|&(other, _)| other != place);
                let better = others.clone().filter(|(_, other)| low(other) > high(mine)).count();
                let not_worse = others.filter(|(_, other)| high(other) > low(mine)).count();
                prop_assert_eq!((range.low as usize, range.high as usize), (1 + better, 1 + not_worse));
                prop_assert!(range.low <= range.high);
            }
        }
    }
}
