//! A prompt becomes a battle.

use std::time::Duration;

use crate::battle::{Contestant, Job};
use crate::domain::{ArenaId, BattleId, ModelId, Prompt};
use crate::endpoint::{Message, Role};
use crate::matchmaking::{self, Drawn};
use crate::store::{NewBattle, NewTurn, Voter};

use super::error::Busy;
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

impl App {
    /// Draws two models and lets them answer.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for the prompt, [`Error::Busy`] if the site is full or closing.
    pub async fn start_battle(
        &self,
        voter: Voter,
        arena: &str,
        prompt: &str,
    ) -> Result<Started, Error> {
        self.admit()?;
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let prompt = Prompt::new(prompt).map_err(|error| Error::prompt(&error))?;
        let mut eligible = self.rested(site.eligible(arena, prompt.as_str()));
        let ids: Vec<ModelId> = eligible.iter().map(|one| one.model.clone()).collect();
        let drawn = self
            .chance
            .with(|rng| matchmaking::draw(&ids, rng))
            .ok_or_else(|| too_few(&site, &arena.id))?;
        let contestants = pick(&mut eligible, &drawn).ok_or_else(|| too_few(&site, &arena.id))?;
        let battle = NewBattle {
            id: BattleId::from_random(self.chance.bytes()),
            arena: arena.id.clone(),
            voter: voter.id,
            model_a: drawn.model_a,
            model_b: drawn.model_b,
            probability: drawn.probability,
            runner: self.replica.clone(),
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
            contestants,
            reserves: eligible,
            probability: battle.probability,
        };
        self.runner.start(job, options);
        self.metrics.battles_started.inc();
        Ok(Started {
            id: battle.id,
            arena: battle.arena,
            turn: 1,
        })
    }

    /// Leaves out models that failed again and again, as long as two others remain.
    fn rested(&self, eligible: Vec<Contestant>) -> Vec<Contestant> {
        let is_resting = |one: &Contestant| self.runner.is_resting(&one.model);
        if eligible.iter().filter(|one| !is_resting(one)).count() < 2 {
            return eligible;
        }
        eligible
            .into_iter()
            .filter(|one| !is_resting(one))
            .collect()
    }

    /// Whether there is room for one more running turn.
    pub(super) fn admit(&self) -> Result<(), Error> {
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

fn busy(why: Busy, seconds: u64) -> Error {
    Error::Busy {
        why,
        retry_after: Duration::from_secs(seconds),
    }
}

/// Takes the two drawn contestants out; the others stay as reserves.
fn pick(eligible: &mut Vec<Contestant>, drawn: &Drawn) -> Option<[Contestant; 2]> {
    let mut take = |id: &ModelId| {
        let at = eligible.iter().position(|one| one.model == *id)?;
        Some(eligible.swap_remove(at))
    };
    Some([take(&drawn.model_a)?, take(&drawn.model_b)?])
}

fn too_few(site: &Site, arena: &ArenaId) -> Error {
    let recorded = site
        .arena(arena.as_str())
        .is_some_and(|arena| site.config.is_recorded(arena));
    if recorded {
        let message = format!(
            "has no recorded answers here; this arena can only be asked the prompts of GET /api/v1/arenas/{arena}/prompts"
        );
        return Error::invalid("prompt", message);
    }
    busy(Busy::FewModels, 30)
}
