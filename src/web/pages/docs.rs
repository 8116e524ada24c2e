//! The API's description to read and to try: Swagger UI, from the binary.

use std::sync::Arc;

use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::docs;
use utoipa_swagger_ui::Config;

use super::{html, language, variant};
use crate::web::cache::{Cache, Tag, unchanged};
use crate::web::guard::answer;
use crate::web::problem::Problem;

/// As everywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The files that the page needs, of all that Swagger UI has.
const FILES: [&str; 2] = ["swagger-ui.css", "swagger-ui-bundle.js"];

/// `GET /api/docs`.
pub(in crate::web) async fn show(request: HttpRequest) -> HttpResponse {
    let markup = docs::render(language::of(&request));
    let tag = Tag::of(&[&variant(&request), &markup.0]);
    if tag.is_known_to(&request) {
        return unchanged(tag);
    }
    let mut head = HttpResponse::Ok();
    head.insert_header((CONTENT_SECURITY_POLICY, POLICY));
    html(head, markup, &Cache::Revalidate(tag))
}

/// `GET /api/docs/{file}`.
pub(in crate::web) async fn file(request: HttpRequest, name: Path<String>) -> HttpResponse {
    let is_known = FILES.contains(&name.as_str());
    let config = || Arc::new(Config::default());
    let found = is_known.then(|| utoipa_swagger_ui::serve(&name, config()));
    let Some(Ok(Some(file))) = found else {
        return answer(&request, &Problem::not_found());
    };
    // The version of the files is that of the binary.
    let tag = Tag::of(&[
        &name,
        env!("CARGO_PKG_VERSION"),
        &file.bytes.len().to_string(),
    ]);
    if tag.is_known_to(&request) {
        return unchanged(tag);
    }
    let mut response = HttpResponse::Ok();
    Cache::Revalidate(tag).on(&mut response);
    response
        .insert_header((CONTENT_TYPE, file.content_type))
        .body(file.bytes.into_owned())
}
