//! Files with something wrong in them: every problem is named, with its place and what would do.

use super::*;

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
