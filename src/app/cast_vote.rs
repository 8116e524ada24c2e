//! A ballot becomes a vote, exactly once.

use crate::categories::Facts;
use crate::domain::{
    Ballot, Battle, BattleId, Choice, ModelId, Rating, Refusal, Reveal, RevealedModel,
    StyleFeatures, Vote,
};
use crate::store::{Cast, VoteDraft, Voter};

use super::error::Conflict;
use super::{App, Error};

impl App {
    /// Casts the voter's ballot; the same ballot again gives the same vote.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's, [`Error::Conflict`] unless it is ready or already has this
    /// very vote, [`Error::Busy`] if the vote could not be put on disk.
    pub async fn cast_vote(
        &self,
        voter: Voter,
        id: BattleId,
        choice: Choice,
    ) -> Result<Vote, Error> {
        let battle = self.own_battle(voter, id).await?;
        if let Some(vote) = &battle.vote {
            return if vote.choice == choice {
                Ok(vote.clone())
            } else {
                Err(already(vote.choice))
            };
        }
        let rating = battle.ballot().map_err(Error::conflict)?;
        let pair = battle.lineup.pair();
        let pair = pair.ok_or_else(|| Error::conflict(Refusal::Direct))?;
        let draft = self.draft(voter, &battle, (choice, rating, pair));
        let cast = self.recorder.cast(draft).await?;
        match cast {
            Cast::Accepted(vote) | Cast::Repeated(vote) => Ok(vote),
            Cast::Refused(_, Some(stored)) => Err(already(stored)),
            Cast::Refused(refusal, None) => Err(Error::conflict(refusal)),
        }
    }

    fn draft(
        &self,
        voter: Voter,
        battle: &Battle,
        (choice, rating, pair): (Choice, Rating, [&ModelId; 2]),
    ) -> VoteDraft {
        let site = self.site();
        let [a, b] = pair.map(|model| RevealedModel::from(&site.card(model)));
        let facts = Facts::of(battle, choice);
        let style = facts.answers.each_ref();
        VoteDraft {
            ballot: Ballot {
                battle: battle.id,
                choice,
            },
            voter: voter.id,
            pseudonym: voter.pseudonym,
            turns: u32::try_from(battle.turns.len()).unwrap_or(u32::MAX),
            time_ms: self.clock.now_ms(),
            categories: site.rules.categories(&facts),
            tagged_by: site.rules.version().to_owned(),
            style: style.map(|said| StyleFeatures::of(&said.join("\n"))),
            rating,
            reveal: Reveal { a, b },
            forecast: self.forecast(battle),
        }
    }
}

fn already(stored: Choice) -> Error {
    Error::Conflict {
        why: Conflict::Voted { stored },
        stored: Some(stored),
    }
}
