//! Agon: a self-hosted arena for pairwise human preference. This is the map.
//!
//! | module | its one job | may import |
//! |---|---|---|
//! | [`domain`] | the words as types, and what is legal | std, serde |
//! | [`categories`] | rules that tag a battle | domain |
//! | [`clock`] | time and chance as parameters | std, rand, jiff |
//! | [`config`] | what the operator decides | domain |
//! | [`rating`] | votes in, numbers out; a crate of its own in src/rating | std, statrs, rand, rayon, pulp |
//! | [`matchmaking`] | whom to pair next | domain |
//! | [`endpoint`] | other people's servers | domain, config |
//! | [`store`] | the only SQL | domain, rating |
//! | [`battle`] | two streams in, one relay out | domain, endpoint, matchmaking, store, clock |
//! | [`board`] | boards in memory, snapshots | domain, rating, store, clock |
//! | [`integrity`] | what may be published of a text, and what shows that nothing was changed | domain, rating |
//! | [`exchange`] | file formats | domain, rating, clock |
//! | [`app`] | the use cases | all of the above |
//! | [`web`] | the actix edge | app, domain, config, and what app hands out |
//! | [`cli`] | the command line | everything |
//!
//! `tests/architecture.rs` holds the table to account.

pub mod app;
pub mod battle;
pub mod board;
pub mod categories;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod endpoint;
pub mod exchange;
pub mod integrity;
pub mod matchmaking;
pub mod store;
pub mod web;

pub use agon_rating as rating;
