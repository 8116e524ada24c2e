//! One shared HTTP client for all simulated voters and viewers. It does what it is told by 429 and 503, within bounds,
//! and follows no redirect and no proxy: the load goes to the named server and nowhere else.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, RETRY_AFTER};
use reqwest::{Method, RequestBuilder, Response, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::{Instant, timeout};

use super::events::Events;
use super::tally::{Failure, Tally};

/// How long a connection and an answer may take.
const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(30);
/// How long a stream may take to open: as long as the answers of a battle that runs on another replica.
const OPENING: Duration = Duration::from_mins(6);
/// How often a request is sent that is told to come back, and the longest wait that is obeyed.
const TRIES: u32 = 20;
const LONGEST_WAIT: Duration = Duration::from_mins(1);
const LONGER: Duration = Duration::from_millis(250);
/// How long a connection is kept that nobody uses: servers close theirs after a few seconds, and a request that leaves at that moment is lost.
const IDLE: Duration = Duration::from_secs(2);
/// What it is called when a connection was gone before its answer came.
const BROKEN: &str = "broken connection";

/// A request that can be sent again.
pub(super) struct Ask<'a> {
    what: &'static str,
    method: Method,
    path: String,
    token: Option<&'a str>,
    body: Option<Value>,
    last_event_id: Option<u64>,
    page: bool,
    /// Whether it changes nothing more if it comes twice.
    is_repeatable: bool,
    due: Instant,
}

impl<'a> Ask<'a> {
    /// Reads `path`; `what` is the step that failures are counted under.
    pub(super) fn get(what: &'static str, path: impl Into<String>) -> Self {
        let path = path.into();
        Self {
            what,
            method: Method::GET,
            path,
            token: None,
            body: None,
            last_event_id: None,
            page: false,
            is_repeatable: true,
            due: Instant::now(),
        }
    }

    /// Loads a page as a browser does.
    pub(super) fn page(what: &'static str, path: impl Into<String>) -> Self {
        Self {
            page: true,
            ..Self::get(what, path)
        }
    }

    pub(super) fn post(what: &'static str, path: impl Into<String>, body: Value) -> Self {
        Self {
            method: Method::POST,
            body: Some(body),
            is_repeatable: false,
            ..Self::get(what, path)
        }
    }

    /// The server answers it the same when it comes twice.
    pub(super) fn repeatable(self) -> Self {
        Self {
            is_repeatable: true,
            ..self
        }
    }

    pub(super) fn by(self, token: &'a str) -> Self {
        Self {
            token: Some(token),
            ..self
        }
    }

    /// Behind this event of a stream.
    pub(super) fn after(self, last_event_id: Option<u64>) -> Self {
        Self {
            last_event_id,
            ..self
        }
    }

    /// Its time is measured from here.
    pub(super) fn due(self, due: Instant) -> Self {
        Self { due, ..self }
    }
}

/// What a request was answered, and when it was (last) sent and answered.
pub(super) struct Reply<T> {
    pub(super) value: T,
    pub(super) sent: Instant,
    pub(super) came: Instant,
}

impl<T> Reply<T> {
    pub(super) fn took(&self) -> Duration {
        self.came.saturating_duration_since(self.sent)
    }
}

/// The server under load.
pub(super) struct Client {
    http: reqwest::Client,
    base: Url,
    tally: Arc<Tally>,
}

