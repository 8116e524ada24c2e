//! Boards made again from an arena's votes as they come one by one out of a file: whoever has the votes has the boards.

use std::collections::BTreeMap;

use crate::rating::{FitError, FitOptions, PairCounts, RowOptions, Standing, fit_board};
use crate::store::StyledVote;

use super::counted::{names_of, outcome};
use super::styled::{StyledVotes, categories_of};

/// The votes of an arena so far.
#[derive(Debug, Default)]
pub struct Recount {
    counts: BTreeMap<String, PairCounts>,
    styled: Option<StyledVotes>,
}

impl Recount {
    /// No votes yet; boards at equal style take memory for every vote.
    #[must_use]
    pub fn new(with_style: bool) -> Self {
        Self {
            counts: BTreeMap::new(),
            styled: with_style.then(StyledVotes::default),
        }
    }

    /// Adds the next vote of the log.
    pub fn add(&mut self, vote: &StyledVote) {
        if !vote.is_rated {
            return;
        }
        for name in names_of(&vote.categories) {
            let counts = match self.counts.get_mut(name) {
                Some(counts) => counts,
                None => self.counts.entry(name.to_owned()).or_default(),
            };
            // The battle rules out self-play; a row that has it all the same says nothing and is not counted.
            let _ = counts.add(
                vote.model_a.as_str(),
                vote.model_b.as_str(),
                outcome(vote.choice),
            );
        }
        if let Some(styled) = &mut self.styled {
            styled.add(vote, categories_of(vote));
        }
    }

    /// The board of a category as the site would publish it now, with the rated votes in it.
    ///
    /// # Errors
    /// [`FitError`] if these votes have no board.
    pub fn board(
        &self,
        category: &str,
        style_control: bool,
    ) -> Result<(Vec<Standing>, u64), FitError> {
        if style_control {
            let none = StyledVotes::default();
            let votes = self.styled.as_ref().unwrap_or(&none);
            let (fit, votes) = votes.fit(category, &[], &RowOptions::with_style())?;
            return Ok((fit.standings, votes));
        }
        let none = PairCounts::new();
        let counts = self.counts.get(category).unwrap_or(&none);
        let fit = fit_board(counts, &[], &FitOptions::default())?;
        Ok((fit.standings, counts.votes()))
    }
}
