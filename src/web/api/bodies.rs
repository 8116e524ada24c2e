//! What the calls about battles hear and say, as JSON. What is said before the vote has no room for a model.

use serde::Serialize;
use utoipa::ToSchema;

use super::own::{Models, told};
use super::reasons::Said;
use super::voters::NewConsent;
use crate::app::{ShownBattle, ShownTurn, Site, Started, Told};
use crate::domain::{BattleState, Reveal, RevealedModel, Vote};

/// What to ask.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(super) struct NewBattle {
    /// The arena's id.
    #[schema(example = "text")]
    arena: String,
    /// What the models are asked; 1 to 32,000 characters.
    #[schema(min_length = 1, max_length = 32_000, example = "Why is the sky blue?")]
    prompt: String,
    /// anonymous, if absent: two models are drawn and stay secret until the vote. `side_by_side`: two models that you
    /// name; its vote is kept and never rated. direct: one model that you name, and no vote.
    mode: Option<String>,
    /// The two models of `side_by_side`.
    models: Option<[String; 2]>,
    /// The model of direct.
    model: Option<String>,
    /// Chooses anew, for this battle and those behind it, whether texts may be published; absent: as the voter chose
    /// before, and who never chose has said no.
    consent: Option<NewConsent>,
}

/// What to ask next.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(super) struct NewTurn {
    /// What both models are asked; 1 to 32,000 characters.
    #[schema(
        min_length = 1,
        max_length = 32_000,
        example = "And why red in the evening?"
    )]
    prompt: String,
}

/// What the voter says.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(super) struct NewVote {
    /// a, b, tie or `both_bad`.
    #[schema(example = "a")]
    choice: String,
}

/// A battle or a turn that has begun.
#[derive(Serialize, ToSchema)]
pub(super) struct BattleStarted {
    /// Public, unguessable.
    id: String,
    /// Its arena.
    arena: String,
    /// answering.
    state: &'static str,
    /// The turn that is being answered, from 1.
    turn: u32,
}

impl From<Started> for BattleStarted {
    fn from(started: Started) -> Self {
        let Started { id, arena, turn } = started;
        Self {
            id: id.to_string(),
            arena: arena.to_string(),
            state: BattleState::Answering.as_str(),
            turn,
        }
    }
}

/// A battle as its voter may see it.
#[derive(Serialize, ToSchema)]
pub(super) struct Battle {
    /// Public, unguessable.
    id: String,
    /// Its arena.
    arena: String,
    /// anonymous, `side_by_side` or direct.
    mode: &'static str,
    /// answering, ready, voted or void.
    state: &'static str,
    /// Its turns, oldest first.
    turns: Vec<Turn>,
    /// Whether its texts may be published with the vote.
    publish: bool,
    /// Null before the vote.
    vote: Option<CastVote>,
    /// Null before the vote.
    reveal: Option<Revealed>,
    /// Why, if the voter said so after the vote.
    reasons: Option<Said>,
    /// The token of its link, if its voter shares it.
    share: Option<String>,
}

/// A battle whose models its voter picked. Only what a voter picked can be put in here.
#[derive(Serialize, ToSchema)]
pub(super) struct NamedBattle {
    #[serde(flatten)]
    battle: Battle,
    /// Who answers.
    models: Models,
}

/// A battle as its voter may see it.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum OwnBattle {
    Anonymous(Box<Battle>),
    Named(Box<NamedBattle>),
}

impl OwnBattle {
    pub(super) fn of(shown: ShownBattle, site: &Site) -> Self {
        let picked = shown
            .battle
            .named()
            .and_then(|named| Told::picked(named, site));
        let battle = Battle::from(shown);
        match told(picked.as_ref()) {
            (_, Some(models)) => Self::Named(Box::new(NamedBattle { battle, models })),
            (_, None) => Self::Anonymous(Box::new(battle)),
        }
    }
}

/// One prompt and its two answers.
#[derive(Serialize, ToSchema)]
pub(super) struct Turn {
    prompt: String,
    a: Answer,
    b: Answer,
}

/// One side's answer so far.
#[derive(Serialize, ToSchema)]
pub(super) struct Answer {
    /// Markdown.
    text: String,
    /// Whether this is all.
    ended: bool,
}

/// The vote of a battle.
#[derive(Serialize, ToSchema)]
pub(super) struct CastVote {
    /// a, b, tie or `both_bad`.
    choice: &'static str,
    /// Its place in the log.
    seq: i64,
    /// Whether ratings use it.
    rated: bool,
}

/// What a vote answers; the same for ever.
#[derive(Serialize, ToSchema)]
pub(super) struct Voted {
    /// a, b, tie or `both_bad`.
    choice: &'static str,
    /// Its place in the log.
    seq: i64,
    /// Whether ratings use it.
    rated: bool,
    /// Who was who.
    reveal: Revealed,
}

/// Who was who.
#[derive(Serialize, ToSchema)]
pub(super) struct Revealed {
    a: RevealedSide,
    b: RevealedSide,
}

/// The public facts of one model at the time of the vote.
#[derive(Serialize, ToSchema)]
pub(super) struct RevealedSide {
    id: String,
    name: String,
    organization: Option<String>,
    country: Option<String>,
    license: Option<String>,
    /// open or closed.
    weights: Option<&'static str>,
    /// Billions.
    parameters_b: Option<f64>,
    /// US dollars per million tokens written.
    price_output: Option<f64>,
}

impl From<&RevealedModel> for RevealedSide {
    fn from(model: &RevealedModel) -> Self {
        Self {
            id: model.id.to_string(),
            name: model.name.clone(),
            organization: model.organization.clone(),
            country: model.country.clone(),
            license: model.license.clone(),
            weights: model.weights.map(crate::domain::Weights::as_str),
            parameters_b: model.parameters_b,
            price_output: model.price_output,
        }
    }
}

impl From<&Reveal> for Revealed {
    fn from(reveal: &Reveal) -> Self {
        Self {
            a: (&reveal.a).into(),
            b: (&reveal.b).into(),
        }
    }
}

impl CastVote {
    fn of(vote: &Vote) -> Self {
        Self {
            choice: vote.choice.as_str(),
            seq: vote.seq,
            rated: vote.rating == crate::domain::Rating::Rated,
        }
    }
}

impl Voted {
    pub(super) fn of(vote: &Vote) -> Self {
        let CastVote { choice, seq, rated } = CastVote::of(vote);
        Self {
            choice,
            seq,
            rated,
            reveal: (&vote.reveal).into(),
        }
    }
}

impl From<ShownTurn> for Turn {
    fn from(turn: ShownTurn) -> Self {
        let [a, b] = turn.sides.map(|(text, ended)| Answer { text, ended });
        Self {
            prompt: turn.prompt,
            a,
            b,
        }
    }
}

impl From<ShownBattle> for Battle {
    fn from(shown: ShownBattle) -> Self {
        let ShownBattle { battle, turns, .. } = shown;
        Self {
            id: battle.id.to_string(),
            arena: battle.arena.to_string(),
            mode: battle.lineup.mode().as_str(),
            state: battle.state.as_str(),
            publish: battle.publish,
            turns: turns.into_iter().map(Turn::from).collect(),
            vote: battle.vote.as_ref().map(CastVote::of),
            reveal: battle.vote.as_ref().map(|vote| (&vote.reveal).into()),
            reasons: battle.reasons.as_ref().map(Said::from),
            share: battle.share.map(|token| token.as_str().to_owned()),
        }
    }
}
