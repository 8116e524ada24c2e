//! Fills an empty site with a simulated past: the votes, and the board of every day's end.
//!
//! Works on the database itself. A server that runs meanwhile shows what comes, but also keeps snapshots of its own in
//! between.

use std::io::IsTerminal as _;
use std::sync::Arc;

use crate::board::{self, Board};
use crate::clock::rfc3339;
use crate::config::Config;
use crate::domain::{Arena, ArenaId, Model};
use crate::rating::{FitError, FitOptions, PairCounts, fit_board};
use crate::store::{NewVote, Snapshot, Store, StoreError, VoteRange};

use super::past::{DAY_MS, Extent, Past};
use super::year::{self, Release};

/// Why a site is not filled.
#[derive(Debug, thiserror::Error)]
pub(super) enum FillError {
    #[error("there is no arena {0} in the configuration; it has: {1}")]
    NoArena(String, String),
    #[error(
        "the arena {0} has votes already, and a simulated past must not be mixed with what people said; use an empty database"
    )]
    NotEmpty(ArenaId),
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    #[error("the boards could not be fitted")]
    Fit(#[from] FitError),
}

/// What was written for an arena.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) arena: ArenaId,
    pub(super) votes: u64,
    pub(super) snapshots: u32,
}

/// Which models the past is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cast {
    /// Those of the configuration, as strong as chance says.
    Configured,
    /// Those of the simulated year, whose strengths are known.
    Year,
}

/// One arena while its past is written.
struct Track {
    /// Models that the configuration does not have, and the days on which they come.
    releases: Vec<Release>,
    past: Past,
    counts: PairCounts,
    seq: i64,
}

/// Writes the past of the named arena, or of all, up to `now_ms`.
///
/// # Errors
/// [`FillError`]; a past that was begun stays, and ends earlier.
pub(super) async fn fill(
    config: &Config,
    arena: Option<&str>,
    cast: Cast,
    (extent, now_ms): (Extent, i64),
) -> Result<Vec<Filled>, FillError> {
    let arenas = chosen(config, arena)?;
    let store = Store::open(config.server.database.as_str()).await?;
    let filled = fill_store(config, &store, (&arenas, cast), (extent, now_ms)).await;
    store.close().await;
    filled
}

fn chosen<'a>(config: &'a Config, arena: Option<&str>) -> Result<Vec<&'a Arena>, FillError> {
    let chosen: Vec<&Arena> = config
        .arenas
        .iter()
        .filter(|one| arena.is_none_or(|wanted| wanted == one.id.as_str()))
        .collect();
    if chosen.is_empty() {
        let known: Vec<&str> = config
            .arenas
            .iter()
            .map(|arena| arena.id.as_str())
            .collect();
        return Err(FillError::NoArena(
            arena.unwrap_or_default().to_owned(),
            known.join(", "),
        ));
    }
    Ok(chosen)
}

async fn fill_store(
    config: &Config,
    store: &Store,
    (arenas, cast): (&[&Arena], Cast),
    (extent, now_ms): (Extent, i64),
) -> Result<Vec<Filled>, FillError> {
    for arena in arenas {
        let any = VoteRange {
            arena: Some(arena.id.clone()),
            limit: 1,
            ..VoteRange::default()
        };
        if !store.votes(&any).await?.is_empty() {
            return Err(FillError::NotEmpty(arena.id.clone()));
        }
    }
    let fit = FitOptions {
        provisional_votes: config.board.provisional_votes,
        ..FitOptions::default()
    };
    let mut tracks: Vec<Track> = (0..)
        .zip(arenas)
        .map(|(nth, arena)| match cast {
            Cast::Configured => Track::new(config, arena, nth, extent),
            Cast::Year => Track::year(arena, (extent, now_ms)),
        })
        .collect();
    for day in 0..extent.days {
        let end_ms = now_ms - i64::from(extent.days - day - 1) * DAY_MS;
        for track in &tracks {
            let new: Vec<Model> = track.come(day);
            store.add_models(&new, end_ms - DAY_MS).await?;
        }
        append_day(store, &mut tracks, (day, end_ms - DAY_MS)).await?;
        let boards = tracks
            .iter()
            .map(|track| track.snapshot((day, end_ms), &fit));
        store
            .keep_snapshots(&boards.collect::<Result<Vec<_>, _>>()?)
            .await?;
        progress(day + 1, extent.days);
    }
    let filled = |track: &Track| Filled {
        arena: track.past.arena().clone(),
        votes: track.counts.votes(),
        snapshots: extent.days,
    };
    Ok(tracks.iter().map(filled).collect())
}

