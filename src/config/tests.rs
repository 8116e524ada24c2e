//! Whole files in, a configuration or all of its problems out.

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

#[test]
fn environment_wins_over_the_file_and_flags_win_over_both() {
    let folder = site(&format!(
        "[server]\nlisten = \"127.0.0.1:1\"\n[limits]\nbattles = 1\nreads = 1\n{PLAIN}"
    ));
    let env = Env::new([
        ("AGON__SERVER__LISTEN", "127.0.0.1:2"),
        ("AGON__LIMITS__BATTLES", "2"),
        ("AGON__BATTLE__ABANDON_AFTER_S", "2.5"),
        (
            "AGON__SERVER__PUBLIC_URL",
            "\"https://Arena.example.org:443/\"",
        ),
        ("AGON__SERVER__TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
        ("AGON__SERVER__DATABASE", ""),
        ("AGON_LOG", "unrelated"),
    ]);
    let flags = Flags::from([("server.listen".to_owned(), "[::1]:3".to_owned())]);
    let config = Config::load_with(None, &env.in_folder(folder.path()), &flags).unwrap();
    assert_eq!(config.server.listen.to_string(), "[::1]:3");
    assert_eq!((config.limits.battles, config.limits.reads), (2, 1));
    assert_eq!(config.battle.abandon_after, Duration::from_millis(2500));
    assert_eq!(config.server.public_url, "https://arena.example.org");
    assert!(config.server.secure());
    let proxies: Vec<String> = config
        .server
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(proxies, ["10.0.0.0/8", "::1/128"]);
    assert!(config.server.database.to_string().ends_with("data/agon.db"));
}

#[test]
fn a_variable_that_sets_no_key_stops_the_start() {
    let folder = site(PLAIN);
    for (name, hint) in [
        (
            "AGON__SERVER__LISTN",
            "did you mean \"AGON__SERVER__LISTEN\"?",
        ),
        ("AGON__LISTEN", "AGON__SECTION__KEY"),
        ("AGON__ENDPOINT__ID", "server, limits, battle or board"),
    ] {
        let env = Env::new([(name, "sk-secret-2")]).in_folder(folder.path());
        let error = Config::load(None, &env).unwrap_err().to_string();
        has(&error, &["environment: ", name, "sets no key", hint]);
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn a_wrong_variable_or_flag_is_named() {
    let folder = site(PLAIN);
    let env = Env::new([("AGON__LIMITS__BATTLES", "lots")]).in_folder(folder.path());
    let flags = Flags::from([("server.listen".to_owned(), "8484".to_owned())]);
    let error = Config::load_with(None, &env, &flags)
        .unwrap_err()
        .to_string();
    has(
        &error,
        &["environment: AGON__LIMITS__BATTLES: must be a whole number from 1 to 1000000, not text"],
    );
    has(&error, &["--listen: must be"]);
}

#[test]
fn a_named_file_must_exist_and_without_any_there_is_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Config::load(Some(Path::new("other.toml")), &env(&folder)).unwrap_err();
    has(&missing.to_string(), &["other.toml: ", "agon init"]);
    let config = Config::load(None, &env(&folder)).unwrap();
    assert_eq!(config.source, Source::Demo);
    assert!(config.models.len() >= 2);
    assert!(config.arenas.iter().all(|arena| config.is_recorded(arena)));
    let endpoint = config.endpoints.values().next().unwrap();
    assert_eq!(endpoint.recording, Some(Recording::Demo));
    has(&config.summary(), &["built-in demo"]);
    // The demo keeps its votes where it was started.
    let database = config.server.database.to_string();
    assert_eq!(
        database,
        format!("sqlite:{}", folder.path().join("data/agon.db").display())
    );
}

#[test]
fn the_demo_can_be_asked_for_and_moved() {
    let folder = site(PLAIN);
    let flags = Flags::from([("server.listen".to_owned(), "127.0.0.1:0".to_owned())]);
    let mut config = Config::demo(&env(&folder), &flags).unwrap();
    assert_eq!(config.source, Source::Demo);
    config.server.bound_to("127.0.0.1:4711".parse().unwrap());
    assert_eq!(config.server.public_url, "http://127.0.0.1:4711");
}

#[test]
fn relative_paths_start_at_the_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("etc")).unwrap();
    fs::write(
        folder.path().join("etc/site.toml"),
        recorded("pace = \"instant\"\n"),
    )
    .unwrap();
    fs::write(folder.path().join("etc/answers.jsonl"), "").unwrap();
    let config = Config::load(Some(Path::new("etc/site.toml")), &env(&folder)).unwrap();
    let expected = folder.path().join("etc/answers.jsonl");
    let endpoint = config.endpoints.values().next().unwrap();
    assert_eq!(endpoint.recording, Some(Recording::File(expected)));
    assert_eq!(endpoint.pace, Pace::Instant);
    assert!(config.is_recorded(config.arena(&"text".parse().unwrap()).unwrap()));
    let database = config.server.database.to_string();
    assert_eq!(
        database,
        format!(
            "sqlite:{}",
            folder.path().join("etc/data/agon.db").display()
        )
    );
}

