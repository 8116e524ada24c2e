//! What stands in each kind of file, page by page.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_stream::try_stream;
use futures_util::Stream;

use crate::board::{OVERALL, overall, plain};
use crate::domain::{ArenaId, Battle, LoggedVote, ModelId};
use crate::exchange::{
    BattleRecord, HistoryRecord, LeaderboardRecord, ModelRecord, PairRecord, PublicSchema,
    PublicVote, SamplingRecord, VoteRecord,
};
use crate::store::{Place, VoteRange};

use super::super::{App, Error};
use super::convert::{battle_record, pair_record, vote_record};
use super::{ExportQuery, Scope};

/// Votes in one read.
const PAGE: u32 = 2_000;
/// Votes whose battles are read at once: texts are long.
const BATTLES: i64 = 200;
/// The same as a number of votes.
const BATTLES_AT_ONCE: usize = 200;

/// The log, in the order of seq.
pub(super) fn votes(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<VoteRecord>, Error>> + Send {
    try_stream! {
        let mut range = VoteRange {
            arena: only_arena(&query, &scope),
            after_seq: query.after_seq,
            until_seq: Some(scope.last_seq),
            since_ms: query.since_ms,
            until_ms: query.until_ms,
            limit: PAGE,
        };
        loop {
            let votes = app.store.votes(&range).await?;
            let Some(last) = votes.last() else { break };
            let stretch = (range.after_seq, last.seq);
            let mut reasons = app.store.public_reasons(range.arena.as_ref(), stretch).await?;
            range.after_seq = last.seq;
            let wanted = votes.iter().filter(|vote| in_category(vote, &query));
            yield wanted.map(|vote| vote_record(vote, reasons.remove(&vote.battle))).collect();
        }
    }
}

/// The log with all that public schemas can hold of it but texts.
pub(super) fn public_facts(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<PublicVote>, Error>> + Send {
    let arena = only_arena(&query, &scope);
    try_stream! {
        for await page in votes(Arc::clone(&app), query, scope) {
            let page = page?;
            let (Some(first), Some(last)) = (page.first(), page.last()) else { continue };
            let stretch = (first.seq - 1, last.seq);
            let mut facts = app.store.battle_facts(arena.as_ref(), stretch).await?;
            let vote = |vote: VoteRecord| {
                let battle = vote.battle.0.parse().ok();
                let facts = battle.and_then(|battle| facts.remove(&battle));
                PublicVote {
                    vote,
                    texts: None,
                    has_texts: facts.is_some_and(|facts| facts.has_texts),
                    turns: facts.map(|facts| facts.turns),
                    probability: facts.and_then(|facts| facts.probability),
                }
            };
            yield page.into_iter().map(vote).collect();
        }
    }
}

/// The log with all that a public schema can hold of it.
pub(super) fn public_votes(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<PublicVote>, Error>> + Send {
    let arena = only_arena(&query, &scope);
    let wants_texts = query.schema.is_some_and(PublicSchema::has_texts);
    try_stream! {
        for await page in public_facts(Arc::clone(&app), query, scope) {
            let mut page = page?;
            // Texts are long: some votes at a time.
            while !page.is_empty() {
                let rest = page.split_off(page.len().min(BATTLES_AT_ONCE));
                let mut some = std::mem::replace(&mut page, rest);
                if wants_texts && some.iter().any(|vote| vote.has_texts) {
                    let stretch = |vote: Option<&PublicVote>| vote.map_or(0, |vote| vote.vote.seq);
                    let stretch = (stretch(some.first()) - 1, stretch(some.last()));
                    let battles = app.store.published_battles(arena.as_ref(), stretch).await?;
                    let texts = battles.iter().filter_map(battle_record);
                    let mut texts: HashMap<i64, BattleRecord> = texts.map(|texts| (texts.seq, texts)).collect();
                    for vote in &mut some {
                        vote.texts = texts.remove(&vote.vote.seq);
                        vote.has_texts = vote.texts.is_some();
                    }
                }
                yield some;
            }
        }
    }
}

/// Texts of the battles whose voters agreed, in the order of their votes.
pub(super) fn battles(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<BattleRecord>, Error>> + Send {
    try_stream! {
        let arena = only_arena(&query, &scope);
        let mut after_seq = query.after_seq;
        while after_seq < scope.last_seq {
            let until = scope.last_seq.min(after_seq + BATTLES);
            let battles = app.store.published_battles(arena.as_ref(), (after_seq, until)).await?;
            after_seq = until;
            let wanted = battles.iter().filter(|battle| is_wanted(battle, &query));
            yield wanted.filter_map(battle_record).collect();
        }
    }
}

/// How pairs were drawn, oldest first.
pub(super) fn sampling(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<SamplingRecord>, Error>> + Send {
    try_stream! {
        let arena = only_arena(&query, &scope);
        let since = query.since_ms.unwrap_or(i64::MIN);
        let until = query.until_ms.unwrap_or(i64::MAX);
        let mut after = None;
        loop {
            let mut draws = app.store.draws(arena.as_ref(), after, PAGE).await?;
            let Some(last) = draws.last() else { break };
            after = Some(Place { created_ms: last.created_ms, battle: last.battle });
            draws.retain(|draw| (since..until).contains(&draw.created_ms));
            yield draws.into_iter().map(SamplingRecord::from).collect();
        }
    }
}

/// Ratings of every model in every snapshot.
pub(super) fn history(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<HistoryRecord>, Error>> + Send {
    try_stream! {
        for arena in &scope.arenas {
            let mut after_seq = query.after_seq;
            while let Some(rows) = app.history_page(arena, &query, &mut after_seq).await? {
                yield rows.iter().map(HistoryRecord::from).collect();
            }
        }
    }
}

/// The boards of this moment.
pub(super) fn leaderboard(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<LeaderboardRecord>, Error>> + Send {
    try_stream! {
        for arena in &scope.arenas {
            let board = app.leaderboard(arena.as_str(), &query.board()).await?;
            yield board.rows.iter().map(LeaderboardRecord::from).collect();
        }
    }
}

/// Every model of these arenas once, also those that only old votes know, in the order of their ids.
pub(super) fn models(
    app: Arc<App>,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<ModelRecord>, Error>> + Send {
    try_stream! {
        let site = app.site();
        let of_arenas = site.config.arenas.iter().filter(|arena| scope.arenas.contains(&arena.id));
        let mut ids: BTreeSet<ModelId> = of_arenas.flat_map(|arena| arena.models.iter().cloned()).collect();
        for board in scope.arenas.iter().filter_map(|arena| app.boards.get(&overall(arena))) {
            ids.extend(board.standings.iter().filter_map(|standing| standing.model.parse().ok()));
        }
        yield ids.iter().map(|id| ModelRecord::from(&site.card(id))).collect();
    }
}

/// The counts that the boards of this moment were fitted to.
pub(super) fn pairs(
    app: Arc<App>,
    query: ExportQuery,
    scope: Scope,
) -> impl Stream<Item = Result<Vec<PairRecord>, Error>> + Send {
    try_stream! {
        for arena in &scope.arenas {
            yield pairs_of(&app, arena, query.category.as_deref().unwrap_or(OVERALL));
        }
    }
}

fn pairs_of(app: &App, arena: &ArenaId, category: &str) -> Vec<PairRecord> {
    let slice = plain(arena, category);
    let Some((seq, counts)) = app.boards.counts(&slice) else {
        return Vec::new();
    };
    let mut rows: Vec<PairRecord> = counts
        .iter()
        .map(|(model_a, model_b, cell)| pair_record(&slice, seq, (model_a, model_b), cell))
        .collect();
    rows.sort_by(|x, y| (&x.model_a, &x.model_b).cmp(&(&y.model_a, &y.model_b)));
    rows
}

/// The arena that was asked for; all votes of the log otherwise, also of arenas that the site has no more.
fn only_arena(query: &ExportQuery, scope: &Scope) -> Option<ArenaId> {
    query
        .arena
        .as_ref()
        .and_then(|_| scope.arenas.first().cloned())
}

fn is_wanted(battle: &Battle, query: &ExportQuery) -> bool {
    let vote = battle.vote.as_ref();
    vote.is_some_and(|vote| {
        in_category(vote, query)
            && query.since_ms.is_none_or(|since| vote.time_ms >= since)
            && query.until_ms.is_none_or(|until| vote.time_ms < until)
    })
}

fn in_category(vote: &LoggedVote, query: &ExportQuery) -> bool {
    query
        .category
        .as_ref()
        .is_none_or(|category| category == OVERALL || vote.categories.contains(category))
}
