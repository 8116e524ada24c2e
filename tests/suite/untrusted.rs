//! Answers made of what hurts renderers, in any order and cut anywhere: only allow-listed markup comes out, and the same
//! whether they came at once or letter by letter. (Fixed hostile texts, cut in two, are tested in the templates crate.)

use agon_templates::language::Language;
use agon_templates::markdown::{Block, Writer, joined, render};
use proptest::prelude::*;

/// Beginnings, ends and middles of everything that the renderer knows or must not know.
const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mtext><mglyph><style>",
    "</style></math>",
    "<annotation-xml encoding=\"text/html\">",
    "<a href=\"javascript:alert(1)\">",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>)",
    "[x](https://a.example/?a=\"onclick=b)",
    "![x](https://a.example/x.png \"t\")",
    "![",
    "](",
    "[a]: //evil.example 'x'\n",
    "[a]",
    "<https://a.example/\"onmouseover=x>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#x3c;script&#x3e;",
    "&lt;b&gt;",
    "\u{f8f1}b\u{f8f2}",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{</math><script>}$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\sqrt{",
    "}",
    "^",
    "$`x`$",
    "```html\n",
    "```\n",
    "~~~ \"onclick=x\n",
    "`",
    "    code\n",
    "> ",
    ">> ",
    "- ",
    "- [x] ",
    "1. ",
    "7) ",
    "  ",
    "# ",
    "---\n",
    "===\n",
    "|a|b|\n|-|:-:|\n",
    "|<td onclick=x>|",
    "**",
    "*",
    "~~",
    "_",
    "\\",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\u{0}",
    "\u{202e}",
    "\u{1f600}",
    "words ",
];

const TAGS: &str = " a b blockquote br code del div em h3 h4 h5 h6 hr i li ol p pre span strong sub sup table tbody td th thead tr ul ";
const MATH_TAGS: &str = " math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt msub msubsup msup mtable mtd mtext mtr munder munderover ";
const ATTRIBUTES: &str = " align aria-label class data-lang rel role start tabindex target title ";
const MATH_ATTRIBUTES: &str = " accent accentunder class columnspan depth display displaystyle form height largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel separator stretchy symmetric voffset width ";
const CLASSES: &str = " scroll tex m-l m-r plain ";

fn lists(list: &str, word: &str) -> bool {
    !word.contains(' ') && list.contains(&format!(" {word} "))
}

/// What is wrong with some markup.
fn foreign(html: &str) -> Option<String> {
    html.split('<').skip(1).find_map(|part| {
        let tag = part.split_once('>').map(|(tag, _)| tag);
        foreign_tag(tag.unwrap_or("never closed")).map(|what| format!("{what} in <{part}"))
    })
}

fn foreign_tag(tag: &str) -> Option<String> {
    let tag = tag.trim_start_matches('/');
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let is_math = lists(MATH_TAGS, name);
    if !is_math && !lists(TAGS, name) {
        return Some(format!("tag {name}"));
    }
    while !rest.is_empty() {
        let Some((attribute, value, after)) = attribute(rest) else {
            return Some(format!("attributes {rest}"));
        };
        let known = if is_math { MATH_ATTRIBUTES } else { ATTRIBUTES };
        let is_meant = match attribute {
            "href" if name == "a" => ["https://", "http://", "mailto:"]
                .iter()
                .any(|scheme| value.to_lowercase().starts_with(scheme)),
            "class" => value
                .split(' ')
                .all(|class| class.starts_with("hl-") || lists(CLASSES, class)),
            _ => lists(known, attribute),
        };
        if !is_meant {
            return Some(format!("{attribute}={value}"));
        }
        rest = after.trim_start();
    }
    None
}

/// The first attribute, its value, and what is behind it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once("=\"")?;
    let (value, after) = rest.split_once('"')?;
    Some((name, value, after))
}

fn written<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<Block> {
    let mut writer = Writer::new(Language::English);
    let mut blocks: Vec<Block> = pieces.flat_map(|piece| writer.push(piece)).collect();
    blocks.extend(writer.finish());
    blocks
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_mixture_of_hostile_pieces_is_clean_and_the_same_in_any_pieces(source in soup(), size in 2_usize..40) {
        let whole = render(Language::English, &source).into_string();
        prop_assert_eq!(foreign(&whole), None, "{:?}", source);
        let letters: Vec<char> = source.chars().collect();
        for size in [1, size] {
            let pieces: Vec<String> = letters.chunks(size).map(|piece| piece.iter().collect()).collect();
            let blocks = written(pieces.iter().map(String::as_str));
            for block in &blocks {
                prop_assert_eq!(foreign(&block.html), None, "{:?}", source);
            }
            prop_assert_eq!(joined(&blocks).into_string(), whole.as_str(), "{:?} in pieces of {}", source, size);
        }
    }
}

#[test]
fn the_look_for_foreign_markup_finds_it() {
    for html in [
        "<script>",
        "<img>",
        "<svg>",
        "<mglyph>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\">",
        "<p style=\"x\">",
        "<p id=\"x\">",
        "<span class=\"btn\">",
        "<mi href=\"https://a\">",
        "<p",
        "<a href='https://a'>",
    ] {
        assert!(foreign(html).is_some(), "{html}");
    }
    let fine = "<p>x <a href=\"https://a\" rel=\"nofollow\">y</a></p><math display=\"block\"><mi>x</mi></math>";
    assert_eq!(foreign(fine), None);
}
