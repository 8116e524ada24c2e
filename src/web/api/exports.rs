//! Files for analysis, streamed.

use std::pin::pin;
use std::str::FromStr as _;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, http::StatusCode};
use async_stream::stream;
use futures_util::{Stream, StreamExt as _};
use tokio::sync::mpsc;

use super::leaderboard::export_query;
use super::{history, public};
use crate::app::{App, Error, ExportKind, ExportQuery};
use crate::exchange::{Format, Losses, PublicSchema};
use crate::web::Web;
use crate::web::cache::{Cache, unchanged};
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};

/// Pieces that wait for a slow reader.
const AHEAD: usize = 2;

/// A file: `votes`, `history`, `leaderboard`, `models`, `pairs`, `battles` or `sampling` as `csv`, `jsonl`, `json` or `parquet`.
#[utoipa::path(get, path = "/api/v1/exports/{file}", tag = "exports", params(
        ("file" = String, Path, description = "votes, history, leaderboard, models, pairs, battles or sampling, with .csv, .jsonl, .json or .parquet", example = "votes.csv"),
        ("arena" = Option<String>, Query, description = "Only this arena"),
        ("since" = Option<String>, Query, description = "From this time on"),
        ("until" = Option<String>, Query, description = "Before this time"),
        ("category" = Option<String>, Query, description = "Only this category"),
        ("at" = Option<String>, Query, description = "The leaderboard as it was: a time, a day, a vote's seq, or a snapshot such as s12"),
        ("style_control" = Option<bool>, Query, description = "Leaderboard and history at equal style; off unless asked"),
        ("after" = Option<i64>, Query, description = "Votes and snapshots behind this seq, to go on where another file ended"),
        ("schema" = Option<String>, Query, description = "Votes in the schema of a public arena: clean_battle, lmarena-55k, lmarena-100k, lmarena-140k or comparia"),
        ("safe" = Option<bool>, Query, description = "CSV for spreadsheets: an apostrophe before texts that would be run as formulas; imports take it away again. Off unless asked"),
    ), responses(
    (status = 200, description = "The file", content((String = "text/csv"), (String = "application/jsonl"), (Vec<serde_json::Value> = "application/json"), (String = "application/vnd.apache.parquet")),
        headers(("Content-Disposition" = String, description = "The file's name"))),
    (status = 304, description = "The reader has this history already"),
    (status = 404, description = "No such file or arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn download(
    web: Data<Web>,
    file: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (kind, format) = parse(&file)?;
    let params = Params::parse(request.query_string())?;
    let mut query = export_query(&params, None)?;
    query.schema = schema(&params)?;
    query.spreadsheet_safe = params.flag("safe")?.unwrap_or(false);
    if query.schema.is_some() && kind != ExportKind::Votes {
        return Err(Problem::field("schema", "is for votes; leave it out"));
    }
    if query.at.is_some() && kind != ExportKind::Leaderboard {
        let fix = "is for the leaderboard; votes and history take since and until";
        return Err(Problem::field("at", fix));
    }
    let cache = match kind {
        ExportKind::History => {
            let tag = history::tag(&web, &request, query.arena.clone()).await?;
            if tag.is_known_to(&request) {
                return Ok(unchanged(tag));
            }
            Cache::Revalidate(tag)
        }
        _ => Cache::Never,
    };
    let query_schema = query.schema;
    let pieces = pieces(&web, kind, format, query).await?;
    let name = match query_schema {
        Some(schema) => format!("agon-{schema}-{file}"),
        None => format!("agon-{file}"),
    };
    let mut response = HttpResponse::Ok();
    cache.on(&mut response);
    Ok(response
        .insert_header((CONTENT_TYPE, format.mime()))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .streaming(pieces))
}

/// What a votes file in the schema of a public arena cannot hold, counted over the votes that it would have.
#[utoipa::path(get, path = "/api/v1/exports/votes/losses", tag = "exports", params(
        ("schema" = String, Query, description = "clean_battle, lmarena-55k, lmarena-100k, lmarena-140k or comparia", example = "lmarena-55k"),
        ("arena" = Option<String>, Query, description = "Only this arena"),
        ("since" = Option<String>, Query, description = "From this time on"),
        ("until" = Option<String>, Query, description = "Before this time"),
        ("category" = Option<String>, Query, description = "Only this category"),
        ("after" = Option<i64>, Query, description = "Votes behind this seq"),
    ), responses(
    (status = 200, description = "What is lost", body = Losses),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn losses(
    web: Data<Web>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let query = export_query(&params, None)?;
    let schema = schema(&params)?.ok_or_else(|| {
        let fix = PublicSchema::from_str("").err().unwrap_or_default();
        Problem::field("schema", format_args!("is missing; it is {fix}"))
    })?;
    let asked = query.clone();
    let check = |app: Arc<App>| async move { app.check_export(&asked).await };
    let scope = web.app.call(check).await?;
    let count = move |app: Arc<App>| app.losses(schema, query, scope);
    let losses = web.app.call(count).await?;
    public(&request, &losses)
}

fn schema(params: &Params) -> Result<Option<PublicSchema>, Problem> {
    let fix = PublicSchema::from_str("").err().unwrap_or_default();
    params.read("schema", fix, |text| text.parse().ok())
}

/// An export as it is made. The database is read on the main runtime; a slow reader slows it down, and one that leaves ends
/// it.
pub(in crate::web) async fn pieces(
    web: &Data<Web>,
    kind: ExportKind,
    format: Format,
    query: ExportQuery,
) -> Result<impl Stream<Item = Result<Bytes, Problem>> + use<>, Problem> {
    let asked = query.clone();
    let check = |app: Arc<App>| async move { app.check_export(&asked).await };
    let scope = web.app.call(check).await?;
    Ok(streamed(web, move |app: Arc<App>, pieces| async move {
        let mut export = pin!(app.export(kind, format, query, scope));
        while let Some(piece) = export.next().await {
            if pieces.send(piece).await.is_err() {
                break;
            }
        }
        Ok(())
    }))
}

/// Where pieces of a file go as they are made.
pub(super) type Pieces = mpsc::Sender<Result<Bytes, Error>>;

/// A file as `make` makes it on the main runtime; a slow reader slows it down.
pub(super) fn streamed<M, F>(
    web: &Data<Web>,
    make: M,
) -> impl Stream<Item = Result<Bytes, Problem>> + use<M, F>
where
    M: FnOnce(Arc<App>, Pieces) -> F + Send + 'static,
    F: Future<Output = Result<(), Error>> + Send + 'static,
{
    let (pieces, mut ready) = mpsc::channel(AHEAD);
    let app = web.app.clone();
    actix_web::rt::spawn(async move { app.call(|app| make(app, pieces)).await });
    stream! {
        while let Some(piece) = ready.recv().await {
            yield piece.map_err(Problem::from);
        }
    }
}

fn parse(file: &str) -> Result<(ExportKind, Format), Problem> {
    let parsed = file
        .rsplit_once('.')
        .and_then(|(kind, format)| Some((kind.parse().ok()?, format.parse().ok()?)));
    parsed.ok_or_else(|| {
        let detail = "There is no such file: it is votes, history, leaderboard, models, pairs, battles or sampling, with .csv, .jsonl, .json or .parquet.";
        Problem::new(StatusCode::NOT_FOUND, detail)
    })
}
