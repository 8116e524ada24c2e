//! `agon simulate`: voters and viewers that drive a running server over its API, or a simulated past for an empty site.

mod client;
mod events;
mod hall;
mod heard;
mod history;
mod load;
mod odds;
mod past;
mod report;
mod tally;
mod taste;
mod viewer;
mod voter;
mod year;

use std::net::IpAddr;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, ValueEnum};
use reqwest::Url;

use crate::cli::say::say;
use crate::clock::Clock;
use crate::config::Config;

/// What to simulate.
#[derive(Args)]
pub(super) struct SimulateArgs {
    /// The arena; the first one of the server, or all of the configuration with --history, if not given
    #[arg(long, value_name = "ID")]
    arena: Option<String>,
    /// Equal seeds give equal preferences and an equal past
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    load: LoadArgs,
    #[command(flatten)]
    history: HistoryArgs,
}

#[derive(Args)]
#[command(next_help_heading = "Load on a running server")]
struct LoadArgs {
    /// The server
    #[arg(long, default_value = "http://127.0.0.1:8484")]
    url: Url,
    /// Allow a server on another machine. Ask its owner first
    #[arg(long)]
    yes_remote: bool,
    /// How many voters
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    voters: u32,
    /// How many viewers hold the leaderboard's stream open
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    viewers: u32,
    /// How many readers load the leaderboard's page, each about ten times a second
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    readers: u32,
    /// Stop after so many votes (with --rate: after so many battles)
    #[arg(long, default_value_t = 200, conflicts_with = "seconds")]
    votes: u64,
    /// Begin no battle after so many seconds
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: Option<u64>,
    /// Begin so many battles per second, however long they take (open loop). Without it a voter begins the next battle
    /// when the last one has ended (closed loop)
    #[arg(long, value_name = "VOTES_PER_S", value_parser = rate)]
    rate: Option<f64>,
    /// How to print the figures
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
}

#[derive(Args)]
#[command(next_help_heading = "A simulated past")]
struct HistoryArgs {
    /// Fill the configured database, which must have no votes yet, with a past of so many days. Stop the server first: a
    /// running one would keep snapshots of its own in between
    #[arg(
        long = "history",
        value_name = "DAYS",
        value_parser = clap::value_parser!(u32).range(1..=3_660),
        group = "past",
        conflicts_with_all = ["url", "yes_remote", "voters", "viewers", "readers", "votes", "seconds", "rate", "output"],
    )]
    days: Option<u32>,
    /// Fill it with a year of fifty models of its own whose strengths are known: their ids say the day on which each came and
    /// how strong it is (`banyan-d215-s430`). The best with open weights overtakes the best with closed weights on day 215
    #[arg(
        long,
        group = "past",
        conflicts_with_all = ["url", "yes_remote", "voters", "viewers", "readers", "votes", "seconds", "rate", "output"],
    )]
    year: bool,
    /// Votes per day and arena: 400 unless given, 822 for the year
    #[arg(
        long,
        value_name = "N",
        requires = "past",
        value_parser = clap::value_parser!(u32).range(1..=100_000),
    )]
    votes_per_day: Option<u32>,
}

impl HistoryArgs {
    fn wanted(&self, seed: u64) -> Option<(history::Cast, past::Extent)> {
        let extent = |days, usual| past::Extent {
            days,
            votes_per_day: self.votes_per_day.unwrap_or(usual),
            seed,
        };
        if self.year {
            let extent = extent(year::DAYS, year::VOTES_PER_DAY);
            return Some((history::Cast::Year, extent));
        }
        let days = self.days?;
        Some((history::Cast::Configured, extent(days, VOTES_PER_DAY)))
    }
}

/// Votes a day of a past that is not told how many.
const VOTES_PER_DAY: u32 = 400;

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    /// For people
    Table,
    /// For programs
    Json,
}

