//! A voter has seen enough of two answers that do not end.

use std::time::Duration;

use crate::domain::{BattleId, BattleState, VoidReason};
use crate::store::Voter;

use super::error::Busy;
use super::{App, Error};

/// How long the end of a stopped turn may take to be stored.
const PATIENCE: Duration = Duration::from_secs(5);

impl App {
    /// Stops both answers of the voter's battle, which becomes void. What has ended already stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless it is the voter's, [`Error::Busy`] if the end could not be stored in time.
    pub async fn stop_battle(&self, voter: Voter, id: BattleId) -> Result<(), Error> {
        let running = self.runner.live(id);
        let battle = self.own_battle(voter, id).await?;
        if battle.state != BattleState::Answering {
            return Ok(());
        }
        let Some(live) = running else {
            // Another server runs it, and finds it void within a second: see the heartbeat.
            let now_ms = self.clock.now_ms();
            self.store
                .void_battle(id, VoidReason::Stopped, None, now_ms)
                .await?;
            return Ok(());
        };
        let mut follower = live.follow(None);
        live.stop();
        let ended = async { while follower.next().await.is_some() {} };
        tokio::time::timeout(PATIENCE, ended)
            .await
            .map_err(|_| Error::Busy {
                why: Busy::Database,
                retry_after: PATIENCE,
            })
    }
}
