//! Feeds: `/feeds/{arena}.atom` and `/feeds/{arena}.json` tell who took first place and which models came.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::feed::{Entry, Feed, atom};
use agon_templates::urls;
use serde_json::json;

use super::Web;
use super::cache::{Cache, Tag, unchanged};
use super::pages;
use super::problem::Problem;
use crate::app::{News, NewsEntry, NewsEvent};
use crate::clock::rfc3339;
use crate::domain::Model;

/// `GET /feeds/{arena}.{format}`.
pub(super) async fn show(request: HttpRequest, web: Data<Web>, file: Path<String>) -> HttpResponse {
    pages::page(&request, feed(&request, &web, &file).await)
}

async fn feed(request: &HttpRequest, web: &Data<Web>, file: &str) -> Result<HttpResponse, Problem> {
    let (arena, format) = file.rsplit_once('.').ok_or_else(Problem::not_found)?;
    let mime = match format {
        "atom" => "application/atom+xml; charset=utf-8",
        "json" => "application/feed+json; charset=utf-8",
        _ => return Err(Problem::not_found()),
    };
    let asked = arena.to_owned();
    let news = web
        .app
        .call(move |app| async move { app.news(&asked).await })
        .await?;
    let root = web.app.site().config.server.public_url.clone();
    let feed = feed_of(&news, &root, format);
    let body = if format == "atom" {
        atom(&feed)
    } else {
        json_feed(&feed)
    };
    let tag = Tag::of(&[request.path(), &body]);
    if tag.is_known_to(request) {
        return Ok(unchanged(tag));
    }
    let mut response = HttpResponse::Ok();
    Cache::Revalidate(tag).on(&mut response);
    Ok(response.insert_header((CONTENT_TYPE, mime)).body(body))
}

fn feed_of(news: &News, root: &str, format: &str) -> Feed {
    let arena = news.arena.as_str();
    let board = format!("{root}{}", urls::leaderboard(arena));
    let updated = news.entries.first().map_or(0, |entry| entry.time_ms);
    Feed {
        title: format!("{} leaderboard: first places and new models", news.title),
        url: format!("{root}{}", urls::feed(arena, format)),
        author: "Agon".to_owned(),
        updated: rfc3339(updated),
        entries: news
            .entries
            .iter()
            .map(|one| entry(one, arena, &board))
            .collect(),
        page: board,
    }
}

fn entry(news: &NewsEntry, arena: &str, board: &str) -> Entry {
    let time = rfc3339(news.time_ms);
    match &news.event {
        NewsEvent::FirstPlace { model, before, seq } => Entry {
            id: id_of(&[
                arena,
                "first-place",
                model.id.as_str(),
                &seq.to_string(),
                &time,
            ]),
            title: format!("{} takes first place", model.name),
            summary: match before {
                Some(before) => format!("{} took it from {}.", known(model), before.name),
                None => format!("{} is the first to hold it.", known(model)),
            },
            url: format!("{board}?at={seq}"),
            time,
        },
        NewsEvent::NewModel { model } => Entry {
            id: id_of(&[arena, "new-model", model.id.as_str(), &time]),
            title: format!("{} has come", model.name),
            summary: format!("{} has come to this arena.", known(model)),
            url: format!("{board}?q={}", urls::query(model.id.as_str())),
            time,
        },
    }
}

/// A name with what is known of the model.
fn known(model: &Model) -> String {
    let weights = model
        .weights
        .map(|weights| format!("{} weights", weights.as_str()));
    let facts = [
        model.organization.clone(),
        model.country.clone(),
        weights,
        model.license.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() {
        return model.name.clone();
    }
    format!("{} ({})", model.name, facts.join(", "))
}

/// An id that never changes, whatever the site is called.
fn id_of(parts: &[&str]) -> String {
    let hash = blake3::hash(parts.join("\n").as_bytes());
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes)
        .into_uuid()
        .urn()
        .to_string()
}

/// JSON Feed 1.1.
fn json_feed(feed: &Feed) -> String {
    let item = |entry: &Entry| {
        json!({
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.time,
        })
    };
    let items: Vec<_> = feed.entries.iter().map(item).collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": "en",
        "authors": [{"name": feed.author}],
        "items": items,
    })
    .to_string()
}
