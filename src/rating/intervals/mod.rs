//! What is known of ratings beside their values: intervals of every kind, ranks, chances, votes that are needed.
//!
//! ```text
//! bounds      the interval of each model of a fitted group, as the options want it
//! spread      standard errors of all differences
//! normal      draws from the law of a fit
//! max_t       critical values for many comparisons at once
//! bootstrap   replicates of the votes, fitted again
//! poisson     the counts of a replicate
//! anytime     intervals that hold however often one looks
//! draws       boards that could be: who is best, ranks, percentiles
//! separation  neighbours that differ, tiers, simultaneous ranks
//! evidence    e-values for "i beats j", from their own votes alone
//! quantile    quantiles of finite, infinite and unknown values
//! ```

mod anytime;
mod bootstrap;
mod bounds;
mod draws;
mod evidence;
mod max_t;
mod normal;
mod poisson;
mod quantile;
mod separation;
mod spread;

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod tests;

pub(crate) use anytime::half_width as anytime_half_width;
pub(crate) use bootstrap::Replicates;
pub(crate) use bounds::Bounds;
pub(crate) use max_t::{Chance, of_pairs as critical_of_pairs};
pub(crate) use spread::{Source, Spread, error_of_difference};

pub use draws::{Draws, RankSpread};
pub use evidence::{Lead, e_benjamini_hochberg, leads, ln_e_value};
pub use separation::{Neighbours, Separation, separation, simultaneous_ranks};
