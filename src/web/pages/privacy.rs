//! What is kept, and the form that says whether it may be published.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::layout::Nav;
use agon_templates::privacy::{self, Asking, Choice, View};
use serde::Deserialize;

use super::{chrome, html, page};
use crate::domain::{CONSENT_VERSION, Consent};
use crate::store::Voter;
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Sent;
use crate::web::problem::Problem;
use crate::web::voter::Known;

/// What the form says of publication: the version of the text beside an empty or a ticked box; nothing where it was not asked.
#[derive(Deserialize)]
pub(in crate::web) struct Said {
    #[serde(default)]
    consent: Option<u32>,
    #[serde(default)]
    publish: Option<String>,
}

/// The choice that was made beside a prompt; `None` where none was offered.
pub(super) fn choice(version: Option<u32>, publish: bool) -> Result<Option<Consent>, Problem> {
    let consent = version.map(|version| Consent::choose(publish, Some(version)));
    consent
        .transpose()
        .map_err(|error| Problem::field("consent", error))
}

/// What the ask page says to this reader.
pub(super) fn asking(voter: Option<Voter>) -> Asking {
    match voter.and_then(|voter| voter.consent) {
        Some(chosen) if chosen.version == CONSENT_VERSION => Asking::Chosen {
            publish: chosen.allows(),
        },
        _ => Asking::First {
            version: CONSENT_VERSION,
        },
    }
}

/// `GET /privacy`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    who: Result<Known, Problem>,
) -> HttpResponse {
    let choice = who.ok().map(|known| choice_of(known.0.consent));
    shown(&request, choice, false)
}

/// `POST /privacy`.
pub(in crate::web) async fn choose(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<Known, Problem>,
    Sent(said): Sent<Said>,
) -> HttpResponse {
    page(&request, chosen(&request, &web, who, &said).await)
}

async fn chosen(
    request: &HttpRequest,
    web: &Data<Web>,
    who: Result<Known, Problem>,
    said: &Said,
) -> Result<HttpResponse, Problem> {
    let voter = who?.0;
    let (publish, version) = (said.publish.is_some(), said.consent);
    let consent = web
        .app
        .call(move |app| async move { app.choose_consent(voter, publish, version).await })
        .await?;
    Ok(shown(request, Some(choice_of(Some(consent))), true))
}

fn choice_of(consent: Option<Consent>) -> Choice {
    Choice {
        publish: consent.is_some_and(Consent::allows),
        version: CONSENT_VERSION,
    }
}

fn shown(request: &HttpRequest, choice: Option<Choice>, saved: bool) -> HttpResponse {
    let web = request.app_data::<Data<Web>>();
    let view = View {
        choice,
        saved,
        judged: web.is_some_and(|web| web.app.site().config.judge.is_some()),
    };
    let made = privacy::render(&chrome(request, Nav::Elsewhere), &view);
    html(HttpResponse::Ok(), made, &Cache::Never)
}
