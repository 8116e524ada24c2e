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

use agon_rating::{
    Columns, Comparison, Comparisons, EloOptions, FitOptions, Intervals, LiveBoard, ModelIndex,
    Outcome, PairCounts, RowOptions, SliceCounts, elo, fit_board, fit_comparisons, fit_thetas,
};

/// The allocator of `agon`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Categories of a dump.
const CATEGORIES: usize = 30;

/// A vote of a dump: the models by number, how it ended, its categories and the differences of its answers in style.
#[derive(Clone, Copy)]
struct Vote {
    a: u16,
    b: u16,
    outcome: Outcome,
    categories: u32,
    style: [f32; 4],
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

    /// The votes one by one, with or without style.
    fn comparisons(&self, with_style: bool) -> Comparisons {
        let names = ["length", "headers", "lists", "bold"];
        let features = names.iter().filter(|_| with_style);
        let mut votes = Comparisons::new(Columns {
            features: features.map(|&name| name.to_owned()).collect(),
            ..Columns::default()
        });
        let indices: Vec<ModelIndex> = self.models.iter().map(|name| votes.index(name)).collect();
        for vote in &self.votes {
            let (a, b) = (indices[usize::from(vote.a)], indices[usize::from(vote.b)]);
            let row = Comparison {
                features: if with_style { &vote.style } else { &[] },
                ..Comparison::new(a, b, vote.outcome)
            };
            votes.push(&row).unwrap();
        }
        votes
    }

    /// The votes as a live board takes them.
    fn live(&self) -> (LiveBoard, Vec<(ModelIndex, ModelIndex, Outcome)>) {
        let mut live = LiveBoard::new(self.counts(), Vec::new(), FitOptions::default());
        let indices: Vec<ModelIndex> = self.models.iter().map(|name| live.index(name)).collect();
        let vote = |vote: &Vote| {
            (
                indices[usize::from(vote.a)],
                indices[usize::from(vote.b)],
                vote.outcome,
            )
        };
        let votes = self.votes.iter().take(1_000).map(vote).collect();
        live.publish().unwrap();
        live.settle().unwrap();
        (live, votes)
    }

    /// Counted on all threads of the pool.
    fn slices(&self) -> SliceCounts {
        let share = self.votes.len().div_ceil(rayon::current_num_threads());
        let parts: Vec<&[Vote]> = self.votes.chunks(share).collect();
        SliceCounts::of_parts(CATEGORIES, &parts, |counts, votes| {
            let indices: Vec<ModelIndex> =
                self.models.iter().map(|name| counts.index(name)).collect();
            for vote in *votes {
                let (a, b) = (indices[usize::from(vote.a)], indices[usize::from(vote.b)]);
                let categories = u64::from(vote.categories);
                counts.add(a, b, vote.outcome, categories).unwrap();
            }
        })
    }
}

fn vote(record: &[u8]) -> Vote {
    let half = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
    let word = |at: usize| [record[at], record[at + 1], record[at + 2], record[at + 3]];
    Vote {
        a: half(0),
        b: half(2),
        outcome: match record[4] {
            0 => Outcome::A,
            1 => Outcome::B,
            2 => Outcome::Tie,
            _ => Outcome::BothBad,
        },
        categories: u32::from_le_bytes(word(12)),
        style: [16, 20, 24, 28].map(|at| f32::from_le_bytes(word(at))),
    }
}

/// What is measured on a set.
struct Bench {
    repeats: usize,
    only: Option<Vec<String>>,
}

impl Bench {
    fn wants(&self, work: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| only.iter().any(|name| name == work))
    }

    /// The best of several runs; a run's work is divided by `parts`.
    fn time<T>(&self, set: &Set, (work, parts): (&str, u32), mut run: impl FnMut() -> T) {
        let mut best = f64::INFINITY;
        for _ in 0..self.repeats {
            let began = Instant::now();
            black_box(run());
            best = best.min(began.elapsed().as_secs_f64());
        }
        let ms = best * 1e3 / f64::from(parts);
        let line = serde_json::json!({"work": work, "set": set.name, "ms": ms});
        println!("{line}");
    }

    fn run(&self, set: &Set) {
        self.pairs(set);
        self.rows(set);
        if self.wants("categories30") {
            let options = FitOptions::default();
            self.time(set, ("categories30", 1), || {
                set.slices().fit_boards(&[], &options)
            });
        }
        if self.wants("preview") {
            let (mut live, votes) = set.live();
            self.time(set, ("preview", 1_000), || {
                for &(a, b, outcome) in &votes {
                    live.vote(a, b, outcome).unwrap();
                    black_box(live.peek().thetas().len());
                }
            });
        }
    }

    fn pairs(&self, set: &Set) {
        if self.wants("count") {
            self.time(set, ("count", 1), || set.counts());
        }
        let counts = set.counts();
        let options = FitOptions::default();
        if self.wants("bt") {
            self.time(set, ("bt", 1), || fit_thetas(&counts, &options).unwrap());
        }
        for work in ["bt_intervals", "cold400"] {
            if self.wants(work) {
                self.time(set, (work, 1), || {
                    fit_board(&counts, &[], &options).unwrap()
                });
            }
        }
        if self.wants("bootstrap100") {
            let options = FitOptions {
                intervals: Intervals::Bootstrap {
                    rounds: 100,
                    seed: 1,
                },
                ..FitOptions::default()
            };
            self.time(set, ("bootstrap100", 1), || {
                fit_board(&counts, &[], &options).unwrap()
            });
        }
    }

    fn rows(&self, set: &Set) {
        if self.wants("style") {
            let (votes, options) = (set.comparisons(true), RowOptions::with_style());
            self.time(set, ("style", 1), || {
                fit_comparisons(&votes, &[], &options).unwrap()
            });
        }
        if self.wants("elo") {
            let (votes, options) = (set.comparisons(false), EloOptions::default());
            self.time(set, ("elo", 1), || elo(&votes, &options));
        }
    }
}

fn main() {
    // One thread, unless the environment says otherwise.
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build_global()
            .unwrap();
    }
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
