//! What a row per model does not tell: who is best, which neighbours differ, what would turn the order.

use serde::Serialize;

use crate::rating::{
    BoardFit, FitOptions, Fitted, Fragility, Intransitivity, PairCounts, fragility, intransitivity,
    separation, simultaneous_ranks,
};

/// Worlds in which ranks and the best model are looked up.
const WORLDS: usize = 10_000;
/// Where their chance begins: equal votes give equal reports.
const SEED: u64 = 0;
