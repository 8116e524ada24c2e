//! The pages where a voter picks who answers.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::components::Tab;
use agon_templates::layout::Nav;
use agon_templates::pick::{self, Mode, View};
use agon_templates::privacy::Asking;

use super::ask::arena;
use super::{chrome, html, page, privacy, tabs, text};
use crate::app::ArenaSummary;
use crate::domain::MAX_PROMPT_CHARS;
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Params;
use crate::web::problem::Problem;
use crate::web::voter::Known;

/// `GET /side-by-side`.
pub(in crate::web) async fn side_by_side(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, show(&request, &web, (Mode::SideBySide, who.ok())))
}

/// `GET /direct`.
pub(in crate::web) async fn direct(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, show(&request, &web, (Mode::Direct, who.ok())))
}

fn show(
    request: &HttpRequest,
    web: &Data<Web>,
    (mode, who): (Mode, Option<Known>),
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let arena = arena(web, params.text("arena"))?;
    let asking = privacy::asking(who.map(|known| known.0));
    let view = view(web, (mode, &arena), asking)?;
    let made = pick::render(&chrome(request, Nav::Battle), &view);
    Ok(html(HttpResponse::Ok(), made, &Cache::Never))
}

pub(super) fn view(
    web: &Data<Web>,
    (mode, arena): (Mode, &ArenaSummary),
    consent: Asking,
) -> Result<View, Problem> {
    let site = web.app.site();
    let models = site.arena(arena.id.as_str()).map(|arena| {
        let tab = |id: &crate::domain::ModelId| Tab {
            id: id.to_string(),
            title: site.card(id).name,
        };
        site.answering(arena).map(tab).collect()
    });
    let questions = web.app.prompts(arena.id.as_str())?;
    Ok(View {
        mode,
        arena: arena.id.to_string(),
        arenas: tabs(&web.app.arenas()),
        models: models.unwrap_or_default(),
        picked: [String::new(), String::new()],
        questions: questions.map(|questions| questions.iter().cloned().map(text).collect()),
        prompt: String::new(),
        max_chars: u32::try_from(MAX_PROMPT_CHARS).unwrap_or(u32::MAX),
        consent,
        problem: None,
    })
}
