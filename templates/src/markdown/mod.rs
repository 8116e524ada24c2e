//! Answers: untrusted Markdown in, allow-listed HTML out.
//!
//! An answer is cut into blocks, and each is rendered by itself as soon as it is finished: see [`Writer`].
//!
//! Four walls, one behind the other: raw HTML is escaped, the tree is rewritten here (no images, only web and mail links,
//! math and code rendered by us), hostile shapes fall back to plain text, and the result passes an allow-list.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};
use maud::{Markup, PreEscaped, html};

use crate::language::Language;
use split::{Chunk, Splitter};

mod highlight;
mod math;
mod sanitize;
mod split;
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
    bytes: usize,
    code: usize,
    math: usize,
    scan: usize,
    cells: usize,
}

/// A finished block of an answer.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it looks like.
    pub html: String,
    /// How much of the source it stands for, in UTF-16 code units as browsers count.
    pub units: usize,
    /// Whether it is an item of the list that the block before it is an item of: then its items go there.
    pub continues: bool,
}

/// An answer that is being written: blocks are rendered once, when they are finished, and never again.
///
/// What it gives depends on the text alone, not on the pieces in which it came.
pub struct Writer {
    splitter: Splitter,
    budget: Budget,
    levels: [bool; 7],
}

impl Writer {
    /// Nothing is written yet.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            splitter: Splitter::new(),
            budget: Budget {
                language,
                bytes: MAX_BYTES,
                code: CODE_BYTES,
                math: MATH_BYTES,
                scan: MAX_SCAN,
                cells: MAX_CELLS,
            },
            levels: [false; 7],
        }
    }

    /// The blocks that a piece of text finishes.
    pub fn push(&mut self, text: &str) -> Vec<Block> {
        let chunks = self.splitter.push(text);
        chunks.into_iter().map(|chunk| self.block(&chunk)).collect()
    }

    /// The blocks that the end of the text finishes.
    pub fn finish(&mut self) -> Vec<Block> {
        let chunks = self.splitter.finish();
        chunks.into_iter().map(|chunk| self.block(&chunk)).collect()
    }

    /// The source of the block that is not finished.
    #[must_use]
    pub fn rest(&self) -> String {
        self.splitter.rest()
    }

    fn block(&mut self, chunk: &Chunk) -> Block {
        Block {
            html: self.html(&chunk.source).into_string(),
            units: chunk.source.encode_utf16().count(),
            continues: chunk.continues,
        }
    }

    fn html(&mut self, source: &str) -> Markup {
        if source.trim().is_empty() {
            return html! {};
        }
        if source.len() > self.budget.bytes {
            self.budget.bytes = 0;
            return plain(source);
        }
        self.budget.bytes -= source.len();
        let arena = Arena::new();
        let options = options(source, &mut self.budget.scan);
        let root = parse_document(&arena, source, &options);
        if is_hostile(root, &mut self.budget.cells) {
            return plain(source);
        }
        let nodes: Vec<Node<'_>> = root.descendants().collect();
        tree::shift_headings(&nodes, &mut self.levels);
        for node in nodes {
            tree::rewrite(&arena, node, &mut self.budget);
        }
        let mut out = String::new();
        let formatted = format_html(root, &options, &mut out);
        let clean = sanitize::clean(&out);
        // Link definitions leave no trace, but a reader must see that the answer says something.
        if formatted.is_err() || clean.trim().is_empty() {
            return plain(source);
        }
        PreEscaped(clean)
    }
}

/// Blocks one behind the other, with the items of one list in one list.
#[must_use]
pub fn joined(blocks: &[Block]) -> Markup {
    let mut out = String::new();
    for block in blocks {
        match block
            .continues
            .then(|| items(&mut out, &block.html))
            .flatten()
        {
            Some(items) => out.push_str(items),
            None => out.push_str(&block.html),
        }
    }
    PreEscaped(out)
}

/// Opens the list at the end again; what stands in the list of `html` and its end is left to be added.
fn items<'a>(out: &mut String, html: &'a str) -> Option<&'a str> {
    let close = ["</ul>\n", "</ol>\n"]
        .into_iter()
        .find(|close| out.ends_with(close) && html.ends_with(close))?;
    let open = html.starts_with(if close.contains('u') { "<ul" } else { "<ol" });
    let (_, items) = html.split_once('>').filter(|_| open)?;
    out.truncate(out.len() - close.len());
    Some(items.strip_prefix('\n').unwrap_or(items))
}

/// Renders an answer; the reader's language names tables and images.
#[must_use]
pub fn render(language: Language, markdown: &str) -> Markup {
    let mut writer = Writer::new(language);
    let mut blocks = writer.push(markdown);
    blocks.extend(writer.finish());
    joined(&blocks)
}

fn plain(text: &str) -> Markup {
    html! { p .plain { (text) } }
}

fn options(markdown: &str, scan: &mut usize) -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.math_dollars = true;
    options.extension.math_latex = is_cheap(markdown, &["\\(", "\\["], scan);
    options.extension.math_code = is_cheap(markdown, &["$`"], scan);
    options.extension.cjk_friendly_emphasis = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
}

/// The parser looks for the end of each opener up to the end of the text: many without an end cost their number times
/// its length. Only then are they left alone.
fn is_cheap(markdown: &str, openers: &[&str], scan: &mut usize) -> bool {
    let count: usize = openers
        .iter()
        .map(|opener| markdown.matches(opener).count())
        .sum();
    let cost = count.saturating_mul(markdown.len());
    let affordable = cost <= *scan;
    if affordable {
        *scan -= cost;
    }
    affordable
}

/// Whether the tree would cost more to show than an honest answer ever does.
fn is_hostile(root: Node<'_>, budget: &mut usize) -> bool {
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
        if depth > MAX_DEPTH || cells > *budget {
            return true;
        }
    }
    *budget -= cells;
    false
}

#[cfg(test)]
mod tests;
