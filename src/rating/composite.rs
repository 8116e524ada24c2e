//! Boards of several sources of votes (crowds, experts, judges), each with a weight of its own, however many votes it has.
//!
//! ```text
//! L = sum over sources of w_k L_k / N_k + ridge / 2 |theta|^2        L_k: Bradley-Terry loss of the N_k votes of source k
//! V = H^-1 B H^-1      H = second derivatives of L
//! B = sum over sources of w_k^2 / N_k [mean of s s' - (mean of s) (mean of s)']      s: the score of a vote
//! ```
//!
//! Each source is a sample of its own, and at the maximum its scores need not sum to 0: only those of all sources together
//! do. So each source's mean is taken out (stratified sampling, Cochran 1977). arena-rank's composite model, which has a
//! ridge of 1e-5 and takes the mean out as well; with weights by pair votes count as much as they weigh in all means.

use super::bradley_terry::BradleyTerry;
use super::component::Method;
use super::duel::Duel;
use super::estimate::Estimator;
use super::graph::{Group, Pair};
use super::linear::Matrix;
use super::merged::merged;
use super::names::sorted;
use super::newton::{Loss, Point, Precision};
use super::scale::real;
use super::solution::{Likelihood, Meat, Solution};
use super::standing::fit_with;
use super::{BoardFit, FitError, FitOptions, PairCounts, Ties, Warning};

/// The ridge of arena-rank's composite model, for [`FitOptions::ridge`].
pub const COMPOSITE_RIDGE: f64 = 1e-5;

/// Votes of one kind, and how much they count together.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The votes.
    pub counts: &'a PairCounts,
    /// What all of them count together. A source that counts nothing (0, less, or no number) or has no votes is left out.
    pub weight: f64,
}

/// Fits a board to several sources of votes. A [`FitOptions::ridge`] stands beside losses that are means, not sums.
///
/// Counts of the standings are those of all sources together. Ties modelled apart are not to be had: they are half a win
/// each then, and the board says so.
///
/// # Errors
///
/// [`FitError::NotConverged`] if Newton's method did not reach the tolerance within the allowed steps.
pub fn fit_composite(
    sources: &[Source],
    models: &[String],
    options: &FitOptions,
) -> Result<BoardFit, FitError> {
    let mut options = options.clone();
    let is_modelled = matches!(options.ties, Ties::Davidson | Ties::RaoKupper);
    if is_modelled {
        options.ties = Ties::Half;
    }
    let counts_something = |source: &&Source| source.weight > 0.0 && source.weight.is_finite();
    let sources: Vec<Source> = sources.iter().filter(counts_something).copied().collect();
    let all = together(&sources);
    let board = sorted(models.iter().map(String::as_str).chain(all.models()));
    let estimator = &OfSources {
        strata: sources
            .iter()
            .map(|source| Stratum::new(source, &board, &options))
            .collect(),
        options: &options,
    };
    let method = Method {
        estimator,
        options: &options,
    };
    let mut fit = fit_with(&method, &all, models)?;
    if is_modelled {
        fit.warnings.push(Warning::TiesAreHalves);
    }
    Ok(fit)
}

/// The counts of all sources.
fn together(sources: &[Source]) -> PairCounts {
    let mut all = PairCounts::new();
    for source in sources {
        for (first, second, cell) in source.counts.iter() {
            // Never refused: counts have no votes of a model against itself.
            let _ = all.insert(first, second, cell);
        }
    }
    all
}

/// The votes of a source, by positions of models on the board, each with its share of the source's weight.
struct Stratum {
    duels: Vec<Duel>,
    /// Votes that are used.
    votes: f64,
}

impl Stratum {
    fn new(source: &Source, board: &[&str], options: &FitOptions) -> Self {
        let kinds = (options.ties, options.weighting);
        let pairs = source.counts.pairs_among(board).into_iter();
        let mut votes = 0.0;
        let mut duels: Vec<Duel> = pairs
            .map(
                |Pair {
                     first,
                     second,
                     cell,
                 }| {
                    votes += match options.ties {
                        Ties::Drop => real(cell.votes() - cell.halves()),
                        _ => real(cell.votes()),
                    };
                    Duel::of_cell((first, second), &cell, kinds)
                },
            )
            .collect();
        let total: f64 = duels.iter().map(|duel| duel.weights.total()).sum();
        for duel in &mut duels {
            *duel = duel.weighing(source.weight / total);
        }
        Self { duels, votes }
    }

    /// Those among the members of a group, by their positions there.
    fn among(&self, group: &Group) -> Vec<Duel> {
        let place = |member: usize| group.members.binary_search(&member).ok();
        let local = |duel: &Duel| {
            Some(Duel {
                first: place(duel.first)?,
                second: place(duel.second)?,
                ..*duel
            })
        };
        let has_votes = |duel: &Duel| duel.weights.total() > 0.0;
        self.duels
            .iter()
            .filter_map(local)
            .filter(has_votes)
            .collect()
    }
}

