//! Answers: untrusted Markdown in, allow-listed HTML out.
//!
//! Four walls, one behind the other: raw HTML is escaped, the tree is rewritten here (no images, only web and mail links,
//! math and code rendered by us), hostile shapes fall back to plain text, and the result passes an allow-list.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};
use maud::{Markup, PreEscaped, html};

use crate::language::Language;

mod highlight;
mod math;
mod sanitize;
mod tree;

/// Longer texts are shown as they are.
const MAX_BYTES: usize = 256 * 1024;
/// Deeper trees are shown as their source.
const MAX_DEPTH: usize = 48;
/// So are texts with more table cells; short rows are filled up, so a small text can ask for millions.
const MAX_CELLS: usize = 20_000;
/// How much code is highlighted in one text.
const CODE_BYTES: usize = 64 * 1024;
/// How much math is rendered in one text.
const MATH_BYTES: usize = 64 * 1024;
/// How many bytes the search for the ends of formulas may look at.
const MAX_SCAN: usize = 20_000_000;

/// What may still be spent on one text, and in which language the little is said that is ours.
struct Budget {
    language: Language,
    code: usize,
    math: usize,
}

/// Renders an answer; the reader's language names tables and images.
#[must_use]
pub fn render(language: Language, markdown: &str) -> Markup {
    if markdown.len() > MAX_BYTES {
        return plain(markdown);
    }
    let arena = Arena::new();
    let options = options(markdown);
    let root = parse_document(&arena, markdown, &options);
    if is_hostile(root) {
        return plain(markdown);
    }
    let mut budget = Budget {
        language,
        code: CODE_BYTES,
        math: MATH_BYTES,
    };
    let nodes: Vec<Node<'_>> = root.descendants().collect();
    tree::shift_headings(&nodes);
    for node in nodes {
        tree::rewrite(&arena, node, &mut budget);
    }
    let mut out = String::new();
    let formatted = format_html(root, &options, &mut out);
    let clean = sanitize::clean(&out);
    // Link definitions leave no trace, but a reader must see that the answer says something.
    if formatted.is_err() || (clean.trim().is_empty() && !markdown.trim().is_empty()) {
        return plain(markdown);
    }
    PreEscaped(clean)
}

fn plain(text: &str) -> Markup {
    html! { p .plain { (text) } }
}

fn options(markdown: &str) -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.math_dollars = true;
    options.extension.math_latex = is_cheap(markdown, &["\\(", "\\["]);
    options.extension.math_code = is_cheap(markdown, &["$`"]);
    options.extension.cjk_friendly_emphasis = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
}

/// The parser looks for the end of each opener up to the end of the text: many without an end cost their number times
/// its length. Only then are they left alone.
fn is_cheap(markdown: &str, openers: &[&str]) -> bool {
    let count: usize = openers
        .iter()
        .map(|opener| markdown.matches(opener).count())
        .sum();
    count.saturating_mul(markdown.len()) <= MAX_SCAN
}

/// Whether the tree would cost more to show than an honest answer ever does.
fn is_hostile(root: Node<'_>) -> bool {
    let (mut depth, mut cells) = (0_usize, 0_usize);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                depth += 1;
                if let NodeValue::Table(table) = &node.data().value {
                    cells = cells.saturating_add(table.num_columns.saturating_mul(table.num_rows));
                }
            }
            NodeEdge::End(_) => depth -= 1,
        }
        if depth > MAX_DEPTH || cells > MAX_CELLS {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
