//! Reads `[[model]]`.

use std::collections::{BTreeMap, BTreeSet};

use super::section::Section;
use super::similar::did_you_mean;
use super::types::ModelConfig;
use crate::domain::{EndpointId, Model, ModelId, ModelState, Weights};

/// The most billions of parameters, dollars or the like that is not a slip.
const HUGE: f64 = 1e9;

/// Reads one model, whose id has been read.
pub(super) fn model(
    section: &Section<'_>,
    id: ModelId,
    endpoints: &BTreeSet<EndpointId>,
) -> Option<ModelConfig> {
    let upstream = section.text("upstream").unwrap_or(id.as_str()).to_owned();
    let max_output_tokens = section.whole("max_output_tokens", 1..=100_000_000);
    let temperature = section.real("temperature", 0.0..=2.0);
    let system_prompt = section.any_text("system_prompt").map(str::to_owned);
    let card = card(section, id);
    Some(ModelConfig {
        card,
        endpoint: endpoint(section, endpoints)?,
        upstream,
        max_output_tokens,
        temperature,
        system_prompt,
    })
}

pub(super) fn endpoint(
    section: &Section<'_>,
    endpoints: &BTreeSet<EndpointId>,
) -> Option<EndpointId> {
    let known: Vec<&str> = endpoints.iter().map(EndpointId::as_str).collect();
    let all = if known.is_empty() {
        "none yet".to_owned()
    } else {
        known.join(", ")
    };
    let fix = format!("write the id of an [[endpoint]] (there is: {all})");
    let text = section.needed("endpoint", &fix)?;
    let found = endpoints.iter().find(|id| id.as_str() == text).cloned();
    if found.is_none() {
        let hint = did_you_mean(text, known);
        let what = format!("no endpoint has the id {text:?} (there is: {all}){hint}");
        section.wrong("endpoint", what);
    }
    found
}

fn card(section: &Section<'_>, id: ModelId) -> Model {
    let text = |key: &str| section.text(key).map(str::to_owned);
    Model {
        name: text("name").unwrap_or_else(|| id.to_string()),
        aliases: aliases(section, &id),
        id,
        organization: text("organization"),
        country: text("country"),
        license: text("license"),
        weights: section.word(
            "weights",
            &[("open", Weights::Open), ("closed", Weights::Closed)],
        ),
        parameters_b: positive(section, "parameters_b"),
        active_parameters_b: positive(section, "active_parameters_b"),
        reasoning: section.truth("reasoning"),
        released: released(section),
        price_input: section.real("price_input", 0.0..=HUGE),
        price_output: section.real("price_output", 0.0..=HUGE),
        context_tokens: section.whole("context_tokens", 1..=1_000_000_000_000),
        state: state(section),
    }
}

fn positive(section: &Section<'_>, key: &str) -> Option<f64> {
    let number = section.real(key, 0.0..=HUGE)?;
    if number > 0.0 {
        return Some(number);
    }
    section.wrong(
        key,
        "must be more than 0; remove the line if it is not known",
    );
    None
}

fn released(section: &Section<'_>) -> Option<String> {
    let text = section.text("released")?;
    let date: Option<jiff::civil::Date> = text.parse().ok();
    let date = date.filter(|date| date.to_string() == text);
    if date.is_none() {
        section.wrong(
            "released",
            "must be a date as YYYY-MM-DD, such as \"2025-04-28\"",
        );
    }
    date.map(|date| date.to_string())
}

fn state(section: &Section<'_>) -> ModelState {
    let states = [ModelState::Active, ModelState::Paused, ModelState::Retired];
    let words = states.map(|state| (state.as_str(), state));
    section.word("state", &words).unwrap_or_default()
}

/// The aliases, each once and without the id itself.
fn aliases(section: &Section<'_>, id: &ModelId) -> Vec<String> {
    let texts = section.texts("aliases").unwrap_or_default();
    let mut aliases: Vec<String> = Vec::with_capacity(texts.len());
    for alias in texts.into_iter().filter(|alias| *alias != id.as_str()) {
        if !aliases.iter().any(|known| known == alias) {
            aliases.push(alias.to_owned());
        }
    }
    aliases
}

/// Notes every alias that is also another model's id or alias. Takes all models, also those with other problems.
pub(super) fn check_aliases(models: &[(Section<'_>, ModelId)]) {
    let ids: BTreeSet<&str> = models.iter().map(|(_, id)| id.as_str()).collect();
    let mut owners: BTreeMap<&str, &ModelId> = BTreeMap::new();
    for (section, id) in models {
        let Some(aliases) = section.texts("aliases") else {
            continue;
        };
        for alias in aliases.into_iter().filter(|alias| *alias != id.as_str()) {
            let owner = owners.entry(alias).or_insert(id);
            if ids.contains(alias) {
                let what = format!("{alias:?} is the id of another model; remove one of the two");
                section.wrong("aliases", what);
            } else if *owner != id {
                let what = format!(
                    "{alias:?} is also an alias of model \"{owner}\"; remove one of the two"
                );
                section.wrong("aliases", what);
            }
        }
    }
}
