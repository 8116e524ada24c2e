//! The HTTP server: made, run, and stopped in the right order.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App, HttpServer};

use super::{Web, configure, guard};

/// How long a client may take to send a request's head.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long open connections may take to end when the server stops.
const DRAIN_SECONDS: u64 = 5;
/// How often quiet addresses are forgotten.
const FORGET: Duration = Duration::from_mins(1);

/// A running HTTP server.
pub struct Server {
    handle: actix_web::dev::ServerHandle,
    web: Data<Web>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

/// Serves on a listener that is already bound. Returns at once.
///
/// # Errors
/// If the listener cannot be used.
pub fn serve(listener: TcpListener, web: Data<Web>) -> std::io::Result<Server> {
    let state = web.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .wrap(Compress::default())
            .wrap(from_fn(guard::guard))
            .configure(configure)
    })
    .workers(
        std::thread::available_parallelism()
            .map_or(2, usize::from)
            .min(8),
    )
    .client_request_timeout(HEAD_TIMEOUT)
    // A reader that has left is noticed at once, so that nobody goes on answering it.
    .h1_allow_half_closed(false)
    // Else the last part of a page, and each event behind another, waits until the reader's system has acknowledged the
    // one before, which it puts off for 40 ms.
    .tcp_nodelay(true)
    .shutdown_timeout(DRAIN_SECONDS)
    .disable_signals()
    .listen(listener)?
    .run();
    let handle = server.handle();
    let task = tokio::spawn(server);
    tokio::spawn(forget_quiet(web.clone()));
    Ok(Server { handle, web, task })
}

impl Server {
    /// Ends the streams that would not end by themselves, then waits for open requests.
    pub async fn stop(self) {
        self.web.closing.cancel();
        self.handle.stop(true).await;
        let _ = self.task.await;
    }
}

async fn forget_quiet(web: Data<Web>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(FORGET) => web.limits.forget_quiet(),
            () = web.closing.cancelled() => return,
        }
    }
}
