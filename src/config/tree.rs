//! The text of a configuration as values that know their line, with the environment and the flags laid over them.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::env::{Env, Flags};
use super::error::{ConfigErrors, Place, Problems};
use super::keys;
use super::similar::did_you_mean;

/// A table's entries, by key.
pub(super) type Table = BTreeMap<String, Entry>;

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) place: Place,
}

/// What TOML can say, as far as this program cares.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    Real(f64),
    Truth(bool),
    Date(String),
    List(Vec<Entry>),
    Table(Table),
}

impl Value {
    /// What it is, for "must be ..., not ...".
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Whole(_) => "a number",
            Self::Real(_) => "a number with a fraction",
            Self::Truth(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Parses the text of a file of this name.
///
/// # Errors
/// Every syntax error, one per line.
pub(super) fn parse(text: &str, file: &str) -> Result<Table, ConfigErrors> {
    let problems = Problems::new(file);
    let (root, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::of(text);
    let mut last = 0;
    for error in errors {
        let line = error.span().map_or(1, |span| lines.number(span.start));
        if line != last {
            problems.add(&Place::Line(line), "", explained(error.message()));
        }
        last = line;
    }
    problems.unless_any(lines.table(root.get_ref()))
}

/// The parser's message is about grammar; the commonest slips get plain words.
fn explained(message: &str) -> String {
    if message.starts_with("string values must be quoted") {
        return "not valid TOML: text must stand in \"quotes\"".to_owned();
    }
    if message.starts_with("duplicate key") {
        return "not valid TOML: this key stands twice in the same table; remove one".to_owned();
    }
    format!("not valid TOML: {message}")
}

/// Where each line begins.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at + 1).collect())
    }

    fn number(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset) + 1
    }

    fn table(&self, table: &DeTable<'_>) -> Table {
        let entries = table.iter();
        entries
            .map(|(key, value)| (key.get_ref().to_string(), self.entry(value)))
            .collect()
    }

    fn entry(&self, value: &Spanned<DeValue<'_>>) -> Entry {
        let place = Place::Line(self.number(value.span().start));
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(whole) => i64::from_str_radix(whole.as_str(), whole.radix())
                .map_or(Value::Real(f64::INFINITY), Value::Whole),
            DeValue::Float(real) => Value::Real(real.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(truth) => Value::Truth(*truth),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(list) => Value::List(list.iter().map(|item| self.entry(item)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Entry { value, place }
    }
}

/// Lays `AGON__SECTION__KEY` variables over the file. A blank one is as good as none; one that names no key is a problem.
pub(super) fn lay_environment(root: &mut Table, env: &Env, problems: &Problems) {
    for (name, text) in env.with_prefix("AGON__") {
        let place = Place::Variable(format!("AGON__{name}"));
        let dotted = name.to_ascii_lowercase().replace("__", ".");
        lay(root, &dotted, text, &place, problems);
    }
}

/// Lays flags over everything else.
pub(super) fn lay_flags(root: &mut Table, flags: &Flags, problems: &Problems) {
    for (dotted, text) in flags {
        let key = dotted.rsplit('.').next().unwrap_or_default();
        let place = Place::Flag(format!("--{}", key.replace('_', "-")));
        lay(root, dotted, text, &place, problems);
    }
}

fn lay(root: &mut Table, dotted: &str, text: &str, place: &Place, problems: &Problems) {
    let Some((section, key)) = settable().find(|(s, k)| dotted == format!("{s}.{k}")) else {
        problems.add(place, "", no_such_variable(dotted));
        return;
    };
    if text.trim().is_empty() {
        return;
    }
    let under = root.entry(section.to_owned()).or_insert_with(|| Entry {
        value: Value::Table(Table::new()),
        place: place.clone(),
    });
    if let Value::Table(table) = &mut under.value {
        let value = scalar(text.trim());
        let place = place.clone();
        table.insert(key.to_owned(), Entry { value, place });
    }
}

fn settable() -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = keys::SECTIONS.into_iter();
    sections.flat_map(|(section, keys)| keys.iter().map(move |key| (section, *key)))
}

fn no_such_variable(dotted: &str) -> String {
    let variable = |dotted: &str| format!("AGON__{}", dotted.to_uppercase().replace('.', "__"));
    let known: Vec<String> = settable()
        .map(|(section, key)| variable(&format!("{section}.{key}")))
        .collect();
    let hint = did_you_mean(&variable(dotted), known.iter().map(String::as_str));
    let sections = "server, limits, battle or board";
    format!("sets no key; variables are AGON__SECTION__KEY with a key of {sections}{hint}")
}

/// A TOML value if it reads as one, else the text itself.
fn scalar(text: &str) -> Value {
    match DeValue::parse(text) {
        Ok(value) => Lines::of(text).entry(&value).value,
        Err(_) => Value::Text(text.to_owned()),
    }
}
