//! Battles, turns and votes.

use std::sync::Arc;

use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpResponse, ResponseError as _};
use agon_templates::problem::Cause;

use super::bodies::{BattleStarted, NewBattle, NewTurn, NewVote, OwnBattle, Voted};
use super::json;
use super::voters::chosen;
use crate::app::{App, Ask, Wanted};
use crate::domain::{BattleId, Choice, Consent, Mode};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Fields;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::{Known, KnownOrNew, set};

/// A battle's id in a path. What cannot be one is not found.
pub(in crate::web) fn battle_id(path: &str) -> Result<BattleId, Problem> {
    path.parse().map_err(|_| {
        Problem::new(
            actix_web::http::StatusCode::NOT_FOUND,
            "There is no such battle.",
        )
        .because(Cause::NoBattle)
    })
}

/// Starts a battle: two models are drawn and answer.
#[utoipa::path(post, path = "/api/v1/battles", tag = "battles", request_body = NewBattle, security(("voter" = [])), responses(
    (status = 201, body = BattleStarted, headers(("Location" = String, description = "The battle's address"))),
    (status = 401, description = "No voter", body = ProblemBody),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 413, description = "Too large", body = ProblemBody),
    (status = 422, description = "A field cannot be used", body = ProblemBody),
    (status = 429, description = "Too many from this address", body = ProblemBody),
    (status = 503, description = "Too many at the moment", body = ProblemBody),
))]
pub(in crate::web) async fn start(
    web: Data<Web>,
    who: KnownOrNew,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let fields = Fields::read(body).await?;
    let ask = asked(&fields)?;
    let (voter, cookie) = who.voter(&web).await?;
    let start = |app: Arc<App>| async move { app.ask(voter, &ask).await };
    let mut response = match web.app.call(start).await {
        Ok(started) => {
            let mut head = HttpResponse::Created();
            head.insert_header(("location", format!("/api/v1/battles/{}", started.id)));
            json(head, &BattleStarted::from(started), &Cache::Never)
        }
        Err(error) => Problem::from(error).error_response(),
    };
    set(&mut response, cookie.as_ref());
    Ok(response)
}

fn asked(fields: &Fields) -> Result<Ask, Problem> {
    let consent = fields.object("consent")?;
    let consent = consent.as_ref().map(chosen).transpose()?;
    let consent = consent.map(|(publish, version)| {
        Consent::choose(publish, version).map_err(|error| Problem::field("version", error))
    });
    Ok(Ask {
        arena: fields.text("arena")?,
        prompt: fields.text("prompt")?,
        models: wanted(fields)?,
        consent: consent.transpose()?,
    })
}

fn wanted(fields: &Fields) -> Result<Wanted, Problem> {
    let mode = fields.optional_text("mode")?.map(str::parse);
    let mode = mode.transpose();
    match mode.map_err(|error| Problem::field("mode", error))? {
        None | Some(Mode::Anonymous) => Ok(Wanted::Drawn),
        Some(Mode::Direct) => Ok(Wanted::Direct(fields.text("model")?)),
        Some(Mode::SideBySide) => match <[String; 2]>::try_from(fields.words("models")?) {
            Ok(pair) => Ok(Wanted::SideBySide(pair)),
            Err(_) => Err(Problem::field("models", "must be a list of two ids")),
        },
    }
}

/// A battle of this voter.
#[utoipa::path(get, path = "/api/v1/battles/{id}", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 200, body = OwnBattle),
    (status = 401, description = "No voter", body = ProblemBody),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let shown = web
        .app
        .call(move |app| async move { app.show_battle(voter, id).await })
        .await?;
    Ok(json(
        HttpResponse::Ok(),
        &OwnBattle::of(shown, &web.app.site()),
        &Cache::Never,
    ))
}

/// Asks both models of a ready battle something more.
#[utoipa::path(post, path = "/api/v1/battles/{id}/turns", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    request_body = NewTurn, security(("voter" = [])), responses(
    (status = 201, body = BattleStarted),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "Not ready", body = ProblemBody),
    (status = 422, description = "The prompt cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn follow_up(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let prompt = Fields::read(body).await?.text("prompt")?;
    let started = web
        .app
        .call(move |app| async move { app.follow_up(voter, id, &prompt).await })
        .await?;
    Ok(json(
        HttpResponse::Created(),
        &BattleStarted::from(started),
        &Cache::Never,
    ))
}

/// Casts the vote of a ready battle, exactly once.
#[utoipa::path(post, path = "/api/v1/battles/{id}/vote", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    request_body = NewVote, security(("voter" = [])), responses(
    (status = 200, description = "On disk. The same choice again gives the same body", body = Voted),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "Not ready, or another choice is in the log", body = ProblemBody),
    (status = 422, description = "No such choice", body = ProblemBody),
    (status = 503, description = "The database does not answer; send it again", body = ProblemBody),
))]
pub(in crate::web) async fn vote(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let choice = Fields::read(body).await?.text("choice")?;
    let choice: Choice = choice
        .parse()
        .map_err(|allowed| Problem::field("choice", format_args!("must be {allowed}")))?;
    let vote = web
        .app
        .call(move |app| async move { app.cast_vote(voter, id, choice).await })
        .await?;
    Ok(json(HttpResponse::Ok(), &Voted::of(&vote), &Cache::Never))
}

/// Stops both answers for good: the battle becomes void. What has ended already stays as it is.
#[utoipa::path(post, path = "/api/v1/battles/{id}/stop", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 200, description = "The battle as it is now", body = OwnBattle),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 503, description = "The database does not answer; send it again", body = ProblemBody),
))]
pub(in crate::web) async fn stop(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (number, voter) = (battle_id(&id)?, who.0);
    web.app
        .call(move |app| async move { app.stop_battle(voter, number).await })
        .await?;
    show(web, id, Known(voter)).await
}
