//! The leaderboard page.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::components::Tab;
use agon_templates::language::Moment;
use agon_templates::layout::Nav;
use agon_templates::leaderboard::{self, Column};
use agon_templates::urls;

use super::standing::view;
use super::{chrome, kept, language, page, to_first_arena, variant};
use crate::app::{Error, LeaderboardQuery};
use crate::board::{OVERALL, Slice};
use crate::web::Web;
use crate::web::api::leaderboard::{tag_at, tag_of};
use crate::web::asked::query_of;
use crate::web::cache::{Cache, unchanged};
use crate::web::fields::Params;
use crate::web::kept::Page;
use crate::web::problem::Problem;

/// `GET /leaderboard`: the first arena's.
pub(in crate::web) async fn first(request: HttpRequest, web: Data<Web>) -> HttpResponse {
    to_first_arena(&request, &web, urls::leaderboard_asked)
}

/// `GET /leaderboard/{arena}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    arena: Path<String>,
) -> HttpResponse {
    page(
        &request,
        board_page(&request, &web, arena.into_inner()).await,
    )
}

/// What a reader asked of the page: the board, what of the past as it was typed, and the columns.
pub(super) struct Asked {
    pub(super) query: LeaderboardQuery,
    pub(super) at: String,
    pub(super) columns: Option<Vec<Column>>,
}

impl Asked {
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let params = Params::parse(request.query_string())?;
        let words: Vec<&str> = params
            .all("columns")
            .flat_map(|words| words.split(','))
            .filter(|word| !word.is_empty())
            .collect();
        let read = |word: &&str| {
            let list = Column::ALL.map(Column::as_str).join(", ");
            Column::parse(word).ok_or_else(|| {
                Problem::field("columns", format_args!("must be some of {list}, or none"))
            })
        };
        let columns: Result<Vec<Column>, Problem> = words
            .iter()
            .filter(|word| **word != Column::NONE)
            .map(read)
            .collect();
        Ok(Self {
            query: query_of(request.query_string())?,
            at: params.text("at").unwrap_or_default().to_owned(),
            columns: (!words.is_empty()).then_some(columns?),
        })
    }
}

async fn board_page(
    request: &HttpRequest,
    web: &Data<Web>,
    arena: String,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request)?;
    if let Some(made) = now(web, &arena, &asked.query) {
        let tag = tag_at(web, made, request, &variant(request));
        if tag.is_known_to(request) {
            return Ok(unchanged(tag));
        }
        if let Some(page) = web.kept.get(&tag) {
            return Ok(kept(request, &page, &Cache::Revalidate(tag)));
        }
    }
    let query = asked.query.clone();
    let found = web
        .app
        .call(move |app| async move { app.board_page(&arena, &query).await })
        .await?;
    let tag = tag_of(web, &found.board, request, &variant(request));
    if tag.is_known_to(request) {
        return Ok(unchanged(tag));
    }
    let view = view(web, (found, &asked), language::of(request));
    let markup = leaderboard::render(&chrome(request, Nav::Leaderboard), &view);
    let packed = actix_web::web::block(move || Page::pack(markup.into_string())).await;
    let page = packed
        .map_err(|error| Error::Internal(Box::new(error)))?
        .map_err(|error| Error::Internal(Box::new(error)))?;
    web.kept.keep(&tag, &page);
    Ok(kept(request, &page, &Cache::Revalidate(tag)))
}

/// Seq and time of the board that is asked for, if it is one of now.
fn now(web: &Web, arena: &str, query: &LeaderboardQuery) -> Option<(i64, i64)> {
    let slice = Slice {
        arena: arena.parse().ok()?,
        category: query.category.clone().unwrap_or_else(|| OVERALL.to_owned()),
        style_control: query.style_control,
    };
    let board = web
        .app
        .boards()
        .get(&slice)
        .filter(|_| query.at.is_none())?;
    Some((board.seq, board.computed_at_ms))
}

pub(super) fn moment(time: jiff::civil::DateTime) -> Moment {
    let part = |number: i8| number.unsigned_abs();
    Moment {
        year: time.year(),
        month: part(time.month()),
        day: part(time.day()),
        hour: part(time.hour()),
        minute: part(time.minute()),
    }
}

/// A model as the pages link it.
pub(super) fn tab(id: &str, title: &str) -> Tab {
    Tab {
        id: id.to_owned(),
        title: title.to_owned(),
    }
}
