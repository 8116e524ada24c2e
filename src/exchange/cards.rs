//! Facts about models out of files: Agon's own models file, `[[model]]` tables as in agon.toml, and what arena-catalog
//! publishes (scatterplot-data.json, `leaderboard_table_*.csv`).

use serde_json::{Map, Value};

use crate::domain::{Model, Weights};

/// What files call the model itself, the surest name first.
const NAMES: [&str; 6] = ["model", "id", "key", "model_api_name", "name", "Model"];
/// What stands where nothing is known.
const NOTHING: [&str; 7] = ["", "-", "n/a", "N/A", "NA", "null", "unknown"];
/// The most billions, dollars or the like that is not a slip.
const HUGE: f64 = 1e9;

/// What a file says of one model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// What it may be known by, the surest name first.
    pub names: Vec<String>,
    facts: Facts,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Facts {
    name: Option<String>,
    organization: Option<String>,
    country: Option<String>,
    license: Option<String>,
    weights: Option<Weights>,
    parameters_b: Option<f64>,
    active_parameters_b: Option<f64>,
    reasoning: Option<bool>,
    released: Option<String>,
    price_input: Option<f64>,
    price_output: Option<f64>,
    context_tokens: Option<u64>,
    aliases: Vec<String>,
}

/// What a file says: where each entry stands, and what it says or what is wrong with it.
pub type Cards = Vec<(String, Result<Card, String>)>;

/// Why a file has no facts about models.
#[derive(Debug, thiserror::Error)]
pub enum UnknownCards {
    /// It is not UTF-8.
    #[error("is not UTF-8 text")]
    NotUtf8,
    /// JSON that is broken or something else.
    #[error("is no JSON list of models: {0}")]
    Json(String),
    /// TOML that is broken or something else.
    #[error("is no TOML with [[model]] tables: {0}")]
    Toml(String),
    /// A table that does not say which models it is about.
    #[error("has no column that names models; expected one of {names}", names = NAMES.join(", "))]
    Columns,
    /// A table that is broken.
    #[error("is no CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// Reads a file: JSON or TOML by its beginning, else CSV.
///
/// # Errors
/// [`UnknownCards`] if it is none of them.
pub fn cards(bytes: &[u8]) -> Result<Cards, UnknownCards> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| UnknownCards::NotUtf8)?;
    let is_toml = |line: &str| {
        let line = line.trim();
        line.starts_with("[[") && line.ends_with("]]")
    };
    if text.lines().any(is_toml) {
        let file: Map<String, Value> =
            toml::from_str(text).map_err(|error| UnknownCards::Toml(error.to_string()))?;
        return listed(file.get("model")).ok_or_else(|| UnknownCards::Toml("it has none".into()));
    }
    if text.trim_start().starts_with(['[', '{']) {
        let file: Value =
            serde_json::from_str(text).map_err(|error| UnknownCards::Json(error.to_string()))?;
        let list = file.get("models").unwrap_or(&file);
        return listed(Some(list)).ok_or_else(|| UnknownCards::Json("it is an object".into()));
    }
    table(text)
}

fn listed(list: Option<&Value>) -> Option<Cards> {
    let entries = list?.as_array()?.iter();
    let entries = (1..).zip(entries);
    let read = |(number, entry): (u64, &Value)| {
        let members = entry.as_object().ok_or_else(|| "is no record".to_owned());
        (format!("entry {number}"), members.and_then(card))
    };
    Some(entries.map(read).collect())
}

fn table(text: &str) -> Result<Cards, UnknownCards> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader
        .headers()?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    if !NAMES
        .iter()
        .any(|name| header.iter().any(|one| one == name))
    {
        return Err(UnknownCards::Columns);
    }
    let mut cards = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = header.iter().cloned().zip(record.iter());
        let cells = cells.map(|(name, cell)| (name, Value::from(super::plain_cell(cell))));
        let read = if record.len() == header.len() {
            card(&cells.collect())
        } else {
            let (cells, columns) = (record.len(), header.len());
            Err(format!("has {cells} cells where the header has {columns}"))
        };
        cards.push((format!("line {line}"), read));
    }
    Ok(cards)
}

