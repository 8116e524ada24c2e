//! The text of the new file.

use std::collections::BTreeSet;

use super::Finding;
use super::names::{Maker, maker, unique_id};

/// The most models of one place that compete from the start.
const MAX_MODELS: usize = 8;
/// The most further names that a comment lists.
const MAX_NAMES: usize = 40;

const HEAD: &str = r#"# An Agon site, written by `agon init`. Change it freely, then run `agon config check`.
# Every key that there is, with its default, stands in deploy/agon.example.toml.

[server]
listen = "127.0.0.1:8484"
#public_url = "https://arena.example.org"     # how browsers reach the site, if not by the address above
database = "sqlite:data/agon.db"              # or postgres://USER@HOST/NAME

# --- Endpoints: where answers come from ---
"#;

const NO_ENDPOINT: &str = r#"
# No endpoint with models was found. Take away the # before these lines and fill them in. Most servers speak openai;
# anthropic and gemini are the other protocols. api_key_env names the variable that holds the key, if it wants one.

#[[endpoint]]
#id = "lab"
#protocol = "openai"
#base_url = "http://127.0.0.1:8000/v1"
#api_key_env = "LAB_KEY"
"#;

const MODELS: &str = r"
# --- Models: what competes. Each costs what its endpoint asks; remove those that should not take part ---
";

const MORE_MODELS: &str = r#"
# An arena needs at least two models. Take away the # before these lines and fill them in, once per model.

#[[model]]
#id = "my-model"                   # lasting and unique: letters, digits and . _ : @ + -
#name = "My model"
#endpoint = "lab"                  # the id of an endpoint above
#upstream = "org/my-model"         # the name that the endpoint knows
"#;

const ARENA: &str = r#"
# --- Arenas: tracks with their own models, votes and boards ---

[[arena]]
id = "text"
title = "Text"
models = ["*"]                                # ids, or * for any characters
"#;

/// The text of a file and how much there is in it.
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) endpoints: usize,
    pub(super) models: usize,
}

/// Writes the file: what was found, what was not found as comments, and what is missing as an example.
pub(super) fn write(findings: &[Finding]) -> Draft {
    let mut draft = Draft {
        text: HEAD.to_owned(),
        endpoints: 0,
        models: 0,
    };
    for finding in findings {
        draft.endpoint(finding);
    }
    if draft.endpoints == 0 {
        draft.text.push_str(NO_ENDPOINT);
    }
    draft.text.push_str(MODELS);
    let mut taken = BTreeSet::new();
    for finding in findings {
        draft.models_of(finding, &mut taken);
    }
    if draft.models < 2 {
        draft.text.push_str(MORE_MODELS);
    }
    draft.text.push_str(ARENA);
    draft
}

impl Draft {
    /// One place: live if it has models, else as comments with the reason.
    fn endpoint(&mut self, finding: &Finding) {
        let place = &finding.place;
        let (mark, reason) = match &finding.models {
            Ok(models) if models.is_empty() => ("#", "it has no text model".to_owned()),
            Ok(models) => ("", format!("models found: {}", models.len())),
            Err(reason) => ("#", reason.clone()),
        };
        self.endpoints += usize::from(mark.is_empty());
        self.line(&format!("\n# {}: {reason}.", place.title));
        self.line(&format!("{mark}[[endpoint]]"));
        self.line(&format!("{mark}id = {}", quoted(place.id)));
        self.line(&format!(
            "{mark}protocol = {}",
            quoted(place.protocol.as_str())
        ));
        self.line(&format!("{mark}base_url = {}", quoted(&place.base_url)));
        if let Some(key) = finding.key {
            self.line(&format!("{mark}api_key_env = {}", quoted(key)));
        }
    }

    /// The first models of a place, and the names of the others.
    fn models_of(&mut self, finding: &Finding, taken: &mut BTreeSet<String>) {
        let Ok(models) = &finding.models else {
            return;
        };
        for name in models.iter().take(MAX_MODELS) {
            let id = unique_id(name, finding.place.id, taken);
            self.model(finding.place.id, &id, name);
        }
        let others = models.len().saturating_sub(MAX_MODELS);
        if others > 0 {
            let title = finding.place.title;
            self.line(&format!(
                "\n# {title} has {others} more, to be added in the same way:"
            ));
            for name in models.iter().skip(MAX_MODELS).take(MAX_NAMES) {
                self.line(&format!("#   {name}"));
            }
        }
        if others > MAX_NAMES {
            self.line(&format!("#   and {} others", others - MAX_NAMES));
        }
    }

    fn model(&mut self, endpoint: &str, id: &str, name: &str) {
        self.models += 1;
        self.line("\n[[model]]");
        self.line(&format!("id = {}", quoted(id)));
        self.line(&format!("endpoint = {}", quoted(endpoint)));
        self.line(&format!("upstream = {}", quoted(name)));
        let maker = maker(endpoint, name);
        if let Some(Maker {
            organization,
            country,
            ..
        }) = maker
        {
            self.line(&format!("organization = {}", quoted(organization)));
            self.line(&format!("country = {}", quoted(country)));
        } else {
            self.line("#organization = \"\"");
        }
        if maker.is_some_and(|maker| maker.closed) {
            self.line("weights = \"closed\"");
        } else {
            self.line("#license = \"\"");
            self.line("#weights = \"open\"");
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