fn rate(text: &str) -> Result<f64, &'static str> {
    let rate = text
        .parse()
        .ok()
        .filter(|rate| (0.001..=10_000.0).contains(rate));
    rate.ok_or("a number from 0.001 to 10000")
}

/// Does it. `config` is read only if the past is simulated.
pub(super) async fn run(
    args: SimulateArgs,
    config: impl FnOnce() -> Result<Config, crate::config::ConfigErrors>,
) -> super::Outcome {
    if let Some((cast, extent)) = args.history.wanted(args.seed) {
        let now_ms = Clock::System.now_ms();
        let arena = args.arena.as_deref();
        let filled = history::fill(&config()?, arena, cast, (extent, now_ms)).await?;
        eprintln!();
        say(format!("{}\n", history::summary(&filled, (extent, now_ms))))?;
        return Ok(());
    }
    if let Err(problem) = may_load(&args.load.url, args.load.yes_remote) {
        super::Cli::command()
            .error(ErrorKind::ValueValidation, problem)
            .exit();
    }
    let output = args.load.output;
    let report = load::run(plan(args)).await?;
    match output {
        Output::Table => say(report.table())?,
        Output::Json => say(format!("{}\n", report.json()?))?,
    }
    if report.votes() == 0 {
        Err(format!("no vote was cast: {}", report.why()).into())
    } else {
        Ok(())
    }
}

fn plan(args: SimulateArgs) -> load::Plan {
    let SimulateArgs {
        arena, seed, load, ..
    } = args;
    let until = load
        .seconds
        .map(Duration::from_secs)
        .map_or(load::Until::Votes(load.votes), load::Until::Time);
    load::Plan {
        url: load.url,
        arena,
        voters: load.voters,
        viewers: load.viewers,
        readers: load.readers,
        until,
        rate: load.rate,
        seed,
    }
}

/// Load on somebody else's server is an attack, so that another machine must be meant.
fn may_load(url: &Url, yes_remote: bool) -> Result<(), String> {
    let ("http" | "https", Some(host)) = (url.scheme(), url.host_str()) else {
        return Err(format!("{url} is no http address of a server"));
    };
    let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    let is_ours = address.map_or(host == "localhost", |address| {
        address.to_canonical().is_loopback()
    });
    if is_ours || yes_remote {
        return Ok(());
    }
    Err(format!(
        "{host} is not this machine. Load on a server is only welcome if its owner agreed: then add --yes-remote"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loaded_unless_the_user_insists() {
        let may = |url: &str, yes| may_load(&url.parse().unwrap(), yes).is_ok();
        for ours in [
            "http://127.0.0.1:8484",
            "http://127.1.2.3/",
            "http://[::1]:80",
            "https://localhost",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert!(may(ours, false), "{ours}");
        }
        for other in [
            "http://192.168.1.5",
            "https://arena.example.org",
            "http://localhost.example.org",
            "http://[2001:db8::1]",
        ] {
            assert!(!may(other, false) && may(other, true), "{other}");
        }
        assert!(!may("ftp://127.0.0.1", true));
    }

    #[test]
    fn a_past_and_a_load_are_not_asked_for_at_once() {
        let parsed = |line: &str| {
            super::super::Cli::command()
                .try_get_matches_from(line.split(' '))
                .map(|_| ())
        };
        assert!(parsed("agon simulate --history 30 --votes-per-day 10 --arena x --seed 2").is_ok());
        assert!(parsed("agon simulate --year --votes-per-day 10").is_ok());
        assert!(parsed("agon simulate --seconds 5 --rate 20 --output json").is_ok());
        for wrong in [
            "--history 30 --rate 3",
            "--votes 5 --seconds 5",
            "--votes-per-day 5",
            "--year --history 30",
            "--year --voters 3",
            "--rate 0",
            "--voters 0",
        ] {
            assert!(
                parsed(&format!("agon simulate {wrong}")).is_err(),
                "{wrong}"
            );
        }
    }
}
