//! Elo online: a rating that moves with each vote, by the surprise of its outcome.
//!
//! ```text
//! R_a += k (s - e)     R_b -= k (s - e)     e = 1 / (1 + base^((R_b - R_a) / scale))     s = 1, 1/2 or 0
//! ```
//!
//! Elo (1978), The rating of chessplayers, past and present; with the constants of the first public boards of language models
//! (k = 4, scale 400, base 10, start 1000). The result depends on the order of the votes, forgets old ones and has no
//! interval: a ticker, not a board.

use super::cell::Outcome;
use super::comparisons::Comparisons;

/// What to call ratings made by [`elo`].
pub const ELO_METHOD: &str = "elo (online, depends on the order of votes)";

/// The constants of Elo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EloOptions {
    /// The most points that one vote can move a rating. A vote with a weight moves it by as much of that.
    pub k: f64,
    /// So many points are odds of `base` to 1.
    pub scale: f64,
    /// See [`Self::scale`].
    pub base: f64,
    /// The rating of a model before its first vote.
    pub initial: f64,
}

impl Default for EloOptions {
    fn default() -> Self {
        Self {
            k: 4.0,
            scale: 400.0,
            base: 10.0,
            initial: 1000.0,
        }
    }
}

impl EloOptions {
    /// Log-odds per point.
    fn log_odds(&self) -> f64 {
        self.base.ln() / self.scale
    }
}

/// A model's rating after its last vote.
#[derive(Clone, Debug, PartialEq)]
pub struct EloRating {
    /// The model's id.
    pub model: String,
    /// Its rating.
    pub rating: f64,
    /// Votes that moved it.
    pub games: u64,
}

/// Rates the models of votes in the order in which they came; sorted by model id. Models without votes are left out.
#[must_use]
pub fn elo(votes: &Comparisons, options: &EloOptions) -> Vec<EloRating> {
    let factor = options.log_odds();
    let counts = votes.counts();
    let state = run(votes, options);
    let rating = |(number, state): (u32, &State)| {
        let rating = EloRating {
            model: counts.name(number)?.to_owned(),
            rating: options.initial + state.lead / factor,
            games: state.games,
        };
        (state.games > 0).then_some(rating)
    };
    let mut ratings: Vec<EloRating> = (0..).zip(&state).filter_map(rating).collect();
    ratings.sort_by(|one, other| one.model.cmp(&other.model));
    ratings
}

/// A model's log-odds above its start.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct State {
    pub(crate) lead: f64,
    pub(crate) games: u64,
}

/// All votes in turn; a state per model number. In log-odds, so that a vote costs one exponential and one division.
pub(crate) fn run(votes: &Comparisons, options: &EloOptions) -> Vec<State> {
    let step = options.k * options.log_odds();
    let last = votes.a.iter().chain(&votes.b).max();
    let mut states = vec![State::default(); last.map_or(0, |last| *last as usize + 1)];
    if votes.weights.is_empty() {
        for vote in votes.rows() {
            play(&mut states, vote, step);
        }
    } else {
        for (vote, weight) in votes.rows().zip(&votes.weights) {
            play(&mut states, vote, step * weight);
        }
    }
    states
}

#[expect(clippy::indexing_slicing, reason = "there is a state per model")]
#[inline]
fn play(states: &mut [State], (a, b, outcome): (u32, u32, Outcome), step: f64) {
    let (a, b) = (a as usize, b as usize);
    let expected = 1.0 / (1.0 + (states[b].lead - states[a].lead).exp());
    let points = match outcome {
        Outcome::A => 1.0,
        Outcome::B => 0.0,
        Outcome::Tie | Outcome::BothBad => 0.5,
    };
    let change = step * (points - expected);
    states[a].lead += change;
    states[b].lead -= change;
    states[a].games += 1;
    states[b].games += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::read;
    use crate::{Columns, Comparison};
    use serde_json::Value;

    /// The votes of a fixture in their order.
    fn votes(name: &str, columns: Columns) -> Comparisons {
        let mut votes = Comparisons::new(columns);
        for line in read(&format!("{name}.jsonl")).lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let outcome = match row["winner"].as_str().unwrap() {
                "model_a" => Outcome::A,
                "model_b" => Outcome::B,
                "tie" => Outcome::Tie,
                _ => Outcome::BothBad,
            };
            let a = votes.index(row["model_a"].as_str().unwrap());
            let b = votes.index(row["model_b"].as_str().unwrap());
            votes.push(&Comparison::new(a, b, outcome)).unwrap();
        }
        votes
    }

    #[test]
    fn ratings_match_the_exact_recursion() {
        // Not degen_self_play, where a model moved itself.
        let fixtures = [
            "small5_ties",
            "medium20_style",
            "real_llmfao",
            "degen_all_losses",
            "degen_all_ties",
            "degen_all_wins",
            "degen_bridge_one_sided",
            "degen_one_vote",
            "degen_single_pair",
            "degen_two_components",
        ];
        for name in fixtures {
            let expected: Value =
                serde_json::from_str(&read(&format!("{name}.expected.json"))).unwrap();
            let exact = expected["exact"]["elo_k4"].as_object().unwrap();
            let votes = votes(name, Columns::default());
            let ratings = elo(&votes, &EloOptions::default());
            assert_eq!(ratings.len(), exact.len(), "{name}");
            let mut off = 0.0_f64;
            for row in &ratings {
                off = off.max((row.rating - exact[&row.model].as_f64().unwrap()).abs());
            }
            assert!(off < 1e-9, "{name}: {off}");
            println!("{name}: {off:e}");
            let games: u64 = ratings.iter().map(|row| row.games).sum();
            assert_eq!(games, 2 * votes.counts().votes());
        }
    }

    #[test]
    fn the_order_of_votes_matters() {
        let mut forward = Comparisons::new(Columns::default());
        let mut backward = Comparisons::new(Columns::default());
        for (votes, outcomes) in [
            (&mut forward, [Outcome::A, Outcome::B]),
            (&mut backward, [Outcome::B, Outcome::A]),
        ] {
            let (x, y) = (votes.index("x"), votes.index("y"));
            for outcome in outcomes {
                votes.push(&Comparison::new(x, y, outcome)).unwrap();
            }
        }
        let options = EloOptions::default();
        assert_ne!(elo(&forward, &options), elo(&backward, &options));
        assert!(ELO_METHOD.contains("order"));
    }

    #[test]
    fn a_first_win_is_worth_half_of_k_and_weighs_what_it_weighs() {
        let columns = Columns {
            weights: true,
            ..Columns::default()
        };
        let mut votes = Comparisons::new(columns);
        let (x, y) = (votes.index("x"), votes.index("y"));
        votes.index("nobody");
        let vote = Comparison {
            weight: 0.5,
            ..Comparison::new(x, y, Outcome::B)
        };
        votes.push(&vote).unwrap();
        let options = EloOptions {
            k: 32.0,
            initial: 1500.0,
            ..EloOptions::default()
        };
        let ratings = elo(&votes, &options);
        assert_eq!(ratings.len(), 2);
        assert!((ratings[0].rating - 1492.0).abs() < 1e-12);
        assert!((ratings[1].rating - 1508.0).abs() < 1e-12);
        assert!(elo(&Comparisons::default(), &options).is_empty());
    }
}
