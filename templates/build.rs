//! Turns `locales/{language}/*.ftl` into methods of `Language`: one per message, so that a text that does not exist does not
//! compile, and neither does one with other placeholders.
//!
//! What a translation lacks is taken from the English text and listed in `FAULTS`, which a test wants empty. Only the part of
//! Fluent that pages need is understood; anything else stops the build with the message's name.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser::parse;

/// Folder, name in `Language`, and the categories that its plurals must have.
const LANGUAGES: [(&str, &str, &[&str]); 5] = [
    ("en", "English", &["one", "other"]),
    ("zh", "Chinese", &["other"]),
    ("fr", "French", &["one", "other"]),
    ("es", "Spanish", &["one", "other"]),
    (
        "ar",
        "Arabic",
        &["zero", "one", "two", "few", "many", "other"],
    ),
];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A piece of a text.
#[derive(Clone)]
enum Piece {
    Words(String),
    Variable(String),
    /// A number chooses: key and text, the last one for all others.
    Plural(String, Vec<(String, Text)>),
}

type Text = Vec<Piece>;
/// The messages of one language by id.
type Messages = BTreeMap<String, Text>;

fn main() -> Result<()> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    let mut all = Vec::new();
    for (folder, name, categories) in LANGUAGES {
        all.push((
            folder,
            name,
            categories,
            read(&Path::new("locales").join(folder))?,
        ));
    }
    let Some((_, _, _, english)) = all.first().cloned() else {
        return Err("no language".into());
    };
    let mut faults = Vec::new();
    for (folder, _, categories, messages) in &mut all {
        compare(folder, categories, &english, messages, &mut faults);
    }
    let mut code = String::from("impl Language {\n");
    for (id, text) in &english {
        let texts = all
            .iter()
            .filter_map(|(_, name, _, texts)| Some((*name, texts.get(id)?)));
        let texts: Vec<(&str, Text)> = texts
            .map(|(name, text)| (name, text.clone()))
            .chain([("Pseudo", pseudo(text))])
            .collect();
        method(&mut code, id, text, &texts)?;
    }
    code.push_str("}\n");
    let ids: Vec<&String> = english.keys().collect();
    writeln!(
        code,
        "/// What is wrong with the translations.\n#[cfg(test)]\npub(crate) const FAULTS: &[&str] = &{faults:?};"
    )?;
    writeln!(
        code,
        "/// The names of all messages.\n#[cfg(test)]\npub(crate) const IDS: &[&str] = &{ids:?};"
    )?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

// ---- reading

fn read(folder: &Path) -> Result<Messages> {
    let mut messages = Messages::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let source = fs::read_to_string(&path)?;
        let resource = parse(source.as_str())
            .map_err(|(_, errors)| format!("{}: {errors:?}", path.display()))?;
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let id = message.id.name.to_owned();
            let value = message.value.ok_or_else(|| format!("{id} says nothing"))?;
            let text =
                text(&value).map_err(|error| format!("{}: {id}: {error}", path.display()))?;
            if messages.insert(id.clone(), text).is_some() {
                return Err(format!("{}: {id} is there twice", path.display()).into());
            }
        }
    }
    Ok(messages)
}

fn text(pattern: &Pattern<&str>) -> Result<Text> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Ok(Piece::Words(value.replace('\n', " "))),
            PatternElement::Placeable { expression } => piece(expression),
        })
        .collect()
}

fn piece(expression: &Expression<&str>) -> Result<Piece> {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            Ok(Piece::Variable(id.name.replace('-', "_")))
        }
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            Ok(Piece::Words((*value).to_owned()))
        }
        Expression::Select {
            selector: InlineExpression::VariableReference { id },
            variants,
        } => {
            let mut arms = Vec::new();
            for variant in variants {
                let key = match &variant.key {
                    VariantKey::Identifier { name } => (*name).to_owned(),
                    VariantKey::NumberLiteral { value } => (*value).to_owned(),
                };
                arms.push((key, text(&variant.value)?));
            }
            // The default stands last, so that the order of the arms is that of the match.
            arms.sort_by_key(|(key, _)| key == "other");
            Ok(Piece::Plural(id.name.replace('-', "_"), arms))
        }
        _ => Err("only variables, strings and plurals are understood".into()),
    }
}

