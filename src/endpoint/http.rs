//! A live endpoint: slots, one request, the stages of its answer.
//!
//! Dropping the stream drops the response, which closes the connection (or resets the HTTP/2 stream), and the slot.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_stream::stream;
use futures_util::{Stream, StreamExt};
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, RETRY_AFTER};
use reqwest::{Client, Response, Url};
use secrecy::SecretString;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout_at};

use super::body::{Body, Caps};
use super::client;
use super::polish::polish;
use super::retry::{Policy, persist};
use super::watch::{Watch, after};
use super::wire::Wire;
use super::{BuildError, Delta, Deltas, Endpoint, Fault, Request, Stage};
use crate::config::{self, Timeouts};
use crate::domain::EndpointId;

/// How much of an error's body is read, and for how long.
const ERROR_BODY: (usize, Duration) = (8 * 1024, Duration::from_secs(2));

/// A live endpoint.
pub(super) struct Live(Arc<Inner>);

struct Inner {
    id: EndpointId,
    wire: &'static dyn Wire,
    base: Url,
    client: Client,
    headers: HeaderMap,
    key: Option<SecretString>,
    slots: Semaphore,
    timeouts: Timeouts,
    max_answer_bytes: usize,
    retries: u32,
    asked: AtomicU64,
}

impl Live {
    /// Sets up the connections, but makes none.
    pub(super) fn new(
        config: &config::Endpoint,
        wire: &'static dyn Wire,
    ) -> Result<Self, BuildError> {
        Ok(Self(Arc::new(Inner {
            id: config.id.clone(),
            wire,
            base: client::base_url(config)?,
            client: client::client(config)?,
            headers: client::headers(config, wire)?,
            key: config.api_key.clone(),
            slots: Semaphore::new(config.max_concurrent.clamp(1, Semaphore::MAX_PERMITS)),
            timeouts: config.timeouts.clone(),
            max_answer_bytes: config.max_answer_bytes,
            retries: config.retries,
            asked: AtomicU64::new(0),
        })))
    }
}

impl Endpoint for Live {
    fn answer(&self, request: Request) -> Deltas {
        let live = Arc::clone(&self.0);
        let max_answer_bytes = live.max_answer_bytes;
        let raw = stream! {
            let slot = live.slot().await;
            if let Err(fault) = slot {
                yield Err(fault);
                return;
            }
            let watch = Watch::start(&live.timeouts);
            let seed = live.asked.fetch_add(1, Ordering::Relaxed);
            let policy = Policy { retries: live.retries, seed, by: watch.first_by };
            let mut answer = pin!(persist(policy, || live.attempt(&request, watch)));
            while let Some(delta) = answer.next().await {
                yield delta;
            }
        };
        polish(raw, max_answer_bytes)
    }
}

impl Inner {
    async fn slot(&self) -> Result<SemaphorePermit<'_>, Fault> {
        let slot = tokio::time::timeout(self.timeouts.total, self.slots.acquire()).await;
        slot.ok()
            .and_then(Result::ok)
            .ok_or(Fault::Timeout(Stage::Slot))
    }

    /// Asks once.
    fn attempt(
        &self,
        request: &Request,
        mut watch: Watch,
    ) -> impl Stream<Item = Result<Delta, Fault>> {
        stream! {
            let mut response = match self.send(request, &watch).await {
                Ok(response) => response,
                Err(fault) => {
                    yield Err(fault);
                    return;
                }
            };
            let mut body = Body::new(self.wire, Caps::for_answer(self.max_answer_bytes));
            loop {
                let ended = listen(&mut response, &mut body, &watch).await;
                for delta in body.take() {
                    watch.speaking = true;
                    yield Ok(delta);
                }
                match ended {
                    Ok(false) => {}
                    Ok(true) => break,
                    Err(fault) => {
                        yield Err(fault);
                        return;
                    }
                }
            }
            if let Some(counted) = body.counted() {
                yield Ok(counted);
            }
            yield body.finish().map(Delta::End).ok_or(Fault::Cut);
        }
    }

    async fn send(&self, request: &Request, watch: &Watch) -> Result<Response, Fault> {
        let (deadline, stage) = watch.next(false);
        let asking = self.client.post(self.wire.url(&self.base, request));
        let asking = asking
            .headers(self.headers.clone())
            .json(&self.wire.body(request))
            .send();
        let sent = timeout_at(deadline, asking)
            .await
            .map_err(|_| Fault::Timeout(stage))?;
        let response = sent.map_err(|error| self.unreachable(error))?;
        if !response.status().is_success() {
            return Err(self.refused(request, response, deadline).await);
        }
        let header = |name: HeaderName| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        if header(CONTENT_ENCODING)
            .is_some_and(|encoding| !encoding.trim().eq_ignore_ascii_case("identity"))
        {
            return Err(Fault::Protocol("a compressed body, which nobody asked for"));
        }
        if header(CONTENT_TYPE).is_some_and(|kind| kind.to_ascii_lowercase().contains("html")) {
            return Err(Fault::Protocol("a page instead of an answer"));
        }
        Ok(response)
    }

    fn unreachable(&self, error: reqwest::Error) -> Fault {
        let slow = error.is_timeout();
        let error = client::causes(&error.without_url());
        tracing::debug!(endpoint = %self.id, error, "endpoint {} could not be reached", self.id);
        if slow {
            Fault::Timeout(Stage::Connect)
        } else {
            Fault::Connect
        }
    }

    async fn refused(&self, request: &Request, mut response: Response, deadline: Instant) -> Fault {
        let code = response.status().as_u16();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.trim().parse().ok());
        if tracing::enabled!(tracing::Level::DEBUG) {
            let until = deadline.min(after(ERROR_BODY.1));
            let body = client::start_of(&mut response, ERROR_BODY.0, until).await;
            let body = client::scrubbed(&body, self.key.as_ref(), request);
            tracing::debug!(endpoint = %self.id, code, body, "endpoint {} answered with status {code}", self.id);
        }
        Fault::Status {
            code,
            retry_after: retry_after.map(Duration::from_secs),
        }
    }
}

/// Takes the next bytes; whether they were the last.
async fn listen(response: &mut Response, body: &mut Body, watch: &Watch) -> Result<bool, Fault> {
    let (deadline, stage) = watch.next(body.finish().is_some());
    // A timer is not looked at while bytes keep coming without a pause.
    let overdue = deadline <= Instant::now();
    let fault = match timeout_at(deadline, response.chunk()).await {
        _ if overdue => Fault::Timeout(stage),
        Err(_) => Fault::Timeout(stage),
        Ok(Err(_)) => Fault::Cut,
        Ok(Ok(None)) => return body.end().map(|()| true),
        Ok(Ok(Some(bytes))) => return body.push(&bytes).map(|()| body.is_done()),
    };
    // Whatever happens after the answer said why it ends, it is full.
    if body.finish().is_some() {
        Ok(true)
    } else {
        Err(fault)
    }
}
