//! The texts of a file, each kept once: rows hold numbers of texts, and what a text means is found out once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

use super::layout::{Layout, flag};
use crate::domain::Choice;

/// The most reasons of unrated votes that are told apart; a file could have any number of them.
const REASONS: usize = 1_000;

/// What files say of a language that they do not know.
const NOT_KNOWN: [&str; 4] = ["unknown", "und", "unspecified", "none"];

/// The number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symbol(u32);

impl Symbol {
    /// The row has no such column.
    pub(super) const ABSENT: Self = Self(0);
    /// Null, or something that is no text.
    pub(super) const NULL: Self = Self(1);
    /// Nothing but space.
    pub(super) const BLANK: Self = Self(2);
    /// A text that was not kept, because no schema gives it a meaning.
    pub(super) const UNKNOWN: Self = Self(3);
    /// Bytes that are no text.
    pub(super) const NOT_UTF8: Self = Self(4);
    const RESERVED: u32 = 5;

    /// The number as a value of a Parquet page.
    pub(super) fn to_bits(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    /// Back from [`Self::to_bits`].
    pub(super) fn from_value(value: i32) -> Self {
        Self(value.cast_unsigned())
    }

    /// Whether it stands for a text that was kept.
    pub(super) fn is_text(self) -> bool {
        self.0 >= Self::RESERVED
    }

    /// Its place in a list by number.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which texts are kept, so that memory grows with what a file names and not with what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// All: names of models, voters and categories.
    All,
    /// All, in lower case, unless they say that nothing is known: languages and the like.
    Lowercase,
    /// Those that mean something.
    Meant,
    /// Some: reasons.
    Some,
}

/// A text and what the schemas make of it.
#[derive(Clone, Debug)]
struct Word {
    text: Arc<str>,
    choices: [Option<Choice>; Layout::ALL.len()],
    flag: Option<bool>,
}

impl Word {
    fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            choices: Layout::ALL.map(|layout| layout.choice(text)),
            flag: flag(text),
        }
    }

    fn is_meant(&self) -> bool {
        let says = self.flag.is_some() || self.choices.iter().any(Option::is_some);
        says || matches!(&*self.text, "rated" | "unrated")
    }
}

/// All texts of a file.
#[derive(Debug)]
pub(super) struct Words {
    numbers: HashMap<Arc<str>, Symbol, RandomState>,
    kept: Vec<Word>,
    reasons: usize,
    bits: [Option<Symbol>; u64::BITS as usize],
}

impl Words {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            numbers: HashMap::default(),
            kept: vec![Word::new(""); Symbol::RESERVED as usize],
            reasons: 0,
            bits: [None; u64::BITS as usize],
        }
    }

    /// The number of a text without the space around it.
    pub(super) fn number(&mut self, text: &str, keep: Keep) -> Symbol {
        let text = trimmed(text);
        if text.is_empty() {
            return Symbol::BLANK;
        }
        if keep == Keep::Lowercase && text.chars().any(char::is_uppercase) {
            return self.number(&text.to_lowercase(), keep);
        }
        if let Some(known) = self.numbers.get(text) {
            return *known;
        }
        let word = Word::new(text);
        let is_kept = match keep {
            Keep::All => true,
            Keep::Lowercase => !NOT_KNOWN.contains(&text),
            Keep::Meant => word.is_meant(),
            Keep::Some => self.reasons < REASONS,
        };
        let Ok(next) = u32::try_from(self.kept.len()) else {
            return Symbol::UNKNOWN;
        };
        if !is_kept {
            return Symbol::UNKNOWN;
        }
        self.reasons += usize::from(keep == Keep::Some);
        self.numbers.insert(Arc::clone(&word.text), Symbol(next));
        self.kept.push(word);
        Symbol(next)
    }

    /// The categories that stand for the bits of a number: `cat0`, `cat1` and so on.
    pub(super) fn bits(&mut self, mut bits: u64, out: &mut Vec<Symbol>) {
        while bits != 0 {
            out.push(self.bit(bits.trailing_zeros()));
            bits &= bits - 1;
        }
    }

    fn bit(&mut self, bit: u32) -> Symbol {
        let place = bit as usize;
        if let Some(Some(known)) = self.bits.get(place) {
            return *known;
        }
        let symbol = self.number(&format!("cat{bit}"), Keep::All);
        if let Some(new) = self.bits.get_mut(place) {
            *new = Some(symbol);
        }
        symbol
    }

    /// The text; empty if it was not kept.
    pub(super) fn text(&self, symbol: Symbol) -> &str {
        self.kept.get(symbol.index()).map_or("", |word| &word.text)
    }

    /// The text, to be kept elsewhere.
    pub(super) fn shared(&self, symbol: Symbol) -> Arc<str> {
        let word = self.kept.get(symbol.index());
        word.map_or_else(|| "".into(), |word| Arc::clone(&word.text))
    }

    /// What a schema means by it, as an outcome.
    pub(super) fn choice(&self, layout: Layout, symbol: Symbol) -> Option<Choice> {
        let word = self.kept.get(symbol.index())?;
        *word.choices.get(layout as usize)?
    }

    /// What it means as a yes or no.
    pub(super) fn flag(&self, symbol: Symbol) -> Option<bool> {
        self.kept.get(symbol.index())?.flag
    }
}

/// The words that several columns share. A thread that failed has left nothing half done.
pub(super) fn lock(words: &Mutex<Words>) -> MutexGuard<'_, Words> {
    words.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The text without the space around it; most texts have none.
fn trimmed(text: &str) -> &str {
    let is_mark = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_mark(text.as_bytes().first()) && is_mark(text.as_bytes().last()) {
        return text;
    }
    text.trim()
}
