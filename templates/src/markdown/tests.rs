//! Hostile and ordinary answers.

use super::sanitize::{MORE_TAGS, TAGS};
use super::{Block, Writer, joined, render};
use crate::language::Language;

fn html(markdown: &str) -> String {
    render(Language::English, markdown).into_string()
}

/// Fails unless `html` is made of allowed tags, attributes and schemes only.
fn assert_clean(html: &str, source: &str) {
    let shown: String = source.chars().take(80).collect();
    for part in html.split('<').skip(1) {
        let (tag, _) = part
            .split_once('>')
            .unwrap_or_else(|| panic!("open tag in {shown}"));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(
            TAGS.contains(&name) || MORE_TAGS.contains(&name),
            "<{tag}> in {shown}"
        );
        for attribute in tag
            .split('"')
            .step_by(2)
            .skip(1)
            .chain(tag.split('"').step_by(2).take(1))
        {
            let word = attribute.rsplit(' ').next().unwrap().trim_end_matches('=');
            assert!(
                !word.starts_with("on") && word != "style" && word != "src" && word != "id",
                "{tag} in {shown}"
            );
        }
        if let Some((_, rest)) = tag.split_once("href=\"") {
            let url = rest.split('"').next().unwrap().to_ascii_lowercase();
            assert!(
                ["http://", "https://", "mailto:"]
                    .iter()
                    .any(|scheme| url.starts_with(scheme)),
                "{url} in {shown}"
            );
            assert!(
                tag.contains("rel=\"noopener noreferrer nofollow ugc\"")
                    && tag.contains("target=\"_blank\""),
                "{tag}"
            );
        }
    }
}

const HOSTILE: [&str; 26] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1)) [y](\u{1}javascript:alert(1)) [z]( javascript:alert(1) )",
    "[x](data:text/html;base64,PHNjcmlwdD4=) [y](vbscript:x) [z](file:///etc/passwd) [r](/theme) [f](#x) [p](//evil.example)",
    "![a](javascript:alert(1)) ![b](data:image/svg+xml,<svg/onload=alert(1)>) ![c](http://e.example/\"onerror=alert(1))",
    "[![in a link](http://a.example/i.png)](http://b.example)",
    "<http://a.example/\"onmouseover=alert(1)> <javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a] ![a]",
    "[x](http://a.example \"title\\\" onclick=alert(1)\")",
    "`<script>` and ```\n<script>alert(1)</script>\n```",
    "```html\"onclick=alert(1)\n<script>alert(1)</script>\n```",
    "```<script>\nx\n```",
    "$</math><script>alert(1)</script>$ $$\\text{<img src=x onerror=alert(1)>}$$",
    "$\\href{javascript:alert(1)}{x}$ $\\class{a}{x}$ $\\style{color:red}{x}$ \\(\\unicode{x3c}script\\)",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<sub><script>alert(1)</script></sub></div></article><sup>",
    "</sub></sub></p></div></main><sub>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <script>x</script>\n\n<h1>y</h1>\n\n<form action=/theme><button>z</button></form>",
    "<style>*{display:none}</style>\n\n<link rel=stylesheet href=//evil.example>\n\n<meta http-equiv=refresh content=0>",
    "<!-- <script>alert(1)</script> --> <![CDATA[ <script> ]]> <?php echo 1 ?>",
    "x\u{202e}gnp.exe \u{0} \u{feff} \u{fffe}",
    "- [x] <input autofocus onfocus=alert(1)>",
];

#[test]
fn hostile_answers_have_only_allowed_tags_attributes_and_schemes() {
    for source in HOSTILE {
        let html = html(source);
        assert_clean(&html, source);
        assert!(
            !html.contains("<script") && !html.contains("<img") && !html.contains("<style"),
            "{html}"
        );
    }
}

#[test]
fn pathological_answers_stay_small() {
    let rows = "|a|\n".repeat(500);
    for (source, factor) in [
        ("[".repeat(10_000), 12),
        ("*".repeat(100_000), 12),
        ("*a **b ".repeat(5_000), 12),
        ("> ".repeat(20_000), 12),
        ("- ".repeat(20_000), 12),
        ("`".repeat(50_000), 12),
        ("![".repeat(20_000), 12),
        ("<".repeat(50_000), 12),
        ("&".repeat(100_000), 12),
        ("$".repeat(50_000), 12),
        ("\\(".repeat(20_000), 12),
        ("$`a ".repeat(10_000), 12),
        ("<sub>".repeat(10_000), 12),
        ("[a](<b".repeat(10_000), 12),
        ("~~".repeat(20_000), 12),
        ("1) ".repeat(20_000), 12),
        (
            format!("{}\n{}\n{rows}", "|a".repeat(1_000), "|-".repeat(1_000)),
            12,
        ),
        (format!("```rust\n{}", "fn f(){}\n".repeat(10_000)), 12),
        ("$x^2$ ".repeat(10_000), 20),
        ("a".repeat(300_000), 12),
        ("http://a.b ".repeat(5_000), 16),
    ] {
        let html = html(&source);
        assert_clean(&html, &source);
        assert!(
            html.len() < source.len() * factor + 1_000,
            "{} -> {}: {}",
            source.len(),
            html.len(),
            &source[..20]
        );
    }
}

