//! The last wall before untrusted text reaches a page: an allow-list of tags, attributes and schemes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::language::Language;

/// Wide tables scroll inside this; [`clean`] knows its attributes.
pub(super) fn table_open(t: Language) -> String {
    let name = t.frame_table();
    format!(r#"<div class="scroll" tabindex="0" role="group" aria-label="{name}">"#)
}

/// All that an answer may contain.
pub(super) const TAGS: [&str; 52] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
];
/// What [`TAGS`] lacks because arrays are short.
pub(super) const MORE_TAGS: [&str; 2] = ["munder", "munderover"];

const MATH_ATTRIBUTES: [&str; 25] = [
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// Character references that the renderer writes, and stand-ins for them while the text is cleaned.
const REFERENCES: [(&str, char); 4] = [
    ("&amp;", '\u{f8f0}'),
    ("&lt;", '\u{f8f1}'),
    ("&gt;", '\u{f8f2}'),
    ("&quot;", '\u{f8f3}'),
];

/// Keeps only what is allowed.
///
/// The parser behind it takes quadratic time over many character references in one text, and answers can be made of them.
/// So they step aside as private-use characters, which mean nothing to the parser, and come back as what they were: always
/// a reference, never markup.
pub(super) fn clean(html: &str) -> String {
    let aside = REFERENCES.iter().fold(
        html.replace(
            |c| REFERENCES.iter().any(|(_, stand_in)| *stand_in == c),
            "\u{fffd}",
        ),
        |text, (reference, stand_in)| text.replace(reference, stand_in.encode_utf8(&mut [0; 4])),
    );
    let cleaned = CLEANER.clean(&aside).to_string();
    REFERENCES
        .iter()
        .fold(cleaned, |text, (reference, stand_in)| {
            text.replace(*stand_in, reference)
        })
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into_iter().chain(MORE_TAGS).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes())
        .tag_attribute_values(values())
        .set_tag_attribute_values(HashMap::from([(
            "a",
            HashMap::from([("target", "_blank")]),
        )]))
        .link_rel(Some("noopener noreferrer nofollow ugc"))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .attribute_filter(|_, attribute, value| match attribute {
            "class" => classes(value),
            _ => Some(value.into()),
        });
    builder
}

fn attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    let mut map: HashMap<_, HashSet<_>> = TAGS
        .into_iter()
        .chain(MORE_TAGS)
        .filter(|tag| tag.starts_with('m'))
        .map(|tag| (tag, HashSet::from(MATH_ATTRIBUTES)))
        .collect();
    map.insert("a", HashSet::from(["href", "title"]));
    map.insert("code", HashSet::from(["class"]));
    map.insert("div", HashSet::from(["class"]));
    map.insert("ol", HashSet::from(["start"]));
    map.insert("pre", HashSet::from(["data-lang"]));
    map.insert("span", HashSet::from(["class"]));
    map
}

fn values() -> HashMap<&'static str, HashMap<&'static str, HashSet<&'static str>>> {
    let align = || HashMap::from([("align", HashSet::from(["left", "center", "right"]))]);
    let focusable = ("tabindex", HashSet::from(["0"]));
    HashMap::from([
        ("td", align()),
        ("th", align()),
        ("pre", HashMap::from([focusable.clone()])),
        (
            "div",
            HashMap::from([
                focusable,
                ("role", HashSet::from(["group"])),
                (
                    "aria-label",
                    Language::ALL
                        .into_iter()
                        .chain([Language::Pseudo])
                        .map(Language::frame_table)
                        .collect(),
                ),
            ]),
        ),
    ])
}

/// Only our own classes.
fn classes(value: &str) -> Option<Cow<'_, str>> {
    let ours =
        |name: &&str| name.starts_with("hl-") || matches!(*name, "scroll" | "tex" | "m-l" | "m-r");
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(ours).collect();
    (!kept.is_empty()).then(|| kept.join(" ").into())
}
