//! Which language a text is written in: `whatlang` for the many, `whichlang` for short texts in the sixteen that it knows.

use std::sync::OnceLock;

use whatlang::{Detector, Info, Lang, Script};
use whichlang::Lang as Common;

use super::prose::prose;
use crate::domain::Language;

/// More of a text says nothing new.
const MOST_CHARS: usize = 2_000;
/// Fewer letters than this are in no language for certain.
const FEWEST_LETTERS: usize = 5;
/// How confident `whatlang` must be of a language that `whichlang` does not know: in a text of plain letters, and in others.
const SURE: f64 = 0.8;
const LIKELY: f64 = 0.3;
/// How many letters of an alphabet a character that is a syllable or a word stands for.
const LETTERS_OF_A_SYLLABLE: usize = 3;

/// The languages that are looked for. Every further one makes short texts harder to tell.
const KNOWN: [(Lang, &str); 38] = [
    (Lang::Ara, "ar"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hun, "hu"),
    (Lang::Hye, "hy"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kat, "ka"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "no"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tel, "te"),
    (Lang::Tha, "th"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Vie, "vi"),
    (Lang::Amh, "am"),
];

/// The language of a text; `None` if it has too few words to tell, or is all code. It depends on nothing but the text, and takes
/// the same time however long that is.
#[must_use]
pub fn language(text: &str) -> Option<Language> {
    let words = prose(text, MOST_CHARS);
    let words = leading_script(&words)?;
    if let Some(info) = detector().detect(&words) {
        match info.script() {
            Script::Arabic => return known(of_arabic_letters(&words)),
            Script::Latin | Script::Cyrillic if !is_likely(&info, &words) => {}
            // The other way knows neither more scripts nor these languages.
            script => {
                let is_one_of_many = matches!(script, Script::Latin | Script::Cyrillic);
                if !is_one_of_many || !is_common(info.lang()) {
                    return known(info.lang());
                }
            }
        }
    }
    known(of_common(whichlang::detect_language(&words)))
}

/// Whether a language that only the first way knows is to be believed. Short texts are rarely sure; letters that few languages
/// have help.
fn is_likely(info: &Info, words: &str) -> bool {
    let has_letter = |letters: &str| words.chars().any(|c| letters.contains(c));
    let own = match info.lang() {
        Lang::Pol => "\u{142}\u{15b}\u{17c}\u{105}\u{119}",
        Lang::Ces => "\u{159}\u{16f}\u{11b}",
        Lang::Hun => "\u{151}\u{171}",
        Lang::Ron => "\u{219}\u{21b}\u{103}",
        Lang::Dan | Lang::Nob => "\u{e6}\u{f8}",
        Lang::Ukr => "\u{456}\u{457}\u{454}\u{491}",
        _ => "",
    };
    let least = if has_letter(own) {
        0.0
    } else if words.is_ascii() {
        SURE
    } else {
        LIKELY
    };
    info.is_reliable() || info.confidence() >= least
}

/// Arabic, Persian or Urdu: each has letters that the others lack.
fn of_arabic_letters(words: &str) -> Lang {
    let count = |letters: &str| words.chars().filter(|c| letters.contains(*c)).count();
    let urdu = count("\u{679}\u{688}\u{691}\u{6ba}\u{6d2}\u{6be}\u{6c1}");
    let persian = count("\u{67e}\u{686}\u{698}\u{6af}\u{6a9}\u{6cc}");
    let arabic = count("\u{643}\u{64a}\u{649}\u{629}\u{623}\u{625}");
    match (urdu > 0, persian > arabic) {
        (true, _) => Lang::Urd,
        (false, true) => Lang::Pes,
        (false, false) => Lang::Ara,
    }
}

fn detector() -> &'static Detector {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    DETECTOR.get_or_init(|| {
        let langs = KNOWN.iter().map(|(lang, _)| *lang);
        Detector::with_allowlist(langs.collect())
    })
}

fn known(lang: Lang) -> Option<Language> {
    let found = KNOWN.iter().find(|(known, _)| *known == lang);
    found.and_then(|(_, tag)| Language::named(tag))
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

fn is_common(lang: Lang) -> bool {
    COMMON.iter().any(|(_, one)| *one == lang)
}

fn of_common(common: Common) -> Lang {
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
    // One word of an alphabet that many languages share is no sign.
    if is_led_by_latin
        && words
            .split_whitespace()
            .filter(|word| is_word(word))
            .count()
            < 2
    {
        return None;
    }
    let stays = |c: &char| !c.is_alphabetic() || is_latin(*c) == is_led_by_latin;
    Some(words.chars().filter(stays).collect())
}

fn is_word(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
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
            "question 0?",
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
        let asked = language("\u{bf}Qu\u{e9} significa el error \"undefined is not a function\"?");
        assert_eq!(asked.map(Language::tag), Some("es"));
        let asked = language("Was bedeutet ```print('hello world, how are you')``` in Python?");
        assert_eq!(asked.map(Language::tag), Some("de"));
    }

    #[test]
    fn every_language_of_the_domain_can_be_found_and_no_other() {
        let of_domain: Vec<Option<Language>> = Language::all().map(Some).collect();
        let mut found: Vec<Option<Language>> = KNOWN.iter().map(|(lang, _)| known(*lang)).collect();
        found.sort_by_key(|one| one.map(Language::category));
        assert_eq!(found, of_domain);
    }
}
