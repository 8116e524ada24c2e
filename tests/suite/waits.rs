//! Who waits how long for whom: we for a model, a model for its readers, and everybody for a server that stops.

use std::time::Instant;

use serde_json::{Value, json};

use crate::client::Voter;
use crate::endings::SENTENCE;
use crate::fake::Fake;
use crate::patience::until;
use crate::script::{Gate, Script, Step};
use crate::setup::Setup;
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

fn text(text: &str) -> Step {
    Step::Text(text.to_owned())
}

on_both!(a_model_that_never_answers_is_given_up, |backend| {
    let fake = Fake::start().await;
    fake.on_all(&TWO, &Script::new(vec![Step::Silence]));
    let setup =
        Setup::live(&fake, &TWO).with("retries = 1", "retries = 1\nfirst_byte_timeout_s = 0.2");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    assert_eq!(
        voter.follow(&id, None).await.last().data,
        json!({"reason": SENTENCE})
    );
    fake.until("both connections are closed", |asked| {
        asked.len() >= 2 && asked.iter().all(|one| one.abandoned)
    })
    .await;
});

on_both!(a_model_that_falls_silent_is_given_up, |backend| {
    let fake = Fake::start().await;
    fake.on_all(&TWO, &Script::new(vec![text("and then"), Step::Silence]));
    let setup = Setup::live(&fake, &TWO).with("retries = 1", "retries = 1\nidle_timeout_s = 0.2");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    assert_eq!(
        voter.follow(&id, None).await.last().data,
        json!({"reason": SENTENCE})
    );
    fake.until("both connections are closed", |asked| {
        asked.iter().all(|one| one.abandoned)
    })
    .await;
});

async fn until_void(voter: &Voter, id: &str) -> Value {
    let look = || async { Some(voter.show(id).await).filter(|shown| shown["state"] == "void") };
    until("the battle is void", look).await
}

on_both!(nobody_waits_for_a_battle_that_everybody_left, |backend| {
    let fake = Fake::start().await;
    fake.on_all(&TWO, &Script::new(vec![text("to nobody"), Step::Silence]));
    let setup = Setup::live(&fake, &TWO)
        .with("abandon_after_s = 60", "abandon_after_s = 0.2")
        .with("retries = 1", "retries = 1\nidle_timeout_s = 300");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    let followed = voter.open(&id, None).await;
    fake.until("both models are asked", |asked| asked.len() == 2)
        .await;
    assert!(fake.asked().iter().all(|one| !one.abandoned));
    drop(followed);
    let left = Instant::now();
    fake.until("both connections are closed", |asked| {
        asked.iter().all(|one| one.abandoned)
    })
    .await;
    assert!(left.elapsed().as_secs() < 10, "{:?}", left.elapsed());
    until_void(&voter, &id).await;
    let metrics = site.client().get("/metrics").await.is(200).text();
    assert!(
        metrics.contains("agon_turns_ended_total{outcome=\"abandoned\"} 1"),
        "{metrics}"
    );
});

on_both!(
    a_stop_leaves_void_battles_and_never_half_answers,
    |backend| {
        let fake = Fake::start().await;
        let gate = Gate::new();
        let half = "half an answer ".repeat(10);
        fake.on_all(&TWO, &Script::held(&half, &gate, "the rest"));
        let mut site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("anything").await;
        let mut stream = voter.open(&id, None).await;
        stream.take_events(3).await;
        let (told, ()) = tokio::join!(stream.rest(), site.restart());
        assert_eq!(told.last().data, json!({"reason": SENTENCE}));
        let voter = site.again(&voter);
        let shown = voter.show(&id).await;
        assert_eq!(
            (&shown["state"], &shown["turns"][0]["a"]["text"]),
            (&json!("void"), &json!(""))
        );
        assert_eq!(
            voter.follow(&id, Some(3)).await.last().data,
            json!({"reason": SENTENCE})
        );
        voter.vote(&id, "a").await.is(409);
    }
);

on_both!(streams_that_were_left_are_forgotten, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let client = site.client();
    let streams = |count: usize| {
        let client = client.clone();
        move || {
            let client = client.clone();
            async move {
                let metrics = client.get("/metrics").await.is(200).text();
                metrics
                    .contains(&format!("\nagon_event_streams {count}\n"))
                    .then_some(())
            }
        }
    };
    let path = "/api/v1/arenas/text/leaderboard/stream";
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(
            client
                .open(client.request(reqwest::Method::GET, path))
                .await,
        );
    }
    until("twenty streams are counted", streams(20)).await;
    drop(open);
    let left = Instant::now();
    until("none is left", streams(0)).await;
    assert!(left.elapsed().as_secs() < 10, "{:?}", left.elapsed());
});
