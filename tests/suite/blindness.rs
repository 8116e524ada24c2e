//! Before the vote, nothing that leaves the server depends on which models answer: equal texts give equal bytes.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde_json::json;

use crate::client::Voter;
use crate::fake::Fake;
use crate::script::{Gate, Script, Step};
use crate::setup::Setup;
use crate::site::Site;

/// In every name that must not be seen.
const CANARY: &str = "zqx";
/// Model, pieces of its answers in characters, tokens it counts.
const MODELS: [(&str, usize, u32); 4] =
    [("zqx-alpha-1", 1, 11), ("zqx-beta-22", 7, 222), ("zqx-gamma-333", 40, 3_333), ("zqx-delta-4444", 500, 4)];
const TEXT: &str = "# One answer\n\nIt is the same **for all**, with `code` and [a link](https://example.org/).\n\n- one\n- two\n\n\
                    And it is long enough to come in several frames on its way through the relay.";

/// Two protocols, four models, each with everything that could give it away.
fn setup(fake: &Fake) -> Setup {
    let mut text = format!(
        "[[endpoint]]\nid = \"zqx-lab\"\nprotocol = \"openai\"\nbase_url = \"{}\"\nretries = 0\n\n\
         [[endpoint]]\nid = \"zqx-far\"\nprotocol = \"anthropic\"\nbase_url = \"{}\"\nretries = 1\n\n",
        fake.openai(),
        fake.anthropic()
    );
    for (place, (model, ..)) in MODELS.iter().enumerate() {
        let endpoint = ["zqx-lab", "zqx-far"][place % 2];
        let weights = ["open", "closed"][place / 2];
        text += &format!(
            "[[model]]\nid = \"{model}\"\nname = \"Zqx Model {place}\"\nendpoint = \"{endpoint}\"\n\
             upstream = \"zqx-vendor/{model}\"\norganization = \"Zqx Org {place}\"\nlicense = \"zqx-{place}\"\n\
             weights = \"{weights}\"\naliases = [\"zqx-old-{place}\"]\nprice_output = {place}.5\n\n"
        );
    }
    Setup::of(&(text + "[[arena]]\nid = \"text\"\ntitle = \"Text\"\nmodels = [\"*\"]\n"))
}

/// The same text from all models, each in its own way, behind a gate.
fn speak(fake: &Fake, gate: &Gate) {
    for (model, pieces, tokens) in MODELS {
        let gate = gate.clone();
        fake.on(&format!("zqx-vendor/{model}"), move |_| {
            let headers = format!("x-served-by: {model}\r\nx-request-id: {tokens}\r\nserver: {model}\r\n");
            let mut script = Script::pieces(TEXT, pieces).signed(&format!("gen-{model}"), &headers, tokens);
            script.steps.insert(0, Step::Wait(gate.clone()));
            script
        });
    }
}

