//! LaTeX math to `MathML`, which browsers draw without script, styles or fonts of ours.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// Longer formulas show their source.
const MAX_BYTES: usize = 2_000;
/// So do formulas whose groups or commands nest deeper: the converter is recursive.
const MAX_NESTING: usize = 40;
/// Formulas with at most so many marks cannot recurse deeply.
const SIMPLE: usize = 24;
/// Enough for the deepest formula of [`MAX_BYTES`]; only what is touched costs memory.
const STACK_BYTES: usize = 64 * 1024 * 1024;

static CONVERTER: LazyLock<Option<LatexToMathML>> =
    LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// The `MathML` of a formula; nothing if it is malformed or hostile.
pub(super) fn mathml(latex: &str, display: bool) -> Option<String> {
    if latex.len() > MAX_BYTES || nesting(latex) > MAX_NESTING {
        return None;
    }
    let marks = latex
        .bytes()
        .filter(|byte| b"\\{}^_".contains(byte))
        .count();
    if marks <= SIMPLE {
        convert(latex, display)
    } else {
        on_a_big_stack(latex, display)
    }
}

/// The converter recurses once per open construct, and a stack overflow would end the process.
fn on_a_big_stack(latex: &str, display: bool) -> Option<String> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK_BYTES);
        let running = builder
            .spawn_scoped(scope, || convert(latex, display))
            .ok()?;
        running.join().ok()?
    })
}

fn convert(latex: &str, display: bool) -> Option<String> {
    let display = if display {
        MathDisplay::Block
    } else {
        MathDisplay::Inline
    };
    // Unknown to the converter, and frequent in answers.
    let known = latex
        .trim()
        .replace("\\boxed{", "{")
        .replace("\\tag{", "\\qquad\\text{");
    let found = CONVERTER
        .as_ref()?
        .convert_with_local_state(&known, display)
        .ok()?;
    Some(styles_to_classes(&found.mathml))
}

/// How deep groups, and commands in a row that may take each other as arguments, nest.
fn nesting(latex: &str) -> usize {
    let (mut open, mut chain, mut deepest) = (0_usize, 0_usize, 0_usize);
    let mut letters = false;
    for symbol in latex.chars() {
        match symbol {
            '{' | '[' | '(' => open += 1,
            '}' | ']' | ')' => (open, chain) = (open.saturating_sub(1), 0),
            '\\' | '^' | '_' => chain += 1,
            _ if symbol.is_ascii_alphabetic() && letters => {}
            _ if symbol.is_whitespace() => {}
            _ if symbol.is_ascii_alphabetic() => {}
            _ => chain = 0,
        }
        letters = symbol == '\\' || (letters && symbol.is_ascii_alphabetic());
        deepest = deepest.max(open + chain);
    }
    deepest
}

/// The CSP forbids `style` attributes; the alignment of columns, which carries meaning, becomes a class.
fn styles_to_classes(mathml: &str) -> String {
    let mut parts = mathml.split(" style=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (style, rest) = part.split_once('"').unwrap_or((part, ""));
        if style.contains("text-align: left") {
            out.push_str(r#" class="m-l""#);
        } else if style.contains("text-align: right") {
            out.push_str(r#" class="m-r""#);
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_answers_become_mathml() {
        for latex in [
            r"\frac{a}{b}",
            r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
            r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
            r"\boxed{42}",
            r"E = mc^2 \tag{1}",
            r"\mathbb{R}^n \to \mathcal{L}(V)",
            r"\sum_{k=1}^{n} k = \frac{n(n+1)}{2}",
            r"\left\{ x \mid x > 0 \right\}",
        ] {
            let found = mathml(latex, true).unwrap_or_else(|| panic!("{latex}"));
            assert!(
                found.starts_with("<math") && !found.contains(" style="),
                "{found}"
            );
        }
    }

    #[test]
    fn malformed_and_hostile_formulas_are_refused_without_overflow() {
        assert_eq!(mathml(r"\frac{a", false), None);
        assert_eq!(mathml(&"x".repeat(MAX_BYTES + 1), false), None);
        for unit in [
            "{",
            r"\sqrt",
            r"\frac{",
            r"\left.",
            r"\color{red}",
            r"\binom1",
            r"x^{",
            r"\begin{matrix}",
            "'",
            r"\not",
            r"\hat1",
        ] {
            for count in [10, 39, 150, 400] {
                let latex: String = unit.repeat(count).chars().take(MAX_BYTES).collect();
                assert!(
                    mathml(&latex, true).is_none_or(|found| found.len() < 100_000),
                    "{unit}"
                );
            }
        }
    }
}
