//! Who votes: the bearer of a token, or the browser with the cookie.

use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use agon_templates::problem::Cause;

use crate::domain::VoterToken;
use crate::store::Voter;

use super::problem::Problem;
use super::{Web, client};

/// How long a browser stays the same voter without coming back.
const COOKIE_DAYS: i64 = 400;

/// Somebody who is known already; the request is refused otherwise.
pub(super) struct Known(pub(super) Voter);

/// Somebody who is known already, or a browser on one of our own pages that may become a voter.
pub(super) struct KnownOrNew(Option<Voter>);

impl KnownOrNew {
    /// The voter, if there is one already.
    pub(super) fn known(&self) -> Option<Voter> {
        self.0
    }

    /// The voter, who is made now if there was none, with the cookie that the response must then set.
    pub(super) async fn voter(
        self,
        web: &Web,
    ) -> Result<(Voter, Option<Cookie<'static>>), Problem> {
        if let Some(voter) = self.0 {
            return Ok((voter, None));
        }
        let (token, voter) = web
            .app
            .call(|app| async move { app.new_voter().await })
            .await?;
        let secure = web.app.site().config.server.secure();
        Ok((voter, Some(cookie(&token, secure))))
    }
}

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

impl FromRequest for Known {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            identify(&request)
                .await?
                .map(Known)
                .ok_or_else(Problem::no_voter)
        })
    }
}

impl FromRequest for KnownOrNew {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            if let Some(voter) = identify(&request).await? {
                return Ok(Self(Some(voter)));
            }
            let site = web_of(&request)?.app.site();
            if client::is_same_origin(&request, &site.config.server.public_url) {
                return Ok(Self(None));
            }
            Err(Problem::no_voter())
        })
    }
}

fn web_of(request: &HttpRequest) -> Result<Data<Web>, Problem> {
    let web = request.app_data::<Data<Web>>().cloned();
    web.ok_or_else(|| {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the server is not set up",
        )
    })
}

/// The voter that a request names; `None` if it names none, or a cookie that nobody has.
async fn identify(request: &HttpRequest) -> Result<Option<Voter>, Problem> {
    let web = web_of(request)?;
    if let Some(header) = request.headers().get(AUTHORIZATION) {
        let bearer = header
            .to_str()
            .ok()
            .and_then(bearer)
            .ok_or_else(Problem::no_voter)?;
        return look_up(&web, bearer)
            .await?
            .ok_or_else(Problem::no_voter)
            .map(Some);
    }
    let site = web.app.site();
    let named = request.cookie(cookie_name(site.config.server.secure()));
    let Some(token) = named.and_then(|cookie| cookie.value().parse::<VoterToken>().ok()) else {
        return Ok(None);
    };
    // A browser sends the cookie whoever asks; what changes something must come from one of our own pages.
    if !request.method().is_safe()
        && !client::is_same_origin(request, &site.config.server.public_url)
    {
        let detail = "This was sent from another site, so it was not done.";
        return Err(Problem::new(StatusCode::FORBIDDEN, detail).because(Cause::OtherSite));
    }
    look_up(&web, token).await
}

fn bearer(header: &str) -> Option<VoterToken> {
    let (scheme, token) = header.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().parse().ok())
        .flatten()
}

async fn look_up(web: &Web, token: VoterToken) -> Result<Option<Voter>, Problem> {
    Ok(web
        .app
        .call(|app| async move { app.voter(&token).await })
        .await?)
}

/// Lets a response set the cookie of a new voter.
pub(super) fn set(response: &mut HttpResponse, cookie: Option<&Cookie<'static>>) {
    if let Some(cookie) = cookie
        && let Err(error) = response.add_cookie(cookie)
    {
        tracing::error!(%error, "a voter's cookie could not be set");
    }
}

/// `__Host-` binds the cookie to this host and to https; over plain http browsers refuse it.
fn cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-agon-voter"
    } else {
        "agon-voter"
    }
}

fn cookie(token: &VoterToken, secure: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(secure), token.secret().to_owned())
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(COOKIE_DAYS))
        .finish()
}
