//! The API's description: every call does what it says, and every example in it is what the server takes or gives.
//!
//! `AGON_RECORD_EXAMPLES=src/web/api/openapi/examples.json cargo test -p agon --test suite described` records them anew.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Map, Value, json};

use super::played::{Played, calls, play};
use super::schema::Schemas;
use crate::client::Reply;
use crate::setup::Setup;
use crate::site::{Backend, Site};

fn media_type(reply: &Reply) -> &str {
    let kind = reply.header("content-type").unwrap_or_default();
    kind.split(';').next().unwrap()
}

/// Every name of a member, with its place, so that two values can be told to have the same ones.
fn members(value: &Value, at: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(of) => {
            for (name, value) in of {
                let at = format!("{at}.{name}");
                all.insert(at.clone());
                members(value, &at, all);
            }
        }
        Value::Array(of) => of
            .iter()
            .for_each(|value| members(value, &format!("{at}[]"), all)),
        _ => {}
    }
}

fn members_of(value: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    members(value, "$", &mut all);
    all
}

/// What one call answered against what is said of it.
fn check(played: &Played, name: &str, call: &Value, reply: &Reply) {
    let described = &call["responses"][reply.status.to_string()];
    if reply.status == 204 {
        assert!(described["content"].is_null(), "{name}");
        return;
    }
    let content = &described["content"][media_type(reply)];
    assert!(content.is_object(), "{name}: {}", reply.all());
    for header in described["headers"].as_object().into_iter().flatten() {
        // The test's client leaves this one out: it counts.
        let sent = header.0 == "RateLimit" || reply.header(&header.0.to_lowercase()).is_some();
        assert!(
            sent || header.0 == "Link",
            "{} of {name}: {}",
            header.0,
            reply.all()
        );
    }
    let example = &content["example"];
    assert!(!example.is_null(), "{name} has no example of its answer");
    if media_type(reply) == "application/json" {
        let schemas = Schemas(&played.document);
        let given = reply.json();
        for value in [&given, example] {
            let faults = schemas.faults(&content["schema"], value);
            assert!(faults.is_empty(), "{name}: {faults:#?}\n{value:#}");
        }
        assert_eq!(members_of(example), members_of(&given), "{name}");
    } else if name.contains("export") {
        let header = |text: &str| text.lines().next().map(str::to_owned);
        assert_eq!(
            header(example.as_str().unwrap()),
            header(&reply.text()),
            "{name}"
        );
    }
}

on_both!(every_call_does_what_its_description_says, |backend| {
    let played = play(backend).await;
    let record = std::env::var_os("AGON_RECORD_EXAMPLES");
    if let Some(file) = record.filter(|_| backend == Backend::Sqlite) {
        std::fs::write(file, recorded(&played)).unwrap();
        return;
    }
    let mut names = BTreeSet::new();
    for (path, method, call) in calls(&played.document) {
        let name = call["operationId"].as_str().unwrap();
        assert!(names.insert(name), "two calls are named {name}");
        let reply = played.replies.get(name);
        let reply = reply.unwrap_or_else(|| panic!("nobody plays {method} {path} ({name})"));
        check(&played, name, call, reply);
    }
});

/// The examples of every call: the request as it was, and what came.
fn recorded(played: &Played) -> String {
    let mut all = Map::new();
    for (_, _, call) in calls(&played.document) {
        let name = call["operationId"].as_str().unwrap();
        let mut example = Map::new();
        let request = &call["requestBody"]["content"]["application/json"]["example"];
        if !request.is_null() {
            example.insert("request".to_owned(), request.clone());
        }
        let reply = &played.replies[name];
        let body = match media_type(reply) {
            "application/json" => reply.json(),
            kind => json!({ kind: short(&reply.text()) }),
        };
        if reply.status != 204 {
            example.insert(
                "response".to_owned(),
                json!({ reply.status.to_string(): body }),
            );
        }
        all.insert(name.to_owned(), Value::Object(example));
    }
    let text = format!("{:#}\n", Value::Object(all));
    text.replace(&played.site.base(), "https://arena.example.org")
}

