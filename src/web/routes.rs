//! Which address does what. Every address has one method; another one is told which.

use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder};
use agon_templates::urls::{self, routes};

use super::guard::answer;
use super::problem::Problem;
use super::{api, fields, pages};

/// Mounts everything.
pub fn configure(config: &mut ServiceConfig) {
    config
        .app_data(
            web::FormConfig::default()
                .limit(fields::MAX_BODY_BYTES)
                .error_handler(pages::bad_form),
        )
        .service(get("/healthz", api::ops::healthz))
        .service(get("/readyz", api::ops::readyz))
        .service(get("/metrics", api::ops::metrics))
        .configure(api_v1)
        .configure(site_pages)
        .default_service(web::to(pages::nothing_here));
}

fn api_v1(config: &mut ServiceConfig) {
    config
        .service(get(urls::OPENAPI, api::openapi::document))
        .service(get("/api/v1/arenas", api::arenas::list))
        .service(get("/api/v1/arenas/{arena}/prompts", api::arenas::prompts))
        .service(get(routes::API_LEADERBOARD, api::leaderboard::show))
        .service(get(routes::BOARD_STREAM, api::leaderboard::stream))
        .service(get(
            "/api/v1/arenas/{arena}/history",
            api::leaderboard::history,
        ))
        .service(post("/api/v1/voters", api::battles::new_voter))
        .service(post("/api/v1/battles", api::battles::start))
        .service(get("/api/v1/battles/{id}", api::battles::show))
        .service(get(routes::BATTLE_STREAM, api::stream::stream))
        .service(post("/api/v1/battles/{id}/turns", api::battles::follow_up))
        .service(post("/api/v1/battles/{id}/vote", api::battles::vote))
        .service(post("/api/v1/battles/{id}/stop", api::battles::stop))
        .service(get(routes::EXPORT, api::exports::download));
}

fn site_pages(config: &mut ServiceConfig) {
    config
        .service(get(urls::HOME, pages::ask::show))
        .service(post(urls::BATTLES, pages::ask::start))
        .service(get(routes::BATTLE, pages::battle::show))
        .service(post(routes::VOTE, pages::battle::vote))
        .service(post(routes::TURNS, pages::battle::follow_up))
        .service(post(routes::STOP, pages::battle::stop))
        .service(get("/leaderboard", pages::leaderboard::first))
        .service(get(routes::LEADERBOARD, pages::leaderboard::show))
        .service(get(urls::ABOUT, pages::about::show))
        .service(get(urls::METHODOLOGY, pages::about::methodology))
        .service(get(urls::DATA, pages::about::data))
        .service(post(urls::THEME, pages::theme::choose))
        .service(post(urls::LANGUAGE, pages::language::choose))
        .service(get(routes::STATIC, pages::assets::show));
}

fn get<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    // A stream has no head of its own: see the guard.
    let allowed = if path.ends_with("/stream") {
        "GET"
    } else {
        "GET, HEAD"
    };
    web::resource(path)
        .route(web::get().to(handler))
        .default_service(web::to(move |request: HttpRequest| {
            other_method(&request, allowed)
        }))
}

fn post<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    web::resource(path)
        .route(web::post().to(handler))
        .default_service(web::to(|request: HttpRequest| {
            other_method(&request, "POST")
        }))
}

fn other_method(
    request: &HttpRequest,
    allowed: &'static str,
) -> impl Future<Output = HttpResponse> + use<> {
    std::future::ready(answer(request, &Problem::other_method(allowed)))
}
