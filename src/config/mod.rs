//! What an operator decides: defaults < agon.toml < `AGON__*` variables < flags.
//!
//! Everything is checked here, once, and every problem found is reported in one line that names file, key and fix. An
//! unknown key stops the start. Secrets come from the environment or from files, and are never printed. This module
//! opens no connection and creates nothing.

mod arena;
mod category;
mod database;
mod dumps;
mod endpoint;
mod env;
mod error;
mod judge;
mod keys;
mod load;
mod model;
mod secret;
mod section;
mod server;
mod similar;
mod summary;
mod tree;
mod types;
mod values;

pub use database::DatabaseUrl;
pub use env::{Env, Flags};
pub use error::{ConfigErrors, Problem};
pub use types::{
    BattleOptions, BoardOptions, Bucket, Config, DumpKind, DumpPlace, Dumps, Endpoint, Limits,
    ModelConfig, Pace, Protocol, Recording, Server, Source, Timeouts,
};

#[cfg(test)]
mod tests;
