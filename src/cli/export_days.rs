//! `agon export votes --to FOLDER`: a file for every arena and day, as `DuckDB`, `ClickHouse` and Spark read partitions. Run it
//! again and again: it writes the days that are new, or are not what they were, and nothing else.

use tokio_util::sync::CancellationToken;

use super::Unusable;
use crate::app::{App, Dump, Place};
use crate::cli::say::say;
use crate::clock::{Chance, Clock};
use crate::config::{self, Config, DumpPlace};

/// Writes what is not up to date there. Days that have not ended are for the next time.
pub(super) async fn run(config: Config, dump: Dump, to: &str) -> super::Outcome {
    let place = place(&config, to)?;
    let app = App::open(config, Clock::System, Chance::System).await?;
    // What has no link yet gets it now, so that files need not be written again for it.
    app.notarize(&CancellationToken::new()).await?;
    let done = app.dump(&dump, &place).await?;
    say(format!(
        "wrote {} of {} files with {} rows into {to}; the others were up to date\n",
        done.written, done.files, done.rows
    ))?;
    match done.failed.into_iter().next() {
        Some(error) => Err(error.into()),
        None => Ok(()),
    }
}

/// Where `--to` leads.
fn place(config: &Config, to: &str) -> Result<Place, Box<dyn std::error::Error + Send + Sync>> {
    let Some(address) = to.strip_prefix("s3://") else {
        return Ok(Place::Folder(to.into()));
    };
    let Some(DumpPlace::Bucket(known)) = config.dumps.as_ref().map(|dumps| &dumps.place) else {
        let fix = "--to s3://... needs a [dumps] section that says where the store is and with which keys it is written";
        return Err(Unusable(fix.to_owned()).into());
    };
    let (name, prefix) = address.split_once('/').unwrap_or((address, ""));
    if name.is_empty() {
        let fix = "--to s3://BUCKET/PREFIX: the bucket has no name";
        return Err(Unusable(fix.to_owned()).into());
    }
    Ok(Place::bucket(config::Bucket {
        name: name.to_owned(),
        prefix: prefix.trim_matches('/').to_owned(),
        ..known.clone()
    })?)
}