/// One day of all arenas, in the order of time, as the log of a real site is.
async fn append_day(
    store: &Store,
    tracks: &mut [Track],
    (day, start_ms): (u32, i64),
) -> Result<(), StoreError> {
    let mut votes: Vec<(usize, NewVote)> = Vec::new();
    for (nth, track) in tracks.iter_mut().enumerate() {
        votes.extend(
            track
                .past
                .votes(day, start_ms)
                .into_iter()
                .map(|vote| (nth, vote)),
        );
    }
    votes.sort_by_key(|(_, vote)| vote.time_ms);
    let (owners, votes): (Vec<usize>, Vec<NewVote>) = votes.into_iter().unzip();
    let places = store.append_votes(&votes).await?;
    for ((nth, vote), place) in owners.into_iter().zip(&votes).zip(places) {
        if let (Some(track), Some(seq)) = (tracks.get_mut(nth), place) {
            track.count(vote, seq);
        }
    }
    Ok(())
}

impl Track {
    fn new(config: &Config, arena: &Arena, nth: u64, extent: Extent) -> Self {
        let cards: Vec<Model> = arena
            .models
            .iter()
            .filter_map(|id| config.models.get(id))
            .map(|model| model.card.clone())
            .collect();
        Self {
            releases: Vec::new(),
            past: Past::new(arena.id.clone(), &cards, nth, extent),
            counts: PairCounts::new(),
            seq: 0,
        }
    }

    fn year(arena: &Arena, (extent, now_ms): (Extent, i64)) -> Self {
        let releases = year::releases(now_ms - i64::from(extent.days) * DAY_MS);
        Self {
            past: Past::released(arena.id.clone(), &releases, extent),
            releases,
            counts: PairCounts::new(),
            seq: 0,
        }
    }

    /// The models that come on a day and that only the model log will know.
    fn come(&self, day: u32) -> Vec<Model> {
        let today = self.releases.iter().filter(|one| one.day == day);
        today.map(|one| one.model.clone()).collect()
    }

    fn count(&mut self, vote: &NewVote, seq: i64) {
        // No model is drawn against itself.
        let _ = self.counts.add(
            vote.model_a.as_str(),
            vote.model_b.as_str(),
            board::outcome(vote.choice),
        );
        self.seq = seq;
    }

    /// The board of a day's end, as the keeper would have kept it.
    fn snapshot(&self, (day, end_ms): (u32, i64), fit: &FitOptions) -> Result<Snapshot, FillError> {
        let models: Vec<String> = self
            .past
            .models(day)
            .iter()
            .map(ToString::to_string)
            .collect();
        let board = Board {
            slice: board::overall(self.past.arena()),
            seq: self.seq,
            votes: self.counts.votes(),
            computed_at_ms: end_ms,
            standings: fit_board(&self.counts, &models, fit)?.standings,
            differences: Arc::default(),
        };
        Ok(board::snapshot_of(&board, &self.counts)?)
    }
}

fn progress(day: u32, days: u32) {
    if std::io::stderr().is_terminal() {
        eprint!("\rday {day} of {days}\x1b[K");
    } else if day.is_multiple_of(100) {
        eprintln!("day {day} of {days}");
    }
}