// ---- checking

fn compare(
    language: &str,
    categories: &[&str],
    english: &Messages,
    messages: &mut Messages,
    faults: &mut Vec<String>,
) {
    for id in messages.keys().filter(|id| !english.contains_key(*id)) {
        faults.push(format!("{language}: {id} is not in English"));
    }
    for (id, original) in english {
        let Some(text) = messages.get(id) else {
            faults.push(format!("{language}: {id} is missing"));
            messages.insert(id.clone(), original.clone());
            continue;
        };
        if variables(text) != variables(original) {
            faults.push(format!(
                "{language}: {id} has other placeholders than in English"
            ));
            messages.insert(id.clone(), original.clone());
            continue;
        }
        for piece in text {
            if let Piece::Plural(_, arms) = piece {
                let has = |category: &&&str| arms.iter().any(|(key, _)| key == **category);
                for category in categories.iter().filter(|category| !has(category)) {
                    faults.push(format!("{language}: {id} has no [{category}]"));
                }
            }
        }
    }
}

fn variables(text: &Text) -> BTreeSet<String> {
    in_order(text).into_iter().collect()
}

/// The variables in the order in which the English text has them: that of the method's parameters.
fn in_order(text: &Text) -> Vec<String> {
    let mut all = Vec::new();
    for piece in text {
        let found = match piece {
            Piece::Words(_) => Vec::new(),
            Piece::Variable(name) => vec![name.clone()],
            Piece::Plural(name, arms) => std::iter::once(name.clone())
                .chain(arms.iter().flat_map(|(_, text)| in_order(text)))
                .collect(),
        };
        for name in found {
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

fn numbers<'a>(texts: impl Iterator<Item = &'a Text>) -> BTreeSet<String> {
    let plural = |piece: &Piece| match piece {
        Piece::Plural(name, _) => Some(name.clone()),
        _ => None,
    };
    texts.flatten().filter_map(plural).collect()
}

// ---- the pseudo-language

/// English with every letter changed, two fifths longer and between brackets: what is plain on such a page did not come from
/// here, and what has no room will have none in a language with long words.
fn pseudo(text: &Text) -> Text {
    let mut out = vec![Piece::Words("[".to_owned())];
    out.extend(text.iter().map(accented));
    out.push(Piece::Words("]".to_owned()));
    out
}

fn accented(piece: &Piece) -> Piece {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const CHANGED: &str = "\u{e1}\u{180}\u{e7}\u{111}\u{e9}\u{192}\u{11d}\u{125}\u{ed}\u{135}\u{137}\u{13a}\u{271}\u{f1}\u{f3}\u{1a5}\u{24b}\u{159}\u{161}\u{163}\u{fa}\u{1b4}\u{175}\u{1ef3}\u{fd}\u{17e}\
        \u{c1}\u{181}\u{c7}\u{110}\u{c9}\u{191}\u{11c}\u{124}\u{cd}\u{134}\u{136}\u{139}\u{1e40}\u{d1}\u{d3}\u{1a4}\u{24a}\u{158}\u{160}\u{162}\u{da}\u{1b2}\u{174}\u{1ef2}\u{dd}\u{17d}";
    match piece {
        Piece::Variable(name) => Piece::Variable(name.clone()),
        Piece::Plural(name, arms) => Piece::Plural(
            name.clone(),
            arms.iter()
                .map(|(key, text)| (key.clone(), text.iter().map(accented).collect()))
                .collect(),
        ),
        Piece::Words(words) => {
            let mut out = String::new();
            for c in words.chars() {
                let changed = PLAIN
                    .find(c)
                    .and_then(|at| CHANGED.chars().nth(at))
                    .unwrap_or(c);
                let times = if "aeiouAEIOU".contains(c) { 2 } else { 1 };
                out.extend(std::iter::repeat_n(changed, times));
            }
            Piece::Words(out)
        }
    }
}

// ---- writing

fn method(code: &mut String, id: &str, english: &Text, texts: &[(&str, Text)]) -> Result<()> {
    let name = id.replace('-', "_");
    writeln!(code, "    /// {}", shown(english))?;
    writeln!(code, "    #[must_use]")?;
    let variables = in_order(english);
    if variables.is_empty() {
        writeln!(
            code,
            "    pub fn {name}(self) -> &'static str {{\n        match self {{"
        )?;
        for (names, body) in merged(texts, |text| format!("{:?}", words(text))) {
            writeln!(code, "            {names} => {body},")?;
        }
    } else {
        let numbers = numbers(texts.iter().map(|(_, text)| text));
        let typed = variables.iter().map(|name| {
            let kind = if numbers.contains(name) {
                "u64"
            } else {
                "impl Render"
            };
            format!("{name}: {kind}")
        });
        let typed: Vec<String> = typed.collect();
        writeln!(
            code,
            "    pub fn {name}(self, {}) -> Markup {{\n        match self {{",
            typed.join(", ")
        )?;
        for (names, body) in merged(texts, |text| joined(text, &numbers)) {
            writeln!(code, "            {names} => {body},")?;
        }
    }
    writeln!(code, "        }}\n    }}")?;
    Ok(())
}

/// Languages that say the same share an arm.
fn merged(texts: &[(&str, Text)], body: impl Fn(&Text) -> String) -> Vec<(String, String)> {
    let mut arms: Vec<(String, String)> = Vec::new();
    for (name, text) in texts {
        let body = body(text);
        match arms.iter_mut().find(|(_, other)| *other == body) {
            Some((names, _)) => names.extend([" | Self::", name]),
            None => arms.push((format!("Self::{name}"), body)),
        }
    }
    arms
}

fn words(text: &Text) -> String {
    let words = text.iter().map(|piece| match piece {
        Piece::Words(words) => words.as_str(),
        _ => "",
    });
    words.collect()
}

/// An expression that joins the pieces. Words are escaped here, values by how they render.
fn joined(text: &Text, numbers: &BTreeSet<String>) -> String {
    let pieces = text.iter().map(|piece| match piece {
        Piece::Words(words) => format!("&PreEscaped({:?})", escaped(words)),
        Piece::Variable(name) if numbers.contains(name) => format!("&self.count({name})"),
        Piece::Variable(name) => format!("&{name}"),
        Piece::Plural(name, arms) => format!("&{}", chosen(name, arms, numbers)),
    });
    format!("join(&[{}])", pieces.collect::<Vec<_>>().join(", "))
}

fn chosen(name: &str, arms: &[(String, Text)], numbers: &BTreeSet<String>) -> String {
    let Some(((_, last), others)) = arms.split_last() else {
        return "PreEscaped(\"\")".to_owned();
    };
    if others.is_empty() {
        return joined(last, numbers);
    }
    let is_number = |key: &str| key.starts_with(|c: char| c.is_ascii_digit());
    let others = others.iter().map(|(key, text)| {
        let pattern = if is_number(key) {
            format!("({key}, _)")
        } else {
            let (first, rest) = key.split_at(1);
            format!("(_, Plural::{}{rest})", first.to_uppercase())
        };
        format!("{pattern} => {}, ", joined(text, numbers))
    });
    let others: String = others.collect();
    let last = joined(last, numbers);
    format!("match ({name}, self.plural({name})) {{ {others}_ => {last} }}")
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The English text on one line, for the documentation.
fn shown(text: &Text) -> String {
    let pieces = text.iter().map(|piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Variable(name) => format!("{{{name}}}"),
        Piece::Plural(_, arms) => arms.last().map(|(_, text)| shown(text)).unwrap_or_default(),
    });
    let line: String = pieces.collect();
    line.replace('`', "'")
        .replace(['[', ']', '<', '>', '_', '*'], " ")
}
