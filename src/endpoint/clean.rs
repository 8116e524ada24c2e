//! Takes out of an answer what betrays the machinery behind it: special tokens of chat templates, thoughts, a BOM, NUL,
//! white space at both ends. Works on a stream: any chunking of the same text gives the same result.
//!
//! `<s>` and `</s>` are special tokens and HTML. `<s>` is a token at the very start and the very end of an answer;
//! `</s>` is one wherever no `<s>` is open.

use super::Delta;
use super::tokens::{self, Look};

/// How far the answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing visible yet; thoughts may come.
    Start,
    /// In thoughts that end with this.
    Thinking(&'static str),
    /// Something visible has come.
    Answer,
}

/// The filter of one answer.
#[derive(Debug)]
pub(super) struct Cleaner {
    phase: Phase,
    /// The start of what could be a token.
    hold: String,
    /// White space and `<s>` that count only if something visible follows.
    tail: String,
    /// How many `<s>` are open.
    strikes: usize,
}

impl Cleaner {
    /// A filter at the start of an answer.
    pub(super) fn new() -> Self {
        Self {
            phase: Phase::Start,
            hold: String::new(),
            tail: String::new(),
            strikes: 0,
        }
    }

    /// Takes more text; adds to `out` what can be said of it.
    pub(super) fn push(&mut self, text: &str, out: &mut Vec<Delta>) {
        let kept = text.chars().filter(|c| *c != '\u{feff}');
        self.hold
            .extend(kept.map(|c| if c == '\0' { '\u{fffd}' } else { c }));
        self.run(false, out);
    }

    /// The answer has ended: what was held back is text after all, or dropped if it is the white space at the end.
    pub(super) fn finish(&mut self, out: &mut Vec<Delta>) {
        self.run(true, out);
        self.tail.clear();
    }

    /// How many bytes are held back.
    pub(super) fn held(&self) -> usize {
        self.hold.len() + self.tail.len()
    }

    fn run(&mut self, last: bool, out: &mut Vec<Delta>) {
        let hold = std::mem::take(&mut self.hold);
        let mut rest = hold.as_str();
        while !rest.is_empty() {
            let done = match self.phase {
                Phase::Thinking(close) => Some(self.think(rest, close, last, out)),
                _ => self.step(rest, last, out),
            };
            let Some(done) = done.filter(|done| *done > 0) else {
                break;
            };
            rest = rest.get(done..).unwrap_or_default();
        }
        rest.clone_into(&mut self.hold);
    }

    /// Handles the start of `rest`; how many bytes that was, or none if it takes more text to know.
    fn step(&mut self, rest: &str, last: bool, out: &mut Vec<Delta>) -> Option<usize> {
        let plain = rest.find(tokens::STARTS).unwrap_or(rest.len());
        if plain > 0 {
            self.text(rest.get(..plain).unwrap_or_default(), out);
            return Some(plain);
        }
        match tokens::look(rest, self.phase == Phase::Start, last) {
            Look::Partial => return None,
            Look::Token(length) => return Some(length),
            Look::Thoughts { length, close } => {
                self.phase = Phase::Thinking(close);
                return Some(length);
            }
            Look::Strike(length) if self.phase == Phase::Start => return Some(length),
            Look::Strike(length) => {
                self.tail.push_str("<s>");
                return Some(length);
            }
            Look::Unstrike(length) if self.strikes == 0 => return Some(length),
            Look::Unstrike(_) => self.strikes -= 1,
            Look::Plain { opens } => self.strikes += usize::from(opens),
        }
        let length = rest.chars().next().map_or(1, char::len_utf8);
        self.text(rest.get(..length).unwrap_or_default(), out);
        Some(length)
    }

    /// Moves thoughts on to their end; how many bytes that was.
    fn think(&mut self, rest: &str, close: &str, last: bool, out: &mut Vec<Delta>) -> usize {
        if let Some((thoughts, _)) = rest.split_once(close) {
            self.phase = Phase::Start;
            add(out, thoughts, Delta::Reasoning);
            return thoughts.len() + close.len();
        }
        let length = rest.len()
            - if last {
                0
            } else {
                tokens::overlap(rest, close)
            };
        add(
            out,
            rest.get(..length).unwrap_or_default(),
            Delta::Reasoning,
        );
        length
    }

