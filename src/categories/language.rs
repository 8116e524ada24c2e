//! Which language a text is written in: `whatlang` for the many, `whichlang` for short texts in the sixteen that it knows.

use std::sync::OnceLock;

use whatlang::{Detector, Lang, Script};
use whichlang::Lang as Common;

use super::prose::prose;

/// More of a text says nothing new.
const MOST_CHARS: usize = 2_000;
/// Fewer letters than this are in no language for certain.
const FEWEST_LETTERS: usize = 4;
/// How many letters of an alphabet a character that is a syllable or a word stands for.
const LETTERS_OF_A_SYLLABLE: usize = 3;

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
        let mut all = Self::all();
        all.find(|one| one.tag == name || one.category == name)
    }

    /// All that can be found.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN
            .iter()
            .map(|(_, tag, category)| Self { tag, category })
    }
}

/// The languages that are looked for. Every further one makes short texts harder to tell.
const KNOWN: [(Lang, &str, &str); 38] = [
    (Lang::Ara, "ar", "arabic"),
    (Lang::Ben, "bn", "bengali"),
    (Lang::Bul, "bg", "bulgarian"),
    (Lang::Cat, "ca", "catalan"),
    (Lang::Ces, "cs", "czech"),
    (Lang::Cmn, "zh", "chinese"),
    (Lang::Dan, "da", "danish"),
    (Lang::Deu, "de", "german"),
    (Lang::Ell, "el", "greek"),
    (Lang::Eng, "en", "english"),
    (Lang::Fin, "fi", "finnish"),
    (Lang::Fra, "fr", "french"),
    (Lang::Heb, "he", "hebrew"),
    (Lang::Hin, "hi", "hindi"),
    (Lang::Hun, "hu", "hungarian"),
    (Lang::Hye, "hy", "armenian"),
    (Lang::Ind, "id", "indonesian"),
    (Lang::Ita, "it", "italian"),
    (Lang::Jpn, "ja", "japanese"),
    (Lang::Kat, "ka", "georgian"),
    (Lang::Kor, "ko", "korean"),
    (Lang::Nld, "nl", "dutch"),
    (Lang::Nob, "no", "norwegian"),
    (Lang::Pes, "fa", "persian"),
    (Lang::Pol, "pl", "polish"),
    (Lang::Por, "pt", "portuguese"),
    (Lang::Ron, "ro", "romanian"),
    (Lang::Rus, "ru", "russian"),
    (Lang::Spa, "es", "spanish"),
    (Lang::Swe, "sv", "swedish"),
    (Lang::Tam, "ta", "tamil"),
    (Lang::Tel, "te", "telugu"),
    (Lang::Tha, "th", "thai"),
    (Lang::Tur, "tr", "turkish"),
    (Lang::Ukr, "uk", "ukrainian"),
    (Lang::Urd, "ur", "urdu"),
    (Lang::Vie, "vi", "vietnamese"),
    (Lang::Amh, "am", "amharic"),
];

/// The language of a text; `None` if it has too few words to tell, or is all code. It depends on nothing but the text, and takes
/// the same time however long that is.
#[must_use]
pub fn language(text: &str) -> Option<Language> {
    let words = prose(text, MOST_CHARS);
    let words = leading_script(&words)?;
    let many = detector().detect(&words);
    if let Some(info) = many {
        let is_shared = matches!(info.script(), Script::Latin | Script::Cyrillic);
        let is_sure = info.is_reliable() || !is_shared;
        if is_sure && common(info.lang()).is_none() {
            return known(info.lang());
        }
        // An alphabet of one language, or one that the other way of telling does not know apart.
        if matches!(
            info.script(),
            Script::Hangul | Script::Katakana | Script::Hiragana | Script::Mandarin
        ) {
            return known(info.lang());
        }
    }
    let found = whichlang::detect_language(&words);
    known(lang(found))
}

fn detector() -> &'static Detector {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    DETECTOR.get_or_init(|| {
        let langs = KNOWN.iter().map(|(lang, _, _)| *lang);
        Detector::with_allowlist(langs.collect())
    })
}

fn known(lang: Lang) -> Option<Language> {
    let found = KNOWN.iter().find(|(known, _, _)| *known == lang);
    found.map(|(_, tag, category)| Language { tag, category })
}

/// The sixteen that both ways of telling know.
const COMMON: [(Common, Lang); 16] = [
    (Common::Ara, Lang::Ara),
    (Common::Cmn, Lang::Cmn),
    (Common::Deu, Lang::Deu),
    (Common::Eng, Lang::Eng),
    (Common::Fra, Lang::Fra),
    (Common::Hin, Lang::Hin),
    (Common::Ita, Lang::Ita),
    (Common::Jpn, Lang::Jpn),
    (Common::Kor, Lang::Kor),
    (Common::Nld, Lang::Nld),
    (Common::Por, Lang::Por),
    (Common::Rus, Lang::Rus),
    (Common::Spa, Lang::Spa),
    (Common::Swe, Lang::Swe),
    (Common::Tur, Lang::Tur),
    (Common::Vie, Lang::Vie),
];

