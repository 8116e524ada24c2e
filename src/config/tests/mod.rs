//! Whole files in, a configuration or all of its problems out.

mod categories;
mod dumps;
mod example;
mod problems;
mod references;
mod secrets;
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use secrecy::ExposeSecret;
use tempfile::TempDir;

use super::*;

/// A file with nothing wrong and nothing unneeded; other tests change it by `replace`.
const PLAIN: &str = r#"
[[endpoint]]
id = "lab"
protocol = "openai"
base_url = "http://127.0.0.1:8000/v1/"

[[model]]
id = "one"
endpoint = "lab"

[[model]]
id = "two"
endpoint = "lab"

[[arena]]
id = "text"
models = ["*"]
"#;

const EXAMPLE: &str = include_str!("../../../deploy/agon.example.toml");

fn site(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("agon.toml"), text).unwrap();
    folder
}

fn env(folder: &TempDir) -> Env {
    Env::new([("LAB_KEY", "sk-secret-1"), ("BLANK", " ")]).in_folder(folder.path())
}

fn load(text: &str) -> Result<Config, ConfigErrors> {
    let folder = site(text);
    Config::load(None, &env(&folder))
}

fn problems(text: &str) -> Vec<String> {
    let errors = load(text).expect_err("nothing was found wrong");
    errors.problems().iter().map(ToString::to_string).collect()
}

/// The one problem of a file.
fn problem(text: &str) -> String {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(!found[0].contains('\n'));
    found[0].clone()
}

/// The one problem after a change of the plain file.
fn changed(from: &str, to: &str) -> String {
    assert!(PLAIN.contains(from), "{from}");
    problem(&PLAIN.replacen(from, to, 1))
}

/// The one problem after a line was added to the first model.
fn with_model_line(line: &str) -> String {
    changed("id = \"one\"", &format!("id = \"one\"\n{line}"))
}

/// The one problem after a line was added to the endpoint.
fn with_endpoint_line(line: &str) -> String {
    changed("id = \"lab\"", &format!("id = \"lab\"\n{line}"))
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
}

fn recorded(lines: &str) -> String {
    let live = "protocol = \"openai\"\nbase_url = \"http://127.0.0.1:8000/v1/\"\n";
    PLAIN.replace(
        live,
        &format!("protocol = \"recorded\"\nfile = \"answers.jsonl\"\n{lines}"),
    )
}

#[test]
fn a_plain_file_gets_the_documented_defaults() {
    let config = load(PLAIN).unwrap();
    assert_eq!(config.source, Source::File("agon.toml".into()));
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8484");
    assert_eq!(config.server.public_url, "http://127.0.0.1:8484");
    assert_eq!(config.server.shutdown_grace, Duration::from_secs(30));
    assert!(config.server.trusted_proxies.is_empty() && !config.server.secure());
    assert_eq!((config.limits.battles, config.limits.reads), (300, 3000));
    assert_eq!(config.limits.concurrent_battles, 2000);
    assert_eq!(config.battle.tick, Duration::from_millis(50));
    assert_eq!(config.battle.chunk_chars, 16);
    assert_eq!(config.battle.abandon_after, Duration::from_secs(30));
    assert_eq!(config.board.provisional_votes, 50);
    assert_eq!(config.board.snapshot_every, Duration::from_hours(1));
    let endpoint = config.endpoints.values().next().unwrap();
    assert_eq!(
        endpoint.base_url.as_deref(),
        Some("http://127.0.0.1:8000/v1")
    );
    assert_eq!((endpoint.max_concurrent, endpoint.retries), (16, 2));
    assert_eq!(endpoint.max_answer_bytes, 262_144);
    let waits = &endpoint.timeouts;
    let waits = [waits.connect, waits.first_byte, waits.idle, waits.total];
    assert_eq!(waits.map(|wait| wait.as_secs()), [10, 30, 20, 300]);
    assert!(endpoint.api_key.is_none() && !endpoint.is_recorded());
    let (id, model) = config.models.first_key_value().unwrap();
    assert_eq!(
        (model.upstream.as_str(), model.card.name.as_str()),
        ("one", "one")
    );
    assert_eq!(config.endpoint_of(id).unwrap().id.as_str(), "lab");
    assert_eq!(config.arenas[0].title, "text");
    assert!(!config.is_recorded(&config.arenas[0]));
}

#[test]
fn every_public_key_arrives() {
    let folder = site(EXAMPLE);
    let config = Config::load(None, &env(&folder)).unwrap();
    let id = "qwen3-235b".parse().unwrap();
    let model = &config.models[&id];
    let card = &model.card;
    assert_eq!(card.name, "Qwen3 235B");
    assert_eq!(model.upstream, "Qwen/Qwen3-235B-A22B");
    assert_eq!(card.organization.as_deref(), Some("Alibaba"));
    assert_eq!(card.country.as_deref(), Some("CN"));
    assert_eq!(card.license.as_deref(), Some("Apache-2.0"));
    assert_eq!(card.weights, Some(crate::domain::Weights::Open));
    assert_eq!(
        (card.parameters_b, card.active_parameters_b),
        (Some(235.0), Some(22.0))
    );
    assert_eq!(card.reasoning, Some(false));
    assert_eq!(card.released.as_deref(), Some("2025-04-28"));
    assert_eq!(
        (card.price_input, card.price_output),
        (Some(0.2), Some(0.6))
    );
    assert_eq!(model.max_output_tokens, Some(4096));
    assert_eq!(model.temperature, Some(0.7));
    assert_eq!(card.context_tokens, Some(131_072));
    assert_eq!(card.aliases, ["Qwen3-235B-A22B"]);
    assert_eq!(config.arenas[0].models.len(), 2);
}

#[test]
fn whole_numbers_and_plain_dates_are_welcome_where_meant() {
    let lines = "id = \"one\"\nparameters_b = 7\ntemperature = 1\nreleased = 2025-04-28\nsystem_prompt = \"\"\"\na\nb\"\"\"\nstate = \"paused\"";
    let config = load(&PLAIN.replacen("id = \"one\"", lines, 1)).unwrap();
    let model = config.models.values().next().unwrap();
    assert_eq!(model.card.parameters_b, Some(7.0));
    assert_eq!(model.temperature, Some(1.0));
    assert_eq!(model.card.released.as_deref(), Some("2025-04-28"));
    assert_eq!(model.system_prompt.as_deref(), Some("a\nb"));
    assert_eq!(model.card.state.as_str(), "paused");
    // A paused model is listed nevertheless.
    assert_eq!(config.arenas[0].models.len(), 2);
}
