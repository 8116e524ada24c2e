//! Models beside each other, and groups of models.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::compare::{self, Pair, View};
use agon_templates::group::{self, Kind};
use agon_templates::layout::Nav;

use super::leaderboard::tab;
use super::model::{card, category_row, share};
use super::standing::{Titles, gap, named, row};
use super::{chrome, html, language, page, tabs};
use crate::app::{ArenaSummary, Compared, ComparedPair, Group, InCommon, LeaderboardQuery};
use crate::web::Web;
use crate::web::asked::query_of;
use crate::web::cache::Cache;
use crate::web::charts::past;
use crate::web::fields::Params;
use crate::web::problem::Problem;

/// `GET /compare`.
pub(in crate::web) async fn show(request: HttpRequest, web: Data<Web>) -> HttpResponse {
    page(&request, compare_page(&request, &web).await)
}

async fn compare_page(request: &HttpRequest, web: &Data<Web>) -> Result<HttpResponse, Problem> {
    let (params, arenas) = (Params::parse(request.query_string())?, web.app.arenas());
    let first = || Some(arenas.first()?.id.to_string());
    let asked = params.text("arena").map(str::to_owned);
    let arena = asked.or_else(first).ok_or_else(Problem::not_found)?;
    let models: Vec<String> = params.all("m").map(str::to_owned).collect();
    let query = query_of(request.query_string())?;
    let found = web
        .app
        .call(move |app| async move { app.compare(&arena, &query, &models).await })
        .await?;
    let site = web.app.site();
    let titles = Titles {
        t: language::of(request),
        site: &site,
    };
    let mut view = view(&found, &arenas, &titles);
    if !found.picked.is_empty() {
        let arena = &found.board.arena;
        view.past = past(web, arena, drawn(&found), titles.t).await?;
    }
    Ok(html(
        HttpResponse::Ok(),
        compare::render(&chrome(request, Nav::Leaderboard), &view),
        &Cache::Never,
    ))
}

/// The picked models on the same board, for the pictures over time.
fn drawn(found: &Compared) -> LeaderboardQuery {
    let picked = found.picked.iter();
    LeaderboardQuery {
        category: Some(found.board.category.clone()),
        style_control: found.board.style_control,
        models: picked.map(|row| row.model.id.to_string()).collect(),
        ..LeaderboardQuery::default()
    }
}

fn view(found: &Compared, arenas: &[ArenaSummary], titles: &Titles<'_>) -> View {
    let models = found.board.rows.iter().map(|row| &row.model);
    let categories = found.categories.iter().map(|(id, places)| {
        let rows = places.iter();
        let rows = rows.map(|place| place.as_ref().map(|place| category_row(place, titles)));
        (titles.tab(id).title, rows.collect())
    });
    View {
        arena: found.board.arena.to_string(),
        arenas: tabs(arenas),
        models: models
            .map(|model| tab(model.id.as_str(), &model.name))
            .collect(),
        picked: found
            .picked
            .iter()
            .map(|one| (card(&one.model), row(one)))
            .collect(),
        pairs: found.pairs.iter().map(pair).collect(),
        categories: categories.collect(),
        past: Vec::new(),
    }
}

fn pair(pair: &ComparedPair) -> Pair {
    let observed = pair.observed.as_ref();
    Pair {
        models: [named(&pair.first), named(&pair.second)],
        observed: observed.map(|observed| (observed.votes, share(observed))),
        gap: pair.gap.as_ref().map(gap),
    }
}

/// `GET /organizations/{name}`.
pub(in crate::web) async fn organization(
    request: HttpRequest,
    web: Data<Web>,
    name: Path<String>,
) -> HttpResponse {
    let by = InCommon::Organization(name.into_inner());
    page(
        &request,
        group_page(&request, &web, (Kind::Organization, by)).await,
    )
}

/// `GET /licenses/{name}`.
pub(in crate::web) async fn license(
    request: HttpRequest,
    web: Data<Web>,
    name: Path<String>,
) -> HttpResponse {
    let by = InCommon::License(name.into_inner());
    page(
        &request,
        group_page(&request, &web, (Kind::License, by)).await,
    )
}

/// `GET /countries/{code}`.
pub(in crate::web) async fn country(
    request: HttpRequest,
    web: Data<Web>,
    code: Path<String>,
) -> HttpResponse {
    let by = InCommon::Country(code.into_inner());
    page(
        &request,
        group_page(&request, &web, (Kind::Country, by)).await,
    )
}

async fn group_page(
    request: &HttpRequest,
    web: &Data<Web>,
    (kind, by): (Kind, InCommon),
) -> Result<HttpResponse, Problem> {
    let only = by.query();
    let group = web
        .app
        .call(move |app| async move { app.group(&by).await })
        .await?;
    let mut view = group_view(kind, &group);
    for (standing, arena) in view.arenas.iter_mut().zip(&group.arenas) {
        standing.past = past(web, &arena.arena, only.clone(), language::of(request)).await?;
    }
    Ok(html(
        HttpResponse::Ok(),
        group::render(&chrome(request, Nav::Leaderboard), &view),
        &Cache::Never,
    ))
}

fn group_view(kind: Kind, found: &Group) -> group::View {
    let standing = |arena: &crate::app::GroupArena| group::Standing {
        arena: tab(arena.arena.as_str(), &arena.title),
        models: arena.models as u64,
        rows: arena.rows.iter().map(row).collect(),
        past: Vec::new(),
    };
    group::View {
        kind,
        name: found.name.clone(),
        models: found
            .models
            .iter()
            .map(|model| tab(model.id.as_str(), &model.name))
            .collect(),
        arenas: found.arenas.iter().map(standing).collect(),
    }
}