fn common(lang: Lang) -> Option<Common> {
    COMMON
        .iter()
        .find(|(_, one)| *one == lang)
        .map(|(common, _)| *common)
}

fn lang(common: Common) -> Lang {
    let found = COMMON.iter().find(|(one, _)| *one == common);
    found.map_or(Lang::Eng, |(_, lang)| *lang)
}

/// The text without the letters of other scripts, if it has letters enough: a Chinese question about `quicksort` in Python
/// has more Latin letters than Chinese ones.
fn leading_script(words: &str) -> Option<String> {
    let (mut latin, mut syllables, mut others) = (0, 0, 0);
    for letter in words.chars().filter(|c| c.is_alphabetic()) {
        if is_latin(letter) {
            latin += 1;
        } else if is_syllable(letter) {
            syllables += LETTERS_OF_A_SYLLABLE;
        } else {
            others += 1;
        }
    }
    if latin + syllables + others < FEWEST_LETTERS {
        return None;
    }
    let is_led_by_latin = latin >= syllables + others;
    let stays = |c: &char| !c.is_alphabetic() || is_latin(*c) == is_led_by_latin;
    Some(words.chars().filter(stays).collect())
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Chinese, Japanese and Korean.
fn is_syllable(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_prompts_in_many_languages_are_told_apart() {
        let prompts = [
            ("en", "What is the capital of Australia?"),
            ("en", "write me a poem about the sea"),
            ("de", "Wie koche ich ein weiches Ei?"),
            ("fr", "Quelle est la capitale de l'Australie ?"),
            ("es", "\u{bf}Cu\u{e1}l es la capital de Australia?"),
            ("pt", "Qual \u{e9} a diferen\u{e7}a entre massa e peso?"),
            ("it", "Scrivi una poesia sul mare d'inverno"),
            ("nl", "Hoe maak ik een goede appeltaart?"),
            (
                "ru",
                "\u{41a}\u{430}\u{43a} \u{441}\u{432}\u{430}\u{440}\u{438}\u{442}\u{44c} \u{431}\u{43e}\u{440}\u{449}?",
            ),
            (
                "uk",
                "\u{42f}\u{43a} \u{437}\u{432}\u{430}\u{440}\u{438}\u{442}\u{438} \u{431}\u{43e}\u{440}\u{449}, \u{449}\u{43e}\u{431} \u{432}\u{456}\u{43d} \u{431}\u{443}\u{432} \u{441}\u{43c}\u{430}\u{447}\u{43d}\u{438}\u{439}?",
            ),
            (
                "zh",
                "\u{7528}Python\u{5199}\u{4e00}\u{4e2a}quicksort\u{51fd}\u{6570}",
            ),
            (
                "ja",
                "\u{6d77}\u{306b}\u{3064}\u{3044}\u{3066}\u{306e}\u{8a69}\u{3092}\u{66f8}\u{3044}\u{3066}",
            ),
            (
                "ko",
                "\u{bc14}\u{b2e4}\u{c5d0} \u{ad00}\u{d55c} \u{c2dc}\u{b97c} \u{c368}\u{c918}",
            ),
            (
                "ar",
                "\u{645}\u{627} \u{647}\u{64a} \u{639}\u{627}\u{635}\u{645}\u{629} \u{623}\u{633}\u{62a}\u{631}\u{627}\u{644}\u{64a}\u{627}\u{61f}",
            ),
            (
                "hi",
                "\u{911}\u{938}\u{94d}\u{91f}\u{94d}\u{930}\u{947}\u{932}\u{93f}\u{92f}\u{93e} \u{915}\u{940} \u{930}\u{93e}\u{91c}\u{927}\u{93e}\u{928}\u{940} \u{915}\u{94d}\u{92f}\u{93e} \u{939}\u{948}?",
            ),
        ];
        for (tag, prompt) in prompts {
            assert_eq!(language(prompt).map(Language::tag), Some(tag), "{prompt}");
        }
    }

    #[test]
    fn what_is_no_language_has_none() {
        for text in [
            "",
            "42 + 1 = ?",
            "hi",
            "```\nfn main() {}\n```",
            "\u{1f600}\u{1f600}\u{1f600}\u{1f600}",
        ] {
            assert_eq!(language(text), None, "{text}");
        }
    }

    #[test]
    fn a_question_about_another_language_is_in_its_own() {
        let asked = language("What does the sign \u{51fa}\u{53e3} mean in English?");
        assert_eq!(asked.map(Language::tag), Some("en"));
        let asked = language("Was bedeutet ```print('hello world, how are you')``` in Python?");
        assert_eq!(asked.map(Language::tag), Some("de"));
    }

    #[test]
    fn tags_and_categories_are_told_once() {
        let all: Vec<Language> = Language::all().collect();
        for one in &all {
            assert_eq!(Language::named(one.tag()), Some(*one));
            assert_eq!(Language::named(one.category()), Some(*one));
        }
        assert_eq!(Language::named("klingon"), None);
    }
}
