//! The command line. Numbers go to stdout, logs and progress to stderr; exit 0 done, 1 failed, 2 unusable arguments.

mod categories;
mod export;
mod export_days;
mod import;
mod import_models;
mod init;
mod progress;
mod rate;
mod say;
mod serve;
mod simulate;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::app::Site;
use crate::config::{Config, ConfigErrors, Env, Flags};

#[derive(Parser)]
#[command(name = "agon", version, about = "A self-hosted arena for pairwise human preference", long_about = None)]
struct Cli {
    /// The configuration; ./agon.toml, or else the built-in demo, if not given
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    serve: ServeArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Args, Default)]
struct ServeArgs {
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The database: `sqlite:PATH` or `postgres://user@host/name`
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site (what happens without a command)
    Serve(ServeArgs),
    /// Write an agon.toml from the endpoints on this machine and the keys in the environment
    Init {
        /// The file to write
        #[arg(value_name = "FILE", default_value = "agon.toml")]
        path: PathBuf,
        /// Overwrite a file that is there already
        #[arg(long)]
        force: bool,
    },
    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Look at old votes again after the rules of categories changed, while the server runs or not
    Categories(categories::CategoriesArgs),
    /// Write votes, history, leaderboard or models of a site into a file
    Export(export::ExportArgs),
    /// Bring what was collected elsewhere into a site, while its server runs or not
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Rate the votes of a file as the live board would; needs no site and no database
    Rate(rate::RateArgs),
    /// Load a running server with simulated voters and viewers, or fill an empty site with a simulated past
    Simulate(simulate::SimulateArgs),
    /// Check exported votes, and the boards made of them, against what the site signed; needs no site and no database
    Verify(verify::VerifyArgs),
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Say whether it could be served, and if not, what to change
    Check,
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    log_to_stderr();
    // TLS has no default provider; ours is chosen before anything could open a connection.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    if let Some(Command::Verify(args)) = cli.command {
        return verify::run(args);
    }
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<Unusable>() => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
        Err(error) => failed(&*error),
    }
}

/// Arguments that cannot be used, beyond what the parser finds by itself.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Unusable(String);

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

async fn run(cli: Cli) -> Outcome {
    let env = Env::process();
    let file = cli.config.as_deref();
    match cli.command {
        None => serve::run(file, &env, &flags(&cli.serve)).await,
        Some(Command::Serve(args)) => serve::run(file, &env, &flags(&args)).await,
        Some(Command::Init { path, force }) => {
            init::run(
                init::InitOptions::new(path, force),
                &env,
                &mut std::io::stdout(),
            )
            .await?;
            Ok(())
        }
        Some(Command::Config(ConfigCommand::Check)) => {
            let config = load(file, &env, &flags(&cli.serve))?;
            let summary = config.summary();
            // The files of recorded answers are read too.
            Site::new(config, 0)?;
            say::say(format!("{summary}\n"))
        }
        Some(Command::Categories(args)) => {
            categories::run(load(file, &env, &flags(&cli.serve))?, args).await
        }
        Some(Command::Export(args)) => {
            export::run(load(file, &env, &flags(&cli.serve))?, args).await
        }
        Some(Command::Import(command)) => {
            import::run(load(file, &env, &flags(&cli.serve))?, command).await
        }
        Some(Command::Rate(args)) => rate::run(&args),
        // It has an outcome of its own, and was looked after before.
        Some(Command::Verify(_)) => Ok(()),
        Some(Command::Simulate(args)) => {
            simulate::run(args, || load(file, &env, &flags(&cli.serve))).await
        }
    }
}

fn load(file: Option<&Path>, env: &Env, flags: &Flags) -> Result<Config, ConfigErrors> {
    Config::load_with(file, env, flags)
}

fn flags(args: &ServeArgs) -> Flags {
    let given = [
        ("server.listen", &args.listen),
        ("server.database", &args.database),
    ];
    given
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value.clone()?)))
        .collect()
}

/// An error with its causes, each a line.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("{error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
    ExitCode::FAILURE
}

/// `AGON_LOG` says what is logged (`info` by default), `AGON_LOG_FORMAT=json` how.
fn log_to_stderr() {
    let env = Env::process();
    // A slow statement that keeps a thousand votes would be a line of fifty thousand characters.
    let filter = env.get("AGON_LOG");
    let filter = filter.unwrap_or("info,sqlx=error").to_owned();
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if env.get("AGON_LOG_FORMAT") == Some("json") {
        log.json().init();
    } else {
        log.init();
    }
}
