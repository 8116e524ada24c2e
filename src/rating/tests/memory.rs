//! What votes cost in memory: the peak of a process that rates so many of them, with the allocator of `agon`. Each number of
//! votes has a process of its own (this program again), in which nothing else counts.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails at the first surprise"
)]

use std::process::Command;

use agon_rating::{
    Columns, Comparison, Comparisons, FitOptions, ModelIndex, Outcome, PairCounts, RowOptions,
    fit_board, fit_comparisons,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MODELS: usize = 60;

/// The most memory that this process has had so far, in bytes; `None` where the system does not tell.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// Votes one after the other, never all of them.
fn votes(count: usize) -> impl Iterator<Item = (usize, usize, Outcome, [f32; 4])> {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let outcomes = [Outcome::A, Outcome::B, Outcome::Tie, Outcome::BothBad];
    (0..count).map(move |_| {
        let a = chance.random_range(0..MODELS);
        let b = (a + chance.random_range(1..MODELS)) % MODELS;
        let style = [(); 4].map(|()| chance.random_range(-1.0..1.0));
        (
            a,
            b,
            outcomes[chance.random_range(0..outcomes.len())],
            style,
        )
    })
}

fn rate_counts(count: usize) {
    let mut counts = PairCounts::new();
    let models: Vec<ModelIndex> = (0..MODELS)
        .map(|model| counts.index(&model.to_string()))
        .collect();
    for (a, b, outcome, _) in votes(count) {
        counts.add_indexed(models[a], models[b], outcome).unwrap();
    }
    fit_board(&counts, &[], &FitOptions::default()).unwrap();
}

fn rate_with_style(count: usize) {
    let features = ["length", "headers", "lists", "bold"];
    let mut rows = Comparisons::new(Columns {
        features: features.map(str::to_owned).to_vec(),
        ..Columns::default()
    });
    let models: Vec<ModelIndex> = (0..MODELS)
        .map(|model| rows.index(&model.to_string()))
        .collect();
    for (a, b, outcome, style) in votes(count) {
        let vote = Comparison {
            features: &style,
            ..Comparison::new(models[a], models[b], outcome)
        };
        rows.push(&vote).unwrap();
    }
    fit_comparisons(&rows, &[], &RowOptions::with_style()).unwrap();
}

/// What the process is to do: a work and a number of votes.
const ORDER: &str = "AGON_TEST_MEMORY";

/// The peak of a process that does this work, in bytes.
fn peak_of(work: &str, count: u32) -> f64 {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_process_does_its_work", "--nocapture"])
        .env(ORDER, format!("{work} {count}"))
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .unwrap();
    assert!(child.status.success(), "{child:?}");
    let said = String::from_utf8(child.stdout).unwrap();
    let peak = said
        .lines()
        .find_map(|line| line.split_once("peak ")?.1.split(' ').next());
    peak.unwrap().parse().unwrap()
}

/// What another vote costs, from the peaks at two numbers of votes.
fn bytes_a_vote(work: &str, [few, many]: [u32; 2]) -> f64 {
    (peak_of(work, many) - peak_of(work, few)) / f64::from(many - few)
}

#[test]
fn a_process_does_its_work() {
    let Ok(order) = std::env::var(ORDER) else {
        return;
    };
    let (work, count) = order.split_once(' ').unwrap();
    let rate = if work == "style" {
        rate_with_style
    } else {
        rate_counts
    };
    rate(count.parse().unwrap());
    println!("peak {} bytes", peak().unwrap());
}

#[test]
fn a_vote_costs_less_than_64_bytes_with_covariates() {
    if peak().is_some() {
        // Columns that double are nearly full, and have just become too short.
        for counts in [[520_000, 2_090_000], [1_060_000, 2_110_000]] {
            let each = bytes_a_vote("style", counts);
            assert!((16.0..64.0).contains(&each), "{each} bytes a vote");
        }
    }
}

#[test]
fn a_vote_costs_nothing_without_covariates() {
    if peak().is_some() {
        let each = bytes_a_vote("counts", [100_000, 2_100_000]);
        // Two pages of 2 MB that come at another time would be 2; a column of numbers is 4.
        assert!(each < 3.0, "{each} bytes a vote");
    }
}
