//! The result of a comparison.

use crate::FitError;
use crate::cell::Outcome;
use crate::ties::Probabilities;

use super::calibration::{Calibration, Tally};
use super::paired::{Loss, Paired, Vote};
use super::predictor::Predictor;
use super::split::Split;

/// No chance counts as less.
const LEAST_CHANCE: f64 = 1e-12;

/// How well methods foretold votes.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareReport {
    /// How votes were held out.
    pub split: Split,
    /// Votes that were held out.
    pub held_out: u64,
    /// Of these, votes that were scored: every method could predict them.
    pub scored: u64,
    /// Of these, votes that somebody won.
    pub decisive: u64,
    /// Votes that were held out and not scored, since a method had not rated one of their models.
    pub skipped: u64,
    /// The lowest log-loss first; methods without a score last.
    pub methods: Vec<MethodReport>,
}

/// How well one method did.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodReport {
    /// What it is called.
    pub name: String,
    /// Whether it has chances of ties. If not, its three-way loss is by the share of ties in each training part.
    pub has_ties: bool,
    /// Held-out votes that it could not predict.
    pub unpredicted: u64,
    /// Training parts that it could not be fitted to.
    pub failures: Vec<FitError>,
    /// `None` if it could predict nothing, or if no vote that was scored had a winner.
    pub score: Option<Score>,
}

/// The scores of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Of the winner's chance to win, over decisive votes.
    pub log_loss: Loss,
    /// The mean squared error of the chance to win, over decisive votes.
    pub brier: f64,
    /// Of the chance of what happened, ties among it, over all votes.
    pub three_way: Loss,
    /// Predicted against observed.
    pub calibration: Calibration,
}

/// Scores in the making.
pub(super) struct Scores {
    z: f64,
    held_out: u64,
    scored: u64,
    decisive: u64,
    /// Held-out votes that each method could predict.
    predicted: Vec<u64>,
    log_loss: Paired,
    three_way: Paired,
    /// By judged method.
    squares: Vec<f64>,
    tallies: Vec<Tally>,
}

impl Scores {
    pub(super) fn new(methods: usize, z: f64) -> Self {
        Self {
            z,
            held_out: 0,
            scored: 0,
            decisive: 0,
            predicted: vec![0; methods],
            log_loss: Paired::new(0),
            three_way: Paired::new(0),
            squares: Vec::new(),
            tallies: Vec::new(),
        }
    }

    /// A held-out vote, and which methods can predict it.
    pub(super) fn count(&mut self, can_predict: impl Iterator<Item = bool>) {
        self.held_out += 1;
        for (predicted, can) in self.predicted.iter_mut().zip(can_predict) {
            *predicted += u64::from(can);
        }
    }

    /// Makes ready to score: the methods that can predict anything.
    pub(super) fn judges(&mut self) -> Vec<usize> {
        let places = self.predicted.iter().enumerate();
        let judges: Vec<usize> = places
            .filter_map(|(method, &predicted)| (predicted > 0).then_some(method))
            .collect();
        self.log_loss = Paired::new(judges.len());
        self.three_way = Paired::new(judges.len());
        self.squares = vec![0.0; judges.len()];
        self.tallies = vec![Tally::default(); judges.len()];
        judges
    }

    /// A vote with the chances that each judged method gave it.
    pub(super) fn add(&mut self, vote: Vote, chances: &[Probabilities]) {
        if chances.is_empty() {
            return;
        }
        self.scored += 1;
        let happened = chances.iter().map(|chances| match vote.outcome {
            Outcome::A => chances.a,
            Outcome::B => chances.b,
            Outcome::Tie | Outcome::BothBad => chances.tie,
        });
        self.three_way.add(vote.voter, happened.map(cost));
        let has_won = match vote.outcome {
            Outcome::A => true,
            Outcome::B => false,
            Outcome::Tie | Outcome::BothBad => return,
        };
        self.decisive += 1;
        let winner = chances.iter().map(|chances| {
            let chances = if has_won { *chances } else { chances.swapped() };
            chances.of_decisive()
        });
        self.log_loss.add(vote.voter, winner.map(cost));
        let wins = chances.iter().map(Probabilities::of_decisive);
        for ((win, square), tally) in wins.zip(&mut self.squares).zip(&mut self.tallies) {
            let off = win - f64::from(u8::from(has_won));
            *square += off * off;
            tally.add(win, has_won);
        }
    }

    /// The report; `failures` by method.
    pub(super) fn report(
        self,
        methods: &[Box<dyn Predictor>],
        failures: Vec<(usize, FitError)>,
        split: Split,
    ) -> CompareReport {
        let held_out = self.held_out;
        let (scored, decisive) = (self.scored, self.decisive);
        let predicted = self.predicted.clone();
        let mut scores = self.scores().into_iter();
        let mut reports: Vec<MethodReport> = methods
            .iter()
            .zip(predicted)
            .map(|(method, predicted)| MethodReport {
                name: method.name().to_owned(),
                has_ties: method.has_ties(),
                unpredicted: held_out - predicted,
                failures: Vec::new(),
                score: if predicted > 0 { scores.next() } else { None },
            })
            .collect();
        for (method, failure) in failures {
            if let Some(report) = reports.get_mut(method) {
                report.failures.push(failure);
            }
        }
        let mean = |report: &MethodReport| {
            let score = report.score.as_ref();
            score.map_or(f64::INFINITY, |score| score.log_loss.mean)
        };
        reports.sort_by(|one, other| mean(one).total_cmp(&mean(other)));
        CompareReport {
            split,
            held_out,
            scored,
            decisive,
            skipped: held_out - scored,
            methods: reports,
        }
    }

    /// By judged method; empty if no scored vote had a winner.
    fn scores(self) -> Vec<Score> {
        let losses = self.log_loss.losses().zip(self.three_way.losses());
        let Some((log_loss, three_way)) = losses else {
            return Vec::new();
        };
        let votes = crate::scale::real(self.decisive);
        let losses = log_loss.into_iter().zip(three_way);
        let others = self.squares.into_iter().zip(&self.tallies);
        losses
            .zip(others)
            .map(|((log_loss, three_way), (square, tally))| Score {
                log_loss,
                brier: square / votes,
                three_way,
                calibration: tally.table(self.z),
            })
            .collect()
    }
}

/// What it costs to have given this chance to what happened.
fn cost(chance: f64) -> f64 {
    -chance.max(LEAST_CHANCE).ln()
}
