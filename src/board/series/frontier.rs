//! How far each group of models had come: its best model at every time, and the gap between two groups.
//!
//! Ratings move when models come, as their mean is 1000; the gap between two models does not, so gaps are what can be compared
//! over time. A board keeps no covariances, so a gap's interval is made of those of the two ratings. These are measured from the
//! mean of all, and so lean against each other: where each of `n` models is known as well as the others, the variance of a
//! difference is `n / (n - 1)` times the sum of both variances, which is exact for two models and 2% more for fifty.

use std::collections::BTreeMap;

use super::{Frame, Rated};

/// The half width of the interval of a difference, from those of two ratings among so many on their scale.
fn together(a: f64, b: f64, on_scale: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a number of models")]
    let models = on_scale.max(2) as f64;
    a.hypot(b) * (models / (models - 1.0)).sqrt()
}

/// The best model of a group at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// When, Unix milliseconds.
    pub time_ms: i64,
    /// Which model.
    pub model: String,
    /// Its rating.
    pub rating: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How many models shared its scale.
    on_scale: usize,
}

/// The best model of each group over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontier {
    /// By group, in the order of time; times without a rated model are left out.
    pub groups: BTreeMap<String, Vec<Best>>,
}

/// The gap between two groups at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GapPoint {
    /// When, Unix milliseconds.
    pub time_ms: i64,
    /// How far the first group's best is ahead, in rating points; negative if it is behind.
    pub gap: f64,
    /// Lower end of the 95% interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Who was ahead, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Whether it is the first group.
    pub first: bool,
    /// The first board on which it was ahead, Unix milliseconds.
    pub from_ms: i64,
    /// The first board of that time on which it was ahead beyond doubt.
    pub clear_ms: Option<i64>,
}

/// The gap between two groups over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gap {
    /// At every time at which both had a rated model.
    pub points: Vec<GapPoint>,
    /// Who was ahead, in the order of time. A lead that was lost again without ever being beyond doubt is left out.
    pub leads: Vec<Lead>,
}

/// The best model of each group on a series of boards, oldest first.
#[must_use]
pub fn frontier(frames: &[Frame], group_of: impl Fn(&str) -> Option<String>) -> Frontier {
    let mut groups: BTreeMap<String, Vec<Best>> = BTreeMap::new();
    for frame in frames {
        let mut best: BTreeMap<String, Rated<'_>> = BTreeMap::new();
        for rated in frame.rated() {
            if let Some(group) = group_of(rated.model) {
                // The best come first.
                best.entry(group).or_insert(rated);
            }
        }
        for (group, rated) in best {
            groups.entry(group).or_default().push(Best {
                time_ms: frame.time_ms,
                model: rated.model.to_owned(),
                rating: rated.rating,
                low: rated.low,
                high: rated.high,
                on_scale: frame.on_scale,
            });
        }
    }
    Frontier { groups }
}

/// The gap between two groups, at the times at which both had a rated model.
#[must_use]
pub fn gap(first: &[Best], second: &[Best]) -> Gap {
    let others: BTreeMap<i64, &Best> = second.iter().map(|best| (best.time_ms, best)).collect();
    let both = first
        .iter()
        .filter_map(|best| Some((best, *others.get(&best.time_ms)?)));
    let points: Vec<GapPoint> = both.map(|(one, other)| point(one, other)).collect();
    Gap {
        leads: leads(&points),
        points,
    }
}

fn point(one: &Best, other: &Best) -> GapPoint {
    let gap = one.rating - other.rating;
    let width = |a, b| together(a, b, one.on_scale);
    GapPoint {
        time_ms: one.time_ms,
        gap,
        low: gap - width(one.rating - one.low, other.high - other.rating),
        high: gap + width(one.high - one.rating, other.rating - other.low),
    }
}

fn leads(points: &[GapPoint]) -> Vec<Lead> {
    let mut leads: Vec<Lead> = Vec::new();
    for point in points {
        let first = point.gap > 0.0;
        let is_clear = if first {
            point.low > 0.0
        } else {
            point.high < 0.0
        };
        match leads.last_mut() {
            Some(lead) if lead.first == first => {
                lead.clear_ms = lead.clear_ms.or(is_clear.then_some(point.time_ms));
            }
            _ => {
                let is_doubtful = leads.last().is_some_and(|lead| lead.clear_ms.is_none());
                if is_doubtful {
                    leads.pop();
                }
                // What is left may be the same group's, whose lead was never lost then.
                let goes_on = leads.last().is_some_and(|lead| lead.first == first);
                if !goes_on {
                    leads.push(Lead {
                        first,
                        from_ms: point.time_ms,
                        clear_ms: is_clear.then_some(point.time_ms),
                    });
                }
            }
        }
    }
    leads
}

