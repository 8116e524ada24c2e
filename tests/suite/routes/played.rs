//! Every call of the API, once, as somebody uses it: what its description says is held against it.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, Voter};
use crate::fake::Fake;
use crate::patience::until;
use crate::resting::agon;
use crate::script::Script;
use crate::setup::Setup;
use crate::site::{Backend, Site};

const SITE: &str = "[[endpoint]]
id = \"lab\"
protocol = \"openai\"
base_url = \"{lab}\"

[[endpoint]]
id = \"book\"
protocol = \"recorded\"
file = \"answers.jsonl\"
pace = \"instant\"

[[model]]
id = \"ada\"
name = \"Ada 70B\"
endpoint = \"lab\"
upstream = \"up-ada\"
organization = \"Ada Labs\"
country = \"FR\"
license = \"Apache-2.0\"
weights = \"open\"
parameters_b = 70.0
reasoning = false
released = \"2025-04-28\"
price_input = 0.2
price_output = 0.6
context_tokens = 131072

[[model]]
id = \"bob\"
name = \"Bob\"
endpoint = \"lab\"
upstream = \"up-bob\"
organization = \"Bob & Co\"
country = \"US\"
license = \"proprietary\"
weights = \"closed\"

[[model]]
id = \"cleo\"
endpoint = \"book\"

[[model]]
id = \"dora\"
endpoint = \"book\"

[[arena]]
id = \"text\"
title = \"Text\"
models = [\"ada\", \"bob\"]

[[arena]]
id = \"recorded\"
title = \"Recorded\"
models = [\"cleo\", \"dora\"]
";

const BOARD: &str = r#"{"full": {"Ada 70B": {"rating": 1301.5, "rating_q975": 1310.0, "rating_q025": 1290.0}, "Other": {"rating": 1200.0}}}"#;

/// What every call answered, by its name.
pub(crate) struct Played {
    pub(crate) document: Value,
    pub(crate) replies: BTreeMap<String, Reply>,
    pub(crate) site: Site,
    _fake: Fake,
}

/// A site on which every call was made, with the examples of the description.
pub(crate) async fn play(backend: Backend) -> Played {
    let fake = Fake::start().await;
    for (model, text) in [
        ("up-ada", "Air scatters **blue** light most."),
        ("up-bob", "Because of the sea."),
    ] {
        fake.on(model, move |_| Script::say(text));
    }
    let answer =
        |model| json!({"prompt": "What is 2 + 2?", "model": model, "answer": "4"}).to_string();
    let answers = ["cleo", "dora"].map(answer).join("\n");
    let setup = Setup::of(&SITE.replace("{lab}", &fake.openai())).file("answers.jsonl", &answers);
    let mut site = Site::start(backend, setup).await;
    let document = site.client().get("/api/openapi.json").await.is(200).json();
    let voter = site.voter().await;
    let mut player = Player {
        document: &document,
        voter,
        replies: BTreeMap::new(),
    };
    let battle = player.vote().await;
    site.restart().await;
    player.voter = site.again(&player.voter);
    import_board(&site).await;
    player.read(&battle).await;
    player.end(&battle).await;
    let replies = player.replies;
    Played {
        document,
        replies,
        site,
        _fake: fake,
    }
}

async fn import_board(site: &Site) {
    let file = site.folder().join("board.json");
    std::fs::write(&file, BOARD).unwrap();
    let file = file.to_str().unwrap();
    let words = format!(
        "import leaderboard {file} --arena text --source Elsewhere --date 2026-01-31 --license CC-BY-4.0"
    );
    let (code, _, errors) = agon(&site.config(), &words.split(' ').collect::<Vec<_>>()).await;
    assert_eq!(code, 0, "{errors}");
}

/// The call of this name: its path, its method and what is said of it.
pub(crate) fn call<'a>(document: &'a Value, name: &str) -> (&'a str, &'a str, &'a Value) {
    let found = calls(document).find(|(_, _, call)| call["operationId"] == name);
    found.unwrap_or_else(|| panic!("no call is named {name}"))
}

/// All calls that are described.
pub(crate) fn calls(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, call)| (path.as_str(), method.as_str(), call))
    })
}

struct Player<'a> {
    document: &'a Value,
    voter: Voter,
    replies: BTreeMap<String, Reply>,
}

