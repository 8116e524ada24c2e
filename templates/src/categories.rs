//! What categories are called and what they mean, in the reader's language.

use crate::language::Language;

/// A name in the catalogue.
type Text = fn(Language) -> &'static str;

/// What a category is, for who puts it on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All votes.
    Overall,
    /// What prompts are about, or which votes are left out.
    Topic,
    /// The language of prompts.
    Language,
    /// The operator's own, or one that came with a file.
    Own,
}

/// The categories that Agon finds itself, in the order in which pages list them: name, title, meaning.
const TOPICS: [(&str, Text, Text); 11] = [
    (
        "coding",
        Language::category_coding,
        Language::category_coding_means,
    ),
    (
        "math",
        Language::category_math,
        Language::category_math_means,
    ),
    (
        "creative_writing",
        Language::category_creative_writing,
        Language::category_creative_writing_means,
    ),
    (
        "instruction_following",
        Language::category_instruction_following,
        Language::category_instruction_following_means,
    ),
    (
        "hard_prompts",
        Language::category_hard_prompts,
        Language::category_hard_prompts_means,
    ),
    (
        "expert",
        Language::category_expert,
        Language::category_expert_means,
    ),
    (
        "long_prompt",
        Language::category_long_prompt,
        Language::category_long_prompt_means,
    ),
    (
        "multi_turn",
        Language::category_multi_turn,
        Language::category_multi_turn_means,
    ),
    (
        "no_short",
        Language::category_no_short,
        Language::category_no_short_means,
    ),
    (
        "no_refusal",
        Language::category_no_refusal,
        Language::category_no_refusal_means,
    ),
    (
        "no_tie",
        Language::category_no_tie,
        Language::category_no_tie_means,
    ),
];

/// How often rules were right, and how much they found, on labelled prompts that were held out, in percent: floors. The tests
/// of the rules hold the floors to account.
const PRECISION: [(&str, u32, u32); 6] = [
    ("coding", 95, 90),
    ("math", 90, 80),
    ("creative_writing", 95, 90),
    ("instruction_following", 95, 90),
    ("hard_prompts", 90, 75),
    ("expert", 90, 50),
];

const LANGUAGES: [(&str, Text); 38] = [
    ("amharic", Language::category_amharic),
    ("arabic", Language::category_arabic),
    ("armenian", Language::category_armenian),
    ("bengali", Language::category_bengali),
    ("bulgarian", Language::category_bulgarian),
    ("catalan", Language::category_catalan),
    ("chinese", Language::category_chinese),
    ("czech", Language::category_czech),
    ("danish", Language::category_danish),
    ("dutch", Language::category_dutch),
    ("english", Language::category_english),
    ("finnish", Language::category_finnish),
    ("french", Language::category_french),
    ("georgian", Language::category_georgian),
    ("german", Language::category_german),
    ("greek", Language::category_greek),
    ("hebrew", Language::category_hebrew),
    ("hindi", Language::category_hindi),
    ("hungarian", Language::category_hungarian),
    ("indonesian", Language::category_indonesian),
    ("italian", Language::category_italian),
    ("japanese", Language::category_japanese),
    ("korean", Language::category_korean),
    ("norwegian", Language::category_norwegian),
    ("persian", Language::category_persian),
    ("polish", Language::category_polish),
    ("portuguese", Language::category_portuguese),
    ("romanian", Language::category_romanian),
    ("russian", Language::category_russian),
    ("spanish", Language::category_spanish),
    ("swedish", Language::category_swedish),
    ("tamil", Language::category_tamil),
    ("telugu", Language::category_telugu),
    ("thai", Language::category_thai),
    ("turkish", Language::category_turkish),
    ("ukrainian", Language::category_ukrainian),
    ("urdu", Language::category_urdu),
    ("vietnamese", Language::category_vietnamese),
];

/// What a category is called; one that the catalogue does not have is called by its id.
#[must_use]
pub fn title(language: Language, id: &str) -> &str {
    if id == "overall" {
        return language.category_overall();
    }
    let topics = TOPICS.iter().map(|(name, title, _)| (name, title));
    let languages = LANGUAGES.iter().map(|(name, title)| (name, title));
    let mut all = topics.chain(languages);
    all.find(|(name, _)| **name == id)
        .map_or(id, |(_, title)| title(language))
}

/// What a category is.
#[must_use]
pub fn kind(id: &str) -> Kind {
    if id == "overall" {
        Kind::Overall
    } else if TOPICS.iter().any(|(name, _, _)| *name == id) {
        Kind::Topic
    } else if LANGUAGES.iter().any(|(name, _)| *name == id) {
        Kind::Language
    } else {
        Kind::Own
    }
}

/// Where a category stands among others: all votes, topics in their order, languages, others.
#[must_use]
pub fn place(id: &str) -> usize {
    let topic = || TOPICS.iter().position(|(name, _, _)| *name == id);
    match kind(id) {
        Kind::Overall => 0,
        Kind::Topic => 1 + topic().unwrap_or_default(),
        Kind::Language => 1 + TOPICS.len(),
        Kind::Own => 2 + TOPICS.len(),
    }
}

/// What a category means, and how far it is to be trusted; `None` if only the operator knows.
#[must_use]
pub fn meaning(language: Language, id: &str) -> Option<String> {
    if kind(id) == Kind::Language {
        return Some(language.category_language_means().to_owned());
    }
    let topic = TOPICS.iter().find(|(name, _, _)| *name == id);
    let (_, _, means) = topic?;
    let precision = PRECISION.iter().find(|(name, _, _)| *name == id);
    Some(match precision {
        Some((_, precision, recall)) => {
            let trust = language.category_precision(precision, recall);
            format!("{} {}", means(language), trust.into_string())
        }
        None => means(language).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_have_titles_in_every_language_and_others_are_called_by_their_id() {
        for language in Language::ALL {
            for (name, _, _) in TOPICS {
                assert_ne!(title(language, name), name);
                assert!(meaning(language, name).is_some());
            }
            assert!(
                LANGUAGES
                    .iter()
                    .all(|(name, _)| title(language, name) != *name)
            );
            assert_eq!(title(language, "my_own"), "my_own");
            assert_eq!(meaning(language, "my_own"), None);
        }
    }

    #[test]
    fn categories_stand_in_their_order() {
        let mut ids = ["my_own", "german", "math", "overall", "coding"];
        ids.sort_by_key(|id| place(id));
        assert_eq!(ids, ["overall", "coding", "math", "german", "my_own"]);
    }
}
