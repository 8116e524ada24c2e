//! Battles that their voters let others read.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Data, Path};
use agon_templates::problem::Cause;
use agon_templates::urls;
use serde::Serialize;
use utoipa::ToSchema;

use super::battles::battle_id;
use super::bodies::Turn;
use super::own::{Models, told};
use super::{json, no_content};
use crate::app::{SharedBattle, Site};
use crate::domain::ShareToken;
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::Known;

/// A link to a battle.
#[derive(Serialize, ToSchema)]
#[schema(as = ShareLink)]
pub(super) struct Link {
    /// Who has it may read the battle.
    token: String,
    /// The page that shows it.
    url: String,
}

/// A battle as anybody with its link may see it.
#[derive(Serialize, ToSchema)]
pub(super) struct Shared {
    arena: String,
    /// Its answered turns, oldest first.
    turns: Vec<Turn>,
    /// anonymous, `side_by_side` or direct.
    mode: &'static str,
    /// a, b, tie or `both_bad`; null before the vote.
    choice: Option<&'static str>,
    /// Who answered; null before the vote of an anonymous battle.
    models: Option<Models>,
}

impl From<SharedBattle> for Shared {
    fn from(shared: SharedBattle) -> Self {
        let (choice, models) = told(shared.told.as_ref());
        Self {
            arena: shared.arena.to_string(),
            turns: shared.turns.into_iter().map(Turn::from).collect(),
            mode: shared.mode.as_str(),
            choice,
            models,
        }
    }
}

/// No search engine shall keep what may be revoked.
pub(in crate::web) fn no_index(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow, noarchive"),
    );
    response
}

/// The address of a shared battle.
pub(in crate::web) fn share_url(site: &Site, token: &ShareToken) -> String {
    let path = urls::shared(token.as_str());
    format!("{}{path}", site.config.server.public_url)
}

/// A token in a path. What cannot be one lets nobody read anything.
pub(in crate::web) fn share_token(path: &str) -> Result<ShareToken, Problem> {
    path.parse().map_err(|_| {
        Problem::new(StatusCode::NOT_FOUND, "There is no such shared battle.")
            .because(Cause::NoShare)
    })
}

/// Lets whoever has the link read this battle. Names stay hidden until it is voted on. The same link as long as it stays
/// shared.
#[utoipa::path(post, path = "/api/v1/battles/{id}/share", tag = "own battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 200, body = Link),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "It has no answers yet", body = ProblemBody),
))]
pub(in crate::web) async fn share(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let token = web
        .app
        .call(move |app| async move { app.share_battle(voter, id).await })
        .await?;
    let link = Link {
        url: share_url(&web.app.site(), &token),
        token: token.as_str().to_owned(),
    };
    Ok(json(HttpResponse::Ok(), &link, &Cache::Never))
}

/// Makes a battle private again. The link is worth nothing from then on.
#[utoipa::path(delete, path = "/api/v1/battles/{id}/share", tag = "own battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 204, description = "Private, or was already"),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
))]
pub(in crate::web) async fn revoke(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    web.app
        .call(move |app| async move { app.revoke_share(voter, id).await })
        .await?;
    Ok(no_content())
}

/// A shared battle.
#[utoipa::path(get, path = "/api/v1/shares/{token}", tag = "own battles", params(("token" = String, Path, description = "The link's token")), responses(
    (status = 200, body = Shared),
    (status = 404, description = "Unknown, revoked, or deleted", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let token = share_token(&token)?;
    let shared = web
        .app
        .call(move |app| async move { app.show_shared(&token).await })
        .await?;
    Ok(no_index(json(
        HttpResponse::Ok(),
        &Shared::from(shared),
        &Cache::Never,
    )))
}
