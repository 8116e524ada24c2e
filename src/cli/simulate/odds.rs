//! How a simulated voter's leaning becomes a choice.
//!
//! Bradley-Terry with ties after Davidson (1970): A, B and tie have the weights `e^(lead/2)`, `e^(-lead/2)` and `nu`, so
//! that the odds of A against B are those of Bradley-Terry, and ties are likelier the closer the two are.

use crate::domain::Choice;

/// How readily voters call it a draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Draws {
    /// Davidson's `nu`: the weight of a tie.
    pub(super) tie: f64,
    /// The probability that both are found bad, whoever answers.
    pub(super) both_bad: f64,
}

impl Draws {
    /// What happens when A leads by `lead` (log-odds) and chance says `roll`, from 0 to below 1.
    pub(super) fn choice(self, lead: f64, roll: f64) -> Choice {
        if roll < self.both_bad {
            return Choice::BothBad;
        }
        let (a, b) = ((lead / 2.0).exp(), (-lead / 2.0).exp());
        let at = (roll - self.both_bad) / (1.0 - self.both_bad) * (a + b + self.tie);
        if at < a {
            Choice::A
        } else if at < a + self.tie {
            Choice::Tie
        } else {
            Choice::B
        }
    }
}

/// The same with ties that cost both sides alike, so that what A is expected to score is what Bradley-Terry says of `lead`: a
/// board that counts a tie as half a win finds the strengths again.
pub(super) fn even(lead: f64, roll: f64) -> Choice {
    let wins = 1.0 / (1.0 + (-lead).exp());
    let draws = wins * (1.0 - wins);
    let a = wins - draws / 2.0;
    if roll < a {
        Choice::A
    } else if roll < a + 0.7 * draws {
        Choice::Tie
    } else if roll < a + draws {
        Choice::BothBad
    } else {
        Choice::B
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_draw_leaves_the_expected_score_that_of_bradley_terry() {
        for lead in [0.0, 0.5, -1.0, 3.0] {
            let points = |roll| match even(lead, roll) {
                Choice::A => 1.0,
                Choice::B => 0.0,
                Choice::Tie | Choice::BothBad => 0.5,
            };
            let rolls = (0..10_000).map(|i| (f64::from(i) + 0.5) / 10_000.0);
            let score: f64 = rolls.map(points).sum::<f64>() / 10_000.0;
            let expected = 1.0 / (1.0 + (-lead).exp());
            assert!(
                (score - expected).abs() < 2e-4,
                "{lead}: {score} {expected}"
            );
        }
    }

    #[test]
    fn a_lead_shifts_wins_and_leaves_both_bad_alone() {
        let draws = Draws {
            tie: 0.5,
            both_bad: 0.1,
        };
        let share = |lead: f64, choice| {
            let rolls = (0..1_000).map(|i| (f64::from(i) + 0.5) / 1_000.0);
            rolls
                .filter(|roll| draws.choice(lead, *roll) == choice)
                .count()
        };
        assert_eq!(
            [
                share(0.0, Choice::A),
                share(0.0, Choice::Tie),
                share(0.0, Choice::BothBad)
            ],
            [360, 180, 100]
        );
        assert_eq!(share(1.0, Choice::BothBad), 100);
        assert!(share(1.0, Choice::A) > 2 * share(1.0, Choice::B));
        assert!(share(1.0, Choice::A).abs_diff(share(-1.0, Choice::B)) <= 1);
    }
}
