//! Rules that tag a battle. Pure: texts in, tags out.
//!
//! ```text
//! rules      all of them together, and those of an operator
//! judge      what a judge model is asked, and what its answer says
//! answers    whether an answer refuses
//! language   which language a text is written in
//! topics     what a prompt is about and asks for
//! structure  what shows without words: code and formulas
//! phrases    lists of phrases, looked for in one pass; words/ has the lists
//! words      texts as words
//! prose      what of a text is language: code, formulas and addresses left out
//! ```

mod answers;
mod judge;
mod language;
mod phrases;
mod prose;
mod rules;
mod structure;
mod topics;
mod words;

#[cfg(test)]
mod tests;

pub use crate::domain::Language;
pub use judge::Judge;
pub use language::language;
pub use rules::{Facts, Rules, VERSION};
