//! Duels of the same pair from several places, made one.

use std::collections::BTreeMap;

use super::duel::{Duel, Tally};

/// One duel per pair, the smaller position first, sorted; the votes of a pair are added up in the order in which they come.
pub(super) fn merged(duels: impl IntoIterator<Item = Duel>) -> Vec<Duel> {
    let mut pairs: BTreeMap<(usize, usize), Duel> = BTreeMap::new();
    for duel in duels {
        let duel = if duel.first < duel.second {
            duel
        } else {
            turned(duel)
        };
        pairs
            .entry((duel.first, duel.second))
            .and_modify(|sum| {
                sum.weights = added(sum.weights, duel.weights);
                sum.squares = added(sum.squares, duel.squares);
            })
            .or_insert(duel);
    }
    pairs.into_values().collect()
}

fn turned(duel: Duel) -> Duel {
    let turn = |tally: Tally| Tally {
        first_wins: tally.second_wins,
        second_wins: tally.first_wins,
        ..tally
    };
    Duel {
        first: duel.second,
        second: duel.first,
        weights: turn(duel.weights),
        squares: turn(duel.squares),
    }
}

fn added(one: Tally, other: Tally) -> Tally {
    Tally {
        first_wins: one.first_wins + other.first_wins,
        second_wins: one.second_wins + other.second_wins,
        halves: one.halves + other.halves,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_of_both_directions_are_added_from_the_first_models_side() {
        let votes = |first_wins, second_wins, halves| Tally {
            first_wins,
            second_wins,
            halves,
        };
        let duels = [
            Duel::of_votes(1, 2, votes(1.0, 1.0, 0.0)),
            Duel::of_votes(2, 0, votes(5.0, 2.0, 1.0)),
            Duel::of_votes(0, 2, votes(1.0, 0.0, 1.0)).weighing(0.5),
        ];
        let merged = merged(duels);
        let pairs: Vec<(usize, usize)> = merged
            .iter()
            .map(|duel| (duel.first, duel.second))
            .collect();
        assert_eq!(pairs, [(0, 2), (1, 2)]);
        assert_eq!(merged[0].weights, votes(2.5, 5.0, 1.5));
        assert_eq!(merged[0].squares, votes(2.25, 5.0, 1.25));
    }
}
