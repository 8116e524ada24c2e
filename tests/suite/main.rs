//! The promises of the design, tested from outside: a whole site in this process (or the real binary), fake models, and
//! programs that vote. Every test has a site and a database of its own, on SQLite and on PostgreSQL.
//!
//! The PostgreSQL half needs `AGON_TEST_POSTGRES_URL`; without it, it says that it was left out, and with `CI=true` it
//! fails. `AGON_LONG=1` runs the long lane.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    reason = "a test ends at the first surprise; voters vote, and have voted"
)]

/// Expands one body into two tests: `name::sqlite` and `name::postgres`.
macro_rules! on_both {
    ($name:ident, |$backend:ident| $body:block) => {
        async fn $name($backend: $crate::site::Backend) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name($crate::site::Backend::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if $crate::site::Backend::has_postgres() {
                    super::$name($crate::site::Backend::Postgres).await;
                }
            }
        }
    };
}

mod campaign;
mod categories;
mod client;
mod fake;
mod patience;
mod process;
mod recording;
mod resting;
mod schemas;
mod script;
mod setup;
mod site;
mod stream;
mod typed;

mod asked;
mod bad_input;
mod ballots;
mod battles;
mod beside;
mod blindness;
mod board;
mod browsers;
mod charts;
mod consent;
mod crash;
mod edge;
mod endings;
mod erasing;
mod exports;
mod external;
mod forms;
mod imports;
mod judge;
mod languages;
mod model_facts;
mod modes;
mod outcomes;
mod own;
mod past;
mod public_texts;
mod published;
mod races;
mod rate;
mod reasons;
mod replicas;
mod routes;
mod sharing;
mod signals;
mod standings;
mod stops;
mod styled;
mod tampered;
mod tastes;
mod texts;
mod told;
mod turns;
mod untrusted;
mod verify;
mod waits;
mod wire;
mod year;