fn card(members: &Map<String, Value>) -> Result<Card, String> {
    let names: Vec<String> = NAMES
        .iter()
        .filter_map(|key| text(members, &[key]).ok()?)
        .collect();
    if names.is_empty() {
        return Err(format!(
            "names no model; expected one of {}",
            NAMES.join(", ")
        ));
    }
    let facts = Facts {
        name: text(members, &["name", "Model"])?,
        organization: text(members, &["organization", "Organization"])?,
        country: text(members, &["country"])?,
        license: text(members, &["license", "License"])?,
        weights: word(members, "weights")?,
        parameters_b: number(members, &["parameters_b"])?,
        active_parameters_b: number(members, &["active_parameters_b"])?,
        reasoning: flag(members, "reasoning")?,
        released: date(members, &["released", "release_date"])?,
        price_input: number(members, &["price_input", "input_token_price"])?,
        price_output: number(members, &["price_output", "output_token_price"])?,
        context_tokens: count(members, "context_tokens")?,
        aliases: aliases(members)?,
    };
    Ok(Card { names, facts })
}

impl Card {
    /// The model with what the file says; what it says nothing of stays.
    #[must_use]
    pub fn on(&self, model: &Model) -> Model {
        let facts = self.facts.clone();
        let mut aliases = model.aliases.clone();
        for alias in facts.aliases {
            if !aliases.contains(&alias) && alias != model.id.as_str() {
                aliases.push(alias);
            }
        }
        Model {
            id: model.id.clone(),
            name: facts.name.unwrap_or_else(|| model.name.clone()),
            organization: facts.organization.or_else(|| model.organization.clone()),
            country: facts.country.or_else(|| model.country.clone()),
            license: facts.license.or_else(|| model.license.clone()),
            weights: facts.weights.or(model.weights),
            parameters_b: facts.parameters_b.or(model.parameters_b),
            active_parameters_b: facts.active_parameters_b.or(model.active_parameters_b),
            reasoning: facts.reasoning.or(model.reasoning),
            released: facts.released.or_else(|| model.released.clone()),
            price_input: facts.price_input.or(model.price_input),
            price_output: facts.price_output.or(model.price_output),
            context_tokens: facts.context_tokens.or(model.context_tokens),
            aliases,
            state: model.state,
        }
    }
}

/// The first of these fields that says something, as text.
fn text(members: &Map<String, Value>, keys: &[&str]) -> Result<Option<String>, String> {
    for key in keys {
        let text = match members.get(*key) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(flag)) => flag.to_string(),
            Some(_) => return Err(format!("{key} must be a text")),
        };
        if !NOTHING.contains(&text.as_str()) {
            if text.chars().count() > 200 || text.chars().any(char::is_control) {
                return Err(format!(
                    "{key} must have at most 200 characters, none of them control characters"
                ));
            }
            return Ok(Some(text));
        }
    }
    Ok(None)
}

/// A number; prices may have a dollar sign.
fn number(members: &Map<String, Value>, keys: &[&str]) -> Result<Option<f64>, String> {
    let Some(text) = text(members, keys)? else {
        return Ok(None);
    };
    let number = text.trim_start_matches('$').parse().ok();
    let number = number.filter(|number| (0.0..=HUGE).contains(number));
    let why = || {
        format!(
            "{} must be a number from 0 on; it is {text:?}",
            keys.join(" or ")
        )
    };
    number.ok_or_else(why).map(Some)
}

fn count(members: &Map<String, Value>, key: &str) -> Result<Option<u64>, String> {
    let Some(text) = text(members, &[key])? else {
        return Ok(None);
    };
    let number = text
        .parse()
        .map_err(|_| format!("{key} must be a whole number; it is {text:?}"));
    number.map(Some)
}

fn flag(members: &Map<String, Value>, key: &str) -> Result<Option<bool>, String> {
    let Some(text) = text(members, &[key])? else {
        return Ok(None);
    };
    let flag = super::read::flag(&text);
    flag.ok_or_else(|| format!("{key} must be true or false; it is {text:?}"))
        .map(Some)
}

fn word(members: &Map<String, Value>, key: &str) -> Result<Option<Weights>, String> {
    let Some(text) = text(members, &[key])? else {
        return Ok(None);
    };
    let word = text.to_lowercase().parse();
    word.map(Some)
        .map_err(|error| format!("{key} {error}; it is {text:?}"))
}

fn date(members: &Map<String, Value>, keys: &[&str]) -> Result<Option<String>, String> {
    let Some(text) = text(members, keys)? else {
        return Ok(None);
    };
    let date: Option<jiff::civil::Date> = text.parse().ok();
    let date = date.filter(|date| date.to_string() == text);
    let why = || format!("released must be a date such as 2025-04-28; it is {text:?}");
    date.map(|date| Some(date.to_string())).ok_or_else(why)
}