    fn text(&mut self, text: &str, out: &mut Vec<Delta>) {
        let text = if self.phase == Phase::Start {
            text.trim_start()
        } else {
            text
        };
        let (visible, white) = text
            .split_at_checked(text.trim_end().len())
            .unwrap_or((text, ""));
        if !visible.is_empty() {
            self.phase = Phase::Answer;
            self.strikes += self.tail.matches("<s>").count();
            add(out, &std::mem::take(&mut self.tail), Delta::Text);
            add(out, visible, Delta::Text);
        }
        self.tail.push_str(white);
    }
}

/// Adds text to the last delta if that is of the same kind, or as a new one.
fn add(out: &mut Vec<Delta>, text: &str, make: fn(String) -> Delta) {
    if text.is_empty() {
        return;
    }
    let new = make(text.to_owned());
    match (out.last_mut(), &new) {
        (Some(Delta::Text(last)), Delta::Text(_))
        | (Some(Delta::Reasoning(last)), Delta::Reasoning(_)) => {
            last.push_str(text);
        }
        _ => out.push(new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text and thoughts of an answer that comes in the given pieces.
    fn clean<'a>(pieces: impl IntoIterator<Item = &'a str>) -> (String, String) {
        let mut cleaner = Cleaner::new();
        let mut out = Vec::new();
        for piece in pieces {
            cleaner.push(piece, &mut out);
        }
        cleaner.finish(&mut out);
        let (mut text, mut thoughts) = (String::new(), String::new());
        for delta in out {
            match delta {
                Delta::Text(more) => text.push_str(&more),
                Delta::Reasoning(more) => thoughts.push_str(&more),
                other => panic!("{other:?}"),
            }
        }
        (text, thoughts)
    }

    fn by_char(text: &str) -> Vec<&str> {
        text.split_inclusive(|_| true).collect()
    }

    #[track_caller]
    fn check(raw: &str, text: &str, thoughts: &str) {
        let expected = (text.to_owned(), thoughts.to_owned());
        assert_eq!(clean([raw]), expected, "{raw:?} at once");
        assert_eq!(clean(by_char(raw)), expected, "{raw:?} by character");
    }

    #[test]
    fn special_tokens_never_reach_a_reader() {
        let fullwidth = "<\u{ff5c}end\u{2581}of\u{2581}sentence\u{ff5c}>";
        let generic = [
            "<|im_end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|end_of_text|>",
            "<|assistant|>",
            "<|user|>",
            "<|system|>",
            "<|end|>",
            "<|return|>",
            "<|message|>",
            "<|END_OF_TURN_TOKEN|>",
            "<|reserved_special_token_10|>",
            "<|endofresponse|>",
            "<|hy_eos|>",
            "<|eom_id|>",
            "<|separator|>",
            "<|start_of_role|>",
            "<|observation|>",
            fullwidth,
            "<\u{ff5c}User\u{ff5c}>",
            "<|fim_middle|>",
            "<|begin_of_text|>",
            "<|python_tag|>",
        ];
        for token in generic.iter().chain(tokens::EXACT) {
            check(
                &format!("{token}Hello{token} world{token}\n"),
                "Hello world",
                "",
            );
        }
        check("<s>Hello</s>", "Hello", "");
        check("<s> <s>[INST]Hello[/INST]</s>\n<s>", "Hello", "");
        check("Hello</s> again", "Hello again", "");
        check(
            "<|im_start|>assistant\nHello<|im_end|>\n<|im_start|>user",
            "Hello",
            "",
        );
        check(
            "<|start_header_id|>assistant<|end_header_id|>\n\nHello",
            "Hello",
            "",
        );
        check("<start_of_turn>model\nHello<end_of_turn>", "Hello", "");
    }

    #[test]
    fn ordinary_text_and_code_stay() {
        let kept = [
            "a < b",
            "if a<b && c>d {}",
            "x <| y",
            "x <| y |> z",
            "p <|> q",
            "a <||> b",
            "vec[0]",
            "[INST",
            "[IN] [/IN]",
            "<p>one</p>",
            "<span>",
            "<s",
            "say <s>old</s> new",
            "x <s class=\"k\">old</s> y",
            "<|",
            "<",
            "[",
            "<|not a token|>",
            "[|1; 2|]",
            "<|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|>",
            "Vec<u8>",
            "<end_of_",
            "<th",
            "5 <think> 3",
            "a\n\n  b",
            "\u{feff}\u{200b}x",
            "<\u{ff5c}x",
            "<thinker>",
        ];
        for text in kept {
            check(text, &text.replace('\u{feff}', ""), "");
        }
    }

    #[test]
    fn thoughts_at_the_start_are_not_the_answer() {
        check("<think>\nhm</think>\n\nHello", "Hello", "\nhm");
        check(
            " \n<think></think><thinking>a<b</thinking>Hello</think>",
            "Hello</think>",
            "a<b",
        );
        check(
            "<|im_start|>assistant\n<reasoning>r</reasoning> x",
            "x",
            "r",
        );
        check("<think>never closed </thin", "", "never closed </thin");
        check("Hello <think>x</think>", "Hello <think>x</think>", "");
        check(
            "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Hi<|return|>",
            "Hi",
            "hm<|end|><|start|>assistant",
        );
        check("<|channel|>final<|message|>Hi", "Hi", "");
        check("[THINK]hm[/THINK]Hi", "Hi", "hm");
    }

    #[test]
    fn both_ends_are_trimmed_and_nul_is_replaced() {
        check("\u{feff}  \n Hello\0 \n\t ", "Hello\u{fffd}", "");
        check(" \n ", "", "");
        check("a <|im_end|> b", "a  b", "");
        check("a \u{feff}<|im_\u{feff}end|>", "a", "");
    }

    #[test]
    fn plain_text_is_not_held_back() {
        let mut cleaner = Cleaner::new();
        let mut out = Vec::new();
        cleaner.push("Hello, wor", &mut out);
        assert_eq!(
            (out.pop(), cleaner.held()),
            (Some(Delta::Text("Hello, wor".to_owned())), 0)
        );
        cleaner.push("ld <", &mut out);
        assert_eq!(
            (out.pop(), cleaner.held()),
            (Some(Delta::Text("ld".to_owned())), 2)
        );
        cleaner.push("3", &mut out);
        assert_eq!(
            (out.pop(), cleaner.held()),
            (Some(Delta::Text(" <3".to_owned())), 0)
        );
    }

    fn raw() -> impl Strategy<Value = String> {
        let pieces = vec![
            "<|im_start|>",
            "assistant",
            "<|im_end|>",
            "<s>",
            "</s>",
            "<think>",
            "</think>",
            "<",
            "|",
            ">",
            "[INST]",
            "[",
            "<|channel|>",
            "analysis",
            "final",
            "<|message|>",
            "<|",
            "|>",
            "s",
            "word",
            " ",
            "\n",
            "\u{feff}",
            "\0",
            "/",
            "<\u{ff5c}",
            "\u{2581}",
            "\u{1f600}",
            "<end_of_turn>",
            "<s ",
            "<thinking>",
            "</thinking>",
            "<|start|>",
        ];
        proptest::collection::vec(proptest::sample::select(pieces), 0..30)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn the_chunking_does_not_matter(raw in raw(), cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..8)) {
            let whole = clean([raw.as_str()]);
            prop_assert_eq!(&clean(by_char(&raw)), &whole);
            let ends: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| ends[cut.index(ends.len())]).collect();
            cuts.extend([0, raw.len()]);
            cuts.sort_unstable();
            let pieces: Vec<&str> = cuts.windows(2).map(|pair| &raw[pair[0]..pair[1]]).collect();
            prop_assert_eq!(&clean(pieces), &whole);
        }
    }
}
