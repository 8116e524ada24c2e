//! Models with the same text and everything else different, and all that a voter can get of a battle before the vote.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use crate::client::Voter;
use crate::fake::Fake;
use crate::script::{Gate, Script, Step};
use crate::setup::Setup;

/// In every name that must not be seen.
pub(crate) const CANARY: &str = "zqx";
/// Model, pieces of its answers in characters, tokens it counts.
pub(crate) const MODELS: [(&str, usize, u32); 4] = [
    ("zqx-alpha-1", 1, 11),
    ("zqx-beta-22", 7, 222),
    ("zqx-gamma-333", 40, 3_333),
    ("zqx-delta-4444", 500, 4),
];
pub(crate) const TEXT: &str = "# One answer\n\nIt is the same **for all**, with `code` and [a link](https://example.org/).\n\n- one\n- two\n\n\
                    And it is long enough to come in several frames on its way through the relay.";

/// Two protocols, four models, each with everything that could give it away.
pub(crate) fn setup(fake: &Fake) -> Setup {
    let mut text = format!(
        "[[endpoint]]\nid = \"zqx-lab\"\nprotocol = \"openai\"\nbase_url = \"{}\"\nretries = 0\n\n\
         [[endpoint]]\nid = \"zqx-far\"\nprotocol = \"anthropic\"\nbase_url = \"{}\"\nretries = 1\n\n",
        fake.openai(),
        fake.anthropic()
    );
    for (place, (model, ..)) in MODELS.iter().enumerate() {
        let endpoint = ["zqx-lab", "zqx-far"][place % 2];
        let weights = ["open", "closed"][place / 2];
        write!(
            text,
            "[[model]]\nid = \"{model}\"\nname = \"Zqx Model {place}\"\nendpoint = \"{endpoint}\"\n\
             upstream = \"zqx-vendor/{model}\"\norganization = \"Zqx Org {place}\"\nlicense = \"zqx-{place}\"\n\
             weights = \"{weights}\"\naliases = [\"zqx-old-{place}\"]\nprice_output = {place}.5\n\n"
        )
        .unwrap();
    }
    Setup::of(&(text + "[[arena]]\nid = \"text\"\ntitle = \"Text\"\nmodels = [\"*\"]\n"))
}

/// The same text from all models, each in its own way, behind a gate.
pub(crate) fn speak(fake: &Fake, gate: &Gate) {
    for (model, pieces, tokens) in MODELS {
        let gate = gate.clone();
        fake.on(&format!("zqx-vendor/{model}"), move |_| {
            let headers =
                format!("x-served-by: {model}\r\nx-request-id: {tokens}\r\nserver: {model}\r\n");
            let mut script =
                Script::pieces(TEXT, pieces).signed(&format!("gen-{model}"), &headers, tokens);
            script.steps.insert(0, Step::Wait(gate.clone()));
            script
        });
    }
}

/// Everything that a voter can get of one battle before the vote, by where it came from; without the battle's id.
#[derive(Default)]
pub(crate) struct Recording(pub(crate) BTreeMap<&'static str, String>);

impl Recording {
    pub(crate) fn add(&mut self, place: &'static str, id: &str, text: &str) {
        assert!(
            !text.to_lowercase().contains(CANARY),
            "{place} names a model: {text}"
        );
        self.0.insert(place, text.replace(id, "BATTLE"));
    }

    pub(crate) async fn add_views(&mut self, places: [&'static str; 3], voter: &Voter, id: &str) {
        self.add(
            places[0],
            id,
            &voter
                .get(&format!("/api/v1/battles/{id}"))
                .await
                .is(200)
                .all(),
        );
        self.add(
            places[1],
            id,
            &voter.get(&format!("/b/{id}")).await.is(200).all(),
        );
        self.add(
            places[2],
            id,
            &voter.vote(id, "neither").await.is(422).all(),
        );
    }

    /// A battle until it is ready or void.
    pub(crate) async fn of(voter: &Voter, fake: &Fake, gate: &Gate) -> (Self, String) {
        let mut this = Self::default();
        let before = fake.asked().len();
        let started = voter
            .post(
                "/api/v1/battles",
                &json!({"arena": "text", "prompt": "a question"}),
            )
            .await
            .is(201);
        let id = started.json()["id"].as_str().unwrap().to_owned();
        this.add("start", &id, &started.all());
        fake.until("both models are asked", |asked| asked.len() >= before + 2)
            .await;
        this.add_views(
            ["json, early", "page, early", "wrong ballot, early"],
            voter,
            &id,
        )
        .await;
        this.add(
            "ballot, early",
            &id,
            &voter.vote(&id, "a").await.is(409).all(),
        );
        this.add(
            "follow-up, early",
            &id,
            &voter.ask(&id, "more").await.is(409).all(),
        );
        gate.open();
        let stream = voter.follow(&id, None).await;
        let raw = String::from_utf8(stream.raw.clone()).unwrap();
        this.add(
            "stream",
            &id,
            &format!("{} {:?}\n{raw}", stream.status, stream.headers),
        );
        let again = voter.follow(&id, Some(2)).await;
        let raw = String::from_utf8(again.raw).unwrap();
        this.add("stream, again", &id, &format!("{:?}\n{raw}", again.headers));
        this.add_views(
            ["json, late", "page, late", "wrong ballot, late"],
            voter,
            &id,
        )
        .await;
        this.add(
            "empty follow-up",
            &id,
            &voter.ask(&id, " ").await.is(422).all(),
        );
        (this, id)
    }
}
