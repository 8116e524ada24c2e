//! Models that a voter picks: named from the start, voted on without a rating, or talked to alone. None of it reaches an
//! anonymous battle.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{Reply, Voter};
use crate::fake::Fake;
use crate::script::{Gate, Script, Step};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const THREE: [&str; 3] = ["ada", "bob", "cyd"];

async fn ask(voter: &Voter, with: Value) -> Reply {
    let mut body = json!({"arena": "text", "prompt": prompt(0)});
    body.as_object_mut()
        .unwrap()
        .extend(with.as_object().unwrap().clone());
    voter.post("/api/v1/battles", &body).await
}

async fn begin(voter: &Voter, with: Value) -> String {
    let id = ask(voter, with).await.is(201).json()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(voter.follow(&id, None).await.last().name, "ready");
    id
}

fn pair(a: &str, b: &str) -> Value {
    json!({"mode": "side_by_side", "models": [a, b]})
}

on_both!(
    a_pair_that_was_picked_is_named_and_its_vote_is_not_rated,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        let drawn = voter.battle(&prompt(0)).await;
        voter.vote(&drawn, "a").await.is(200);
        let picked = begin(&voter, pair("cyd", "ada")).await;
        let shown = voter.show(&picked).await;
        assert_eq!(
            (&shown["mode"], &shown["state"]),
            (&json!("side_by_side"), &json!("ready"))
        );
        let names = [&shown["models"]["a"]["id"], &shown["models"]["b"]["id"]];
        assert_eq!(names, ["cyd", "ada"], "in the order that was asked for");
        let answer = shown["turns"][0]["a"]["text"].as_str().unwrap();
        assert!(answer.ends_with("answer of cyd"), "{answer}");

        let voted = voter.vote(&picked, "b").await.is(200).json();
        assert_eq!((&voted["rated"], &voted["seq"]), (&json!(false), &json!(2)));
        assert_eq!(voted["reveal"], voter.show(&picked).await["models"]);
        let votes = site.client().votes().await;
        let told = |vote: &Value| {
            ["mode", "state", "reason"].map(|key| vote[key].as_str().unwrap_or("none").to_owned())
        };
        assert_eq!(told(&votes[0]), ["anonymous", "rated", "none"]);
        assert_eq!(told(&votes[1]), ["side_by_side", "unrated", "named"]);
        let board = crate::patience::until("the board has read both", async || {
            let board = site.client().leaderboard("").await;
            (board["seq"] == 2).then_some(board)
        })
        .await;
        assert_eq!(board["votes"], 1, "{board}");
        let outcome = voter
            .get(&format!("/api/v1/battles/{picked}/outcome"))
            .await
            .is(200)
            .json();
        assert_eq!(outcome["crowd"]["seq"], 2);
    }
);

on_both!(a_direct_chat_has_one_answer_and_no_vote, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, Setup::live(&fake, &THREE)).await;
    let voter = site.voter().await;
    let id = begin(&voter, json!({"mode": "direct", "model": "bob"})).await;
    let shown = voter.show(&id).await;
    assert_eq!(shown["models"]["a"]["id"], "bob");
    assert_eq!(shown["models"]["b"], Value::Null);
    assert_eq!(
        shown["turns"][0]["a"]["text"],
        "this is the answer of up-bob"
    );
    assert_eq!(shown["turns"][0]["b"], json!({"text": "", "ended": true}));
    for choice in ["a", "b", "tie", "both_bad"] {
        let refused = voter.vote(&id, choice).await.is(409).json();
        assert!(
            refused["detail"]
                .as_str()
                .unwrap()
                .contains("nothing to vote on"),
            "{refused}"
        );
    }
    voter.ask(&id, "and then?").await.is(201);
    let followed = voter.follow(&id, None).await;
    assert_eq!(followed.last().name, "ready");
    let asked = fake.asked();
    assert!(
        asked.iter().all(|one| one.model == "up-bob"),
        "nobody else is asked"
    );
    assert_eq!(asked[1].messages().len(), 3, "it remembers what was said");
    assert_eq!(voter.show(&id).await["turns"].as_array().unwrap().len(), 2);
    // What was streamed and what is stored give the same events.
    let again = voter.follow(&id, None).await;
    assert_eq!(again.events, followed.events);
    assert!(site.client().votes().await.is_empty());
});

