//! What the site signed of its votes and boards, and with which keys.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::json;
use super::parts::{Part, lead_on};
use super::snapshots::cursor;
use crate::app::{Error, ManifestQuery};
use crate::exchange::{KeyEntry, Manifest};
use crate::web::Web;
use crate::web::cache::{Cache, Tag, unchanged};
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};

/// Snapshots of each arena in one answer, if nothing else is asked for.
const USUAL: u32 = 200;
/// And at most.
const MOST: u32 = 1_000;

/// What the site says of its votes and kept boards, signed with Ed25519, for `agon verify` and whoever checks by themselves.
#[utoipa::path(get, path = "/api/v1/manifest", tag = "exports", params(
        ("arena" = Option<String>, Query, description = "Only this arena"),
        ("last_seq" = Option<i64>, Query, description = "What is said of votes is said of those up to this one: the last one of a file"),
        ("cursor" = Option<String>, Query, description = "The cursor of the page before, for older snapshots"),
        ("limit" = Option<u32>, Query, description = "At most so many snapshots of each arena: 200 unless asked, up to 1000"),
    ), responses(
    (status = 200, body = Manifest),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let part = Part::asked(&params, MOST, cursor)?;
    let query = ManifestQuery {
        arena: params.text("arena").map(str::to_owned),
        last_seq: params.read("last_seq", "the seq of a vote", |text| {
            text.parse().ok().filter(|seq| *seq >= 0)
        })?,
        after_seq: 0,
        before: part.cursor,
        limit: Some(part.limit.unwrap_or(USUAL)),
    };
    let manifest = web
        .app
        .call(move |app| async move { app.manifest(&query).await })
        .await?;
    let tag = tag(&manifest)?;
    if tag.is_known_to(&request) {
        return Ok(unchanged(tag));
    }
    let response = json(HttpResponse::Ok(), &manifest, &Cache::Revalidate(tag));
    Ok(lead_on(response, &request, manifest.next.as_deref()))
}

/// Names what a manifest says: those that differ only in when they were made say the same.
fn tag(manifest: &Manifest) -> Result<Tag, Problem> {
    let mut timeless = manifest.clone();
    timeless.made_at.clear();
    for log in timeless.arenas.iter_mut().map(|arena| &mut arena.log) {
        let lines = log.statement.lines();
        let lines: Vec<&str> = lines
            .filter(|line| !line.starts_with("time_ms: "))
            .collect();
        log.statement = lines.join("\n");
        log.signature = None;
    }
    let text = serde_json::to_string(&timeless);
    let text = text.map_err(|error| Error::Internal(Box::new(error)))?;
    Ok(Tag::of(&[&text]))
}

/// The public keys of the site.
#[derive(Serialize)]
struct Keys {
    /// What they are for.
    algorithm: &'static str,
    keys: Vec<KeyEntry>,
}

/// `GET /.well-known/agon-signing-keys.json`.
pub(in crate::web) async fn keys(web: Data<Web>) -> Result<HttpResponse, Problem> {
    let keys = web.app.call(|app| async move { app.public_keys().await });
    let body = Keys {
        algorithm: "Ed25519",
        keys: keys.await?,
    };
    Ok(json(HttpResponse::Ok(), &body, &Cache::Never))
}
