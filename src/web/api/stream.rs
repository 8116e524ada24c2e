//! A battle's answers as they are written, as server-sent events.

use std::sync::Arc;

use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::battles::battle_id;
use crate::app::{App, BattleEvents, Error};
use crate::battle::{Follower, Numbered};
use crate::domain::BattleId;
use crate::store::Voter;
use crate::web::Web;
use crate::web::blocks::Blocks;
use crate::web::fields::Params;
use crate::web::pages::language;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::sse::{self, EventBody, OpenStream, Source};
use crate::web::voter::Known;

/// A battle's answers as they are written: `frame {seq, a, b}`, `end {seq, side}`, then `ready {}` or `void {reason}`.
///
/// With `rendered=true`, frames and ends also have `blocks {a, b}`: the Markdown blocks that they finish, each as
/// `{html, units, continues}`.
#[utoipa::path(get, path = "/api/v1/battles/{id}/stream", tag = "battles", params(
        ("id" = String, Path, description = "The battle's id"),
        ("Last-Event-ID" = Option<String>, Header, description = "Resume behind this event"),
        ("after" = Option<u64>, Query, description = "The same for a first connection"),
        ("rendered" = Option<bool>, Query, description = "With finished blocks as HTML"),
    ), security(("voter" = [])), responses(
    (status = 200, description = "Server-sent events", content_type = "text/event-stream", body = EventBody),
    (status = 204, description = "Nothing is left to tell"),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn stream(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let (teller, after) = Teller::asked_for(&request)?;
    let events = web
        .app
        .call(move |app| async move { app.stream_battle(voter, id, after).await })
        .await?;
    Ok(match events {
        BattleEvents::Elsewhere => {
            let stop = web.closing.clone();
            let source = Elsewhere::ask(web, voter, (id, after), teller);
            sse::respond(source, stop)
        }
        BattleEvents::Known(events) => {
            let bytes = teller.at_once(events).await?;
            // An EventSource stops coming back when it is told that there is no content.
            if bytes.is_empty() {
                return Ok(HttpResponse::NoContent().finish());
            }
            sse::respond(Told(Some(bytes)), CancellationToken::new())
        }
        BattleEvents::Live(follower) => sse::respond(
            Live {
                follower,
                teller,
                _open: OpenStream::of(&web),
            },
            CancellationToken::new(),
        ),
    })
}

/// How events are told.
enum Teller {
    /// As they are.
    Plain,
    /// With the blocks that they finish. Needs all events of the turn, and leaves out what the reader has.
    Rendered(Box<Blocks>),
}

impl Teller {
    /// What a request asks for, and behind which event the events must begin.
    fn asked_for(request: &HttpRequest) -> Result<(Self, Option<u64>), Problem> {
        let params = Params::parse(request.query_string())?;
        let number = |text: &str| text.trim().parse::<u64>().ok();
        let header = request.headers().get("last-event-id");
        let last = header.and_then(|value| value.to_str().ok());
        let first = params.read("after", "the number of an event", number)?;
        let after = last.and_then(number).or(first);
        if params.flag("rendered")? == Some(true) {
            let blocks = Blocks::new(language::of(request), after);
            return Ok((Self::Rendered(Box::new(blocks)), None));
        }
        Ok((Self::Plain, after))
    }

    fn written(&mut self, events: &[Numbered]) -> Bytes {
        match self {
            Self::Plain => {
                let lines: Vec<Bytes> = events
                    .iter()
                    .map(|(seq, event)| sse::event(event.name(), seq, &event.data(*seq)))
                    .collect();
                Bytes::from(lines.concat())
            }
            Self::Rendered(blocks) => blocks.written(events),
        }
    }

    /// All events of a turn. Markdown can take a while; other readers of this worker must not wait for it.
    async fn at_once(mut self, events: Vec<Numbered>) -> Result<Bytes, Problem> {
        let written = actix_web::web::block(move || self.written(&events)).await;
        written.map_err(|error| Error::Internal(Box::new(error)).into())
    }
}

/// Events that are all known.
struct Told(Option<Bytes>);

impl Source for Told {
    async fn next(&mut self) -> Option<Bytes> {
        self.0.take()
    }
}

/// Events of a turn that runs on another server.
struct Elsewhere {
    ended: Option<tokio::task::JoinHandle<Option<Bytes>>>,
    _gone: DropGuard,
}

impl Elsewhere {
    fn ask(
        web: Data<Web>,
        voter: Voter,
        (id, after): (BattleId, Option<u64>),
        teller: Teller,
    ) -> Self {
        let gone = CancellationToken::new();
        let guard = gone.clone().drop_guard();
        let wait = async move {
            let ask =
                |app: Arc<App>| async move { app.await_elsewhere(voter, id, after, gone).await };
            let events = web.app.call(ask).await.ok()?;
            teller.at_once(events).await.ok()
        };
        Self {
            ended: Some(actix_web::rt::spawn(wait)),
            _gone: guard,
        }
    }
}

impl Source for Elsewhere {
    async fn next(&mut self) -> Option<Bytes> {
        let events = self.ended.as_mut()?.await.ok()??;
        self.ended = None;
        Some(events)
    }
}

/// Events of a running turn.
struct Live {
    follower: Follower,
    teller: Teller,
    _open: OpenStream,
}

impl Source for Live {
    async fn next(&mut self) -> Option<Bytes> {
        // Events that the reader has are fed to the writers and not told; an empty piece would end the response.
        loop {
            let events = self.follower.next().await?;
            let written = self.teller.written(&events);
            if !written.is_empty() {
                return Some(written);
            }
        }
    }
}
