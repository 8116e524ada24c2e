//! Around every request: limits before, security headers and counters behind.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{
    CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, STRICT_TRANSPORT_SECURITY,
};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError as _};

use crate::app::metrics::RequestLabel;

use super::limit::{Counted, Kind, Left};
use super::problem::Problem;
use super::{Web, client, cors, pages};

/// What every response carries. No script or style but our own files, no frame, no referrer, nothing from elsewhere.
const SECURITY: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("x-frame-options", "DENY"),
];

/// The middleware.
pub(super) async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let began = Instant::now();
    let web = request.app_data::<Data<Web>>().cloned();
    // The head of a page is that of its GET; the connection knows to leave the body out. A stream has no end to wait for.
    if request.method() == Method::HEAD && !request.path().ends_with("/stream") {
        request.head_mut().method = Method::GET;
    }
    let is_open = cors::is_open(request.match_info().unprocessed());
    let (allowed, left) = counted(web.as_ref().map(Data::get_ref), &request);
    let mut response = match allowed {
        Err(wait) => {
            let body = answer(request.request(), &Problem::too_many(wait));
            request.into_response(body)
        }
        Ok(()) if is_open && cors::is_preflight(&request) => {
            request.into_response(cors::preflight())
        }
        Ok(()) => next.call(request).await?.map_into_boxed_body(),
    };
    if is_open {
        cors::open(response.headers_mut());
    }
    if let Some(left) = left {
        tell(response.headers_mut(), left);
    }
    add_headers(response.headers_mut());
    if let Some(web) = web {
        if web.app.site().config.server.secure() {
            let year = HeaderValue::from_static("max-age=31536000");
            response
                .headers_mut()
                .insert(STRICT_TRANSPORT_SECURITY, year);
        }
        count(&web, &response, began);
    }
    Ok(response)
}

/// Counts a request against what its address may do. What is left is told below `/api`, to programs.
fn counted(web: Option<&Web>, request: &ServiceRequest) -> (Result<(), Duration>, Option<Left>) {
    let count = |web: &Web| -> Option<Counted> {
        let site = web.app.site();
        let kind = Kind::of(request.method(), request.match_info().unprocessed());
        let address = client::address(request.request(), &site.config.server.trusted_proxies)?;
        web.limits.count(&site.config.limits, kind, address)
    };
    match web.and_then(count) {
        Some((allowed, left)) => (allowed, is_api(request.path()).then_some(left)),
        None => (Ok(()), None),
    }
}

/// The limit that a request was counted against, and what is left of it.
fn tell(headers: &mut HeaderMap, left: Left) {
    let told = [
        ("ratelimit-policy", left.policy()),
        ("ratelimit", left.state()),
    ];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

fn is_api(path: &str) -> bool {
    path.starts_with("/api/") || path == "/api"
}

/// A problem as the address deserves: JSON below `/api`, a page elsewhere.
pub(super) fn answer(
    request: &actix_web::HttpRequest,
    problem: &Problem,
) -> actix_web::HttpResponse {
    if is_api(request.path()) {
        problem.error_response()
    } else {
        pages::problem_page(request, problem)
    }
}

fn add_headers(headers: &mut HeaderMap) {
    for (name, value) in SECURITY {
        // A picture has a policy of its own, which allows less but its own style.
        if !headers.contains_key(name) {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Anybody can invent a method; a label for each would grow for ever.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn count(web: &Web, response: &ServiceResponse<BoxBody>, began: Instant) {
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unmatched".to_owned());
    let label = RequestLabel {
        method: known_method(response.request().method()),
        route,
        status: response.status().as_u16(),
    };
    web.app.metrics.requests.get_or_create(&label).inc();
    web.app
        .metrics
        .latency
        .observe(began.elapsed().as_secs_f64());
}
