//! Badges and cards for other sites: pictures that anybody may load.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, VARY};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::charts::embed;

use super::data::rated;
use super::svg_policy;
use crate::app::Leaderboard;
use crate::web::Web;
use crate::web::api::leaderboard::tag_of;
use crate::web::asked::query_of;
use crate::web::cache::{Cache, unchanged};
use crate::web::pages::{self, language};
use crate::web::problem::Problem;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// `GET /badges/{arena}/{model}.svg`.
pub(in crate::web) async fn badge(
    request: HttpRequest,
    web: Data<Web>,
    path: Path<(String, String)>,
) -> HttpResponse {
    let (arena, file) = path.into_inner();
    let made = picture(&request, &web, (arena, &file), |board, model| {
        let row = board.rows.iter().find(|row| row.model.id.as_str() == model);
        let row = row.ok_or_else(Problem::not_found)?;
        let t = language::of(&request);
        Ok(embed::badge(t, &board.title, &rated(row)))
    });
    pages::page(&request, made.await)
}

/// `GET /cards/{arena}.svg`.
pub(in crate::web) async fn card(
    request: HttpRequest,
    web: Data<Web>,
    file: Path<String>,
) -> HttpResponse {
    let arena = file.strip_suffix(".svg").unwrap_or_default().to_owned();
    let made = picture(&request, &web, (arena, &file), |board, _| {
        let first = board.rows.iter().take(embed::CARD_MODELS);
        let models: Vec<_> = first.map(rated).collect();
        let t = language::of(&request);
        Ok(embed::card(t, &board.title, &models, board.votes))
    });
    pages::page(&request, made.await)
}

/// A picture of a board, for the name in front of `.svg`.
async fn picture(
    request: &HttpRequest,
    web: &Data<Web>,
    (arena, file): (String, &str),
    draw: impl Fn(&Leaderboard, &str) -> Result<String, Problem>,
) -> Result<HttpResponse, Problem> {
    let name = file.strip_suffix(".svg").ok_or_else(Problem::not_found)?;
    let query = query_of(request.query_string())?;
    let board = web
        .app
        .call(move |app| async move { app.leaderboard(&arena, &query).await })
        .await?;
    let tag = tag_of(web, &board, request, language::of(request).tag());
    if tag.is_known_to(request) {
        return Ok(unchanged(tag));
    }
    let svg = draw(&board, name)?;
    let mut response = HttpResponse::Ok();
    Cache::Revalidate(tag).on(&mut response);
    Ok(response
        .insert_header((CONTENT_TYPE, "image/svg+xml; charset=utf-8"))
        .insert_header((CONTENT_SECURITY_POLICY, svg_policy()))
        .insert_header((VARY, "accept-language, cookie"))
        .insert_header((RESOURCE_POLICY, "cross-origin"))
        .body(svg))
}
