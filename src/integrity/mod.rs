//! What keeps votes and texts fit to be published, and what shows that nothing was changed. Pure: texts in, texts out.
//!
//! ```text
//! scrub      texts without what somebody could be known by
//! check      a row's checksum
//! statement  what the site says of a kept board and of its log, line by line
//! signer     signatures under statements
//! ```

mod check;
mod scrub;
mod signer;
mod statement;

pub use check::row_check;
pub use scrub::{Scrubbed, scrub};
pub use signer::{Signer, is_signed};
pub use statement::{BoardDigest, LogStatement, NotAStatement, SnapshotStatement};
