//! The next rows of a file, column by column.

use std::sync::Mutex;

use ::parquet::errors::{ParquetError, Result};

use super::super::plan::{Feature, HARD, HARD_CRITERIA, Target};
use super::super::row::Cells;
use super::super::said::SaidWhy;
use super::super::value::Value;
use super::super::wanted::Column;
use super::super::words::{Keep, Symbol, Words, lock};
use super::leaf::{ValueLeaf, WordLeaf};
use super::source::{Kind, Source};

/// What stands in the next rows. A column that is not in the file is empty.
#[derive(Default)]
pub(super) struct Columns {
    words: [Vec<Symbol>; Column::ALL.len()],
    voters: Vec<Symbol>,
    times_ms: Vec<Option<i64>>,
    bad_times: Vec<usize>,
    weights: Vec<f64>,
    ids: Vec<String>,
    categories: Vec<Vec<Symbol>>,
    criteria: Vec<u8>,
    features: Vec<[Vec<f64>; 2]>,
    said: Vec<SaidWhy>,
}

impl Columns {
    /// Nothing read yet of rows with so many features.
    pub(super) fn new(features: usize) -> Self {
        Self {
            features: vec![[const { Vec::new() }; 2]; features],
            ..Self::default()
        }
    }

    /// Reads the next rows of all columns.
    pub(super) fn read(
        &mut self,
        rows: usize,
        sources: &mut [Source],
        words: &Mutex<Words>,
    ) -> Result<()> {
        self.categories.iter_mut().for_each(Vec::clear);
        self.criteria.clear();
        self.said.clear();
        let sides = self.features.iter_mut().flatten();
        sides.for_each(|numbers| reset(numbers, rows, f64::NAN));
        for source in sources {
            let (target, category) = (source.target, source.category);
            let read = match &mut source.leaf {
                Kind::Words(leaf) => self.read_words(rows, target, leaf)?,
                Kind::Values(leaf) => match target {
                    Target::Feature(feature) => self.read_feature(rows, feature, leaf)?,
                    Target::StyleList => self.read_style_list(rows, leaf)?,
                    Target::Reasons(_) | Target::Reason(..) | Target::Note => {
                        self.read_said(rows, target, leaf)?
                    }
                    _ => self.read_values(rows, (target, category), leaf, words)?,
                },
            };
            if read != rows {
                return Err(ParquetError::General("a column is too short".to_owned()));
            }
        }
        if self.criteria.iter().any(|count| *count >= HARD_CRITERIA) {
            let hard = lock(words).number(HARD, Keep::All);
            for (tags, count) in self.categories.iter_mut().zip(&self.criteria) {
                tags.extend((*count >= HARD_CRITERIA).then_some(hard));
            }
        }
        Ok(())
    }

    fn read_words(&mut self, rows: usize, target: Target, leaf: &mut WordLeaf) -> Result<usize> {
        let column = match target {
            Target::Word(column) => self.words.get_mut(column as usize),
            Target::Voter(_) => Some(&mut self.voters),
            _ => None,
        };
        if let Some(column) = column {
            reset(column, rows, Symbol::NULL);
            return leaf.each(rows, |row, symbol| put(column, row, symbol));
        }
        self.categories
            .resize(rows.max(self.categories.len()), Vec::new());
        let categories = &mut self.categories;
        leaf.each(rows, |row, symbol| tag(categories, row, Some(symbol)))
    }

    fn read_values(
        &mut self,
        rows: usize,
        (target, category): (Target, Option<Symbol>),
        leaf: &mut ValueLeaf,
        words: &Mutex<Words>,
    ) -> Result<usize> {
        match target {
            Target::Time(_) => {
                reset(&mut self.times_ms, rows, None);
                self.bad_times.clear();
                leaf.each(rows, |row, value| {
                    let time = value.time_ms();
                    put(&mut self.times_ms, row, time);
                    let is_bad = time.is_none() && !value.is_nothing();
                    self.bad_times.extend(is_bad.then_some(row));
                })
            }
            Target::Weight => {
                reset(&mut self.weights, rows, f64::NAN);
                leaf.each(rows, |row, value| {
                    put(&mut self.weights, row, value.weight());
                })
            }
            Target::Id(_) => {
                reset(&mut self.ids, rows, String::new());
                leaf.each(rows, |row, value| {
                    put(&mut self.ids, row, value.text().into());
                })
            }
            _ => {
                self.categories
                    .resize(rows.max(self.categories.len()), Vec::new());
                if self.criteria.is_empty() {
                    reset(&mut self.criteria, rows, 0);
                }
                let mut words = lock(words);
                leaf.each(rows, |row, value| {
                    self.categorize(row, (target, category), value, &mut words);
                })
            }
        }
    }

