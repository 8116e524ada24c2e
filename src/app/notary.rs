//! Gives links to votes that are older than chains, and signs boards that were kept, behind everybody's back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use crate::board::{board_from_snapshot, method_from};
use crate::domain::{ArenaId, VoteHash};
use crate::integrity::{BoardDigest, Signer, SnapshotStatement};
use crate::store::{Seal, Snapshot};

use super::{App, Error};

/// How often it is looked for boards to sign.
const EVERY: Duration = Duration::from_secs(2);
/// Boards that are signed at a time.
const PAGE: u32 = 100;

/// Links and signs until `stop`.
pub(super) async fn watch(app: Arc<App>, stop: CancellationToken) {
    let mut every = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            () = stop.cancelled() => return,
        }
        if let Err(error) = app.notarize(&stop).await {
            tracing::warn!(?error, "boards could not be signed; it will be tried again");
        }
    }
}

impl App {
    /// Gives every vote its link and every kept board its seal, unless `stop` comes first.
    ///
    /// # Errors
    /// [`Error`] if the database failed; what was done stays done.
    pub async fn notarize(&self, stop: &CancellationToken) -> Result<(), Error> {
        let mut linked = 0;
        while !stop.is_cancelled() {
            let began = Instant::now();
            let some = self.store.chain_votes().await?;
            if some == 0 {
                break;
            }
            linked += some;
            // Ballots get their turn.
            tokio::time::sleep(began.elapsed()).await;
        }
        if linked > 0 {
            tracing::info!(
                linked,
                "{linked} votes that are older than chains were linked"
            );
        }
        self.seal_boards(stop).await
    }

    /// Signs every kept board whose votes have their links.
    pub(super) async fn seal_boards(&self, stop: &CancellationToken) -> Result<(), Error> {
        while !stop.is_cancelled() {
            let boards = self.store.unsealed(PAGE).await?;
            if boards.is_empty() {
                break;
            }
            let signer = match self.key_file.signer(&self.chance) {
                Ok(signer) => signer,
                Err(why) => {
                    say_unsigned(&why);
                    break;
                }
            };
            let seals = self.seals_of(&boards, signer).await?;
            let is_all = seals.len() == boards.len();
            self.store.keep_seals(&seals, self.clock.now_ms()).await?;
            if !is_all {
                break;
            }
        }
        Ok(())
    }

    async fn seals_of(&self, boards: &[Snapshot], signer: &Signer) -> Result<Vec<Seal>, Error> {
        let mut chains: BTreeMap<(&ArenaId, i64), Option<VoteHash>> = BTreeMap::new();
        let mut seals = Vec::with_capacity(boards.len());
        for kept in boards {
            let place = (&kept.slice.arena, kept.seq);
            let chain = match chains.get(&place) {
                Some(known) => *known,
                None => self.store.chain_at(place.0, place.1).await?,
            };
            chains.insert(place, chain);
            if let Some(chain) = chain {
                seals.push(seal(kept, chain, signer)?);
            }
        }
        Ok(seals)
    }
}

/// Says once that boards stay unsigned.
fn say_unsigned(why: &str) {
    static SAID: std::sync::Once = std::sync::Once::new();
    SAID.call_once(|| {
        tracing::warn!("kept boards stay unsigned, as there is no signing key: {why}");
    });
}

fn seal(kept: &Snapshot, chain: VoteHash, signer: &Signer) -> Result<Seal, Error> {
    let (board, _) = board_from_snapshot(kept)?;
    let made = method_from(&kept.board)?;
    let statement = SnapshotStatement {
        snapshot: kept.id,
        arena: kept.slice.arena.to_string(),
        category: kept.slice.category.clone(),
        style_control: kept.slice.style_control,
        seq: kept.seq,
        votes: made.votes,
        time_ms: kept.time_ms,
        tagging: kept.tagging,
        method: made.method,
        version: made.version.unwrap_or_default(),
        chain,
        board: BoardDigest::of(&board.standings),
    };
    let statement = statement.to_string();
    Ok(Seal {
        snapshot: kept.id,
        arena: kept.slice.arena.to_string(),
        public_key: signer.public_key(),
        signature: signer.sign(&statement),
        statement,
    })
}