/// Fits several sources.
struct OfSources<'a> {
    strata: Vec<Stratum>,
    options: &'a FitOptions,
}

impl Estimator for OfSources<'_> {
    fn solve(&self, group: &Group) -> Result<Solution, FitError> {
        let (models, options) = (group.members.len(), self.options);
        let strata: Vec<(Vec<Duel>, f64)> = self
            .strata
            .iter()
            .map(|stratum| (stratum.among(group), stratum.votes))
            .collect();
        let duels = merged(strata.iter().flat_map(|(duels, _)| duels.iter().copied()));
        let loss = BradleyTerry::new(models, duels, options.ridge).shrinking(options.shrink);
        let mut solution = Solution::of(&loss, options.limits())?;
        let at = &solution.optimum.at;
        let mut meat = square(models, &loss.meat(at));
        for (duels, votes) in strata {
            take_mean_out(&mut meat, &sum_of_scores(models, duels, at), votes);
        }
        solution.meat = Meat::Full(meat);
        Ok(solution)
    }
}

/// The sum of the scores of a source's votes, by models.
fn sum_of_scores(models: usize, duels: Vec<Duel>, at: &Point) -> Vec<f64> {
    BradleyTerry::new(models, duels, None)
        .slope(at, Precision::Exact)
        .theta
}

/// Squared scores of pairs as a matrix.
fn square(models: usize, meat: &Meat) -> Matrix {
    let mut square = Matrix::zeros(models, models);
    if let Meat::Pairs(pairs) = meat {
        for &(first, second, weight) in pairs {
            for (row, column, sign) in [
                (first, first, 1.0),
                (first, second, -1.0),
                (second, first, -1.0),
                (second, second, 1.0),
            ] {
                if let Some(entry) = square.row_mut(row).get_mut(column) {
                    *entry += sign * weight;
                }
            }
        }
    }
    square
}

