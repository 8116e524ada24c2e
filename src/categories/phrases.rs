//! Lists of phrases, looked for in the words of a text in one pass.
//!
//! ```text
//! // a remark
//! strong                    every phrase below says it alone
//! weak                      two different ones are needed
//! not                       speaks against it
//! ask                       write | compose > poem | song: one of the left, and soon behind it one of the right
//! ```
//!
//! `*` at the end of a phrase stands for any ending, `#` for a number.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::Words;

/// The longest way from what is asked for to what it is asked of, in bytes of words: about ten words.
const SOON: usize = 60;
const STRONG: i32 = 2;

/// What finding a phrase means for one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Strong,
    Weak,
    Not,
    Left(usize),
    Right(usize),
}

/// Several lists in one automaton.
#[derive(Debug)]
pub(super) struct Phrases {
    /// None if there are more phrases than one can have, which takes gigabytes of them.
    automaton: Option<AhoCorasick>,
    /// By phrase: which lists have it, and what it means there.
    meanings: Vec<Vec<(usize, Meaning)>>,
    lists: usize,
}

/// How much speaks for each list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scores(Vec<i32>);

impl Scores {
    /// The score of a list, by its place; 2 is enough for most.
    pub(super) fn of(&self, list: usize) -> i32 {
        self.0.get(list).copied().unwrap_or_default()
    }
}

impl Phrases {
    /// The lists in the order given.
    pub(super) fn new(lists: &[&str]) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut meanings: Vec<Vec<(usize, Meaning)>> = Vec::new();
        for (list, text) in lists.iter().enumerate() {
            for (phrase, meaning) in read(text) {
                let place = *places.entry(phrase).or_insert(meanings.len());
                if place == meanings.len() {
                    meanings.push(Vec::new());
                }
                if let Some(known) = meanings.get_mut(place) {
                    known.push((list, meaning));
                }
            }
        }
        let mut phrases: Vec<(&String, &usize)> = places.iter().collect();
        phrases.sort_unstable_by_key(|(_, place)| **place);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(phrases.into_iter().map(|(phrase, _)| phrase))
            .ok();
        Self {
            automaton,
            meanings,
            lists: lists.len(),
        }
    }

    /// How much in these words speaks for each list. A phrase counts once, however often it is there.
    pub(super) fn scores(&self, words: &Words) -> Scores {
        let mut found: BTreeSet<(usize, Meaning, usize)> = BTreeSet::new();
        let mut asked: HashMap<(usize, usize), usize> = HashMap::new();
        let automaton = self.automaton.iter();
        for hit in automaton.flat_map(|one| one.find_overlapping_iter(&words.text)) {
            let phrase = hit.pattern().as_usize();
            for (list, meaning) in self.meanings.get(phrase).into_iter().flatten() {
                match *meaning {
                    Meaning::Left(rule) => {
                        asked.insert((*list, rule), hit.end());
                    }
                    Meaning::Right(rule) => {
                        let left = asked.get(&(*list, rule));
                        // The space between them belongs to both.
                        let is_soon =
                            |end: &usize| hit.start() + 1 >= *end && hit.start() <= end + SOON;
                        if left.is_some_and(is_soon) {
                            found.insert((*list, Meaning::Right(rule), 0));
                        }
                    }
                    other => {
                        found.insert((*list, other, phrase));
                    }
                }
            }
        }
        let mut scores = vec![0; self.lists];
        for (list, meaning, _) in found {
            if let Some(score) = scores.get_mut(list) {
                *score += match meaning {
                    Meaning::Strong | Meaning::Right(_) => STRONG,
                    Meaning::Weak => 1,
                    Meaning::Not => -STRONG,
                    Meaning::Left(_) => 0,
                };
            }
        }
        Scores(scores)
    }
}

/// A phrase as it stands among words.
pub(super) fn phrase(text: &str) -> String {
    let numbered: Vec<&str> = text
        .split_whitespace()
        .map(|word| if word == "#" { "0" } else { word })
        .collect();
    let words = Words::of(&numbered.join(" "), usize::MAX).text;
    if text.trim_end().ends_with('*') {
        words.trim_end().to_owned()
    } else {
        words
    }
}

fn read(list: &str) -> Vec<(String, Meaning)> {
    let mut found = Vec::new();
    let mut section = "";
    for (number, line) in list.lines().enumerate() {
        match line.trim() {
            "" => {}
            line if line.starts_with("//") => {}
            name @ ("strong" | "weak" | "not" | "ask") => section = name,
            line => match (section, line.split_once('>')) {
                ("ask", Some((left, right))) => {
                    let all = |side: &str, meaning| {
                        let phrases = side.split('|').map(move |one| (phrase(one), meaning));
                        phrases.collect::<Vec<_>>()
                    };
                    found.extend(all(left, Meaning::Left(number)));
                    found.extend(all(right, Meaning::Right(number)));
                }
                ("strong", _) => found.push((phrase(line), Meaning::Strong)),
                ("not", _) => found.push((phrase(line), Meaning::Not)),
                _ => found.push((phrase(line), Meaning::Weak)),
            },
        }
    }
    found.retain(|(phrase, _)| !phrase.trim().is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "// a remark\nstrong\nhaiku\nweak\nrhyme\nvers*\nnot\nhistory of\nask\nwrite | compose > poem | song\n";

    fn score(text: &str) -> i32 {
        Phrases::new(&["", LIST])
            .scores(&Words::of(text, 1_000))
            .of(1)
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let lists = Phrases::new(&["strong\nin # lines\n"]);
        for text in ["in 12 lines", "in twelve lines", "In two hundred lines."] {
            assert_eq!(lists.scores(&Words::of(text, 100)).of(0), 2, "{text}");
        }
    }

    #[test]
    fn phrases_are_found_as_whole_words_and_count_once() {
        assert_eq!(score("A haiku, another haiku"), 2);
        assert_eq!(score("haikus"), 0);
        assert_eq!(score("a rhyme and some verses, some rhyme"), 2);
        assert_eq!(score("the history of the haiku"), 0);
    }

    #[test]
    fn what_is_asked_for_stands_soon_behind_the_asking() {
        assert_eq!(score("Write me a long sad poem"), 2);
        assert_eq!(score("write poem"), 2);
        assert_eq!(score("This poem was hard to write"), 0);
        assert_eq!(
            score(&format!("write {} poem", "a long letter ".repeat(9))),
            0
        );
    }
}
