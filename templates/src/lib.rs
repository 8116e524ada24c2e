//! Agon's pages: plain view structs in, [`maud::Markup`] out.
//!
//! The crate knows no web framework, no database and no clock, so a page can neither query nor authorise. Every page has
//! samples (see [`samples`]), every path comes from [`urls`], and untrusted Markdown goes through [`markdown`].
//!
//! | page | module |
//! |---|---|
//! | `/` | [`ask`] |
//! | `/b/{id}` | [`battle`] |
//! | `/leaderboard/{arena}` | [`leaderboard`] |
//! | `/models/{id}`, `/compare` | [`model`], [`compare`] |
//! | `/organizations/{name}`, `/licenses/{name}`, `/countries/{code}` | [`group`] |
//! | `/insights/{arena}`, `/charts/{arena}/{kind}` | [`insights`], [`charts`] |
//! | `/side-by-side`, `/direct` | [`pick`] |
//! | `/s/{token}` | [`shared`] |
//! | `/taste` | [`taste`] |
//! | `/history`, `/privacy` | [`history`], [`privacy`] |
//! | `/about`, `/data` | [`about`], [`data`] |
//! | errors | [`problem`] |
//!
//! All text of the interface comes from one catalogue; [`language`] says how to add a text.

pub mod about;
pub mod ask;
pub mod assets;
pub mod battle;
pub mod categories;
pub mod charts;
pub mod compare;
pub mod components;
mod country;
pub mod data;
pub mod docs;
pub mod facts;
pub mod feed;
pub mod group;
pub mod history;
pub mod insights;
pub mod language;
pub mod layout;
pub mod leaderboard;
pub mod markdown;
pub mod model;
pub mod pick;
pub mod privacy;
pub mod problem;
pub mod samples;
pub mod shared;
pub mod taste;
pub mod urls;

pub use maud::Markup;
