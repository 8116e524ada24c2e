use super::*;
use std::time::Instant;
#[test]
fn phases() {
    let set = std::env::var("SET").unwrap_or("b".into());
    let bytes = std::fs::read(format!("/tmp/peers-data/{set}.votes.bin")).unwrap();
    let names: Vec<String> = std::fs::read_to_string(format!("/tmp/peers-data/{set}.models.txt"))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let mut counts = PairCounts::new();
    let idx: Vec<_> = names.iter().map(|n| counts.index(n)).collect();
    for r in bytes[16..].chunks_exact(32) {
        let h = |at: usize| usize::from(u16::from_le_bytes([r[at], r[at + 1]]));
        let o = match r[4] {
            0 => Outcome::A,
            1 => Outcome::B,
            2 => Outcome::Tie,
            _ => Outcome::BothBad,
        };
        counts.add_indexed(idx[h(0)], idx[h(2)], o).unwrap();
    }
    let options = FitOptions::default();
    for _ in 0..5 {
        let t = Instant::now();
        let names = counts.models();
        let t1 = t.elapsed();
        let board = graph::Group::whole(&counts, &names);
        let t2 = t.elapsed();
        let scores = component::Scores::of_board(&board);
        let t3 = t.elapsed();
        let comp = board
            .split(&graph::weak_labels(names.len(), &board.pairs))
            .into_iter()
            .next()
            .unwrap();
        let t4 = t.elapsed();
        let core = scores.core(&comp, &options).unwrap();
        let t5 = t.elapsed();
        let duels = duel::duels(&core, options.ties, options.weighting);
        let t6 = t.elapsed();
        let bt = bradley_terry::BradleyTerry::new(core.members.len(), duels, None);
        let t7 = t.elapsed();
        let opt = newton::minimise(&bt, options.limits()).unwrap();
        let t8 = t.elapsed();
        use super::newton::Loss;
        use super::solution::Likelihood;
        let cur = bt.curvature(&opt.at);
        let t9 = t.elapsed();
        let f = cur.factor().unwrap();
        let t10 = t.elapsed();
        let inv = f.inverse();
        let t11 = t.elapsed();
        let _meat = bt.meat(&opt.at);
        let t12 = t.elapsed();
        let sol = solution::Solution {
            optimum: opt.clone(),
            bread: inv,
            meat: _meat,
        };
        let _v = sol.variances();
        let t13 = t.elapsed();
        let s = bt.slope(&opt.at, newton::Precision::Plain);
        let t14 = t.elapsed();
        let s2 = bt.slope(&opt.at, newton::Precision::Exact);
        let t15 = t.elapsed();
        let _ = f.solve(s2);
        let t16 = t.elapsed();
        let _ = s;
        println!(
            "models {:?} whole {:?} scores {:?} weak {:?} core {:?} duels {:?} new {:?} newton {:?} ({}) curv {:?} factor {:?} inverse {:?} meat {:?} var {:?} plain {:?} exact {:?} solve {:?}",
            t1,
            t2 - t1,
            t3 - t2,
            t4 - t3,
            t5 - t4,
            t6 - t5,
            t7 - t6,
            t8 - t7,
            opt.iterations,
            t9 - t8,
            t10 - t9,
            t11 - t10,
            t12 - t11,
            t13 - t12,
            t14 - t13,
            t15 - t14,
            t16 - t15
        );
    }
}
