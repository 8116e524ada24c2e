//! One simulated voter: starts a battle, reads both answers to their end, and votes by taste.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio::time::{Instant, timeout};

use crate::domain::Choice;

use super::client::Ask;
use super::hall::Hall;
use super::heard::{End, Heard};
use super::tally::{Failure, Step};
use super::taste::{Taste, pick};

/// How often a stream that was cut is taken up again.
const RESUMES: u32 = 3;
/// How long it waits before that, as an `EventSource` does.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest that a battle may take; the server's own limit for an answer is 300 seconds.
const BATTLE: Duration = Duration::from_mins(6);

/// Somebody who votes.
pub(super) struct Voter {
    hall: Arc<Hall>,
    token: String,
    taste: Taste,
}

#[derive(Deserialize)]
struct NewVoter {
    token: String,
}

#[derive(Deserialize)]
struct Started {
    id: String,
}

#[derive(Deserialize)]
struct Voted {
    seq: i64,
    rated: bool,
}

impl Voter {
    /// Registers voter `number` with the server.
    pub(super) async fn join(hall: Arc<Hall>, number: u64) -> Result<Self, Failure> {
        let ask = Ask::post("new voter", "/api/v1/voters", json!({}));
        let token = hall.client.json::<NewVoter>(&ask).await?.value.token;
        let taste = Taste::of(hall.seed, number);
        Ok(Self { hall, token, taste })
    }

    /// Battle `number` of the run, whose time began at `due`; writes down how it went. Whether it got a vote.
    pub(super) async fn battle(&self, number: u64, due: Instant) -> bool {
        let late = || {
            Failure::new(
                "battle: too long",
                format!("no end after {} s", BATTLE.as_secs()),
            )
        };
        let went = timeout(BATTLE, self.try_battle(number, due)).await;
        went.unwrap_or_else(|_| Err(late()))
            .unwrap_or_else(|failure| {
                self.hall.tally.failed(failure);
                false
            })
    }

    async fn try_battle(&self, number: u64, due: Instant) -> Result<bool, Failure> {
        let Hall {
            client,
            tally,
            arena,
            prompts,
            seed,
        } = &*self.hall;
        let prompt = prompts
            .get(pick(*seed, number, prompts.len()))
            .map_or("", String::as_str);
        let ask = Ask::post(
            "start",
            "/api/v1/battles",
            json!({"arena": arena, "prompt": prompt}),
        );
        let started = client
            .json::<Started>(&ask.by(&self.token).due(due))
            .await?;
        tally.took(Step::Start, started.took());
        let heard = self.listen(&started.value.id).await?;
        let since = |at: Instant| at.saturating_duration_since(started.sent);
        if let Some(first) = heard.first {
            tally.took(Step::FirstFrame, since(first));
        }
        let Some((end, at)) = heard.end else {
            return Ok(false);
        };
        if end == End::Void {
            tally.void();
            return Ok(false);
        }
        tally.took(Step::Ready, since(at));
        self.vote(&started.value.id, self.taste.choose(&heard.a, &heard.b))
            .await
    }

    async fn vote(&self, battle: &str, choice: Choice) -> Result<bool, Failure> {
        let (path, body) = (
            format!("/api/v1/battles/{battle}/vote"),
            json!({"choice": choice.as_str()}),
        );
        let ask = Ask::post("vote", path, body).repeatable().by(&self.token);
        let voted = self.hall.client.json::<Voted>(&ask).await?;
        self.hall.tally.took(Step::Vote, voted.took());
        self.hall
            .tally
            .voted(choice, voted.value.rated, (voted.value.seq, voted.came));
        Ok(true)
    }

    /// Reads the battle's stream until it is ready or void; comes back where it was cut.
    async fn listen(&self, battle: &str) -> Result<Heard, Failure> {
        let mut heard = Heard::default();
        for _ in 0..=RESUMES {
            match self.hear(battle, &mut heard).await {
                Ok(()) => return Ok(heard),
                Err(failure) => self.hall.tally.failed(failure),
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Failure::new(
            "stream: given up",
            format!("cut {} times", RESUMES + 1),
        ))
    }

    async fn hear(&self, battle: &str, heard: &mut Heard) -> Result<(), Failure> {
        let ask = Ask::get("stream", format!("/api/v1/battles/{battle}/stream"));
        let ask = ask.by(&self.token).after(heard.last);
        let nothing_left = || Failure::new("stream: nothing left", "204 before the end was told");
        let mut events = self
            .hall
            .client
            .stream(&ask)
            .await?
            .ok_or_else(nothing_left)?;
        while let Some(event) = events.next().await? {
            heard.take(&event, Instant::now())?;
            if heard.end.is_some() {
                return Ok(());
            }
        }
        Err(Failure::new("stream: cut", "ended before the battle did"))
    }
}
