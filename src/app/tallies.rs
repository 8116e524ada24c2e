//! Votes a day and how forecasts came true, of a whole arena: read once from the log, then only what is new.

use std::collections::BTreeMap;

use tokio::sync::Mutex;

use crate::domain::{Arena, ArenaId, Choice};
use crate::rating::{Calibration, CalibrationTally, FitOptions};

use super::{App, Error};

/// Votes in one read of the log.
const PAGE: u32 = 5_000;

/// What was read so far, by arena.
#[derive(Default)]
pub(super) struct Tallies(Mutex<BTreeMap<ArenaId, Tally>>);

#[derive(Clone, Default)]
struct Tally {
    read_to: i64,
    /// By day since 1970: rated and other votes.
    days: BTreeMap<i64, (u64, u64)>,
    forecasts: CalibrationTally,
}

/// What the log of an arena says.
#[derive(Clone, Debug, PartialEq)]
pub struct LogTally {
    /// Every day from the first with a vote to the last: days since 1970, rated votes, other votes.
    pub days: Vec<(i64, u64, u64)>,
    /// How forecasts came true, over votes that preferred one side.
    pub calibration: Calibration,
}

impl App {
    /// Votes a day and how forecasts came true.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn log_tally(&self, arena: &str) -> Result<LogTally, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        // Who comes while another reads waits, and then has little to read.
        let mut all = self.tallies.0.lock().await;
        let tally = all.entry(arena.id.clone()).or_default();
        self.read_on(arena, tally).await?;
        Ok(LogTally {
            days: tally.every_day(),
            calibration: tally.forecasts.table(FitOptions::default().confidence_z),
        })
    }

    async fn read_on(&self, arena: &Arena, tally: &mut Tally) -> Result<(), Error> {
        let head = self.store.head().await?;
        if head <= tally.read_to {
            return Ok(());
        }
        // Counted apart, so that a read that fails leaves nothing half counted.
        let mut next = tally.clone();
        let range = (tally.read_to, head);
        for one in self.store.votes_by_day(&arena.id, range).await? {
            let (rated, others) = next.days.entry(one.day).or_default();
            *if one.is_rated { rated } else { others } += one.votes;
        }
        let mut after = tally.read_to;
        loop {
            let range = (after, head);
            let votes = self.store.foretold_votes(&arena.id, range, PAGE).await?;
            for vote in &votes {
                after = vote.seq;
                match (vote.chance_a, vote.choice) {
                    (Some(chance), Choice::A) => next.forecasts.add(chance, true),
                    (Some(chance), Choice::B) => next.forecasts.add(chance, false),
                    _ => {}
                }
            }
            if votes.len() < PAGE as usize {
                break;
            }
        }
        next.read_to = head;
        *tally = next;
        Ok(())
    }
}

impl Tally {
    fn every_day(&self) -> Vec<(i64, u64, u64)> {
        let ends = self.days.first_key_value().zip(self.days.last_key_value());
        let Some(((first, _), (last, _))) = ends else {
            return Vec::new();
        };
        let day = |day| {
            let (rated, others) = self.days.get(&day).copied().unwrap_or_default();
            (day, rated, others)
        };
        (*first..=*last).map(day).collect()
    }
}
