//! What a reader asked of a board, and the address that asks it.

use super::{Column, Weights};
use crate::urls;

/// What the reader asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// A category other than the overall one.
    pub category: Option<String>,
    /// Only these weights.
    pub weights: Option<Weights>,
    /// Only this maker.
    pub organization: Option<String>,
    /// Only makers of this country.
    pub country: Option<String>,
    /// Only this license.
    pub license: Option<String>,
    /// Only models that think before they answer, or only those that do not.
    pub reasoning: Option<bool>,
    /// At most this many billion parameters.
    pub max_parameters_b: Option<f64>,
    /// At most this many US dollars per million tokens written.
    pub max_price: Option<f64>,
    /// Released on this day or later.
    pub released_since: Option<String>,
    /// Without retired models.
    pub hide_retired: bool,
    /// Style control.
    pub style_control: StyleControl,
    /// Only models whose name or organization has this text.
    pub q: String,
    /// Only these models, by id; all if there are none.
    pub models: Vec<String>,
    /// The past that is asked for, as it was typed.
    pub at: String,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns that the reader chose; `None` for the usual ones.
    pub columns: Option<Vec<Column>>,
}

/// Whether ratings are corrected for length and formatting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StyleControl {
    /// They could be.
    #[default]
    Off,
    /// They are.
    On,
}

/// The order of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The word of what decides.
    pub by: &'static str,
    /// The other way round than usual.
    pub reversed: bool,
    /// Whether small comes before large.
    pub ascending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            by: Self::RATING,
            reversed: false,
            ascending: false,
        }
    }
}

impl Sort {
    /// The word of the usual order: best first.
    pub const RATING: &'static str = "rating";

    fn word(&self) -> String {
        match (self.by, self.reversed) {
            (Self::RATING, false) => String::new(),
            (by, false) => by.to_owned(),
            (by, true) => format!("-{by}"),
        }
    }

    /// The order that a column's head leads to.
    pub(super) fn toggled(&self, by: &'static str) -> Self {
        Self {
            by,
            reversed: self.by == by && !self.reversed,
            ascending: false,
        }
    }
}

impl Filters {
    /// The query, without what is as usual.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let flag = |on: bool, word: &str| if on { word.to_owned() } else { String::new() };
        let weights = self.weights.map_or("", Weights::as_str).to_owned();
        let all = [
            ("category", text(&self.category)),
            ("weights", weights),
            ("organization", text(&self.organization)),
            ("country", text(&self.country)),
            ("license", text(&self.license)),
            (
                "reasoning",
                self.reasoning.map(|on| on.to_string()).unwrap_or_default(),
            ),
            ("max_parameters_b", number(self.max_parameters_b)),
            ("max_price", number(self.max_price)),
            ("released_since", text(&self.released_since)),
            ("retired", flag(self.hide_retired, "hide")),
            (
                "style_control",
                flag(self.style_control == StyleControl::On, "true"),
            ),
            ("q", self.q.clone()),
            ("at", self.at.clone()),
            ("sort", self.sort.word()),
            (
                "columns",
                self.columns
                    .as_ref()
                    .map(|columns| Column::join(columns))
                    .unwrap_or_default(),
            ),
        ];
        let models = self.models.iter().map(|id| ("m", id.clone()));
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .chain(models)
            .collect()
    }

    /// The address of an arena's board with this query.
    pub(super) fn url(&self, arena: &str) -> String {
        let pairs = self.pairs();
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(key, value)| (*key, value.as_str()))
            .collect();
        urls::leaderboard_query(arena, &pairs)
    }

    /// The same with one thing changed.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        change(&mut other);
        other
    }

    /// Everything but which models are left out.
    pub(super) fn all_models(&self) -> Self {
        Self {
            category: self.category.clone(),
            style_control: self.style_control,
            at: self.at.clone(),
            sort: self.sort.clone(),
            columns: self.columns.clone(),
            ..Self::default()
        }
    }

    /// Whether some models are left out.
    pub(super) fn is_narrow(&self) -> bool {
        *self != self.all_models()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filtered_board_has_an_address_and_what_is_usual_is_not_in_it() {
        assert_eq!(Filters::default().url("text"), "/leaderboard/text");
        let asked = Filters {
            category: Some("coding".into()),
            weights: Some(Weights::Open),
            organization: Some("A & B".into()),
            max_price: Some(0.5),
            hide_retired: true,
            sort: Sort::default().toggled("price"),
            columns: Some(vec![Column::Price, Column::Votes]),
            models: vec!["a".into(), "b".into()],
            ..Filters::default()
        };
        assert_eq!(
            asked.url("text"),
            "/leaderboard/text?category=coding&weights=open&organization=A%20%26%20B&max_price=0.5&retired=hide&sort=price&columns=votes%2Cprice&m=a&m=b"
        );
        assert!(asked.is_narrow() && !asked.all_models().is_narrow());
    }

    #[test]
    fn a_head_that_is_followed_twice_turns_the_order_round() {
        let once = Sort::default().toggled("votes");
        assert_eq!(
            (once.word(), once.toggled("votes").word()),
            ("votes".into(), "-votes".into())
        );
        assert_eq!(Sort::default().toggled("rating").word(), "-rating");
    }
}
