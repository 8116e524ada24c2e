//! Categories: what a battle can be tagged with, and the rules that an operator adds.

use std::fmt;
use std::str::FromStr;

use regex::{Regex, RegexBuilder};

use super::{ArenaId, EndpointId};

/// The prompt asks for a program, or has one in it.
pub const CODING: &str = "coding";
/// The prompt needs mathematics.
pub const MATH: &str = "math";
/// The prompt asks for a story, a poem, a joke or the like.
pub const CREATIVE_WRITING: &str = "creative_writing";
/// The prompt says what the answer must look like.
pub const INSTRUCTION_FOLLOWING: &str = "instruction_following";
/// The prompt asks for several things, with limits and details.
pub const HARD_PROMPTS: &str = "hard_prompts";
/// The prompt has terms that only people of the trade use.
pub const EXPERT: &str = "expert";
/// The prompts have about 500 tokens or more.
pub const LONG_PROMPT: &str = "long_prompt";
/// The battle has two turns or more.
pub const MULTI_TURN: &str = "multi_turn";
/// All votes but those on prompts of fewer than five words.
pub const NO_SHORT: &str = "no_short";
/// All votes but those where an answer refuses.
pub const NO_REFUSAL: &str = "no_refusal";
/// All votes but ties.
pub const NO_TIE: &str = "no_tie";

/// The categories that rules of ours find, beside those of languages.
pub const BUILT_IN: [&str; 11] = [
    CODING,
    MATH,
    CREATIVE_WRITING,
    INSTRUCTION_FOLLOWING,
    HARD_PROMPTS,
    EXPERT,
    LONG_PROMPT,
    MULTI_TURN,
    NO_SHORT,
    NO_REFUSAL,
    NO_TIE,
];

/// What a prompt is about: what a judge can decide in place of rules.
pub const TOPICS: [&str; 6] = [
    CODING,
    MATH,
    CREATIVE_WRITING,
    INSTRUCTION_FOLLOWING,
    HARD_PROMPTS,
    EXPERT,
];

/// What public exports call categories that have another name here.
const ALIASES: [(&str, &str); 6] = [
    ("if", INSTRUCTION_FOLLOWING),
    ("hard_6", HARD_PROMPTS),
    ("long_user", LONG_PROMPT),
    ("multiturn", MULTI_TURN),
    ("exclude_ties", NO_TIE),
    ("full", "overall"),
];

/// The name here of a category of a public arena: `"hard_6"` is `"hard_prompts"`, `"zh"` is `"chinese"`. Others stay as they are.
#[must_use]
pub fn category_of_public_name(name: &str) -> &str {
    let alias = ALIASES.iter().find(|(public, _)| *public == name);
    let language = || Language::named(name).map(Language::category);
    alias.map(|(_, own)| *own).or_else(language).unwrap_or(name)
}

/// A language that prompts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    tag: &'static str,
    category: &'static str,
}

impl Language {
    /// Its tag (BCP 47), as in `lang="de"`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.tag
    }

    /// The category of battles in it: its English name, as `LMArena` calls its boards.
    #[must_use]
    pub fn category(self) -> &'static str {
        self.category
    }

    /// The language of this tag or of this category.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|one| one.tag == name || one.category == name)
    }

    /// All that rules can find.
    pub fn all() -> impl Iterator<Item = Self> {
        let all = LANGUAGES.into_iter();
        all.map(|(tag, category)| Self { tag, category })
    }
}

