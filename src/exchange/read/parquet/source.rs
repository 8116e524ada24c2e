//! A column of the row group that is being read, and what it tells.

use std::sync::{Arc, Mutex};

use ::parquet::column::page::PageReader;
use ::parquet::errors::Result;
use ::parquet::schema::types::ColumnDescPtr;

use super::super::plan::{Leaf, Target};
use super::super::words::{Keep, Symbol, Words, lock};
use super::leaf::{ValueLeaf, WordLeaf};
use crate::domain::category::MULTI_TURN;

/// A column of the row group that is being read.
pub(super) struct Source {
    pub(super) target: Target,
    pub(super) leaf: Kind,
    /// What a true value means.
    pub(super) category: Option<Symbol>,
}

/// Whether a column's values are taken as texts or as they are.
pub(super) enum Kind {
    Words(WordLeaf),
    Values(ValueLeaf),
}

impl Source {
    /// Opens a column.
    pub(super) fn new(
        target: Target,
        column: &ColumnDescPtr,
        pages: Box<dyn PageReader>,
        words: &Arc<Mutex<Words>>,
    ) -> Result<Self> {
        let keep = match target {
            Target::Word(column) => Some(column.keep()),
            Target::Voter(_) => Some(Keep::All),
            Target::Categories if column.max_rep_level() > 0 => Some(Keep::All),
            Target::Category => Some(Keep::Lowercase),
            _ => None,
        };
        let leaf = match keep {
            Some(keep) => Kind::Words(WordLeaf::new(pages, column, words, keep)?),
            None => Kind::Values(ValueLeaf::new(pages, column)),
        };
        let category = match (target, column.path().parts()) {
            (Target::Flag(name) | Target::Unflag(name), _) => Some(name),
            (Target::Turns, _) => Some(MULTI_TURN),
            (Target::Tree, [_, groups @ .., name]) => {
                match Leaf::of(groups.first().map(String::as_str), name) {
                    Leaf::Category(name) => Some(name),
                    Leaf::Criterion => None,
                }
            }
            _ => None,
        };
        let category = category.map(|name| lock(words).number(name, Keep::All));
        Ok(Self {
            target,
            leaf,
            category,
        })
    }
}
