//! Long lists in parts, and what a reader is told of its allowance.

use reqwest::Method;
use serde_json::Value;

use crate::client::{Reply, Voter};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const THREE: [&str; 3] = ["ada", "bob", "cleo"];

/// Where a list goes on.
fn next(reply: &Reply) -> Option<String> {
    let link = reply.header("link")?;
    let (address, rest) = link.trim_start_matches('<').split_once('>').unwrap();
    assert_eq!(rest, "; rel=\"next\"");
    Some(address.to_owned())
}

/// All entries, and how many answers it took.
async fn follow(voter: &Voter, path: &str, member: Option<&str>) -> (Vec<Value>, usize) {
    let (mut all, mut parts, mut place) = (Vec::new(), 0, Some(path.to_owned()));
    while let Some(path) = place {
        let reply = voter.get(&path).await.is(200);
        let body = reply.json();
        let entries = member.map_or(&body, |name| &body[name]);
        all.extend(entries.as_array().unwrap().iter().cloned());
        place = next(&reply);
        if member.is_some() {
            assert_eq!(body["next"].is_null(), place.is_none(), "{}", reply.all());
        }
        parts += 1;
        assert!(parts < 50, "{path} never ends");
    }
    (all, parts)
}

on_both!(a_list_in_parts_is_the_whole_list, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
    let mut voter = site.voter().await;
    for _ in 0..3 {
        let id = voter.battle(&prompt(0)).await;
        voter.vote(&id, "a").await.is(200);
        // A stop keeps a snapshot.
        site.restart().await;
        voter = site.again(&voter);
    }
    for (path, member, entries) in [
        ("/api/v1/models?", None, 3),
        ("/api/v1/arenas/text/history?", None, 9),
        (
            "/api/v1/arenas/text/snapshots?category=overall&style_control=false",
            Some("snapshots"),
            3,
        ),
        ("/api/v1/battles?q=question", Some("battles"), 3),
    ] {
        let (whole, _) = follow(&voter, path, member).await;
        let (parts, count) = follow(&voter, &format!("{path}&limit=1"), member).await;
        assert_eq!(parts, whole, "{path}");
        assert!(
            whole.len() >= entries && count >= 3,
            "{path}: {count} of {whole:?}"
        );
    }
    for (path, field) in [
        ("/api/v1/models?limit=0", "limit"),
        ("/api/v1/models?limit=1001", "limit"),
        ("/api/v1/models?limit=", "limit"),
        ("/api/v1/models?limit=1&limit=2", "limit"),
        ("/api/v1/models?cursor=a%20b", "cursor"),
        ("/api/v1/arenas/text/history?limit=201", "limit"),
        ("/api/v1/arenas/text/history?limit=1&cursor=-1", "cursor"),
        ("/api/v1/battles?cursor=x", "cursor"),
    ] {
        let problem = voter.get(path).await.is(422).json();
        assert_eq!(problem["field"], field, "{path}");
    }
});

on_both!(programs_are_told_what_is_left_to_them, |backend| {
    let setup = Setup::recorded(&THREE[..2])
        .with("reads = 1000000", "reads = 6")
        .with("battles = 1000000", "battles = 5");
    let site = Site::start(backend, setup).await;
    let told = async |method: Method, path: &str| {
        let response = site.client().request(method, path).send().await.unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        (
            response.status().as_u16(),
            header("ratelimit-policy"),
            header("ratelimit"),
        )
    };
    let reads = Some("\"reads\";q=6;w=60".to_owned());
    for left in (0..6).rev() {
        let (status, policy, state) = told(Method::GET, "/api/v1/arenas").await;
        assert_eq!((status, policy), (200, reads.clone()));
        let state = state.unwrap();
        assert!(
            state.starts_with(&format!("\"reads\";r={left};t=")),
            "{state}"
        );
    }
    let (status, policy, state) = told(Method::GET, "/api/v1/arenas/text/leaderboard").await;
    assert_eq!((status, policy), (429, reads));
    assert!(state.unwrap().starts_with("\"reads\";r=0;t="));
    let (status, policy, _) = told(Method::POST, "/api/v1/voters").await;
    assert_eq!(
        (status, policy.unwrap().as_str()),
        (201, "\"voters\";q=5;w=60")
    );
    // What is never limited, and what people look at, says nothing.
    assert_eq!(told(Method::GET, "/readyz").await, (200, None, None));
    assert_eq!(told(Method::GET, "/about").await, (429, None, None));
});
