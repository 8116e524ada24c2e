//! Precision and recall on labelled prompts, and how long a hostile prompt takes.

use std::collections::BTreeMap;

use crate::domain::category::{
    CODING, CREATIVE_WRITING, EXPERT, HARD_PROMPTS, INSTRUCTION_FOLLOWING, MATH,
};

use super::topics::topics;
use super::{Language, language};

const TUNED: &str = include_str!("../../tests/fixtures/categories/tuned.tsv");
const HELD_OUT: &str = include_str!("../../tests/fixtures/categories/held_out.tsv");

/// Per category the least precision and recall on prompts that the rules were not adjusted to, in percent.
const FLOORS: [(&str, u32, u32); 6] = [
    (CODING, 95, 90),
    (MATH, 90, 80),
    (CREATIVE_WRITING, 95, 90),
    (INSTRUCTION_FOLLOWING, 95, 90),
    (HARD_PROMPTS, 90, 75),
    (EXPERT, 90, 50),
];

/// How often rules and labels agreed, and how often only one of the two said so.
#[derive(Clone, Copy, Default)]
struct Tally {
    both: u32,
    rules: u32,
    labels: u32,
}

impl Tally {
    fn add(&mut self, rules: bool, label: bool) {
        self.both += u32::from(rules && label);
        self.rules += u32::from(rules && !label);
        self.labels += u32::from(label && !rules);
    }

    fn precision(self) -> u32 {
        100 * self.both / (self.both + self.rules).max(1)
    }

    fn recall(self) -> u32 {
        100 * self.both / (self.both + self.labels).max(1)
    }

    fn print(self, of: &str) {
        let Self {
            both,
            rules,
            labels,
        } = self;
        println!(
            "{of:38} precision {:3}% recall {:3}%  ({both} right, {rules} wrong, {labels} missed)",
            self.precision(),
            self.recall()
        );
    }
}

/// The language, the categories and the text of each prompt.
fn prompts(file: &str) -> Vec<(&str, Vec<&str>, String)> {
    let lines = file.lines().filter(|line| !line.starts_with("# "));
    let read = lines.map(|line| {
        let mut cells = line.splitn(3, '\t');
        let mut cell = || cells.next().unwrap();
        let (tag, names, text) = (cell(), cell(), cell());
        let names = names.split(' ').filter(|name| *name != "-").collect();
        (tag, names, text.replace("\\n", "\n"))
    });
    read.collect()
}

/// Per category, and per language, over all categories.
fn judge(file: &str) -> (BTreeMap<&str, Tally>, BTreeMap<&str, Tally>) {
    let (mut by_category, mut by_language) = (BTreeMap::new(), BTreeMap::new());
    for (tag, names, text) in prompts(file) {
        let found: Vec<&str> = topics(&text).collect();
        for (category, _, _) in FLOORS {
            let said = (found.contains(&category), names.contains(&category));
            for (tallies, key) in [(&mut by_category, category), (&mut by_language, tag)] {
                let tally: &mut Tally = tallies.entry(key).or_default();
                tally.add(said.0, said.1);
            }
        }
    }
    (by_category, by_language)
}

#[test]
fn rules_find_what_people_labelled() {
    for (name, file) in [("tuned", TUNED), ("held out", HELD_OUT)] {
        let (by_category, by_language) = judge(file);
        for (category, tally) in &by_category {
            tally.print(&format!("{name}: {category}"));
        }
        for (tag, tally) in &by_language {
            if tally.both + tally.rules + tally.labels > 0 {
                tally.print(&format!("{name}: all topics in {tag}"));
            }
        }
    }
    let (held_out, _) = judge(HELD_OUT);
    for (category, precision, recall) in FLOORS {
        let tally = held_out[category];
        assert!(tally.precision() >= precision, "precision of {category}");
        assert!(tally.recall() >= recall, "recall of {category}");
    }
}

#[test]
fn the_language_of_labelled_prompts_is_found() {
    for (name, file, least) in [("tuned", TUNED, 97), ("held out", HELD_OUT, 96)] {
        let prompts = prompts(file);
        let is_right = |(tag, _, text): &&(&str, Vec<&str>, String)| {
            language(text).map_or("-", Language::tag) == *tag
        };
        let right = prompts.iter().filter(is_right).count();
        println!("{name}: language of {right} of {} prompts", prompts.len());
        assert!(100 * right >= least * prompts.len(), "{name}");
    }
}

#[test]
fn there_are_prompts_enough_and_none_is_in_both_files() {
    let (tuned, held_out) = (prompts(TUNED), prompts(HELD_OUT));
    assert!(tuned.len() + held_out.len() >= 300);
    for (_, names, text) in &tuned {
        assert!(
            names
                .iter()
                .all(|name| FLOORS.iter().any(|(known, _, _)| known == name)),
            "{text}"
        );
        assert!(held_out.iter().all(|(_, _, other)| other != text), "{text}");
    }
}

#[test]
fn a_hostile_prompt_takes_no_longer_than_its_length() {
    for piece in [
        "a",
        "write ",
        "\u{5199}",
        "```",
        "$x",
        "{ ( ",
        "select a ",
        "x - ",
        "\u{202e}\u{300}",
        "1 ",
        "public a a ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let began = std::time::Instant::now();
        let found = topics(&text).count() + usize::from(language(&text).is_some());
        assert!(
            found < 10 && began.elapsed().as_secs() < 5,
            "{piece:?} took {:?}",
            began.elapsed()
        );
    }
}
