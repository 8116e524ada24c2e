//! Texts as words, and lists of phrases that are looked for in them in one pass.
//!
//! A text becomes lower-case words with one space around each: accents and the marks of Arabic go, a Chinese, Japanese or Korean
//! character is a word, every number is `#`. Phrases go the same way, so a phrase is found where a text has it, however it is
//! written, and only as whole words.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Words of a text, each with a space before it, and one at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// `" write # lines "`.
    pub(super) text: String,
    /// How many there are.
    pub(super) count: usize,
    /// How many of them were numbers.
    pub(super) numbers: usize,
}

impl Words {
    /// The words of a text, of at most so many characters of it.
    pub(super) fn of(text: &str, most_chars: usize) -> Self {
        let mut words = Self::default();
        let mut word = String::new();
        let mut chars = text.chars().take(most_chars).peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            if is_word_of_its_own(c) {
                words.close(&mut word);
                word.push(c);
                words.close(&mut word);
            } else if c.is_alphanumeric() {
                word.extend(c.to_lowercase().filter_map(folded));
            } else if is_inside(&word, c, next) {
                word.push(c);
            } else if !is_mark(c) {
                words.close(&mut word);
            }
        }
        words.close(&mut word);
        words.text.push(' ');
        words
    }

    fn close(&mut self, word: &mut String) {
        if word.is_empty() {
            return;
        }
        let is_number =
            word.starts_with(|c: char| c.is_ascii_digit()) || numbers().contains(word.as_str());
        self.count += 1;
        self.numbers += usize::from(is_number);
        if is_number && self.text.ends_with(" #") {
            // "two hundred" is one number.
        } else if is_number {
            self.text.push_str(" #");
        } else {
            self.text.push(' ');
            self.text.push_str(word);
        }
        word.clear();
    }
}

/// `c++`, `c#`, `node.js`.
fn is_inside(word: &str, c: char, next: Option<char>) -> bool {
    match c {
        '+' | '#' => !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()),
        '.' => !word.is_empty() && next.is_some_and(|next| next.is_ascii_lowercase()),
        _ => false,
    }
}

/// Signs above and below letters, which are not written by everybody.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{93c}' | '\u{94d}' | '\u{200b}'..='\u{200f}')
}

/// Characters of scripts without spaces between words, and Korean syllables, to which endings are glued.
pub(super) fn is_word_of_its_own(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The letter without its accent; none for a mark.
fn folded(c: char) -> Option<char> {
    if is_mark(c) {
        return None;
    }
    Some(match c {
        '\u{e0}'..='\u{e5}' | '\u{101}' | '\u{103}' | '\u{105}' => 'a',
        '\u{e7}' | '\u{107}' | '\u{10d}' => 'c',
        '\u{e8}'..='\u{eb}' | '\u{113}' | '\u{119}' | '\u{11b}' => 'e',
        '\u{ec}'..='\u{ef}' | '\u{12b}' => 'i',
        '\u{f1}' | '\u{144}' => 'n',
        '\u{f2}'..='\u{f6}' | '\u{f8}' => 'o',
        '\u{f9}'..='\u{fc}' => 'u',
        '\u{fd}' | '\u{ff}' => 'y',
        '\u{622}' | '\u{623}' | '\u{625}' => '\u{627}',
        '\u{629}' => '\u{647}',
        '\u{649}' | '\u{626}' => '\u{64a}',
        '\u{451}' => '\u{435}',
        other => other,
    })
}

fn numbers() -> &'static HashSet<&'static str> {
    static NUMBERS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    NUMBERS.get_or_init(|| {
        include_str!("words/numbers.txt")
            .split_whitespace()
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        Words::of(text, 1_000).text
    }

    #[test]
    fn what_is_written_differently_is_the_same_words() {
        assert_eq!(
            words("\u{c9}cris 3 po\u{e8}mes, s'il te plai\u{302}t!"),
            " ecris # poemes s il te plait "
        );
        assert_eq!(
            words("Use C++ or node.js. Then C#?"),
            " use c++ or node.js then c# "
        );
        assert_eq!(words("two hundred words"), " # words ");
        assert_eq!(
            words("\u{7528}Python\u{5199}\u{4e00}\u{4e2a}"),
            " \u{7528} python \u{5199} # \u{4e2a} "
        );
        assert_eq!(
            words("\u{623}\u{64e}\u{62d}\u{645}\u{62f}"),
            " \u{627}\u{62d}\u{645}\u{62f} "
        );
        assert_eq!(words(""), " ");
    }

    #[test]
    fn words_and_numbers_are_counted() {
        let words = Words::of("In 2023, 5 of my 12 friends moved away", 1_000);
        assert_eq!((words.count, words.numbers), (9, 3));
        assert_eq!(Words::of("aaaa bbbb", 4).count, 1);
    }
}