impl Player<'_> {
    /// Makes a call: its path with `more` in the place of its last parameter and behind it, and its example as the body.
    async fn make(&mut self, name: &str, places: &[(&str, &str)], query: &str) -> Reply {
        let (path, method, call) = call(self.document, name);
        let mut path = format!("{path}{query}");
        for (place, value) in places {
            path = path.replace(&format!("{{{place}}}"), value);
        }
        assert!(!path.contains('{'), "{path}");
        let method: Method = method.to_uppercase().parse().unwrap();
        let mut request = self.voter.request(method, &path);
        let body = &call["requestBody"]["content"]["application/json"]["example"];
        if !call["requestBody"].is_null() {
            assert!(!body.is_null(), "{name} has no example of its body");
            request = request.json(body);
        }
        let reply = self.voter.client.send(request).await;
        let described = &call["responses"][reply.status.to_string()];
        assert!(!described.is_null(), "{name}: {}", reply.all());
        assert!(reply.status < 300, "{name}: {}", reply.all());
        self.replies.insert(name.to_owned(), reply.clone());
        reply
    }

    /// A battle of two turns with its vote, and all that is done to it before others may read it.
    async fn vote(&mut self) -> String {
        self.make("post_voters", &[], "").await;
        self.make("put_voters_me", &[], "").await;
        self.make("get_voters_me", &[], "").await;
        let started = self.make("post_battles", &[], "").await.json();
        let battle = started["id"].as_str().unwrap().to_owned();
        let id = [("id", battle.as_str())];
        self.make("get_battles_stream", &id, "").await;
        self.make("post_battles_turns", &id, "").await;
        self.voter.follow(&battle, None).await;
        self.make("post_battles_vote", &id, "").await;
        self.make("put_battles_reasons", &id, "").await;
        // Each of the two wins, whoever is drawn for which side, so that there is a board.
        for number in 0..8 {
            let other = self.voter.battle("And why?").await;
            let shown = self.voter.show(&other).await;
            let is_ada = shown["turns"][0]["a"]["text"]
                .as_str()
                .unwrap()
                .contains("Air");
            let choice = if is_ada == (number % 2 == 0) {
                "a"
            } else {
                "b"
            };
            self.voter.vote(&other, choice).await.is(200);
        }
        battle
    }

    async fn read(&mut self, battle: &str) {
        let id = [("id", battle)];
        let shared = self.make("post_battles_share", &id, "").await.json();
        let token = shared["token"].as_str().unwrap().to_owned();
        self.make("get_shares_by_token", &[("token", &token)], "")
            .await;
        self.make("get_battles_by_id", &id, "").await;
        self.make("get_battles_outcome", &id, "").await;
        self.make("get_battles", &[], "?limit=2").await;
        self.make("get_battles_export_by_format", &[("format", "json")], "")
            .await;
        self.make("get_voters_me_leaderboard", &[], "?arena=text")
            .await;
        self.make("get_arenas", &[], "").await;
        self.make("get_arenas_prompts", &[("arena", "recorded")], "")
            .await;
        self.make("get_models", &[], "?limit=2").await;
        self.make("get_models_by_id", &[("id", "ada")], "").await;
        self.make("get_exports_by_file", &[("file", "votes.csv")], "")
            .await;
        let losses = "?schema=lmarena-55k&arena=text";
        self.make("get_exports_votes_losses", &[], losses).await;
        let text = [("arena", "text")];
        for (name, query) in [
            ("get_arenas_leaderboard", ""),
            ("get_arenas_history", "?limit=1&cursor=1"),
            ("get_arenas_snapshots", "?limit=1"),
            ("get_arenas_external", ""),
            ("get_arenas_compare", "?m=ada&m=bob"),
        ] {
            self.make(name, &text, query).await;
        }
        until("a seal", || async {
            let manifest = self.voter.get("/api/v1/manifest?arena=text").await;
            let sealed = |reply: &Reply| !reply.json()["arenas"][0]["snapshots"][0].is_null();
            (manifest.status == 200 && sealed(&manifest)).then_some(())
        })
        .await;
        self.make("get_manifest", &[], "?arena=text&limit=1").await;
        self.stream_board().await;
        for name in ["get_healthz", "get_readyz", "get_metrics"] {
            self.make(name, &[], "").await;
        }
    }

    /// A stream of a board never ends; its first event is what it has for a reader with an older board.
    async fn stream_board(&mut self) {
        let path = "/api/v1/arenas/text/leaderboard/stream?since=0&brief=true";
        let request = self.voter.client.request(Method::GET, path);
        let mut stream = self.voter.client.open(request).await;
        let event = stream.next().await.unwrap();
        let body = format!("id: {}\nevent: {}\ndata: {}\n\n", 9, event.name, event.data);
        let reply = Reply {
            status: stream.status,
            headers: stream.headers.clone(),
            body: body.into_bytes(),
        };
        self.replies
            .insert("get_arenas_leaderboard_stream".to_owned(), reply);
    }

    async fn end(&mut self, battle: &str) {
        let id = [("id", battle)];
        self.make("delete_battles_share", &id, "").await;
        self.make("delete_battles_by_id", &id, "").await;
        let started = self.voter.start("Stop here").await;
        self.make("post_battles_stop", &[("id", &started)], "")
            .await;
        self.make("delete_battles", &[], "").await;
    }
}
