//! How battles end when something fails: another model takes over before the first byte; later, one neutral sentence.

use serde_json::{Value, json};

use crate::fake::Fake;
use crate::script::{Script, Step};
use crate::setup::Setup;
use crate::site::{Backend, Site};

const TWO: [&str; 2] = ["ada", "bob"];
const THREE: [&str; 3] = ["ada", "bob", "cyd"];
pub(crate) const SENTENCE: &str = "One of the two answers could not be completed, so this battle does not count. Please start a new one.";

fn text(text: &str) -> Step {
    Step::Text(text.to_owned())
}

/// How a battle between two models with this script ends.
async fn ending(backend: Backend, script: Script) -> (Value, Vec<crate::stream::Event>) {
    let fake = Fake::start().await;
    fake.on_all(&TWO, &script);
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    let events = voter.follow(&id, None).await.events;
    (voter.show(&id).await, events)
}

async fn is_void(backend: Backend, script: Script) {
    let told = format!("{script:?}");
    let (shown, events) = ending(backend, script).await;
    let last = events.last().unwrap();
    assert_eq!(
        (last.name.as_str(), &last.data),
        ("void", &json!({"reason": SENTENCE})),
        "{told}"
    );
    let nothing = json!({"text": "", "ended": false});
    assert_eq!(shown["state"], "void");
    assert_eq!(
        (&shown["turns"][0]["a"], &shown["turns"][0]["b"]),
        (&nothing, &nothing),
        "no half answer is kept"
    );
}

on_both!(an_answer_that_is_cut_makes_the_battle_void, |backend| {
    let half = || text(&"half an answer ".repeat(10));
    is_void(backend, Script::new(vec![half(), Step::Cut])).await;
    // The body ends in order, but nobody said that the answer does.
    is_void(backend, Script::new(vec![half()])).await;
    let error = Step::Raw("data: {\"error\": {\"message\": \"ada exploded\"}}\n\n".to_owned());
    is_void(backend, Script::new(vec![half(), error])).await;
    is_void(
        backend,
        Script::new(vec![
            half(),
            Step::Raw("data: {\"choices\": [{\"ind\n\n".to_owned()),
        ]),
    )
    .await;
});

on_both!(
    an_answer_that_is_no_answer_makes_the_battle_void,
    |backend| {
        let page = "<!doctype html><title>502 from ada</title>".to_owned();
        is_void(backend, Script::new(vec![Step::Respond(200, page.clone())])).await;
        is_void(backend, Script::new(vec![Step::Respond(502, page)])).await;
        is_void(
            backend,
            Script::new(vec![Step::Respond(
                200,
                "{\"error\": {\"message\": \"no\"}}".to_owned(),
            )]),
        )
        .await;
        is_void(
            backend,
            Script::new(vec![Step::Respond(200, String::new())]),
        )
        .await;
        is_void(backend, Script::say("")).await;
        is_void(backend, Script::say(" \n\u{200b}\t")).await;
        is_void(backend, Script::new(vec![Step::Cut])).await;
    }
);

on_both!(
    an_answer_that_ends_with_a_reason_but_without_done_is_whole,
    |backend| {
        let (shown, events) = ending(
            backend,
            Script::new(vec![text("a whole "), text("answer"), Step::Finish]),
        )
        .await;
        assert_eq!(events.last().unwrap().name, "ready");
        assert_eq!(
            shown["turns"][0]["a"],
            json!({"text": "a whole answer", "ended": true})
        );
    }
);

on_both!(an_answer_beyond_the_cap_makes_the_battle_void, |backend| {
    let fake = Fake::start().await;
    fake.on("up-ada", |_| Script::pieces(&"x".repeat(65), 5));
    fake.on("up-bob", |_| Script::pieces(&"y".repeat(64), 5));
    let setup = Setup::live(&fake, &TWO).with("retries = 1", "retries = 1\nmax_answer_bytes = 64");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    assert_eq!(
        voter.follow(&id, None).await.last().data,
        json!({"reason": SENTENCE})
    );
    fake.on("up-ada", |_| Script::pieces(&"x".repeat(64), 5));
    voter.battle("anything").await;
});

on_both!(
    a_model_that_fails_before_its_first_byte_is_tried_again_and_then_replaced,
    |backend| {
        let fake = Fake::start().await;
        fake.on("up-ada", |_| {
            Script::new(vec![Step::Respond(500, "ada is down".to_owned())])
        });
        let site = Site::start(backend, Setup::live(&fake, &THREE)).await;
        let voter = site.voter().await;
        let tried = |fake: &Fake| {
            fake.asked()
                .iter()
                .filter(|asked| asked.model == "up-ada")
                .count()
        };
        // Two of three draws have the model that fails.
        while tried(&fake) == 0 {
            let id = voter.battle("anything").await;
            let [a, b] = voter.follow(&id, None).await.texts();
            let voted = voter.vote(&id, "a").await.is(200).json();
            for (side, answer) in ["a", "b"].into_iter().zip([a, b]) {
                let named = voted["reveal"][side]["id"].as_str().unwrap();
                assert_ne!(named, "ada");
                assert_eq!(answer, format!("this is the answer of up-{named}"));
            }
        }
        assert_eq!(tried(&fake), 2, "asked once and tried again once");
        let log = site.client().votes().await;
        let last = log.last().unwrap();
        assert!(
            last["model_a"] != "ada" && last["model_b"] != "ada",
            "{last}"
        );
    }
);

on_both!(
    a_model_without_anybody_to_take_over_makes_the_battle_void,
    |backend| {
        is_void(
            backend,
            Script::new(vec![Step::Respond(503, "busy".to_owned())]),
        )
        .await;
        is_void(
            backend,
            Script::new(vec![Step::Respond(
                401,
                "your key sk-1 is wrong".to_owned(),
            )]),
        )
        .await;
    }
);
