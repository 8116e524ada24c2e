//! A ballot becomes a vote exactly once, for its owner alone, and only when both answers have ended.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::fake::Fake;
use crate::script::{Gate, Script, Step};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

on_both!(a_battle_leads_to_a_vote_that_says_who_was_who, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let started = voter
        .post(
            "/api/v1/battles",
            &json!({"arena": "text", "prompt": prompt(0)}),
        )
        .await
        .is(201);
    let id = started.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(
        started.json(),
        json!({"id": id, "arena": "text", "state": "answering", "turn": 1})
    );
    assert_eq!(
        started.header("location"),
        Some(format!("/api/v1/battles/{id}").as_str())
    );
    assert_eq!(voter.follow(&id, None).await.last().name, "ready");

    let before = voter.show(&id).await;
    assert_eq!(
        (&before["state"], &before["vote"], &before["reveal"]),
        (&json!("ready"), &Value::Null, &Value::Null)
    );
    let voted = voter.vote(&id, "a").await.is(200).json();
    assert_eq!(
        (&voted["choice"], &voted["seq"], &voted["rated"]),
        (&json!("a"), &json!(1), &json!(true))
    );
    let side = |side: &str| voted["reveal"][side]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        BTreeSet::from([side("a"), side("b")]),
        BTreeSet::from(TWO.map(str::to_owned))
    );

    let after = voter.show(&id).await;
    assert_eq!(after["state"], "voted");
    assert_eq!(after["reveal"], voted["reveal"]);
    assert_eq!(
        after["vote"],
        json!({"choice": "a", "seq": 1, "rated": true})
    );
    assert!(
        after["turns"][0]["a"]["text"]
            .as_str()
            .unwrap()
            .ends_with(&side("a"))
    );
});

on_both!(
    votes_are_numbered_without_gaps_in_the_order_of_their_commits,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let voter = site.voter().await;
        let mut battles = Vec::new();
        for number in 0..30 {
            battles.push(voter.battle(&prompt(number % 3)).await);
        }
        let seq = |reply: crate::client::Reply| reply.is(200).json()["seq"].as_u64().unwrap();
        // One after the other: a vote that was answered before the next was sent has the smaller number.
        for (number, id) in (1..).zip(&battles[..10]) {
            assert_eq!(seq(voter.vote(id, "tie").await), number);
        }
        let together = join_all(battles[10..].iter().map(|id| voter.vote(id, "b"))).await;
        let numbers: BTreeSet<u64> = together.into_iter().map(seq).collect();
        assert_eq!(numbers, (11..=30).collect());
        let log = site.client().votes().await;
        assert_eq!(
            log.iter()
                .map(|vote| vote["seq"].as_u64().unwrap())
                .collect::<Vec<_>>(),
            (1..=30).collect::<Vec<_>>()
        );
    }
);

on_both!(the_same_ballot_again_gets_the_same_bytes, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    let first = voter.vote(&id, "both_bad").await.is(200);
    let again = join_all((0..50).map(|_| voter.vote(&id, "both_bad"))).await;
    assert!(again.iter().all(|reply| *reply == first), "{again:?}");
    // A board moves, the model gets a new name, the server restarts: the answer stays.
    site.restart_with(
        Setup::recorded(&TWO).with("id = \"ada\"\n", "id = \"ada\"\nname = \"Countess\"\n"),
    )
    .await;
    let voter = site.again(&voter);
    assert_eq!(voter.vote(&id, "both_bad").await, first);
    assert_eq!(site.client().votes().await.len(), 1);
});

on_both!(a_second_ballot_changes_nothing, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    voter.vote(&id, "a").await.is(200);
    let log = site.client().votes().await;
    for other in ["b", "tie", "both_bad"] {
        let problem = voter.vote(&id, other).await.is(409).json();
        assert_eq!(problem["choice"], "a", "{problem}");
    }
    voter.ask(&id, "and then?").await.is(409);
    assert_eq!(site.client().votes().await, log);
});

on_both!(somebody_elses_battle_is_not_there, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (owner, other) = (site.voter().await, site.voter().await);
    let id = owner.battle(&prompt(0)).await;
    let unknown = other.vote(&"0f".repeat(16), "a").await.is(404);
    assert_eq!(other.vote(&id, "a").await, unknown);
    assert_eq!(
        other
            .get(&format!("/api/v1/battles/{id}"))
            .await
            .is(404)
            .body,
        unknown.body
    );
    assert_eq!(
        other
            .get(&format!("/api/v1/battles/{id}/stream"))
            .await
            .is(404)
            .body,
        unknown.body
    );
    assert_eq!(other.ask(&id, "and then?").await.is(404).body, unknown.body);
    assert_eq!(
        other.vote("not an id", "a").await.is(404).body,
        unknown.body
    );
    owner.vote(&id, "a").await.is(200);
    assert_eq!(other.vote(&id, "a").await, unknown);
});

on_both!(nobody_votes_without_being_somebody, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let id = site.voter().await.battle(&prompt(0)).await;
    let client = site.client();
    let path = format!("/api/v1/battles/{id}/vote");
    client.post(&path, &json!({"choice": "a"})).await.is(401);
    for bearer in [
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "",
        "x y",
        "null",
    ] {
        let request = client
            .request(reqwest::Method::POST, &path)
            .bearer_auth(bearer)
            .json(&json!({"choice": "a"}));
        let reply = client.send(request).await.is(401);
        assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
    }
    client
        .post(
            "/api/v1/battles",
            &json!({"arena": "text", "prompt": prompt(0)}),
        )
        .await
        .is(401);
    assert!(client.votes().await.is_empty());
});

on_both!(a_choice_that_is_none_names_its_field, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    let path = format!("/api/v1/battles/{id}/vote");
    let wrong = [
        json!({"choice": "c"}),
        json!({"choice": ""}),
        json!({"choice": "A"}),
        json!({"choice": 1}),
        json!({}),
    ];
    for body in wrong {
        let problem = voter.post(&path, &body).await.is(422).json();
        assert_eq!(problem["field"], "choice", "{body}: {problem}");
    }
    voter.vote(&id, "tie").await.is(200);
});

on_both!(a_battle_that_is_not_ready_takes_no_ballot, |backend| {
    let fake = Fake::start().await;
    let gate = Gate::new();
    fake.on_all(&TWO, &Script::held("so far ", &gate, "and no further"));
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    let refused = voter.vote(&id, "a").await.is(409).json();
    assert_eq!(refused.get("choice"), None, "{refused}");
    voter.ask(&id, "more").await.is(409);
    gate.open();
    assert_eq!(voter.follow(&id, None).await.last().name, "ready");
    voter.vote(&id, "a").await.is(200);
});

on_both!(
    a_void_battle_takes_no_ballot_and_reveals_nothing,
    |backend| {
        let fake = Fake::start().await;
        fake.on_all(
            &TWO,
            &Script::new(vec![Step::Text("half an ans".to_owned()), Step::Cut]),
        );
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("anything").await;
        assert_eq!(voter.follow(&id, None).await.last().name, "void");
        for choice in ["a", "b", "tie", "both_bad", "a"] {
            let refused = voter.vote(&id, choice).await.is(409);
            assert!(
                !TWO.iter().any(|model| refused.all().contains(model)),
                "{}",
                refused.all()
            );
        }
        voter.ask(&id, "more").await.is(409);
        let shown = voter.show(&id).await;
        assert_eq!(
            (&shown["vote"], &shown["reveal"]),
            (&Value::Null, &Value::Null)
        );
        assert!(site.client().votes().await.is_empty());
    }
);
