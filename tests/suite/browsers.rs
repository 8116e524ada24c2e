//! What a browser sends with its cookie: done for our own pages, and for nobody else's.

use reqwest::Method;
use serde_json::json;

use crate::client::{Client, Reply};
use crate::edge::is_problem;
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

const TWO: [&str; 2] = ["ada", "bob"];

/// A form as a browser sends it.
async fn form(client: &Client, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut request = client
        .request(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(body.to_owned())).await
}

fn cookie_of(reply: &Reply) -> String {
    reply
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

on_both!(
    what_another_site_sends_with_the_cookie_is_not_done,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let (client, base) = (site.client(), site.base());
        let own = ("origin", base.as_str());
        let started = form(
            &client,
            "/battles",
            &[own],
            "arena=text&prompt=question+0%3F",
        )
        .await
        .is(303);
        let (cookie, page) = (
            cookie_of(&started),
            started.header("location").unwrap().to_owned(),
        );
        let me = ("cookie", cookie.as_str());
        let id = page.strip_prefix("/b/").unwrap();
        let path = format!("{page}/vote");
        let ready = client
            .request(Method::GET, &format!("/api/v1/battles/{id}/stream"))
            .header("cookie", &cookie);
        assert_eq!(client.open(ready).await.rest().await.last().name, "ready");
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
            let mut request = client
                .request(Method::POST, &json_path)
                .json(&json!({"choice": "a"}));
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            is_problem(&client.send(request).await, 403);
        }
        assert!(client.votes().await.is_empty());
        form(
            &client,
            &path,
            &[me, ("sec-fetch-site", "same-origin")],
            "choice=b",
        )
        .await
        .is(303);
        form(&client, &path, &[me, own], "choice=b").await.is(303);
        assert_eq!(client.votes().await.len(), 1);
    }
);

on_both!(nobody_becomes_a_voter_from_elsewhere, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    for headers in [&[("origin", "https://evil.example")][..], &[]] {
        let refused = form(
            &site.client(),
            "/battles",
            headers,
            "arena=text&prompt=question+0%3F",
        )
        .await
        .is(401);
        assert_eq!(refused.header("set-cookie"), None);
    }
    // A program with its token needs no origin.
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    voter.vote(&id, "a").await.is(200);
});

async fn first_cookie(backend: Backend, setup: Setup, origin: Option<&str>) -> String {
    let site = Site::start(backend, setup).await;
    let base = site.base();
    let headers = [("origin", origin.unwrap_or(&base))];
    let reply = form(
        &site.client(),
        "/battles",
        &headers,
        "arena=text&prompt=question+0%3F",
    )
    .await
    .is(303);
    reply.header("set-cookie").unwrap().to_owned()
}

on_both!(
    the_voters_cookie_is_kept_from_scripts_and_other_sites,
    |backend| {
        let plain = first_cookie(backend, Setup::recorded(&TWO), None).await;
        assert!(plain.starts_with("agon-voter="), "{plain}");
        let https = Setup::recorded(&TWO).with(
            "[server]",
            "[server]\npublic_url = \"https://arena.example\"",
        );
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
        assert!(
            secure.contains("; Secure") && !secure.contains("Domain"),
            "{secure}"
        );
        assert!(!plain.contains("; Secure"), "{plain}");
    }
);
