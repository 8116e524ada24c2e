//! How it works, and what can be taken away.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::components::Tab;
use agon_templates::layout::Nav;
use agon_templates::{about, data};

use super::{chrome, html};
use crate::app::ExportKind;
use crate::web::Web;
use crate::web::cache::Cache;

/// `GET /about`.
pub(in crate::web) async fn show(request: HttpRequest) -> HttpResponse {
    html(
        HttpResponse::Ok(),
        about::render(&chrome(&request, Nav::About)),
        &Cache::Never,
    )
}

/// `GET /methodology`.
pub(in crate::web) async fn methodology(request: HttpRequest) -> HttpResponse {
    html(
        HttpResponse::Ok(),
        about::methodology(&chrome(&request, Nav::About)),
        &Cache::Never,
    )
}

/// `GET /data`.
pub(in crate::web) async fn data(request: HttpRequest, web: Data<Web>) -> HttpResponse {
    let arenas = web.app.arenas();
    let seq = arenas.iter().map(|arena| arena.seq).max().unwrap_or(0);
    let arenas = arenas.into_iter().map(|arena| data::Arena {
        tab: Tab {
            id: arena.id.to_string(),
            title: arena.title,
        },
        votes: arena.votes,
        models: arena.models as u64,
    });
    let site = web.app.site();
    let server = &site.config.server;
    let file = |kind: ExportKind| data::File {
        word: kind.as_str(),
        columns: kind.columns(),
    };
    let view = data::View {
        arenas: arenas.collect(),
        files: ExportKind::ALL.map(file).to_vec(),
        site: server.public_url.clone(),
        license: server.data_license.clone(),
        seq,
        key: web.app.public_key(),
    };
    html(
        HttpResponse::Ok(),
        data::render(&chrome(&request, Nav::Data), &view),
        &Cache::Never,
    )
}
