//! The page of a model, and battles that their voters made public.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::facts::Card;
use agon_templates::layout::Nav;
use agon_templates::leaderboard::Row;
use agon_templates::model::{self, Opponent, Standing, Version, View};
use agon_templates::urls;

use super::battle::weights;
use super::leaderboard::{moment, tab};
use super::shared::readable;
use super::standing::{Titles, named, row};
use super::{chrome, html, language, page};
use crate::app::{self, LeaderboardQuery, ModelArena, ModelPage};
use crate::clock::civil;
use crate::domain::{Model, ModelState};
use crate::store::ModelEvent;
use crate::web::Web;
use crate::web::api::battles::battle_id;
use crate::web::api::shares::no_index;
use crate::web::cache::Cache;
use crate::web::charts::past;
use crate::web::problem::Problem;

/// Opponents in each list.
const OPPONENTS: usize = 5;
/// Characters of a prompt that name a battle.
const EXCERPT: usize = 120;

/// `GET /models/{id}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
) -> HttpResponse {
    page(&request, model_page(&request, &web, id.into_inner()).await)
}

async fn model_page(
    request: &HttpRequest,
    web: &Data<Web>,
    id: String,
) -> Result<HttpResponse, Problem> {
    let found = web
        .app
        .call(move |app| async move { app.model_page(&id).await })
        .await?;
    let site = web.app.site();
    let titles = Titles {
        t: language::of(request),
        site: &site,
    };
    let mut view = view(&found, &titles);
    for (standing, arena) in view.arenas.iter_mut().zip(&found.arenas) {
        let only = LeaderboardQuery {
            models: vec![found.model.id.to_string()],
            ..LeaderboardQuery::default()
        };
        standing.past = past(web, &arena.arena, only, titles.t).await?;
    }
    Ok(html(
        HttpResponse::Ok(),
        model::render(&chrome(request, Nav::Leaderboard), &view),
        &Cache::Never,
    ))
}

/// `GET /samples/{id}`: a battle that its voter allows to be published.
pub(in crate::web) async fn sample(
    request: HttpRequest,
    web: Data<Web>,
    id: Path<String>,
) -> HttpResponse {
    no_index(page(&request, sample_page(&request, &web, &id).await))
}

async fn sample_page(
    request: &HttpRequest,
    web: &Data<Web>,
    id: &str,
) -> Result<HttpResponse, Problem> {
    let id = battle_id(id)?;
    let battle = web
        .app
        .call(move |app| async move { app.public_battle(id).await })
        .await?;
    let path = urls::public_battle(&id.to_string());
    let url = format!("{}{path}", web.app.site().config.server.public_url);
    readable(request, battle, url).await
}

fn view(found: &ModelPage, titles: &Titles<'_>) -> View {
    let excerpt = |prompt: &str| prompt.chars().take(EXCERPT).collect::<String>();
    let samples = found.samples.iter();
    View {
        card: card(&found.model),
        arenas: found
            .arenas
            .iter()
            .map(|arena| standing(arena, titles))
            .collect(),
        said: found
            .said
            .iter()
            .map(|(reason, count)| (reason.to_string(), *count))
            .collect(),
        said_votes: found.said_votes,
        samples: samples
            .map(|one| tab(&one.id.to_string(), &excerpt(&one.prompt)))
            .collect(),
        versions: found.versions.iter().map(version).collect(),
    }
}

fn standing(arena: &ModelArena, titles: &Titles<'_>) -> Standing {
    // Whoever is surely beaten comes first, not whoever lost one vote of one.
    let mut opponents = arena.opponents.iter().collect::<Vec<_>>();
    let low = |one: &app::Opponent| one.observed.interval.low.unwrap_or_default();
    let high = |one: &app::Opponent| one.observed.interval.high.unwrap_or(1.0);
    opponents.sort_by(|x, y| low(y).total_cmp(&low(x)));
    let most = OPPONENTS.min(opponents.len().div_ceil(2));
    let best = opponents.drain(..most).map(opponent).collect();
    opponents.sort_by(|x, y| high(x).total_cmp(&high(y)));
    let worst = opponents
        .into_iter()
        .take(OPPONENTS)
        .map(opponent)
        .collect();
    Standing {
        arena: tab(arena.arena.as_str(), &arena.title),
        row: row(&arena.row),
        categories: arena
            .categories
            .iter()
            .map(|one| category_row(one, titles))
            .collect(),
        best,
        worst,
        past: Vec::new(),
    }
}

/// A model on the board of a category, as a row that is named after it.
pub(super) fn category_row(one: &app::ModelCategory, titles: &Titles<'_>) -> Row {
    Row {
        id: one.category.clone(),
        name: titles.tab(&one.category).title,
        rank_low: one.rank.map(|rank| rank.low),
        rank_high: one.rank.map(|rank| rank.high),
        rating: one.rating,
        low: one.low,
        high: one.high,
        votes: one.votes,
        ..Row::default()
    }
}

fn opponent(one: &app::Opponent) -> Opponent {
    Opponent {
        model: named(&one.model),
        votes: one.observed.votes,
        share: share(&one.observed),
        expected: one.expected,
    }
}

/// A share with the ends of its interval.
pub(super) fn share(observed: &app::Observed) -> [f64; 3] {
    let interval = observed.interval;
    [
        observed.share,
        interval.low.unwrap_or_default(),
        interval.high.unwrap_or(1.0),
    ]
}

fn version(event: &ModelEvent) -> Version {
    Version {
        since: civil(event.time_ms).map(moment),
        event: event.event.clone(),
        card: card(&event.card),
    }
}

/// A model's card.
pub(super) fn card(model: &Model) -> Card {
    Card {
        id: model.id.to_string(),
        name: model.name.clone(),
        organization: model.organization.clone(),
        country: model.country.clone(),
        license: model.license.clone(),
        weights: model.weights.map(weights),
        parameters_b: model.parameters_b,
        active_parameters_b: model.active_parameters_b,
        reasoning: model.reasoning,
        released: model.released.clone(),
        price_input: model.price_input,
        price_output: model.price_output,
        context_tokens: model.context_tokens,
        retired: model.state == ModelState::Retired,
    }
}
