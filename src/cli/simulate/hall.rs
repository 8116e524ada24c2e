//! Where a simulated crowd meets: the server, the arena and what it can be asked; and how the crowd comes in.

use std::sync::Arc;

use serde::Deserialize;
use tokio::task::JoinSet;

use super::client::{Ask, Client};
use super::load::Plan;
use super::tally::{Failure, Tally};
use super::viewer::{self, Seen, Viewer};
use super::voter::Voter;

/// Asked where everything can be asked.
const PROMPTS: [&str; 8] = [
    "Why is the sky blue?",
    "Write a function that reverses a linked list.",
    "Explain recursion to a ten-year-old.",
    "What is 17 * 23? Show your steps.",
    "Suggest three names for a small bakery.",
    "Translate \"the early bird catches the worm\" into French and German.",
    "What are the pros and cons of remote work?",
    "Write a four-line poem about rain.",
];

/// What all voters and viewers share.
pub(super) struct Hall {
    pub(super) client: Client,
    pub(super) tally: Arc<Tally>,
    pub(super) arena: String,
    pub(super) prompts: Vec<String>,
    pub(super) seed: u64,
}

#[derive(Deserialize)]
struct Arena {
    id: String,
}

impl Hall {
    /// Finds the arena and what it can be asked.
    pub(super) async fn find(plan: &Plan, tally: Arc<Tally>) -> Result<Self, String> {
        let url = &plan.url;
        let client =
            Client::new(url.clone(), Arc::clone(&tally)).map_err(|error| error.to_string())?;
        let unreachable = |failure: Failure| {
            format!(
                "{url} does not answer as an Agon server does ({}: {}); is `agon` running there?",
                failure.kind, failure.detail
            )
        };
        let arenas = client
            .json::<Vec<Arena>>(&Ask::get("arenas", "/api/v1/arenas"))
            .await
            .map_err(unreachable)?
            .value;
        let known = arenas
            .iter()
            .map(|arena| arena.id.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let chosen = arenas
            .into_iter()
            .find(|arena| plan.arena.as_ref().is_none_or(|wanted| *wanted == arena.id));
        let arena = chosen
            .ok_or_else(|| format!("{url} has no such arena; it has: {known}"))?
            .id;
        let prompts = match client
            .json::<Vec<String>>(&Ask::get(
                "prompts",
                format!("/api/v1/arenas/{arena}/prompts"),
            ))
            .await
        {
            Ok(reply) => reply.value,
            Err(failure) if failure.kind == "prompts: 404" => PROMPTS.map(str::to_owned).into(),
            Err(failure) => return Err(unreachable(failure)),
        };
        if prompts.is_empty() {
            return Err(format!(
                "the arena {arena} has no prompt that two of its models answer"
            ));
        }
        Ok(Self {
            client,
            tally,
            arena,
            prompts,
            seed: plan.seed,
        })
    }
}

/// Viewers that could be connected. They look on for as long as the set lives.
pub(super) async fn open_viewers(hall: &Arc<Hall>, n: u32) -> (Vec<Arc<Seen>>, JoinSet<()>) {
    let opened =
        futures_util::future::join_all((0..n).map(|_| Viewer::open(Arc::clone(hall)))).await;
    let (mut seen, mut looking_on) = (Vec::new(), JoinSet::new());
    for viewer in opened {
        match viewer {
            Ok(viewer) => {
                seen.push(viewer.seen());
                looking_on.spawn(viewer.look_on());
            }
            Err(failure) => hall.tally.failed(failure),
        }
    }
    (seen, looking_on)
}

/// Readers of the page. They read for as long as the set lives.
pub(super) fn seat_readers(hall: &Arc<Hall>, n: u32) -> JoinSet<()> {
    (0..n)
        .map(|_| viewer::keep_reading(Arc::clone(hall)))
        .collect()
}

pub(super) async fn join_voters(hall: &Arc<Hall>, n: u32) -> Result<Vec<Arc<Voter>>, String> {
    let joined = (0..n).map(|number| Voter::join(Arc::clone(hall), u64::from(number)));
    let (mut voters, mut why) = (Vec::new(), String::new());
    for voter in futures_util::future::join_all(joined).await {
        match voter {
            Ok(voter) => voters.push(Arc::new(voter)),
            Err(failure) => {
                why = format!("{}: {}", failure.kind, failure.detail);
                hall.tally.failed(failure);
            }
        }
    }
    if voters.is_empty() {
        Err(format!("no voter could be made ({why})"))
    } else {
        Ok(voters)
    }
}
