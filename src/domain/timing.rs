//! How long an answer took.

use super::ModelId;

/// How long a model took for an answer, measured where its endpoint was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Who answered.
    pub model: ModelId,
    /// Milliseconds to its first character.
    pub first_ms: i64,
    /// Milliseconds to its end.
    pub total_ms: i64,
    /// Its length in Unicode scalar values.
    pub chars: i64,
}
