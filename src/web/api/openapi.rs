//! The API's description, made from the handlers and the types that they really use.

use std::sync::OnceLock;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::{
    arenas, battles, exports, external, leaderboard, manifest, models, ops, outcome, own, reasons,
    shares, snapshots, stream, taste, voters,
};
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
        leaderboard::history,
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
        for item in api.paths.paths.values_mut() {
            let calls = [
                &mut item.get,
                &mut item.post,
                &mut item.put,
                &mut item.delete,
            ];
            calls.into_iter().flatten().for_each(add_common);
        }
    }
}

/// What any call may answer, and what any call of a voter may.
fn add_common(call: &mut Operation) {
    let mut common = vec![
        ("400", "The request cannot be read"),
        ("429", "Too many requests from this address"),
        ("503", "The database does not answer"),
    ];
    if call.security.is_some() {
        common.push(("401", "No voter"));
        common.push(("403", "Sent from another site with a browser's cookie"));
    }
    if call.request_body.is_some() {
        common.push(("408", "The body took too long"));
        common.push(("413", "The body is too large"));
    }
    for (status, description) in common {
        let known = call.responses.responses.contains_key(status);
        let problem = || Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new().description(description);
        if !known {
            let response = response.content("application/problem+json", problem());
            call.responses
                .responses
                .insert(status.to_owned(), response.build().into());
        }
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
    Cache::Revalidate(tag).on(&mut response);
    response
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(text())
}