#[test]
fn ordinary_answers_look_as_meant() {
    assert!(html("# One\n\n## Two").contains("<h3>One</h3>\n<h4>Two</h4>"));
    assert!(
        html("## One\n\n##### Two\n\n## Three")
            .contains("<h3>One</h3>\n<h4>Two</h4>\n<h3>Three</h3>")
    );
    assert!(html("It costs $5 and $10.").contains("$5 and $10"));
    assert!(html("\\( a^2 \\) and `x`").contains("<msup>"));
    assert!(html("\\[ \\frac{a}{b \\]").contains(r#"<code class="tex">\frac{a}{b</code>"#));
    assert!(html("```math\na^2\n```").contains(r#"<math display="block">"#));
    assert!(html("|a|b|\n|:-|-:|\n|1<br>2|3|").contains(r#"<td align="right">3</td>"#));
    assert!(html("- [x] done\n- [ ] open").contains("<li>\u{2611} done</li>"));
    assert!(html("~~a~~ **b** *c*").contains("<del>a</del> <strong>b</strong> <em>c</em>"));
    assert!(html("line\nline").contains("<br>"));
    assert!(html("```py\nx = 1 # y\n```").contains(r#"<span class="hl-comment"># y"#));
    assert!(html("https://example.org").contains(r#"href="https://example.org""#));
}

#[test]
fn images_become_words_and_a_link() {
    let html = html("![a cat](https://user@img.example.org:8/cat.png?x=1)");
    assert!(
        html.contains("[image: a cat, img.example.org:8]</a>"),
        "{html}"
    );
    assert!(
        !super::render(Language::English, "![x](relative.png)")
            .into_string()
            .contains("<a")
    );
}

#[test]
fn an_answer_never_vanishes() {
    assert!(html("[x]: https://example.org").contains("[x]: https://example.org"));
    assert_eq!(html(""), "");
}

/// Ordinary answers with blocks of every kind.
const ORDINARY: [&str; 4] = [
    "# Title\n\nText with **bold**,\ntwo lines.\n\n- one\n- two\n  - inner\n\n- three\n\n1. a\n2. b\n\nEnd \u{1f600}.",
    "Look:\n```rust\nfn main() {\n\n    # no heading\n}\n```\n> quote\n> more\n\n|a|b|\n|-|-|\n|1|2|\n\n\\[ x^2 \\]\n\ndone",
    "Title\n=====\n\n* a\n\n  more of a\n\n      code\n* b\n- other\n\n---\n\n~~~\nnever closed\n\n# in it",
    "1. **First**\n   ```py\n   x = 1\n\n   y\n   ```\n2. Second\r\n\r\n3. Third\n\nlazy\n",
];

fn in_two(text: &str, at: usize) -> Vec<Block> {
    let (first, second) = text.split_at(at);
    let mut writer = Writer::new(Language::English);
    let mut blocks = writer.push(first);
    blocks.extend(writer.push(second));
    blocks.extend(writer.finish());
    blocks
}

#[test]
fn an_answer_looks_the_same_however_it_was_cut_and_is_clean_in_every_piece() {
    for source in HOSTILE.into_iter().chain(ORDINARY) {
        let whole = html(source);
        for at in (0..=source.len()).filter(|at| source.is_char_boundary(*at)) {
            let blocks = in_two(source, at);
            for block in &blocks {
                assert_clean(&block.html, source);
            }
            assert_eq!(joined(&blocks).into_string(), whole, "{source:?} at {at}");
            let units: usize = blocks.iter().map(|block| block.units).sum();
            assert_eq!(units, source.encode_utf16().count(), "{source:?} at {at}");
        }
    }
}

#[test]
fn blocks_come_as_soon_as_they_are_finished_and_lists_stay_one() {
    let mut writer = Writer::new(Language::English);
    assert_eq!(writer.push("# A").len(), 0);
    assert_eq!(writer.push("\nfirst").len(), 1);
    assert_eq!(writer.rest(), "first");
    assert_eq!(writer.push("\n\n3. x\n").len(), 1);
    let second = writer.push("4. y\n5");
    assert!(
        second[0].html.starts_with("<ol start=\"3\">"),
        "{:?}",
        second[0]
    );
    let html = html("3. x\n4. y\n\nend");
    assert_eq!(html.matches("<ol").count(), 1, "{html}");
    assert_eq!(html.matches("<li>").count(), 2, "{html}");
}

#[test]
fn an_answer_in_small_pieces_costs_what_it_costs_at_once() {
    let text = "word ".repeat(20_000) + "\n\n" + &"- item with some text\n".repeat(3_000);
    let mut writer = Writer::new(Language::English);
    let mut blocks = Vec::new();
    for piece in text.as_bytes().chunks(8) {
        blocks.extend(writer.push(std::str::from_utf8(piece).unwrap()));
    }
    blocks.extend(writer.finish());
    assert_eq!(blocks.len(), 3_001);
    assert_eq!(joined(&blocks).into_string(), html(&text));
}
