//! What a voter may ask for beside a battle that has no vote: own lists, files, searches, links, the crowd, reasons, errors.
//! Whichever models answer and whatever became of the battle, it is the same bytes and names nobody.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use reqwest::Method;
use serde_json::json;

use crate::client::{Reply, Voter};
use crate::fake::Fake;
use crate::recording::{CANARY, MODELS, setup, speak};
use crate::script::Gate;
use crate::site::Site;

/// Where a battle can stand without a vote.
#[derive(Clone, Copy, Debug)]
enum Stage {
    Answering,
    Ready,
    Stopped,
}

/// `ID` is the battle, `LINK` its shared token.
const READS: [&str; 15] = [
    "/api/v1/battles/ID/outcome",
    "/api/v1/battles?limit=5",
    "/api/v1/battles?q=alpha",
    "/api/v1/battles?q=Org",
    "/api/v1/battles/export.json",
    "/api/v1/battles/export.md",
    "/api/v1/voters/me",
    "/api/v1/shares/LINK",
    "/s/LINK",
    "/s/LINK?lang=fr",
    "/history",
    "/history?q=alpha",
    "/battles/ID",
    "/api/v1/battles/ID/nothing",
    "/api/v1/battles/ID/vote",
];

/// All that comes, by what was asked; without what is new in every battle.
async fn all_of(voter: &Voter, id: &str) -> BTreeMap<String, String> {
    let path = |action: &str| format!("/api/v1/battles/{id}/{action}");
    let shared = voter.post(&path("share"), &json!({})).await;
    // Before there are answers there is nothing to share.
    let link = match shared.status {
        200 => shared.json()["token"].as_str().unwrap().to_owned(),
        _ => "0f".repeat(16),
    };
    let mut told = BTreeMap::new();
    let times = r"\d{4}-\d\d-\d\d.\d\d:\d\d[:.\dZ]*|\d+ \w+ \d{4}, \d\d:\d\d";
    let times = Regex::new(times).unwrap();
    let mut add = |what: String, reply: &Reply| {
        let text = reply.all().replace(id, "ID").replace(&link, "LINK");
        let text = times.replace_all(&text, "TIME").into_owned();
        assert!(!text.to_lowercase().contains(CANARY), "{what}: {text}");
        told.insert(what, text);
    };
    for path in READS {
        let real = path.replace("ID", id).replace("LINK", &link);
        add(path.to_owned(), &voter.get(&real).await);
    }
    let reasons = json!({"a": ["useful"], "note": "none"});
    add(
        "reasons".into(),
        &voter.put(&path("reasons"), &reasons).await,
    );
    for method in [Method::HEAD, Method::OPTIONS, Method::PATCH] {
        let request = voter.request(method.clone(), &format!("/api/v1/battles/{id}"));
        add(method.to_string(), &voter.client.send(request).await);
    }
    add("share".into(), &shared);
    add("revoke".into(), &voter.delete(&path("share")).await);
    told
}

/// A battle of a voter who has no other, and the models that were asked.
async fn battle(
    site: &Site,
    fake: &Fake,
    stage: Stage,
) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let (voter, gate, before) = (site.voter().await, Gate::new(), fake.asked().len());
    speak(fake, &gate);
    let id = voter.start("a question").await;
    fake.until("both models are asked", |asked| asked.len() >= before + 2)
        .await;
    match stage {
        Stage::Answering => {}
        Stage::Ready => {
            gate.open();
            assert_eq!(voter.follow(&id, None).await.last().name, "ready");
        }
        Stage::Stopped => {
            voter
                .post(&format!("/api/v1/battles/{id}/stop"), &json!({}))
                .await
                .is(200);
        }
    }
    let told = all_of(&voter, &id).await;
    // What is compared is something.
    assert!(told["/history"].contains("a question"), "{told:#?}");
    let shown = matches!(stage, Stage::Ready);
    assert_eq!(told["/s/LINK"].contains("Two answers"), shown, "{told:#?}");
    let asked = fake.asked();
    let models = asked[before..]
        .iter()
        .map(|one| one.model.clone())
        .collect();
    voter.delete(&format!("/api/v1/battles/{id}")).await.is(204);
    gate.open();
    (told, models)
}

on_both!(
    nothing_beside_a_battle_without_a_vote_tells_who_answers,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, setup(&fake)).await;
        for stage in [Stage::Answering, Stage::Ready, Stage::Stopped] {
            let (mut first, mut seen) = (None, BTreeSet::new());
            while seen.len() < MODELS.len() {
                let (told, models) = battle(&site, &fake, stage).await;
                let expected = first.get_or_insert_with(|| told.clone());
                for (what, text) in &told {
                    assert_eq!(*text, expected[what], "{stage:?} {what} {models:?}");
                }
                seen.extend(models);
            }
        }
    }
);
