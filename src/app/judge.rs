//! The judge: a model that looks at votes in the background and says which categories their prompts have.
//!
//! A vote counts by the rules at once, and by its judge once the judge has looked. What it says is kept vote by vote and counts
//! in portions, each a tagging of its own, since boards are made anew with every tagging.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::categories::Judge;
use crate::domain::{BattleId, JudgeRule};
use crate::endpoint::{Delta, Endpoint, Fault, Message, Request, Role};
use crate::store::{Found, StoreError, VoteRange};

use super::tag_again::{TagError, categories_now};
use super::{App, Site};

/// Enough for a model that thinks before it answers.
const MOST_TOKENS: u32 = 4_000;
/// More of an answer is not read.
const MOST_ANSWER_BYTES: usize = 64 * 1024;
/// Judgements that count together at most.
const PORTION: u32 = 5_000;
/// As many new judgements count at once, and fewer after a pause.
const ENOUGH: u32 = 100;
/// How long fewer wait.
const PATIENCE: Duration = Duration::from_mins(5);
/// How long to wait when there is nothing to do, or after a failure.
const PAUSE: Duration = Duration::from_secs(10);
const REST: Duration = Duration::from_mins(2);

/// What became of a look at some votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Votes that the judge was asked about.
    pub asked: u32,
    /// Votes of which it said what can be read.
    pub said: u32,
    /// Votes of which it said nothing at all.
    pub silent: u32,
}

/// Up to where all votes have been looked at, for the judge in force.
#[derive(Debug, Default)]
pub(super) struct Progress(AtomicI64);

impl App {
    /// Asks the judge about votes that it has not looked at, the newest first, at most so many. Nothing without a judge.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed. A judge that does not answer is no error: it is asked again later, a few times.
    pub async fn judge_votes(&self, most: u32) -> Result<Judged, StoreError> {
        let site = self.site();
        let Some((judge, rule, endpoint)) = site.judge() else {
            return Ok(Judged::default());
        };
        let (done, head) = (
            self.judged.0.load(Ordering::Relaxed),
            self.store.head().await?,
        );
        let now_ms = self.clock.now_ms();
        let votes = self
            .store
            .unjudged(judge.version(), (done, now_ms), most)
            .await?;
        if votes.is_empty() {
            self.judged.0.store(head, Ordering::Relaxed);
        }
        let mut found = Judged::default();
        for (seq, battle) in votes {
            let key = (seq, judge.version());
            if !self.store.claim_judgement(key, now_ms).await? {
                continue;
            }
            let answer = self.ask_judge((judge, rule, &endpoint), battle).await?;
            found.asked += 1;
            let Ok(answer) = answer else {
                found.silent += 1;
                self.store.unclaim_judgement(key).await?;
                continue;
            };
            let said = judge.read(&answer);
            self.store.judged(key, said.as_deref()).await?;
            found.said += u32::from(said.is_some());
        }
        Ok(found)
    }

    async fn ask_judge(
        &self,
        (judge, rule, endpoint): (&Judge, &JudgeRule, &Arc<dyn Endpoint>),
        battle: BattleId,
    ) -> Result<Result<String, Fault>, StoreError> {
        let battle = self.store.battle(battle).await?;
        let turns = battle.as_ref().map_or(&[][..], |battle| &battle.turns);
        let prompts: Vec<&str> = turns.iter().map(|turn| turn.prompt.as_str()).collect();
        let (system, message) = judge.ask(&prompts);
        let request = Request {
            upstream: rule.upstream.clone(),
            system: Some(system),
            messages: vec![Message {
                role: Role::User,
                text: message,
            }],
            max_output_tokens: Some(MOST_TOKENS),
            temperature: Some(0.0),
        };
        let answer = answer(endpoint, request).await;
        if let Err(fault) = &answer {
            tracing::warn!(?fault, "the judge did not answer");
        }
        Ok(answer)
    }

