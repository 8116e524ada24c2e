//! The real binary in a folder of its own, on a port of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::fake::Fake;

/// A client for programs; TLS has no provider until one is chosen, even if none is needed.
fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

/// A running site; stopped and forgotten when dropped.
pub struct Site {
    pub url: String,
    process: Child,
    _folder: tempfile::TempDir,
}

impl Site {
    /// The built-in demo, as somebody gets it who only types `agon`.
    pub fn demo() -> Self {
        Self::start(|_| {})
    }

    /// A site of recorded answers that come at once.
    pub fn recorded(answers: &[(&str, &str, &str)]) -> Self {
        Self::start(|folder| {
            let line = |(prompt, model, answer): &(&str, &str, &str)| {
                serde_json::json!({ "prompt": prompt, "model": model, "answer": answer })
                    .to_string()
                    + "\n"
            };
            let lines: String = answers.iter().map(line).collect();
            std::fs::write(folder.join("answers.jsonl"), lines).unwrap();
            let mut models: Vec<&str> = answers.iter().map(|(_, model, _)| *model).collect();
            models.sort_unstable();
            models.dedup();
            let models = models.iter().fold(String::new(), |all, id| {
                all + &format!(
                    "[[model]]\nid = \"{id}\"\nname = \"The {id} model\"\nendpoint = \"file\"\n"
                )
            });
            let config = format!(
                "[[endpoint]]\nid = \"file\"\nprotocol = \"recorded\"\nfile = \"answers.jsonl\"\npace = \"instant\"\n\
                 {models}[[arena]]\nid = \"text\"\ntitle = \"Text\"\nmodels = [\"*\"]\n"
            );
            std::fs::write(folder.join("agon.toml"), config).unwrap();
        })
    }

    /// A site of two live models on a fake endpoint, with more keys for the endpoint.
    pub fn live(fake: &Fake, keys: &str) -> Self {
        let config = format!(
            "[[endpoint]]\nid = \"lab\"\nprotocol = \"openai\"\nbase_url = \"{}\"\nretries = 0\n{keys}\n\
             [[model]]\nid = \"ada\"\nname = \"The ada model\"\nendpoint = \"lab\"\nupstream = \"up-ada\"\n\
             [[model]]\nid = \"bob\"\nname = \"The bob model\"\nendpoint = \"lab\"\nupstream = \"up-bob\"\n\
             [[arena]]\nid = \"text\"\ntitle = \"Text\"\nmodels = [\"*\"]\n",
            fake.openai()
        );
        Self::start(|folder| std::fs::write(folder.join("agon.toml"), config).unwrap())
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// A site whose folder, with its agon.toml, is prepared by the caller.
    pub fn start(prepare: impl FnOnce(&std::path::Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let mut process = Command::new(env!("CARGO_BIN_EXE_agon"))
            .args(["--listen", "127.0.0.1:0"])
            .current_dir(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let ready = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, rest) = line.split_once("open ")?;
            rest.split_once("/ in a browser")
                .map(|(url, _)| url.to_owned())
        });
        // Whatever it says later must not block it.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            url: ready.expect("the server says where it is"),
            process,
            _folder: folder,
        }
    }

    /// Reads an address as a program does.
    pub async fn get(&self, path: &str) -> String {
        http()
            .get(format!("{}{path}", self.url))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// A whole battle and vote by a program.
    pub async fn vote_by_program(&self, arena: &str, prompt: &str, choice: &str) {
        let http = http();
        let post = |path: String, token: String, body: serde_json::Value| {
            let request = http
                .post(format!("{}{path}", self.url))
                .bearer_auth(token)
                .json(&body);
            async move {
                request
                    .send()
                    .await
                    .unwrap()
                    .json::<serde_json::Value>()
                    .await
                    .unwrap()
            }
        };
        let token = post(
            "/api/v1/voters".into(),
            String::new(),
            serde_json::json!({}),
        )
        .await;
        let token = token["token"].as_str().unwrap().to_owned();
        let ask = serde_json::json!({ "arena": arena, "prompt": prompt });
        let battle = post("/api/v1/battles".into(), token.clone(), ask).await;
        let id = battle["id"].as_str().unwrap();
        let stream = http
            .get(format!("{}/api/v1/battles/{id}/stream", self.url))
            .bearer_auth(&token);
        let events = stream.send().await.unwrap().text().await.unwrap();
        assert!(events.contains("event: ready"), "{events}");
        let vote = post(
            format!("/api/v1/battles/{id}/vote"),
            token,
            serde_json::json!({ "choice": choice }),
        )
        .await;
        assert_eq!(vote["choice"], choice);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
