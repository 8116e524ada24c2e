//! Drives a real Chromium: what people do with Agon, from a fresh start to a vote, a board and a file.
//!
//! Needs `chromedriver` and `chromium`. Where they are missing the tests say so and pass, but with `CI=true` they fail.
//! `AGON_SCREENSHOTS=folder` keeps a picture of every state on the way.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

mod axe;
mod budget;
mod chrome;
mod code;
mod devtools;
mod docs;
#[expect(dead_code, reason = "shared with the suite, which needs more of it")]
#[path = "../suite/fake.rs"]
mod fake;
mod hostile;
mod languages;
mod live;
mod moves;
mod own;
mod panes;
#[path = "../suite/patience.rs"]
mod patience;
mod pictures;
mod pieces;
mod proxy;
mod samples;
#[expect(dead_code, reason = "shared with the suite, which needs more of it")]
#[path = "../suite/script.rs"]
mod script;
mod senses;
mod site;
mod steps;
mod vitals;
mod votes;
mod walks;
