//! Which form of a text a whole number takes: the rules of the Unicode CLDR for our languages.

use super::Language;

/// The six categories of the CLDR; most languages have fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Language {
    /// The category of a number.
    pub(super) fn plural(self, number: u64) -> Plural {
        match self {
            Self::English | Self::Pseudo | Self::Spanish if number == 1 => Plural::One,
            Self::French if number < 2 => Plural::One,
            // "un million de votes": a form of its own, which a text may leave out.
            Self::French | Self::Spanish if number > 0 && number.is_multiple_of(1_000_000) => {
                Plural::Many
            }
            Self::English | Self::Pseudo | Self::Chinese | Self::French | Self::Spanish => {
                Plural::Other
            }
            Self::Arabic => match (number, number % 100) {
                (0, _) => Plural::Zero,
                (1, _) => Plural::One,
                (2, _) => Plural::Two,
                (_, 3..=10) => Plural::Few,
                (_, 11..) => Plural::Many,
                _ => Plural::Other,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_locale_core::locale;
    use icu_plurals::{PluralCategory, PluralRules};

    #[test]
    fn the_rules_are_those_of_unicode() {
        let locales = [
            (Language::English, locale!("en")),
            (Language::Chinese, locale!("zh")),
            (Language::French, locale!("fr")),
            (Language::Spanish, locale!("es")),
            (Language::Arabic, locale!("ar")),
        ];
        for (language, locale) in locales {
            let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
            for number in (0..3_000)
                .chain(999_990..1_000_210)
                .chain([2_000_000, 5_000_000, 1_500_000])
            {
                let expected = match rules.category_for(number) {
                    PluralCategory::Zero => Plural::Zero,
                    PluralCategory::One => Plural::One,
                    PluralCategory::Two => Plural::Two,
                    PluralCategory::Few => Plural::Few,
                    PluralCategory::Many => Plural::Many,
                    PluralCategory::Other => Plural::Other,
                };
                assert_eq!(
                    language.plural(number),
                    expected,
                    "{number} in {language:?}"
                );
            }
        }
    }
}
