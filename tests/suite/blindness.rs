//! Before the vote, nothing that leaves the server depends on which models answer: equal texts give equal bytes.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::client::Voter;
use crate::fake::Fake;
use crate::recording::{CANARY, MODELS, Recording, TEXT, setup, speak};
use crate::script::{Gate, Script, Step};
use crate::site::Site;

on_both!(
    equal_answers_of_different_models_are_equal_bytes,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, setup(&fake)).await;
        let voter = site.voter().await;
        let mut first = None;
        let mut pairs = BTreeSet::new();
        while pairs.len() < 12 {
            let gate = Gate::new();
            speak(&fake, &gate);
            let (recording, id) = Recording::of(&voter, &fake, &gate).await;
            let voted = voter.vote(&id, "tie").await.is(200).json();
            let pair =
                ["a", "b"].map(|side| voted["reveal"][side]["id"].as_str().unwrap().to_owned());
            let expected = first.get_or_insert_with(|| recording.0.clone());
            assert_eq!(recording.0, *expected, "{pair:?}");
            pairs.insert(pair);
        }
    }
);

on_both!(
    what_everybody_may_read_says_nothing_of_a_battle_without_a_vote,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, setup(&fake)).await;
        let voter = site.voter().await;
        let gate = Gate::new();
        speak(&fake, &gate);
        let client = site.client();
        let public = [
            "votes",
            "history",
            "leaderboard",
            "pairs",
            "battles",
            "sampling",
        ]
        .map(|file| format!("/api/v1/exports/{file}.csv"));
        let mut before = Vec::new();
        for path in &public {
            before.push(client.get(path).await.is(200).body);
        }
        let (_, id) = Recording::of(&voter, &fake, &gate).await;
        for (path, before) in public.iter().zip(before) {
            assert_eq!(client.get(path).await.is(200).body, before, "{path}");
        }
        let metrics = client.get("/metrics").await.is(200).text();
        let told = metrics.to_lowercase();
        assert!(
            !told.contains(CANARY) && !metrics.contains(&id) && !metrics.contains("127.0.0.1"),
            "{metrics}"
        );
        for path in [
            format!("/api/v1/battles/{id}"),
            format!("/b/{id}"),
            format!("/api/v1/battles/{id}/stream"),
        ] {
            let reply = client.get(&path).await;
            assert!(
                reply.status >= 400 && !reply.all().to_lowercase().contains(CANARY),
                "{}",
                reply.all()
            );
        }
    }
);

/// How a model can fail behind the text that it has sent.
fn failures(model: &str) -> Vec<Vec<Step>> {
    let error = format!(
        "data: {{\"type\": \"error\", \"error\": {{\"message\": \"{model} is out of order\"}}}}\n\n"
    );
    vec![
        vec![Step::Cut],
        vec![],
        vec![Step::Raw(error)],
        vec![Step::Raw(format!("data: {model}\n\n"))],
    ]
}

on_both!(every_failure_of_every_model_is_the_same_bytes, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, setup(&fake)).await;
    let voter = site.voter().await;
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (model, ..) in MODELS {
        for failure in failures(model) {
            while !failed(&voter, &fake, model, &failure, &mut told).await {}
        }
    }
    assert_eq!(told.len(), 1, "{told:#?}");
});

/// A battle in which this model, if it is drawn, fails like this. Notes what the voter got to see.
async fn failed(
    voter: &Voter,
    fake: &Fake,
    model: &str,
    failure: &[Step],
    told: &mut BTreeSet<String>,
) -> bool {
    let gate = Gate::new();
    for (other, ..) in MODELS {
        let steps = if other == model {
            failure.to_vec()
        } else {
            vec![Step::Finish, Step::Done]
        };
        let script = Script::fails_after(&TEXT[..50], &gate, steps);
        fake.on(&format!("zqx-vendor/{other}"), move |_| script.clone());
    }
    let before = fake.asked().len();
    let id = voter.start("a question").await;
    let mut stream = voter.open(&id, None).await;
    stream.take_events(3).await;
    gate.open();
    if !fake.asked()[before..]
        .iter()
        .any(|asked| asked.model.ends_with(model))
    {
        return false;
    }
    let stream = stream.rest().await;
    let mut recording = Recording::default();
    recording.add(
        "stream",
        &id,
        &format!(
            "{:?}\n{}",
            stream.headers,
            String::from_utf8(stream.raw).unwrap()
        ),
    );
    recording
        .add_views(["json", "page", "wrong ballot"], voter, &id)
        .await;
    recording.add("ballot", &id, &voter.vote(&id, "a").await.is(409).all());
    recording.add(
        "follow-up",
        &id,
        &voter.ask(&id, "more").await.is(409).all(),
    );
    let late = voter.request(Method::GET, &format!("/api/v1/battles/{id}/stream"));
    recording.add(
        "stream, late",
        &id,
        &voter.client.send(late).await.is(200).all(),
    );
    told.insert(format!("{:#?}", recording.0));
    true
}

on_both!(
    a_battle_whose_model_was_replaced_looks_like_any_other,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, setup(&fake)).await;
        let voter = site.voter().await;
        let mut recordings = Vec::new();
        let broken = format!("zqx-vendor/{}", MODELS[0].0);
        let mut replaced = 0;
        while replaced < 3 {
            let gate = Gate::new();
            speak(&fake, &gate);
            let held = gate.clone();
            fake.on(&broken, move |_| {
                Script::new(vec![
                    Step::Wait(held.clone()),
                    Step::Respond(500, "zqx is broken".to_owned()),
                ])
            });
            let before = fake.asked().len();
            recordings.push(Recording::of(&voter, &fake, &gate).await.0.0);
            replaced += usize::from(
                fake.asked()[before..]
                    .iter()
                    .any(|asked| asked.model == broken),
            );
        }
        assert!(
            recordings.iter().all(|one| *one == recordings[0]),
            "{recordings:#?}"
        );
    }
);

on_both!(no_side_runs_ahead_because_its_model_is_faster, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, setup(&fake)).await;
    let voter = site.voter().await;
    let slow = format!("zqx-vendor/{}", MODELS[0].0);
    loop {
        let gate = Gate::new();
        for (model, ..) in MODELS {
            fake.on(&format!("zqx-vendor/{model}"), |_| Script::say(TEXT));
        }
        let held = gate.clone();
        fake.on(&slow, move |_| {
            Script::held(&TEXT[..50], &held, &TEXT[50..])
        });
        let before = fake.asked().len();
        let id = voter.start("a question").await;
        let mut stream = voter.open(&id, None).await;
        stream.take_events(3).await;
        if !fake.asked()[before..]
            .iter()
            .any(|asked| asked.model == slow)
        {
            continue;
        }
        // The other side has all of its text; neither shows more than both can.
        let shown = voter.show(&id).await;
        let so_far = serde_json::json!({"text": &TEXT[..48], "ended": false});
        assert_eq!(
            (&shown["turns"][0]["a"], &shown["turns"][0]["b"]),
            (&so_far, &so_far)
        );
        gate.open();
        assert_eq!(stream.rest().await.last().name, "ready");
        break;
    }
});
