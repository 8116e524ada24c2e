//! What shows without any word: code, formulas and sums look the same in every language.

use std::sync::OnceLock;

use regex::RegexSet;

/// How much of the looks of a text speaks for code, and for mathematics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looks {
    pub(super) code: i32,
    pub(super) maths: i32,
}

/// A pattern (all in one pass, whatever the text), and how much it says.
type Sign = (&'static str, i32);

/// Patterns are about ASCII: in Unicode, a class of letters is a thousand times larger.
const ASCII: [(&str, &str); 3] = [
    (r"\w", "[A-Za-z0-9_]"),
    (r"\d", "[0-9]"),
    (r"\s", r"[ \t\r\n]"),
];

const CODE: [Sign; 15] = [
    (r"```", 2),
    (r"(?m)^\s*#include\s*[<\x22]", 2),
    (r"(?-u:\b)(?:def|fn|func)\s+\w+\s?\(", 2),
    (
        r"(?-u:\b)(?:public|private|static|class|void|struct|enum|interface|int)\s+\w+\s?\w*\s?[({\[]",
        2,
    ),
    (r"(?-u:\b)(?:for|while|if)\s?\([^)\n]+\)\s*\{", 2),
    (r"(?-u:\b)for\s+\w+\s+in\s+range\s?\(", 2),
    (
        r"(?i)(?-u:\b)select\s[^.?!\n]+\sfrom\s+\w+(?:\s*;|\s+(?:where|group|order|join|left|limit)(?-u:\b))",
        2,
    ),
    (r"(?-u:\b)[A-Z]\w+(?:Error|Exception)(?-u:\b)", 2),
    (
        r"(?-u:\b)(?:console\.log|print|printf|println!?|echo|cout|malloc|len|main)\s?\(",
        2,
    ),
    (r"</\w+>|<\w+\s\w+=", 2),
    (r"(?-u:\b)\w+(?:::|->)\w+", 1),
    (r"=>|&&|\|\||!=|===", 1),
    (r"(?m);\s*$", 1),
    (
        r"(?-u:\b)\w+\.(?:py|js|ts|tsx|jsx|rs|go|cpp|hpp|java|html|css|json|sh|ya?ml|toml|rb|php|sql|csv|jpe?g|log)(?-u:\b)",
        1,
    ),
    (r"(?-u:\b)[a-z][a-z]+_[a-z][a-z]+(?-u:\b)", 1),
];

const MATHS: [Sign; 9] = [
    (
        r"\\(?:int|frac|d?frac|sqrt|sum|lim|prod|mathbb|partial|infty|begin\{|cdot|times|le|ge|alpha|theta|sin|cos)",
        2,
    ),
    (r"\$[^$\n]*[\\^_=+<>][^$\n]*\$", 2),
    (r"(?-u:\b)\d[\d.,]*\s?[+*\u{d7}\u{f7}^]\s?\(?-?\d", 2),
    (r"\d\s+[-/\u{2212}]\s+\d", 2),
    (r"\d\s?/\s?\d{1,3}\s?[-+*]\s?\d", 2),
    (
        r"(?-u:\b)\d{0,4}[a-zA-Z](?:\^\d{1,3}|[\u{b2}\u{b3}])?\s?[-+*/\u{2212}][-+*/\u{2212}\s\da-zA-Z^\u{b2}\u{b3}()]+=\s?-?\d",
        2,
    ),
    (
        r"(?-u:\b)[a-zA-Z]\s?\([a-z]\)\s?=|(?-u:\b)[xyz]\s?(?:\^\s?\d|[\u{b2}\u{b3}])|(?-u:\b)\d{0,3}[xyz]\s?[-+=]\s?\d",
        2,
    ),
    (
        r"\d\s?%\s(?:of|de|del|da|di|von|van|\u{43e}\u{442}|\u{645}\u{646})\s(?:the\s)?\d",
        2,
    ),
    (
        r"(?-u:\b)(?:sqrt|sin|cos|tan|log|ln|exp|mod|lim)\s?\(?\s?[a-z\d]",
        1,
    ),
];

impl Looks {
    /// What a text looks like.
    pub(super) fn of(text: &str) -> Self {
        Self {
            code: total(code(), &CODE, text),
            maths: total(maths(), &MATHS, text),
        }
    }
}

fn total(set: Option<&RegexSet>, signs: &[Sign], text: &str) -> i32 {
    let Some(set) = set else { return 0 };
    let found = set.matches(text);
    let found = found.into_iter().filter_map(|place| signs.get(place));
    found.map(|(_, says)| says).sum()
}

fn code() -> Option<&'static RegexSet> {
    static SET: OnceLock<Option<RegexSet>> = OnceLock::new();
    SET.get_or_init(|| set(&CODE)).as_ref()
}

fn maths() -> Option<&'static RegexSet> {
    static SET: OnceLock<Option<RegexSet>> = OnceLock::new();
    SET.get_or_init(|| set(&MATHS)).as_ref()
}

fn set(signs: &[Sign]) -> Option<RegexSet> {
    let ascii = |(pattern, _): &Sign| {
        let words = ASCII.iter();
        words.fold((*pattern).to_owned(), |text, (from, to)| {
            text.replace(from, to)
        })
    };
    RegexSet::new(signs.iter().map(ascii)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        assert!(code().is_some() && maths().is_some());
    }

    #[test]
    fn code_and_sums_are_seen_without_words() {
        for text in [
            "for i in range(10) print(i)",
            "int main() { return 0; }",
            "SELECT * FROM t WHERE a = 1",
            "TypeError: x",
            "```\nx\n```",
        ] {
            assert!(Looks::of(text).code >= 2, "{text}");
        }
        for text in [
            "7+8*2",
            "12*(7-3)/4 = ?",
            "3x^2 - 12x + 7 = 0",
            "2x + 5 = 17",
            r"\int_0^1 x dx",
            "15% of 380",
            "3/4 + 5/6",
            "x\u{b2} - 5x + 6 = 0",
        ] {
            assert!(Looks::of(text).maths >= 2, "{text}");
        }
    }

    #[test]
    fn dates_prices_and_names_are_neither() {
        for text in [
            "the war of 1914-1918",
            "call 555-0123",
            "COVID-19 in 2020/21",
            "24/7 for $5",
            "my class (of 2010)",
            "either/or",
            "A-1 visa",
            "a 50% discount",
        ] {
            assert!(
                Looks::of(text).code < 2 && Looks::of(text).maths < 2,
                "{text} {:?}",
                Looks::of(text)
            );
        }
    }
}
