//! `agon init`: writes an `agon.toml` from the endpoints found on this machine and the keys in the environment.

mod draft;
mod names;
mod places;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::join_all;
use reqwest::{Client, redirect};
use secrecy::SecretString;

use crate::config::Env;
use crate::endpoint::discover::list_models;
use places::Place;

/// What to write and where to look.
#[derive(Clone, Debug)]
pub(super) struct InitOptions {
    /// The file to write.
    pub(super) path: PathBuf,
    /// Whether a file that is already there may be overwritten.
    pub(super) force: bool,
    /// Whom to ask.
    pub(super) places: Vec<Place>,
}

impl InitOptions {
    /// Looks at the usual places.
    #[must_use]
    pub(super) fn new(path: PathBuf, force: bool) -> Self {
        let places = Place::known();
        Self {
            path,
            force,
            places,
        }
    }
}

/// Why no file was written.
#[derive(Debug, thiserror::Error)]
pub(super) enum InitError {
    /// There is one already.
    #[error("{} is there already; use --force to overwrite it", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Nobody can be told.
    #[error("cannot report")]
    Report(#[source] io::Error),
}

/// What a place said.
struct Finding {
    place: Place,
    /// The variable that holds the key.
    key: Option<&'static str>,
    /// All its models, or why there are none.
    models: Result<Vec<String>, String>,
}

/// Asks every place, writes the file and says what it did. Returns the number of models in the file.
///
/// A place with a key is asked only if the key is in the environment. With fewer than two models the file says what to
/// fill in, and `agon config check` refuses it until that is done.
///
/// # Errors
/// [`InitError`] if the file is there already or cannot be written.
pub(super) async fn run(
    options: InitOptions,
    env: &Env,
    out: &mut impl Write,
) -> Result<usize, InitError> {
    let path = env.path(&options.path);
    if path.exists() && !options.force {
        return Err(InitError::Exists(options.path));
    }
    // The second time and later it is there already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let asked = options
        .places
        .into_iter()
        .filter_map(|place| ask(place, env));
    let findings = join_all(asked).await;
    let draft = draft::write(&findings);
    save(&path, &draft.text, options.force).map_err(|source| failure(source, &options.path))?;
    let told = report(out, &findings).and_then(|()| conclude(out, &options.path, &draft));
    told.map_err(InitError::Report)?;
    Ok(draft.models)
}

/// Asks a place, unless it wants a key that is not there.
fn ask(place: Place, env: &Env) -> Option<impl Future<Output = Finding>> {
    let key = place
        .keys
        .iter()
        .copied()
        .find(|name| env.get(name).is_some());
    if key.is_none() && !place.keys.is_empty() {
        return None;
    }
    let secret = key.and_then(|name| env.get(name)).map(SecretString::from);
    Some(async move {
        let models = match client(place.keys.is_empty()) {
            Ok(client) => list_models(&client, place.protocol, &place.base_url, secret.as_ref())
                .await
                .map(names::usable)
                .map_err(|error| error.to_string()),
            Err(_) => Err("https does not work here; are CA certificates installed?".to_owned()),
        };
        Finding { place, key, models }
    })
}

/// Follows no redirect, so that a key stays where it belongs. This machine is reached without proxy and certificates.
fn client(local: bool) -> reqwest::Result<Client> {
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .connect_timeout(Duration::from_secs(2));
    if local {
        return client.no_proxy().tls_certs_only([]).build();
    }
    client.build()
}

/// A file that came to be since the first look is not overwritten either.
fn save(path: &Path, text: &str, force: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    options.open(path)?.write_all(text.as_bytes())
}

fn failure(source: io::Error, path: &Path) -> InitError {
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::AlreadyExists => InitError::Exists(path),
        _ => InitError::Write { path, source },
    }
}

fn report(out: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    for Finding { place, key, models } in findings {
        let key = key.map_or_else(String::new, |name| format!(" with the key of {name}"));
        let said = match models {
            Ok(models) => counted(models.len(), "text model"),
            Err(reason) => reason.clone(),
        };
        writeln!(out, "{} at {}{key}: {said}", place.title, place.base_url)?;
    }
    Ok(())
}

fn conclude(out: &mut impl Write, path: &Path, draft: &draft::Draft) -> io::Result<()> {
    let (path, models) = (path.display(), counted(draft.models, "model"));
    let endpoints = counted(draft.endpoints, "endpoint");
    writeln!(out, "\nWrote {path} with {models} on {endpoints}.")?;
    if draft.models >= 2 {
        return writeln!(
            out,
            "Read it through, run `agon config check`, then `agon`."
        );
    }
    writeln!(
        out,
        "An arena needs at least two models: fill in [[endpoint]] and [[model]] where {path} says so (or start a model \
         server, or set a key such as OPENAI_API_KEY, and run `agon init --force`), then run `agon config check`. To \
         look at the demo meanwhile, run `agon` in a folder without agon.toml."
    )
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests;
