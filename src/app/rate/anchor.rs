//! A board relative to one of its models: its rating is fixed, and all intervals are those of differences to it.

use std::collections::BTreeMap;

use crate::rating::{BoardFit, FitOptions, Interval};

/// Shifts the main component so that `model` has `rating`. `None` if that model has no finite rating.
pub(super) fn apply(
    fit: &mut BoardFit,
    (model, rating): (&str, f64),
    options: &FitOptions,
) -> Option<()> {
    let core = fit.core.as_ref()?;
    let intervals = if let Some(replicates) = core.replicates() {
        replicates.anchored(model, rating)?.intervals(TAIL)
    } else {
        let around = |bound: f64| rating + bound;
        let shifted = |interval: Interval| Interval {
            low: interval.low.map(around),
            high: interval.high.map(around),
        };
        let differences = core.anchored_intervals(model, options)?.into_iter();
        differences.map(shifted).collect()
    };
    let intervals: BTreeMap<String, Interval> =
        core.models().iter().cloned().zip(intervals).collect();
    let own = fit
        .standings
        .iter()
        .find(|row| row.model == model)?
        .rating?;
    let shift = |figure: &mut Option<f64>| *figure = figure.map(|figure| figure + (rating - own));
    for row in fit.standings.iter_mut().filter(|row| row.component == 0) {
        shift(&mut row.rating);
        if let Some(interval) = intervals.get(&row.model) {
            (row.low, row.high) = (interval.low, interval.high);
        } else if row.rating.is_none() {
            shift(&mut row.low);
            shift(&mut row.high);
        }
    }
    Some(())
}

/// The probability beyond each bound of an interval, as on every board.
const TAIL: f64 = 0.025;
