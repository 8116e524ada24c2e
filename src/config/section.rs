//! One table of the file: what it is called in messages, and no key in it that nobody knows.

use std::fmt::Display;

use super::error::{Place, Problems};
use super::similar::did_you_mean;
use super::tree::{Entry, Table, Value};

/// One table and what it is called in messages.
pub(super) struct Section<'a> {
    name: String,
    place: Place,
    table: Option<&'a Table>,
    keys: &'static [&'static str],
    problems: &'a Problems,
}

impl<'a> Section<'a> {
    /// The table `[name]` of the file, empty if there is none.
    pub(super) fn of(
        root: &'a Table,
        name: &str,
        keys: &'static [&'static str],
        problems: &'a Problems,
    ) -> Self {
        let entry = root.get(name);
        let section = Self {
            name: name.to_owned(),
            place: entry.map_or(Place::File, |entry| entry.place.clone()),
            table: entry.and_then(|entry| table(&entry.value)),
            keys,
            problems,
        };
        if entry.is_some() && section.table.is_none() {
            section.note(format_args!("must be a table that begins with [{name}]"));
        }
        section.refuse_unknown_keys();
        section
    }

    /// The tables `[[name]]` of the file, in their order.
    pub(super) fn list(
        root: &'a Table,
        name: &str,
        keys: &'static [&'static str],
        problems: &'a Problems,
    ) -> Vec<Self> {
        let Some(entry) = root.get(name) else {
            return Vec::new();
        };
        let items: &[Entry] = match &entry.value {
            Value::List(items) if items.iter().all(|item| table(&item.value).is_some()) => items,
            _ => {
                let fix = format!("every {name} must begin with [[{name}]], in double brackets");
                problems.add(&entry.place, name, fix);
                &[]
            }
        };
        let numbered = items.iter().zip(1..);
        numbered
            .map(|(item, number)| Self::item(item, &format!("{name} #{number}"), keys, problems))
            .collect()
    }

    fn item(
        item: &'a Entry,
        name: &str,
        keys: &'static [&'static str],
        problems: &'a Problems,
    ) -> Self {
        let table = table(&item.value);
        let id = table.and_then(|table| match &table.get("id")?.value {
            Value::Text(id) => Some(id),
            _ => None,
        });
        let kind = name.split(' ').next().unwrap_or_default();
        let section = Self {
            name: id.map_or_else(|| name.to_owned(), |id| format!("{kind} {id:?}")),
            place: item.place.clone(),
            table,
            keys,
            problems,
        };
        section.refuse_unknown_keys();
        section
    }

    fn refuse_unknown_keys(&self) {
        for (key, entry) in self.table.into_iter().flatten() {
            if !self.keys.contains(&key.as_str()) {
                let hint = match key.as_str() {
                    "api_key" => "; secrets stay out of this file: use api_key_env or api_key_file"
                        .to_owned(),
                    "access_key" | "secret_key" => {
                        format!("; secrets stay out of this file: use {key}_env or {key}_file")
                    }
                    _ => did_you_mean(key, self.keys.iter().copied()),
                };
                let name = format!("{}.{key}", self.name);
                self.problems
                    .add(&entry.place, &name, format_args!("unknown key{hint}"));
            }
        }
    }

    pub(super) fn entry(&self, key: &str) -> Option<&'a Entry> {
        debug_assert!(self.keys.contains(&key), "{key} is missing in keys.rs");
        self.table?.get(key)
    }

    /// Notes a problem of the table as a whole.
    pub(super) fn note(&self, what: impl Display) {
        self.problems.add(&self.place, &self.name, what);
    }

    /// Notes a problem of one key: where the key is, or else where the table is.
    pub(super) fn wrong(&self, key: &str, what: impl Display) {
        let place = self.entry(key).map_or(&self.place, |entry| &entry.place);
        let name = format!("{}.{key}", self.name);
        self.problems.add(place, &name, what);
    }

    pub(super) fn wrong_kind(&self, key: &str, must: impl Display, value: &Value) {
        self.wrong(key, format_args!("must be {must}, not {}", value.kind()));
    }

    /// The line that the table begins in, if it is in the file.
    pub(super) fn line(&self) -> usize {
        match self.place {
            Place::Line(line) => line,
            _ => 0,
        }
    }

    /// Whether the table is in the file.
    pub(super) fn is_there(&self) -> bool {
        self.table.is_some()
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }
}

fn table(value: &Value) -> Option<&Table> {
    match value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}
