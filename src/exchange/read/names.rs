//! The texts that votes name, by numbers.

use std::sync::Arc;

use super::words::{Symbol, Words};

/// The texts that some rows name, by numbers of their own: 0, 1, 2 in the order of their first vote.
#[derive(Debug, Default)]
pub struct Names {
    texts: Vec<Arc<str>>,
    /// One more than the number of each symbol; 0 if it has none.
    numbers: Vec<u32>,
}

impl Names {
    /// The name with a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize).map(|text| &**text)
    }

    /// All of them, by number.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The number of a text.
    pub(super) fn number(&mut self, symbol: Symbol, words: &Words) -> u32 {
        match self.numbers.get(symbol.index()) {
            Some(0) | None => self.add(symbol, words),
            Some(next) => next - 1,
        }
    }

    fn add(&mut self, symbol: Symbol, words: &Words) -> u32 {
        if self.numbers.len() <= symbol.index() {
            self.numbers.resize(symbol.index() + 1, 0);
        }
        self.texts.push(words.shared(symbol));
        // There are fewer names than symbols, which are 32 bits.
        let next = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        if let Some(number) = self.numbers.get_mut(symbol.index()) {
            *number = next;
        }
        next - 1
    }
}