fn recorded(lines: &str) -> String {
    let live = "protocol = \"openai\"\nbase_url = \"http://127.0.0.1:8000/v1/\"\n";
    PLAIN.replace(
        live,
        &format!("protocol = \"recorded\"\nfile = \"answers.jsonl\"\n{lines}"),
    )
}

#[test]
fn a_recorded_endpoint_needs_its_file_and_a_live_one_has_none() {
    has(
        &problem(&recorded("")),
        &[
            "agon.toml:5: endpoint \"lab\".file: cannot read",
            "answers.jsonl",
        ],
    );
    let without = recorded("").replace("file = \"answers.jsonl\"\n", "");
    has(
        &problem(&without),
        &["endpoint \"lab\".file: is missing; write file ="],
    );
    has(
        &with_endpoint_line("file = \"a.jsonl\""),
        &["agon.toml:4: endpoint \"lab\".file: is for protocol = \"recorded\" only"],
    );
    has(
        &with_endpoint_line("pace = \"instant\""),
        &["endpoint \"lab\".pace: is for protocol"],
    );
    let calling = recorded("base_url = \"http://x/v1\"\n");
    assert!(
        problems(&calling)
            .iter()
            .any(|p| p.contains("base_url: has no use on a recorded endpoint"))
    );
}

#[test]
fn all_problems_are_reported_at_once_in_the_order_of_the_file() {
    let text = PLAIN
        .replace("\"openai\"", "\"opnai\"")
        .replacen(
            "endpoint = \"lab\"",
            "endpoint = \"lba\"\ntemperature = 3",
            1,
        )
        .replace("[\"*\"]", "[\"gpt*\"]");
    let found = problems(&text);
    assert_eq!(found.len(), 4, "{found:#?}");
    has(
        &found[0],
        &[
            "agon.toml:4: endpoint \"lab\".protocol: must be one of openai, anthropic, gemini, recorded; did you mean \"openai\"?",
        ],
    );
    has(
        &found[1],
        &[
            "agon.toml:9: model \"one\".endpoint: no endpoint has the id \"lba\" (there is: lab); did you mean \"lab\"?",
        ],
    );
    has(
        &found[2],
        &["agon.toml:10: model \"one\".temperature: must be a number from 0 to 2"],
    );
    has(
        &found[3],
        &["agon.toml:18: arena \"text\".models: \"gpt*\" matches no model's id"],
    );
}

#[test]
fn a_syntax_error_names_its_line() {
    has(
        &changed("id = \"one\"", "id = one"),
        &["agon.toml:8: ", "not valid TOML"],
    );
    has(&changed("id = \"one\"", "id = \"one"), &["agon.toml:8: "]);
    has(
        &changed("id = \"two\"", "id = \"two\"\nid = \"too\""),
        &["agon.toml:13: ", "twice"],
    );
    let two = problems("a = x\nb = \"y\"\n[c\nd = 3\n");
    assert_eq!(two.len(), 2, "{two:#?}");
    let secret = changed("id = \"one\"", "id = \"one\"\nkey = sk-secret-3");
    assert!(!secret.contains("secret"), "{secret}");
}

#[test]
fn unknown_keys_are_refused_at_every_level() {
    let at = |line: &str| problem(&format!("{line}\n{PLAIN}"));
    has(&at("title = \"x\""), &["agon.toml:1: title: unknown key"]);
    has(
        &at("[servr]"),
        &["servr: unknown key; did you mean \"server\"?"],
    );
    has(
        &at("[server]\nlisten_on = \"x\""),
        &["agon.toml:2: server.listen_on: unknown key; did you mean \"listen\"?"],
    );
    has(
        &at("[limits]\nbattle = 3"),
        &["limits.battle: unknown key; did you mean \"battles\"?"],
    );
    has(&at("[battle]\ntick = 3"), &["battle.tick: unknown key"]);
    has(
        &at("[board]\nsnapshots = 3"),
        &["board.snapshots: unknown key"],
    );
    has(
        &with_endpoint_line("url = \"x\""),
        &["endpoint \"lab\".url: unknown key"],
    );
    has(
        &with_model_line("licence = \"MIT\""),
        &["agon.toml:9: model \"one\".licence: unknown key; did you mean \"license\"?"],
    );
    has(
        &changed("id = \"text\"", "id = \"text\"\nname = \"Text\""),
        &["arena \"text\".name: unknown key"],
    );
}

