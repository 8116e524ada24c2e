//! What a board can be filtered by, with the number of models behind each choice.

use std::collections::BTreeMap;

use crate::domain::{Model, ModelState, Weights};

use super::LeaderboardQuery;

/// Sizes in billions of parameters: a phone or a small card, one card, one machine with a large card, one server.
const SIZES: [f64; 4] = [8.0, 32.0, 80.0, 250.0];
/// Prices in US dollars per million tokens written.
const PRICES: [f64; 4] = [0.5, 1.0, 5.0, 15.0];

/// One value of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The value as the query has it.
    pub value: String,
    /// How many models it leaves, with all other filters as they are.
    pub models: u64,
}

/// The values of every filter that a board has a use for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// `open` and `closed`.
    pub weights: Vec<Facet>,
    /// Most models first, as the next two.
    pub organizations: Vec<Facet>,
    /// ISO codes.
    pub countries: Vec<Facet>,
    /// Names of licenses.
    pub licenses: Vec<Facet>,
    /// `true` and `false`.
    pub reasoning: Vec<Facet>,
    /// Upper ends, in billions of parameters.
    pub sizes: Vec<Facet>,
    /// Upper ends, in US dollars.
    pub prices: Vec<Facet>,
    /// First days of years, newest first.
    pub released: Vec<Facet>,
    /// Retired models.
    pub retired: u64,
}

impl Facets {
    /// Counts what each choice would leave of these models.
    #[must_use]
    pub fn of(models: &[Model], query: &LeaderboardQuery) -> Self {
        let without = |change: fn(&mut LeaderboardQuery)| {
            let mut open = query.clone();
            change(&mut open);
            let left = models.iter().filter(move |model| open.admits(model));
            left.collect::<Vec<&Model>>()
        };
        let text = |models: Vec<&Model>, of: fn(&Model) -> Option<String>| named(models, of);
        Self {
            weights: text(without(|query| query.weights = None), |model| {
                model
                    .weights
                    .map(|weights: Weights| weights.as_str().to_owned())
            }),
            organizations: text(without(|query| query.organization = None), |model| {
                model.organization.clone()
            }),
            countries: text(without(|query| query.country = None), |model| {
                model.country.clone()
            }),
            licenses: text(without(|query| query.license = None), |model| {
                model.license.clone()
            }),
            reasoning: text(without(|query| query.reasoning = None), |model| {
                model.reasoning.map(|thinks| thinks.to_string())
            }),
            sizes: up_to(
                &without(|query| query.max_parameters_b = None),
                SIZES,
                |model| model.parameters_b,
            ),
            prices: up_to(&without(|query| query.max_price = None), PRICES, |model| {
                model.price_output
            }),
            released: years(&without(|query| query.released_since = None)),
            retired: count(
                without(|query| query.hide_retired = false)
                    .iter()
                    .filter(|model| model.state == ModelState::Retired),
            ),
        }
    }
}

fn count(models: impl Iterator) -> u64 {
    models.fold(0, |count, _| count + 1)
}

fn named(models: Vec<&Model>, of: fn(&Model) -> Option<String>) -> Vec<Facet> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for value in models.into_iter().filter_map(of) {
        *counts.entry(value).or_default() += 1;
    }
    let mut facets: Vec<Facet> = counts
        .into_iter()
        .map(|(value, models)| Facet { value, models })
        .collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.models));
    facets
}

/// Upper ends that leave out some models and leave some in.
fn up_to(models: &[&Model], ends: [f64; 4], of: fn(&Model) -> Option<f64>) -> Vec<Facet> {
    let facet = |end: f64| Facet {
        value: end.to_string(),
        models: count(
            models
                .iter()
                .filter(|model| of(model).is_some_and(|has| has <= end)),
        ),
    };
    let all = count(models.iter().filter(|model| of(model).is_some()));
    let facets = ends.into_iter().map(facet);
    facets
        .filter(|facet| facet.models > 0 && facet.models < all)
        .collect()
}

fn years(models: &[&Model]) -> Vec<Facet> {
    let day = |model: &&Model| Some(format!("{}-01-01", model.released.as_deref()?.get(..4)?));
    let mut days: Vec<String> = models.iter().filter_map(day).collect();
    days.sort_unstable();
    days.dedup();
    // The oldest year leaves nothing out.
    let days = days.into_iter().skip(1).rev();
    let since = |day: &String| {
        let is_since = |model: &&&Model| model.released.as_ref().is_some_and(|has| has >= day);
        count(models.iter().filter(is_since))
    };
    days.map(|value| Facet {
        models: since(&value),
        value,
    })
    .collect()
}
