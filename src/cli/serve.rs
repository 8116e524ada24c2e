//! `agon serve`: from a configuration to a site, and down again in order.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::app::{App, Running};
use crate::clock::{Chance, Clock};
use crate::config::{Config, Env, Flags, Source};
use crate::web::{self, Web};

/// Serves until a signal says to stop.
pub(super) async fn run(file: Option<&Path>, env: &Env, flags: &Flags) -> super::Outcome {
    let mut config = super::load(file, env, flags)?;
    let listen = config.server.listen;
    let listener = bind(&config)?;
    config.server.bound_to(listener.local_addr()?);
    // What was read once must be there when it is read again: nobody's site becomes the demo.
    let reread_file = match &config.source {
        Source::File(path) => Some(path.clone()),
        Source::Demo => file.map(Path::to_owned),
    };
    let banner = banner(&config);
    let running = App::start(config, Clock::System, Chance::System).await?;
    let server = web::serve(listener, Web::new(Arc::clone(&running.app)))?;
    eprintln!("{banner}");
    let reread = Reread {
        file: reread_file,
        env: env.clone(),
        flags: flags.clone(),
        listen,
    };
    wait_for_stop(&running.app, &reread).await?;
    let grace = running.app.site().config.server.shutdown_grace;
    stop(running, server, grace).await
}

fn bind(config: &Config) -> Result<TcpListener, String> {
    let address = config.server.listen;
    TcpListener::bind(address).map_err(|error| {
        format!("cannot listen on {address}: {error}; choose another address with server.listen or --listen")
    })
}

fn banner(config: &Config) -> String {
    let url = &config.server.public_url;
    let first = format!("Agon is ready: open {url}/ in a browser.");
    match config.source {
        Source::Demo => format!(
            "{first}\nThis is the demo, with recorded answers. To connect your own models: `agon init` writes an agon.toml \
             from\nwhat it finds on this machine; look it over and start `agon` again."
        ),
        Source::File(_) => first,
    }
}

/// How to read the configuration once more.
struct Reread {
    file: Option<PathBuf>,
    env: Env,
    flags: Flags,
    /// As it was written: a port 0 has become another one since.
    listen: std::net::SocketAddr,
}

/// Waits for SIGTERM or SIGINT; SIGHUP reads the configuration again.
async fn wait_for_stop(app: &Arc<App>, reread: &Reread) -> Result<(), std::io::Error> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            _ = interrupt.recv() => break,
            _ = hang_up.recv() => reload(app, reread).await,
        }
    }
    exit_at_the_second(terminate, interrupt);
    Ok(())
}

/// A second signal means: now.
fn exit_at_the_second(mut terminate: Signal, mut interrupt: Signal) {
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::warn!("stopped at once by a second signal");
        std::process::exit(1);
    });
}

async fn reload(app: &Arc<App>, reread: &Reread) {
    let config = match super::load(reread.file.as_deref(), &reread.env, &reread.flags) {
        Ok(config) => config,
        Err(errors) => {
            for problem in errors.problems() {
                tracing::error!("the new configuration is not taken up: {problem}");
            }
            return;
        }
    };
    let (old, new) = (&app.site().config.server, &config.server);
    if old.database.as_str() != new.database.as_str() || reread.listen != new.listen {
        tracing::warn!(
            "server.listen and server.database are only read at a start; the old ones stay in force"
        );
    }
    match app.reload(config).await {
        Ok(()) => tracing::info!("the new configuration is in force"),
        Err(error) => tracing::error!(?error, "the new configuration is not taken up: {error}"),
    }
}

/// Battles first, then streams and requests, then what waits to be written.
async fn stop(running: Running, server: web::Server, grace: Duration) -> super::Outcome {
    tracing::info!(
        "stopping: running battles have {} s to end",
        grace.as_secs()
    );
    running.app.finish_battles(grace).await;
    server.stop().await;
    running.shut_down(Duration::ZERO).await;
    tracing::info!("stopped");
    Ok(())
}
