//! The actix edge: routes, extractors, status codes, headers, cookies. Nothing imports it but the command line.

mod api;
mod asked;
mod blocks;
mod cache;
mod charts;
mod client;
mod cors;
mod feeds;
mod fields;
mod guard;
mod kept;
mod limit;
mod pages;
mod problem;
mod rendered;
mod routes;
mod serve;
mod sse;
mod voter;

pub use routes::configure;
pub use serve::{Server, serve};

use std::sync::Arc;

use actix_web::web::Data;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// What every handler can reach.
pub struct Web {
    /// The use cases.
    pub app: Arc<App>,
    limits: limit::Limits,
    rendered: rendered::Rendered,
    kept: kept::Kept,
    pictures: charts::Pictures,
    /// Ends the streams that would never end by themselves.
    closing: CancellationToken,
}

impl Web {
    /// The edge of an app.
    #[must_use]
    pub fn new(app: Arc<App>) -> Data<Self> {
        let limits = limit::Limits::new(&app.site().config.limits);
        Data::new(Self {
            app,
            limits,
            rendered: rendered::Rendered::default(),
            kept: kept::Kept::default(),
            pictures: charts::Pictures::default(),
            closing: CancellationToken::new(),
        })
    }
}
