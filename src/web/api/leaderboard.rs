//! Boards: now, as they were, as they change.

use std::sync::Arc;

use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use tokio::sync::watch;

use super::board::Board;
use super::json;
use crate::app::{ExportQuery, Leaderboard, LeaderboardQuery};
use crate::board::Slice;
use crate::web::Web;
use crate::web::asked::{as_of, query_of};
use crate::web::cache::{Cache, Tag, unchanged};
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::sse::{self, EventBody, OpenStream, Source};

/// The tag of a board for one query.
pub(in crate::web) fn tag_of(
    web: &Web,
    board: &Leaderboard,
    request: &HttpRequest,
    variant: &str,
) -> Tag {
    tag_at(web, (board.seq, board.computed_at_ms), request, variant)
}

/// The same by the board's seq and time.
pub(in crate::web) fn tag_at(
    web: &Web,
    (seq, computed_at_ms): (i64, i64),
    request: &HttpRequest,
    variant: &str,
) -> Tag {
    let version = web.app.site().version.to_string();
    let made = format!("{seq} {computed_at_ms}");
    Tag::of(&[
        request.path(),
        request.query_string(),
        &made,
        variant,
        &version,
        env!("CARGO_PKG_VERSION"),
    ])
}

/// A leaderboard, now or as it was.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/leaderboard", tag = "leaderboards", params(
        ("arena" = String, Path, description = "The arena's id"),
        ("category" = Option<String>, Query, description = "A category of the arena; overall if absent"),
        ("style_control" = Option<bool>, Query, description = "Control for style; off unless asked"),
        ("weights" = Option<String>, Query, description = "Only models with open weights, or only those with closed ones"),
        ("organization" = Option<String>, Query, description = "Only models of this maker"),
        ("country" = Option<String>, Query, description = "Only models from this country, by its ISO 3166 code"),
        ("license" = Option<String>, Query, description = "Only models under this license"),
        ("reasoning" = Option<bool>, Query, description = "Only models that think before they answer, or only the others"),
        ("max_parameters_b" = Option<f64>, Query, description = "Only models with at most so many parameters, in billions"),
        ("max_price" = Option<f64>, Query, description = "Only models that cost at most so many US dollars per million tokens written"),
        ("released_since" = Option<String>, Query, description = "Only models released on this day or later"),
        ("q" = Option<String>, Query, description = "Part of a name, an id or an organization"),
        ("m" = Option<Vec<String>>, Query, description = "Only these models, by id; may be there several times"),
        ("retired" = Option<String>, Query, description = "hide leaves out retired models"),
        ("sort" = Option<String>, Query, description = "rating, name, votes, win_rate, price, size, released or context, the other way round with - before it"),
        ("at" = Option<String>, Query, description = "As it was, exactly: with the votes until a time, a day or a vote's seq, or as in a snapshot such as s12"),
    ), responses(
    (status = 200, body = Board),
    (status = 304, description = "Unchanged"),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let query = query_of(request.query_string())?;
    let arena = arena.into_inner();
    let board = web
        .app
        .call(move |app| async move { app.leaderboard(&arena, &query).await })
        .await?;
    let tag = tag_of(&web, &board, &request, "json");
    if tag.is_known_to(&request) {
        return Ok(unchanged(tag));
    }
    Ok(json(
        HttpResponse::Ok(),
        &Board::from(&board),
        &Cache::Revalidate(tag),
    ))
}

/// Which part of the past is asked for.
pub(in crate::web) fn export_query(
    params: &Params,
    arena: Option<&str>,
) -> Result<ExportQuery, Problem> {
    Ok(ExportQuery {
        arena: arena.or(params.text("arena")).map(str::to_owned),
        since_ms: params.time("since")?,
        until_ms: params.time("until")?,
        category: params.text("category").map(str::to_owned),
        style_control: params.flag("style_control")?.unwrap_or(false),
        at: as_of(params)?,
        after_seq: params
            .read("after", "the seq of a vote", |text| {
                text.parse().ok().filter(|seq| *seq >= 0)
            })?
            .unwrap_or(0),
        schema: None,
        spreadsheet_safe: false,
        is_aside: true,
    })
}

