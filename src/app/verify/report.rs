//! What was found.

/// The most differences that are told one by one.
const SHOWN: usize = 20;

/// What became of a file of votes and all that was said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What differs, the first of it first.
    pub differences: Vec<String>,
    /// How many more differences there are.
    pub more: u64,
    /// What was looked at.
    pub checked: Vec<String>,
    /// What could not be looked at, and why.
    pub unchecked: Vec<String>,
}

impl Verified {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }

    pub(super) fn differs(&mut self, what: impl Into<String>) {
        if self.differences.len() < SHOWN {
            self.differences.push(what.into());
        } else {
            self.more += 1;
        }
    }

    pub(super) fn checked(&mut self, what: impl Into<String>) {
        self.checked.push(what.into());
    }

    pub(super) fn unchecked(&mut self, what: impl Into<String>) {
        self.unchecked.push(what.into());
    }
}
