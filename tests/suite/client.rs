//! Programs that ask a site: raw requests, and the verbs of a voter.

use reqwest::Method;
use serde_json::{Value, json};

use crate::patience::within;
use crate::stream::{Followed, Stream};

/// A program without a voter.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
}

/// All of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Sorted, names in lower case; without `date`, without `connection`, which tells whether the body was read, and without
    /// `ratelimit`, which tells how often this address has asked.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// The headers of a response as a [`Reply`] has them.
pub(crate) fn headers_of(response: &reqwest::Response) -> Vec<(String, String)> {
    let text = |value: &reqwest::header::HeaderValue| {
        String::from_utf8_lossy(value.as_bytes()).into_owned()
    };
    let named = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), text(value)));
    let mut headers: Vec<_> = named
        .filter(|(name, _)| !["date", "connection", "ratelimit"].contains(&name.as_str()))
        .collect();
    headers.sort();
    headers
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        let parsed = serde_json::from_slice(&self.body);
        parsed.unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// This reply, if it has the status.
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self
    }

    /// Head and body as one text, to look for what must not be there.
    pub(crate) fn all(&self) -> String {
        format!(
            "{} {:?}\n{}",
            self.status,
            self.headers,
            String::from_utf8_lossy(&self.body)
        )
    }
}

impl Client {
    pub(crate) fn new(base: &str) -> Self {
        // Somebody else was first, or nobody was: either way there is one now.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        // A connection per request: a site that stops has none to wait for.
        let http = builder.pool_max_idle_per_host(0).build().unwrap();
        Self {
            http,
            base: base.to_owned(),
        }
    }

    /// A request that can still be changed.
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// What a request comes to, unless the connection fails.
    pub(crate) async fn try_send(
        &self,
        request: reqwest::RequestBuilder,
    ) -> reqwest::Result<Reply> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), headers_of(&response));
        Ok(Reply {
            status,
            headers,
            body: response.bytes().await?.to_vec(),
        })
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Reply {
        within("a response", self.try_send(request)).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn voter(&self) -> Voter {
        let token = self.post("/api/v1/voters", &json!({})).await.is(201).json()["token"]
            .as_str()
            .unwrap()
            .to_owned();
        Voter::new(self.clone(), token)
    }

    pub(crate) async fn leaderboard(&self, query: &str) -> Value {
        self.get(&format!("/api/v1/arenas/text/leaderboard{query}"))
            .await
            .is(200)
            .json()
    }

    /// Every vote in the log, from the export.
    pub(crate) async fn votes(&self) -> Vec<Value> {
        let file = self.get("/api/v1/exports/votes.jsonl").await.is(200).text();
        file.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Opens a stream of events.
    pub(crate) async fn open(&self, request: reqwest::RequestBuilder) -> Stream {
        Stream::new(within("a stream", request.send()).await.unwrap())
    }
}

/// A program that votes.
#[derive(Clone)]
pub(crate) struct Voter {
    pub(crate) client: Client,
    pub(crate) token: String,
}

impl Voter {
    pub(crate) fn new(client: Client, token: String) -> Self {
        Self { client, token }
    }

    /// A request of this voter.
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, path).bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.client.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.client
            .send(self.request(Method::POST, path).json(body))
            .await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        self.client
            .send(self.request(Method::PUT, path).json(body))
            .await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.client.send(self.request(Method::DELETE, path)).await
    }

    /// Starts a battle and does not wait for it.
    pub(crate) async fn start(&self, prompt: &str) -> String {
        let started = self
            .post(
                "/api/v1/battles",
                &json!({"arena": "text", "prompt": prompt}),
            )
            .await
            .is(201)
            .json();
        started["id"].as_str().unwrap().to_owned()
    }

    /// A battle that is ready for a ballot.
    pub(crate) async fn battle(&self, prompt: &str) -> String {
        let id = self.start(prompt).await;
        let followed = self.follow(&id, None).await;
        assert_eq!(followed.last().name, "ready", "{:?}", followed.events);
        id
    }

    /// Opens the stream of a battle.
    pub(crate) async fn open(&self, id: &str, after: Option<u64>) -> Stream {
        let mut request = self.request(Method::GET, &format!("/api/v1/battles/{id}/stream"));
        if let Some(after) = after {
            request = request.header("last-event-id", after);
        }
        self.client.open(request).await
    }

    /// A battle's stream to its end.
    pub(crate) async fn follow(&self, id: &str, after: Option<u64>) -> Followed {
        self.open(id, after).await.rest().await
    }

    pub(crate) async fn show(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/battles/{id}"))
            .await
            .is(200)
            .json()
    }

    pub(crate) async fn vote(&self, id: &str, choice: &str) -> Reply {
        self.post(
            &format!("/api/v1/battles/{id}/vote"),
            &json!({"choice": choice}),
        )
        .await
    }

    /// Asks a further question; the reply.
    pub(crate) async fn ask(&self, id: &str, prompt: &str) -> Reply {
        self.post(
            &format!("/api/v1/battles/{id}/turns"),
            &json!({"prompt": prompt}),
        )
        .await
    }
}
