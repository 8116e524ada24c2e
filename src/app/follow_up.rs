//! A further prompt to both sides of a battle.

use crate::battle::{Contestant, Job, replay};
use crate::domain::{Battle, BattleId, Prompt, Side, Turn};
use crate::endpoint::{Message, Role};
use crate::store::{NewTurn, Voter};

use super::error::Conflict;
use super::start_battle::run_options;
use super::{App, Error, Site, Started};

impl App {
    /// Asks both models of a ready battle something more.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's, [`Error::Conflict`] unless it is ready, [`Error::Invalid`] for
    /// the prompt.
    pub async fn follow_up(
        &self,
        voter: Voter,
        id: BattleId,
        prompt: &str,
    ) -> Result<Started, Error> {
        self.admit()?;
        let battle = self.own_battle(voter, id).await?;
        let prompt = Prompt::new(prompt).map_err(|error| Error::prompt(&error))?;
        let turns = u32::try_from(battle.turns.len()).unwrap_or(u32::MAX);
        let number = Battle::next_turn(battle.state, turns).map_err(Error::conflict)?;
        let site = self.site();
        let contestants = contestants(&site, &battle)?;
        let first_seq = battle.turns.last().map_or(1, next_seq);
        let options = run_options(&site);
        let turn = NewTurn {
            battle: id,
            number,
            prompt: prompt.clone(),
            first_seq,
            chunk_chars: options.chunk_chars,
        };
        let moved = self
            .store
            .follow_up(&turn, &self.replica, self.clock.now_ms())
            .await?;
        moved.map_err(Error::conflict)?;
        let messages = Side::BOTH.map(|side| conversation(&battle, side, &prompt));
        let job = Job {
            battle: id,
            turn: number,
            first_seq,
            messages,
            contestants,
            reserves: None,
        };
        self.runner.start(job, options);
        Ok(Started {
            id,
            arena: battle.arena,
            turn: number,
        })
    }

    /// A battle, if it is this voter's.
    pub(super) async fn own_battle(&self, voter: Voter, id: BattleId) -> Result<Battle, Error> {
        let battle = self
            .store
            .battle(id)
            .await?
            .filter(|battle| battle.voter == voter.id);
        battle.ok_or(Error::NotFound { what: "battle" })
    }
}

/// The models, all of which must still be there and able to go on.
fn contestants(site: &Site, battle: &Battle) -> Result<[Option<Contestant>; 2], Error> {
    if site
        .arena(battle.arena.as_str())
        .is_some_and(|arena| site.config.is_recorded(arena))
    {
        return Err(Error::invalid(
            "prompt",
            "cannot follow here: recorded answers have one turn",
        ));
    }
    let models = Side::BOTH.map(|side| battle.lineup.model(side));
    let contestants = models.map(|model| model.and_then(|id| site.contestant(id)));
    let found = contestants.iter().flatten().count();
    if found < models.iter().flatten().count() {
        return Err(Error::conflict(Conflict::Stuck));
    }
    Ok(contestants)
}

/// The number behind the last event of a turn: its frames and ends, and `ready`.
fn next_seq(turn: &Turn) -> u64 {
    let (a, b) = (turn.a.text(), turn.b.text());
    turn.first_seq + replay([&a, &b], turn.chunk_chars).len() as u64 + 1
}

/// What one side has seen: every prompt with its own answer, and the new prompt.
fn conversation(battle: &Battle, side: Side, prompt: &Prompt) -> Vec<Message> {
    let past = battle.turns.iter().flat_map(|turn| {
        [
            Message {
                role: Role::User,
                text: turn.prompt.as_str().to_owned(),
            },
            Message {
                role: Role::Assistant,
                text: turn.answer(side).text(),
            },
        ]
    });
    past.chain([Message {
        role: Role::User,
        text: prompt.as_str().to_owned(),
    }])
    .collect()
}
