//! The edge: problems, headers, limits, who may write.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, Reply};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

/// RFC 9457: the type, the title, the status and what happened.
pub(crate) fn is_problem(reply: &Reply, status: u16) -> Value {
    assert_eq!(reply.status, status, "{}", reply.all());
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let problem = reply.json();
    assert_eq!(
        (&problem["type"], &problem["status"]),
        (&json!("about:blank"), &json!(status))
    );
    assert!(
        problem["title"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{problem}"
    );
    assert!(
        problem["detail"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{problem}"
    );
    problem
}

async fn raw(client: &Client, path: &str, token: &str, body: impl Into<reqwest::Body>) -> Reply {
    client
        .send(
            client
                .request(Method::POST, path)
                .bearer_auth(token)
                .body(body),
        )
        .await
}

on_both!(
    every_refusal_is_a_problem_that_says_what_to_change,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let (client, voter) = (site.client(), site.voter().await);
        let path = "/api/v1/battles";
        for body in [
            "",
            "{",
            "[]",
            "null",
            "\"a\"",
            "{\"arena\": \"text\",}",
            "arena=text&prompt=x",
        ] {
            is_problem(&raw(&client, path, &voter.token, body).await, 400);
        }
        is_problem(
            &raw(&client, path, &voter.token, vec![0xff, 0xfe, 0x00]).await,
            400,
        );
        is_problem(
            &client
                .post(path, &json!({"arena": "text", "prompt": "x"}))
                .await,
            401,
        );
        is_problem(
            &voter
                .post(path, &json!({"arena": "nope", "prompt": "x"}))
                .await,
            404,
        );
        is_problem(&client.get("/api/v1/nope").await, 404);
        is_problem(&client.get("/api/v1/arenas/nope/leaderboard").await, 404);
        is_problem(&client.get("/api/v1/arenas/nope/history").await, 404);
        let huge = "x".repeat(300 * 1024);
        is_problem(
            &voter
                .post(path, &json!({"arena": "text", "prompt": huge}))
                .await,
            413,
        );
        let long = json!({"arena": "text", "prompt": "x".repeat(32_001)});
        assert_eq!(
            is_problem(&voter.post(path, &long).await, 413)["field"],
            "prompt"
        );
        let id = voter.battle(&prompt(0)).await;
        assert_eq!(
            is_problem(&voter.ask(&id, "more").await, 422)["field"],
            "prompt",
            "recorded answers have one turn"
        );
        voter.vote(&id, "a").await.is(200);
        assert_eq!(is_problem(&voter.vote(&id, "b").await, 409)["choice"], "a");
    }
);

on_both!(what_cannot_be_used_is_named, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (client, voter) = (site.client(), site.voter().await);
    let path = "/api/v1/battles";
    let fields = [
        (json!({"prompt": "x"}), "arena"),
        (json!({"arena": "text"}), "prompt"),
        (json!({"arena": 1, "prompt": "x"}), "arena"),
        (json!({"arena": "text", "prompt": null}), "prompt"),
        (json!({"arena": "text", "prompt": " \n"}), "prompt"),
        (json!({"arena": "text", "prompt": "not recorded"}), "prompt"),
    ];
    for (body, field) in fields {
        assert_eq!(
            is_problem(&voter.post(path, &body).await, 422)["field"],
            field
        );
    }
    let queries = [
        "weights=half",
        "max_price=cheap",
        "released_since=soon",
        "reasoning=maybe",
        "at=then",
        "category=no",
    ];
    for query in queries {
        let reply = client
            .get(&format!("/api/v1/arenas/text/leaderboard?{query}"))
            .await;
        assert_eq!(
            is_problem(&reply, 422)["field"],
            query.split('=').next().unwrap()
        );
    }
});

on_both!(who_asks_too_much_is_told_when_to_come_back, |backend| {
    let setup = Setup::recorded(&TWO)
        .with("battles = 1000000", "battles = 2")
        .with("reads = 1000000", "reads = 6");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let mut last = String::new();
    for _ in 0..2 {
        last = voter.battle(&prompt(0)).await;
    }
    let body = json!({"arena": "text", "prompt": prompt(0)});
    let refused = voter.post("/api/v1/battles", &body).await;
    is_problem(&refused, 429);
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    is_problem(&voter.ask(&last, "more").await, 429);
    let spelt_otherwise = voter.post("/api/v1/battle%73", &body).await;
    is_problem(&spelt_otherwise, 429);
    let mut reads = 0;
    while site.client().get("/api/v1/arenas").await.status == 200 {
        reads += 1;
        assert!(reads <= 7, "reads are not limited");
    }
    is_problem(&site.client().get("/api/v1/arenas").await, 429);
    let page = site.client().get("/about").await;
    assert_eq!(
        (page.status, page.header("retry-after").is_some()),
        (429, true)
    );
    // A ballot is always welcome, and so is whoever watches the server.
    voter.vote(&last, "a").await.is(200);
    site.client().get("/readyz").await.is(200);
});
