//! What keeps votes and texts fit to be published. Pure: texts in, texts out.

mod scrub;

pub use scrub::{Scrubbed, scrub};
