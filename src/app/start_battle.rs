//! A prompt becomes a battle.

use std::time::Duration;

use crate::battle::Job;
use crate::domain::{ArenaId, BattleId, Consent, Prompt};
use crate::endpoint::{Message, Role};
use crate::store::{NewBattle, NewTurn, Voter};

use super::error::Busy;
use super::seat::Wanted;
use super::{App, Error, Site};

/// A battle or a turn that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The battle.
    pub id: BattleId,
    /// Its arena.
    pub arena: ArenaId,
    /// The turn that is being answered, from 1.
    pub turn: u32,
}

/// What a voter asks for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The arena's id.
    pub arena: String,
    /// What the models are asked.
    pub prompt: String,
    /// Who shall answer.
    pub models: Wanted,
    /// What the voter chooses together with it; otherwise it is as the voter chose before.
    pub consent: Option<Consent>,
}

impl App {
    /// Finds out who answers, and lets them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for the prompt or the models, [`Error::Busy`] if the site is full or closing.
    pub async fn ask(&self, voter: Voter, ask: &Ask) -> Result<Started, Error> {
        self.admit()?;
        let site = self.site();
        let arena = site
            .arena(&ask.arena)
            .ok_or(Error::NotFound { what: "arena" })?;
        let prompt = Prompt::new(&ask.prompt).map_err(|error| Error::prompt(&error))?;
        let seated = self.seat(&site, (arena, &prompt), &ask.models)?;
        let battle = NewBattle {
            id: BattleId::from_random(self.chance.bytes()),
            arena: arena.id.clone(),
            voter: voter.id,
            lineup: seated.lineup,
            runner: self.replica.clone(),
            consent: ask.consent,
        };
        let options = run_options(&site);
        let turn = NewTurn {
            battle: battle.id,
            number: 1,
            prompt: prompt.clone(),
            first_seq: 1,
            chunk_chars: options.chunk_chars,
        };
        self.store
            .start_battle(&battle, &turn, self.clock.now_ms())
            .await?;
        let ask = vec![Message {
            role: Role::User,
            text: prompt.into(),
        }];
        let job = Job {
            battle: battle.id,
            turn: 1,
            first_seq: 1,
            messages: [ask.clone(), ask],
            contestants: seated.contestants,
            reserves: seated.reserves,
        };
        self.runner.start(job, options);
        self.metrics.battles_started.inc();
        Ok(Started {
            id: battle.id,
            arena: battle.arena,
            turn: 1,
        })
    }

    /// Whether there is room for one more running turn.
    pub(super) fn admit(&self) -> Result<(), Error> {
        self.presence.see();
        if self.is_closing() {
            return Err(busy(Busy::Closing, 5));
        }
        if self.runner.running() >= self.site().config.limits.concurrent_battles {
            return Err(busy(Busy::Full, 3));
        }
        Ok(())
    }
}

pub(super) fn run_options(site: &Site) -> crate::battle::Options {
    let battle = &site.config.battle;
    crate::battle::Options {
        tick: battle.tick,
        chunk_chars: u32::try_from(battle.chunk_chars).unwrap_or(u32::MAX),
        abandon_after: battle.abandon_after,
    }
}

pub(super) fn busy(why: Busy, seconds: u64) -> Error {
    Error::Busy {
        why,
        retry_after: Duration::from_secs(seconds),
    }
}