impl Client {
    pub(super) fn new(base: Url, tally: Arc<Tally>) -> Result<Self, reqwest::Error> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT)
            .pool_idle_timeout(IDLE)
            .tcp_nodelay(true);
        let http = builder.build()?;
        Ok(Self { http, base, tally })
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    /// Sends a request and reads its JSON answer.
    pub(super) async fn json<T: DeserializeOwned>(
        &self,
        ask: &Ask<'_>,
    ) -> Result<Reply<T>, Failure> {
        let Reply { value, sent, came } = self.body(ask).await?;
        let value = serde_json::from_slice(&value).map_err(|error| {
            Failure::new(format!("{}: unreadable", ask.what), error.to_string())
        })?;
        Ok(Reply { value, sent, came })
    }

    /// Sends a request and reads the answer to its last byte, compressed as a browser gets it.
    pub(super) async fn body(&self, ask: &Ask<'_>) -> Result<Reply<Bytes>, Failure> {
        let (response, sent) = self.persist(ask, ANSWER).await?;
        let body = timeout(ANSWER, response.bytes())
            .await
            .map_err(|_| late(ask))?;
        let value = body.map_err(|error| broken(ask, &error))?;
        let came = Instant::now();
        Ok(Reply { value, sent, came })
    }

    /// Opens a stream of events; `None` if the server has nothing more to tell.
    pub(super) async fn stream(&self, ask: &Ask<'_>) -> Result<Option<Events>, Failure> {
        let (response, _) = self.persist(ask, OPENING).await?;
        let opened = response.status() != StatusCode::NO_CONTENT;
        Ok(opened.then(|| Events::new(ask.what, response)))
    }

    /// Sends a request until it is answered with something else than "not now". Returns when it was sent last.
    async fn persist(
        &self,
        ask: &Ask<'_>,
        patience: Duration,
    ) -> Result<(Response, Instant), Failure> {
        let mut sent = ask.due;
        for tries in 0..TRIES {
            let response = self.send(ask, patience).await?;
            let status = response.status();
            if status.is_success() {
                return Ok((response, sent));
            }
            if !matches!(
                status,
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
            ) {
                return Err(refused(ask, response).await);
            }
            self.tally.retried(status.as_str());
            // A little longer each time, so that those who were told the same do not all come back at once for ever.
            tokio::time::sleep(wait_of(&response) + LONGER * tries).await;
            sent = Instant::now();
        }
        Err(Failure::new(
            format!("{}: busy", ask.what),
            format!("told to come back later {TRIES} times"),
        ))
    }

    /// Sends a request; once more if its connection was gone before the answer, and if that is safe.
    async fn send(&self, ask: &Ask<'_>, patience: Duration) -> Result<Response, Failure> {
        let mut may_repeat = ask.is_repeatable;
        loop {
            let answer = timeout(patience, self.request(ask)?.send()).await;
            match answer.map_err(|_| late(ask))? {
                Ok(response) => return Ok(response),
                Err(error) if may_repeat && !error.is_connect() => {
                    may_repeat = false;
                    self.tally.retried(BROKEN);
                }
                Err(error) => return Err(broken(ask, &error)),
            }
        }
    }

    fn request(&self, ask: &Ask<'_>) -> Result<RequestBuilder, Failure> {
        let url = self
            .base
            .join(&ask.path)
            .map_err(|error| Failure::new(ask.what, error.to_string()))?;
        let mut request = self.http.request(ask.method.clone(), url);
        request = if ask.page {
            request
                .header(ACCEPT, "text/html")
                .header(ACCEPT_ENCODING, "gzip, br")
        } else {
            request.header(ACCEPT, "application/json, text/event-stream")
        };
        if let Some(token) = ask.token {
            request = request.bearer_auth(token);
        }
        if let Some(id) = ask.last_event_id {
            request = request.header("last-event-id", id.to_string());
        }
        Ok(match &ask.body {
            Some(body) => request.json(body),
            None => request,
        })
    }
}

fn wait_of(response: &Response) -> Duration {
    let seconds = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    Duration::from_secs(seconds.unwrap_or(1)).min(LONGEST_WAIT)
}

fn late(ask: &Ask<'_>) -> Failure {
    Failure::new(format!("{}: no answer in time", ask.what), ask.path.clone())
}

fn broken(ask: &Ask<'_>, error: &reqwest::Error) -> Failure {
    let kind = if error.is_connect() {
        "no connection"
    } else {
        BROKEN
    };
    Failure::new(format!("{}: {kind}", ask.what), root_of(error))
}

/// What led to an error in the end; the errors above it only say that there was one.
pub(super) fn root_of(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

async fn refused(ask: &Ask<'_>, response: Response) -> Failure {
    let kind = format!("{}: {}", ask.what, response.status().as_u16());
    let body: Value = response.json().await.unwrap_or_default();
    Failure::new(
        kind,
        body.get("detail")
            .and_then(Value::as_str)
            .unwrap_or("no reason was given"),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that hangs up on the first request and answers all others, and counts them.
    async fn hang_up_once(listener: TcpListener, came: &AtomicUsize) {
        loop {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut read = [0; 4_096];
            assert!(connection.read(&mut read).await.unwrap() > 0);
            if came.fetch_add(1, Ordering::Relaxed) > 0 {
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n7";
                connection.write_all(answer).await.unwrap();
            }
        }
    }

    /// What became of a request, how often it came, and what was written down of it.
    async fn asked(ask: Ask<'_>) -> (Result<u32, Failure>, usize, BTreeMap<String, u64>) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/", listener.local_addr().unwrap());
        let tally = Arc::new(Tally::default());
        let client = Client::new(base.parse().unwrap(), Arc::clone(&tally)).unwrap();
        let came = AtomicUsize::new(0);
        let got = tokio::select! {
            got = client.json::<u32>(&ask) => got.map(|reply| reply.value),
            () = hang_up_once(listener, &came) => unreachable!("it serves for ever"),
        };
        (got, came.into_inner(), tally.so_far().retries)
    }

    #[tokio::test]
    async fn what_may_come_twice_is_sent_again_when_its_connection_is_gone_and_nothing_else_is() {
        let post = || Ask::post("some", "some", Value::Null);
        for repeatable in [Ask::get("some", "some"), post().repeatable()] {
            let again = BTreeMap::from([(BROKEN.to_owned(), 1)]);
            assert_eq!(asked(repeatable).await, (Ok(7), 2, again));
        }
        let (got, came, again) = asked(post()).await;
        assert_eq!(got.unwrap_err().kind, "some: broken connection");
        assert_eq!((came, again.len()), (1, 0));
    }
}
