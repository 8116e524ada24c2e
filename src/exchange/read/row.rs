//! One row, before anybody asked what it says.

use super::nested;
use super::plan::{Feature, HARD, HARD_CRITERIA, Plan, Target};
use super::said::SaidWhy;
use super::value::Value;
use super::wanted::Column;
use super::words::{Keep, Symbol, Words};
use crate::domain::category::MULTI_TURN;

/// What stands in the columns of a row. What no column tells is absent, NaN, empty or none.
pub(super) trait Cells {
    /// The text in one of the columns that decide what a row is.
    fn word(&self, column: Column) -> Symbol;
    /// Who voted.
    fn voter(&self) -> Symbol;
    /// When, Unix milliseconds.
    fn time_ms(&self) -> Option<i64>;
    /// Whether something stands where the time should, and is none.
    fn has_bad_time(&self) -> bool;
    /// How much the vote counts.
    fn weight(&self) -> f64;
    /// What the file calls the vote.
    fn id(&self) -> &str;
    /// The tags of the battle.
    fn categories(&self) -> &[Symbol];
    /// The numbers of both answers.
    fn feature(&self, place: usize) -> [f64; 2];
    /// Why, in the voter's words.
    fn said(&self) -> Option<&SaidWhy>;
    /// The other models that a reaction compares with, where one row is a vote for each.
    fn others(&self) -> &[Symbol] {
        &[]
    }
}

/// Where a text format puts what it reads.
pub(super) struct Into<'a> {
    pub(super) plan: &'a Plan,
    pub(super) row: &'a mut Row,
    pub(super) words: &'a mut Words,
}

impl Into<'_> {
    /// Puts a value where it belongs.
    pub(super) fn set(&mut self, target: Target, value: Value<'_>) {
        match (target, value) {
            // A CSV cell may hold a list or a record; what is broken in it tells nothing.
            (
                Target::Tree
                | Target::Metadata
                | Target::MetadataTurns
                | Target::StyleList
                | Target::Feedback
                | Target::FeedbackMeta,
                Value::Text(text),
            ) => {
                if let Ok(value) = serde_json::from_str(text) {
                    nested::take(target, &value, self);
                }
            }
            (Target::Reasons(side), Value::Text(text)) => {
                for word in text.split(';') {
                    self.row.said.add(side, word);
                }
            }
            (Target::Categories, Value::Text(text)) => {
                for name in text.split(';') {
                    self.row.add_category(name, self.words);
                }
            }
            _ => self.row.set(target, value, self.words),
        }
    }
}

/// The row that a text format is reading.
#[derive(Debug)]
pub(super) struct Row {
    words: [Symbol; Column::ALL.len()],
    voter: (u8, Symbol),
    time_ms: (u8, Option<i64>),
    weight: f64,
    id_rank: u8,
    id: String,
    categories: Vec<Symbol>,
    criteria: u8,
    features: Vec<[(u8, f64); 2]>,
    pub(super) said: SaidWhy,
    /// The other models that a reaction compares with.
    pub(super) others: Vec<Symbol>,
    /// Whether any row so far had what was answered.
    pub(super) has_texts: bool,
}

/// Nothing was put there yet.
const UNSET: u8 = u8::MAX;

impl Row {
    /// A row without columns.
    pub(super) fn new(features: usize) -> Self {
        Self {
            words: [Symbol::ABSENT; Column::ALL.len()],
            voter: (UNSET, Symbol::ABSENT),
            time_ms: (UNSET, None),
            weight: f64::NAN,
            id_rank: UNSET,
            id: String::new(),
            categories: Vec::new(),
            criteria: 0,
            features: vec![[(UNSET, f64::NAN); 2]; features],
            said: SaidWhy::default(),
            others: Vec::new(),
            has_texts: false,
        }
    }

    /// Takes all columns away.
    pub(super) fn clear(&mut self) {
        self.words.fill(Symbol::ABSENT);
        self.voter = (UNSET, Symbol::ABSENT);
        self.time_ms = (UNSET, None);
        self.weight = f64::NAN;
        self.id_rank = UNSET;
        self.id.clear();
        self.categories.clear();
        self.criteria = 0;
        self.features.fill([(UNSET, f64::NAN); 2]);
        self.said.clear();
        self.others.clear();
    }