/// From sums of squares to sums of squared distances from the mean.
fn take_mean_out(squares: &mut Matrix, sums: &[f64], votes: f64) {
    for (row, own) in sums.iter().enumerate() {
        for (entry, other) in squares.row_mut(row).iter_mut().zip(sums) {
            *entry -= own * other / votes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Outcome, PairCell, Weighting, fit_board};

    const CROWD: [(&str, &str, [u64; 3]); 4] = [
        ("a", "b", [40, 25, 10]),
        ("a", "c", [31, 12, 5]),
        ("b", "c", [22, 20, 9]),
        ("c", "d", [18, 4, 3]),
    ];
    const EXPERTS: [(&str, &str, [u64; 3]); 3] = [
        ("a", "b", [3, 9, 2]),
        ("b", "d", [5, 6, 1]),
        ("a", "d", [7, 2, 0]),
    ];

    fn counts(rows: &[(&str, &str, [u64; 3])], times: u64) -> PairCounts {
        let mut counts = PairCounts::new();
        for &(first, second, [first_wins, second_wins, ties]) in rows {
            let cell = PairCell {
                first_wins: times * first_wins,
                second_wins: times * second_wins,
                ties: times * ties,
                both_bad: 0,
            };
            counts.insert(first, second, cell).unwrap();
        }
        counts
    }

    fn fit(crowd: (u64, f64), experts: (u64, f64), options: &FitOptions) -> BoardFit {
        let (one, other) = (counts(&CROWD, crowd.0), counts(&EXPERTS, experts.0));
        let sources = [
            Source {
                counts: &one,
                weight: crowd.1,
            },
            Source {
                counts: &other,
                weight: experts.1,
            },
        ];
        fit_composite(&sources, &[], options).unwrap()
    }

    fn ridge() -> FitOptions {
        FitOptions {
            ridge: Some(COMPOSITE_RIDGE),
            ..FitOptions::default()
        }
    }

    fn assert_ratings(one: &BoardFit, other: &BoardFit) {
        for (one, other) in one.standings.iter().zip(&other.standings) {
            assert!(
                (one.rating.unwrap() - other.rating.unwrap()).abs() < 1e-8,
                "{one:?} {other:?}"
            );
        }
    }

    fn width(fit: &BoardFit, row: usize) -> f64 {
        fit.standings[row].high.unwrap() - fit.standings[row].low.unwrap()
    }

    #[test]
    fn one_source_is_the_board_of_its_votes() {
        let votes = counts(&CROWD, 1);
        let source = Source {
            counts: &votes,
            weight: 0.3,
        };
        for weighting in [
            Weighting::Equal,
            Weighting::InversePairCount { floor: 50.0 },
        ] {
            let options = FitOptions {
                weighting,
                ..FitOptions::default()
            };
            let one = fit_composite(&[source], &[], &options).unwrap();
            let board = fit_board(&votes, &[], &options).unwrap();
            assert_ratings(&one, &board);
            for row in 0..4 {
                assert!((width(&one, row) - width(&board, row)).abs() < 1e-8);
            }
            assert_eq!(one.standings[0].votes, board.standings[0].votes);
        }
    }

    #[test]
    fn ten_times_the_votes_of_a_source_do_not_move_ratings() {
        let (one, other) = (
            fit((1, 0.7), (1, 0.3), &ridge()),
            fit((10, 0.7), (1, 0.3), &ridge()),
        );
        assert_ratings(&one, &other);
        for row in 0..4 {
            assert!(width(&other, row) < width(&one, row));
        }
    }

    #[test]
    fn a_source_that_counts_nothing_is_not_there() {
        let alone = fit_composite(
            &[Source {
                counts: &counts(&CROWD, 1),
                weight: 1.0,
            }],
            &[],
            &FitOptions::default(),
        );
        for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let both = fit((1, 1.0), (1, weight), &FitOptions::default());
            assert_eq!(both.standings, alone.as_ref().unwrap().standings);
        }
        let none = fit_composite(&[], &["x".to_owned()], &FitOptions::default()).unwrap();
        assert!(none.standings[0].rating.is_none());
    }

    /// Every vote of a source as (first model, second model, points of the first).
    fn votes(rows: &[(&str, &str, [u64; 3])]) -> Vec<(usize, usize, f64)> {
        let place = |name: &str| usize::from(name.as_bytes()[0] - b'a');
        let of_row = |&(first, second, counts): &(&str, &str, [u64; 3])| {
            let outcomes = counts.into_iter().zip([1.0, 0.0, 0.5]);
            let votes: Vec<_> = outcomes
                .flat_map(|(count, points)| (0..count).map(move |_| points))
                .map(|points| (place(first), place(second), points))
                .collect();
            votes
        };
        rows.iter().flat_map(of_row).collect()
    }

    #[test]
    fn slopes_and_errors_are_those_of_the_formula_vote_by_vote() {
        let fit = fit((1, 0.7), (1, 0.3), &ridge());
        let theta = fit.core.as_ref().unwrap().thetas().to_vec();
        let mut slope: Vec<f64> = theta.iter().map(|theta| COMPOSITE_RIDGE * theta).collect();
        let mut meat = Matrix::zeros(4, 4);
        let mut curvature = Matrix::zeros(4, 4);
        for (rows, weight) in [(&CROWD[..], 0.7), (&EXPERTS[..], 0.3)] {
            let votes = votes(rows);
            let count = real(votes.len() as u64);
            let (mut mean, mut squares) = (vec![0.0; 4], Matrix::zeros(4, 4));
            for (first, second, points) in votes {
                let chance = 1.0 / (1.0 + (theta[second] - theta[first]).exp());
                let mut made_of = [0.0; 4];
                (made_of[first], made_of[second]) = (1.0, -1.0);
                for row in 0..4 {
                    mean[row] += (chance - points) * made_of[row] / count;
                    for column in 0..4 {
                        let product = made_of[row] * made_of[column];
                        squares.row_mut(row)[column] += (chance - points).powi(2) * product / count;
                        curvature.row_mut(row)[column] +=
                            weight / count * chance * (1.0 - chance) * product;
                    }
                }
            }
            for row in 0..4 {
                slope[row] += weight * mean[row];
                for column in 0..4 {
                    meat.row_mut(row)[column] += weight * weight / count
                        * (squares.at(row, column) - mean[row] * mean[column]);
                }
            }
        }
        for slope in slope {
            assert!(slope.abs() < 1e-13, "{slope}");
        }
        // H V H = B, whatever the gauge: V of the engine, H without the ridge's 1e-5, which B does not see beyond 1e-6.
        for row in 0..4 {
            curvature.row_mut(row)[row] += COMPOSITE_RIDGE;
        }
        let back = curvature.congruence(&fit.core.unwrap().solution.covariance());
        for row in 0..4 {
            for column in 0..4 {
                let (got, want) = (back.at(row, column), meat.at(row, column));
                assert!(
                    (got - want).abs() < 1e-6 * meat.at(row, row),
                    "{row} {column}: {got} {want}"
                );
            }
        }
    }

    #[test]
    fn sources_that_only_meet_together_make_one_board() {
        let (mut crowd, mut experts) = (PairCounts::new(), PairCounts::new());
        crowd.add("a", "b", Outcome::Tie).unwrap();
        experts.add("b", "c", Outcome::Tie).unwrap();
        let sources = [&crowd, &experts].map(|counts| Source {
            counts,
            weight: 1.0,
        });
        let fit = fit_composite(&sources, &[], &FitOptions::default()).unwrap();
        assert_eq!(fit.components, 1);
        assert!(fit.standings.iter().all(|row| row.rating == Some(1000.0)));
    }
}
