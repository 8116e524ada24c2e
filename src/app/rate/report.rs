//! What a row per model does not tell: who is best, which neighbours differ and what would turn them, how much of the votes no
//! ranking explains.

use serde::Serialize;

use crate::rating::{
    BoardFit, FitOptions, Fitted, PairCounts, RankRange, RankSpread, Stability, intransitivity,
    separation, simultaneous_ranks,
};

/// Worlds in which ranks and the best model are looked up.
const WORLDS: usize = 10_000;
/// Where their chance begins: equal votes give equal reports.
const SEED: u64 = 0;
/// The probability beyond each end of a range.
const TAIL: f64 = 0.025;

/// What a row per model does not tell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The number of standard errors that a gap between neighbours must exceed when all are looked at together.
    pub critical: f64,
    /// Models with a finite rating, best first.
    pub models: Vec<ModelReport>,
    /// Models next to each other, from the top.
    pub neighbours: Vec<NeighbourReport>,
    /// Runs of models without a resolved gap, best first.
    pub tiers: Vec<Vec<String>>,
    /// The share of what votes say that no ranking explains, chance taken out; absent if there is no cycle to look at.
    pub intransitivity: Option<f64>,
    /// The probability of as much or more if a ranking were all there is.
    pub intransitivity_p: Option<f64>,
}

/// One model among all ranks that it could have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelReport {
    /// Which one.
    pub model: String,
    /// The probability that it is best.
    pub best: f64,
    /// Its expected rank.
    pub rank: f64,
    /// The best rank that all comparisons together leave it.
    pub rank_low: u32,
    /// The worst one.
    pub rank_high: u32,
}

/// Two models next to each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeighbourReport {
    /// The better one.
    pub upper: String,
    /// The next one.
    pub lower: String,
    /// How far they are apart, in rating points.
    pub gap: f64,
    /// The lower bound of that.
    pub gap_low: Option<f64>,
    /// The upper bound.
    pub gap_high: Option<f64>,
    /// The probability that the better one is better.
    pub above: f64,
    /// Whether they differ when all neighbours are looked at together.
    pub is_resolved: bool,
    /// All votes that the board would need for that at the present rates of pairing.
    pub votes_needed: Option<u64>,
    /// The fewest votes found whose removal swaps the two, verified by a fit without them; absent if no tenth of all votes does, or
    /// if the board has parameters beside its models.
    pub votes_to_swap: Option<u64>,
}

impl Report {
    /// The report on a board of these votes; nearly empty if nothing has a finite rating.
    pub(super) fn of(counts: &PairCounts, fit: &BoardFit, options: &FitOptions) -> Option<Self> {
        let core = fit.core.as_ref()?;
        let separation = separation(core, options.confidence_z, WORLDS, SEED);
        let neighbours = separation.neighbours.into_iter();
        let stability = Stability::new(counts, core, options);
        let cycles = intransitivity(counts, core, options);
        Some(Self {
            critical: separation.critical,
            models: models(core, options),
            neighbours: neighbours
                .map(|pair| {
                    let interval = pair.gap.interval(options.confidence_z);
                    let swap = stability.as_ref();
                    let swap = swap.and_then(|board| board.between(&pair.upper, &pair.lower));
                    NeighbourReport {
                        votes_to_swap: swap.and_then(|pair| Some(pair.flip?.votes)),
                        gap: pair.gap.estimate,
                        gap_low: interval.low,
                        gap_high: interval.high,
                        above: pair.gap.chance_above(),
                        is_resolved: pair.is_resolved,
                        votes_needed: pair.votes_needed,
                        upper: pair.upper,
                        lower: pair.lower,
                    }
                })
                .collect(),
            tiers: separation.tiers,
            intransitivity: cycles.as_ref().map(|cycles| cycles.share),
            intransitivity_p: cycles.as_ref().map(|cycles| cycles.p_value),
        })
    }
}

fn models(core: &Fitted, options: &FitOptions) -> Vec<ModelReport> {
    let draws = core.draws(WORLDS, SEED);
    let ranges = simultaneous_ranks(core, options.confidence_z, WORLDS, SEED);
    let figures = draws.best().into_iter().zip(draws.ranks(TAIL)).zip(ranges);
    let row =
        |(model, ((best, rank), range)): (&String, ((f64, RankSpread), RankRange))| ModelReport {
            model: model.clone(),
            best,
            rank: rank.expected,
            rank_low: range.low,
            rank_high: range.high,
        };
    let mut rows: Vec<ModelReport> = core.models().iter().zip(figures).map(row).collect();
    rows.sort_by(|x, y| {
        x.rank
            .total_cmp(&y.rank)
            .then_with(|| x.model.cmp(&y.model))
    });
    rows
}
