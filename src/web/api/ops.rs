//! For whoever runs the server: health, readiness, metrics.

use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Data;
use actix_web::{HttpResponse, Responder};

use crate::web::Web;

const TEXT: &str = "text/plain; charset=utf-8";

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "operations", responses((status = 200, description = "The process runs", content_type = "text/plain", body = String)))]
pub(in crate::web) async fn healthz() -> impl Responder {
    "ok\n"
}

/// Votes could be kept now.
#[utoipa::path(get, path = "/readyz", tag = "operations", responses(
    (status = 200, description = "Votes could be kept now", content_type = "text/plain", body = String),
    (status = 503, description = "They could not, or the server is going down", content_type = "text/plain", body = String,
        headers(("Retry-After" = u32, description = "Seconds until it is worth asking again"))),
))]
pub(in crate::web) async fn readyz(web: Data<Web>) -> HttpResponse {
    let ready = web
        .app
        .call(|app| async move { Ok(app.is_ready().await) })
        .await
        .unwrap_or(false);
    if ready {
        return HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, TEXT))
            .body("ready\n");
    }
    HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE)
        .insert_header((CONTENT_TYPE, TEXT))
        .insert_header(("retry-after", "2"))
        .body("not ready\n")
}

/// Prometheus metrics; none tells models apart.
#[utoipa::path(get, path = "/metrics", tag = "operations", responses((status = 200, description = "OpenMetrics text", content_type = "application/openmetrics-text", body = String)))]
pub(in crate::web) async fn metrics(web: Data<Web>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((
            CONTENT_TYPE,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        ))
        .body(web.app.metrics.render())
}
