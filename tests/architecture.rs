//! The house rules that no compiler checks: who imports whom, how long files are, what both databases share.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Who may import whom (DESIGN.md section 2, src/lib.rs). Everybody may import themselves.
const TABLE: [(&str, &[&str]); 18] = [
    ("domain", &[]),
    ("clock", &[]),
    ("config", &["domain"]),
    ("rating", &[]),
    ("matchmaking", &["domain", "rating"]),
    ("categories", &["domain"]),
    ("integrity", &["domain", "rating"]),
    ("endpoint", &["domain", "config"]),
    ("store", &["domain", "rating"]),
    (
        "battle",
        &[
            "domain",
            "endpoint",
            "matchmaking",
            "integrity",
            "store",
            "clock",
        ],
    ),
    ("board", &["domain", "rating", "store", "clock"]),
    ("exchange", &["domain", "rating", "clock"]),
    ("app", EVERYTHING_BELOW_APP),
    // The edge may also name what the use cases hand out.
    (
        "web",
        &[
            "app", "domain", "config", "battle", "board", "clock", "exchange", "store",
        ],
    ),
    ("cli", EVERYTHING),
    ("main", &["cli"]),
    ("lib", &[]),
    ("templates", &[]),
];

const EVERYTHING: &[&str] = &[
    "app",
    "web",
    "domain",
    "clock",
    "config",
    "rating",
    "matchmaking",
    "categories",
    "integrity",
    "endpoint",
    "store",
    "battle",
    "board",
    "exchange",
];

const EVERYTHING_BELOW_APP: &[&str] = &[
    "domain",
    "clock",
    "config",
    "rating",
    "matchmaking",
    "categories",
    "integrity",
    "endpoint",
    "store",
    "battle",
    "board",
    "exchange",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with this ending below a folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|have| have == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Source files without those that are tests, with the code before their tests.
fn code() -> Vec<(PathBuf, String)> {
    let is_test = |path: &Path| {
        let place = path.strip_prefix(root()).unwrap();
        place.components().any(|part| {
            ["tests", "tests.rs", "laws.rs", "golden.rs"]
                .contains(&part.as_os_str().to_str().unwrap())
        })
    };
    let sources = files(&root().join("src"), "rs")
        .into_iter()
        .chain(files(&root().join("templates/src"), "rs"));
    let code = sources.filter(|path| !is_test(path)).map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap()
            .to_owned();
        (path, code)
    });
    code.collect()
}

/// The module at the top that a file of src/ belongs to.
fn module_of(path: &Path) -> Option<String> {
    let place = path.strip_prefix(root().join("src")).ok()?;
    let first = place.components().next()?.as_os_str().to_str()?;
    Some(first.trim_end_matches(".rs").to_owned())
}

/// The modules that code names behind `crate::` or `agon::`, also in braces.
fn imports(code: &str) -> BTreeSet<String> {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let mut names = BTreeSet::new();
    for prefix in ["crate::", "agon::"] {
        for rest in text.split(prefix).skip(1) {
            match rest.strip_prefix('{') {
                Some(list) => names.extend(first_words(list)),
                None => names.extend(word(rest)),
            }
        }
    }
    names
}

/// The first word of each entry of `{a, b::c, d::{e, f}}`, behind its first brace.
fn first_words(list: &str) -> Vec<String> {
    let (mut depth, mut words, mut entry) = (0_i32, Vec::new(), String::new());
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => words.extend(word(std::mem::take(&mut entry).trim())),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => entry.push(c),
            _ => {}
        }
    }
    words.extend(word(entry.trim()));
    words
}

fn word(text: &str) -> Option<String> {
    let word: String = text
        .chars()
        .take_while(|c| c.is_ascii_lowercase() || *c == '_')
        .collect();
    let ends = text
        .get(word.len()..)
        .is_none_or(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    (!word.is_empty() && ends).then_some(word)
}

#[test]
fn imports_are_found_wherever_they_stand() {
    let code = "use crate::store::{Store, dialect};\n// crate::web\nfn f() { crate::app::x() }\nuse crate::{domain, rating::{Fit, web}, clock as c};";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["app", "clock", "domain", "rating", "store"]);
}

#[test]
fn nobody_imports_what_the_table_forbids() {
    let table: BTreeMap<&str, &[&str]> = TABLE.into();
    let modules: BTreeSet<&str> = table.keys().copied().collect();
    let mut wrong = Vec::new();
    for (path, code) in code() {
        let Some(module) = module_of(&path) else {
            continue;
        };
        let Some(allowed) = table.get(module.as_str()) else {
            wrong.push(format!(
                "{module} is not in the table of tests/architecture.rs"
            ));
            continue;
        };
        let named = imports(&code)
            .into_iter()
            .filter(|name| modules.contains(name.as_str()) && *name != module);
        for name in named.filter(|name| !allowed.contains(&name.as_str())) {
            wrong.push(format!(
                "{}: {module} may not import {name}",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_in_lib_rs_has_every_module() {
    let map = include_str!("../src/lib.rs");
    // The rating engine is a crate of its own, seen as a module.
    let module = |line: &'static str| {
        let own = line.strip_prefix("pub mod ");
        own.or_else(|| line.strip_prefix("pub use agon_rating as "))?
            .strip_suffix(';')
    };
    let modules: BTreeSet<&str> = map.lines().filter_map(module).collect();
    let named: BTreeSet<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next())
        .collect();
    assert!(modules.len() > 10);
    assert_eq!(modules, named);
}

#[test]
fn only_the_store_knows_sql() {
    for (path, code) in code() {
        let module = module_of(&path).unwrap_or_default();
        let knows = code.contains("sqlx::") || code.contains("sqlx_");
        assert!(!knows || module == "store", "{} names sqlx", path.display());
    }
}

#[test]
fn the_templates_know_no_server() {
    for path in files(&root().join("templates/src"), "rs") {
        let code = std::fs::read_to_string(&path).unwrap();
        for foreign in ["agon::", "actix", "sqlx", "tokio", "reqwest"] {
            assert!(
                !code.contains(foreign),
                "{} names {foreign}",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_is_too_long() {
    for (path, code) in code() {
        let lines = code.lines().count();
        assert!(
            lines <= 400,
            "{} has {lines} lines without its tests",
            path.display()
        );
    }
    for path in files(&root().join("tests"), "rs") {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
    let readme = root().join("README.md");
    if readme.exists() {
        let lines = std::fs::read_to_string(readme).unwrap().lines().count();
        assert!(lines <= 130, "README.md has {lines} lines");
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, code) in code() {
        assert!(
            code.starts_with("//! "),
            "{} does not begin with //!",
            path.display()
        );
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |engine: &str| {
        let found = files(&root().join("migrations").join(engine), "sql");
        found
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
    for (place, name) in (1..).zip(names("sqlite")) {
        assert!(
            name.starts_with(&format!("{place:04}_")),
            "{name} is not number {place}"
        );
    }
}

#[test]
fn source_is_ascii() {
    for folder in ["src", "templates/src", "tests", "migrations"] {
        for ending in ["rs", "sql"] {
            for path in files(&root().join(folder), ending) {
                let text = std::fs::read(&path).unwrap();
                let line = text
                    .split(|byte| *byte == b'\n')
                    .position(|line| !line.is_ascii());
                assert_eq!(
                    line,
                    None,
                    "{} has more than ASCII in the line after this one",
                    path.display()
                );
            }
        }
    }
}
