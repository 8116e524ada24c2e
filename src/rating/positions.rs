//! Pairs in the order of their models, in linear time.

use super::cell::PairCell;

/// Pairs by their first and then second position; positions are below `models`.
#[expect(
    clippy::indexing_slicing,
    reason = "places are below the number of pairs"
)]
pub(super) fn sorted_by_position(
    pairs: &[(usize, usize, PairCell)],
    models: usize,
) -> Vec<(usize, usize, PairCell)> {
    let seconds: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    let by_second = counting_sort(&seconds, models);
    let firsts: Vec<usize> = by_second.iter().map(|&place| pairs[place].0).collect();
    let by_both = counting_sort(&firsts, models);
    by_both
        .into_iter()
        .map(|place| pairs[by_second[place]])
        .collect()
}

/// The places of keys in ascending order, equal ones as they stand; keys are below `bound`.
#[expect(
    clippy::indexing_slicing,
    reason = "keys are below their bound, places below the number of keys"
)]
fn counting_sort(keys: &[usize], bound: usize) -> Vec<usize> {
    let mut starts = vec![0; bound + 1];
    for &key in keys {
        starts[key + 1] += 1;
    }
    let mut total = 0;
    for start in &mut starts {
        total += *start;
        *start = total;
    }
    let mut order = vec![0; keys.len()];
    for (place, &key) in keys.iter().enumerate() {
        order[starts[key]] = place;
        starts[key] += 1;
    }
    order
}
