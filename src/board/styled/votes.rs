//! The votes of an arena one by one, with the style of their answers: 29 bytes each.

use std::collections::BTreeMap;

use crate::board::{OVERALL, outcome};
use crate::domain::StyleFeatures;
use crate::rating::{
    BoardFit, Columns, Comparison, Comparisons, Contrast, FitError, RowOptions, fit_comparisons,
};
use crate::store::StyledVote;

/// The categories of a vote beside all of them: sorted, each once.
pub(in crate::board) fn categories_of(vote: &StyledVote) -> Vec<String> {
    let mut categories = vote.categories.clone();
    categories.retain(|name| name != OVERALL);
    categories.sort_unstable();
    categories.dedup();
    categories
}

/// Rated votes in the order of the log.
#[derive(Clone, Debug)]
pub(in crate::board) struct StyledVotes {
    votes: Comparisons,
    /// Per vote, the number of its set of categories: there are few sets, so a vote takes 4 bytes whatever is in them.
    sets: Vec<u32>,
    numbers: BTreeMap<Vec<String>, u32>,
}

impl Default for StyledVotes {
    fn default() -> Self {
        Self {
            votes: Comparisons::new(Columns {
                features: StyleFeatures::NAMES.map(str::to_owned).to_vec(),
                ..Columns::default()
            }),
            sets: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }
}

impl StyledVotes {
    /// Adds a vote; its categories are sorted, each once.
    pub(in crate::board) fn add(&mut self, vote: &StyledVote, categories: Vec<String>) {
        let [a, b] = [&vote.model_a, &vote.model_b].map(|model| self.votes.index(model.as_str()));
        let [u, v] = vote.style.each_ref().map(StyleFeatures::numbers);
        let contrast = |place: usize| {
            let number = |side: [u32; 4]| side.get(place).copied().map_or(f64::NAN, f64::from);
            Contrast::Relative.of(number(u), number(v))
        };
        let row = Comparison {
            features: &[0, 1, 2, 3].map(contrast),
            ..Comparison::new(a, b, outcome(vote.choice))
        };
        // The battle rules out self-play; a row that has it all the same says nothing and is not counted.
        if self.votes.push(&row).is_ok() {
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            self.sets
                .push(*self.numbers.entry(categories).or_insert(next));
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> u64 {
        self.sets.len() as u64
    }

    /// Fits the board of a category, with how many votes it has.
    pub(in crate::board) fn fit(
        &self,
        category: &str,
        models: &[String],
        options: &RowOptions,
    ) -> Result<(BoardFit, u64), FitError> {
        let fit = |votes: &Comparisons| {
            let fit = fit_comparisons(votes, models, options)?;
            Ok((fit, votes.counts().votes()))
        };
        if category == OVERALL {
            return fit(&self.votes);
        }
        let mut is_in = vec![false; self.numbers.len()];
        for (set, number) in &self.numbers {
            if let Some(entry) = is_in.get_mut(*number as usize) {
                *entry = set.iter().any(|name| name == category);
            }
        }
        let has = |set: &u32| is_in.get(*set as usize).copied().unwrap_or_default();
        fit(&self
            .votes
            .only(|place| self.sets.get(place).is_some_and(has)))
    }
}
