//! A battle's page, and its forms.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::battle::{
    self, AnswerView, Facts, FollowUp, Place, RevealCard, State, TurnView, View, Voted, Why,
};
use agon_templates::components::Weights;
use agon_templates::layout::Nav;
use agon_templates::problem::Cause;
use agon_templates::urls;
use serde::Deserialize;

use super::{chrome, html, page, see_other};
use crate::app::{Error, Outcome, ShownBattle, ShownTurn, Told};
use crate::domain::{
    self, Battle, BattleId, BattleState, Choice, Forecast, MAX_NOTE_CHARS, MAX_PROMPT_CHARS,
    MAX_TURNS, Mode, Rating, Reason, Reasons, RevealedModel, VoidReason, Vote,
};
use crate::web::Web;
use crate::web::api::battles::battle_id;
use crate::web::api::shares::share_url;
use crate::web::cache::Cache;
use crate::web::fields::Sent;
use crate::web::problem::Problem;
use crate::web::voter::Known;

/// The vote form.
#[derive(Deserialize)]
pub(in crate::web) struct Chosen {
    choice: String,
}

/// The follow-up form.
#[derive(Deserialize)]
pub(in crate::web) struct Asked {
    prompt: String,
}

/// `GET /b/{id}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, battle_page(&request, &web, &id, who).await)
}

async fn battle_page(
    request: &HttpRequest,
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, known(who)?.0);
    let shown = web
        .app
        .call(move |app| async move { app.show_battle(voter, id).await })
        .await?;
    let outcome = match &shown.battle.vote {
        Some(_) => Some(
            web.app
                .call(move |app| async move { app.outcome(voter, id).await })
                .await?,
        ),
        None => None,
    };
    let site = web.app.site();
    let title = site
        .arena(shown.battle.arena.as_str())
        .map_or_else(|| shown.battle.arena.to_string(), |a| a.title.clone());
    let told = shown
        .battle
        .named()
        .and_then(|named| Told::picked(named, &site));
    let link = shown
        .battle
        .share
        .as_ref()
        .map(|token| share_url(&site, token));
    let mut view = view(shown, title);
    view.named = told.map(|told| named(&told)).unwrap_or_default();
    view.share = link;
    if let (State::Voted(voted), Some(outcome)) = (&mut view.state, outcome) {
        voted.facts = Some(facts(&outcome));
    }
    let chrome = chrome(request, Nav::Battle);
    // Markdown can take a while; other readers of this worker must not wait for it.
    let made = actix_web::web::block(move || battle::render(&chrome, &view)).await;
    let made = made.map_err(|error| Problem::from(Error::Internal(Box::new(error))))?;
    Ok(html(HttpResponse::Ok(), made, &Cache::Never))
}

/// Somebody else's battle is not found, rather than forbidden.
pub(super) fn known(who: Result<Known, Problem>) -> Result<Known, Problem> {
    who.map_err(|problem| match problem.status {
        StatusCode::UNAUTHORIZED => Problem::new(
            StatusCode::NOT_FOUND,
            "There is no such battle in this browser.",
        )
        .because(Cause::NoBattle),
        _ => problem,
    })
}

/// `POST /b/{id}/vote`.
pub(in crate::web) async fn vote(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
    Sent(form): Sent<Chosen>,
) -> HttpResponse {
    page(&request, cast(&web, &id, who, &form.choice).await)
}

async fn cast(
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
    choice: &str,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, known(who)?.0);
    let choice: Choice = choice
        .parse()
        .map_err(|allowed| Problem::field("choice", format_args!("must be {allowed}")))?;
    web.app
        .call(move |app| async move { app.cast_vote(voter, id, choice).await })
        .await?;
    Ok(back(id))
}

/// `POST /b/{id}/turns`.
pub(in crate::web) async fn follow_up(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
    Sent(form): Sent<Asked>,
) -> HttpResponse {
    page(&request, ask(&web, &id, who, form.prompt).await)
}

async fn ask(
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
    prompt: String,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, known(who)?.0);
    let started = web
        .app
        .call(move |app| async move { app.follow_up(voter, id, &prompt).await })
        .await?;
    Ok(see_other(&urls::battle_turn(&id.to_string(), started.turn as usize)).finish())
}

/// `POST /b/{id}/stop`.
pub(in crate::web) async fn stop(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, end(&web, &id, who).await)
}

async fn end(
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, known(who)?.0);
    web.app
        .call(move |app| async move { app.stop_battle(voter, id).await })
        .await?;
    Ok(back(id))
}