#[cfg(test)]
mod tests {
    use super::super::tests::frame;
    use super::*;
    use crate::rating::{FitOptions, PairCell, PairCounts, fit_board};

    fn group(model: &str) -> Option<String> {
        let group = model.split('-').next()?;
        (group != "none").then(|| group.to_owned())
    }

    #[test]
    fn the_best_of_each_group_is_followed_and_the_gap_between_two() {
        let frames = [
            frame(
                0,
                &[("open-1", 900.0), ("closed-1", 1000.0), ("none-1", 2000.0)],
            ),
            frame(
                1,
                &[("open-2", 1050.0), ("open-1", 900.0), ("closed-1", 1000.0)],
            ),
            frame(2, &[("open-2", 1050.0), ("closed-2", 1055.0)]),
            frame(3, &[("open-2", 1050.0)]),
        ];
        let frontier = frontier(&frames, group);
        let names: Vec<&String> = frontier.groups.keys().collect();
        assert_eq!(names, ["closed", "open"]);
        let best: Vec<&str> = frontier.groups["open"]
            .iter()
            .map(|one| &*one.model)
            .collect();
        assert_eq!(best, ["open-1", "open-2", "open-2", "open-2"]);
        let gap = gap(&frontier.groups["open"], &frontier.groups["closed"]);
        let gaps: Vec<f64> = gap.points.iter().map(|point| point.gap).collect();
        assert_eq!(gaps, [-100.0, 50.0, -5.0]);
        // Three models are on the scale.
        let width = (200.0 * 3.0 / 2.0_f64).sqrt();
        assert!((gap.points[0].high - (-100.0 + width)).abs() < 1e-12);
        assert!((gap.points[0].low - (-100.0 - width)).abs() < 1e-12);
    }

    #[test]
    fn a_gap_is_as_sure_as_the_difference_of_the_two_models() {
        for models in [2, 3, 12] {
            let names: Vec<String> = (0..models).map(|at| format!("g{at}-x")).collect();
            let mut counts = PairCounts::new();
            for (at, first) in names.iter().enumerate() {
                for second in &names[at + 1..] {
                    let cell = PairCell {
                        first_wins: 110,
                        second_wins: 90,
                        ..PairCell::default()
                    };
                    counts.insert(first, second, cell).unwrap();
                }
            }
            let board = fit_board(&counts, &[], &FitOptions::default()).unwrap();
            let wanted = board.core.as_ref().unwrap();
            let wanted = wanted.difference(&names[0], &names[1]).unwrap();
            let frontier = frontier(&[Frame::new(0, 1, board.standings)], group);
            let gap = gap(&frontier.groups["g0"], &frontier.groups["g1"]).points[0];
            let error = (gap.high - gap.low) / 2.0 / 1.96;
            let ratio = error / wanted.error;
            assert!((ratio - 1.0).abs() < 0.01, "{models}: {ratio}");
        }
    }

    #[test]
    fn overtaking_is_dated_and_a_doubtful_moment_is_no_lead() {
        let point = |(time_ms, gap): (i64, f64)| GapPoint {
            time_ms,
            gap,
            low: gap - 10.0,
            high: gap + 10.0,
        };
        let told = |gaps: &[f64]| {
            let points: Vec<GapPoint> = (0..).zip(gaps.iter().copied()).map(point).collect();
            let told = leads(&points).into_iter();
            told.map(|lead| (lead.first, lead.from_ms, lead.clear_ms))
                .collect::<Vec<_>>()
        };
        let overtaken = told(&[-50.0, -5.0, 4.0, 30.0, 40.0]);
        assert_eq!(overtaken, [(false, 0, Some(0)), (true, 2, Some(3))]);
        // It came near, and fell back.
        assert_eq!(told(&[-50.0, 3.0, -50.0]), [(false, 0, Some(0))]);
        assert_eq!(told(&[-50.0, 3.0]), [(false, 0, Some(0)), (true, 1, None)]);
        assert_eq!(told(&[]), []);
    }
}
