//! A whole site in this process, on a port of its own, with a folder and a database of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use agon::app::{App, Running};
use agon::clock::{Chance, Clock};
use agon::config::{Config, Env};
use agon::web::{self, Server, Web};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::client::{Client, Voter};
use crate::setup::Setup;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

const POSTGRES: &str = "AGON_TEST_POSTGRES_URL";

impl Backend {
    /// Whether there is a PostgreSQL to test with. Says so if not, and fails where that may not be.
    pub(crate) fn has_postgres() -> bool {
        if std::env::var_os(POSTGRES).is_some() {
            return true;
        }
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "set {POSTGRES}"
        );
        eprintln!("SKIPPED: the PostgreSQL half of this test needs {POSTGRES}");
        false
    }
}

/// A database that is gone when this is.
pub(crate) struct Database {
    pub(crate) url: String,
    /// The server's address and the database's name, if it has to be dropped.
    made: Option<(String, String)>,
}

impl Database {
    pub(crate) async fn new(backend: Backend, folder: &Path) -> Self {
        if backend == Backend::Sqlite {
            return Self {
                url: format!("sqlite:{}", folder.join("agon.db").display()),
                made: None,
            };
        }
        let server = std::env::var(POSTGRES).unwrap();
        let name = format!("agon_test_{}", uuid::Uuid::new_v4().simple());
        run_sql(&server, format!("CREATE DATABASE {name}")).await;
        let mut url = reqwest::Url::parse(&server).unwrap();
        url.set_path(&name);
        Self {
            url: url.to_string(),
            made: Some((server, name)),
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.made.take() else {
            return;
        };
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(run_sql(
                &server,
                format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            ));
        });
        if dropping.join().is_err() {
            eprintln!("a test database could not be dropped");
        }
    }
}

/// Runs statements on a database behind everybody's back.
pub(crate) async fn meddle(url: &str, statements: &'static str) {
    if url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(url).await.unwrap();
        sqlx::raw_sql(statements)
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
    } else {
        run_sql(url, statements.to_owned()).await;
    }
}

async fn run_sql(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// What runs, on a runtime of its own, so that it can be killed.
struct Up {
    runtime: Runtime,
    running: Running,
    server: Server,
    address: SocketAddr,
}

/// A site.
pub(crate) struct Site {
    up: Option<Up>,
    setup: Setup,
    database: Database,
    folder: TempDir,
}

impl Site {
    /// Starts a site with an empty database.
    pub(crate) async fn start(backend: Backend, setup: Setup) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::new(backend, folder.path()).await;
        let mut site = Self {
            up: None,
            setup,
            database,
            folder,
        };
        site.rise().await;
        site
    }

    /// Another server on the same database.
    pub(crate) async fn beside(other: &Self) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database {
            url: other.database.url.clone(),
            made: None,
        };
        let mut site = Self {
            up: None,
            setup: other.setup.clone(),
            database,
            folder,
        };
        site.rise().await;
        site
    }

    /// Stops in order, as at SIGTERM, and starts again.
    pub(crate) async fn restart(&mut self) {
        self.stop(Duration::ZERO).await;
        self.rise().await;
    }

    /// Starts again after everything was dropped where it stood.
    pub(crate) async fn restart_after_kill(&mut self) {
        self.up.take().unwrap().runtime.shutdown_background();
        self.rise().await;
    }

    /// Stops in order and stays so.
    pub(crate) async fn close(&mut self) {
        self.stop(Duration::ZERO).await;
    }

    /// Starts again with another configuration.
    pub(crate) async fn restart_with(&mut self, setup: Setup) {
        self.stop(Duration::ZERO).await;
        self.setup = setup;
        self.rise().await;
    }

    async fn stop(&mut self, grace: Duration) {
        // It may have been closed before.
        let Some(up) = self.up.take() else { return };
        let Up {
            runtime,
            running,
            server,
            ..
        } = up;
        let stopped = runtime.spawn(async move {
            running.app.finish_battles(grace).await;
            server.stop().await;
            running.shut_down(Duration::ZERO).await;
        });
        stopped.await.unwrap();
        runtime.shutdown_background();
    }

    async fn rise(&mut self) {
        let file = self.setup.write(self.folder.path(), &self.database.url);
        let mut config =
            Config::load(Some(&file), &Env::new(self.setup.variables.clone())).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        config.server.bound_to(address);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let risen = runtime.spawn(async move {
            let running = App::start(config, Clock::System, Chance::System)
                .await
                .unwrap();
            let server = web::serve(listener, Web::new(Arc::clone(&running.app))).unwrap();
            (running, server)
        });
        let (running, server) = risen.await.unwrap();
        self.up = Some(Up {
            runtime,
            running,
            server,
            address,
        });
    }

    /// Its database, beside the server.
    pub(crate) async fn store(&self) -> agon::store::Store {
        agon::store::Store::open(&self.database.url).await.unwrap()
    }

    /// Where its database is.
    pub(crate) fn database(&self) -> &str {
        &self.database.url
    }

    /// `http://127.0.0.1:port`.
    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.up.as_ref().unwrap().address)
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its agon.toml.
    pub(crate) fn config(&self) -> std::path::PathBuf {
        self.folder.path().join("agon.toml")
    }

    /// A program that asks this site.
    pub(crate) fn client(&self) -> Client {
        Client::new(&self.base())
    }

    /// A new voter.
    pub(crate) async fn voter(&self) -> Voter {
        self.client().voter().await
    }

    /// The same voter, after a restart.
    pub(crate) fn again(&self, voter: &Voter) -> Voter {
        Voter::new(self.client(), voter.token.clone())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(up) = self.up.take() {
            up.runtime.shutdown_background();
        }
    }
}
