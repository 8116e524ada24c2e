//! The API's description, made from the handlers and the types that they really use, and completed by rules: what any call may
//! answer, what parameters must be, and examples that were recorded from a real site (tests/suite/routes/described.rs).

mod complete;
mod responses;

use std::sync::OnceLock;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use utoipa::OpenApi;

use super::{
    arenas, battles, exports, external, history, leaderboard, manifest, models, ops, outcome, own,
    reasons, shares, snapshots, stream, taste, voters,
};
use crate::web::cache::{Cache, Tag, unchanged};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Agon",
        description = "A self-hosted arena for pairwise human preference. Times are RFC 3339 in UTC. A voter is the \
                       browser's cookie, or the bearer token of POST /api/v1/voters; reads and exports need neither. \
                       Errors are RFC 9457 problem details that name the field and the fix.\n\n\
                       Long lists come in parts: `limit` says how much an answer has, `cursor` where it goes on, and an answer \
                       that is not the last has a `Link` with `rel=\"next\"` (and a member `next`, where it has members). Exports go \
                       on behind a vote with `after`.\n\n\
                       Reads that are the same for everybody have an `ETag`, and pages of any site may read them. What an \
                       address may do in a minute stands in `RateLimit-Policy`, what is left of it in `RateLimit`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "arenas", description = "The tracks, each with its own models and leaderboards."),
        (name = "voters", description = "Who votes, and what they allow."),
        (name = "battles", description = "One prompt, two answers, one vote. What comes before the vote never says who answers."),
        (name = "own battles", description = "A voter's own battles: listed, shared, taken away, erased."),
        (name = "leaderboards", description = "Boards now, as they were, and as they change; models and their histories."),
        (name = "exports", description = "Everything that was rated, as files for analysis."),
        (name = "operations", description = "For whoever runs the server."),
    ),
    paths(
        arenas::list,
        arenas::prompts,
        voters::new,
        voters::me,
        voters::choose,
        taste::show,
        battles::start,
        own::list,
        own::export,
        own::erase,
        own::erase_all,
        battles::show,
        stream::stream,
        battles::follow_up,
        battles::vote,
        battles::stop,
        reasons::give,
        outcome::show,
        shares::share,
        shares::revoke,
        shares::show,
        leaderboard::show,
        leaderboard::stream,
        history::list,
        models::list,
        models::show,
        models::compare,
        snapshots::list,
        external::list,
        exports::download,
        exports::losses,
        manifest::show,
        ops::healthz,
        ops::readyz,
        ops::metrics,
    )
)]
struct Api;

fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        // A description of types always serialises.
        let mut document = serde_json::to_value(Api::openapi()).unwrap_or_default();
        complete::complete(&mut document);
        format!("{document:#}")
    })
}

/// `/api/openapi.json`.
pub(in crate::web) async fn document(request: HttpRequest) -> HttpResponse {
    let tag = Tag::of(&[text()]);
    if tag.is_known_to(&request) {
        return unchanged(tag);
    }
    let mut response = HttpResponse::Ok();
    Cache::Revalidate(tag).on(&mut response);
    response
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(text())
}
