//! One turn's work: two contestants, what they are asked, and who may take a failed one's place.

use std::sync::Arc;

use futures_util::StreamExt as _;
use rand::Rng;

use crate::domain::{BattleId, ModelId, Side};
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
    /// Who answers on side A and on side B.
    pub contestants: [Contestant; 2],
    /// Who may take over a side whose model fails before it has said anything.
    pub reserves: Vec<Contestant>,
    /// The probability of the pair so far.
    pub probability: f64,
}

impl Job {
    pub(super) fn contestant(&self, side: Side) -> &Contestant {
        let [a, b] = &self.contestants;
        match side {
            Side::A => a,
            Side::B => b,
        }
    }

    fn messages_of(&self, side: Side) -> Vec<Message> {
        let [a, b] = &self.messages;
        match side {
            Side::A => a.clone(),
            Side::B => b.clone(),
        }
    }

    /// Asks a side's model.
    pub(super) fn ask(&self, side: Side) -> Voice {
        let contestant = self.contestant(side);
        let request = Request {
            messages: self.messages_of(side),
            ..contestant.template.clone()
        };
        Voice {
            deltas: Some(contestant.endpoint.answer(request)),
            has_spoken: false,
        }
    }

    /// Puts a reserve in a side's place; false if there is none left.
    pub(super) fn replace(&mut self, side: Side, rng: &mut dyn Rng) -> bool {
        let candidates: Vec<usize> = (0..self.reserves.len()).collect();
        let Some((chosen, probability)) = matchmaking::draw_successor(&candidates, rng) else {
            return false;
        };
        let [a, b] = &mut self.contestants;
        let place = match side {
            Side::A => a,
            Side::B => b,
        };
        *place = self.reserves.swap_remove(chosen);
        self.probability *= probability;
        true
    }
}

/// One side's answer on its way.
pub(super) struct Voice {
    deltas: Option<Deltas>,
    has_spoken: bool,
}

/// What a side did.
pub(super) enum Heard {
    Text(String),
    Finished,
    Failed { fault: Fault, had_spoken: bool },
}

impl Voice {
    /// What the side does next; waits for ever when it has ended.
    pub(super) async fn next(&mut self) -> Heard {
        loop {
            let Some(deltas) = &mut self.deltas else {
                return std::future::pending().await;
            };
            match deltas.next().await {
                Some(Ok(Delta::Text(text))) => {
                    self.has_spoken = true;
                    return Heard::Text(text);
                }
                Some(Ok(Delta::Reasoning(_) | Delta::Usage { .. })) => {}
                Some(Ok(Delta::End(_))) => {
                    self.deltas = None;
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
