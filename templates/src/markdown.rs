//! Answers: untrusted Markdown in, allow-listed HTML out.
//!
//! Four walls, one behind the other: raw HTML is escaped, the tree is rewritten here (no images, only web and mail links,
//! math and code rendered by us), hostile shapes fall back to plain text, and the result passes an allow-list.

use std::cell::RefCell;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Ast, AstNode, LineColumn, Node, NodeLink, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};
use maud::{Markup, PreEscaped, html};

use crate::{highlight, math, sanitize};

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

/// What may still be spent on one text.
struct Budget {
    code: usize,
    math: usize,
}

/// Renders an answer.
#[must_use]
pub fn render(markdown: &str) -> Markup {
    if markdown.len() > MAX_BYTES {
        return plain(markdown);
    }
    let arena = Arena::new();
    let options = options(markdown);
    let root = parse_document(&arena, markdown, &options);
    if is_hostile(root) {
        return plain(markdown);
    }
    let mut budget = Budget { code: CODE_BYTES, math: MATH_BYTES };
    let nodes: Vec<Node<'_>> = root.descendants().collect();
    for node in nodes {
        rewrite(&arena, node, &mut budget);
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
    let count: usize = openers.iter().map(|opener| markdown.matches(opener).count()).sum();
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

fn rewrite<'a>(arena: &'a Arena<'a>, node: Node<'a>, budget: &mut Budget) {
    let value = node.data().value.clone();
    match value {
        NodeValue::Heading(mut heading) => {
            heading.level = (heading.level + 2).min(6);
            set(node, NodeValue::Heading(heading));
        }
        NodeValue::Image(link) => image(arena, node, &link.url),
        NodeValue::Link(link) if !is_allowed(&link.url) => unwrap(node),
        NodeValue::HtmlInline(tag) => inline_tag(node, &tag),
        NodeValue::CodeBlock(block) if block.info.trim() == "math" => {
            set(node, NodeValue::Raw(format!("<p>{}</p>\n", formula(&block.literal, true, budget))));
        }
        NodeValue::CodeBlock(block) => {
            set(node, NodeValue::Raw(highlight::block(&block.info, &block.literal, &mut budget.code)));
        }
        NodeValue::Math(math) => set(node, NodeValue::Raw(formula(&math.literal, math.display_math, budget))),
        NodeValue::TaskItem(item) => task(arena, node, item.symbol.is_some()),
        NodeValue::Table(_) => {
            node.insert_before(alloc(arena, NodeValue::Raw(sanitize::TABLE_OPEN.to_owned())));
            node.insert_after(alloc(arena, NodeValue::Raw("</div>\n".to_owned())));
        }
        _ => {}
    }
}

fn set(node: Node<'_>, value: NodeValue) {
    node.data_mut().value = value;
}

fn alloc<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::new(RefCell::new(Ast::new(value, LineColumn { line: 0, column: 0 }))))
}

fn formula(latex: &str, display: bool, budget: &mut Budget) -> String {
    let affordable = budget.math >= latex.len();
    budget.math = budget.math.saturating_sub(latex.len());
    let mathml = if affordable { math::mathml(latex, display) } else { None };
    mathml.unwrap_or_else(|| html! { code .tex { (latex.trim()) } }.into_string())
}

/// An image never loads by itself: its place tells what and where it is, and leads there.
fn image<'a>(arena: &'a Arena<'a>, node: Node<'a>, url: &str) {
    let alt = node.collect_text();
    let host = host(url).filter(|_| is_allowed(url));
    let words = match (alt.trim(), host) {
        ("", None) => "[image]".to_owned(),
        ("", Some(host)) => format!("[image on {host}]"),
        (alt, None) => format!("[image: {alt}]"),
        (alt, Some(host)) => format!("[image: {alt}, on {host}]"),
    };
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    let linked = node.ancestors().skip(1).any(|parent| matches!(parent.data().value, NodeValue::Link(_)));
    if host.is_some() && !linked {
        set(node, NodeValue::Link(Box::new(NodeLink { url: url.to_owned(), title: String::new() })));
        node.append(alloc(arena, NodeValue::Text(words.into())));
    } else {
        set(node, NodeValue::Text(words.into()));
    }
}

/// The host of an absolute web address.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    (!host.is_empty()).then_some(host)
}

fn is_allowed(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn unwrap(node: Node<'_>) {
    for child in node.children().collect::<Vec<_>>() {
        node.insert_before(child);
    }
    node.detach();
}

/// The few tags that models really use inside Markdown; all others show as text.
fn inline_tag(node: Node<'_>, tag: &str) {
    match tag {
        "<br>" | "<br/>" | "<br />" => set(node, NodeValue::Raw("<br>".to_owned())),
        "<sub>" | "</sub>" | "<sup>" | "</sup>" => set(node, NodeValue::Raw(tag.to_owned())),
        _ => {}
    }
}

/// A box as a character: an answer has nothing to tick.
fn task<'a>(arena: &'a Arena<'a>, node: Node<'a>, done: bool) {
    let Some(list) = node.parent().and_then(|parent| match &parent.data().value {
        NodeValue::List(list) => Some(*list),
        _ => None,
    }) else {
        return;
    };
    set(node, NodeValue::Item(list));
    let sign = if done { "\u{2611} " } else { "\u{2610} " };
    let text = alloc(arena, NodeValue::Raw(sign.to_owned()));
    match node.first_child() {
        Some(first) if matches!(first.data().value, NodeValue::Paragraph) => first.prepend(text),
        _ => node.prepend(text),
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