    /// Puts a value where it belongs; of two columns with one name the first counts.
    fn set(&mut self, target: Target, value: Value<'_>, words: &mut Words) {
        match target {
            Target::Word(column) => {
                if let Some(place) = self.words.get_mut(column as usize)
                    && *place == Symbol::ABSENT
                {
                    *place = value.symbol(words, column.keep());
                }
            }
            _ if value.is_nothing() => {}
            Target::Voter(rank) if rank < self.voter.0 => {
                self.voter = (rank, value.symbol(words, Keep::All));
            }
            Target::Time(rank) if rank < self.time_ms.0 => {
                self.time_ms = (rank, value.time_ms());
            }
            Target::Weight if self.weight.is_nan() => {
                self.weight = value.weight();
            }
            Target::Id(rank) if rank < self.id_rank => {
                self.id_rank = rank;
                self.id.clear();
                self.id.push_str(&value.text());
            }
            Target::Category => {
                let symbol = value.symbol(words, Keep::Lowercase);
                self.categories.extend(symbol.is_text().then_some(symbol));
            }
            Target::Flag(name) if value.is_true() => self.add_category(name, words),
            Target::Unflag(name) if value.is_false() => self.add_category(name, words),
            Target::Reason(side, reason) if value.is_true() => self.said.tick(side, reason),
            Target::Note => self.said.note(&value.text()),
            Target::Turns => self.add_turns(value.number(), words),
            Target::Bits => words.bits(value.bits(), &mut self.categories),
            Target::Feature(feature) => {
                if let Some(number) = value.number() {
                    self.add_feature(feature, number);
                }
            }
            _ => {}
        }
    }

    /// Adds a tag.
    pub(super) fn add_category(&mut self, name: &str, words: &mut Words) {
        let symbol = words.number(name, Keep::All);
        self.categories.extend(symbol.is_text().then_some(symbol));
    }

    /// Notes how many turns the battle has.
    pub(super) fn add_turns(&mut self, turns: Option<f64>, words: &mut Words) {
        if turns.is_some_and(|turns| turns > 1.0) {
            self.add_category(MULTI_TURN, words);
        }
    }

    /// Notes that the prompt meets one more criterion of a hard one.
    pub(super) fn add_criterion(&mut self, words: &mut Words) {
        self.criteria += 1;
        if self.criteria == HARD_CRITERIA {
            self.add_category(HARD, words);
        }
    }

    /// Puts a number of one answer where it belongs.
    pub(super) fn add_feature(&mut self, feature: Feature, number: f64) {
        let sides = self.features.get_mut(feature.place);
        let Some((rank, sum)) = sides.and_then(|sides| sides.get_mut(feature.side)) else {
            return;
        };
        if feature.rank < *rank {
            (*rank, *sum) = (feature.rank, number);
        } else if feature.rank == *rank && feature.is_sum() {
            *sum += number;
        }
    }
}

impl Cells for Row {
    fn word(&self, column: Column) -> Symbol {
        let word = self.words.get(column as usize);
        word.copied().unwrap_or(Symbol::ABSENT)
    }

    fn voter(&self) -> Symbol {
        self.voter.1
    }

    fn time_ms(&self) -> Option<i64> {
        self.time_ms.1
    }

    fn has_bad_time(&self) -> bool {
        matches!(self.time_ms, (rank, None) if rank != UNSET)
    }

    fn weight(&self) -> f64 {
        self.weight
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn categories(&self) -> &[Symbol] {
        &self.categories
    }

    fn feature(&self, place: usize) -> [f64; 2] {
        let sides = self.features.get(place);
        sides.map_or([f64::NAN; 2], |sides| sides.map(|(_, number)| number))
    }

    fn said(&self) -> Option<&SaidWhy> {
        Some(&self.said)
    }

    fn others(&self) -> &[Symbol] {
        &self.others
    }
}
