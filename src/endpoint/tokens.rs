//! The special tokens of chat templates, and how to recognise one at the start of a text that may go on.

/// What a token can start with.
pub(super) const STARTS: [char; 3] = ['<', '[', '\u{25c1}'];

/// Tokens that are not of the form `<|word|>`. None is the start of another.
pub(super) const EXACT: &[&str] = &[
    // Llama 2, Mistral
    "[INST]",
    "[/INST]",
    "<<SYS>>",
    "<</SYS>>",
    "[SYSTEM_PROMPT]",
    "[/SYSTEM_PROMPT]",
    "[AVAILABLE_TOOLS]",
    "[/AVAILABLE_TOOLS]",
    "[TOOL_CALLS]",
    "[TOOL_RESULTS]",
    "[/TOOL_RESULTS]",
    // Gemma
    "<start_of_turn>",
    "<end_of_turn>",
    "<start_of_image>",
    "<end_of_image>",
    // sentencepiece
    "<eos>",
    "<bos>",
    "<pad>",
    "<unk>",
    "<sep>",
    // GLM
    "[gMASK]",
    "<sop>",
    "<eop>",
    // InternLM, MOSS
    "<eoa>",
    "<eoh>",
    "<eom>",
    // MiniMax, ERNIE
    "<beginning_of_sentence>",
    "<end_of_sentence>",
    // Code Llama
    "<EOT>",
    // EXAONE
    "[|endofturn|]",
    "[|assistant|]",
    "[|user|]",
    "[|system|]",
    // Seed
    "<seed:bos>",
    "<seed:eos>",
    // LongCat
    "<longcat_s>",
    "</longcat_s>",
];

/// Tokens that bring a word of the template with them.
const WITH_WORD: &[&str] = &[
    "<|im_start|>assistant",
    "<|im_start|>user",
    "<|im_start|>system",
    "<|start|>assistant",
    "<|start_header_id|>assistant<|end_header_id|>",
    "<|start_header_id|>user<|end_header_id|>",
    "<|start_of_role|>assistant<|end_of_role|>",
    "<|channel|>final<|message|>",
    "<|channel|>commentary<|message|>",
    "<start_of_turn>model",
    "<start_of_turn>user",
];

/// What thoughts stand between.
const THOUGHTS: &[(&str, &str)] = &[
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<reasoning>", "</reasoning>"),
    ("[THINK]", "[/THINK]"),
    ("<seed:think>", "</seed:think>"),
    ("\u{25c1}think\u{25b7}", "\u{25c1}/think\u{25b7}"),
    (
        "<|channel|>analysis<|message|>",
        "<|channel|>final<|message|>",
    ),
];

/// The longest word in `<|word|>`, in characters.
const MAX_WORD: usize = 40;

/// What stands at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// It takes more text to know.
    Partial,
    /// A token of so many bytes.
    Token(usize),
    /// The start of thoughts.
    Thoughts {
        /// Its bytes.
        length: usize,
        /// What will end them.
        close: &'static str,
    },
    /// `<s>`.
    Strike(usize),
    /// `</s>`.
    Unstrike(usize),
    /// Ordinary text.
    Plain {
        /// It is an HTML `<s ..>`.
        opens: bool,
    },
}

/// What stands at the start of `text`. Thoughts are looked for if `thoughts`; `last` if no more text will come.
pub(super) fn look(text: &str, thoughts: bool, last: bool) -> Look {
    let partial = |token: &str| !last && token.len() > text.len() && token.starts_with(text);
    for &(open, close) in THOUGHTS.iter().filter(|_| thoughts) {
        if text.starts_with(open) {
            return Look::Thoughts {
                length: open.len(),
                close,
            };
        }
    }
    let opens = THOUGHTS.iter().filter(|_| thoughts).map(|(open, _)| *open);
    if let Some(token) = WITH_WORD.iter().find(|token| text.starts_with(**token)) {
        return Look::Token(token.len());
    }
    if opens.chain(WITH_WORD.iter().copied()).any(partial) {
        return Look::Partial;
    }
    if let Some(token) = EXACT.iter().find(|token| text.starts_with(**token)) {
        return Look::Token(token.len());
    }
    if text.starts_with("<s>") {
        return Look::Strike(3);
    }
    if text.starts_with("</s>") {
        return Look::Unstrike(4);
    }
    match barred(text) {
        Some(Look::Partial) if last => Look::Plain { opens: false },
        Some(look) => look,
        None if EXACT.iter().copied().chain(["<s>", "</s>"]).any(partial) => Look::Partial,
        None => Look::Plain {
            opens: text
                .strip_prefix("<s")
                .is_some_and(|rest| rest.starts_with(char::is_whitespace)),
        },
    }
}

/// `<|word|>`, with bars of either width: a token, or partial.
fn barred(text: &str) -> Option<Look> {
    let is_bar = |c: char| c == '|' || c == '\u{ff5c}';
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-.:/\u{2581}".contains(c);
    let inside = text.strip_prefix('<')?;
    let Some(first) = inside.chars().next() else {
        return Some(Look::Partial);
    };
    let word = inside.strip_prefix(is_bar)?;
    let behind = word.trim_start_matches(is_word);
    let length = word.len() - behind.len();
    if word.get(..length)?.chars().count() > MAX_WORD {
        return None;
    }
    let mut end = behind.chars();
    match (end.next(), end.next()) {
        (None, _) => Some(Look::Partial),
        (Some(bar), None) if is_bar(bar) && length > 0 => Some(Look::Partial),
        (Some(bar), Some('>')) if is_bar(bar) && length > 0 => Some(Look::Token(
            1 + first.len_utf8() + length + bar.len_utf8() + 1,
        )),
        _ => None,
    }
}

/// How many bytes at the end of `text` could be the start of `token`.
pub(super) fn overlap(text: &str, token: &str) -> usize {
    let starts = token
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at > 0)
        .rev();
    let mut fitting =
        starts.filter(|at| token.get(..*at).is_some_and(|start| text.ends_with(start)));
    fitting.next().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_the_start_of_another() {
        for token in EXACT {
            let others = EXACT
                .iter()
                .chain(&["<s>", "</s>"])
                .filter(|other| *other != token);
            assert!(
                others.into_iter().all(|other| !other.starts_with(token)),
                "{token}"
            );
            assert!(token.starts_with(STARTS), "{token}");
        }
    }

    #[test]
    fn an_overlap_is_the_longest_one() {
        assert_eq!(overlap("abc</thi", "</think>"), 5);
        assert_eq!(overlap("abc<", "</think>"), 1);
        assert_eq!(overlap("abc", "</think>"), 0);
        assert_eq!(overlap("<<", "<<SYS>>"), 2);
    }
}
