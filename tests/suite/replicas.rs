//! Two servers on one PostgreSQL database are one site.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use crate::campaign::{board_of, campaign};
use crate::client::Voter;
use crate::fake::Fake;
use crate::script::{Gate, Script};
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

const THREE: [&str; 3] = ["m0", "m1", "m2"];

/// The same voter on two servers.
async fn on_two(setup: Setup) -> ([Site; 2], [Voter; 2]) {
    let one = Site::start(Backend::Postgres, setup).await;
    let two = Site::beside(&one).await;
    let voter = one.voter().await;
    let other = two.again(&voter);
    ([one, two], [voter, other])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ballots_on_two_replicas_make_one_vote() {
    if !Backend::has_postgres() {
        return;
    }
    let (sites, voters) = on_two(Setup::recorded(&THREE)).await;
    for number in 0..20 {
        let id = voters[number % 2].battle(&prompt(number % 3)).await;
        let ballots = (0..8).map(|ballot| voters[ballot % 2].vote(&id, ["a", "b"][ballot / 2 % 2]));
        let replies = join_all(ballots).await;
        let winner = replies.iter().find(|reply| reply.status == 200).unwrap();
        for reply in &replies {
            let lost = reply.status == 409 && reply.json()["choice"] == winner.json()["choice"];
            assert!(reply == winner || lost, "{}", reply.all());
        }
    }
    let [first, second] = [
        sites[0].client().votes().await,
        sites[1].client().votes().await,
    ];
    assert_eq!((first.len(), &first), (20, &second));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_on_two_replicas_are_equal_to_the_last_bit() {
    if !Backend::has_postgres() {
        return;
    }
    let (sites, voters) = on_two(Setup::recorded(&THREE)).await;
    let path = "/api/v1/arenas/text/leaderboard/stream";
    let client = sites[1].client();
    let mut stream = client.open(client.request(Method::GET, path)).await;
    let first = campaign(&sites[0], &voters[0], 30).await;
    let second = board_of(&sites[1], "").await;
    assert_eq!(first["rows"].to_string(), second["rows"].to_string());
    // Readers of the other server are told, too.
    while stream.next().await.unwrap().id < 30 {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_battle_that_runs_on_one_replica_can_be_followed_and_voted_on_at_the_other() {
    if !Backend::has_postgres() {
        return;
    }
    let fake = Fake::start().await;
    let gate = Gate::new();
    fake.on_all(&THREE, &Script::held("before ", &gate, "after"));
    let (_sites, [here, there]) = on_two(Setup::live(&fake, &THREE)).await;
    let id = here.start("anything").await;
    assert_eq!(there.show(&id).await["state"], "answering");
    there.vote(&id, "a").await.is(409);
    gate.open();
    let followed = there.follow(&id, None).await;
    assert_eq!(followed.texts(), ["before after", "before after"]);
    assert_eq!(followed.events, here.follow(&id, None).await.events);
    let voted = there.vote(&id, "tie").await.is(200);
    assert_eq!(here.vote(&id, "tie").await, voted);
    assert_eq!(
        here.show(&id).await["vote"],
        json!({"choice": "tie", "seq": 1, "rated": true})
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_stopped_or_deleted_at_one_replica_ends_at_the_other_that_asks_the_models() {
    if !Backend::has_postgres() {
        return;
    }
    let fake = Fake::start().await;
    let gate = Gate::new();
    fake.on_all(&THREE, &Script::held("before ", &gate, "after"));
    let (_sites, [here, there]) = on_two(Setup::live(&fake, &THREE)).await;
    let (stopped, deleted) = (here.start("one").await, here.start("two").await);
    let goes_on = here.start("three").await;
    fake.until("six requests", |asked| asked.len() == 6).await;
    let stop = format!("/api/v1/battles/{stopped}/stop");
    let answer = there.post(&stop, &json!({})).await.is(200).json();
    assert_eq!(answer["state"], "void");
    there
        .delete(&format!("/api/v1/battles/{deleted}"))
        .await
        .is(204);
    fake.until("four were left", |asked| {
        asked.iter().filter(|one| one.abandoned).count() >= 4
    })
    .await;
    assert_eq!(here.show(&stopped).await["state"], "void");
    // The battle that nobody stopped is not touched.
    gate.open();
    let texts = here.follow(&goes_on, None).await.texts();
    assert_eq!(texts, ["before after", "before after"]);
}
