//! Brings votes into the order of their pairs, by as many threads as there are.
//!
//! Each thread goes through all votes and keeps those of some pairs beside each other, which have places beside each other
//! too. Where a vote comes to stand does not depend on who brings it there.

#![expect(
    clippy::indexing_slicing,
    reason = "every place is below the number of votes that was counted before"
)]

use rayon::prelude::*;

use super::selection::Selection;
use super::slots::Slots;
use super::sorted::Run;
use crate::parallel::threads_for;

/// Room for sorted votes, vote after vote.
pub(super) struct Room<'a> {
    /// Twice the points of side A.
    pub(super) points: &'a mut [u8],
    /// The covariates of each vote.
    pub(super) values: &'a mut [f32],
    /// What each vote counts; empty if that does not vary.
    pub(super) weights: &'a mut [f64],
}

impl Room<'_> {
    /// The first places, and the others.
    fn split(self, places: usize, width: usize) -> (Self, Self) {
        let (points, later_points) = self.points.split_at_mut(places);
        let (values, later_values) = self.values.split_at_mut(places * width);
        let of_weights = places.min(self.weights.len());
        let (weights, later_weights) = self.weights.split_at_mut(of_weights);
        let first = Self {
            points,
            values,
            weights,
        };
        let later = Self {
            points: later_points,
            values: later_values,
            weights: later_weights,
        };
        (first, later)
    }
}

/// Fills the room with the votes of these runs, each run in the order in which its votes came. `starts` has the first place of
/// each pair.
pub(super) fn sort(selection: &Selection, runs: &[Run], starts: &Slots, room: Room) {
    let votes = runs.last().map_or(0, |run| run.end as usize);
    let width = selection.votes.columns().features.len();
    let threads = threads_for(votes);
    let (mut rest, mut first) = (room, 0);
    let mut shares = Vec::with_capacity(threads);
    for thread in 1..=threads {
        let run = runs.partition_point(|run| (run.end as usize) < votes / threads * thread);
        let end = match runs.get(run) {
            Some(run) if thread < threads => run.end as usize,
            _ => votes,
        };
        let (own, later) = rest.split(end - first, width);
        shares.push((first, own));
        (rest, first) = (later, end);
    }
    let fill = |share| fill(selection, starts.clone(), share);
    if threads == 1 {
        shares.into_iter().for_each(fill);
    } else {
        shares.into_par_iter().for_each(fill);
    }
}

/// Fills the places from `first` on.
fn fill(selection: &Selection, mut next: Slots, (first, room): (usize, Room)) {
    let votes = selection.votes;
    let width = votes.columns().features.len();
    for vote in selection.iter() {
        let slot = next.slot(vote.a, vote.b);
        let place = (*slot as usize).wrapping_sub(first);
        if place >= room.points.len() {
            continue;
        }
        *slot += 1;
        room.points[place] = vote.points;
        if let Some(weight) = room.weights.get_mut(place) {
            *weight = votes.weights[vote.row] * selection.factor(vote.a, vote.b);
        }
        let values = votes.features.of(vote.row);
        for (kept, value) in room.values[place * width..].iter_mut().zip(values) {
            *kept = *value;
        }
    }
}
