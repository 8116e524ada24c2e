//! A battle that its voter lets others read.

use crate::domain::{ArenaId, Battle, BattleId, Mode, ShareToken, Turn};
use crate::store::Voter;

use super::own_battles::Told;
use super::{App, Conflict, Error, ShownTurn, Site};

/// A battle as anybody with its token may see it. Nothing in it leads to its voter: no id, no place in the log, no time.
/// What names a model has no place outside of `told`.
#[derive(Clone, Debug)]
pub struct SharedBattle {
    /// Where it counts.
    pub arena: ArenaId,
    /// Its turns that were answered.
    pub turns: Vec<ShownTurn>,
    /// How its models came about.
    pub mode: Mode,
    /// Who answered, as far as it may be told.
    pub told: Option<Told>,
}

impl SharedBattle {
    pub(super) fn of(battle: &Battle, site: &Site) -> Self {
        let answered = battle.turns.iter().filter(|turn: &&Turn| turn.ended);
        Self {
            arena: battle.arena.clone(),
            turns: answered.map(ShownTurn::from).collect(),
            mode: battle.lineup.mode(),
            told: Told::of(battle, site),
        }
    }

    /// As anybody may find it, without being given a link by its voter: as exports have it.
    pub(super) fn published(battle: &Battle, site: &Site) -> Self {
        let shown = Self::of(battle, site);
        let turns = shown.turns.into_iter().map(ShownTurn::scrubbed);
        Self {
            turns: turns.collect(),
            ..shown
        }
    }
}

impl App {
    /// Lets whoever has the token read the voter's battle; the same token as long as it stays shared.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's, [`Error::Conflict`] before its first answers.
    pub async fn share_battle(&self, voter: Voter, id: BattleId) -> Result<ShareToken, Error> {
        self.own_battle(voter, id).await?;
        let token = ShareToken::from_random(self.chance.bytes());
        let shared = self
            .store
            .share((voter.id, id), &token, self.clock.now_ms())
            .await?;
        shared.ok_or_else(|| Error::conflict(Conflict::NoAnswers))
    }

    /// Makes the voter's battle private again: its token is worth nothing from then on, also if it is shared again.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's.
    pub async fn revoke_share(&self, voter: Voter, id: BattleId) -> Result<(), Error> {
        self.own_battle(voter, id).await?;
        Ok(self.store.revoke_share(voter.id, id).await?)
    }

    /// The battle that a token lets read.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it lets read none, or none any more.
    pub async fn show_shared(&self, token: &ShareToken) -> Result<SharedBattle, Error> {
        let battle = self.store.shared(token).await?;
        let battle = battle.map(|battle| SharedBattle::of(&battle, &self.site()));
        battle.ok_or(Error::NotFound {
            what: "shared battle",
        })
    }
}
