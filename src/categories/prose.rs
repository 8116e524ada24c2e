//! What of a text is language: without code, formulas, addresses and markup.

/// The marker of a code fence.
const FENCE: &str = "```";
/// A text with so many bytes before a quotation can do without it.
const ENOUGH: usize = 10;

/// The words of a text. Code, formulas between dollars, web addresses and
/// quotations become one space each. Takes one pass
/// and stops after so many characters.
pub(super) fn prose(text: &str, most_chars: usize) -> String {
    let mut out = String::new();
    let mut left = most_chars;
    let mut rest = text;
    let mut is_word_start = true;
    // Once a marker has no partner, it has none further on either.
    let (mut lone_quote, mut lone_dollars) = (false, false);
    while let Some(next) = rest.chars().next() {
        if left == 0 {
            break;
        }
        let behind = match next {
            // What is behind a fence that nobody closed is code too.
            '`' if rest.starts_with(FENCE) => behind_pair(rest, FENCE, &mut false).or(Some("")),
            '`' => behind_pair(rest, "`", &mut lone_quote),
            '$' if rest.starts_with("$$") => behind_pair(rest, "$$", &mut lone_dollars),
            '$' => behind_formula(rest),
            '"' | '\u{201c}' | '\u{ab}' if out.len() >= ENOUGH => behind_quotation(rest, next),
            '\\' => Some(rest.trim_start_matches(|c: char| c == '\\' || c.is_ascii_alphabetic())),
            'h' | 'w' if is_word_start && is_address(rest) => {
                Some(rest.trim_start_matches(|c: char| !c.is_whitespace()))
            }
            _ => None,
        };
        left -= 1;
        if let Some(behind) = behind {
            out.push(' ');
            is_word_start = true;
            rest = behind;
        } else {
            out.push(next);
            is_word_start = !next.is_alphanumeric();
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// What comes behind a text that stands between two of these markers.
fn behind_pair<'a>(rest: &'a str, marker: &str, is_unpaired: &mut bool) -> Option<&'a str> {
    if *is_unpaired {
        return None;
    }
    let inside = rest.get(marker.len()..)?;
    let found = inside.find(marker).map(|end| end + marker.len());
    *is_unpaired = found.is_none();
    inside.get(found?..)
}

/// What comes behind `$x^2$`: a formula stands in one line, is short, and is no sum of money.
fn behind_formula(rest: &str) -> Option<&str> {
    const LONGEST: usize = 200;
    let inside = rest.get(1..)?;
    let starts_well = inside.starts_with(|c: char| !c.is_whitespace() && !c.is_ascii_digit());
    let mut near = inside.char_indices().take(LONGEST);
    let (end, _) = near.find(|(_, c)| matches!(c, '$' | '\n'))?;
    let behind = inside.get(end..)?.strip_prefix('$')?;
    starts_well.then_some(behind)
}

/// What comes behind words that are quoted, which may be in another language, in one line.
fn behind_quotation(rest: &str, opening: char) -> Option<&str> {
    const LONGEST: usize = 400;
    let closing = match opening {
        '\u{201c}' => '\u{201d}',
        '\u{ab}' => '\u{bb}',
        same => same,
    };
    let inside = rest.get(opening.len_utf8()..)?;
    let mut near = inside.char_indices().take(LONGEST);
    let (end, _) = near.find(|(_, c)| *c == closing || *c == '\n')?;
    inside.get(end..)?.strip_prefix(closing)
}

fn is_address(rest: &str) -> bool {
    ["http://", "https://", "www."]
        .iter()
        .any(|scheme| rest.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_formulas_and_addresses_are_no_language() {
        let text = "Was tut ```rust\nlet x = 1;\n``` und `x` mit $x^2$ und $$y$$ auf https://example.org/a?b hier?";
        let words: Vec<String> = prose(text, 1_000)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        assert_eq!(words.join(" "), "Was tut und mit und auf hier?");
        assert_eq!(prose("Was tut ```\nlet x", 1_000), "Was tut  ");
    }

    #[test]
    fn markers_without_a_partner_and_sums_of_money_hide_nothing() {
        for text in [
            "it costs $5 or $6",
            "a ` b",
            "$$ a",
            "50 $ a\nb $",
            "the www and http",
        ] {
            assert_eq!(prose(text, 1_000), text);
        }
    }

    #[test]
    fn a_hostile_text_takes_one_pass() {
        for piece in [
            "`", "$", "$$a", "``` ` ", "https://", "$a", "$\n", "h", "\"a", "\\a",
        ] {
            let text = piece.repeat(200_000 / piece.len());
            let began = std::time::Instant::now();
            let found = prose(&text, usize::MAX);
            assert!(found.len() <= text.len());
            assert!(began.elapsed().as_secs() < 5, "{piece:?}");
        }
    }
}
