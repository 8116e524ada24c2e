//! Rewrites a parsed answer: what is left is ours to show, or plain text.

use std::cell::RefCell;

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, LineColumn, Node, NodeLink, NodeValue};
use maud::html;

use super::{Budget, highlight, math, sanitize};
use crate::language::Language;

/// The page has taken h1 and h2: the levels that an answer has used so far become h3, h4 and so on, without a gap.
pub(super) fn shift_headings(nodes: &[Node<'_>], used: &mut [bool; 7]) {
    for node in nodes {
        if let NodeValue::Heading(heading) = &mut node.data_mut().value {
            if let Some(place) = used.get_mut(usize::from(heading.level)) {
                *place = true;
            }
            let above = used
                .iter()
                .take(usize::from(heading.level))
                .filter(|place| **place)
                .count();
            heading.level = u8::try_from(above).unwrap_or(3).saturating_add(3).min(6);
        }
    }
}

/// Replaces one node by what may be shown of it.
pub(super) fn rewrite<'a>(arena: &'a Arena<'a>, node: Node<'a>, budget: &mut Budget) {
    let value = node.data().value.clone();
    match value {
        NodeValue::Image(link) => image(arena, node, &link.url, budget.language),
        NodeValue::Link(link) if !is_allowed(&link.url) => unwrap(node),
        NodeValue::HtmlInline(tag) => inline_tag(node, &tag),
        NodeValue::CodeBlock(block) if block.info.trim() == "math" => {
            set(
                node,
                NodeValue::Raw(format!(
                    "<p>{}</p>\n",
                    formula(&block.literal, true, budget)
                )),
            );
        }
        NodeValue::CodeBlock(block) => {
            set(
                node,
                NodeValue::Raw(highlight::block(
                    &block.info,
                    &block.literal,
                    &mut budget.code,
                )),
            );
        }
        NodeValue::Math(math) => set(
            node,
            NodeValue::Raw(formula(&math.literal, math.display_math, budget)),
        ),
        NodeValue::TaskItem(item) => task(arena, node, item.symbol.is_some()),
        NodeValue::Table(_) => {
            node.insert_before(alloc(
                arena,
                NodeValue::Raw(sanitize::table_open(budget.language)),
            ));
            node.insert_after(alloc(arena, NodeValue::Raw("</div>\n".to_owned())));
        }
        _ => {}
    }
}

fn set(node: Node<'_>, value: NodeValue) {
    node.data_mut().value = value;
}

fn alloc<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::new(RefCell::new(Ast::new(
        value,
        LineColumn { line: 0, column: 0 },
    ))))
}

fn formula(latex: &str, display: bool, budget: &mut Budget) -> String {
    let affordable = budget.math >= latex.len();
    budget.math = budget.math.saturating_sub(latex.len());
    let mathml = if affordable {
        math::mathml(latex, display)
    } else {
        None
    };
    mathml.unwrap_or_else(|| html! { code .tex { (latex.trim()) } }.into_string())
}

/// An image never loads by itself: its place tells what and where it is, and leads there.
fn image<'a>(arena: &'a Arena<'a>, node: Node<'a>, url: &str, t: Language) {
    let alt = node.collect_text();
    let host = host(url).filter(|_| is_allowed(url));
    let image = t.frame_image();
    let words = match (alt.trim(), host) {
        ("", None) => format!("[{image}]"),
        ("", Some(host)) => format!("[{image}: {host}]"),
        (alt, None) => format!("[{image}: {alt}]"),
        (alt, Some(host)) => format!("[{image}: {alt}, {host}]"),
    };
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    let linked = node
        .ancestors()
        .skip(1)
        .any(|parent| matches!(parent.data().value, NodeValue::Link(_)));
    if host.is_some() && !linked {
        set(
            node,
            NodeValue::Link(Box::new(NodeLink {
                url: url.to_owned(),
                title: String::new(),
            })),
        );
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
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
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
