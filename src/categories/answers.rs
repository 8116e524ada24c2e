//! Whether an answer refuses.

use std::sync::OnceLock;

use super::phrases::Phrases;
use super::words::Words;

/// Who refuses says so at once.
const MOST_CHARS: usize = 400;

/// Whether an answer refuses to do what was asked.
pub(super) fn is_refusal(answer: &str) -> bool {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| Phrases::new(&[include_str!("words/refusals.txt")]));
    let words = Words::of(&answer.replace('\u{2019}', "'"), MOST_CHARS);
    phrases.scores(&words).of(0) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_told_from_answers() {
        let refusals = [
            "I'm sorry, but I can't help with that request.",
            "I can\u{2019}t assist with creating that.",
            "As an AI language model, I cannot give an opinion.",
            "Je suis d\u{e9}sol\u{e9}, mais je ne peux pas vous aider.",
            "Lo siento, pero no puedo ayudarte con eso.",
            "\u{62b1}\u{6b49}\u{ff0c}\u{6211}\u{65e0}\u{6cd5}\u{63d0}\u{4f9b}\u{8fd9}\u{4e9b}\u{4fe1}\u{606f}\u{3002}",
            "\u{639}\u{630}\u{631}\u{627}\u{60c} \u{644}\u{627} \u{623}\u{633}\u{62a}\u{637}\u{64a}\u{639} \u{645}\u{633}\u{627}\u{639}\u{62f}\u{62a}\u{643}.",
        ];
        for answer in refusals {
            assert!(is_refusal(answer), "{answer}");
        }
        let answers = [
            "You can't divide by zero, so the answer is undefined.",
            "Sorry to hear that! Here is what you can do.",
            "The capital is Canberra.",
            "",
        ];
        for answer in answers {
            assert!(!is_refusal(answer), "{answer}");
        }
        let late = format!("{}I cannot help with that.", "A long story. ".repeat(40));
        assert!(!is_refusal(&late));
    }
}