#[test]
fn wrong_types_are_named() {
    has(
        &changed("models = [\"*\"]", "models = \"*\""),
        &["arena \"text\".models: must be a list such as [\"a\", \"b\"], not text"],
    );
    has(
        &changed("models = [\"*\"]", "models = [1]"),
        &["models: every item must be text"],
    );
    has(
        &with_model_line("reasoning = \"no\""),
        &["reasoning: must be true or false (without quotes), not text"],
    );
    has(
        &with_model_line("name = 3"),
        &["name: must be text in quotes, not a number"],
    );
    has(
        &with_model_line("name = \" \""),
        &["name: must not be empty"],
    );
    has(
        &with_model_line("parameters_b = \"7b\""),
        &["parameters_b: must be a number, not text"],
    );
    has(
        &with_model_line("max_output_tokens = 1.5"),
        &["max_output_tokens: must be a whole number"],
    );
    has(
        &with_model_line("max_output_tokens = 99999999999999999999"),
        &["max_output_tokens: must be a whole number"],
    );
    has(
        &problem(&format!("server = 3\n{PLAIN}")),
        &["agon.toml:1: server: must be a table that begins with [server]"],
    );
    let single = PLAIN.replace("[[arena]]", "[arena]");
    has(
        &problem(&single),
        &["arena: every arena must begin with [[arena]], in double brackets"],
    );
}

#[test]
fn values_of_a_model_out_of_range_are_named() {
    for (line, says) in [
        ("temperature = 2.1", "a number from 0 to 2"),
        ("temperature = nan", "a number from 0 to 2"),
        ("parameters_b = 0", "more than 0"),
        ("price_input = -1", "a number from 0"),
        ("released = \"28.04.2025\"", "a date as YYYY-MM-DD"),
        ("released = \"2025-02-30\"", "a date as YYYY-MM-DD"),
        ("weights = \"opn\"", "one of open, closed; did you mean"),
        ("state = \"off\"", "one of active, paused, retired"),
        ("max_output_tokens = 0", "a whole number from 1"),
    ] {
        let (key, _) = line.split_once(' ').unwrap();
        let says = format!("agon.toml:9: model \"one\".{key}: must be {says}");
        has(&with_model_line(line), &[&says]);
    }
}

#[test]
fn values_of_endpoints_and_limits_out_of_range_are_named() {
    for (line, says) in [
        ("max_concurrent = 0", "a whole number from 1 to"),
        ("idle_timeout_s = 0", "a number from 0.001 to"),
        ("retries = -1", "a whole number from 0 to 10"),
    ] {
        let (key, _) = line.split_once(' ').unwrap();
        let says = format!("agon.toml:4: endpoint \"lab\".{key}: must be {says}");
        has(&with_endpoint_line(line), &[&says]);
    }
    let zero = problem(&format!("[limits]\nbattles = 0\n{PLAIN}"));
    has(
        &zero,
        &["agon.toml:2: limits.battles: must be a whole number from 1"],
    );
}

#[test]
fn timeouts_may_be_fractional() {
    let config = load(&PLAIN.replace("id = \"lab\"", "id = \"lab\"\nconnect_timeout_s = 0.25"));
    let endpoint = config.unwrap().endpoints.into_values().next().unwrap();
    assert_eq!(endpoint.timeouts.connect, Duration::from_millis(250));
}

