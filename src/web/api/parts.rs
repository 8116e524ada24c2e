//! A long list in parts: `limit` says how much an answer has, `cursor` where it goes on, and an answer that is not the last
//! says so by a `Link` with `rel="next"`, and by a member `next` where it has members.

use actix_web::HttpResponse;
use actix_web::http::header::{HeaderValue, LINK};
use actix_web::{HttpRequest, http::Uri};

use crate::web::fields::Params;
use crate::web::problem::Problem;

/// How much of a list is asked for.
pub(super) struct Part<C> {
    /// At most so many entries; all of them where a list is whole unless asked for in parts.
    pub(super) limit: Option<u32>,
    /// Behind this place.
    pub(super) cursor: Option<C>,
}

impl<C> Part<C> {
    /// What a query asks for, if an answer has at most `most` entries.
    pub(super) fn asked(
        params: &Params,
        most: u32,
        place: impl Fn(&str) -> Option<C>,
    ) -> Result<Self, Problem> {
        // Programs ask for parts, not forms: what is there means something.
        for name in ["limit", "cursor"] {
            if params.count(name) > params.all(name).count().min(1) {
                return Err(Problem::field(name, "must be there once and not be empty"));
            }
        }
        let must = format!("a whole number from 1 to {most}");
        let limit = params.read("limit", &must, |text| {
            text.parse().ok().filter(|limit| (1..=most).contains(limit))
        })?;
        let must = "one that an answer of this call gave; leave it out to begin at the start";
        let cursor = params.read("cursor", must, place)?;
        Ok(Self { limit, cursor })
    }
}

/// Says where a list goes on.
pub(super) fn lead_on(
    mut response: HttpResponse,
    request: &HttpRequest,
    next: Option<&str>,
) -> HttpResponse {
    let link = next.and_then(|cursor| link(request.uri(), cursor));
    if let Some(link) = link {
        response.headers_mut().insert(LINK, link);
    }
    response
}

/// The same address with another cursor.
fn link(uri: &Uri, cursor: &str) -> Option<HeaderValue> {
    // Only path and query are used, so that any host does.
    let mut url = reqwest::Url::parse("http://localhost").ok()?;
    url.set_path(uri.path());
    let asked = Params::parse(uri.query().unwrap_or_default()).ok()?;
    let others = asked.into_pairs().into_iter();
    url.query_pairs_mut()
        .extend_pairs(others.filter(|(name, _)| name != "cursor"))
        .append_pair("cursor", cursor);
    let address = format!("<{}?{}>; rel=\"next\"", url.path(), url.query()?);
    HeaderValue::from_str(&address).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_part_is_asked_for_with_the_same_filters() {
        let uri: Uri = "/api/v1/battles?q=two%20words%26&cursor=1-x&limit=5"
            .parse()
            .unwrap();
        assert_eq!(
            link(&uri, "2-<y>").unwrap(),
            "</api/v1/battles?q=two+words%26&limit=5&cursor=2-%3Cy%3E>; rel=\"next\""
        );
        let bare: Uri = "/api/v1/models".parse().unwrap();
        assert_eq!(
            link(&bare, "m").unwrap(),
            "</api/v1/models?cursor=m>; rel=\"next\""
        );
    }
}