/// Everything that a voter can get of one battle before the vote, by where it came from; without the battle's id.
#[derive(Default)]
struct Recording(BTreeMap<&'static str, String>);

impl Recording {
    fn add(&mut self, place: &'static str, id: &str, text: &str) {
        assert!(!text.to_lowercase().contains(CANARY), "{place} names a model: {text}");
        self.0.insert(place, text.replace(id, "BATTLE"));
    }

    async fn add_views(&mut self, places: [&'static str; 3], voter: &Voter, id: &str) {
        self.add(places[0], id, &voter.get(&format!("/api/v1/battles/{id}")).await.is(200).all());
        self.add(places[1], id, &voter.get(&format!("/b/{id}")).await.is(200).all());
        self.add(places[2], id, &voter.vote(id, "neither").await.is(422).all());
    }

    /// A battle until it is ready or void.
    async fn of(voter: &Voter, fake: &Fake, gate: &Gate) -> (Self, String) {
        let mut this = Self::default();
        let before = fake.asked().len();
        let started = voter.post("/api/v1/battles", &json!({"arena": "text", "prompt": "a question"})).await.is(201);
        let id = started.json()["id"].as_str().unwrap().to_owned();
        this.add("start", &id, &started.all());
        fake.until("both models are asked", |asked| asked.len() >= before + 2).await;
        this.add_views(["json, early", "page, early", "wrong ballot, early"], voter, &id).await;
        this.add("ballot, early", &id, &voter.vote(&id, "a").await.is(409).all());
        this.add("follow-up, early", &id, &voter.ask(&id, "more").await.is(409).all());
        gate.open();
        let stream = voter.follow(&id, None).await;
        let raw = String::from_utf8(stream.raw.clone()).unwrap();
        this.add("stream", &id, &format!("{} {:?}\n{raw}", stream.status, stream.headers));
        let again = voter.follow(&id, Some(2)).await;
        this.add("stream, again", &id, &format!("{:?}\n{}", again.headers, String::from_utf8(again.raw).unwrap()));
        this.add_views(["json, late", "page, late", "wrong ballot, late"], voter, &id).await;
        this.add("empty follow-up", &id, &voter.ask(&id, " ").await.is(422).all());
        (this, id)
    }
}

on_both!(equal_answers_of_different_models_are_equal_bytes, |backend| {
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
        let pair = ["a", "b"].map(|side| voted["reveal"][side]["id"].as_str().unwrap().to_owned());
        let expected = first.get_or_insert_with(|| recording.0.clone());
        assert_eq!(recording.0, *expected, "{pair:?}");
        pairs.insert(pair);
    }
});

on_both!(what_everybody_may_read_says_nothing_of_a_battle_without_a_vote, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, setup(&fake)).await;
    let voter = site.voter().await;
    let gate = Gate::new();
    speak(&fake, &gate);
    let client = site.client();
    let public = ["votes.csv", "history.csv", "leaderboard.csv"].map(|file| format!("/api/v1/exports/{file}"));
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
    assert!(!told.contains(CANARY) && !metrics.contains(&id) && !metrics.contains("127.0.0.1"), "{metrics}");
    for path in [format!("/api/v1/battles/{id}"), format!("/b/{id}"), format!("/api/v1/battles/{id}/stream")] {
        let reply = client.get(&path).await;
        assert!(reply.status >= 400 && !reply.all().to_lowercase().contains(CANARY), "{}", reply.all());
    }
});

/// How a model can fail behind the text that it has sent.
fn failures(model: &str) -> Vec<Vec<Step>> {
    let error = format!("data: {{\"type\": \"error\", \"error\": {{\"message\": \"{model} is out of order\"}}}}\n\n");
    vec![vec![Step::Cut], vec![], vec![Step::Raw(error)], vec![Step::Raw(format!("data: {model}\n\n"))]]
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
async fn failed(voter: &Voter, fake: &Fake, model: &str, failure: &[Step], told: &mut BTreeSet<String>) -> bool {
    let gate = Gate::new();
    for (other, ..) in MODELS {
        let steps = if other == model { failure.to_vec() } else { vec![Step::Silence] };
        let script = Script::fails_after(&TEXT[..50], &gate, steps);
        fake.on(&format!("zqx-vendor/{other}"), move |_| script.clone());
    }
    let before = fake.asked().len();
    let id = voter.start("a question").await;
    let mut stream = voter.open(&id, None).await;
    stream.take_events(3).await;
    gate.open();
    if !fake.asked()[before..].iter().any(|asked| asked.model.ends_with(model)) {
        return false;
    }
    let stream = stream.to_the_end().await;
    let mut recording = Recording::default();
    recording.add("stream", &id, &format!("{:?}\n{}", stream.headers, String::from_utf8(stream.raw).unwrap()));
    recording.add_views(["json", "page", "wrong ballot"], voter, &id).await;
    recording.add("ballot", &id, &voter.vote(&id, "a").await.is(409).all());
    recording.add("follow-up", &id, &voter.ask(&id, "more").await.is(409).all());
    let late = voter.request(Method::GET, &format!("/api/v1/battles/{id}/stream"));
    recording.add("stream, late", &id, &voter.client.send(late).await.is(200).all());
    told.insert(format!("{:#?}", recording.0));
    true
}

on_both!(a_battle_whose_model_was_replaced_looks_like_any_other, |backend| {
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
            Script::new(vec![Step::Wait(held.clone()), Step::Respond(500, "zqx is broken".to_owned())])
        });
        let before = fake.asked().len();
        recordings.push(Recording::of(&voter, &fake, &gate).await.0.0);
        replaced += usize::from(fake.asked()[before..].iter().any(|asked| asked.model == broken));
    }
    assert!(recordings.iter().all(|one| *one == recordings[0]), "{recordings:#?}");
});
