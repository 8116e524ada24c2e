//! The pages: domain -> view structs of the templates crate.

pub(super) mod about;
pub(super) mod ask;
pub(super) mod assets;
pub(super) mod battle;
pub(super) mod compare;
pub(super) mod docs;
pub(super) mod history;
pub(super) mod insights;
pub(super) mod language;
pub(super) mod leaderboard;
pub(super) mod model;
pub(super) mod pick;
pub(super) mod privacy;
pub(super) mod shared;
pub(super) mod standing;
pub(super) mod taste;
pub(super) mod theme;

use actix_web::error::UrlencodedError;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderValue, LOCATION, VARY};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use agon_templates::components::{Tab, Text};
use agon_templates::layout::{Banner, Chrome, Nav};
use agon_templates::problem::{self, Cause};
use agon_templates::{Markup, urls};

use crate::app::{ArenaSummary, language_tag};
use crate::config::Source;

use super::Web;
use super::cache::Cache;
use super::kept::Page;
use super::problem::Problem;

/// What every page shows around its content.
fn chrome(request: &HttpRequest, current: Nav) -> Chrome {
    let site = request.app_data::<Data<Web>>().map(|web| web.app.site());
    let demo = site
        .as_ref()
        .is_some_and(|site| site.config.source == Source::Demo);
    let arena = site.and_then(|site| site.config.arenas.first().map(|arena| arena.id.to_string()));
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    Chrome {
        theme: theme::of(request),
        current,
        language: language::of(request),
        banner: demo.then_some(Banner::Demo),
        // Only reads can be come back to.
        path: if request.method().is_safe() {
            path.to_owned()
        } else {
            urls::HOME.to_owned()
        },
        arena: arena.unwrap_or_default(),
    }
}

/// A page with its cache policy.
fn html(head: HttpResponseBuilder, markup: Markup, cache: &Cache) -> HttpResponse {
    body(head, markup.into_string().into(), cache)
}

/// A page that was rendered and compressed before.
fn kept(request: &HttpRequest, page: &Page, cache: &Cache) -> HttpResponse {
    let (bytes, coding) = page.for_reader(request);
    let mut response = body(HttpResponse::Ok(), bytes, cache);
    if let Some(coding) = coding {
        let headers = response.headers_mut();
        headers.insert(CONTENT_ENCODING, coding.to_header_value());
        headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

fn body(mut head: HttpResponseBuilder, page: Bytes, cache: &Cache) -> HttpResponse {
    cache.on(&mut head);
    // Whoever keeps a page must ask again when these differ; the cookie holds the reader's language and theme.
    head.insert_header((VARY, "accept-language, cookie"))
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(page)
}

/// Leads on to a page after something was done.
fn see_other(url: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((LOCATION, url));
    Cache::Never.on(&mut response);
    response
}

/// Leads from an address without an arena to the first arena's, with the same query.
fn to_first_arena(
    request: &HttpRequest,
    web: &Data<Web>,
    url: fn(&str, &str) -> String,
) -> HttpResponse {
    let arena = web.app.arenas().into_iter().next();
    let to = |arena: ArenaSummary| url(arena.id.as_str(), request.query_string());
    let response = arena.map(|arena| see_other(&to(arena)).finish());
    page(request, response.ok_or_else(Problem::not_found))
}

/// A problem as a page.
pub(super) fn problem_page(request: &HttpRequest, problem: &Problem) -> HttpResponse {
    let view = problem::View {
        status: problem.status.as_u16(),
        cause: problem.cause(),
    };
    html(
        problem.head(),
        problem::render(&chrome(request, Nav::Elsewhere), &view),
        &Cache::Never,
    )
}

/// A page, or its problem as a page.
pub(super) fn page(request: &HttpRequest, made: Result<HttpResponse, Problem>) -> HttpResponse {
    made.unwrap_or_else(|problem| problem_page(request, &problem))
}

/// An address that has nothing.
pub(super) async fn nothing_here(request: HttpRequest) -> HttpResponse {
    super::guard::answer(&request, &Problem::not_found())
}

/// A form that cannot be read.
pub(super) fn bad_form(error: UrlencodedError, request: &HttpRequest) -> actix_web::Error {
    let problem = match error {
        UrlencodedError::Overflow { .. } => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "This is too long to be sent.",
        )
        .because(Cause::TooLong),
        _ => Problem::malformed("The form could not be read. Please go back and try again.")
            .because(Cause::Form),
    };
    let response = problem_page(request, &problem);
    actix_web::error::InternalError::from_response(error, response).into()
}

/// A text with its language.
fn text(text: String) -> Text {
    Text {
        lang: language_tag(&text),
        text,
    }
}

fn tabs(arenas: &[ArenaSummary]) -> Vec<Tab> {
    arenas
        .iter()
        .map(|arena| Tab {
            id: arena.id.to_string(),
            title: arena.title.clone(),
        })
        .collect()
}

/// What the reader chose, for validators.
fn variant(request: &HttpRequest) -> String {
    let (theme, language) = (theme::of(request), language::of(request));
    format!("html {} {}", theme.as_str(), language.tag())
}
