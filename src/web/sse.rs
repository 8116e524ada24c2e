//! Server-sent events: heads, heartbeats and ends.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ContentEncoding};
use actix_web::web::{Bytes, Data};
use async_stream::stream;
use futures_util::Stream;
use tokio_util::sync::CancellationToken;

use super::Web;

/// A comment is sent after so much silence, so that proxies and browsers keep the connection.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// One event, as its reader takes it.
#[derive(utoipa::ToSchema)]
#[schema(as = Event)]
#[expect(dead_code, reason = "describes what is written as lines")]
pub(super) struct EventBody {
    /// What happened.
    event: Option<String>,
    /// Its number: what to send back as Last-Event-ID.
    id: Option<String>,
    /// JSON.
    data: Option<String>,
}

/// One event as bytes.
pub(super) fn event(name: &str, id: impl std::fmt::Display, data: &str) -> Bytes {
    Bytes::from(format!("event: {name}\nid: {id}\ndata: {data}\n\n"))
}

/// Counted in the metrics while it lives.
pub(super) struct OpenStream(Data<Web>);

impl OpenStream {
    pub(super) fn of(web: &Data<Web>) -> Self {
        web.app.metrics.streams.inc();
        Self(web.clone())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.app.metrics.streams.dec();
    }
}

/// Where events come from.
pub(super) trait Source {
    /// The next bytes; `None` at the end. Must be safe to drop and call again.
    fn next(&mut self) -> impl Future<Output = Option<Bytes>>;
}

/// A stream of events that ends with its source, or with `stop`.
pub(super) fn respond(mut source: impl Source + 'static, stop: CancellationToken) -> HttpResponse {
    let body = stream! {
        // The first bytes go out at once, so that the reader knows that it is connected.
        yield Ok::<Bytes, std::convert::Infallible>(Bytes::from_static(b"retry: 1000\n\n"));
        loop {
            let next = tokio::select! {
                next = source.next() => next,
                () = tokio::time::sleep(HEARTBEAT) => Some(Bytes::from_static(b": still here\n\n")),
                () = stop.cancelled() => None,
            };
            let Some(bytes) = next else { break };
            yield Ok(bytes);
        }
    };
    streaming(body)
}

fn streaming(
    body: impl Stream<Item = Result<Bytes, std::convert::Infallible>> + 'static,
) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store, no-transform"))
        .insert_header(("x-accel-buffering", "no"))
        // Compression would hold events back.
        .insert_header(ContentEncoding::Identity)
        .streaming(body)
}
