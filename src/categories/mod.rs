//! Rules that tag a battle. Pure: texts in, tags out.
//!
//! ```text
//! language  which language a text is written in
//! prose     what of a text is language: code, formulas and addresses left out
//! ```

mod language;
mod prose;

pub use language::{Language, language};
