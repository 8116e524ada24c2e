//! When a law of ties has a maximum.
//!
//! Say that votes tell models apart without end if there are heights h with `h_i >= h_j + 1` wherever i beat j and
//! `|h_i - h_j| <= 1` wherever they tied: along h, with the parameter growing beside it, no vote ever gets less likely and
//! some always more. (The conditions come from the asymptotes of either loss.) By Farkas' lemma there are none if and only if
//! some cycle along "beat" arcs and, either way, ties has more wins than ties. Given ties and a group that wins and ties connect
//! strongly, such a cycle is all that a maximum takes: it leaves no direction in which the parameter grows, ties none in
//! which it falls, and strong connection (Ford 1957) none along the models alone.
//!
//! So there is no maximum for a group of ties alone, nor for two models of which one never lost and once tied.

use crate::graph::{Arcs, Group, Pair};

/// Whether a law of ties has a finite maximum for a group that wins and ties connect strongly (any group that met, under a
/// ridge). Without ties it is that of Bradley-Terry.
pub(super) fn has_maximum(group: &Group, has_ridge: bool) -> bool {
    let pairs = &group.pairs;
    let has_ties = pairs.iter().any(|pair| pair.cell.halves() > 0);
    if !has_ties {
        return true;
    }
    if has_ridge {
        return pairs.iter().any(has_win);
    }
    pairs.iter().any(wins_both_ways) || wins_in_a_circle(group) || !has_heights(group)
}

fn has_win(pair: &Pair) -> bool {
    pair.cell.first_wins > 0 || pair.cell.second_wins > 0
}

fn wins_both_ways(pair: &Pair) -> bool {
    pair.cell.first_wins > 0 && pair.cell.second_wins > 0
}

/// Whether there is a cycle of wins alone.
fn wins_in_a_circle(group: &Group) -> bool {
    let mut wins = group.pairs.clone();
    for pair in &mut wins {
        (pair.cell.ties, pair.cell.both_bad) = (0, 0);
    }
    let models = group.members.last().map_or(0, |last| last + 1);
    let mut labels = Arcs::scored(models, &wins).strong_labels();
    labels.sort_unstable();
    labels.windows(2).any(|pair| pair.first() == pair.last())
}

/// Whether there are heights as above (Bellman 1958; Ford 1956): raised as often as needed, they settle or show a cycle.
fn has_heights(group: &Group) -> bool {
    let place = |member: usize| group.members.binary_search(&member).ok();
    let mut demands = Vec::new();
    for pair in &group.pairs {
        let Some((first, second)) = place(pair.first).zip(place(pair.second)) else {
            continue;
        };
        if pair.cell.first_wins > 0 {
            demands.push((first, second, 1));
        }
        if pair.cell.second_wins > 0 {
            demands.push((second, first, 1));
        }
        if pair.cell.halves() > 0 {
            demands.extend([(first, second, -1), (second, first, -1)]);
        }
    }
    let mut heights = vec![0_i64; group.members.len()];
    (0..=group.members.len()).any(|_| !raise(&mut heights, &demands))
}

/// Raises heights to what is demanded: (who, over whom, by how much). Whether any was too low.
#[expect(
    clippy::indexing_slicing,
    reason = "demands name positions among the members, as many as heights"
)]
fn raise(heights: &mut [i64], demands: &[(usize, usize, i64)]) -> bool {
    let mut has_raised = false;
    for &(upper, lower, by) in demands {
        let least = heights[lower] + by;
        if heights[upper] < least {
            heights[upper] = least;
            has_raised = true;
        }
    }
    has_raised
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PairCell;

    /// Pairs as (first, second, first's wins, second's wins, ties).
    fn group(pairs: &[(usize, usize, u64, u64, u64)]) -> Group {
        let pairs: Vec<Pair> = pairs
            .iter()
            .map(|&(first, second, first_wins, second_wins, ties)| Pair {
                first,
                second,
                cell: PairCell {
                    first_wins,
                    second_wins,
                    ties,
                    both_bad: 0,
                },
            })
            .collect();
        let mut members: Vec<usize> = pairs
            .iter()
            .flat_map(|pair| [pair.first, pair.second])
            .collect();
        members.sort_unstable();
        members.dedup();
        Group {
            members,
            votes: 1,
            pairs,
        }
    }

    #[test]
    fn ties_alone_have_no_maximum() {
        assert!(!has_maximum(&group(&[(0, 1, 0, 0, 9)]), false));
        assert!(!has_maximum(&group(&[(0, 1, 0, 0, 9)]), true));
    }

    #[test]
    fn a_winner_who_only_tied_besides_has_no_maximum_without_a_ridge() {
        let pair = group(&[(0, 1, 3, 0, 2)]);
        assert!(!has_maximum(&pair, false));
        assert!(has_maximum(&pair, true));
    }

    #[test]
    fn wins_both_ways_or_in_a_circle_suffice() {
        assert!(has_maximum(&group(&[(0, 1, 1, 1, 2)]), false));
        let circle = [(3, 5, 1, 0, 0), (3, 8, 0, 1, 0), (5, 8, 1, 0, 1)];
        assert!(has_maximum(&group(&circle), false));
    }

    #[test]
    fn a_cycle_needs_more_wins_than_ties() {
        // 0 beat 1, 1 beat 2, 2 tied 0: two wins and a tie.
        let more = [(0, 1, 1, 0, 0), (0, 2, 0, 0, 1), (1, 2, 1, 0, 0)];
        assert!(has_maximum(&group(&more), false));
        // 0 beat 1 and tied 2, 1 tied 2: heights 1, 0, 0.
        let fewer = [(0, 1, 1, 0, 0), (0, 2, 0, 0, 1), (1, 2, 0, 0, 1)];
        assert!(!has_maximum(&group(&fewer), false));
    }

    #[test]
    fn without_ties_it_is_bradley_terry() {
        assert!(has_maximum(&group(&[(0, 1, 1, 1, 0)]), false));
    }
}
