//! Every route: what every response carries, and that the description names them all.

mod described;
mod parts;
mod played;
mod schema;

use std::collections::BTreeSet;

use reqwest::Method;

use crate::client::{Reply, Voter};
use crate::setup::{Setup, prompt};
use crate::site::Site;
use crate::stream::Stream;

const TWO: [&str; 2] = ["ada", "bob"];

/// The path pattern of every address that the server mounts, with its methods in their order, read from its source.
fn mounted() -> Vec<(String, Vec<String>)> {
    let source = include_str!("../../../src/web/routes.rs");
    let urls = concat!(
        include_str!("../../../templates/src/urls/mod.rs"),
        include_str!("../../../templates/src/urls/routes.rs")
    );
    let mut addresses = Vec::new();
    for call in source.split(".service(").skip(1) {
        let (method, rest) = call.split_once('(').unwrap();
        let address = rest.trim_start().split(',').next().unwrap();
        let path = match address.strip_prefix('"') {
            Some(literal) => literal.trim_end_matches('"').to_owned(),
            None => constant(urls, address.rsplit("::").next().unwrap()),
        };
        // Further methods are chained on: `.put(api::voters::choose)`.
        let chained = ["api::", "pages::"].iter().flat_map(|place| {
            let calls: Vec<&str> = rest.split(&format!("({place}")).collect();
            let (_, before) = calls.split_last().unwrap();
            let method = |text: &&str| text.rsplit('.').next().unwrap().to_owned();
            let is_chained = |method: &String| ["post", "put", "delete"].contains(&method.as_str());
            before
                .iter()
                .map(method)
                .filter(is_chained)
                .collect::<Vec<_>>()
        });
        let methods = std::iter::once(method.trim().to_owned())
            .chain(chained)
            .collect();
        addresses.push((path, methods));
    }
    assert!(addresses.len() > 20, "{addresses:?}");
    addresses
}

fn constant(urls: &str, name: &str) -> String {
    let value = urls
        .split(&format!("pub const {name}: &str = \""))
        .nth(1)
        .unwrap();
    value.split('"').next().unwrap().to_owned()
}

on_both!(the_description_names_every_route_and_no_other, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let document = site.client().get("/api/openapi.json").await.is(200).json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        described.extend(
            item.as_object()
                .unwrap()
                .keys()
                .map(|method| (method.clone(), path.clone())),
        );
    }
    let operations = ["/healthz", "/readyz", "/metrics"];
    let is_api = |path: &str| path.starts_with("/api/v1/") || operations.contains(&path);
    let mounted: BTreeSet<_> = mounted()
        .into_iter()
        .filter(|(path, _)| is_api(path))
        .flat_map(|(path, methods)| methods.into_iter().map(move |one| (one, path.clone())))
        .collect();
    assert!(mounted.len() >= 15, "{mounted:?}");
    assert_eq!(described, mounted);
});

const SECURITY: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

fn is_guarded(reply: &Reply, what: &str) {
    for (name, value) in SECURITY {
        assert_eq!(reply.header(name), Some(value), "{name} of {what}");
    }
    let policy = reply.header("content-security-policy").unwrap_or_default();
    for rule in [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(rule), "{rule} of {what}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert!(
        reply
            .header("cache-control")
            .is_some_and(|value| !value.is_empty()),
        "cache policy of {what}"
    );
    for told in ["server", "x-powered-by"] {
        assert_eq!(reply.header(told), None, "{told} of {what}");
    }
}

/// Asks a route in every way; the statuses that came.
async fn ask_every_way(voter: &Voter, path: &str, allowed: &str) -> BTreeSet<u16> {
    let client = &voter.client;
    let mut statuses = BTreeSet::new();
    let methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]
        .map(|name| name.parse::<Method>().unwrap());
    for method in methods {
        let what = format!("{method} {path}");
        let is_allowed = allowed.split(", ").any(|one| one == method.as_str());
        if is_allowed && path.ends_with("/leaderboard/stream") {
            let Stream {
                status, headers, ..
            } = client.open(client.request(method, path)).await;
            is_guarded(
                &Reply {
                    status,
                    headers,
                    body: Vec::new(),
                },
                &what,
            );
            continue;
        }
        let with = client.send(voter.request(method.clone(), path)).await;
        let without = client.send(client.request(method, path)).await;
        for reply in [with, without] {
            assert!(reply.status < 500, "{what}: {}", reply.all());
            assert_eq!(reply.status == 405, !is_allowed, "{what}: {}", reply.all());
            assert_eq!(
                reply.header("allow"),
                (!is_allowed).then_some(allowed),
                "{what}"
            );
            is_guarded(&reply, &what);
            statuses.insert(reply.status);
        }
    }
    statuses
}

on_both!(
    every_response_is_guarded_and_says_its_cache_policy,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let client = site.client();
        let voter = site.voter().await;
        let id = voter.battle(&prompt(0)).await;
        let home = client.get("/").await.is(200).text();
        let asset = home
            .split("\"/static/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let mut statuses = BTreeSet::new();
        for (pattern, methods) in mounted() {
            let path = pattern
                .replace("{arena}", "text")
                .replace("{id}", &id)
                .replace("{file}", "votes.csv");
            let path = path.replace("{hash}/{name}", asset);
            let allowed = methods.iter().map(|method| match method.as_str() {
                "get" if pattern.ends_with("/stream") => "GET".to_owned(),
                "get" => "GET, HEAD".to_owned(),
                other => other.to_uppercase(),
            });
            let allowed = allowed.collect::<Vec<_>>().join(", ");
            statuses.extend(ask_every_way(&voter, &path, &allowed).await);
        }
        assert!(
            statuses.is_superset(&BTreeSet::from([200, 400, 401, 404, 405])),
            "{statuses:?}"
        );
        let asset = client.get(&format!("/static/{asset}")).await.is(200);
        assert!(asset.header("cache-control").unwrap().contains("immutable"));
    }
);

on_both!(what_is_not_there_is_guarded_too, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let nowhere = [
        "/nowhere",
        "/api/nowhere",
        "/b/x",
        "/static/x/y",
        "/%00",
        "/..%2f..",
        "//evil.example",
        "/leaderboard/nope",
    ];
    for path in nowhere {
        let reply = site.client().get(path).await;
        assert!(
            (400..500).contains(&reply.status),
            "{path}: {}",
            reply.status
        );
        is_guarded(&reply, path);
    }
});

on_both!(a_read_changes_nothing, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    for path in ["/vote", "/turns"] {
        for query in ["", "?choice=a", "?prompt=x"] {
            let reply = voter.get(&format!("/b/{id}{path}{query}")).await;
            assert!(
                reply.status == 404 || reply.status == 405,
                "{path}: {}",
                reply.status
            );
            let reply = voter
                .get(&format!("/api/v1/battles/{id}{path}{query}"))
                .await;
            assert!(
                reply.status == 404 || reply.status == 405,
                "{path}: {}",
                reply.status
            );
        }
    }
    assert_eq!(voter.show(&id).await["state"], "ready");
    assert!(site.client().votes().await.is_empty());
});
