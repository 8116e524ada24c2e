//! Votes for the tests: read from the golden files, or drawn from known strengths.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::scale::Chances;
use crate::{BoardFit, Columns, Comparison, Comparisons, Outcome, Standing};

pub(super) const STYLE: [&str; 4] = ["length", "headers", "lists", "bold"];

pub(super) fn read(file: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/golden/");
    std::fs::read_to_string(format!("{folder}{file}")).unwrap()
}

/// A vote with all that it owns, to be changed and added to a log.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) a: String,
    pub(super) b: String,
    pub(super) outcome: Outcome,
    pub(super) weight: f64,
    pub(super) voter: u32,
    pub(super) features: Vec<f32>,
}

impl Row {
    /// The same vote with the sides swapped.
    pub(super) fn swapped(&self) -> Self {
        Self {
            a: self.b.clone(),
            b: self.a.clone(),
            outcome: match self.outcome {
                Outcome::A => Outcome::B,
                Outcome::B => Outcome::A,
                half => half,
            },
            features: self.features.iter().map(|value| -value).collect(),
            ..self.clone()
        }
    }
}

/// Votes as columns, with weights and voters.
pub(super) fn log(rows: &[Row]) -> Comparisons {
    let width = rows.first().map_or(0, |row| row.features.len());
    let mut votes = Comparisons::new(Columns {
        weights: rows.iter().any(|row| (row.weight - 1.0).abs() > 0.0),
        voters: true,
        slices: false,
        features: STYLE
            .iter()
            .map(|name| (*name).to_owned())
            .chain((4..width).map(|n| format!("x{n}")))
            .take(width)
            .collect(),
    });
    for row in rows {
        let (a, b) = (votes.index(&row.a), votes.index(&row.b));
        let comparison = Comparison {
            weight: row.weight,
            voter: row.voter,
            features: &row.features,
            ..Comparison::new(a, b, row.outcome)
        };
        votes.push(&comparison).unwrap();
    }
    votes
}

/// The votes of a golden file, with the style difference of the two answers as (u - v) / (u + v).
pub(super) fn golden_rows(name: &str) -> Vec<Row> {
    let row = |line: &str| {
        let vote: Value = serde_json::from_str(line).unwrap();
        let style = vote["style"].as_array().map_or(&[][..], Vec::as_slice);
        let features = style.as_chunks::<2>().0.iter().map(|[u, v]| {
            let (u, v) = (u.as_f64().unwrap(), v.as_f64().unwrap());
            if u + v > 0.0 {
                narrow((u - v) / (u + v))
            } else {
                0.0
            }
        });
        let text = |key: &str| vote[key].as_str().unwrap().to_owned();
        Row {
            a: text("model_a"),
            b: text("model_b"),
            outcome: match text("winner").as_str() {
                "model_a" => Outcome::A,
                "model_b" => Outcome::B,
                "tie" => Outcome::Tie,
                _ => Outcome::BothBad,
            },
            weight: 1.0,
            voter: text("judge")
                .bytes()
                .fold(0, |sum, byte| 31 * sum + u32::from(byte)),
            features: features.collect(),
        }
    };
    read(&format!("{name}.jsonl")).lines().map(row).collect()
}

/// What drawn votes depend on.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) thetas: Vec<f64>,
    pub(super) side: f64,
    /// Log-odds per unit of each covariate.
    pub(super) betas: Vec<f64>,
    /// How strong a style a model has per unit of strength, so that style confounds strength.
    pub(super) confounding: f64,
    /// The part of votes that end in a tie.
    pub(super) ties: f64,
}

impl World {
    /// Six models, four covariates.
    pub(super) fn with_style() -> Self {
        Self {
            thetas: vec![1.2, 0.5, 0.1, -0.2, -0.5, -1.1],
            side: 0.1,
            betas: vec![0.25, 0.04, -0.1, 0.0],
            confounding: 0.5,
            ties: 0.0,
        }
    }

    pub(super) fn draw(&self, votes: usize, seed: u64) -> Vec<Row> {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        (0..votes).map(|_| self.draw_one(&mut chance)).collect()
    }

    fn draw_one(&self, chance: &mut ChaCha8Rng) -> Row {
        let models = self.thetas.len();
        let a = chance.random_range(0..models);
        let b = (a + chance.random_range(1..models)) % models;
        let gap = self.thetas[a] - self.thetas[b];
        let mut lead = gap + self.side;
        let mut features = Vec::new();
        for beta in &self.betas {
            // About normal: a sum of uniform numbers, variance 1.
            let noise: f64 = (0..12).map(|_| chance.random::<f64>() - 0.5).sum();
            let value = narrow(noise + self.confounding * gap);
            lead += beta * f64::from(value);
            features.push(value);
        }
        let outcome = if chance.random::<f64>() < self.ties {
            Outcome::Tie
        } else if chance.random::<f64>() < Chances::at(lead).first {
            Outcome::A
        } else {
            Outcome::B
        };
        Row {
            a: format!("m{a}"),
            b: format!("m{b}"),
            outcome,
            weight: 1.0,
            voter: chance.random_range(0..1000),
            features,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "columns are 32 bits wide")]
fn narrow(value: f64) -> f32 {
    value as f32
}

pub(super) fn standing<'a>(fit: &'a BoardFit, model: &str) -> &'a Standing {
    let found = fit.standings.iter().find(|row| row.model == model);
    found.unwrap_or_else(|| panic!("no model {model}"))
}

pub(super) fn width(row: &Standing) -> f64 {
    row.high.unwrap() - row.low.unwrap()
}
