//! The languages of the interface, and the one catalogue of its texts.
//!
//! How to add a text:
//! 1. put `page-what = Words with { $placeholder }` into a file of `locales/en/`, and its translation into the file of the same
//!    name of every other language (a test lists what is missing; until then the English text stands in);
//! 2. say it in a view: `let t = chrome.language;`, then `(t.page_what(value))`; a placeholder takes text (which is escaped),
//!    markup such as a link, or, where the text has a plural, a number;
//! 3. run `cargo test -p agon-templates language`: nothing missing, nothing unused, nothing on a page that is not from here.
//!
//! Words that scripts say go into the page as `data-say-*` attributes. Data (names, prompts, answers) never comes from here:
//! put it into `bdi` or an element with `dir="auto"`, so that its direction is its own.

use maud::{Markup, PreEscaped, Render};

mod numbers;
mod plural;
#[cfg(test)]
mod tests;

pub use numbers::{Moment, parameters};
use plural::Plural;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Arabic, from right to left.
    Arabic,
    /// English that no one speaks, for tests: whatever is plain on such a page did not come from the catalogue.
    Pseudo,
}

impl Language {
    /// Those that readers can choose.
    pub const ALL: [Self; 5] = [
        Self::English,
        Self::Chinese,
        Self::French,
        Self::Spanish,
        Self::Arabic,
    ];

    /// Its tag (BCP 47): the word in `lang`, in the form and in the cookie.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Arabic => "ar",
            Self::Pseudo => "en-XA",
        }
    }

    /// What stands between two sentences: nothing where a full stop is as wide as a letter.
    #[must_use]
    pub fn gap(self) -> &'static str {
        match self {
            Self::Chinese => "",
            _ => " ",
        }
    }

    /// The language of a tag, whatever its region: `fr-CA` is French.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        if tag == Self::Pseudo.tag() {
            return Some(Self::Pseudo);
        }
        let primary = |tag: &str| {
            tag.split('-')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        Self::ALL
            .into_iter()
            .find(|language| primary(language.tag()) == primary(tag))
    }

    /// The direction of its writing: the word in `dir`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "\u{4e2d}\u{6587}",
            Self::French => "Fran\u{e7}ais",
            Self::Spanish => "Espa\u{f1}ol",
            Self::Arabic => "\u{627}\u{644}\u{639}\u{631}\u{628}\u{64a}\u{629}",
            Self::Pseudo => "[\u{ce}\u{f1}\u{11d}\u{13a}\u{ed}\u{161}\u{125}]",
        }
    }
}

/// Pieces of a text, one behind the other.
fn join(pieces: &[&dyn Render]) -> Markup {
    let mut out = String::new();
    for piece in pieces {
        piece.render_to(&mut out);
    }
    PreEscaped(out)
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
