//! What may be published: nothing unless its voter said so, for the text in force, before it was asked.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::Voter;
use crate::setup::{Setup, prompt};
use crate::site::Site;

const ME: &str = "/api/v1/voters/me";

async fn published(voter: &Voter, id: &str) -> bool {
    voter.show(id).await["publish"].as_bool().unwrap()
}

/// A battle that was started with this consent beside its prompt.
async fn asked_with(voter: &Voter, consent: Value) -> String {
    let body = json!({"arena": "text", "prompt": prompt(0), "consent": consent});
    let started = voter.post("/api/v1/battles", &body).await.is(201).json();
    started["id"].as_str().unwrap().to_owned()
}

on_both!(nothing_may_be_published_unless_it_was_chosen, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let before = voter.get(ME).await.is(200).json();
    assert_eq!(
        (&before["publish"], &before["version"]),
        (&json!(false), &Value::Null)
    );
    let silent = voter.start(&prompt(0)).await;
    assert!(!published(&voter, &silent).await);

    let current = &before["current_version"];
    let chosen = voter
        .put(ME, &json!({"publish": true, "version": current}))
        .await
        .is(200)
        .json();
    assert_eq!(
        (&chosen["publish"], &chosen["version"]),
        (&json!(true), current)
    );
    let open = voter.battle(&prompt(0)).await;
    assert!(published(&voter, &open).await);
    assert!(
        !published(&voter, &silent).await,
        "what was asked before stays as it was asked"
    );
    site.restart().await;
    let voter = site.again(&voter);
    assert_eq!(voter.get(ME).await.is(200).json(), chosen);
    assert!(published(&voter, &open).await);
});

on_both!(a_no_also_holds_for_what_is_kept_already, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let (voter, other) = (site.voter().await, site.voter().await);
    let yes = json!({"publish": true, "version": 1});
    let mut battles = Vec::new();
    for voter in [&voter, &other] {
        voter.put(ME, &yes).await.is(200);
        battles.push(voter.battle(&prompt(0)).await);
    }
    voter.put(ME, &json!({"publish": false})).await.is(200);
    assert!(!published(&voter, &battles[0]).await);
    assert!(published(&other, &battles[1]).await, "somebody else's yes");
    let id = voter.start(&prompt(1)).await;
    assert!(!published(&voter, &id).await);
});

on_both!(a_choice_can_come_with_the_first_prompt, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let id = asked_with(&voter, json!({"publish": true, "version": 1})).await;
    assert!(published(&voter, &id).await);
    assert_eq!(voter.get(ME).await.is(200).json()["publish"], true);
    let next = voter.start(&prompt(1)).await;
    assert!(published(&voter, &next).await, "the choice stays chosen");
    let last = asked_with(&voter, json!({"publish": false})).await;
    for id in [id, next, last] {
        assert!(!published(&voter, &id).await);
    }
    assert!(!published(&voter, &asked_with(&voter, Value::Null).await).await);
});

on_both!(a_choice_that_is_none_names_its_field, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let wrong = [
        (json!({}), "publish"),
        (json!({"publish": "yes"}), "publish"),
        (json!({"publish": null}), "publish"),
        (json!({"publish": true}), "version"),
        (json!({"publish": true, "version": 0}), "version"),
        (json!({"publish": true, "version": "1"}), "version"),
        (json!({"publish": true, "version": 1.5}), "version"),
        (json!({"publish": true, "version": -1}), "version"),
    ];
    for (body, field) in wrong {
        let problem = voter.put(ME, &body).await.is(422).json();
        assert_eq!(problem["field"], field, "{body}: {problem}");
        let ask = json!({"arena": "text", "prompt": prompt(0), "consent": body});
        let problem = voter.post("/api/v1/battles", &ask).await.is(422).json();
        assert_eq!(problem["field"], field, "{body}: {problem}");
    }
    let ask = json!({"arena": "text", "prompt": prompt(0), "consent": true});
    let problem = voter.post("/api/v1/battles", &ask).await.is(422).json();
    assert_eq!(problem["field"], "consent");
    assert_eq!(
        voter.get(ME).await.is(200).json()["version"],
        Value::Null,
        "nothing was chosen"
    );
});

on_both!(another_site_cannot_choose_for_a_browser, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let client = site.client();
    let yes = json!({"publish": true, "version": 1});
    let sent_from = |origin: &str| {
        let cookie = format!("agon-voter={}", voter.token);
        let request = client.request(Method::PUT, ME).json(&yes);
        request.header("cookie", cookie).header("origin", origin)
    };
    client.send(sent_from("https://evil.example")).await.is(403);
    assert_eq!(voter.get(ME).await.is(200).json()["publish"], false);
    client.send(sent_from(&site.base())).await.is(200);
    assert_eq!(voter.get(ME).await.is(200).json()["publish"], true);
    client.get(ME).await.is(401);
    let problem = client.post(ME, &yes).await.is(405);
    assert_eq!(problem.header("allow"), Some("GET, HEAD, PUT"));
});
