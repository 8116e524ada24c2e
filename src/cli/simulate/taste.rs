//! What a simulated voter prefers, from nothing but the two texts: before the vote it knows no more than a person does.
//!
//! No generator is kept: every draw is a hash of the seed and of what it is about, so that the same voter says the same
//! of the same answers, in whatever order battles come and end.

use crate::domain::{Choice, StyleFeatures};

use super::odds::Draws;

/// About one vote in five is a tie, one in twelve finds both bad.
const DRAWS: Draws = Draws {
    tie: 0.62,
    both_bad: 0.08,
};

/// One voter's leanings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Taste {
    seed: u64,
    voter: u64,
    /// How much a doubling of the length is worth, in log-odds.
    length: f64,
    /// How much headings, lists and bold text are worth.
    looks: f64,
}

impl Taste {
    /// The leanings of voter `voter`. Most like longer answers and a little order; some the opposite.
    pub(super) fn of(seed: u64, voter: u64) -> Self {
        let lean = |what: &str| uniform(seed, &[what.as_bytes(), &voter.to_le_bytes()]);
        Self {
            seed,
            voter,
            length: 0.6 * lean("length") - 0.1,
            looks: 0.8 * lean("looks") - 0.2,
        }
    }

    /// What the voter says of two answers.
    pub(super) fn choose(&self, a: &str, b: &str) -> Choice {
        let roll = uniform(
            self.seed,
            &[
                b"choice",
                &self.voter.to_le_bytes(),
                a.as_bytes(),
                b.as_bytes(),
            ],
        );
        DRAWS.choice(self.utility(a) - self.utility(b), roll)
    }

    /// What a text is worth to this voter, in log-odds. All voters agree on how good it is and differ on its looks.
    fn utility(&self, text: &str) -> f64 {
        let style = StyleFeatures::of(text);
        let quality = 2.0 * uniform(self.seed, &[b"quality", text.as_bytes()]) - 1.0;
        let marks = f64::from(
            style
                .headers
                .saturating_add(style.lists)
                .saturating_add(style.bold)
                .min(20),
        );
        quality
            + self.length * f64::from(style.chars.max(1)).log2()
            + self.looks * (1.0 + marks).ln() / 2.0
    }
}

/// One of `n` things, from 0, by the seed and a number; 0 if there are none.
pub(super) fn pick(seed: u64, number: u64, n: usize) -> usize {
    let (bits, n) = (
        bits(seed, &[b"pick", &number.to_le_bytes()]),
        u64::try_from(n).unwrap_or(u64::MAX),
    );
    usize::try_from(bits.checked_rem(n).unwrap_or(0)).unwrap_or(0)
}

/// A number from 0 to below 1.
fn uniform(seed: u64, about: &[&[u8]]) -> f64 {
    let high = u32::try_from(bits(seed, about) >> 32).unwrap_or(u32::MAX);
    f64::from(high) / 2.0_f64.powi(32)
}

fn bits(seed: u64, about: &[&[u8]]) -> u64 {
    let mut hash = blake3::Hasher::new();
    hash.update(&seed.to_le_bytes());
    for part in about {
        // With its length, so that no two lists of parts are the same bytes.
        hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes())
            .update(part);
    }
    let mut first = [0; 8];
    hash.finalize_xof().fill(&mut first);
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn texts(n: usize) -> Vec<String> {
        (0..n)
            .map(|i| format!("Answer {i}: {}", "some words ".repeat(1 + i % 17)))
            .collect()
    }

    fn choices(seed: u64) -> Vec<Choice> {
        let texts = texts(80);
        let pairs = texts
            .iter()
            .flat_map(|a| texts.iter().map(move |b| (a, b)))
            .filter(|(a, b)| a != b);
        pairs
            .enumerate()
            .map(|(i, (a, b))| Taste::of(seed, i as u64 % 16).choose(a, b))
            .collect()
    }

    #[test]
    fn equal_seeds_choose_alike_and_other_seeds_do_not() {
        assert_eq!(choices(1), choices(1));
        assert_ne!(choices(1), choices(2));
        assert_eq!(pick(1, 7, 100), pick(1, 7, 100));
        assert_eq!(pick(1, 7, 0), 0);
    }

    #[test]
    fn shares_are_those_of_people() {
        let choices = choices(3);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for choice in &choices {
            *counts.entry(choice.as_str()).or_default() += 1;
        }
        let percent = |choice: &str| 100 * counts[choice] / choices.len();
        assert!((16..=23).contains(&percent("tie")), "{counts:?}");
        assert!((6..=10).contains(&percent("both_bad")), "{counts:?}");
        assert!(
            (30..=40).contains(&percent("a")) && (30..=40).contains(&percent("b")),
            "{counts:?}"
        );
    }

    #[test]
    fn the_better_text_wins_more_often_on_either_side() {
        let (good, bad) = ("word ".repeat(400), "no".to_owned());
        let wins = |side: Choice| {
            let say = |voter| {
                let taste = Taste::of(5, voter);
                if side == Choice::A {
                    taste.choose(&good, &bad)
                } else {
                    taste.choose(&bad, &good)
                }
            };
            (0..400).filter(|voter| say(*voter) == side).count()
        };
        assert!(
            wins(Choice::A) > 220 && wins(Choice::B) > 220,
            "{} {}",
            wins(Choice::A),
            wins(Choice::B)
        );
    }
}
