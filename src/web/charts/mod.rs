//! Pictures of ratings as files: `/charts/{arena}/{kind}.{svg,png,csv}`, with the leaderboard's query.
//!
//! `data` and `history` map what the use cases say to the charts of the templates crate, `embed` has badges and cards for other
//! sites, `raster` makes pixels of an SVG.

mod data;
mod embed;
mod history;
mod past;
mod raster;

use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::assets;
use agon_templates::charts::{Chart, KINDS};
use agon_templates::language::Language;

use super::Web;
use super::api::leaderboard::tag_of;
use super::asked::query_of;
use super::cache::{Cache, Tag, unchanged};
use super::pages::{self, language};
use super::problem::Problem;
use crate::app::{Leaderboard, LeaderboardQuery};
use crate::exchange::csv_table;

pub(super) use data::Asked;
pub(super) use embed::{badge, card};
pub(super) use past::{Look, past};
pub(super) use raster::Pictures;

/// How a picture comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Csv,
}

impl Format {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml; charset=utf-8",
            Self::Png => "image/png",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}

/// `GET /charts/{arena}/{kind}.{format}`.
pub(super) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    path: Path<(String, String)>,
) -> HttpResponse {
    let (arena, file) = path.into_inner();
    pages::page(&request, picture(&request, &web, arena, &file).await)
}

async fn picture(
    request: &HttpRequest,
    web: &Data<Web>,
    arena: String,
    file: &str,
) -> Result<HttpResponse, Problem> {
    let (kind, format) = file
        .rsplit_once('.')
        .and_then(|(kind, format)| Some((known(kind)?, Format::parse(format)?)))
        .ok_or_else(Problem::not_found)?;
    let t = language::of(request);
    let (tag, chart) = if kind == "elsewhere" {
        elsewhere(request, web, arena, t).await?
    } else if history::KINDS.contains(&kind) {
        over_time(request, web, (arena, kind), t).await?
    } else {
        now(request, web, (arena, kind), t).await?
    };
    let Some(chart) = chart else {
        return Ok(unchanged(tag));
    };
    let bytes = match format {
        Format::Svg => Bytes::from(chart.standalone(t)),
        Format::Csv => Bytes::from(csv_table(&chart.table.records())),
        Format::Png => png(web, &chart, t, &tag).await?,
    };
    Ok(answer(format, bytes, &Cache::Revalidate(tag)))
}

/// A picture with its tag; none if the reader has it already.
type Made = (Tag, Option<Chart>);

/// What is asked, the board that it is asked of, and the tag of the pictures of it.
pub(in crate::web) async fn board_of(
    request: &HttpRequest,
    web: &Data<Web>,
    arena: String,
    variant: &str,
) -> Result<(LeaderboardQuery, Leaderboard, Tag), Problem> {
    let query = query_of(request.query_string())?;
    let asked = query.clone();
    let board = web
        .app
        .call(move |app| async move { app.leaderboard(&arena, &asked).await })
        .await?;
    let tag = tag_of(web, &board, request, &format!("{variant} {}", moving(web)));
    Ok((query, board, tag))
}

/// A picture of a board.
async fn now(
    request: &HttpRequest,
    web: &Data<Web>,
    (arena, kind): (String, &str),
    t: Language,
) -> Result<Made, Problem> {
    let (query, board, tag) = board_of(request, web, arena, t.tag()).await?;
    if tag.is_known_to(request) {
        return Ok((tag, None));
    }
    let asked = Asked {
        web,
        board: &board,
        query: &query,
        look: Look::default(),
        t,
    };
    let chart = asked.chart(kind).await?;
    Ok((tag, Some(chart)))
}

/// A picture of all boards that were kept.
async fn over_time(
    request: &HttpRequest,
    web: &Data<Web>,
    (arena, kind): (String, &'static str),
    t: Language,
) -> Result<Made, Problem> {
    let query = query_of(request.query_string())?;
    let look = Look::of(request)?;
    let series = web
        .app
        .call(move |app| async move { app.series(&arena, &query).await })
        .await?;
    let version = web.app.site().version.to_string();
    let made = format!("{} {}", series.newest, series.kept);
    let tag = Tag::of(&[
        request.path(),
        request.query_string(),
        &made,
        t.tag(),
        &version,
        env!("CARGO_PKG_VERSION"),
    ]);
    if tag.is_known_to(request) {
        return Ok((tag, None));
    }
    let chart = drawn(move || history::chart(kind, &series, look, t)).await?;
    Ok((tag, Some(chart)))
}

/// What takes a while to draw, beside the async threads.
async fn drawn<T: Send + 'static>(draw: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let drawn = actix_web::web::block(draw).await;
    Ok(drawn.map_err(|error| crate::app::Error::Internal(Box::new(error)))?)
}

/// The picture of what others published.
async fn elsewhere(
    request: &HttpRequest,
    web: &Data<Web>,
    arena: String,
    t: Language,
) -> Result<Made, Problem> {
    let query = query_of(request.query_string())?;
    let boards = web
        .app
        .call(move |app| async move { app.external_boards(&arena, &query).await })
        .await?;
    let newest = boards.last().map_or(0, |board| board.time_ms);
    let made = format!("{newest} {}", boards.len());
    let parts = [
        request.path(),
        request.query_string(),
        &made,
        t.tag(),
        env!("CARGO_PKG_VERSION"),
    ];
    let tag = Tag::of(&parts);
    if tag.is_known_to(request) {
        return Ok((tag, None));
    }
    Ok((tag, Some(history::elsewhere(&boards, t))))
}

/// Counts whatever is published, since pictures are also made of other boards than the one that is asked for.
fn moving(web: &Web) -> u64 {
    *web.app.boards().changes().borrow()
}

fn known(word: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| *kind == word)
}

async fn png(web: &Data<Web>, chart: &Chart, t: Language, tag: &Tag) -> Result<Bytes, Problem> {
    if let Some(bytes) = web.pictures.get(tag.as_str()) {
        return Ok(bytes);
    }
    web.pictures.make(tag.as_str(), chart.flat(t)).await
}

fn answer(format: Format, bytes: Bytes, cache: &Cache) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    cache.on(&mut response);
    response
        .insert_header((VARY, "accept-language, cookie"))
        .insert_header((CONTENT_TYPE, format.mime()));
    if format == Format::Svg {
        response.insert_header((CONTENT_SECURITY_POLICY, svg_policy()));
    }
    response.body(bytes)
}

/// Nothing at all but the one style that all pictures have, named by its hash.
fn svg_policy() -> String {
    let hash = assets::sha256("chart.css").map(|hash| base64(&hash));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; sandbox",
        hash.unwrap_or_default()
    )
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let number = (0..3).fold(0_usize, |number, place| {
            number << 8 | group.get(place).copied().map_or(0, usize::from)
        });
        for place in 0..4 {
            let digit = DIGITS.get(number >> (18 - 6 * place) & 63);
            let digit = digit.filter(|_| place <= group.len());
            out.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }
}
