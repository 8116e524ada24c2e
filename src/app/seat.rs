//! Who answers a prompt: models that are drawn, or those that the voter picked.

use crate::battle::{Contestant, Reserves};
use crate::domain::{Arena, ArenaId, Lineup, ModelId, Named, Prompt, Side};
use crate::matchmaking::{self, Drawn};

use super::error::Busy;
use super::start_battle::busy;
use super::{App, Error, Site};

/// Whom a voter wants to hear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Two that are drawn and stay secret until the vote.
    #[default]
    Drawn,
    /// These two, by their ids.
    SideBySide([String; 2]),
    /// This one, by its id.
    Direct(String),
}

/// Who answers, and how to ask them.
pub(super) struct Seated {
    pub(super) lineup: Lineup,
    pub(super) contestants: [Option<Contestant>; 2],
    /// Nobody takes the place of a model that the voter picked.
    pub(super) reserves: Option<Reserves>,
}

impl App {
    /// Finds out who answers.
    ///
    /// # Errors
    /// [`Error::Invalid`] for models or a prompt that cannot be had, [`Error::Busy`] if too few models answer.
    pub(super) fn seat(
        &self,
        site: &Site,
        (arena, prompt): (&Arena, &Prompt),
        wanted: &Wanted,
    ) -> Result<Seated, Error> {
        let eligible = site.eligible(arena, prompt.as_str());
        let named = match wanted {
            Wanted::Drawn => return self.draw(site, arena, eligible),
            Wanted::SideBySide([a, b]) => {
                let [a, b] = [a, b].map(|id| known(site, arena, ("models", id)));
                let named = Named::side_by_side(a?, b?);
                named.ok_or_else(|| Error::invalid("models", "must be two different ones"))?
            }
            Wanted::Direct(id) => Named::Direct {
                model: known(site, arena, ("model", id))?,
            },
        };
        let contestants = Side::BOTH.map(|side| {
            let wanted = named.model(side)?;
            eligible.iter().find(|one| one.model == *wanted).cloned()
        });
        let found = contestants.iter().flatten().count();
        if Side::BOTH
            .iter()
            .filter_map(|side| named.model(*side))
            .count()
            > found
        {
            return Err(unanswered(&arena.id));
        }
        Ok(Seated {
            lineup: Lineup::Named(named),
            contestants,
            reserves: None,
        })
    }

    fn draw(&self, site: &Site, arena: &Arena, eligible: Vec<Contestant>) -> Result<Seated, Error> {
        let mut eligible = self.rested(eligible);
        let ids: Vec<ModelId> = eligible.iter().map(|one| one.model.clone()).collect();
        let drawn = self.chance.with(|rng| matchmaking::draw(&ids, rng));
        let drawn = drawn.ok_or_else(|| too_few(site, &arena.id))?;
        let contestants = pick(&mut eligible, &drawn).ok_or_else(|| too_few(site, &arena.id))?;
        let Drawn {
            model_a: a,
            model_b: b,
            probability,
        } = drawn;
        Ok(Seated {
            lineup: Lineup::Anonymous { a, b, probability },
            contestants,
            reserves: Some(Reserves {
                contestants: eligible,
                probability,
            }),
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
}

/// A model of the arena that answers at present, by its id.
fn known(site: &Site, arena: &Arena, (field, id): (&'static str, &str)) -> Result<ModelId, Error> {
    let found = site.answering(arena).find(|model| model.as_str() == id);
    found.cloned().ok_or_else(|| {
        let message = format!(
            "must name models of this arena that answer at present; GET /api/v1/exports/models.csv?arena={} has them",
            arena.id
        );
        Error::invalid(field, message)
    })
}

fn unanswered(arena: &ArenaId) -> Error {
    let message = format!(
        "has no recorded answer of this model here; GET /api/v1/arenas/{arena}/prompts has what this arena can be asked"
    );
    Error::invalid("prompt", message)
}

/// Takes the two drawn contestants out; the others stay as reserves.
fn pick(eligible: &mut Vec<Contestant>, drawn: &Drawn) -> Option<[Option<Contestant>; 2]> {
    let mut take = |id: &ModelId| {
        let at = eligible.iter().position(|one| one.model == *id)?;
        Some(eligible.swap_remove(at))
    };
    Some([Some(take(&drawn.model_a)?), Some(take(&drawn.model_b)?)])
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