fn back(id: BattleId) -> HttpResponse {
    see_other(&urls::battle(&id.to_string())).finish()
}

fn view(shown: ShownBattle, arena_title: String) -> View {
    let ShownBattle {
        battle,
        turns,
        seen,
        can_follow_up,
    } = shown;
    // While answers are written the page keeps room for what comes then.
    let may_go_on = matches!(battle.state, BattleState::Answering | BattleState::Ready)
        && can_follow_up
        && battle.turns.len() < MAX_TURNS as usize;
    let follow_up = if may_go_on {
        FollowUp::FreeText {
            max_chars: u32::try_from(MAX_PROMPT_CHARS).unwrap_or(u32::MAX),
        }
    } else {
        FollowUp::None
    };
    View {
        id: battle.id.to_string(),
        arena: battle.arena.to_string(),
        arena_title,
        state: state(&battle),
        turns: turns.into_iter().map(turn).collect(),
        seen,
        follow_up,
        named: Vec::new(),
        share: None,
        new_battle_url: match battle.lineup.mode() {
            Mode::Anonymous => urls::ask(battle.arena.as_str()),
            Mode::SideBySide => urls::pick(urls::SIDE_BY_SIDE, battle.arena.as_str()),
            Mode::Direct => urls::pick(urls::DIRECT, battle.arena.as_str()),
        },
    }
}

/// The models that a voter picked, as cards.
pub(super) fn named(told: &Told) -> Vec<RevealCard> {
    std::iter::once(&told.a).chain(&told.b).map(card).collect()
}

fn facts(outcome: &Outcome) -> Facts {
    let places = |says: &Forecast| {
        [says.a, says.b].map(|placed| Place {
            rating: placed.rating,
            rank: placed.rank,
        })
    };
    let crowd = outcome.crowd;
    Facts {
        crowd: [crowd.a, crowd.b, crowd.tie, crowd.both_bad],
        chance_a: outcome.before.as_ref().and_then(|says| says.chance_a),
        before: outcome.before.as_ref().map(places).unwrap_or_default(),
        after: outcome.after.as_ref().map(places),
    }
}

fn turn(turn: ShownTurn) -> TurnView {
    let [lang, lang_a, lang_b] = turn.languages();
    let answer = |(text, ended), lang| AnswerView { text, ended, lang };
    let [a, b] = turn.sides;
    TurnView {
        prompt: turn.prompt,
        lang,
        a: answer(a, lang_a),
        b: answer(b, lang_b),
    }
}

fn state(battle: &Battle) -> State {
    match (battle.state, &battle.vote) {
        (BattleState::Voted, Some(vote)) => {
            State::Voted(Box::new(voted(vote, battle.reasons.as_ref())))
        }
        (BattleState::Answering, _) => State::Answering,
        (BattleState::Ready | BattleState::Voted, _) => State::Ready,
        (BattleState::Void, _) => State::Void {
            stopped: battle.void_reason == Some(VoidReason::Stopped),
        },
    }
}

fn voted(vote: &Vote, reasons: Option<&Reasons>) -> Voted {
    let words = |list: &[Reason]| list.iter().map(ToString::to_string).collect();
    Voted {
        choice: battle::Choice::parse(vote.choice.as_str()).unwrap_or(battle::Choice::Tie),
        rated: vote.rating == Rating::Rated,
        reason: vote.rating.reason().map(str::to_owned),
        seq: vote.seq.unsigned_abs(),
        a: card(&vote.reveal.a),
        b: card(&vote.reveal.b),
        board_url: urls::leaderboard(vote.arena.as_str()),
        why: Why {
            a: reasons.map(|said| words(&said.a)).unwrap_or_default(),
            b: reasons.map(|said| words(&said.b)).unwrap_or_default(),
            note: reasons
                .and_then(|said| said.note.as_ref())
                .map_or_else(String::new, |note| note.as_str().to_owned()),
            max_chars: u32::try_from(MAX_NOTE_CHARS).unwrap_or(u32::MAX),
        },
        facts: None,
    }
}

pub(super) fn card(model: &RevealedModel) -> RevealCard {
    RevealCard {
        name: model.name.clone(),
        organization: model.organization.clone(),
        country: model.country.clone(),
        license: model.license.clone(),
        weights: model.weights.map(weights),
        parameters_b: model.parameters_b,
        price_output: model.price_output,
    }
}

/// The word of the domain in the words of the pages.
pub(in crate::web) fn weights(weights: domain::Weights) -> Weights {
    match weights {
        domain::Weights::Open => Weights::Open,
        domain::Weights::Closed => Weights::Closed,
    }
}
