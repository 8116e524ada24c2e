//! tmp
#![allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::disallowed_methods
)]
use agon_rating::*;
use std::time::Instant;
fn cpu() -> f64 {
    std::fs::read_to_string("/proc/self/schedstat")
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse::<f64>()
        .unwrap()
        * 1e-9
}
fn main() {
    let mut args = std::env::args().skip(1);
    let prefix = args.next().unwrap();
    let mode = args.next().unwrap_or_default();
    let bytes = std::fs::read(format!("{prefix}.votes.bin")).unwrap();
    let names = std::fs::read_to_string(format!("{prefix}.models.txt")).unwrap();
    let columns = Columns {
        voters: mode.contains("cluster"),
        weights: mode.contains("weights"),
        features: if mode.contains("plain") || mode.contains("sideonly") {
            vec![]
        } else {
            ["len", "head", "list", "bold"].map(str::to_owned).to_vec()
        },
        ..Columns::default()
    };
    let width = columns.features.len();
    let mut votes = Comparisons::new(columns);
    let idx: Vec<ModelIndex> = names.lines().map(|n| votes.index(n)).collect();
    let t = Instant::now();
    for r in bytes[16..].chunks_exact(32) {
        let h = |i: usize| u16::from_le_bytes([r[i], r[i + 1]]);
        let f = |i: usize| f32::from_le_bytes([r[i], r[i + 1], r[i + 2], r[i + 3]]);
        let o = match r[4] {
            0 => Outcome::A,
            1 => Outcome::B,
            2 => Outcome::Tie,
            _ => Outcome::BothBad,
        };
        let features = [f(16), f(20), f(24), f(28)];
        let row = Comparison {
            features: &features[..width],
            voter: u32::from_le_bytes([r[8], r[9], r[10], r[11]]),
            ..Comparison::new(idx[h(0) as usize], idx[h(2) as usize], o)
        };
        votes.push(&row).unwrap();
    }
    println!("push {:.1} ms", t.elapsed().as_secs_f64() * 1e3);
    let mut options = if mode.contains("arena") {
        RowOptions::arena_rank()
    } else if mode.contains("fastchat") {
        RowOptions::fastchat()
    } else if mode.contains("sideonly") || mode.contains("plain") {
        RowOptions::default()
    } else {
        RowOptions::with_style()
    };
    if mode.contains("side") {
        options.side_effect = true;
    }
    if mode.contains("cluster") {
        options.fit.intervals = Intervals::Clustered;
    }
    if mode.contains("rew") {
        options.fit.weighting = Weighting::InversePairCount { floor: 50.0 };
    }
    let mut best = f64::INFINITY;
    for i in 0..7 {
        let t = cpu();
        let fit = fit_comparisons(&votes, &[], &options).unwrap();
        let s = cpu() - t;
        best = best.min(s);
        if i == 0 {
            println!(
                "{} steps gradient {:e} {:?}",
                fit.iterations, fit.gradient, fit.warnings
            );
            for c in &fit.coefficients {
                println!("{} {:.5} +- {:.5}", c.name, c.estimate, c.error);
            }
        }
    }
    println!(
        "fit {:.1} ms, {:.1} ns/vote",
        best * 1e3,
        best * 1e9 / votes.len() as f64
    );
    let hwm = std::fs::read_to_string("/proc/self/status").unwrap();
    for l in hwm
        .lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
    {
        println!("{l} (dump itself {} kB)", bytes.len() / 1024);
    }
}
