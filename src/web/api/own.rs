//! A voter's own battles: listed, searched, taken away, erased.

use std::pin::pin;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt as _;
use serde::Serialize;
use utoipa::ToSchema;

use super::battles::battle_id;
use super::bodies::RevealedSide;
use super::exports::streamed;
use super::parts::{Part, lead_on};
use super::{json, no_content};
use crate::app::{App, OwnBattle, OwnBattles, OwnQuery, Told};
use crate::clock::rfc3339;
use crate::domain::Choice;
use crate::exchange::OwnFormat;
use crate::store::Place;
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::Known;

/// Battles in one answer, if nothing else is asked for.
const USUAL: usize = 20;
/// And at most.
const MOST: u32 = 100;
/// The longest text that can be searched for.
const MAX_SEARCH_CHARS: usize = 200;

/// Some of the voter's battles, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct Own {
    battles: Vec<OwnEntry>,
    /// The cursor of the next ones; null behind the last. A search can give few and still go on.
    next: Option<String>,
}

/// One battle at a glance.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnEntry {
    id: String,
    arena: String,
    /// answering, ready, voted or void.
    state: &'static str,
    /// When it began, RFC 3339 UTC.
    time: String,
    /// How many turns it has.
    turns: usize,
    /// The first 200 characters of the first prompt.
    prompt: String,
    /// Whether its texts may be published.
    publish: bool,
    /// anonymous, `side_by_side` or direct.
    mode: &'static str,
    /// a, b, tie or `both_bad`; null before the vote.
    choice: Option<&'static str>,
    /// Who answered; null before the vote of an anonymous battle.
    models: Option<Models>,
}

/// Who answered: told by a vote, or picked by the voter.
#[derive(Serialize, ToSchema)]
pub(super) struct Models {
    a: RevealedSide,
    /// Null in a direct chat.
    b: Option<RevealedSide>,
}

/// The choice, and who answered.
pub(super) fn told(told: Option<&Told>) -> (Option<&'static str>, Option<Models>) {
    let choice = told.and_then(|told| told.choice).map(Choice::as_str);
    let models = told.map(|told| Models {
        a: (&told.a).into(),
        b: told.b.as_ref().map(RevealedSide::from),
    });
    (choice, models)
}

impl From<OwnBattle> for OwnEntry {
    fn from(battle: OwnBattle) -> Self {
        let (choice, models) = told(battle.told.as_ref());
        Self {
            id: battle.id.to_string(),
            arena: battle.arena.to_string(),
            state: battle.state.as_str(),
            time: rfc3339(battle.created_ms),
            turns: battle.turns,
            prompt: battle.prompt,
            publish: battle.publish,
            mode: battle.mode.as_str(),
            choice,
            models,
        }
    }
}

/// How many battles were erased.
#[derive(Serialize, ToSchema)]
pub(super) struct Erased {
    erased: usize,
}

/// A place in the history as a cursor, and back.
pub(in crate::web) fn cursor(place: Place) -> String {
    format!("{}-{}", place.created_ms, place.battle)
}

fn place(cursor: &str) -> Option<Place> {
    let (created_ms, battle) = cursor.split_once('-')?;
    Some(Place {
        created_ms: created_ms.parse().ok()?,
        battle: battle.parse().ok()?,
    })
}

/// What is asked of the history, by the API and by its page.
pub(in crate::web) fn own_query(params: &Params) -> Result<OwnQuery, Problem> {
    let part = Part::asked(params, MOST, place)?;
    let q = params.text("q").map(str::to_owned);
    if q.as_ref()
        .is_some_and(|q| q.chars().count() > MAX_SEARCH_CHARS)
    {
        let detail = format!("must have at most {MAX_SEARCH_CHARS} characters");
        return Err(Problem::field("q", detail));
    }
    Ok(OwnQuery {
        q,
        before: part.cursor,
        limit: part.limit.map_or(USUAL, |limit| limit as usize),
    })
}

/// This voter's battles, newest first.
#[utoipa::path(get, path = "/api/v1/battles", tag = "own battles", params(
        ("q" = Option<String>, Query, description = "Only battles whose prompts say this, or, once voted on, whose answers or models do"),
        ("cursor" = Option<String>, Query, description = "Go on where an answer ended"),
        ("limit" = Option<u32>, Query, description = "1 to 100; 20 if absent"),
    ), security(("voter" = [])), responses(
    (status = 200, body = Own),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn list(
    web: Data<Web>,
    who: Known,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let query = own_query(&Params::parse(request.query_string())?)?;
    let voter = who.0;
    let OwnBattles { battles, next } = web
        .app
        .call(move |app| async move { app.own_battles(voter, &query).await })
        .await?;
    let own = Own {
        battles: battles.into_iter().map(OwnEntry::from).collect(),
        next: next.map(cursor),
    };
    let response = json(HttpResponse::Ok(), &own, &Cache::Never);
    Ok(lead_on(response, &request, own.next.as_deref()))
}

/// Erases the texts of one battle: prompts, answers, note, shared links. A running one is stopped. The vote stays in the
/// log without them. The battle is not found from then on.
#[utoipa::path(delete, path = "/api/v1/battles/{id}", tag = "own battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 204, description = "Erased"),
    (status = 404, description = "Unknown, another voter's, or erased already", body = ProblemBody),
))]
pub(in crate::web) async fn erase(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    web.app
        .call(move |app| async move { app.erase_battle(voter, id).await })
        .await?;
    Ok(no_content())
}

/// Erases the texts of all battles of this voter.
#[utoipa::path(delete, path = "/api/v1/battles", tag = "own battles", security(("voter" = [])), responses((status = 200, body = Erased)))]
pub(in crate::web) async fn erase_all(web: Data<Web>, who: Known) -> Result<HttpResponse, Problem> {
    let voter = who.0;
    let erased = web
        .app
        .call(move |app| async move { app.erase_battles(voter).await })
        .await?;
    Ok(json(HttpResponse::Ok(), &Erased { erased }, &Cache::Never))
}

/// All battles of this voter as one file, `json` for programs or `md` for people.
#[utoipa::path(get, path = "/api/v1/battles/export.{format}", tag = "own battles", params(("format" = String, Path, description = "json or md")),
    security(("voter" = [])), responses(
    (status = 200, description = "The file", content((Object = "application/json"), (String = "text/markdown")),
        headers(("Content-Disposition" = String, description = "The file's name"))),
    (status = 404, description = "No such format", body = ProblemBody),
))]
pub(in crate::web) async fn export(
    web: Data<Web>,
    format: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let parsed: OwnFormat = format.parse().map_err(|known| {
        let detail = format!("There is no such file: the format is {known}.");
        Problem::new(StatusCode::NOT_FOUND, detail)
    })?;
    let voter = who.0;
    let pieces = streamed(&web, move |app: Arc<App>, pieces| async move {
        let mut export = pin!(app.own_export(voter, parsed));
        while let Some(piece) = export.next().await {
            if pieces.send(piece).await.is_err() {
                break;
            }
        }
        Ok(())
    });
    let mut response = HttpResponse::Ok();
    Cache::Never.on(&mut response);
    Ok(response
        .insert_header((CONTENT_TYPE, parsed.mime()))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"my-battles.{format}\""),
        ))
        .streaming(pieces))
}