#[test]
fn addresses_are_checked() {
    let server = |line: &str| problem(&format!("[server]\n{line}\n{PLAIN}"));
    for line in [
        "listen = \"localhost\"",
        "listen = \"127.0.0.1\"",
        "listen = \":8484\"",
    ] {
        has(
            &server(line),
            &["agon.toml:2: server.listen: must be an IP address and a port"],
        );
    }
    for url in [
        "arena.example.org",
        "ftp://arena.example.org",
        "https://x/sub",
        "https://u:p@x",
    ] {
        has(
            &server(&format!("public_url = \"{url}\"")),
            &["server.public_url: must be http://"],
        );
    }
    has(
        &server("database = \"mysql://u:hunter2@h/agon\""),
        &["server.database: must be \"sqlite:PATH\""],
    );
    assert!(!server("database = \"mysql://u:hunter2@h/agon\"").contains("hunter2"));
    has(
        &server("trusted_proxies = [\"proxy\"]"),
        &["server.trusted_proxies: must be addresses or networks"],
    );
    let base = |url: &str| changed("http://127.0.0.1:8000/v1/", url);
    has(
        &base("127.0.0.1:8000"),
        &["endpoint \"lab\".base_url: must be an http or https address"],
    );
    has(
        &base("ws://127.0.0.1"),
        &["base_url: must be an http or https address"],
    );
    for url in ["https://user:hunter2@x/v1", "https://x/v1?key=hunter2"] {
        has(
            &base(url),
            &["base_url: must have no user, password, ? or #"],
        );
        assert!(!base(url).contains("hunter2"));
    }
    has(
        &changed("base_url = \"http://127.0.0.1:8000/v1/\"\n", ""),
        &["endpoint \"lab\".base_url: is missing; write where it is"],
    );
}

#[test]
fn ids_are_legal_and_unique() {
    has(
        &changed("id = \"two\"", "id = \"one\""),
        &["agon.toml:12: model \"one\".id: stands already in line 7"],
    );
    has(
        &changed("id = \"two\"", "id = \"a/b\""),
        &["agon.toml:12: model \"a/b\".id: an id has only ASCII letters"],
    );
    has(
        &changed("id = \"two\"\n", ""),
        &["agon.toml:11: model #2.id: is missing; write a short and lasting name"],
    );
    let endpoint = "[[endpoint]]\nid = \"lab\"\nprotocol = \"gemini\"\nbase_url = \"https://x\"\n";
    has(
        &problem(&format!("{endpoint}{PLAIN}")),
        &["endpoint \"lab\".id: stands already in line 1"],
    );
    let arena = "[[arena]]\nid = \"text\"\nmodels = [\"one\", \"two\"]\n";
    has(
        &problem(&format!("{PLAIN}{arena}")),
        &["arena \"text\".id: stands already"],
    );
}

#[test]
fn an_alias_belongs_to_one_model() {
    has(
        &with_model_line("aliases = [\"two\"]"),
        &["model \"one\".aliases: \"two\" is the id of another model"],
    );
    let text = PLAIN
        .replace(
            "id = \"one\"",
            "id = \"one\"\naliases = [\"x/y\", \"one\", \"x/y\"]",
        )
        .replace("id = \"two\"", "id = \"two\"\naliases = [\"x/y\"]");
    has(
        &problem(&text),
        &["model \"two\".aliases: \"x/y\" is also an alias of model \"one\""],
    );
    let config = load(&text.replace("id = \"two\"\naliases = [\"x/y\"]", "id = \"two\"")).unwrap();
    assert_eq!(config.models.values().next().unwrap().card.aliases, ["x/y"]);
}

#[test]
fn an_arena_has_at_least_two_models_that_exist() {
    has(
        &changed("[\"*\"]", "[\"one\"]"),
        &[
            "agon.toml:17: arena \"text\".models: chooses 1 of the models; an arena needs at least two",
        ],
    );
    has(&changed("[\"*\"]", "[]"), &["chooses 0 of the models"]);
    has(
        &changed("[\"*\"]", "[\"*\", \"tow\"]"),
        &["no model has the id \"tow\"; did you mean \"two\"?"],
    );
    has(
        &changed("models = [\"*\"]", ""),
        &["arena \"text\".models: is missing; write models = [\"*\"]"],
    );
    let config = load(&PLAIN.replace("[\"*\"]", "[\"two\", \"t?o\", \"one\"]")).unwrap();
    let ids: Vec<&str> = config.arenas[0]
        .models
        .iter()
        .map(crate::domain::ModelId::as_str)
        .collect();
    assert_eq!(ids, ["one", "two"]);
}

#[test]
fn a_site_without_models_or_arenas_is_told_what_to_add() {
    let found = problems("");
    assert_eq!(found.len(), 2, "{found:#?}");
    has(
        &found[0],
        &["agon.toml: model: there is no [[model]]; add at least two"],
    );
    has(
        &found[1],
        &["agon.toml: arena: there is no [[arena]]; add one"],
    );
    let arena = "[[arena]]\nid = \"text\"\nmodels = [\"*\"]\n";
    has(&problem(arena), &["there is no [[model]]"]);
}

