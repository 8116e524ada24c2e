//! What pages of other sites may read: what is the same for everybody. Never with a cookie, and nothing of a voter's own.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    HeaderMap, HeaderValue, ORIGIN,
};
use agon_templates::urls;

/// Reads below this that are open to other sites, by the first word behind it.
const API: &str = "/api/v1/";
const OPEN: [&str; 4] = ["arenas", "models", "exports", "manifest"];

/// Whether an address is open. `path` is the one that routes are matched with.
pub(super) fn is_open(path: &str) -> bool {
    let first = |rest: &str| rest.split('/').next().map(str::to_owned);
    let word = path.strip_prefix(API).and_then(first);
    [urls::OPENAPI, urls::SIGNING_KEYS].contains(&path)
        || word.is_some_and(|word| OPEN.contains(&word.as_str()))
}

/// Whether a browser asks if it may ask.
pub(super) fn is_preflight(request: &ServiceRequest) -> bool {
    let has = |name| request.headers().contains_key(name);
    request.method() == Method::OPTIONS && has(ORIGIN) && has(ACCESS_CONTROL_REQUEST_METHOD)
}

/// It may read.
pub(super) fn preflight() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"))
        .insert_header((
            ACCESS_CONTROL_ALLOW_HEADERS,
            "if-none-match, last-event-id, cache-control",
        ))
        .insert_header((ACCESS_CONTROL_MAX_AGE, "86400"))
        .finish()
}

/// Lets any page read a response, and those headers that tell something. The same for all origins, so caches need not
/// tell them apart.
pub(super) fn open(headers: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, any);
    let told = "etag, link, content-disposition, ratelimit, ratelimit-policy, retry-after";
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(told),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_voters_own_is_closed() {
        for open in [
            "/api/openapi.json",
            "/api/v1/arenas",
            "/api/v1/arenas/text/leaderboard",
            "/api/v1/exports/votes.csv",
        ] {
            assert!(is_open(open), "{open}");
        }
        for closed in [
            "/api/v1/battles",
            "/api/v1/voters/me",
            "/api/v1/shares/x",
            "/api/v1/arenas2",
            "/",
            "/data",
        ] {
            assert!(!is_open(closed), "{closed}");
        }
    }
}
