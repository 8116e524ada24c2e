//! The embedded files, named by their content.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::assets::asset;

use crate::web::cache::Cache;
use crate::web::guard::answer;
use crate::web::problem::Problem;

/// `GET /static/{hash}/{name}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    path: Path<(String, String)>,
) -> HttpResponse {
    let (hash, name) = path.into_inner();
    // An old page's address must not be answered with new content.
    let Some(file) = asset(&name).filter(|file| file.hash == hash) else {
        return answer(&request, &Problem::not_found());
    };
    let mut response = HttpResponse::Ok();
    Cache::Forever.on(&mut response);
    response
        .insert_header((CONTENT_TYPE, file.mime))
        .body(file.bytes.into_owned())
}