on_both!(a_direct_chat_is_told_wherever_its_voter_looks, |backend| {
    let site = Site::start(backend, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    let id = begin(&voter, json!({"mode": "direct", "model": "bob"})).await;
    let link = voter
        .post(&format!("/api/v1/battles/{id}/share"), &json!({}))
        .await
        .is(200)
        .json();
    let token = link["token"].as_str().unwrap();
    let shared = site
        .client()
        .get(&format!("/api/v1/shares/{token}"))
        .await
        .is(200)
        .json();
    assert_eq!(shared["models"]["a"]["id"], "bob");
    let listed = voter.get("/api/v1/battles?q=BOB").await.is(200).json();
    let entry = &listed["battles"][0];
    assert_eq!(
        (&entry["id"], &entry["mode"]),
        (&json!(id), &json!("direct"))
    );
    assert_eq!(
        (&entry["choice"], &entry["models"]["b"]),
        (&Value::Null, &Value::Null)
    );
    let file = voter
        .get("/api/v1/battles/export.json")
        .await
        .is(200)
        .json();
    assert_eq!(file["battles"][0]["models"], json!({"a": "bob", "b": null}));
});

on_both!(an_anonymous_battle_has_no_place_for_a_name, |backend| {
    let site = Site::start(backend, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    for with in [
        json!({}),
        json!({"mode": "anonymous", "models": ["ada", "bob"], "model": "ada"}),
    ] {
        let id = begin(&voter, with).await;
        let shown = voter.show(&id).await;
        let keys: BTreeSet<&str> = shown
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let known = [
            "arena", "id", "mode", "publish", "reasons", "reveal", "share", "state", "turns",
            "vote",
        ];
        assert_eq!(keys, BTreeSet::from(known));
        assert_eq!(
            (&shown["mode"], &shown["reveal"]),
            (&json!("anonymous"), &Value::Null)
        );
    }
});

on_both!(models_that_cannot_be_had_name_their_field, |backend| {
    let setup =
        Setup::recorded(&THREE).with("id = \"cyd\"\n", "id = \"cyd\"\nstate = \"paused\"\n");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let wrong = [
        (json!({"mode": "named"}), "mode"),
        (json!({"mode": 1}), "mode"),
        (json!({"mode": "side_by_side"}), "models"),
        (json!({"mode": "side_by_side", "models": "ada"}), "models"),
        (json!({"mode": "side_by_side", "models": ["ada"]}), "models"),
        (
            json!({"mode": "side_by_side", "models": ["ada", "bob", "ada"]}),
            "models",
        ),
        (
            json!({"mode": "side_by_side", "models": ["ada", 7]}),
            "models",
        ),
        (pair("ada", "ada"), "models"),
        (pair("ada", "cyd"), "models"),
        (pair("ada", "../<script>alert(1)</script>"), "models"),
        (json!({"mode": "direct"}), "model"),
        (json!({"mode": "direct", "model": "cyd"}), "model"),
        (json!({"mode": "direct", "model": ""}), "model"),
        (
            json!({"mode": "direct", "model": "ada", "prompt": "never recorded"}),
            "prompt",
        ),
    ];
    for (with, field) in wrong {
        let problem = ask(&voter, with.clone()).await.is(422).json();
        assert_eq!(problem["field"], field, "{with}: {problem}");
    }
    let none = voter.get("/api/v1/battles").await.is(200).json();
    assert_eq!(none["battles"], json!([]), "nothing was begun");
});

on_both!(
    nobody_takes_the_place_of_a_model_that_was_picked,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, Setup::live(&fake, &THREE)).await;
        let voter = site.voter().await;
        let broken = Script::new(vec![Step::Respond(500, "broken".to_owned())]);
        fake.on_all(&["bob"], &broken);
        for with in [
            pair("ada", "bob"),
            json!({"mode": "direct", "model": "bob"}),
        ] {
            let id = ask(&voter, with).await.is(201).json()["id"]
                .as_str()
                .unwrap()
                .to_owned();
            assert_eq!(voter.follow(&id, None).await.last().name, "void");
            voter.vote(&id, "a").await.is(409);
        }
        assert!(fake.asked().iter().all(|one| one.model != "up-cyd"));
    }
);

on_both!(one_side_alone_streams_as_it_is_written, |backend| {
    let fake = Fake::start().await;
    let gate = Gate::new();
    let text = "a long answer that comes in two parts, with the second one held back for a while";
    fake.on_all(&["ada"], &Script::held(&text[..60], &gate, &text[60..]));
    let site = Site::start(backend, Setup::live(&fake, &THREE)).await;
    let voter = site.voter().await;
    let started = ask(&voter, json!({"mode": "direct", "model": "ada"}))
        .await
        .is(201)
        .json();
    let id = started["id"].as_str().unwrap();
    let mut stream = voter.open(id, None).await;
    stream.take_events(2).await;
    let shown = voter.show(id).await;
    let so_far = shown["turns"][0]["a"]["text"].as_str().unwrap();
    assert!(!so_far.is_empty() && text.starts_with(so_far), "{so_far}");
    gate.open();
    assert_eq!(stream.rest().await.last().name, "ready");
    assert_eq!(voter.show(id).await["turns"][0]["a"]["text"], text);
});