    fn categorize(
        &mut self,
        row: usize,
        (target, category): (Target, Option<Symbol>),
        value: Value<'_>,
        words: &mut Words,
    ) {
        match (target, value) {
            (Target::Categories, Value::Text(text)) => {
                for name in text.split(';') {
                    let symbol = words.number(name, Keep::All);
                    tag(&mut self.categories, row, Some(symbol));
                }
            }
            (Target::Bits, value) => {
                if let Some(tags) = self.categories.get_mut(row) {
                    words.bits(value.bits(), tags);
                }
            }
            (Target::Flag(_) | Target::Tree, value) if value.is_true() => match category {
                Some(_) => tag(&mut self.categories, row, category),
                None => {
                    if let Some(count) = self.criteria.get_mut(row) {
                        *count += 1;
                    }
                }
            },
            (Target::Unflag(_), value) if value.is_false() => {
                tag(&mut self.categories, row, category);
            }
            (Target::Turns, value) if value.number().is_some_and(|turns| turns > 1.0) => {
                tag(&mut self.categories, row, category);
            }
            _ => {}
        }
    }

    fn read_feature(
        &mut self,
        rows: usize,
        feature: Feature,
        leaf: &mut ValueLeaf,
    ) -> Result<usize> {
        let mut nowhere = Vec::new();
        let column = self.numbers(feature).unwrap_or(&mut nowhere);
        leaf.each(rows, |row, value| {
            if let (Some(number), Some(value)) = (column.get_mut(row), value.number()) {
                let is_more = feature.is_sum() && !number.is_nan();
                *number = if is_more { *number + value } else { value };
            }
        })
    }

    fn read_said(&mut self, rows: usize, target: Target, leaf: &mut ValueLeaf) -> Result<usize> {
        self.said.resize_with(rows, SaidWhy::default);
        leaf.each(rows, |row, value| {
            let Some(said) = self.said.get_mut(row) else {
                return;
            };
            match target {
                Target::Reasons(side) => said.add(side, &value.text()),
                Target::Reason(side, reason) if value.is_true() => said.tick(side, reason),
                Target::Note => said.note(&value.text()),
                _ => {}
            }
        })
    }

    fn read_style_list(&mut self, rows: usize, leaf: &mut ValueLeaf) -> Result<usize> {
        let (mut last, mut entry) = (usize::MAX, 0);
        leaf.each(rows, |row, value| {
            entry = if row == last { entry + 1 } else { 0 };
            last = row;
            let column = self.numbers(Feature::of_list(entry));
            let number = column.and_then(|column| column.get_mut(row));
            if let (Some(number), Some(value)) = (number, value.number()) {
                *number = value;
            }
        })
    }

    /// The column of a feature.
    fn numbers(&mut self, feature: Feature) -> Option<&mut Vec<f64>> {
        self.features.get_mut(feature.place)?.get_mut(feature.side)
    }

    /// One of the rows.
    pub(super) fn at(&self, row: usize) -> At<'_> {
        At { columns: self, row }
    }
}

fn reset<T: Clone>(column: &mut Vec<T>, rows: usize, value: T) {
    column.clear();
    column.resize(rows, value);
}

fn put<T>(column: &mut [T], row: usize, value: T) {
    if let Some(place) = column.get_mut(row) {
        *place = value;
    }
}

fn tag(categories: &mut [Vec<Symbol>], row: usize, symbol: Option<Symbol>) {
    if let Some(tags) = categories.get_mut(row) {
        tags.extend(symbol.filter(|symbol| symbol.is_text()));
    }
}

/// One of the rows.
pub(super) struct At<'a> {
    columns: &'a Columns,
    row: usize,
}

impl Cells for At<'_> {
    fn word(&self, column: Column) -> Symbol {
        let column = self.columns.words.get(column as usize);
        let word = column.and_then(|column| column.get(self.row));
        word.copied().unwrap_or(Symbol::ABSENT)
    }

    fn voter(&self) -> Symbol {
        let voter = self.columns.voters.get(self.row);
        voter.copied().unwrap_or(Symbol::ABSENT)
    }

    fn time_ms(&self) -> Option<i64> {
        self.columns.times_ms.get(self.row).copied().flatten()
    }

    fn has_bad_time(&self) -> bool {
        self.columns.bad_times.binary_search(&self.row).is_ok()
    }

    fn weight(&self) -> f64 {
        let weight = self.columns.weights.get(self.row);
        weight.copied().unwrap_or(f64::NAN)
    }

    fn id(&self) -> &str {
        self.columns.ids.get(self.row).map_or("", String::as_str)
    }

    fn categories(&self) -> &[Symbol] {
        let tags = self.columns.categories.get(self.row);
        tags.map_or(&[], Vec::as_slice)
    }

    fn feature(&self, place: usize) -> [f64; 2] {
        let Some(sides) = self.columns.features.get(place) else {
            return [f64::NAN; 2];
        };
        let number = |side: &Vec<f64>| side.get(self.row).copied();
        [0, 1].map(|side| sides.get(side).and_then(number).unwrap_or(f64::NAN))
    }

    fn said(&self) -> Option<&SaidWhy> {
        self.columns.said.get(self.row)
    }
}
