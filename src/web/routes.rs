//! Which address does what.

use actix_web::web::{self, ServiceConfig};
use agon_templates::urls::{self, routes};

use super::{api, pages};

/// Mounts everything.
pub fn configure(config: &mut ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(super::fields::MAX_BODY_BYTES))
        .app_data(web::FormConfig::default().limit(super::fields::MAX_BODY_BYTES).error_handler(pages::bad_form))
        .route("/healthz", web::get().to(api::ops::healthz))
        .route("/readyz", web::get().to(api::ops::readyz))
        .route("/metrics", web::get().to(api::ops::metrics))
        .route(urls::OPENAPI, web::get().to(api::openapi::document))
        .service(web::scope("/api").configure(api_v1).default_service(web::to(api::nothing_here)))
        .route(urls::HOME, web::get().to(pages::ask::show))
        .route(urls::BATTLES, web::post().to(pages::ask::start))
        .route(routes::BATTLE, web::get().to(pages::battle::show))
        .route(routes::VOTE, web::post().to(pages::battle::vote))
        .route(routes::TURNS, web::post().to(pages::battle::follow_up))
        .route("/leaderboard", web::get().to(pages::leaderboard::first))
        .route(routes::LEADERBOARD, web::get().to(pages::leaderboard::show))
        .route(urls::ABOUT, web::get().to(pages::about::show))
        .route(urls::DATA, web::get().to(pages::about::data))
        .route(urls::THEME, web::post().to(pages::theme::choose))
        .route(routes::STATIC, web::get().to(pages::assets::show))
        .default_service(web::to(pages::nothing_here));
}

fn api_v1(config: &mut ServiceConfig) {
    config
        .route("/v1/arenas", web::get().to(api::arenas::list))
        .route("/v1/arenas/{arena}/prompts", web::get().to(api::arenas::prompts))
        .route("/v1/arenas/{arena}/leaderboard", web::get().to(api::leaderboard::show))
        .route("/v1/arenas/{arena}/leaderboard/stream", web::get().to(api::leaderboard::stream))
        .route("/v1/arenas/{arena}/history", web::get().to(api::leaderboard::history))
        .route("/v1/voters", web::post().to(api::battles::new_voter))
        .route("/v1/battles", web::post().to(api::battles::start))
        .route("/v1/battles/{id}", web::get().to(api::battles::show))
        .route("/v1/battles/{id}/stream", web::get().to(api::battles::stream))
        .route("/v1/battles/{id}/turns", web::post().to(api::battles::follow_up))
        .route("/v1/battles/{id}/vote", web::post().to(api::battles::vote))
        .route("/v1/exports/{file}", web::get().to(api::exports::download));
}
