//! What calls answer beside what they are for: problems, and headers.

use std::time::Duration;

use actix_web::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::app::{Busy, Conflict, Error};
use crate::domain::Choice;
use crate::web::cors;
use crate::web::problem::Problem;

const PROBLEM: &str = "application/problem+json";

/// Completes the responses of a call.
pub(super) fn complete(call: &mut Value, path: &str) {
    // What watches the server is neither limited nor told problems.
    if !path.starts_with("/api/") {
        return;
    }
    add_common(call);
    if cors::is_open(path) {
        add_unchanged(call);
    }
    let leads_on = call["parameters"]
        .as_array()
        .is_some_and(|all| all.iter().any(|one| one["name"] == "cursor"));
    let is_free = path.ends_with("/vote");
    for (status, response) in call["responses"].as_object_mut().into_iter().flatten() {
        if status.starts_with(['4', '5']) {
            response["content"] = json!({ PROBLEM: {
                "schema": { "$ref": "#/components/schemas/Problem" },
                "example": example(status),
            }});
        }
        let mut headers = headers(status);
        if !is_free {
            headers.extend(limits());
        }
        if status == "200" && leads_on {
            headers.insert("Link".to_owned(), link());
        }
        if let Some(own) = response["headers"].as_object() {
            headers.extend(own.clone());
        }
        response["headers"] = Value::Object(headers);
    }
}

/// What any call may answer, and what any call of a voter may.
fn add_common(call: &mut Value) {
    let mut common = vec![
        ("400", "The request cannot be read"),
        ("429", "Too many requests from this address"),
        (
            "500",
            "Something went wrong here; the reference finds it in the server's log",
        ),
        (
            "503",
            "The database does not answer, or the server cannot do this at the moment",
        ),
    ];
    if !call["security"].is_null() {
        common.push(("401", "No voter"));
        common.push(("403", "Sent from another site with a browser's cookie"));
    }
    if !call["requestBody"].is_null() {
        common.push(("408", "The body took too long"));
        common.push(("413", "The body or one of its texts is too large"));
        common.push(("422", "A member is missing or cannot be used"));
    }
    let Some(responses) = call["responses"].as_object_mut() else {
        return;
    };
    for (status, description) in common {
        let response = || json!({ "description": description });
        responses.entry(status).or_insert_with(response);
    }
}

/// A read that is the same for everybody is not sent again to a reader who has it.
fn add_unchanged(call: &mut Value) {
    let content = call.pointer("/responses/200/content");
    let content = content.and_then(Value::as_object);
    // Files of several kinds are made anew for everybody.
    if !content.is_some_and(|kinds| kinds.len() == 1 && kinds.contains_key("application/json")) {
        return;
    }
    let tag = json!({ "ETag": {
        "description": "Names this content; send it back as If-None-Match",
        "schema": { "type": "string" },
        "example": "W/\"5f1d0c6e9b3a4c7d8e2f1a0b\"",
    }});
    let responses = &mut call["responses"];
    let whole = &mut responses["200"];
    whole["headers"] = tag.clone();
    responses["304"] = json!({ "description": "The reader has it already", "headers": tag });
}

fn headers(status: &str) -> Map<String, Value> {
    let text = |description: &str, example: &str| json!({ "description": description, "schema": { "type": "string" }, "example": example });
    let mut headers = Map::new();
    let mut say = |name: &str, header| headers.insert(name.to_owned(), header);
    match status {
        "401" => say("WWW-Authenticate", text("How to say who votes", "Bearer")),
        "429" | "503" => say(
            "Retry-After",
            json!({
                "description": "Seconds until it is worth trying again",
                "schema": { "type": "integer", "minimum": 1 },
                "example": 2,
            }),
        ),
        _ => None,
    };
    headers
}

/// The address's allowance (draft-ietf-httpapi-ratelimit-headers-10).
fn limits() -> [(String, Value); 2] {
    let of = |description: &str, example: &str| json!({ "description": description, "schema": { "type": "string" }, "example": example });
    let policy = "How much an address may do in how many seconds: battles, voters or reads";
    let state = "How much of that is left, and in how many seconds all of it is back";
    [
        (
            "RateLimit-Policy".to_owned(),
            of(policy, "\"reads\";q=3000;w=60"),
        ),
        ("RateLimit".to_owned(), of(state, "\"reads\";r=2999;t=1")),
    ]
}

fn link() -> Value {
    json!({
        "description": "Where the list goes on; absent behind its end",
        "schema": { "type": "string" },
        "example": "</api/v1/models?limit=100&cursor=bob>; rel=\"next\"",
    })
}

/// A problem of this status, as the server says it.
fn example(status: &str) -> Value {
    let invalid = Problem::field("choice", "must be a, b, tie or both_bad");
    let text = |status, text: &str| Problem::new(status, text);
    let problem = match status {
        "400" => Problem::malformed("The body must be a JSON object."),
        "401" => Problem::no_voter(),
        "403" => text(
            StatusCode::FORBIDDEN,
            "This was sent from another site, so it was not done.",
        ),
        "404" => Problem::from(Error::NotFound { what: "arena" }),
        "408" => text(StatusCode::REQUEST_TIMEOUT, "The body took too long."),
        "409" => Problem::from(Error::Conflict {
            why: Conflict::Voted { stored: Choice::A },
            stored: Some(Choice::A),
        }),
        "413" => text(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body has more than 524288 bytes.",
        ),
        "429" => Problem::too_many(Duration::from_secs(1)),
        "500" => text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong here, and it was not you. Reference: 0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        ),
        "503" => Problem::from(Error::Busy {
            why: Busy::Database,
            retry_after: Duration::from_secs(2),
        }),
        _ => invalid,
    };
    serde_json::to_value(problem.body()).unwrap_or_default()
}
