//! Boards that others published: `{category: {model: {rating, rating_q025, rating_q975}}}` as arena-catalog has them, and
//! the ranking of `ComparIA`, `{timestamp, models: [{model_name, median, "p2.5", "p97.5"}]}`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The category that holds everything, under the names that others give it.
const EVERYTHING: [&str; 2] = ["full", "overall"];
/// The longest name of a model, in characters.
const MAX_NAME_CHARS: usize = 200;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Published {
    /// When it was made, if it says so.
    pub time: Option<String>,
    /// The boards by category; `overall` holds everything.
    pub boards: BTreeMap<String, Vec<PublishedRow>>,
    /// What is wrong with entries that are no ratings: where, and why.
    pub skipped: Vec<String>,
}

/// One model of a board.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedRow {
    /// What they call it.
    pub name: String,
    /// Its rating, on their scale.
    pub rating: f64,
    /// The lower end of its interval, if they give one.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// Why a file is no such board.
#[derive(Debug, thiserror::Error)]
pub enum UnknownBoard {
    /// It is not JSON.
    #[error("is not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// It is something else.
    #[error(
        "is no board that is known; expected {{category: {{model: {{rating, rating_q025, rating_q975}}}}}} or \
         {{timestamp, models: [{{model_name, median, \"p2.5\", \"p97.5\"}}]}}"
    )]
    Shape,
}

/// Reads a file.
///
/// # Errors
/// [`UnknownBoard`] if it has none of the shapes, or no rating at all.
pub fn published(bytes: &[u8]) -> Result<Published, UnknownBoard> {
    let Value::Object(members) = serde_json::from_slice(bytes)? else {
        return Err(UnknownBoard::Shape);
    };
    let mut read = Published::default();
    match members.get("models") {
        Some(Value::Array(models)) => read.list(&members, models),
        _ => read.categories(&members),
    }
    let has_rows = read.boards.values().any(|rows| !rows.is_empty());
    if has_rows {
        Ok(read)
    } else {
        Err(UnknownBoard::Shape)
    }
}

impl Published {
    fn categories(&mut self, members: &Map<String, Value>) {
        for (category, models) in members {
            let Value::Object(models) = models else {
                self.skipped
                    .push(format!("{category}: must be an object of models"));
                continue;
            };
            let is_all = EVERYTHING.contains(&category.as_str());
            let name = if is_all { "overall" } else { category };
            for (model, figures) in models {
                let row = row(model, figures, ["rating", "rating_q025", "rating_q975"]);
                self.take(name, &format!("{category}: {model}"), row);
            }
        }
    }

    fn list(&mut self, members: &Map<String, Value>, models: &[Value]) {
        self.time = members.get("timestamp").and_then(time);
        for (number, figures) in (1..).zip(models) {
            let place = format!("models: number {number}");
            let name = figures.get("model_name").and_then(Value::as_str);
            let row = name.ok_or("has no model_name");
            let row = row.and_then(|name| row_of(name, figures));
            self.take("overall", &place, row);
        }
    }

    fn take(&mut self, category: &str, place: &str, row: Result<PublishedRow, &'static str>) {
        match row {
            Ok(row) => {
                let rows = self.boards.entry(category.to_owned()).or_default();
                if rows.iter().any(|one| one.name == row.name) {
                    self.skipped.push(format!("{place}: stands there twice"));
                } else {
                    rows.push(row);
                }
            }
            Err(why) => self.skipped.push(format!("{place}: {why}")),
        }
    }
}

fn row_of(name: &str, figures: &Value) -> Result<PublishedRow, &'static str> {
    row(name, figures, ["median", "p2.5", "p97.5"])
}

fn row(name: &str, figures: &Value, keys: [&str; 3]) -> Result<PublishedRow, &'static str> {
    if name.trim().is_empty() || name.chars().count() > MAX_NAME_CHARS {
        return Err("a name has 1 to 200 characters");
    }
    let number = |key: &str| match figures.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_f64().map(Some).ok_or("a figure is no number"),
    };
    let [rating, low, high] = keys.map(number);
    let rating = rating?.ok_or("has no rating")?;
    let (low, high) = (low?, high?);
    if low.is_some_and(|low| low > rating) || high.is_some_and(|high| high < rating) {
        return Err("its rating is outside its interval");
    }
    Ok(PublishedRow {
        name: name.to_owned(),
        rating,
        low,
        high,
    })
}

/// A time as text: they write it in seconds, or as text already.
fn time(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boards_of_categories_are_read_and_bad_entries_are_named() {
        let file = r#"{"full": {"a": {"rating": 1200.5, "rating_q975": 1210, "rating_q025": 1190},
            "b": {"rating": 1100}, "c": {"rating": "high"}, "d": {}, "e": {"rating": 5, "rating_q025": 6}},
            "coding": {"a": {"rating": 1300, "rating_q975": 1310, "rating_q025": 1290}}, "note": 3}"#;
        let read = published(file.as_bytes()).unwrap();
        let categories: Vec<&String> = read.boards.keys().collect();
        assert_eq!(categories, ["coding", "overall"]);
        assert_eq!(
            read.boards["overall"],
            [
                PublishedRow {
                    name: "a".to_owned(),
                    rating: 1200.5,
                    low: Some(1190.0),
                    high: Some(1210.0)
                },
                PublishedRow {
                    name: "b".to_owned(),
                    rating: 1100.0,
                    low: None,
                    high: None
                }
            ]
        );
        assert_eq!(
            read.skipped,
            [
                "full: c: a figure is no number",
                "full: d: has no rating",
                "full: e: its rating is outside its interval",
                "note: must be an object of models"
            ]
        );
    }

    #[test]
    fn a_list_of_models_is_read_with_its_time() {
        let file = r#"{"timestamp": "2026-01-02", "models": [
            {"model_name": "a", "median": 1010.5, "p2.5": 1000.0, "p97.5": 1020.0},
            {"median": 3}, {"model_name": "a", "median": 1}]}"#;
        let read = published(file.as_bytes()).unwrap();
        assert_eq!(read.time.as_deref(), Some("2026-01-02"));
        assert_eq!(read.boards["overall"].len(), 1);
        assert_eq!(
            read.skipped,
            [
                "models: number 2: has no model_name",
                "models: number 3: stands there twice"
            ]
        );
    }

    #[test]
    fn other_files_are_refused() {
        for wrong in ["", "[]", "{}", "{\"a\": {}}", "3", "{\"models\": []}"] {
            assert!(published(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
