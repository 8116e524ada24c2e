//! What a prompt is about and what it asks for.

use std::sync::OnceLock;

use crate::domain::category::{
    CODING, CREATIVE_WRITING, EXPERT, HARD_PROMPTS, INSTRUCTION_FOLLOWING, MATH,
};

use super::phrases::Phrases;
use super::structure::Looks;
use super::words::Words;

/// More of a prompt says nothing new about its topic.
const MOST_CHARS: usize = 16_000;
/// What is enough for a topic.
const ENOUGH: i32 = 2;
/// What is enough for a hard prompt, and the words that one full of terms has.
const HARD: i32 = 6;
const LONG_ENOUGH: usize = 25;
/// Who drops terms has a question to ask, too.
const FEWEST_WORDS_OF_EXPERTS: usize = 10;

/// The lists, and their places in the scores.
const LISTS: [&str; 7] = [
    include_str!("words/coding.txt"),
    include_str!("words/math.txt"),
    include_str!("words/creative_writing.txt"),
    include_str!("words/instruction_following.txt"),
    include_str!("words/expert.txt"),
    include_str!("words/tasks.txt"),
    include_str!("words/limits.txt"),
];
const CODING_LIST: usize = 0;
const MATH_LIST: usize = 1;
const CREATIVE: usize = 2;
const INSTRUCTIONS: usize = 3;
const TERMS: usize = 4;
const TASKS: usize = 5;
const LIMITS: usize = 6;

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| Phrases::new(&LISTS))
}

/// The topics of a prompt.
pub(super) fn topics(prompt: &str) -> impl Iterator<Item = &'static str> + use<> {
    let words = Words::of(prompt, MOST_CHARS);
    let scores = phrases().scores(&words);
    let score = |list: usize| scores.of(list);
    let looks = Looks::of(start(prompt));
    let coding = score(CODING_LIST) + looks.code >= ENOUGH;
    let terms = score(TERMS);
    let expert = terms >= ENOUGH && words.count >= FEWEST_WORDS_OF_EXPERTS;
    let hardness = hardness(&words, (score(TASKS), score(LIMITS), terms));
    let all = [
        (coding, CODING),
        (is_math(&words, (score(MATH_LIST), coding), looks), MATH),
        (score(CREATIVE) >= ENOUGH, CREATIVE_WRITING),
        (score(INSTRUCTIONS) >= ENOUGH, INSTRUCTION_FOLLOWING),
        (
            hardness >= HARD || (expert && words.count >= LONG_ENOUGH),
            HARD_PROMPTS,
        ),
        (expert, EXPERT),
    ];
    all.into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, name)| name)
}

/// Formulas and words of mathematics, or a little story with two numbers and a question for a third.
fn is_math(words: &Words, (score, coding): (i32, bool), looks: Looks) -> bool {
    // A program is full of sums.
    let sums = if looks.code >= ENOUGH { 0 } else { looks.maths };
    let least = if coding && score < ENOUGH {
        ENOUGH + 1
    } else {
        ENOUGH
    };
    let is_short = words.count < 80;
    let story = i32::from(words.numbers >= 2) + i32::from(words.numbers >= 3 && is_short);
    score + sums >= least || (score > 0 && score + story > ENOUGH)
}

/// How hard a prompt looks: long, of several tasks, with limits, numbers and terms.
fn hardness(words: &Words, (tasks, limits, terms): (i32, i32, i32)) -> i32 {
    let long = [25, 40, 60]
        .iter()
        .filter(|least| words.count >= **least)
        .count();
    let long = i32::try_from(long).unwrap_or_default();
    let numbers = i32::from(words.numbers >= 1) + i32::from(words.numbers >= 3);
    long + tasks.min(4) + limits.min(2) + numbers.min(2) + terms.min(2)
}

fn start(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_CHARS);
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        let scores = phrases().scores(&Words::of("python", 100));
        assert_eq!((scores.of(CODING_LIST), scores.of(LIMITS)), (1, 0));
    }
}
