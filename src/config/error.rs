//! What is wrong with a configuration: all of it, one line each.

use std::cell::RefCell;
use std::fmt;

/// Where a value was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The file as a whole.
    File,
    /// A line of the file, from 1.
    Line(usize),
    /// An environment variable.
    Variable(String),
    /// A flag, such as `--listen`.
    Flag(String),
}

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: String,
    line: usize,
    text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)
    }
}

/// Everything that is wrong with a configuration; never empty. Displayed with one line per problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors(Vec<Problem>);

impl ConfigErrors {
    /// The problems, in the order of the file.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Problem::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ConfigErrors {}

/// Collects problems while a configuration is read.
#[derive(Debug)]
pub(super) struct Problems {
    file: String,
    found: RefCell<Vec<Problem>>,
}

impl Problems {
    /// None yet, of a file that is called this.
    pub(super) fn new(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            found: RefCell::default(),
        }
    }

    /// Notes what is wrong with a key. An environment variable or a flag is named in place of the key.
    pub(super) fn add(&self, place: &Place, key: &str, what: impl fmt::Display) {
        let (place, line, text) = match place {
            Place::File => (self.file.clone(), 0, keyed(key, &what)),
            Place::Line(line) => (format!("{}:{line}", self.file), *line, keyed(key, &what)),
            Place::Variable(name) => (format!("environment: {name}"), 0, what.to_string()),
            Place::Flag(name) => (name.clone(), 0, what.to_string()),
        };
        // One line each, whatever a quoted value holds.
        let text = text.replace(['\n', '\r'], " ");
        self.found.borrow_mut().push(Problem { place, line, text });
    }

    /// The value, if nothing was wrong with it.
    pub(super) fn unless_any<T>(self, value: T) -> Result<T, ConfigErrors> {
        let mut found = self.found.into_inner();
        if found.is_empty() {
            return Ok(value);
        }
        found.sort_by_key(|problem| problem.line);
        Err(ConfigErrors(found))
    }

    /// One problem that makes it pointless to look for more.
    pub(super) fn only(file: impl Into<String>, what: impl fmt::Display) -> ConfigErrors {
        let problems = Self::new(file);
        problems.add(&Place::File, "", what);
        ConfigErrors(problems.found.into_inner())
    }
}

fn keyed(key: &str, what: &impl fmt::Display) -> String {
    if key.is_empty() {
        return what.to_string();
    }
    format!("{key}: {what}")
}
