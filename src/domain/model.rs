//! What competes, and where.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ArenaId, ModelId};

/// Whether anybody may have the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weights {
    /// The weights can be downloaded.
    Open,
    /// Only the maker has them.
    Closed,
}

impl Weights {
    /// `"open"` or `"closed"`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Weights::Open => "open",
            Weights::Closed => "closed",
        }
    }
}

impl FromStr for Weights {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "open" => Ok(Weights::Open),
            "closed" => Ok(Weights::Closed),
            _ => Err(InvalidValue("open or closed")),
        }
    }
}

/// Whether a model is drawn for new battles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelState {
    /// Drawn for new battles.
    #[default]
    Active,
    /// Not drawn at present; stays on the board.
    Paused,
    /// Never drawn again; stays in the fit and is marked on the board.
    Retired,
}

impl ModelState {
    /// The word used in configuration and exports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ModelState::Active => "active",
            ModelState::Paused => "paused",
            ModelState::Retired => "retired",
        }
    }
}

impl fmt::Display for ModelState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that is none of the words allowed here; says which are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be {0}")]
pub struct InvalidValue(pub &'static str);

/// The public facts about a model: what boards show and filters ask. Nothing here says how to reach it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Stable, unique; what exports call the model.
    pub id: ModelId,
    /// What people read.
    pub name: String,
    /// Who made it.
    pub organization: Option<String>,
    /// ISO 3166 code of the maker's country.
    pub country: Option<String>,
    /// SPDX name, or the maker's own.
    pub license: Option<String>,
    /// Open or closed weights.
    pub weights: Option<Weights>,
    /// Parameters, in billions.
    pub parameters_b: Option<f64>,
    /// Parameters used for one token, in billions.
    pub active_parameters_b: Option<f64>,
    /// Whether it thinks before it answers.
    pub reasoning: Option<bool>,
    /// Release date, `YYYY-MM-DD`.
    pub released: Option<String>,
    /// US dollars per million tokens read.
    pub price_input: Option<f64>,
    /// US dollars per million tokens written.
    pub price_output: Option<f64>,
    /// The longest conversation that it can read, in tokens.
    pub context_tokens: Option<u64>,
    /// Other names that imports know it by.
    pub aliases: Vec<String>,
    /// Whether it is drawn.
    pub state: ModelState,
}

impl Model {
    /// A model of which nothing is known but its id.
    #[must_use]
    pub fn unknown(id: ModelId, state: ModelState) -> Self {
        Self {
            name: id.to_string(),
            id,
            organization: None,
            country: None,
            license: None,
            weights: None,
            parameters_b: None,
            active_parameters_b: None,
            reasoning: None,
            released: None,
            price_input: None,
            price_output: None,
            context_tokens: None,
            aliases: Vec::new(),
            state,
        }
    }
}

/// A track with its own models and boards.
#[derive(Clone, Debug, PartialEq)]
pub struct Arena {
    /// Stable, part of addresses.
    pub id: ArenaId,
    /// What people read.
    pub title: String,
    /// Its models, sorted by id.
    pub models: Vec<ModelId>,
}
