//! How far each group of models had come: its best model at every time, and the gap between two groups.
//!
//! Ratings move when models come, as their mean is 1000; the gap between two models does not, so gaps are what can be compared
//! over time. A gap's interval takes the two ratings as independent, which a board's ratings nearly are.

use std::collections::BTreeMap;

use super::{Frame, Rated};

/// The half of a 95% interval, in standard errors, cancels out where two are put together.
fn together(a: f64, b: f64) -> f64 {
    a.hypot(b)
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
    GapPoint {
        time_ms: one.time_ms,
        gap,
        low: gap - together(one.rating - one.low, other.high - other.rating),
        high: gap + together(one.high - one.rating, other.rating - other.low),
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
        let width = 200.0_f64.sqrt();
        assert!((gap.points[0].high - (-100.0 + width)).abs() < 1e-12);
        assert!((gap.points[0].low - (-100.0 - width)).abs() < 1e-12);
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