const LANGUAGES: [(&str, &str); 38] = [
    ("am", "amharic"),
    ("ar", "arabic"),
    ("hy", "armenian"),
    ("bn", "bengali"),
    ("bg", "bulgarian"),
    ("ca", "catalan"),
    ("zh", "chinese"),
    ("cs", "czech"),
    ("da", "danish"),
    ("nl", "dutch"),
    ("en", "english"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("ka", "georgian"),
    ("de", "german"),
    ("el", "greek"),
    ("he", "hebrew"),
    ("hi", "hindi"),
    ("hu", "hungarian"),
    ("id", "indonesian"),
    ("it", "italian"),
    ("ja", "japanese"),
    ("ko", "korean"),
    ("no", "norwegian"),
    ("fa", "persian"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("es", "spanish"),
    ("sv", "swedish"),
    ("ta", "tamil"),
    ("te", "telugu"),
    ("th", "thai"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
    ("ur", "urdu"),
    ("vi", "vietnamese"),
];

/// What an operator calls a category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryId(String);

/// The text is no name of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCategory {
    /// It has other characters, or too many.
    #[error("a category has 1 to 60 lower-case letters, digits, _ or -, such as \"law_de\"")]
    Characters,
    /// It is in use.
    #[error("is the name of a category that Agon finds itself; choose another one")]
    Taken,
}

impl CategoryId {
    /// The longest one, in bytes.
    pub const MAX_BYTES: usize = 60;

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CategoryId {
    type Err = InvalidCategory;
    fn from_str(text: &str) -> Result<Self, InvalidCategory> {
        let is_legal =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if text.is_empty() || text.len() > Self::MAX_BYTES || !text.chars().all(is_legal) {
            return Err(InvalidCategory::Characters);
        }
        if text == "overall" || BUILT_IN.contains(&text) || Language::named(text).is_some() {
            return Err(InvalidCategory::Taken);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for CategoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A regular expression of an operator: letters of either case, and linear in the text whatever it says.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// The most memory that one may take, compiled, in bytes.
    const MAX_BYTES: usize = 1 << 20;

    /// Whether a text has it somewhere.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl FromStr for Pattern {
    type Err = regex::Error;
    fn from_str(text: &str) -> Result<Self, regex::Error> {
        let mut builder = RegexBuilder::new(text);
        let built = builder.case_insensitive(true).size_limit(Self::MAX_BYTES);
        built.build().map(Self)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for Pattern {}

/// A category of the operator's own. A battle has it if all that is given here holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRule {
    /// Lasting and unique.
    pub id: CategoryId,
    /// What people read.
    pub title: String,
    /// A prompt has one of these phrases; none: any prompt.
    pub any_of: Vec<String>,
    /// A prompt has what fits this regular expression.
    pub regex: Option<Pattern>,
    /// The battle is in one of these languages; none: in any.
    pub languages: Vec<Language>,
    /// A prompt has so many characters or more.
    pub min_chars: usize,
    /// The arenas that have the category; none: all.
    pub arenas: Vec<ArenaId>,
    /// What a judge model is asked of the prompt; it has to say yes.
    pub question: Option<String>,
}

/// A model that looks at votes in the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeRule {
    /// Where it answers.
    pub endpoint: EndpointId,
    /// The name by which the endpoint knows it.
    pub upstream: String,
    /// The topics that it decides about in place of rules.
    pub topics: Vec<String>,
    /// The most votes that it looks at in a minute.
    pub votes_per_minute: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_public_arenas_are_known() {
        let names = ["hard_6", "zh", "chinese", "coding", "law", "multiturn"];
        let own = names.map(category_of_public_name);
        let want = [
            "hard_prompts",
            "chinese",
            "chinese",
            "coding",
            "law",
            "multi_turn",
        ];
        assert_eq!(own, want);
    }

    #[test]
    fn an_operators_category_takes_no_name_that_is_in_use() {
        for taken in ["coding", "overall", "english", "en"] {
            assert_eq!(taken.parse::<CategoryId>(), Err(InvalidCategory::Taken));
        }
        for bad in ["", "Law", "a b", "x/y", &"a".repeat(61)] {
            assert_eq!(bad.parse::<CategoryId>(), Err(InvalidCategory::Characters));
        }
        assert_eq!("law_de".parse::<CategoryId>().unwrap().as_str(), "law_de");
    }
}
