//! What a voter learns with the vote.

use serde::{Deserialize, Serialize};

use super::{Model, ModelId, Weights};

/// Who was who, as of the moment of the vote. Kept with the vote, so that it reads the same for ever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reveal {
    /// The model on side A.
    pub a: RevealedModel,
    /// The model on side B.
    pub b: RevealedModel,
}

/// The public facts of one model at the time of the vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RevealedModel {
    /// What exports call it.
    pub id: ModelId,
    /// What people read.
    pub name: String,
    /// Who made it.
    pub organization: Option<String>,
    /// ISO 3166 code.
    pub country: Option<String>,
    /// SPDX name, or the maker's own.
    pub license: Option<String>,
    /// Open or closed weights.
    pub weights: Option<Weights>,
    /// Parameters, in billions.
    pub parameters_b: Option<f64>,
    /// US dollars per million tokens written.
    pub price_output: Option<f64>,
}

impl From<&Model> for RevealedModel {
    fn from(model: &Model) -> Self {
        Self {
            id: model.id.clone(),
            name: model.name.clone(),
            organization: model.organization.clone(),
            country: model.country.clone(),
            license: model.license.clone(),
            weights: model.weights,
            parameters_b: model.parameters_b,
            price_output: model.price_output,
        }
    }
}