    /// Lets what the judge said count, if it says anything new; how many votes have other categories now.
    ///
    /// # Errors
    /// What was wrong; then nothing has changed.
    pub async fn count_judgements(&self) -> Result<u64, TagError> {
        let site = self.site();
        let Some(judge) = site.rules.judge() else {
            return Ok(0);
        };
        let said = self
            .store
            .uncounted_judgements(judge.version(), PORTION)
            .await?;
        let mut found: Vec<Found> = Vec::new();
        for (seq, judged) in &said {
            found.extend(self.found(&site, *seq, judged).await?);
        }
        if !found.is_empty() {
            let now_ms = self.clock.now_ms();
            let rules = site.rules.judged_version();
            let tagging = self.store.begin_tagging(&rules, now_ms).await?;
            self.store.tag_votes(tagging, &found).await?;
            if !self.store.finish_tagging(tagging, now_ms).await? {
                return Err(TagError::Overtaken);
            }
        }
        let seqs: Vec<i64> = said.into_keys().collect();
        self.store.count_judgements(judge.version(), &seqs).await?;
        Ok(found.len() as u64)
    }

    async fn found(
        &self,
        site: &Site,
        seq: i64,
        judged: &[String],
    ) -> Result<Option<Found>, StoreError> {
        let range = VoteRange {
            after_seq: seq - 1,
            limit: 1,
            ..VoteRange::default()
        };
        let votes = self.store.votes(&range).await?;
        let Some(vote) = votes.into_iter().find(|vote| vote.seq == seq) else {
            return Ok(None);
        };
        let battle = self.store.battle(vote.battle).await?;
        let categories = categories_now(site, (&vote, battle.as_ref()), Some(judged));
        let categories = categories.filter(|categories| *categories != vote.categories);
        Ok(categories.map(|categories| (seq, categories)))
    }

    /// Starts over after another judge came into force.
    pub(super) fn judge_anew(&self) {
        self.judged.0.store(0, Ordering::Relaxed);
    }
}

/// A whole answer.
async fn answer(endpoint: &Arc<dyn Endpoint>, request: Request) -> Result<String, Fault> {
    let mut deltas = endpoint.answer(request);
    let mut text = String::new();
    while let Some(delta) = deltas.next().await {
        match delta? {
            Delta::Text(more) => text += &more,
            Delta::Reasoning(_) | Delta::Usage { .. } => {}
            Delta::End(_) => return Ok(text),
        }
        if text.len() > MOST_ANSWER_BYTES {
            break;
        }
    }
    Err(Fault::Cut)
}

/// Judges votes one by one at the pace that the operator allows, until `stop`.
pub(super) async fn judge(app: Arc<App>, stop: CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = keep_judging(&app) => {}
    }
}

async fn keep_judging(app: &App) {
    // What was said before a restart.
    count(app).await;
    let (mut waiting, mut since) = (0, Instant::now());
    loop {
        let pause = look(app, &mut waiting).await;
        if waiting >= ENOUGH || (waiting > 0 && since.elapsed() >= PATIENCE) {
            count(app).await;
            waiting = 0;
        }
        if waiting == 0 {
            since = Instant::now();
        }
        sleep(pause).await;
    }
}

async fn count(app: &App) {
    match app.count_judgements().await {
        Ok(0) => {}
        Ok(changed) => tracing::info!(
            changed,
            "the judge found other categories of {changed} votes; they count now"
        ),
        Err(error) => tracing::warn!(?error, "what the judge said does not count yet"),
    }
}

/// One vote; how long to wait until the next.
async fn look(app: &App, waiting: &mut u32) -> Duration {
    let Some(rule) = app.site().config.judge.clone() else {
        return PAUSE;
    };
    match app.judge_votes(1).await {
        Ok(Judged { asked: 0, .. }) => PAUSE,
        Ok(Judged { silent: 1.., .. }) => REST,
        Ok(Judged { said, .. }) => {
            *waiting += said;
            Duration::from_mins(1) / rule.votes_per_minute.max(1)
        }
        Err(error) => {
            tracing::warn!(?error, "votes could not be judged");
            REST
        }
    }
}