#[test]
fn a_key_comes_from_the_environment_or_a_file() {
    let with = |line: &str| PLAIN.replace("id = \"lab\"", &format!("id = \"lab\"\n{line}"));
    let folder = site(&with("api_key_env = \"LAB_KEY\""));
    let key = |config: &Config| {
        let endpoint = config.endpoints.values().next().unwrap();
        endpoint
            .api_key
            .as_ref()
            .unwrap()
            .expose_secret()
            .to_owned()
    };
    assert_eq!(
        key(&Config::load(None, &env(&folder)).unwrap()),
        "sk-secret-1"
    );
    fs::write(folder.path().join("key"), " sk-secret-4\n").unwrap();
    fs::write(
        folder.path().join("agon.toml"),
        with("api_key_file = \"key\""),
    )
    .unwrap();
    let config = Config::load(None, &env(&folder)).unwrap();
    assert_eq!(key(&config), "sk-secret-4");
    assert!(!format!("{config:?} {}", config.summary()).contains("secret-"));
}

#[test]
fn a_missing_key_is_named_and_a_pasted_one_is_not_repeated() {
    has(
        &with_endpoint_line("api_key_env = \"NO_KEY\""),
        &[
            "agon.toml:4: endpoint \"lab\".api_key_env: the environment variable NO_KEY is not set or empty; set it",
        ],
    );
    has(
        &with_endpoint_line("api_key_env = \"BLANK\""),
        &["BLANK is not set or empty"],
    );
    for line in ["api_key_env = \"sk-secret-5\"", "api_key = \"sk-secret-5\""] {
        let problem = with_endpoint_line(line);
        assert!(!problem.contains("secret-5"), "{problem}");
        has(&problem, &["endpoint \"lab\".api_key"]);
    }
    has(
        &with_endpoint_line("api_key_file = \"nowhere\""),
        &["api_key_file: cannot read", "nowhere"],
    );
    has(
        &with_endpoint_line("api_key_env = \"LAB_KEY\"\napi_key_file = \"x\""),
        &["api_key_file: stands beside api_key_env"],
    );
}

#[test]
fn the_environment_never_prints_its_values() {
    assert_eq!(format!("{:?}", Env::new([("A", "secret")])), "{\"A\"}");
}

#[test]
fn the_summary_is_one_line_without_passwords() {
    let server = "[server]\ndatabase = \"postgres://agon:hunter2@db/agon\"\n";
    let summary = load(&format!("{server}{PLAIN}")).unwrap().summary();
    assert_eq!(
        summary,
        "agon.toml: ok: 2 models on 1 endpoint in 1 arena; listening on 127.0.0.1:8484; public address http://127.0.0.1:8484; database postgres://agon:***@db/agon"
    );
}

const EXAMPLE: &str = include_str!("../../deploy/agon.example.toml");

#[test]
fn the_example_is_a_good_configuration_and_states_the_defaults() {
    let (example, plain) = (load(EXAMPLE).unwrap(), load(PLAIN).unwrap());
    assert_eq!(example.limits, plain.limits);
    assert_eq!(example.battle, plain.battle);
    assert_eq!(example.board, plain.board);
    assert_eq!(example.server.listen, plain.server.listen);
    assert_eq!(example.server.shutdown_grace, plain.server.shutdown_grace);
    let endpoint = |config: Config| config.endpoints.into_values().next().unwrap();
    let (example, plain) = (endpoint(example), endpoint(plain));
    assert_eq!(example.timeouts, plain.timeouts);
    assert_eq!(example.max_concurrent, plain.max_concurrent);
    assert_eq!(
        (example.max_answer_bytes, example.retries),
        (plain.max_answer_bytes, plain.retries)
    );
}

#[test]
fn the_example_documents_every_key_and_no_other() {
    let mut section = String::new();
    let mut shown = BTreeSet::new();
    for line in EXAMPLE.lines() {
        let line = line.strip_prefix("# ").unwrap_or(line);
        if line.starts_with('[') && line.ends_with(']') {
            section = line.trim_matches(['[', ']']).to_owned();
        } else if let Some((key, _)) = line.split_once(" = ")
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            shown.insert(format!("{section}.{key}"));
        }
    }
    let lists = [
        ("endpoint", keys::ENDPOINT),
        ("model", keys::MODEL),
        ("arena", keys::ARENA),
    ];
    let known: BTreeSet<String> = keys::SECTIONS
        .into_iter()
        .chain(lists)
        .flat_map(|(section, keys)| keys.iter().map(move |key| format!("{section}.{key}")))
        .collect();
    assert_eq!(shown, known);
}
