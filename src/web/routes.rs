//! Which address does what. Other methods than an address has are told which it has.

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, HttpRequest, Resource, Responder};
use agon_templates::urls::{self, routes};

use super::feeds;
use super::guard::answer;
use super::problem::Problem;
use super::{api, charts, fields, pages};

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
        .service(get(urls::SIGNING_KEYS, api::manifest::keys))
        .configure(api_v1)
        .configure(site_pages)
        .default_service(web::to(pages::nothing_here));
}

fn api_v1(config: &mut ServiceConfig) {
    config
        .service(get(urls::OPENAPI, api::openapi::document))
        .service(get(urls::DOCS, pages::docs::show))
        .service(get(routes::DOCS_FILE, pages::docs::file))
        .service(get("/api/v1/arenas", api::arenas::list))
        .service(get("/api/v1/arenas/{arena}/prompts", api::arenas::prompts))
        .service(get(routes::API_LEADERBOARD, api::leaderboard::show))
        .service(get(routes::BOARD_STREAM, api::leaderboard::stream))
        .service(get("/api/v1/arenas/{arena}/history", api::history::list))
        .service(get("/api/v1/arenas/{arena}/compare", api::models::compare))
        .service(get("/api/v1/models", api::models::list))
        .service(get("/api/v1/models/{id}", api::models::show))
        .service(get("/api/v1/arenas/{arena}/external", api::external::list))
        .service(get(
            "/api/v1/arenas/{arena}/snapshots",
            api::snapshots::list,
        ))
        .service(post("/api/v1/voters", api::voters::new))
        .service(get("/api/v1/voters/me/leaderboard", api::taste::show))
        .service(get("/api/v1/voters/me", api::voters::me).put(api::voters::choose))
        .service(
            get("/api/v1/battles", api::own::list)
                .post(api::battles::start)
                .delete(api::own::erase_all),
        )
        .service(get("/api/v1/battles/export.{format}", api::own::export))
        .service(get("/api/v1/battles/{id}", api::battles::show).delete(api::own::erase))
        .service(get(routes::BATTLE_STREAM, api::stream::stream))
        .service(post("/api/v1/battles/{id}/turns", api::battles::follow_up))
        .service(post("/api/v1/battles/{id}/vote", api::battles::vote))
        .service(post("/api/v1/battles/{id}/stop", api::battles::stop))
        .service(get("/api/v1/battles/{id}/outcome", api::outcome::show))
        .service(put("/api/v1/battles/{id}/reasons", api::reasons::give))
        .service(post("/api/v1/battles/{id}/share", api::shares::share).delete(api::shares::revoke))
        .service(get("/api/v1/shares/{token}", api::shares::show))
        .service(get(urls::EXPORT_LOSSES, api::exports::losses))
        .service(get(routes::EXPORT, api::exports::download))
        .service(get(urls::MANIFEST, api::manifest::show));
}

fn site_pages(config: &mut ServiceConfig) {
    config
        .service(get(urls::HOME, pages::ask::show))
        .service(post(urls::BATTLES, pages::ask::start))
        .service(get(routes::BATTLE, pages::battle::show))
        .service(post(routes::VOTE, pages::battle::vote))
        .service(post(routes::TURNS, pages::battle::follow_up))
        .service(post(routes::STOP, pages::battle::stop))
        .service(post(routes::REASONS, pages::shared::reasons))
        .service(post(routes::SHARE, pages::shared::share))
        .service(post(routes::UNSHARE, pages::shared::unshare))
        .service(get(routes::SHARED, pages::shared::show))
        .service(get(urls::SIDE_BY_SIDE, pages::pick::side_by_side))
        .service(get(urls::DIRECT, pages::pick::direct))
        .service(get(urls::TASTE, pages::taste::show))
        .service(post(routes::DELETE, pages::history::delete))
        .service(get(urls::HISTORY, pages::history::show))
        .service(post(urls::DELETE_ALL, pages::history::delete_all))
        .service(get(urls::PRIVACY, pages::privacy::show).post(pages::privacy::choose))
        .service(get("/leaderboard", pages::leaderboard::first))
        .service(get(routes::LEADERBOARD, pages::leaderboard::show))
        .service(get(routes::MODEL, pages::model::show))
        .service(get(routes::PUBLIC_BATTLE, pages::model::sample))
        .service(get(urls::COMPARE, pages::compare::show))
        .service(get(routes::ORGANIZATION, pages::compare::organization))
        .service(get(routes::LICENSE, pages::compare::license))
        .service(get(routes::COUNTRY, pages::compare::country))
        .service(get(routes::CHART, charts::show))
        .service(get(routes::BADGE, charts::badge))
        .service(get(routes::CARD, charts::card))
        .service(get("/insights", pages::insights::first))
        .service(get(routes::INSIGHTS, pages::insights::show))
        .service(get(urls::ABOUT, pages::about::show))
        .service(get(urls::METHODOLOGY, pages::about::methodology))
        .service(get(urls::DATA, pages::about::data))
        .service(post(urls::THEME, pages::theme::choose))
        .service(post(urls::LANGUAGE, pages::language::choose))
        .service(get(routes::FEED, feeds::show))
        .service(get(routes::STATIC, pages::assets::show));
}

fn get<F, Args>(path: &str, handler: F) -> Address
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    Address::at(path).get(handler)
}

fn post<F, Args>(path: &str, handler: F) -> Address
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    Address::at(path).on(Method::POST, handler)
}

fn put<F, Args>(path: &str, handler: F) -> Address
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    Address::at(path).on(Method::PUT, handler)
}

/// An address and the methods that it answers to.
struct Address {
    resource: Resource,
    is_stream: bool,
    allowed: Vec<&'static str>,
}

impl Address {
    fn at(path: &str) -> Self {
        Self {
            resource: web::resource(path),
            is_stream: path.ends_with("/stream"),
            allowed: Vec::new(),
        }
    }

    fn get<F, Args>(mut self, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static>,
        Args: FromRequest + 'static,
    {
        // A stream has no head of its own: see the guard.
        let head = (!self.is_stream).then_some("HEAD");
        self.allowed.extend(["GET"].into_iter().chain(head));
        self.resource = self.resource.route(web::get().to(handler));
        self
    }

    fn put<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static>,
        Args: FromRequest + 'static,
    {
        self.on(Method::PUT, handler)
    }

    fn post<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static>,
        Args: FromRequest + 'static,
    {
        self.on(Method::POST, handler)
    }

    fn delete<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static>,
        Args: FromRequest + 'static,
    {
        self.on(Method::DELETE, handler)
    }

    fn on<F, Args>(mut self, method: Method, handler: F) -> Self
    where
        F: Handler<Args, Output: Responder + 'static>,
        Args: FromRequest + 'static,
    {
        self.allowed.push(match method {
            Method::PUT => "PUT",
            Method::DELETE => "DELETE",
            _ => "POST",
        });
        self.resource = self.resource.route(web::method(method).to(handler));
        self
    }
}

impl HttpServiceFactory for Address {
    fn register(self, config: &mut AppService) {
        let allowed = self.allowed.join(", ");
        let other = move |request: HttpRequest| {
            let problem = Problem::other_method(&allowed);
            std::future::ready(answer(&request, &problem))
        };
        self.resource
            .default_service(web::to(other))
            .register(config);
    }
}