/// A list, or a text with semicolons as in CSV.
fn aliases(members: &Map<String, Value>) -> Result<Vec<String>, String> {
    match members.get("aliases") {
        Some(Value::Array(list)) => {
            let names = list.iter().map(|name| name.as_str().map(str::to_owned));
            let names: Option<Vec<String>> = names.collect();
            names.ok_or_else(|| "aliases must be a list of texts".to_owned())
        }
        _ => Ok(text(members, &["aliases"])?
            .map(|text| text.split(';').map(|one| one.trim().to_owned()).collect())
            .unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ModelState;

    fn read(file: &str) -> Vec<(String, Result<Model, String>)> {
        let known = Model {
            country: Some("CN".into()),
            ..Model::unknown("m".parse().unwrap(), ModelState::Retired)
        };
        let cards = cards(file.as_bytes()).unwrap().into_iter();
        cards
            .map(|(place, card)| (place, card.map(|card| card.on(&known))))
            .collect()
    }

    #[test]
    fn every_shape_says_the_same_of_a_model() {
        let own = "model,name,organization,country,license,price_input,price_output,released,weights,reasoning\n\
                   m,Model M,Org,,MIT,0.5,2,2025-04-28,open,true\n";
        let toml = "[[model]]\nid = \"m\"\nname = \"Model M\"\norganization = \"Org\"\nlicense = \"MIT\"\n\
                    price_input = 0.5\nprice_output = 2\nreleased = \"2025-04-28\"\nweights = \"open\"\nreasoning = true\n";
        let json = r#"[{"model":"m","name":"Model M","organization":"Org","license":"MIT","price_input":0.5,
            "price_output":"$2","released":"2025-04-28","weights":"open","reasoning":true}]"#;
        let [own, toml, json] = [own, toml, json].map(|file| read(file).remove(0).1.unwrap());
        assert_eq!((&own, &own), (&toml, &json));
        let facts = (own.name.as_str(), own.country.as_deref(), own.price_output);
        assert_eq!(
            facts,
            ("Model M", Some("CN"), Some(2.0)),
            "what a file does not say stays"
        );
    }

    #[test]
    fn what_arena_catalog_publishes_is_understood() {
        let scatter = r#"[{"name":"Claude 3 Opus","model_api_name":"claude-3-opus","input_token_price":"15",
            "output_token_price":"75","organization":"Anthropic","license":"Proprietary","price_source":"x","model_source":"y"}]"#;
        let cards_of = |file: &str| cards(file.as_bytes()).unwrap().remove(0).1.unwrap();
        let card = cards_of(scatter);
        assert_eq!(card.names, ["claude-3-opus", "Claude 3 Opus"]);
        assert_eq!(
            (card.facts.price_input, card.facts.price_output),
            (Some(15.0), Some(75.0))
        );
        let table = "key,Model,MT-bench (score),MMLU,Knowledge cutoff date,License,Organization,Link\n\
                     vicuna-33b,Vicuna-33B,7.12,0.592,2023/8,Non-commercial,LMSYS,https://x\n";
        let card = cards_of(table);
        assert_eq!(card.names, ["vicuna-33b", "Vicuna-33B"]);
        assert_eq!(card.facts.organization.as_deref(), Some("LMSYS"));
    }

    #[test]
    fn a_bad_entry_says_where_it_stands_and_what_is_wrong() {
        let file = "model,price_input,released,weights,context_tokens,reasoning\n\
                    a,cheap,,,,\nb,1,04/2025,,,\nc,1,,free,,\nd,1,,,lots,\ne,-,n/a,,,\n,1,,,,\ng,1\nh,1,,,,maybe\n";
        let said: Vec<(String, Option<String>)> = cards(file.as_bytes())
            .unwrap()
            .into_iter()
            .map(|(place, card)| (place, card.err()))
            .collect();
        let wanted = [
            (
                "line 2",
                Some(
                    "price_input or input_token_price must be a number from 0 on; it is \"cheap\"",
                ),
            ),
            (
                "line 3",
                Some("released must be a date such as 2025-04-28; it is \"04/2025\""),
            ),
            (
                "line 4",
                Some("weights must be open or closed; it is \"free\""),
            ),
            (
                "line 5",
                Some("context_tokens must be a whole number; it is \"lots\""),
            ),
            ("line 6", None),
            (
                "line 7",
                Some("names no model; expected one of model, id, key, model_api_name, name, Model"),
            ),
            ("line 8", Some("has 2 cells where the header has 6")),
            (
                "line 9",
                Some("reasoning must be true or false; it is \"maybe\""),
            ),
        ];
        let wanted = wanted.map(|(place, why)| (place.to_owned(), why.map(str::to_owned)));
        assert_eq!(said, wanted);
        assert!(matches!(cards(b"a,b\n1,2\n"), Err(UnknownCards::Columns)));
        assert!(matches!(cards(b"[1"), Err(UnknownCards::Json(_))));
        assert!(matches!(cards(b"\xff\xfe"), Err(UnknownCards::NotUtf8)));
    }
}
