//! Why a voter chose so: after the vote, by its voter alone, replaceable, and a note leaves the site only with consent.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::client::Voter;
use crate::setup::{Setup, prompt};
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

fn path(id: &str) -> String {
    format!("/api/v1/battles/{id}/reasons")
}

async fn voted(voter: &Voter) -> String {
    let id = voter.battle(&prompt(0)).await;
    voter.vote(&id, "a").await.is(200);
    id
}

on_both!(reasons_come_after_the_vote_and_can_be_replaced, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    let said =
        json!({"a": ["natural", "useful", "useful"], "b": ["too_long"], "note": "  so be it\r\n"});
    let refused = voter.put(&path(&id), &said).await.is(409).text();
    assert!(
        !TWO.iter().any(|model| refused.contains(model)),
        "{refused}"
    );
    assert_eq!(voter.show(&id).await["reasons"], Value::Null);

    let vote = voter.vote(&id, "a").await.is(200);
    let kept = json!({"a": ["useful", "natural"], "b": ["too_long"], "note": "so be it"});
    assert_eq!(voter.put(&path(&id), &said).await.is(200).json(), kept);
    site.restart().await;
    let voter = site.again(&voter);
    assert_eq!(voter.show(&id).await["reasons"], kept);

    let replaced = voter
        .put(&path(&id), &json!({"b": ["incorrect"], "note": " "}))
        .await;
    let kept = json!({"a": [], "b": ["incorrect"], "note": null});
    assert_eq!(replaced.is(200).json(), kept);
    assert_eq!(voter.show(&id).await["reasons"], kept);
    assert_eq!(
        voter.vote(&id, "a").await,
        vote,
        "the vote's reply stays as it was"
    );
});

on_both!(nobody_else_gives_reasons, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (owner, other) = (site.voter().await, site.voter().await);
    let id = voted(&owner).await;
    let said = json!({"a": ["useful"]});
    other.put(&path(&id), &said).await.is(404);
    other.put(&path(&"0f".repeat(16)), &said).await.is(404);
    let request = site
        .client()
        .request(reqwest::Method::PUT, &path(&id))
        .json(&said);
    site.client().send(request).await.is(401);
    let cookie = format!("agon-voter={}", owner.token);
    let request = site
        .client()
        .request(reqwest::Method::PUT, &path(&id))
        .json(&said);
    let request = request
        .header("cookie", cookie)
        .header("origin", "https://evil.example");
    site.client().send(request).await.is(403);
    assert_eq!(owner.show(&id).await["reasons"], Value::Null);
});

on_both!(a_reason_that_is_none_names_its_field, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voted(&voter).await;
    let wrong = [
        (json!({"a": ["good"]}), "a"),
        (json!({"a": "useful"}), "a"),
        (json!({"a": {"useful": true}}), "a"),
        (json!({"a": [1]}), "a"),
        (json!({"b": ["useful", null]}), "b"),
        (json!({"b": ["Useful"]}), "b"),
        (json!({"note": 7}), "note"),
        (json!({"note": "x".repeat(281)}), "note"),
    ];
    for (body, field) in wrong {
        let problem = voter.put(&path(&id), &body).await.is(422).json();
        assert_eq!(problem["field"], field, "{body}: {problem}");
    }
    let longest = json!({"note": "\u{1f600}".repeat(280)});
    voter.put(&path(&id), &longest).await.is(200);
});

on_both!(a_note_is_exported_only_with_its_voters_consent, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (silent, open) = (site.voter().await, site.voter().await);
    open.put("/api/v1/voters/me", &json!({"publish": true, "version": 1}))
        .await
        .is(200);
    let mut ids = Vec::new();
    for voter in [&silent, &open] {
        let id = voted(voter).await;
        let said = json!({"a": ["useful", "creative"], "note": "=1+1, \"said\" I\n<b>&amp;</b>"});
        voter.put(&path(&id), &said).await.is(200);
        ids.push(id);
    }
    ids.push(voted(&silent).await);
    let votes = site.client().votes().await;
    let notes: Vec<&Value> = votes.iter().map(|vote| &vote["note"]).collect();
    let note = json!("=1+1, \"said\" I\n<b>&amp;</b>");
    assert_eq!(notes, [&Value::Null, &note, &Value::Null]);
    let lists: Vec<&Value> = votes.iter().map(|vote| &vote["reasons_a"]).collect();
    let both = json!(["useful", "creative"]);
    assert_eq!(
        lists,
        [&both, &both, &json!([])],
        "words to tick are no text of the voter's"
    );

    let csv = site.client().get("/api/v1/exports/votes.csv").await.is(200);
    let rows: Vec<HashMap<String, String>> = csv::Reader::from_reader(csv.body.as_slice())
        .deserialize()
        .map(Result::unwrap)
        .collect();
    let cells = ["note", "reasons_b", "reasons_a"].map(|column| rows[1][column].as_str());
    assert_eq!(cells, [note.as_str().unwrap(), "", "useful;creative"]);

    open.put("/api/v1/voters/me", &json!({"publish": false}))
        .await
        .is(200);
    assert!(
        site.client()
            .votes()
            .await
            .iter()
            .all(|vote| vote["note"].is_null())
    );
    assert_eq!(
        open.show(&ids[1]).await["reasons"]["note"],
        note,
        "the voter still has it"
    );
});
