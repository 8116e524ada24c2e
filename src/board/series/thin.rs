//! Fewer moments of many.

/// The places of at most `most` of these times (ascending), spread evenly over time: the last one of each stretch, and always
/// the first and the last of all.
#[must_use]
pub fn thin(times: &[i64], most: usize) -> Vec<usize> {
    let (Some(first), Some(last)) = (times.first(), times.last()) else {
        return Vec::new();
    };
    if times.len() <= most {
        return (0..times.len()).collect();
    }
    let stretches = i128::try_from(most.saturating_sub(2).max(1)).unwrap_or(1);
    let whole = i128::from(last - first).max(1);
    let stretch = |time: &i64| i128::from(time - first) * stretches / whole;
    let followed = times.iter().zip(times.iter().skip(1)).enumerate();
    let ends = followed.filter_map(|(place, (time, next))| {
        (place == 0 || stretch(time) != stretch(next)).then_some(place)
    });
    ends.chain([times.len() - 1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_moments_stay_and_many_are_spread_over_time_with_both_ends() {
        assert_eq!(thin(&[], 5), [0_usize; 0]);
        assert_eq!(thin(&[1, 2, 9], 5), [0, 1, 2]);
        let times: Vec<i64> = (0..1_000).collect();
        let kept = thin(&times, 12);
        assert!((10..=12).contains(&kept.len()), "{kept:?}");
        assert_eq!((kept[0], kept[kept.len() - 1]), (0, 999));
        let steps: Vec<usize> = kept.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(steps.iter().all(|step| *step <= 101), "{steps:?}");
        // A dense young time does not crowd out a sparse old one.
        let uneven: Vec<i64> = (0..100).chain((1..=10).map(|n| n * 1_000)).collect();
        assert!(thin(&uneven, 12).len() >= 11);
        assert_eq!(thin(&[5; 50], 10).len(), 2);
    }
}