/// What was written, in words.
pub(super) fn summary(filled: &[Filled], (extent, now_ms): (Extent, i64)) -> String {
    let (from, to) = (
        rfc3339(now_ms - i64::from(extent.days) * DAY_MS),
        rfc3339(now_ms),
    );
    let line = |one: &Filled| {
        format!(
            "{}: {} simulated votes and {} snapshots from {from} to {to}",
            one.arena, one.votes, one.snapshots
        )
    };
    filled.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Env, Flags};

    const NOW: i64 = 1_750_000_000_000;
    const EXTENT: Extent = Extent {
        days: 6,
        votes_per_day: 60,
        seed: 3,
    };

    fn demo(folder: &std::path::Path) -> Config {
        let database = format!("sqlite:{}", folder.join("agon.db").display());
        Config::demo(
            &Env::new([("AGON__SERVER__DATABASE", database)]),
            &Flags::new(),
        )
        .unwrap()
    }

    async fn written(config: &Config) -> (Vec<crate::domain::LoggedVote>, Vec<Snapshot>) {
        let store = Store::open(config.server.database.as_str()).await.unwrap();
        let all = VoteRange {
            limit: 10_000,
            ..VoteRange::default()
        };
        let slice = crate::board::overall(&config.arenas[0].id);
        let every = crate::store::SnapshotRange {
            slice: &slice,
            after_seq: 0,
            since_ms: None,
            until_ms: None,
            limit: 1_000,
        };
        let read = (
            store.votes(&all).await.unwrap(),
            store.snapshots(&every).await.unwrap(),
        );
        if let Some(first) = read.0.first() {
            let told = store.vote_of(first.battle).await.unwrap().unwrap();
            assert_eq!(told.reveal.a.id, first.model_a);
        }
        store.close().await;
        read
    }

    #[tokio::test]
    async fn an_empty_site_gets_votes_and_a_board_per_day() {
        let folder = tempfile::tempdir().unwrap();
        let config = demo(folder.path());
        let filled = fill(&config, None, Cast::Configured, (EXTENT, NOW))
            .await
            .unwrap();
        assert_eq!(
            filled,
            [Filled {
                arena: "demo".parse().unwrap(),
                votes: 360,
                snapshots: 6
            }]
        );
        let (votes, snapshots) = written(&config).await;
        assert_eq!(
            votes.iter().map(|vote| vote.seq).collect::<Vec<_>>(),
            (1..=360).collect::<Vec<_>>()
        );
        assert!(votes.is_sorted_by_key(|vote| vote.time_ms) && votes[359].time_ms < NOW);
        let times: Vec<i64> = snapshots.iter().map(|snapshot| snapshot.time_ms).collect();
        assert_eq!(
            times,
            (0..6)
                .rev()
                .map(|back| NOW - back * DAY_MS)
                .collect::<Vec<_>>()
        );
        assert_eq!(
            snapshots.iter().map(|s| s.seq).collect::<Vec<_>>(),
            [60, 120, 180, 240, 300, 360]
        );
        let (last, _) = board::board_from_snapshot(&snapshots[5]).unwrap();
        assert_eq!((last.votes, last.standings.len()), (360, 6));
    }

    #[tokio::test]
    async fn equal_seeds_fill_equal_sites_and_a_filled_one_is_refused() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [one, two] = folders.each_ref().map(|folder| demo(folder.path()));
        fill(&one, Some("demo"), Cast::Configured, (EXTENT, NOW))
            .await
            .unwrap();
        fill(&two, None, Cast::Configured, (EXTENT, NOW))
            .await
            .unwrap();
        assert_eq!(written(&one).await, written(&two).await);
        let again = fill(&one, None, Cast::Configured, (EXTENT, NOW))
            .await
            .unwrap_err();
        assert!(
            again
                .to_string()
                .starts_with("the arena demo has votes already"),
            "{again}"
        );
        let unknown = fill(&one, Some("nowhere"), Cast::Configured, (EXTENT, NOW))
            .await
            .unwrap_err();
        assert!(unknown.to_string().contains("it has: demo"), "{unknown}");
    }
}
