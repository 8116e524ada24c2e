//! Looks at old votes again after rules changed: those of this program, or the operator's own.

use std::collections::BTreeMap;

use crate::categories::Facts;
use crate::domain::{Battle, LoggedVote};
use crate::store::{StoreError, VoteRange};

use super::{App, Site};

/// Categories that a judge found, by the seq of the vote.
type Judged = BTreeMap<i64, Vec<String>>;

/// Votes that are read at a time, with their texts.
const PAGE: u32 = 200;

/// What became of the votes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedAgain {
    /// Which rules looked at them.
    pub rules: String,
    /// Votes in the log.
    pub votes: u64,
    /// Votes that keep their categories because their texts are not here: imported ones, and those whose voter deleted them.
    pub without_texts: u64,
    /// Votes with other categories than before.
    pub changed: u64,
}

/// Why old votes were not tagged again; they are as they were.
#[derive(Debug, thiserror::Error)]
pub enum TagError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody else did the same at the same time.
    #[error("somebody else has tagged the votes meanwhile; run it again")]
    Overtaken,
}

impl App {
    /// Finds the categories of all votes whose texts are here again, with the rules in force; what is found counts all at
    /// once at the end. `progress` is told which part is done.
    ///
    /// # Errors
    /// What was wrong; then nothing has changed.
    pub async fn tag_again(
        &self,
        dry_run: bool,
        progress: &mut (dyn FnMut(f64) + Send),
    ) -> Result<TaggedAgain, TagError> {
        let site = self.site();
        let head = self.store.head().await?;
        let mut done = TaggedAgain {
            rules: site.rules.judged_version(),
            ..TaggedAgain::default()
        };
        let mut tagging = None;
        let mut range = VoteRange {
            limit: PAGE,
            ..VoteRange::default()
        };
        loop {
            let votes = self.store.votes(&range).await?;
            let Some(last) = votes.last() else { break };
            let judged = self.said_of(&site, (range.after_seq + 1, last.seq)).await?;
            let battles = self
                .store
                .voted_battles((range.after_seq, last.seq))
                .await?;
            range.after_seq = last.seq;
            let mut found = Vec::new();
            for vote in &votes {
                done.votes += 1;
                let judged = judged.get(&vote.seq).map(Vec::as_slice);
                match categories_now(&site, (vote, battles.get(&vote.battle)), judged) {
                    None => done.without_texts += 1,
                    Some(categories) if categories == vote.categories => {}
                    Some(categories) => found.push((vote.seq, categories)),
                }
            }
            done.changed += found.len() as u64;
            if !dry_run && !found.is_empty() {
                let id = match tagging {
                    Some(id) => id,
                    None => {
                        self.store
                            .begin_tagging(&done.rules, self.clock.now_ms())
                            .await?
                    }
                };
                tagging = Some(id);
                self.store.tag_votes(id, &found).await?;
            }
            #[expect(clippy::cast_precision_loss, reason = "a part for a progress bar")]
            progress(range.after_seq as f64 / head.max(1) as f64);
        }
        match tagging {
            Some(id) if !self.store.finish_tagging(id, self.clock.now_ms()).await? => {
                Err(TagError::Overtaken)
            }
            _ => Ok(done),
        }
    }

    /// What the judge in force said of a stretch of the log; nothing without one.
    async fn said_of(&self, site: &Site, range: (i64, i64)) -> Result<Judged, StoreError> {
        match site.rules.judge() {
            Some(judge) => self.store.judgements(judge.version(), range).await,
            None => Ok(Judged::new()),
        }
    }
}

/// What the rules and the judge find in a vote; `None` if its texts are not here.
pub(super) fn categories_now(
    site: &Site,
    (vote, battle): (&LoggedVote, Option<&Battle>),
    judged: Option<&[String]>,
) -> Option<Vec<String>> {
    let battle = battle.filter(|battle| !battle.turns.is_empty())?;
    let facts = Facts::of(battle, vote.choice);
    Some(match judged {
        Some(judged) => site.rules.judged_categories(&facts, judged),
        None => site.rules.categories(&facts),
    })
}
