//! Voters and what they allow.

use actix_web::HttpResponse;
use actix_web::web::{Data, Payload};
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use crate::domain::{CONSENT_TEXT, CONSENT_VERSION, Consent};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Fields;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::Known;

/// A new voter.
#[derive(Serialize, ToSchema)]
pub(super) struct Token {
    /// The bearer token; told only now.
    token: String,
}

/// What the voter allows.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// Whether prompts, answers and notes of battles that begin now may be published with the votes.
    publish: bool,
    /// The version of the text under which the voter chose; null: never asked.
    version: Option<u32>,
    /// The version in force. A yes to an older one does not count.
    current_version: u32,
    /// What a yes means.
    text: &'static str,
}

impl From<Option<Consent>> for Me {
    fn from(consent: Option<Consent>) -> Self {
        Self {
            publish: consent.is_some_and(Consent::allows),
            version: consent.map(|consent| consent.version),
            current_version: CONSENT_VERSION,
            text: CONSENT_TEXT,
        }
    }
}

/// What the voter chooses.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(super) struct NewConsent {
    /// A no also holds for all battles that are kept already; a yes for those that begin from now on.
    publish: bool,
    /// The version of the text that the voter has read; a no needs none.
    #[schema(example = 1)]
    version: Option<u32>,
}

/// A choice as it was sent: whether, and under which version.
pub(super) fn chosen(fields: &Fields) -> Result<(bool, Option<u32>), Problem> {
    Ok((fields.flag("publish")?, fields.count("version")?))
}

/// Makes a voter for a program.
#[utoipa::path(post, path = "/api/v1/voters", tag = "voters", responses((status = 201, body = Token)))]
pub(in crate::web) async fn new(web: Data<Web>) -> Result<HttpResponse, Problem> {
    let (token, _) = web
        .app
        .call(|app| async move { app.new_voter().await })
        .await?;
    let token = Token {
        token: token.secret().to_owned(),
    };
    Ok(json(HttpResponse::Created(), &token, &Cache::Never))
}

/// What this voter allows.
#[utoipa::path(get, path = "/api/v1/voters/me", tag = "voters", security(("voter" = [])), responses((status = 200, body = Me)))]
pub(in crate::web) async fn me(who: Known) -> HttpResponse {
    json(HttpResponse::Ok(), &Me::from(who.0.consent), &Cache::Never)
}

/// Chooses whether texts may be published with the votes.
#[utoipa::path(put, path = "/api/v1/voters/me", tag = "voters", request_body = NewConsent, security(("voter" = [])), responses(
    (status = 200, body = Me),
    (status = 422, description = "A field cannot be used, or the text has another version by now", body = ProblemBody),
))]
pub(in crate::web) async fn choose(
    web: Data<Web>,
    who: Known,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let (publish, version) = chosen(&Fields::read(body).await?)?;
    let voter = who.0;
    let consent = web
        .app
        .call(move |app| async move { app.choose_consent(voter, publish, version).await })
        .await?;
    Ok(json(
        HttpResponse::Ok(),
        &Me::from(Some(consent)),
        &Cache::Never,
    ))
}
