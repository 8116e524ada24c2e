//! The edge: problems, headers, limits, who may write.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, Reply};
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

const TWO: [&str; 2] = ["ada", "bob"];

/// RFC 9457: the type, the title, the status and what happened.
fn is_problem(reply: &Reply, status: u16) -> Value {
    assert_eq!(reply.status, status, "{}", reply.all());
    assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let problem = reply.json();
    assert_eq!((&problem["type"], &problem["status"]), (&json!("about:blank"), &json!(status)));
    assert!(problem["title"].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
    assert!(problem["detail"].as_str().is_some_and(|text| !text.is_empty()), "{problem}");
    problem
}

async fn raw(client: &Client, path: &str, token: &str, body: impl Into<reqwest::Body>) -> Reply {
    client.send(client.request(Method::POST, path).bearer_auth(token).body(body)).await
}

on_both!(every_refusal_is_a_problem_that_says_what_to_change, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (client, voter) = (site.client(), site.voter().await);
    let path = "/api/v1/battles";
    for body in ["", "{", "[]", "null", "\"a\"", "{\"arena\": \"text\",}", "arena=text&prompt=x"] {
        is_problem(&raw(&client, path, &voter.token, body).await, 400);
    }
    is_problem(&raw(&client, path, &voter.token, vec![0xff, 0xfe, 0x00]).await, 400);
    is_problem(&client.post(path, &json!({"arena": "text", "prompt": "x"})).await, 401);
    is_problem(&voter.post(path, &json!({"arena": "nope", "prompt": "x"})).await, 404);
    is_problem(&client.get("/api/v1/nope").await, 404);
    is_problem(&client.get("/api/v1/arenas/nope/leaderboard").await, 404);
    is_problem(&client.get("/api/v1/arenas/nope/history").await, 404);
    let huge = "x".repeat(300 * 1024);
    is_problem(&voter.post(path, &json!({"arena": "text", "prompt": huge})).await, 413);
    let fields = [
        (json!({"prompt": "x"}), "arena"),
        (json!({"arena": "text"}), "prompt"),
        (json!({"arena": 1, "prompt": "x"}), "arena"),
        (json!({"arena": "text", "prompt": null}), "prompt"),
        (json!({"arena": "text", "prompt": " \n"}), "prompt"),
        (json!({"arena": "text", "prompt": "x".repeat(32_001)}), "prompt"),
        (json!({"arena": "text", "prompt": "not recorded"}), "prompt"),
    ];
    for (body, field) in fields {
        assert_eq!(is_problem(&voter.post(path, &body).await, 422)["field"], field);
    }
    let queries = ["weights=half", "max_price=cheap", "released_since=soon", "reasoning=maybe", "at=then", "category=no"];
    for query in queries {
        let reply = client.get(&format!("/api/v1/arenas/text/leaderboard?{query}")).await;
        assert_eq!(is_problem(&reply, 422)["field"], query.split('=').next().unwrap());
    }
    let id = voter.battle(&prompt(0)).await;
    assert_eq!(is_problem(&voter.ask(&id, "more").await, 422)["field"], "prompt", "recorded answers have one turn");
    voter.vote(&id, "a").await.is(200);
    assert_eq!(is_problem(&voter.vote(&id, "b").await, 409)["choice"], "a");
});

on_both!(who_asks_too_much_is_told_when_to_come_back, |backend| {
    let setup = Setup::recorded(&TWO).with("battles = 1000000", "battles = 2").with("reads = 1000000", "reads = 40");
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
    let mut reads = 0;
    while site.client().get("/api/v1/arenas").await.status == 200 {
        reads += 1;
        assert!(reads <= 41, "reads are not limited");
    }
    is_problem(&site.client().get("/api/v1/arenas").await, 429);
    let page = site.client().get("/about").await;
    assert_eq!((page.status, page.header("retry-after").is_some()), (429, true));
    // A ballot is always welcome, and so is whoever watches the server.
    voter.vote(&last, "a").await.is(200);
    site.client().get("/readyz").await.is(200);
});

/// A form as a browser sends it.
async fn form(client: &Client, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut request = client.request(Method::POST, path).header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(body.to_owned())).await
}

fn cookie_of(reply: &Reply) -> String {
    reply.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

on_both!(what_another_site_sends_with_the_cookie_is_not_done, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (client, base) = (site.client(), site.base());
    let own = ("origin", base.as_str());
    let started = form(&client, "/battles", &[own], "arena=text&prompt=question+0%3F").await.is(303);
    let (cookie, page) = (cookie_of(&started), started.header("location").unwrap().to_owned());
    let me = ("cookie", cookie.as_str());
    let id = page.strip_prefix("/b/").unwrap();
    let path = format!("{page}/vote");
    let ready = client.request(Method::GET, &format!("/api/v1/battles/{id}/stream")).header("cookie", &cookie);
    assert_eq!(client.open(ready).await.to_the_end().await.last().name, "ready");
    let foreign: [&[(&str, &str)]; 7] = [
        &[me],
        &[me, ("origin", "https://evil.example")],
        &[me, ("origin", "null")],
        &[me, ("sec-fetch-site", "cross-site"), own],
        &[me, ("sec-fetch-site", "same-site"), own],
        &[me, ("origin", "https://evil.example"), ("referer", &base)],
        &[me, ("referer", &base)],
    ];
    for headers in foreign {
        form(&client, &path, headers, "choice=a").await.is(403);
        let json_path = format!("/api/v1/battles/{id}/vote");
        let mut request = client.request(Method::POST, &json_path).json(&json!({"choice": "a"}));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_problem(&client.send(request).await, 403);
    }
    assert!(client.votes().await.is_empty());
    form(&client, &path, &[me, ("sec-fetch-site", "same-origin")], "choice=b").await.is(303);
    form(&client, &path, &[me, own], "choice=b").await.is(303);
    assert_eq!(client.votes().await.len(), 1);
    // Nobody becomes a voter from elsewhere; a program with its token needs no origin.
    form(&client, "/battles", &[("origin", "https://evil.example")], "arena=text&prompt=question+0%3F").await.is(401);
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    voter.vote(&id, "a").await.is(200);
});

async fn first_cookie(backend: Backend, setup: Setup, origin: Option<&str>) -> String {
    let site = Site::start(backend, setup).await;
    let base = site.base();
    let headers = [("origin", origin.unwrap_or(&base))];
    let reply = form(&site.client(), "/battles", &headers, "arena=text&prompt=question+0%3F").await.is(303);
    reply.header("set-cookie").unwrap().to_owned()
}

on_both!(the_voters_cookie_is_kept_from_scripts_and_other_sites, |backend| {
    let plain = first_cookie(backend, Setup::recorded(&TWO), None).await;
    assert!(plain.starts_with("agon-voter="), "{plain}");
    let https = Setup::recorded(&TWO).with("[server]", "[server]\npublic_url = \"https://arena.example\"");
    let secure = first_cookie(backend, https, Some("https://arena.example")).await;
    assert!(secure.starts_with("__Host-agon-voter="), "{secure}");
    for cookie in [&plain, &secure] {
        let parts: Vec<&str> = cookie.split("; ").collect();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(parts.contains(&part), "{part} in {cookie}");
        }
        let secret = parts[0].split('=').nth(1).unwrap();
        assert!(secret.len() >= 43, "at least 256 bits: {secret}");
    }
    assert!(secure.contains("; Secure") && !secure.contains("Domain"), "{secure}");
    assert!(!plain.contains("; Secure"), "{plain}");
});
