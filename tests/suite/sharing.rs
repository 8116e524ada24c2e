//! A shared battle: anybody with the link may read it, nobody learns whose it is, and names stay hidden until the vote.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, Voter};
use crate::fake::Fake;
use crate::script::{Gate, Script};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

fn path(id: &str) -> String {
    format!("/api/v1/battles/{id}/share")
}

async fn share(voter: &Voter, id: &str) -> String {
    let link = voter.post(&path(id), &json!({})).await.is(200).json();
    link["token"].as_str().unwrap().to_owned()
}

async fn read(site: &Site, token: &str) -> Reply {
    site.client().get(&format!("/api/v1/shares/{token}")).await
}

on_both!(
    anybody_with_the_link_reads_the_battle_until_it_is_revoked,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&TWO)).await;
        let voter = site.voter().await;
        let id = voter.battle(&prompt(0)).await;
        let link = voter.post(&path(&id), &json!({})).await.is(200).json();
        let token = link["token"].as_str().unwrap().to_owned();
        assert_eq!(link["url"], format!("{}/s/{token}", site.base()));
        assert_eq!(token.len(), 32);
        assert_eq!(share(&voter, &id).await, token, "one link per battle");
        assert_eq!(voter.show(&id).await["share"], json!(token));
        let first = read(&site, &token).await.is(200);
        assert_eq!(
            first.header("x-robots-tag"),
            Some("noindex, nofollow, noarchive")
        );
        assert_eq!(first.header("cache-control"), Some("no-store"));
        assert_eq!(first.json()["turns"][0]["prompt"], prompt(0));

        site.restart().await;
        let voter = site.again(&voter);
        assert_eq!(read(&site, &token).await.is(200).body, first.body);
        voter.delete(&path(&id)).await.is(204);
        voter.delete(&path(&id)).await.is(204);
        let gone = read(&site, &token).await.is(404);
        for unknown in ["0f".repeat(16), "nonsense".to_owned(), token.to_uppercase()] {
            assert_eq!(read(&site, &unknown).await.is(404).body, gone.body);
        }
        let next = share(&voter, &id).await;
        assert_ne!(next, token, "a revoked link stays revoked");
        read(&site, &token).await.is(404);
        read(&site, &next).await.is(200);
        voter.delete(&format!("/api/v1/battles/{id}")).await.is(204);
        read(&site, &next).await.is(404);
    }
);

on_both!(
    a_link_tells_no_name_before_the_vote_and_never_whose_it_is,
    |backend| {
        let fake = Fake::start().await;
        fake.on_all(&TWO, &Script::say("the same"));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let mut told = BTreeSet::new();
        let mut pairs = BTreeSet::new();
        let mut last = (String::new(), String::new());
        // Whoever answers, a shared battle without a vote is the same bytes.
        while pairs.len() < 2 {
            let id = voter.battle("<script>alert(1)</script>").await;
            let token = share(&voter, &id).await;
            told.insert(read(&site, &token).await.is(200).all());
            let voted = voter.vote(&id, "tie").await.is(200).json();
            pairs.insert(voted["reveal"]["a"]["id"].as_str().unwrap().to_owned());
            last = (id, token);
        }
        assert_eq!(told.len(), 1, "{told:#?}");

        let (id, token) = last;
        let shared = read(&site, &token).await.is(200);
        let shown = voter.show(&id).await;
        let told = shared.json();
        assert_eq!(told["choice"], "tie");
        for side in ["a", "b"] {
            assert_eq!(told["models"][side], shown["reveal"][side]);
        }
        let votes = site.client().votes().await;
        let pseudonym = votes[0]["voter"].as_str().unwrap();
        for traitor in [id.as_str(), pseudonym, voter.token.as_str(), "seq", "time"] {
            assert!(
                !shared.all().contains(traitor),
                "{traitor}: {}",
                shared.all()
            );
        }
    }
);

on_both!(
    only_the_owner_shares_and_only_what_was_answered,
    |backend| {
        let fake = Fake::start().await;
        let gate = Gate::new();
        fake.on_all(&TWO, &Script::held("so far ", &gate, "and the rest"));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let (voter, other) = (site.voter().await, site.voter().await);
        let id = voter.start("anything").await;
        voter.post(&path(&id), &json!({})).await.is(409);
        gate.open();
        voter.follow(&id, None).await;
        for method in [Method::POST, Method::DELETE] {
            other
                .client
                .send(other.request(method.clone(), &path(&id)))
                .await
                .is(404);
            let cookie = format!("agon-voter={}", voter.token);
            let request = site
                .client()
                .request(method.clone(), &path(&id))
                .header("cookie", cookie);
            let request = request.header("origin", "https://evil.example");
            site.client().send(request).await.is(403);
            site.client()
                .send(site.client().request(method, &path(&id)))
                .await
                .is(401);
        }
        assert_eq!(voter.show(&id).await["share"], Value::Null);
        let token = share(&voter, &id).await;
        other.delete(&path(&id)).await.is(404);
        read(&site, &token).await.is(200);

        // A turn that is being answered is nobody else's business yet.
        let held = Gate::new();
        fake.on_all(&TWO, &Script::held("half", &held, " and half"));
        voter.ask(&id, "more").await.is(201);
        let shared = read(&site, &token).await.is(200).json();
        assert_eq!(shared["turns"].as_array().unwrap().len(), 1);
        held.open();
        voter.follow(&id, None).await;
        let shared = read(&site, &token).await.is(200).json();
        assert_eq!(shared["turns"].as_array().unwrap().len(), 2);
    }
);
