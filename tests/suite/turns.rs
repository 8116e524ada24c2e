//! Follow-ups: each model sees its own conversation, and what the operator set for it.

use std::collections::BTreeMap;

use serde_json::json;

use crate::fake::{Asked, Fake};
use crate::script::{Gate, Script};
use crate::setup::Setup;
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

/// A fake whose answers say who speaks and which turn it is.
async fn talkers() -> Fake {
    let fake = Fake::start().await;
    for model in TWO {
        fake.on(&format!("up-{model}"), move |asked| {
            let turn = asked
                .messages()
                .iter()
                .filter(|(role, _)| role == "user")
                .count();
            Script::say(&format!(
                "{model} answers turn {turn} in forty characters or so"
            ))
        });
    }
    fake
}

fn conversations(asked: &[Asked]) -> BTreeMap<String, Vec<(String, String)>> {
    asked
        .iter()
        .map(|one| (one.model.clone(), one.messages()))
        .collect()
}

on_both!(
    a_follow_up_sends_each_side_its_own_conversation,
    |backend| {
        let fake = talkers().await;
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.battle("first question").await;
        for (turn, question) in [(2, "second question"), (3, "third question")] {
            let started = voter.ask(&id, question).await.is(201).json();
            assert_eq!(
                started,
                json!({"id": id, "arena": "text", "state": "answering", "turn": turn})
            );
            assert_eq!(voter.follow(&id, None).await.last().name, "ready");
        }
        let asked = fake.asked();
        assert_eq!(asked.len(), 6);
        let said = |role: &str, text: &str| (role.to_owned(), text.to_owned());
        for (model, conversation) in conversations(&asked[4..]) {
            let name = model.strip_prefix("up-").unwrap();
            let answer = |turn| {
                said(
                    "assistant",
                    &format!("{name} answers turn {turn} in forty characters or so"),
                )
            };
            let user = |text| said("user", text);
            let expected = [
                user("first question"),
                answer(1),
                user("second question"),
                answer(2),
                user("third question"),
            ];
            assert_eq!(conversation, expected);
        }
        let shown = voter.show(&id).await;
        let prompts: Vec<&str> = shown["turns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| t["prompt"].as_str().unwrap())
            .collect();
        assert_eq!(
            prompts,
            ["first question", "second question", "third question"]
        );
        voter.vote(&id, "b").await.is(200);
        voter.ask(&id, "one more").await.is(409);
    }
);

on_both!(numbers_of_events_go_on_in_the_next_turn, |backend| {
    let fake = talkers().await;
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("first question").await;
    let first = voter.follow(&id, None).await;
    voter.ask(&id, "second question").await.is(201);
    // An EventSource comes back with the last number of the first turn.
    let second = voter.follow(&id, Some(first.last().id)).await;
    assert_eq!(second.events[0].id, first.last().id + 1);
    assert_eq!(voter.follow(&id, None).await.events, second.events);
    let texts = second.texts();
    assert!(
        texts.iter().all(|text| text.contains("answers turn 2")),
        "{texts:?}"
    );
    let last = second.events.len() - 1;
    assert_eq!(
        second.events[last].id,
        first.last().id + u64::try_from(second.events.len()).unwrap()
    );
});

on_both!(a_follow_up_that_fails_voids_the_whole_battle, |backend| {
    let fake = Fake::start().await;
    let gate = Gate::new();
    gate.open();
    for model in TWO {
        let gate = gate.clone();
        fake.on(&format!("up-{model}"), move |asked| {
            match asked.messages().len() {
                1 => Script::say("a whole answer"),
                _ => Script::fails_after("half an ans", &gate, vec![crate::script::Step::Cut]),
            }
        });
    }
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle("first question").await;
    voter.ask(&id, "second question").await.is(201);
    assert_eq!(voter.follow(&id, None).await.last().name, "void");
    voter.vote(&id, "a").await.is(409);
    assert_eq!(voter.show(&id).await["state"], "void");
});

on_both!(
    a_request_has_what_the_operator_set_and_nothing_more,
    |backend| {
        let fake = talkers().await;
        let setup = Setup::live(&fake, &TWO)
        .with("id = \"ada\"\n", "id = \"ada\"\nmax_output_tokens = 321\ntemperature = 0.25\nsystem_prompt = \"Be brief.\"\n")
        .with("id = \"lab\"\n", "id = \"lab\"\napi_key_env = \"LAB_KEY\"\n")
        .variable("LAB_KEY", "sk-canary-91f");
        let site = Site::start(backend, setup).await;
        site.voter().await.battle("a question").await;
        for asked in fake.asked() {
            assert_eq!(asked.headers["authorization"], "Bearer sk-canary-91f");
            assert_eq!(asked.path, "/v1/chat/completions");
            let user = json!({"role": "user", "content": "a question"});
            let expected = if asked.model == "up-ada" {
                json!({"model": "up-ada", "messages": [{"role": "system", "content": "Be brief."}, user], "stream": true,
                "stream_options": {"include_usage": true}, "max_tokens": 321, "temperature": 0.25})
            } else {
                json!({"model": "up-bob", "messages": [user], "stream": true, "stream_options": {"include_usage": true}})
            };
            assert_eq!(asked.body, expected);
        }
    }
);