/// An event `board` with the leaderboard whenever it changed.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/leaderboard/stream", tag = "leaderboards", params(
        ("arena" = String, Path, description = "The arena's id"),
        ("category" = Option<String>, Query, description = "A category of the arena; overall if absent"),
        ("style_control" = Option<bool>, Query, description = "Control for style; off unless asked"),
        ("since" = Option<i64>, Query, description = "The seq of the board that the reader has; a newer one is sent at once"),
        ("brief" = Option<bool>, Query, description = "Only seq and votes of each board, for readers that fetch the rest themselves"),
        ("Last-Event-ID" = Option<String>, Header, description = "The same, from a reader that comes back"),
    ), responses(
    (status = 200, description = "Server-sent events", content_type = "text/event-stream", body = EventBody),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn stream(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let query = query_of(request.query_string())?;
    if query.at.is_some() {
        return Err(Problem::field(
            "at",
            "is for the past, which does not change: leave it out of a stream",
        ));
    }
    let last = request
        .headers()
        .get("last-event-id")
        .and_then(|value| value.to_str().ok());
    let params = Params::parse(request.query_string())?;
    let since = params.read("since", "the seq of a board", |seq| seq.parse::<i64>().ok())?;
    let known = last.map_or(since, |seq| seq.trim().parse().ok());
    let published = web.app.boards().changes();
    let (asked, name) = (query.clone(), arena.clone());
    let board = web
        .app
        .call(move |app| async move { app.leaderboard(&name, &asked).await })
        .await?;
    let slice = Slice {
        arena: board.arena,
        category: board.category,
        style_control: board.style_control,
    };
    // A reader that says which board it has is told of a newer one at once; others of what comes from now on.
    let now = web.app.boards().get(&slice);
    let seen = now.filter(|board| known.is_none_or(|seq| seq == board.seq));
    let is_brief = params.flag("brief")?.unwrap_or(false);
    let asked = format!("{arena} {is_brief} {query:?}");
    let source = Changes {
        arena: arena.into_inner(),
        query,
        slice,
        asked,
        is_brief,
        seen,
        published,
        open: OpenStream::of(&web),
        web,
    };
    let stop = source.web.closing.clone();
    Ok(sse::respond(source, stop))
}

/// The changes of one board.
struct Changes {
    web: Data<Web>,
    arena: String,
    query: LeaderboardQuery,
    slice: Slice,
    /// Arena and query as text: readers with the same one get the same bytes.
    asked: String,
    /// Whether the reader only wants to know that there is a new board.
    is_brief: bool,
    /// The board that the reader has.
    seen: Option<Arc<crate::board::Board>>,
    published: watch::Receiver<u64>,
    #[expect(dead_code, reason = "counted while it lives")]
    open: OpenStream,
}

impl Source for Changes {
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            self.published.borrow_and_update();
            let current = self.web.app.boards().get(&self.slice)?;
            if self
                .seen
                .as_ref()
                .is_none_or(|seen| !Arc::ptr_eq(seen, &current))
            {
                let bytes = self.event(&current).await?;
                self.seen = Some(current);
                return Some(bytes);
            }
            self.published.changed().await.ok()?;
        }
    }
}

impl Changes {
    async fn event(&self, current: &Arc<crate::board::Board>) -> Option<Bytes> {
        let version = self.web.app.site().version;
        if let Some(bytes) = self.web.rendered.get(&self.asked, current, version) {
            return Some(bytes);
        }
        if self.is_brief {
            let body = format!("{{\"seq\":{},\"votes\":{}}}", current.seq, current.votes);
            return Some(sse::event("board", current.seq, &body));
        }
        let board = self
            .web
            .app
            .leaderboard(&self.arena, &self.query)
            .await
            .ok()?;
        let body = serde_json::to_string(&Board::from(&board)).ok()?;
        let bytes = sse::event("board", board.seq, &body);
        // A newer board may have been published meanwhile; its own turn comes.
        if board.seq == current.seq && board.computed_at_ms == current.computed_at_ms {
            self.web
                .rendered
                .keep(&self.asked, current, version, &bytes);
        }
        Some(bytes)
    }
}
