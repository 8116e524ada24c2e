//! Times the engine on dumped votes, for tests/peers/run.py: a JSON line per work, best of several runs, one thread.
//!
//! `cargo run --release -p agon-rating --example timings -- FOLDER/a FOLDER/b ... [--repeats N] [--only WORK,WORK]`

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark ends at the first surprise"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use agon_rating::{FitOptions, ModelIndex, Outcome, PairCounts, fit_board, fit_thetas};

/// A vote of a dump: the models by number, how it ended, and what some works need beside that.
#[derive(Clone, Copy)]
struct Vote {
    a: u16,
    b: u16,
    outcome: Outcome,
}

/// The votes of one set.
struct Set {
    name: String,
    votes: Vec<Vote>,
    models: Vec<String>,
}

impl Set {
    /// Reads `PREFIX.votes.bin` and `PREFIX.models.txt`.
    fn read(prefix: &Path) -> Self {
        let name = prefix.file_name().unwrap().to_str().unwrap();
        let beside = |ending: &str| prefix.with_file_name(format!("{name}.{ending}"));
        let bytes = std::fs::read(beside("votes.bin")).unwrap();
        let (header, records) = bytes.split_at(16);
        assert_eq!(&header[..4], b"AGNV", "not a dump of votes");
        let names = std::fs::read_to_string(beside("models.txt")).unwrap();
        Self {
            name: name.to_owned(),
            votes: records.chunks_exact(32).map(vote).collect(),
            models: names.lines().map(str::to_owned).collect(),
        }
    }

    fn counts(&self) -> PairCounts {
        let mut counts = PairCounts::new();
        let indices: Vec<ModelIndex> = self.models.iter().map(|name| counts.index(name)).collect();
        for vote in &self.votes {
            let (a, b) = (indices[usize::from(vote.a)], indices[usize::from(vote.b)]);
            counts.add_indexed(a, b, vote.outcome).unwrap();
        }
        counts
    }
}

fn vote(record: &[u8]) -> Vote {
    let half = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
    Vote {
        a: half(0),
        b: half(2),
        outcome: match record[4] {
            0 => Outcome::A,
            1 => Outcome::B,
            2 => Outcome::Tie,
            _ => Outcome::BothBad,
        },
    }
}

/// What is measured on a set.
struct Bench {
    repeats: usize,
    only: Option<Vec<String>>,
}

impl Bench {
    fn time<T>(&self, set: &Set, work: &str, mut run: impl FnMut() -> T) {
        if let Some(only) = &self.only
            && !only.iter().any(|name| name == work)
        {
            return;
        }
        let mut best = f64::INFINITY;
        for _ in 0..self.repeats {
            let began = Instant::now();
            black_box(run());
            best = best.min(began.elapsed().as_secs_f64());
        }
        let line = serde_json::json!({"work": work, "set": set.name, "ms": best * 1e3});
        println!("{line}");
    }

    fn run(&self, set: &Set) {
        self.time(set, "count", || set.counts());
        let counts = set.counts();
        let options = FitOptions::default();
        self.time(set, "bt", || fit_thetas(&counts, &options).unwrap());
        self.time(set, "bt_intervals", || {
            fit_board(&counts, &[], &options).unwrap()
        });
    }
}

fn main() {
    let mut bench = Bench {
        repeats: 5,
        only: None,
    };
    let mut sets: Vec<PathBuf> = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--repeats" => bench.repeats = arguments.next().unwrap().parse().unwrap(),
            "--only" => {
                let names = arguments.next().unwrap();
                bench.only = Some(names.split(',').map(str::to_owned).collect());
            }
            prefix => sets.push(prefix.into()),
        }
    }
    for prefix in sets {
        bench.run(&Set::read(&prefix));
    }
}
