//! Voters, battles, turns and votes.

use actix_web::web::{Bytes, Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;

use super::json;
use crate::app::{BattleEvents, ShownBattle, Started};
use crate::battle::{Follower, Numbered};
use crate::domain::{BattleId, BattleState, Choice, Reveal, RevealedModel, Side, Vote};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Fields;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::sse::{self, OpenStream, Source};
use crate::web::voter::{Known, KnownOrNew};

/// A new voter.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Token {
    /// The bearer token; told only now.
    token: String,
}

/// What to ask.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(in crate::web) struct NewBattle {
    /// The arena's id.
    #[schema(example = "text")]
    arena: String,
    /// What both models are asked; 1 to 32,000 characters.
    #[schema(example = "Why is the sky blue?")]
    prompt: String,
}

/// What to ask next.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(in crate::web) struct NewTurn {
    /// What both models are asked; 1 to 32,000 characters.
    prompt: String,
}

/// What the voter says.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(in crate::web) struct NewVote {
    /// a, b, tie or `both_bad`.
    #[schema(example = "a")]
    choice: String,
}

/// A battle or a turn that has begun.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct BattleStarted {
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
pub(in crate::web) struct Battle {
    /// Public, unguessable.
    id: String,
    /// Its arena.
    arena: String,
    /// answering, ready, voted or void.
    state: &'static str,
    /// Its turns, oldest first.
    turns: Vec<Turn>,
    /// Null before the vote.
    vote: Option<CastVote>,
    /// Null before the vote.
    reveal: Option<Revealed>,
}

/// One prompt and its two answers.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Turn {
    prompt: String,
    a: Answer,
    b: Answer,
}

/// One side's answer so far.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Answer {
    /// Markdown.
    text: String,
    /// Whether this is all.
    ended: bool,
}

/// The vote of a battle.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct CastVote {
    /// a, b, tie or `both_bad`.
    choice: &'static str,
    /// Its place in the log.
    seq: i64,
    /// Whether ratings use it.
    rated: bool,
}

/// What a vote answers; the same for ever.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Voted {
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
pub(in crate::web) struct Revealed {
    a: RevealedSide,
    b: RevealedSide,
}

/// The public facts of one model at the time of the vote.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct RevealedSide {
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
    fn of(vote: &Vote) -> Self {
        let CastVote { choice, seq, rated } = CastVote::of(vote);
        Self {
            choice,
            seq,
            rated,
            reveal: (&vote.reveal).into(),
        }
    }
}

impl From<ShownBattle> for Battle {
    fn from(shown: ShownBattle) -> Self {
        let ShownBattle {
            battle, mut live, ..
        } = shown;
        let last = battle.turns.len();
        let mut turns = Vec::with_capacity(last);
        for (number, turn) in (1..).zip(&battle.turns) {
            let stored = Side::BOTH.map(|side| (turn.answer(side).text(), turn.ended));
            let sides = if number == last {
                live.take().unwrap_or(stored)
            } else {
                stored
            };
            let [a, b] = sides.map(|(text, ended)| Answer { text, ended });
            turns.push(Turn {
                prompt: turn.prompt.as_str().to_owned(),
                a,
                b,
            });
        }
        Self {
            id: battle.id.to_string(),
            arena: battle.arena.to_string(),
            state: battle.state.as_str(),
            turns,
            vote: battle.vote.as_ref().map(CastVote::of),
            reveal: battle.vote.as_ref().map(|vote| (&vote.reveal).into()),
        }
    }
}

/// A battle's id in a path. What cannot be one is not found.
pub(in crate::web) fn battle_id(path: &str) -> Result<BattleId, Problem> {
    path.parse().map_err(|_| {
        Problem::new(
            actix_web::http::StatusCode::NOT_FOUND,
            "There is no such battle.",
        )
    })
}

/// Makes a voter for a program.
#[utoipa::path(post, path = "/api/v1/voters", tag = "battles", responses((status = 201, body = Token)))]
pub(in crate::web) async fn new_voter(web: Data<Web>) -> Result<HttpResponse, Problem> {
    let (token, _) = web
        .app
        .call(|app| async move { app.new_voter().await })
        .await?;
    Ok(json(
        HttpResponse::Created(),
        &Token {
            token: token.secret().to_owned(),
        },
        &Cache::Never,
    ))
}

