//! A voter's own battles, and the forms that delete them.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::battle::Choice;
use agon_templates::history::{self, Entry, Standing, View};
use agon_templates::layout::Nav;
use agon_templates::urls;
use serde::Deserialize;

use super::leaderboard::moment;
use super::{chrome, html, page, see_other, text};
use crate::app::{OwnBattle, OwnBattles, Told};
use crate::clock::civil;
use crate::domain::{BattleState, Mode};
use crate::web::Web;
use crate::web::api::battles::battle_id;
use crate::web::api::own::{cursor, own_query};
use crate::web::cache::Cache;
use crate::web::fields::{Params, Sent};
use crate::web::problem::Problem;
use crate::web::voter::{Known, KnownOrNew};

/// The form that deletes everything.
#[derive(Deserialize)]
pub(in crate::web) struct Sure {
    #[serde(default)]
    sure: String,
}

/// `GET /history`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, history_page(&request, &web, who.ok()).await)
}

/// Somebody without a battle has an empty history.
async fn history_page(
    request: &HttpRequest,
    web: &Data<Web>,
    who: Option<Known>,
) -> Result<HttpResponse, Problem> {
    let query = own_query(&Params::parse(request.query_string())?)?;
    let q = query.q.clone().unwrap_or_default();
    let found = match who {
        Some(Known(voter)) => {
            let list = move |app: std::sync::Arc<crate::app::App>| async move {
                app.own_battles(voter, &query).await
            };
            web.app.call(list).await?
        }
        None => OwnBattles {
            battles: Vec::new(),
            next: None,
        },
    };
    let view = View {
        q,
        entries: found.battles.into_iter().map(entry).collect(),
        next: found.next.map(cursor),
    };
    let made = history::render(&chrome(request, Nav::History), &view);
    Ok(html(HttpResponse::Ok(), made, &Cache::Never))
}

fn entry(battle: OwnBattle) -> Entry {
    Entry {
        id: battle.id.to_string(),
        began: civil(battle.created_ms).map(moment),
        prompt: text(battle.prompt),
        standing: standing(battle.state, battle.mode, battle.told),
    }
}

fn standing(state: BattleState, mode: Mode, told: Option<Told>) -> Standing {
    let choice = |told: &Told| Choice::parse(told.choice?.as_str());
    match (state, told) {
        (BattleState::Void, _) => Standing::Void,
        (_, Some(told)) => match (choice(&told), told.b) {
            (Some(choice), Some(b)) => Standing::Voted {
                choice,
                a: told.a.name,
                b: b.name,
                named: mode != Mode::Anonymous,
            },
            (_, b) => Standing::Named {
                a: told.a.name,
                b: b.map(|model| model.name),
            },
        },
        (BattleState::Answering, None) => Standing::Answering,
        (_, None) => Standing::Ready,
    }
}

/// `POST /b/{id}/delete`.
pub(in crate::web) async fn delete(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, erase(&web, &id, who).await)
}

async fn erase(
    web: &Data<Web>,
    id: &str,
    who: Result<Known, Problem>,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(id)?, who?.0);
    web.app
        .call(move |app| async move { app.erase_battle(voter, id).await })
        .await?;
    Ok(see_other(urls::HISTORY).finish())
}

/// `POST /history/delete`. A browser without a battle has nothing to delete, which is no fault of its own.
pub(in crate::web) async fn delete_all(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<KnownOrNew, Problem>,
    Sent(form): Sent<Sure>,
) -> HttpResponse {
    page(&request, erase_all(&web, who, &form).await)
}

async fn erase_all(
    web: &Data<Web>,
    who: Result<KnownOrNew, Problem>,
    form: &Sure,
) -> Result<HttpResponse, Problem> {
    if form.sure != "yes" {
        return Err(Problem::field("sure", "must be yes: tick the box"));
    }
    if let Some(voter) = who?.known() {
        web.app
            .call(move |app| async move { app.erase_battles(voter).await })
            .await?;
    }
    Ok(see_other(urls::HISTORY).finish())
}
