//! Secrets: from an environment variable or from a file, never from agon.toml itself.

use std::fs;

use super::endpoint::Surroundings;
use super::env::Env;
use super::section::Section;

/// The two keys that may lead to a secret.
pub(super) struct Names {
    /// The key that names an environment variable.
    pub(super) variable: &'static str,
    /// The key that names a file.
    pub(super) file: &'static str,
    /// What else can be done if there is no secret, for messages.
    pub(super) unless: &'static str,
}

/// The secret that one of two keys leads to, and which one; what is wrong is noted.
pub(super) fn secret(
    section: &Section<'_>,
    names: &Names,
    around: Surroundings<'_>,
) -> Option<(&'static str, String)> {
    if section.has(names.variable) && section.has(names.file) {
        let wrong = format!("stands beside {}; remove one of them", names.variable);
        section.wrong(names.file, wrong);
        return None;
    }
    match section.text(names.variable) {
        Some(name) => Some((
            names.variable,
            from_variable(section, (names, name), around.env)?,
        )),
        None => Some((names.file, from_file(section, names.file, around)?)),
    }
}

fn from_variable(
    section: &Section<'_>,
    (names, name): (&Names, &str),
    env: &Env,
) -> Option<String> {
    let usual = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let found = env.get(name);
    if found.is_none() && name.chars().all(usual) {
        let unless = names.unless;
        section.wrong(
            names.variable,
            format_args!("the environment variable {name} is not set or empty; set it{unless}"),
        );
    } else if found.is_none() {
        // Not quoted: it may well be the key itself.
        let fix = "must be the name of an environment variable that is set (the name, not the key itself)";
        section.wrong(names.variable, fix);
    }
    found.map(str::to_owned)
}

fn from_file(section: &Section<'_>, key: &str, around: Surroundings<'_>) -> Option<String> {
    let path = around.folder.join(section.text(key)?);
    match fs::read_to_string(&path) {
        Ok(text) if !text.trim().is_empty() => return Some(text.trim().to_owned()),
        Ok(_) => section.wrong(
            key,
            format_args!("{} is empty; write the key into it", path.display()),
        ),
        Err(error) => section.wrong(
            key,
            format_args!(
                "cannot read {}: {error}; write the key into that file",
                path.display()
            ),
        ),
    }
    None
}
