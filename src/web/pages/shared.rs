//! Behind a battle: why its voter chose so, and who else may read it.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::battle::Choice;
use agon_templates::components::Text;
use agon_templates::layout::Nav;
use agon_templates::shared::{self, View};
use agon_templates::urls;

use super::battle::{known, named};
use super::{chrome, html, page, see_other};
use crate::app::{Error, SharedBattle};
use crate::domain::{Mode, Note, Reason, Reasons};
use crate::web::Web;
use crate::web::api::battles::battle_id;
use crate::web::api::shares::{no_index, share_token, share_url};
use crate::web::cache::Cache;
use crate::web::fields::Sent;
use crate::web::problem::Problem;
use crate::web::voter::Known;

/// `POST /b/{id}/reasons`.
pub(in crate::web) async fn reasons(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
    Sent(form): Sent<Vec<(String, String)>>,
) -> HttpResponse {
    page(&request, give(&web, &id, who, &form).await)
}

async fn give(
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
    form: &[(String, String)],
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, known(who)?.0);
    let ticked = |field: &'static str| {
        let values = form.iter().filter(|(name, _)| name == field);
        let word = |(_, value): &(String, String)| value.parse::<Reason>();
        let words = values.map(word).collect::<Result<Vec<_>, _>>();
        words.map_err(|error| Problem::field(field, error))
    };
    let note = form.iter().find(|(name, _)| name == "note");
    let note = Note::new(note.map_or("", |(_, value)| value));
    let note = note.map_err(|error| Problem::field("note", error))?;
    let reasons = Reasons::new(ticked("a")?, ticked("b")?, note);
    web.app
        .call(move |app| async move { app.give_reasons(voter, id, &reasons).await })
        .await?;
    Ok(see_other(&urls::battle_part(&id.to_string(), "why")).finish())
}

/// `POST /b/{id}/share`.
pub(in crate::web) async fn share(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, change(&web, &id, who, true).await)
}

/// `POST /b/{id}/unshare`.
pub(in crate::web) async fn unshare(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, change(&web, &id, who, false).await)
}

async fn change(
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
    share: bool,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, known(who)?.0);
    web.app
        .call(move |app| async move {
            if share {
                app.share_battle(voter, id).await.map(drop)
            } else {
                app.revoke_share(voter, id).await
            }
        })
        .await?;
    Ok(see_other(&urls::battle_part(&id.to_string(), "share")).finish())
}

/// `GET /s/{token}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    token: Path<String>,
) -> HttpResponse {
    no_index(page(&request, shared_page(&request, &web, &token).await))
}

async fn shared_page(
    request: &HttpRequest,
    web: &Data<Web>,
    token: &str,
) -> Result<HttpResponse, Problem> {
    let token = share_token(token)?;
    let url = share_url(&web.app.site(), &token);
    let battle = web
        .app
        .call(move |app| async move { app.show_shared(&token).await })
        .await?;
    readable(request, battle, url).await
}

/// The page of a battle that others may read.
pub(super) async fn readable(
    request: &HttpRequest,
    battle: SharedBattle,
    url: String,
) -> Result<HttpResponse, Problem> {
    let (chrome, view) = (chrome(request, Nav::Elsewhere), view(battle, url));
    // Markdown can take a while; other readers of this worker must not wait for it.
    let made = actix_web::web::block(move || shared::render(&chrome, &view)).await;
    let made = made.map_err(|error| Problem::from(Error::Internal(Box::new(error))))?;
    Ok(html(HttpResponse::Ok(), made, &Cache::Never))
}

fn view(battle: SharedBattle, url: String) -> View {
    let sides = if battle.mode == Mode::Direct { 1 } else { 2 };
    let turns = battle.turns.into_iter().map(|turn| {
        let [lang, lang_a, lang_b] = turn.languages();
        let answers = turn.sides.into_iter().zip([lang_a, lang_b]);
        let answers = answers.map(|((text, _), lang)| Text { text, lang });
        let prompt = turn.prompt;
        (Text { text: prompt, lang }, answers.take(sides).collect())
    });
    View {
        url,
        turns: turns.collect(),
        choice: battle
            .told
            .as_ref()
            .and_then(|told| Choice::parse(told.choice?.as_str())),
        models: battle.told.as_ref().map(named).unwrap_or_default(),
    }
}
