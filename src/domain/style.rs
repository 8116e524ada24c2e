//! The looks of an answer, counted the way `LMArena`'s style control counts them.

use serde::{Deserialize, Serialize};

/// Counts over one answer, code fences left out (except for the length).
///
/// The patterns are those of `FastChat`'s `add_markdown_info.py`: headers `^#{1,6}\s`, ordered items `^\s*\d+\.\s`,
/// unordered items `^\s*[-*+]\s`, bold `**..**` and `__..__`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleFeatures {
    /// Unicode scalar values, code included.
    pub chars: u32,
    /// Lines that are headings.
    pub headers: u32,
    /// Lines that are list items, ordered or not.
    pub lists: u32,
    /// Runs of bold text.
    pub bold: u32,
}

impl StyleFeatures {
    /// What covariates of style are called.
    pub const NAMES: [&'static str; 4] = ["length", "headers", "lists", "bold"];

    /// The counts in the order of the names.
    #[must_use]
    pub fn numbers(&self) -> [u32; 4] {
        [self.chars, self.headers, self.lists, self.bold]
    }

    /// Counts over a Markdown text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let prose = without_fences(text);
        Self {
            chars: count(text.chars()),
            headers: count(prose.lines().filter(|line| is_header(line))),
            lists: count(prose.lines().filter(|line| is_item(line))),
            bold: bold_runs(&prose, "**", '*') + bold_runs(&prose, "__", '_'),
        }
    }
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// Drops every ```` ```...``` ```` that is closed.
fn without_fences(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("```") {
        out.push_str(before);
        let Some((_code, behind)) = after.split_once("```") else {
            out.push_str("```");
            rest = after;
            continue;
        };
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn is_header(line: &str) -> bool {
    let body = line.trim_start_matches('#');
    let hashes = line.len() - body.len();
    (1..=6).contains(&hashes) && body.starts_with(char::is_whitespace)
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let bullet = line.strip_prefix(['-', '*', '+']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = if digits.len() < line.len() {
        digits.strip_prefix('.')
    } else {
        None
    };
    bullet
        .or(ordered)
        .is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Counts `**text**` where the text is not empty and has neither the marker's character nor a line end.
fn bold_runs(text: &str, marker: &str, character: char) -> u32 {
    let mut runs = 0;
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(marker) {
        let inner = after.split([character, '\n']).next().unwrap_or_default();
        let behind = after.get(inner.len()..).unwrap_or_default();
        match behind.strip_prefix(marker) {
            Some(next) if !inner.is_empty() => {
                runs += 1;
                rest = next;
            }
            _ => rest = after,
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_and_bold_are_counted_outside_code() {
        let text = "# Title\n\n- one\n2. **two** and __three__\n```\n# not a header\n- no item **x**\n```\n####### seven\n";
        let style = StyleFeatures::of(text);
        assert_eq!((style.headers, style.lists, style.bold), (1, 2, 2));
        assert_eq!(style.chars as usize, text.chars().count());
    }

    #[test]
    fn an_open_fence_hides_nothing() {
        assert_eq!(StyleFeatures::of("```\n# a\n").headers, 1);
        assert_eq!(
            StyleFeatures::of("****"),
            StyleFeatures {
                chars: 4,
                ..StyleFeatures::default()
            }
        );
    }
}
