//! What a voter deletes is gone: its texts, its address, its links. Its vote is not.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::fake::Fake;
use crate::script::{Gate, Script};
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

const TWO: [&str; 2] = ["ada", "bob"];
const ALL: &str = "/api/v1/battles";

fn path(id: &str) -> String {
    format!("{ALL}/{id}")
}

on_both!(
    a_deleted_battle_is_not_found_and_its_vote_stays,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&TWO)).await;
        let (voter, other) = (site.voter().await, site.voter().await);
        let (voted, waiting) = (
            voter.battle(&prompt(0)).await,
            voter.battle(&prompt(1)).await,
        );
        let kept = voter.battle(&prompt(2)).await;
        voter.vote(&voted, "a").await.is(200);
        let said = json!({"a": ["useful"], "note": "mine"});
        voter
            .put(&format!("{}/reasons", path(&voted)), &said)
            .await
            .is(200);
        let mut log = site.client().votes().await;
        let unknown = other.delete(&path(&voted)).await.is(404);

        for id in [&voted, &waiting] {
            voter.delete(&path(id)).await.is(204);
        }
        site.restart().await;
        let voter = site.again(&voter);
        for id in [&voted, &waiting] {
            assert_eq!(voter.delete(&path(id)).await.body, unknown.body);
            assert_eq!(voter.get(&path(id)).await.is(404).body, unknown.body);
            assert_eq!(voter.vote(id, "a").await.is(404).body, unknown.body);
            assert_eq!(voter.ask(id, "more").await.is(404).body, unknown.body);
            voter.get(&format!("{}/stream", path(id))).await.is(404);
            voter
                .put(&format!("{}/reasons", path(id)), &said)
                .await
                .is(404);
            voter.get(&format!("/b/{id}")).await.is(404);
        }
        let left = voter.get(ALL).await.is(200).json();
        assert_eq!(left["battles"].as_array().unwrap().len(), 1);
        assert_eq!(voter.show(&kept).await["state"], "ready");
        log[0]["note"] = json!(null);
        assert_eq!(site.client().votes().await, log);
    }
);

on_both!(all_battles_are_deleted_at_once, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (voter, other) = (site.voter().await, site.voter().await);
    let theirs = other.battle(&prompt(0)).await;
    // More than one transaction's worth.
    join_all((0..230).map(|_| voter.start("question 0?"))).await;
    assert_eq!(
        voter.delete(ALL).await.is(200).json(),
        json!({"erased": 230})
    );
    assert_eq!(voter.delete(ALL).await.is(200).json(), json!({"erased": 0}));
    let left = voter.get(ALL).await.is(200).json();
    assert_eq!(left, json!({"battles": [], "next": null}));
    assert_eq!(other.show(&theirs).await["state"], "ready");
    site.client()
        .send(site.client().request(Method::DELETE, ALL))
        .await
        .is(401);
});

on_both!(a_running_battle_that_is_deleted_is_stopped, |backend| {
    let fake = Fake::start().await;
    let gate = Gate::new();
    fake.on_all(&TWO, &Script::held("so far ", &gate, "and no further"));
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    let stream = voter.open(&id, None).await;
    fake.until("both were asked", |asked| asked.len() == 2)
        .await;
    voter.delete(&path(&id)).await.is(204);
    // Nobody pays for an answer that nobody will read.
    fake.until("both were left", |asked| {
        asked.iter().filter(|one| one.abandoned).count() == 2
    })
    .await;
    assert_eq!(stream.rest().await.last().name, "void");
    voter.get(&path(&id)).await.is(404);
    gate.open();
    assert!(site.client().votes().await.is_empty());
});

on_both!(a_vote_and_a_deletion_at_once_leave_one_truth, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let mut accepted = 0;
    for _ in 0..20 {
        let id = voter.battle(&prompt(0)).await;
        let erase_path = path(&id);
        let (vote, erased) = tokio::join!(voter.vote(&id, "a"), voter.delete(&erase_path));
        erased.is(204);
        assert!([200, 404, 409].contains(&vote.status), "{}", vote.all());
        accepted += usize::from(vote.status == 200);
        voter.get(&path(&id)).await.is(404);
    }
    assert_eq!(site.client().votes().await.len(), accepted);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_byte_of_a_deleted_text_stays_in_the_file() {
    let fake = Fake::start().await;
    fake.on_all(&TWO, &Script::say(&"zqxanswer ".repeat(2_000)));
    let mut site = Site::start(Backend::Sqlite, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&"zqxprompt ".repeat(500)).await;
    voter.vote(&id, "a").await.is(200);
    let said = json!({"note": "zqxnote"});
    voter
        .put(&format!("{}/reasons", path(&id)), &said)
        .await
        .is(200);
    site.restart().await;
    let found = |site: &Site| {
        let mut bytes = Vec::new();
        for name in ["agon.db", "agon.db-wal"] {
            bytes.extend(std::fs::read(site.folder().join(name)).unwrap_or_default());
        }
        memchr::memmem::find_iter(&bytes, "zqx").count()
    };
    assert!(found(&site) > 1_000, "before");
    let voter = site.again(&voter);
    voter.delete(&path(&id)).await.is(204);
    site.close().await;
    assert_eq!(found(&site), 0);
}
