//! One turn's work: two contestants, what they are asked, and who may take a failed one's place.

use std::sync::Arc;

use futures_util::StreamExt as _;
use rand::Rng;
use tokio::time::{Duration, Instant};

use crate::domain::{BattleId, ModelId, Side, Timing};
use crate::endpoint::{Delta, Deltas, Endpoint, Fault, Message, Request};
use crate::matchmaking;

/// A model and how to ask it.
#[derive(Clone)]
pub struct Contestant {
    /// Which model.
    pub model: ModelId,
    /// Where it answers.
    pub endpoint: Arc<dyn Endpoint>,
    /// The request but for its messages.
    pub template: Request,
}

/// A turn to run.
pub struct Job {
    /// The battle.
    pub battle: BattleId,
    /// The turn's number, from 1.
    pub turn: u32,
    /// The number of the turn's first event.
    pub first_seq: u64,
    /// The conversation of each side so far, ending with the new prompt.
    pub messages: [Vec<Message>; 2],
    /// Who answers on side A and on side B; nobody is on side B of a direct chat.
    pub contestants: [Option<Contestant>; 2],
    /// Who may take over a side whose model fails before it has said anything.
    pub reserves: Option<Reserves>,
}

/// Those who were not drawn, in a turn whose models nobody knows.
pub struct Reserves {
    /// They.
    pub contestants: Vec<Contestant>,
    /// The probability of the pair so far.
    pub probability: f64,
}

impl Job {
    pub(super) fn contestant(&self, side: Side) -> Option<&Contestant> {
        let [a, b] = &self.contestants;
        match side {
            Side::A => a.as_ref(),
            Side::B => b.as_ref(),
        }
    }

    fn messages_of(&self, side: Side) -> Vec<Message> {
        let [a, b] = &self.messages;
        match side {
            Side::A => a.clone(),
            Side::B => b.clone(),
        }
    }

    /// Asks a side's model; a side without one is silent.
    pub(super) fn ask(&self, side: Side) -> Voice {
        let ask = |contestant: &Contestant| {
            contestant.endpoint.answer(Request {
                messages: self.messages_of(side),
                ..contestant.template.clone()
            })
        };
        // How fast a recording is played says nothing of its model.
        let is_live = |contestant: &&Contestant| contestant.endpoint.prompts().is_none();
        let timed = self.contestant(side).filter(is_live);
        Voice {
            deltas: self.contestant(side).map(ask),
            has_spoken: false,
            timed: timed.map(|contestant| contestant.model.clone()),
            asked: Instant::now(),
            first: None,
            total: None,
            chars: 0,
        }
    }

    /// Puts a reserve in a side's place, and says with what probability the pair has now come about; `None` if there is
    /// nobody left.
    pub(super) fn replace(&mut self, side: Side, rng: &mut dyn Rng) -> Option<f64> {
        let reserves = self.reserves.as_mut()?;
        let candidates: Vec<usize> = (0..reserves.contestants.len()).collect();
        let (chosen, probability) = matchmaking::draw_successor(&candidates, rng)?;
        let [a, b] = &mut self.contestants;
        let place = match side {
            Side::A => a,
            Side::B => b,
        };
        *place = Some(reserves.contestants.swap_remove(chosen));
        reserves.probability *= probability;
        Some(reserves.probability)
    }
}

/// One side's answer on its way.
pub(super) struct Voice {
    deltas: Option<Deltas>,
    has_spoken: bool,
    /// Whose time is taken, if it is.
    timed: Option<ModelId>,
    asked: Instant,
    first: Option<Duration>,
    total: Option<Duration>,
    chars: usize,
}

/// What a side did.
pub(super) enum Heard {
    Text(String),
    Finished,
    Failed { fault: Fault, had_spoken: bool },
}

impl Voice {
    /// How long the answer took, once it is full.
    pub(super) fn timing(&self) -> Option<Timing> {
        let whole = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        Some(Timing {
            model: self.timed.clone()?,
            first_ms: whole(self.first?),
            total_ms: whole(self.total?),
            chars: i64::try_from(self.chars).unwrap_or(i64::MAX),
        })
    }

    /// What the side does next; waits for ever when it has ended.
    pub(super) async fn next(&mut self) -> Heard {
        loop {
            let Some(deltas) = &mut self.deltas else {
                return std::future::pending().await;
            };
            match deltas.next().await {
                Some(Ok(Delta::Text(text))) => {
                    self.has_spoken = true;
                    self.first.get_or_insert_with(|| self.asked.elapsed());
                    self.chars += text.chars().count();
                    return Heard::Text(text);
                }
                Some(Ok(Delta::Reasoning(_) | Delta::Usage { .. })) => {}
                Some(Ok(Delta::End(_))) => {
                    self.deltas = None;
                    self.total = Some(self.asked.elapsed());
                    return Heard::Finished;
                }
                Some(Err(fault)) => {
                    self.deltas = None;
                    return Heard::Failed {
                        fault,
                        had_spoken: self.has_spoken,
                    };
                }
                None => {
                    self.deltas = None;
                    return Heard::Failed {
                        fault: Fault::Cut,
                        had_spoken: self.has_spoken,
                    };
                }
            }
        }
    }
}
