//! The page that asks for a prompt, and the form that starts a battle.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::ask::{Offer, View};
use agon_templates::language::Language;
use agon_templates::layout::Nav;
use agon_templates::privacy::Asking;
use agon_templates::problem::Cause;
use agon_templates::{ask, pick, urls};
use serde::Deserialize;

use super::{chrome, html, language, page, privacy, problem_page, see_other, tabs, text};
use crate::app::{App, ArenaSummary, Ask, Error, Wanted};
use crate::domain::{MAX_PROMPT_CHARS, Mode};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::{Params, Sent};
use crate::web::problem::Problem;
use crate::web::voter::{Known, KnownOrNew, set};

/// The form.
#[derive(Deserialize)]
pub(in crate::web) struct Asked {
    arena: String,
    #[serde(default)]
    prompt: String,
    /// What is asked in place of the prompt.
    #[serde(default)]
    suggestion: Option<String>,
    #[serde(default)]
    consent: Option<u32>,
    #[serde(default)]
    publish: Option<String>,
    /// With `model` and `other` where the voter picks who answers.
    #[serde(default)]
    mode: Option<String>,
    #[serde(default)]
    model: String,
    #[serde(default)]
    other: String,
}

impl Asked {
    fn prompt(&self) -> &str {
        self.suggestion.as_deref().unwrap_or(&self.prompt)
    }

    fn wanted(&self) -> Result<Wanted, Problem> {
        let mode = self.mode.as_deref().map(str::parse).transpose();
        Ok(match mode.map_err(|error| Problem::field("mode", error))? {
            None | Some(Mode::Anonymous) => Wanted::Drawn,
            Some(Mode::SideBySide) => Wanted::SideBySide([self.model.clone(), self.other.clone()]),
            Some(Mode::Direct) => Wanted::Direct(self.model.clone()),
        })
    }
}

/// `GET /`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    let asking = privacy::asking(who.ok().map(|known| known.0));
    page(&request, ask_page(&request, &web, asking))
}

fn ask_page(
    request: &HttpRequest,
    web: &Data<Web>,
    asking: Asking,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let arena = arena(web, params.text("arena"))?;
    let question = params.read("question", "a number", |text| text.parse::<usize>().ok())?;
    let view = view((request, web), (&arena, asking), question, None)?;
    Ok(html(
        HttpResponse::Ok(),
        ask::render(&chrome(request, Nav::Battle), &view),
        &Cache::Never,
    ))
}

/// `POST /battles`: a form without script, or with it.
pub(in crate::web) async fn start(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<KnownOrNew, Problem>,
    Sent(form): Sent<Asked>,
) -> HttpResponse {
    page(&request, begin(&request, &web, who, form).await)
}

async fn begin(
    request: &HttpRequest,
    web: &Data<Web>,
    who: Result<KnownOrNew, Problem>,
    asked: Asked,
) -> Result<HttpResponse, Problem> {
    let said = privacy::choice(asked.consent, asked.publish.is_some())?;
    let (voter, cookie) = who?.voter(web).await?;
    let wanted = Ask {
        arena: asked.arena.clone(),
        prompt: asked.prompt().to_owned(),
        models: asked.wanted()?,
        consent: said,
    };
    let start = |app: Arc<App>| async move { app.ask(voter, &wanted).await };
    let mut response = match web.app.call(start).await {
        Ok(started) => see_other(&urls::battle(&started.id.to_string())).finish(),
        Err(
            error @ (Error::Invalid {
                field: "prompt" | "models" | "model",
                ..
            }
            | Error::TooLarge {
                field: "prompt", ..
            }),
        ) => {
            let asking = privacy::asking(Some(voter));
            refused((request, web), asking, asked, &error.into())?
        }
        Err(error) => problem_page(request, &error.into()),
    };
    set(&mut response, cookie.as_ref());
    Ok(response)
}

/// The same page again, with the reason and with what was typed.
fn refused(
    (request, web): (&HttpRequest, &Data<Web>),
    asking: Asking,
    asked: Asked,
    problem: &Problem,
) -> Result<HttpResponse, Problem> {
    let arena = arena(web, Some(&asked.arena))?;
    let prompt = asked.prompt().to_owned();
    let picks = match asked.mode.as_deref() {
        Some("side_by_side") => Some(pick::Mode::SideBySide),
        Some("direct") => Some(pick::Mode::Direct),
        _ => None,
    };
    if let Some(mode) = picks {
        let mut view = super::pick::view(web, (mode, &arena), asking)?;
        view.picked = [asked.model, asked.other];
        view.prompt = prompt;
        view.problem = Some(problem.cause());
        let page = pick::render(&chrome(request, Nav::Battle), &view);
        let head = HttpResponse::build(problem.status);
        return Ok(html(head, page, &Cache::Never));
    }
    let view = view(
        (request, web),
        (&arena, asking),
        None,
        Some((prompt, problem.cause())),
    )?;
    let page = ask::render(&chrome(request, Nav::Battle), &view);
    Ok(html(
        HttpResponse::build(problem.status),
        page,
        &Cache::Never,
    ))
}

pub(super) fn arena(web: &Data<Web>, wanted: Option<&str>) -> Result<ArenaSummary, Problem> {
    let mut arenas = web.app.arenas().into_iter();
    let found = match wanted {
        Some(id) => arenas.find(|arena| arena.id.as_str() == id),
        None => arenas.next(),
    };
    found.ok_or_else(|| Error::NotFound { what: "arena" }.into())
}

fn view(
    (request, web): (&HttpRequest, &Data<Web>),
    (arena, consent): (&ArenaSummary, Asking),
    question: Option<usize>,
    refused: Option<(String, Cause)>,
) -> Result<View, Problem> {
    let (prompt, problem) = refused.unzip();
    let offer = match web.app.prompts(arena.id.as_str())? {
        Some(questions) if questions.is_empty() => Offer::Closed,
        Some(questions) => {
            let current = match question {
                Some(number) => number % questions.len(),
                None => first_question(request, web, &questions),
            };
            let questions = questions.iter().cloned().map(text).collect();
            Offer::Recorded { questions, current }
        }
        None => free_text(request, web, prompt.unwrap_or_default()),
    };
    Ok(View {
        arena: arena.id.to_string(),
        arenas: tabs(&web.app.arenas()),
        offer,
        votes: arena.votes,
        models: arena.models as u64,
        consent,
        problem,
    })
}

fn free_text(request: &HttpRequest, web: &Data<Web>, prompt: String) -> Offer {
    let t = language::of(request);
    let surprises = ask::surprises(t);
    let surprise = surprises.get(web.app.pick(surprises.len()));
    Offer::FreeText {
        max_chars: u32::try_from(MAX_PROMPT_CHARS).unwrap_or(u32::MAX),
        suggestions: ask::suggestions(t).map(str::to_owned).to_vec(),
        surprise: surprise.copied().unwrap_or_default().to_owned(),
        prompt,
    }
}

/// A question by chance; for somebody who reads English first, one in plain letters if there is any.
fn first_question(request: &HttpRequest, web: &Data<Web>, questions: &[String]) -> usize {
    let reads_english = language::of(request) == Language::English;
    let fits = |(_, question): &(usize, &String)| !reads_english || question.is_ascii();
    let fitting: Vec<usize> = questions
        .iter()
        .enumerate()
        .filter(fits)
        .map(|(number, _)| number)
        .collect();
    let chosen = fitting.get(web.app.pick(fitting.len())).copied();
    chosen.unwrap_or_else(|| web.app.pick(questions.len()))
}
