//! A battle's events, for as long as somebody listens.

use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::battle::{Event, Follower, Numbered, replay};
use crate::domain::{Battle, BattleId, BattleState, Turn};
use crate::store::Voter;

use super::{App, Error};

/// How often a turn that runs on another server is asked after.
const ELSEWHERE: Duration = Duration::from_millis(300);
/// How often the server that runs it is told that somebody waits here.
const ATTEND: Duration = Duration::from_secs(5);

/// Where a battle's events come from.
pub enum BattleEvents {
    /// From a turn that runs here.
    Live(Follower),
    /// From a turn that runs on another server: they are known when it has ended. See [`App::await_elsewhere`].
    Elsewhere,
    /// All of them are known; none if the reader has them already.
    Known(Vec<Numbered>),
}

impl App {
    /// The events of the voter's battle behind number `after`, or of its newest turn.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless it is the voter's.
    pub async fn stream_battle(
        &self,
        voter: Voter,
        id: BattleId,
        after: Option<u64>,
    ) -> Result<BattleEvents, Error> {
        // Asked before the store, which knows a turn's end first.
        let running = self.runner.live(id);
        let battle = self.own_battle(voter, id).await?;
        Ok(match (running, battle.state) {
            (Some(live), BattleState::Answering) => BattleEvents::Live(live.follow(after)),
            (None, BattleState::Answering) => BattleEvents::Elsewhere,
            _ => BattleEvents::Known(known(&battle, after)),
        })
    }

    /// Waits for the end of a turn that runs on another server, which is told that somebody waits until
    /// `gone`.
    ///
    /// # Errors
    /// [`Error`] if the battle is gone. A database that does not answer for a while is waited for.
    pub async fn await_elsewhere(
        &self,
        voter: Voter,
        id: BattleId,
        after: Option<u64>,
        gone: CancellationToken,
    ) -> Result<Vec<Numbered>, Error> {
        self.own_battle(voter, id).await?;
        let attend_every = ATTEND.min(self.site().config.battle.abandon_after / 4);
        let mut attended: Option<Instant> = None;
        loop {
            if attended.is_none_or(|last| last.elapsed() >= attend_every) {
                self.attend(id).await;
                attended = Some(Instant::now());
            }
            match self.store.battle_state(id).await {
                Ok(Some(BattleState::Answering)) => {}
                Ok(_) => return Ok(known(&self.own_battle(voter, id).await?, after)),
                Err(error) if error.is_passing() => {}
                Err(error) => return Err(error.into()),
            }
            tokio::select! {
                () = tokio::time::sleep(ELSEWHERE) => {}
                () = gone.cancelled() => return Ok(Vec::new()),
            }
        }
    }

    /// Tells the server that runs a battle that somebody asked after it here.
    pub(super) async fn attend(&self, id: BattleId) {
        if let Err(error) = self.store.attend(id).await {
            tracing::warn!(battle = %id, ?error, "the server that runs a battle could not be told of its reader");
        }
    }
}

fn known(battle: &Battle, after: Option<u64>) -> Vec<Numbered> {
    let Some(turn) = battle.turns.last() else {
        return Vec::new();
    };
    if battle.state == BattleState::Void {
        // Its frames are gone, and with them its numbers: a reader that comes back must still be told.
        return vec![(
            after.map_or(turn.first_seq, |last| last.saturating_add(1)),
            Event::Void,
        )];
    }
    if !turn.ended {
        return Vec::new();
    }
    let events = (turn.first_seq..).zip(replayed(turn));
    events
        .filter(|(seq, _)| after.is_none_or(|last| *seq > last))
        .collect()
}

fn replayed(turn: &Turn) -> Vec<Event> {
    let (a, b) = (turn.a.text(), turn.b.text());
    let mut events = replay([&a, &b], turn.chunk_chars);
    events.push(Event::Ready);
    events
}