/// The first lines of a long text.
fn short(text: &str) -> String {
    let lines: Vec<&str> = text.lines().take(8).collect();
    lines.join("\n") + "\n"
}

/// The query that a parameter's example makes, with what the call needs beside it; and the address to ask.
fn asked(path: &str, parameter: &Value) -> String {
    let name = parameter["name"].as_str().unwrap();
    let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
    let values: Vec<String> = match &parameter["example"] {
        Value::Array(values) => values.iter().map(text).collect(),
        value => vec![text(value)],
    };
    let mut query: Vec<(&str, String)> = values.into_iter().map(|value| (name, value)).collect();
    if path.ends_with("/compare") && name != "m" {
        query.extend(["ada", "bob"].map(|id| ("m", id.to_owned())));
    }
    if path.contains("{file}") && name != "arena" {
        query.push(("arena", "text".to_owned()));
    }
    if path.ends_with("/losses") && name != "schema" {
        query.push(("schema", "comparia".to_owned()));
    }
    let file = if ["at", "style_control"].contains(&name) {
        "leaderboard.csv"
    } else {
        "votes.csv"
    };
    let path = path.replace("{arena}", "text").replace("{file}", file);
    let url = reqwest::Url::parse_with_params(&format!("http://x{path}"), query).unwrap();
    format!("{}?{}", url.path(), url.query().unwrap())
}

on_both!(
    every_parameter_is_explained_and_its_example_works,
    |backend| {
        let played = play(backend).await;
        let voter = played.site.voter().await;
        for (path, method, call) in calls(&played.document) {
            for parameter in call["parameters"].as_array().into_iter().flatten() {
                let what = format!("{method} {path}: {parameter:#}");
                let words = parameter["description"].as_str().unwrap_or_default();
                assert!(!words.is_empty(), "{what}");
                let example = &parameter["example"];
                assert!(!example.is_null(), "{what}");
                let faults = Schemas(&played.document).faults(&parameter["schema"], example);
                assert!(faults.is_empty(), "{what}: {faults:?}");
                let is_asked = parameter["in"] == "query" && method == "get";
                if !is_asked || path.ends_with("/stream") {
                    continue;
                }
                let reply = voter.get(&asked(path, parameter)).await;
                // The board at equal style is made while others are served.
                let is_busy = parameter["name"] == "style_control" && reply.status == 503;
                assert!(reply.status == 200 || is_busy, "{what}: {}", reply.all());
            }
        }
    }
);

on_both!(
    pages_of_other_sites_may_read_what_is_the_same_for_everybody,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let client = site.client();
        let document = client.get("/api/openapi.json").await.is(200).json();
        let mut open = 0;
        for (path, method, call) in calls(&document) {
            let is_own = !call["security"].is_null() || path.contains("/shares/");
            let is_open = method == "get" && path.starts_with("/api/") && !is_own;
            open += u32::from(is_open);
            let path = path
                .replace("{arena}", "text")
                .replace("{file}", "votes.csv");
            let ask = |method: Method| {
                let request = client
                    .request(method, &path)
                    .header("origin", "https://notebook.example");
                request.header("access-control-request-method", "GET")
            };
            let asked = client.send(ask(Method::OPTIONS)).await;
            assert_eq!(asked.status == 204, is_open, "{path}: {}", asked.all());
            let mut answers = vec![asked];
            if method == "get" && !path.ends_with("stream") {
                answers.push(client.send(ask(Method::GET)).await);
            }
            for answer in answers {
                let allowed = answer.header("access-control-allow-origin");
                assert_eq!(allowed, is_open.then_some("*"), "{path}: {}", answer.all());
                assert_eq!(answer.header("access-control-allow-credentials"), None);
            }
        }
        assert!(open >= 11, "{open}");
        // What is not there is told to them too, and so is who asks too much.
        let lost = client.get("/api/v1/arenas/nope/leaderboard").await.is(404);
        assert_eq!(lost.header("access-control-allow-origin"), Some("*"));
    }
);
