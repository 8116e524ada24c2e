//! Which votes hold two models apart: the influence of every kind of vote, and the votes in order of it.

use std::collections::HashMap;

use super::{Stability, without};
use crate::cell::PairCell;
use crate::scale::Chances;

/// What distinguishes votes of a pair: how they ended.
const KINDS: [PairCell; 4] = [
    PairCell {
        first_wins: 1,
        second_wins: 0,
        ties: 0,
        both_bad: 0,
    },
    PairCell {
        first_wins: 0,
        second_wins: 1,
        ties: 0,
        both_bad: 0,
    },
    PairCell {
        first_wins: 0,
        second_wins: 0,
        ties: 1,
        both_bad: 0,
    },
    PairCell {
        first_wins: 0,
        second_wins: 0,
        ties: 0,
        both_bad: 1,
    },
];

/// Votes of a pair that ended alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alike {
    /// The pair.
    place: usize,
    kind: usize,
    votes: u64,
    /// By how much the difference of the two models falls without one of them.
    gain: f64,
}

/// How votes pull two models apart at some thetas.
pub(super) struct View<'a> {
    pub(super) thetas: &'a [f64],
    /// How all models answer to a pull between the two.
    pub(super) response: &'a [f64],
}

/// The gain of each kind of vote of each pair; 0 where there are none.
pub(super) fn gains(stability: &Stability, view: &View) -> Vec<[f64; 4]> {
    let options = stability.options;
    let gains = stability.met.iter().map(|met| {
        let whole = without(met, PairCell::default(), options);
        let chances = Chances::at(whole.difference(view.thetas));
        let lever = whole.difference(view.response);
        KINDS.map(|kind| {
            if met.cell.less(kind).is_none() {
                return 0.0;
            }
            let lost = without(met, kind, options).less(&whole);
            lever * lost.pull(chances).iter().sum::<f64>()
        })
    });
    gains.collect()
}

/// The votes that narrow the gap, the most influential first; no more than so many kinds of them.
pub(super) fn in_order(stability: &Stability, gains: &[[f64; 4]], most: usize) -> Vec<Alike> {
    let mut order = Vec::new();
    for (place, (met, gains)) in stability.met.iter().zip(gains).enumerate() {
        let cell = &met.cell;
        let votes = [cell.first_wins, cell.second_wins, cell.ties, cell.both_bad];
        for (kind, (votes, &gain)) in votes.into_iter().zip(gains).enumerate() {
            if votes > 0 && gain > 0.0 {
                order.push(Alike {
                    place,
                    kind,
                    votes,
                    gain,
                });
            }
        }
    }
    // Equal gains in the order of the pairs, so that a part of the order is always the same part.
    let first = |one: &Alike, other: &Alike| {
        let by_gain = other.gain.total_cmp(&one.gain);
        by_gain.then_with(|| (one.place, one.kind).cmp(&(other.place, other.kind)))
    };
    if most < order.len() {
        order.select_nth_unstable_by(most, first);
        order.truncate(most);
    }
    order.sort_unstable_by(first);
    order
}

/// The fewest votes in this order whose gains are more than the gap; `None` if all are not.
pub(super) fn predict(order: &[Alike], gap: f64) -> Option<u64> {
    let (mut left, mut votes) = (gap, 0_u64);
    for alike in order {
        let needed = (left / alike.gain).floor() + 1.0;
        if needed <= crate::scale::real(alike.votes) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number from 1 to the votes of a pair"
            )]
            return Some(votes.saturating_add(needed as u64));
        }
        left -= alike.gain * crate::scale::real(alike.votes);
        votes = votes.saturating_add(alike.votes);
    }
    None
}

/// All votes of an order.
pub(super) fn votes(order: &[Alike]) -> u64 {
    let votes = order.iter().map(|alike| alike.votes);
    votes.fold(0, u64::saturating_add)
}

/// The first so many votes of an order: per pair, by place, in that order.
pub(super) fn take(order: &[Alike], votes: u64) -> Vec<(usize, PairCell)> {
    let mut taken: Vec<(usize, PairCell)> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    let mut left = votes;
    for alike in order {
        let votes = left.min(alike.votes);
        if votes == 0 {
            break;
        }
        left -= votes;
        let mut cell = PairCell::default();
        match alike.kind {
            0 => cell.first_wins = votes,
            1 => cell.second_wins = votes,
            2 => cell.ties = votes,
            _ => cell.both_bad = votes,
        }
        let here = *known.entry(alike.place).or_insert(taken.len());
        match taken.get_mut(here) {
            Some((_, votes)) => votes.merge(cell),
            None => taken.push((alike.place, cell)),
        }
    }
    taken
}
