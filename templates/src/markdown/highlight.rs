//! Code blocks with a handful of colour classes. Works under a budget, because the grammars are regular expressions and
//! the code is not ours.

use std::sync::LazyLock;

use maud::{Markup, html};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Code with a longer line (minified, or made to hurt) stays plain.
const MAX_LINE: usize = 2_000;

/// What models call languages, where the grammars call them something else.
const ALIASES: [(&str, &str); 22] = [
    ("c++", "cpp"),
    ("console", "bash"),
    ("csharp", "cs"),
    ("docker", "Dockerfile"),
    ("golang", "go"),
    ("ipython", "py"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsx", "js"),
    ("mjs", "js"),
    ("node", "js"),
    ("powershell", "ps1"),
    ("pwsh", "ps1"),
    ("python3", "py"),
    ("react", "js"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("sqlite", "sql"),
    ("postgresql", "sql"),
    ("mysql", "sql"),
    ("terminal", "bash"),
    ("zsh", "bash"),
];

/// Scopes and their classes; the first that fits the innermost scope wins.
const CLASSES: [(&str, &str); 22] = [
    ("comment", "hl-comment"),
    ("constant.character.escape", "hl-escape"),
    ("constant", "hl-constant"),
    ("string", "hl-string"),
    ("keyword.operator", ""),
    ("keyword", "hl-keyword"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("support.function", "hl-function"),
    ("variable.function", "hl-function"),
    ("entity.name.tag", "hl-keyword"),
    ("entity.other.attribute-name", "hl-type"),
    ("entity.name", "hl-type"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("support.constant", "hl-constant"),
    ("variable.language", "hl-keyword"),
    ("markup.inserted", "hl-string"),
    ("markup.deleted", "hl-escape"),
    ("markup.heading", "hl-type"),
    ("meta.mapping.key", "hl-type"),
    ("meta.interpolation", ""),
];

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static SCOPES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    CLASSES
        .iter()
        .filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class)))
        .collect()
});

/// A whole code block; what the budget does not cover stays plain.
pub(super) fn block(info: &str, code: &str, budget: &mut usize) -> String {
    let language = info.split([' ', ',', '{', '\t']).next().unwrap_or_default();
    let affordable = *budget >= code.len() && code.lines().all(|line| line.len() <= MAX_LINE);
    let syntax = if affordable { syntax(language) } else { None };
    let tokens = syntax.and_then(|syntax| tokens(syntax, code));
    if tokens.is_some() {
        *budget -= code.len();
    }
    html! {
        pre tabindex="0" data-lang=[label(language)] {
            code { @if let Some(tokens) = tokens { @for (class, text) in tokens { (token(class, &text)) } } @else { (code) } }
        }
    }
    .into_string()
}

fn token(class: &str, text: &str) -> Markup {
    html! { @if class.is_empty() { (text) } @else { span class=(class) { (text) } } }
}

fn label(language: &str) -> Option<&str> {
    let sane = |byte: u8| byte.is_ascii_alphanumeric() || b"+#-._".contains(&byte);
    (!language.is_empty() && language.len() <= 20 && language.bytes().all(sane)).then_some(language)
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let word = language.to_ascii_lowercase();
    let word = ALIASES
        .iter()
        .find(|(alias, _)| *alias == word)
        .map_or(word.as_str(), |(_, name)| name);
    if word.is_empty() {
        None
    } else {
        SYNTAXES.find_syntax_by_token(word)
    }
}

/// Runs of text with their class; nothing if the grammar fails.
fn tokens(syntax: &SyntaxReference, code: &str) -> Option<Vec<(&'static str, String)>> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out: Vec<(&'static str, String)> = Vec::new();
    for line in LinesWithEndings::from(code) {
        let mut done = 0;
        for (at, operation) in state.parse_line(line, &SYNTAXES).ok()? {
            push(&mut out, class(&stack), line.get(done..at)?);
            stack.apply(&operation).ok()?;
            done = at;
        }
        push(&mut out, class(&stack), line.get(done..)?);
    }
    Some(out)
}

fn push(out: &mut Vec<(&'static str, String)>, class: &'static str, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some((last, run)) if *last == class || text.trim().is_empty() => run.push_str(text),
        _ => out.push((class, text.to_owned())),
    }
}

fn class(stack: &ScopeStack) -> &'static str {
    let found = |scope: &Scope| {
        SCOPES
            .iter()
            .find(|(prefix, _)| prefix.is_prefix_of(*scope))
            .map(|(_, class)| *class)
    };
    stack
        .as_slice()
        .iter()
        .rev()
        .find_map(found)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_and_scope_exists() {
        for (alias, _) in ALIASES {
            assert!(syntax(alias).is_some(), "{alias}");
        }
        assert_eq!(SCOPES.len(), CLASSES.len());
    }

    #[test]
    fn code_is_coloured_and_unchanged() {
        let html = block("rust", "fn main() { println!(\"<b>\"); } // x\n", &mut 1000);
        assert!(html.contains(r#"<span class="hl-comment">// x"#), "{html}");
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"));
        for language in [
            "python",
            "tsx",
            "typescript",
            "csharp",
            "toml",
            "kotlin",
            "html",
            "sql",
            "shell",
        ] {
            assert!(syntax(language).is_some(), "{language}");
        }
    }

    #[test]
    fn the_budget_is_kept() {
        let mut budget = 10;
        assert!(!block("rust", "fn main() { let x = 1; }", &mut budget).contains("hl-"));
        assert_eq!(budget, 10);
        assert!(!block("rust", &format!("// {}", "a".repeat(3000)), &mut 10_000).contains("hl-"));
    }
}