/// Starts a battle: two models are drawn and answer.
#[utoipa::path(post, path = "/api/v1/battles", tag = "battles", request_body = NewBattle, security(("voter" = [])), responses(
    (status = 201, body = BattleStarted),
    (status = 401, description = "No voter", body = ProblemBody),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 413, description = "Too large", body = ProblemBody),
    (status = 422, description = "A field cannot be used", body = ProblemBody),
    (status = 429, description = "Too many from this address", body = ProblemBody),
    (status = 503, description = "Too many at the moment", body = ProblemBody),
))]
pub(in crate::web) async fn start(
    web: Data<Web>,
    who: KnownOrNew,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let fields = Fields::read(body).await?;
    let (arena, prompt) = (fields.text("arena")?, fields.text("prompt")?);
    let voter = who.voter;
    let started = web
        .app
        .call(move |app| async move { app.start_battle(voter, &arena, &prompt).await })
        .await?;
    let mut response = HttpResponse::Created();
    response.insert_header(("location", format!("/api/v1/battles/{}", started.id)));
    if let Some(cookie) = who.cookie {
        response.cookie(cookie);
    }
    Ok(json(response, &BattleStarted::from(started), &Cache::Never))
}

/// A battle of this voter.
#[utoipa::path(get, path = "/api/v1/battles/{id}", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 200, body = Battle),
    (status = 401, description = "No voter", body = ProblemBody),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let shown = web
        .app
        .call(move |app| async move { app.show_battle(voter, id).await })
        .await?;
    Ok(json(
        HttpResponse::Ok(),
        &Battle::from(shown),
        &Cache::Never,
    ))
}

/// Asks both models of a ready battle something more.
#[utoipa::path(post, path = "/api/v1/battles/{id}/turns", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    request_body = NewTurn, security(("voter" = [])), responses(
    (status = 201, body = BattleStarted),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "Not ready", body = ProblemBody),
    (status = 422, description = "The prompt cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn follow_up(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let prompt = Fields::read(body).await?.text("prompt")?;
    let started = web
        .app
        .call(move |app| async move { app.follow_up(voter, id, &prompt).await })
        .await?;
    Ok(json(
        HttpResponse::Created(),
        &BattleStarted::from(started),
        &Cache::Never,
    ))
}

/// Casts the vote of a ready battle, exactly once.
#[utoipa::path(post, path = "/api/v1/battles/{id}/vote", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    request_body = NewVote, security(("voter" = [])), responses(
    (status = 200, description = "On disk. The same choice again gives the same body", body = Voted),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "Not ready, or another choice is in the log", body = ProblemBody),
    (status = 422, description = "No such choice", body = ProblemBody),
    (status = 503, description = "The database does not answer; send it again", body = ProblemBody),
))]
pub(in crate::web) async fn vote(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let choice = Fields::read(body).await?.text("choice")?;
    let choice: Choice = choice
        .parse()
        .map_err(|allowed| Problem::field("choice", format_args!("must be {allowed}")))?;
    let vote = web
        .app
        .call(move |app| async move { app.cast_vote(voter, id, choice).await })
        .await?;
    Ok(json(HttpResponse::Ok(), &Voted::of(&vote), &Cache::Never))
}

/// A battle's answers as they are written: `frame {seq, a, b}`, `end {seq, side}`, then `ready {}` or `void {reason}`.
#[utoipa::path(get, path = "/api/v1/battles/{id}/stream", tag = "battles", params(
        ("id" = String, Path, description = "The battle's id"),
        ("Last-Event-ID" = Option<u64>, Header, description = "Resume behind this event"),
    ), security(("voter" = [])), responses(
    (status = 200, description = "Server-sent events", content_type = "text/event-stream", body = String),
    (status = 204, description = "Nothing is left to tell"),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
))]
pub(in crate::web) async fn stream(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let last = request
        .headers()
        .get("last-event-id")
        .and_then(|value| value.to_str().ok());
    let after: Option<u64> = last.and_then(|text| text.trim().parse().ok());
    let events = web
        .app
        .call(move |app| async move { app.stream_battle(voter, id, after).await })
        .await?;
    Ok(match events {
        // An EventSource stops coming back when it is told that there is no content.
        BattleEvents::Known(events) if events.is_empty() => HttpResponse::NoContent().finish(),
        BattleEvents::Known(events) => sse::respond(Told(Some(events)), CancellationToken::new()),
        BattleEvents::Live(follower) => sse::respond(
            Live {
                follower,
                _open: OpenStream::of(&web),
            },
            CancellationToken::new(),
        ),
    })
}

/// Events that are all known.
struct Told(Option<Vec<Numbered>>);

impl Source for Told {
    async fn next(&mut self) -> Option<Bytes> {
        self.0.take().map(|events| written(&events))
    }
}

/// Events of a running turn.
struct Live {
    follower: Follower,
    _open: OpenStream,
}

impl Source for Live {
    async fn next(&mut self) -> Option<Bytes> {
        self.follower.next().await.map(|events| written(&events))
    }
}

fn written(events: &[Numbered]) -> Bytes {
    let lines: Vec<Bytes> = events
        .iter()
        .map(|(seq, event)| sse::event(event.name(), seq, &event.data(*seq)))
        .collect();
    Bytes::from(lines.concat())
}
