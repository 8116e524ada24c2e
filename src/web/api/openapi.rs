//! The API's description, made from the handlers and the types that they really use.

use std::sync::OnceLock;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{arenas, battles, exports, leaderboard, ops};
use crate::web::cache::{Cache, Tag, unchanged};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Agon",
        description = "A self-hosted arena for pairwise human preference. Times are RFC 3339 in UTC. A voter is the \
                       browser's cookie, or the bearer token of POST /api/v1/voters; reads and exports need neither. \
                       Errors are RFC 9457 problem details.",
        license(name = "Apache-2.0")
    ),
    paths(
        arenas::list,
        arenas::prompts,
        battles::new_voter,
        battles::start,
        battles::show,
        battles::stream,
        battles::follow_up,
        battles::vote,
        leaderboard::show,
        leaderboard::stream,
        leaderboard::history,
        exports::download,
        ops::healthz,
        ops::readyz,
        ops::metrics,
    ),
    modifiers(&Voter)
)]
struct Api;

/// Adds the bearer token.
struct Voter;

impl Modify for Voter {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let components = api.components.get_or_insert_default();
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("voter", scheme);
    }
}

fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    // A description of types always serialises.
    TEXT.get_or_init(|| Api::openapi().to_pretty_json().unwrap_or_default())
}

/// `/api/openapi.json`.
pub(in crate::web) async fn document(request: HttpRequest) -> HttpResponse {
    let tag = Tag::of(&[text()]);
    if tag.is_known_to(&request) {
        return unchanged(tag);
    }
    let mut response = HttpResponse::Ok();
    for header in Cache::Revalidate(tag).headers() {
        response.insert_header(header);
    }
    response
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(text())
}
