//! The page that asks for a prompt, and the form that starts a battle.

use std::sync::Arc;

use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::ask::{Offer, View};
use agon_templates::layout::Nav;
use agon_templates::{ask, urls};
use serde::Deserialize;

use super::{chrome, html, page, problem_page, see_other, tabs};
use crate::app::{App, ArenaSummary, Error};
use crate::domain::MAX_PROMPT_CHARS;
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::{Params, Sent};
use crate::web::problem::Problem;
use crate::web::voter::{KnownOrNew, set};

/// Prompts to begin with, in an arena that can be asked anything.
const SUGGESTIONS: [&str; 6] = [
    "Plan a rainy Sunday in Lyon for two adults and a bored teenager",
    "Explain why the sky is blue to a curious eight-year-old, then once more to a physicist",
    "Write a haiku about entropy, then explain the joke",
    "\u{7528}\u{4e09}\u{53e5}\u{8bdd}\u{89e3}\u{91ca}\u{901a}\u{8d27}\u{81a8}\u{80c0}",
    "Is it cheaper to fly or to drive 600 km? Show how you estimate it",
    "Find the bug: `for i in range(len(xs)): if xs[i] < 0: xs.pop(i)`",
];

/// The form.
#[derive(Deserialize)]
pub(in crate::web) struct Asked {
    arena: String,
    prompt: String,
}

/// `GET /`.
pub(in crate::web) async fn show(request: HttpRequest, web: Data<Web>) -> HttpResponse {
    page(&request, ask_page(&request, &web))
}

fn ask_page(request: &HttpRequest, web: &Data<Web>) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let arena = arena(web, params.text("arena"))?;
    let question = params.read("question", "a number", |text| text.parse::<usize>().ok())?;
    let view = view((request, web), &arena, question, None)?;
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
    let (voter, cookie) = who?.voter(web).await?;
    let (name, prompt) = (asked.arena.clone(), asked.prompt.clone());
    let start = |app: Arc<App>| async move { app.start_battle(voter, &name, &prompt).await };
    let mut response = match web.app.call(start).await {
        Ok(started) => see_other(&urls::battle(&started.id.to_string())).finish(),
        Err(
            error @ (Error::Invalid {
                field: "prompt", ..
            }
            | Error::TooLarge {
                field: "prompt", ..
            }),
        ) => refused(request, web, asked, &error.into())?,
        Err(error) => problem_page(request, &error.into()),
    };
    set(&mut response, cookie.as_ref());
    Ok(response)
}

/// The same page again, with the reason and with what was typed.
fn refused(
    request: &HttpRequest,
    web: &Data<Web>,
    asked: Asked,
    problem: &Problem,
) -> Result<HttpResponse, Problem> {
    let arena = arena(web, Some(&asked.arena))?;
    let reason = format!("The {}.", problem.detail);
    let view = view((request, web), &arena, None, Some((asked.prompt, reason)))?;
    let page = ask::render(&chrome(request, Nav::Battle), &view);
    Ok(html(
        HttpResponse::build(problem.status),
        page,
        &Cache::Never,
    ))
}

fn arena(web: &Data<Web>, wanted: Option<&str>) -> Result<ArenaSummary, Problem> {
    let mut arenas = web.app.arenas().into_iter();
    let found = match wanted {
        Some(id) => arenas.find(|arena| arena.id.as_str() == id),
        None => arenas.next(),
    };
    found.ok_or_else(|| Error::NotFound { what: "arena" }.into())
}

fn view(
    (request, web): (&HttpRequest, &Data<Web>),
    arena: &ArenaSummary,
    question: Option<usize>,
    refused: Option<(String, String)>,
) -> Result<View, Problem> {
    let (prompt, problem) = refused.unzip();
    let offer = match web.app.prompts(arena.id.as_str())? {
        Some(questions) if questions.is_empty() => Offer::Closed,
        Some(questions) => {
            let current = match question {
                Some(number) => number % questions.len(),
                None => first_question(request, web, &questions),
            };
            let questions = questions.to_vec();
            Offer::Recorded { questions, current }
        }
        None => Offer::FreeText {
            max_chars: u32::try_from(MAX_PROMPT_CHARS).unwrap_or(u32::MAX),
            suggestions: SUGGESTIONS.map(str::to_owned).to_vec(),
            prompt: prompt.unwrap_or_default(),
        },
    };
    Ok(View {
        arena: arena.id.to_string(),
        arenas: tabs(&web.app.arenas()),
        offer,
        votes: arena.votes,
        models: arena.models as u64,
        problem,
    })
}

/// A question by chance; for somebody who reads English first, one in plain letters if there is any.
fn first_question(request: &HttpRequest, web: &Data<Web>, questions: &[String]) -> usize {
    let languages = request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let reads_english = languages.is_none_or(|languages| languages.starts_with("en"));
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
