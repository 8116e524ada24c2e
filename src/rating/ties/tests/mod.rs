//! The laws of ties against golden files, by differences, by simulation, and where there is no maximum.

mod boards;
mod coverage;
mod derivatives;
mod golden;
