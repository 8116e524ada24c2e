//! A battle's events, for as long as somebody listens.

use std::time::Duration;

use crate::battle::{Event, Follower, Numbered, replay};
use crate::domain::{Battle, BattleId, BattleState, Turn};
use crate::store::Voter;

use super::{App, Error};

/// How often a turn that runs on another replica is asked after.
const ELSEWHERE: Duration = Duration::from_millis(300);

/// Where a battle's events come from.
pub enum BattleEvents {
    /// From a turn that runs here.
    Live(Follower),
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
        loop {
            // Asked before the store, which knows a turn's end first.
            let running = self.runner.live(id);
            let battle = self.own_battle(voter, id).await?;
            match (running, battle.state) {
                (Some(live), BattleState::Answering) => {
                    return Ok(BattleEvents::Live(live.follow(after)));
                }
                (None, BattleState::Answering) => tokio::time::sleep(ELSEWHERE).await,
                _ => return Ok(BattleEvents::Known(self.known(&battle, after))),
            }
        }
    }

    fn known(&self, battle: &Battle, after: Option<u64>) -> Vec<Numbered> {
        let Some(turn) = battle.turns.last() else {
            return Vec::new();
        };
        let events = match battle.state {
            BattleState::Void => vec![Event::Void],
            _ => self.replayed(turn),
        };
        let numbered = (turn.first_seq..).zip(events);
        match battle.state {
            // Its frames are gone, and with them its numbers: a reader that comes back must still be told.
            BattleState::Void => numbered
                .map(|(seq, event)| (after.map_or(seq, |last| last + 1), event))
                .collect(),
            _ => numbered
                .filter(|(seq, _)| after.is_none_or(|last| *seq > last))
                .collect(),
        }
    }

    fn replayed(&self, turn: &Turn) -> Vec<Event> {
        let (a, b) = (turn.a.text(), turn.b.text());
        let mut events = replay([&a, &b], self.site().config.battle.chunk_chars);
        events.push(Event::Ready);
        events
    }
}
