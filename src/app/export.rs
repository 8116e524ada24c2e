//! Files that take everything away, in constant memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_stream::try_stream;
use bytes::Bytes;
use futures_util::Stream;

use crate::clock::rfc3339;
use crate::domain::{ArenaId, Model, ModelId, Reason, Reasons, Vote};
use crate::exchange::{
    self, Format, HistoryRecord, LeaderboardRecord, ModelRecord, Record, VoteRecord,
};
use crate::store::VoteRange;

use super::{App, AsOf, Error, HistoryRow, LeaderboardQuery, LeaderboardRow};

/// Votes in one read.
const PAGE: u32 = 2_000;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// The vote log.
    Votes,
    /// Ratings of every model in every snapshot.
    History,
    /// The boards of this moment.
    Leaderboard,
    /// The models.
    Models,
}

impl std::str::FromStr for ExportKind {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "votes" => Ok(Self::Votes),
            "history" => Ok(Self::History),
            "leaderboard" => Ok(Self::Leaderboard),
            "models" => Ok(Self::Models),
            _ => Err("one of votes, history, leaderboard, models"),
        }
    }
}

/// Which part of it.
#[derive(Clone, Debug, Default)]
pub struct ExportQuery {
    /// Only this arena; all of them if absent.
    pub arena: Option<String>,
    /// Only from this time on, Unix milliseconds.
    pub since_ms: Option<i64>,
    /// Only before this time, Unix milliseconds.
    pub until_ms: Option<i64>,
    /// Only this category.
    pub category: Option<String>,
    /// Boards and history at equal style.
    pub style_control: bool,
    /// The leaderboard as it was.
    pub at: Option<AsOf>,
}

impl ExportQuery {
    fn board(&self) -> LeaderboardQuery {
        LeaderboardQuery {
            category: self.category.clone(),
            style_control: self.style_control,
            at: self.at,
            ..LeaderboardQuery::default()
        }
    }
}

impl App {
    /// Checks an export before its first byte.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for a category that no board has,
    /// [`Error::Busy`] if the database does not answer or a board at equal style is asked for before it is there.
    pub async fn check_export(&self, query: &ExportQuery) -> Result<Vec<ArenaId>, Error> {
        self.store.head().await?;
        let arenas: Vec<ArenaId> = match &query.arena {
            Some(arena) => vec![
                self.site()
                    .arena(arena)
                    .ok_or(Error::NotFound { what: "arena" })?
                    .id
                    .clone(),
            ],
            None => self
                .site()
                .config
                .arenas
                .iter()
                .map(|arena| arena.id.clone())
                .collect(),
        };
        let has = |arena: &ArenaId| {
            let category = query.category.as_ref();
            category.is_none_or(|category| self.boards.categories(arena).contains(category))
        };
        let arenas: Vec<ArenaId> = arenas.into_iter().filter(has).collect();
        if arenas.is_empty() && query.category.is_some() {
            let message = "is none that this site has a board for";
            return Err(Error::invalid("category", message));
        }
        if query.style_control || query.at.is_some() {
            for arena in &arenas {
                self.leaderboard(arena.as_str(), &query.board()).await?;
            }
        }
        Ok(arenas)
    }

    /// A file in pieces. Memory does not grow with the file. Poll it on the main runtime.
    pub fn export(
        self: Arc<Self>,
        kind: ExportKind,
        format: Format,
        query: ExportQuery,
        arenas: Vec<ArenaId>,
    ) -> impl Stream<Item = Result<Bytes, Error>> + Send {
        try_stream! {
            yield Bytes::from(header(kind, format));
            for arena in &arenas {
                match kind {
                    ExportKind::Votes => {
                        let mut after_seq = 0;
                        loop {
                            let range = VoteRange {
                                arena: Some(arena.clone()),
                                after_seq,
                                since_ms: query.since_ms,
                                until_ms: query.until_ms,
                                limit: PAGE,
                            };
                            let votes = self.store.votes(&range).await?;
                            let Some(last) = votes.last() else { break };
                            let mut reasons = self.store.public_reasons(arena, (after_seq, last.seq)).await?;
                            after_seq = last.seq;
                            let mut record = |vote: &Vote| vote_record(vote, reasons.remove(&vote.battle));
                            let records: Vec<VoteRecord> = votes.iter().filter(|v| in_category(v, &query)).map(&mut record).collect();
                            yield Bytes::from(exchange::encode(format, &records));
                        }
                    }
                    ExportKind::History => {
                        let mut after_seq = 0;
                        while let Some(rows) = self.history_page(arena, &query, &mut after_seq).await? {
                            let records: Vec<HistoryRecord> = rows.iter().map(HistoryRecord::from).collect();
                            yield Bytes::from(exchange::encode(format, &records));
                        }
                    }
                    ExportKind::Leaderboard => {
                        let board = self.leaderboard(arena.as_str(), &query.board()).await?;
                        let records: Vec<LeaderboardRecord> = board.rows.iter().map(LeaderboardRecord::from).collect();
                        yield Bytes::from(exchange::encode(format, &records));
                    }
                    ExportKind::Models => {}
                }
            }
            if kind == ExportKind::Models {
                yield Bytes::from(exchange::encode(format, &self.model_records(&arenas)));
            }
        }
    }

    /// Every model of these arenas once, also those that only old votes know, in the order of their ids.
    fn model_records(&self, arenas: &[ArenaId]) -> Vec<ModelRecord> {
        let site = self.site();
        let of_arenas = site
            .config
            .arenas
            .iter()
            .filter(|arena| arenas.contains(&arena.id));
        let mut ids: BTreeSet<ModelId> = of_arenas
            .flat_map(|arena| arena.models.iter().cloned())
            .collect();
        for board in arenas
            .iter()
            .filter_map(|arena| self.boards.get(&crate::board::overall(arena)))
        {
            ids.extend(
                board
                    .standings
                    .iter()
                    .filter_map(|standing| standing.model.parse().ok()),
            );
        }
        ids.iter()
            .map(|id| ModelRecord::from(&site.card(id)))
            .collect()
    }
}

fn header(kind: ExportKind, format: Format) -> Vec<u8> {
    fn of<R: Record>(format: Format) -> Vec<u8> {
        exchange::header::<R>(format)
    }
    match kind {
        ExportKind::Votes => of::<VoteRecord>(format),
        ExportKind::History => of::<HistoryRecord>(format),
        ExportKind::Leaderboard => of::<LeaderboardRecord>(format),
        ExportKind::Models => of::<ModelRecord>(format),
    }
}

fn in_category(vote: &Vote, query: &ExportQuery) -> bool {
    query.category.as_ref().is_none_or(|category| {
        category == crate::board::OVERALL || vote.categories.contains(category)
    })
}

fn vote_record(vote: &Vote, reasons: Option<Reasons>) -> VoteRecord {
    let [a, b] = vote.style;
    let Reasons {
        a: reasons_a,
        b: reasons_b,
        note,
    } = reasons.unwrap_or_default();
    let words = |reasons: Vec<Reason>| reasons.iter().map(ToString::to_string).collect();
    VoteRecord {
        seq: vote.seq,
        battle: vote.battle.to_string(),
        time: rfc3339(vote.time_ms),
        arena: vote.arena.to_string(),
        model_a: vote.model_a.to_string(),
        model_b: vote.model_b.to_string(),
        choice: vote.choice.to_string(),
        voter: vote.voter.to_string(),
        categories: vote.categories.clone(),
        state: vote.rating.as_str().to_owned(),
        reason: vote.rating.reason().map(str::to_owned),
        chars_a: a.chars,
        chars_b: b.chars,
        headers_a: a.headers,
        headers_b: b.headers,
        lists_a: a.lists,
        lists_b: b.lists,
        bold_a: a.bold,
        bold_b: b.bold,
        reasons_a: words(reasons_a),
        reasons_b: words(reasons_b),
        note: note.map(|note| note.as_str().to_owned()),
        mode: vote.mode().to_string(),
    }
}

impl From<&HistoryRow> for HistoryRecord {
    fn from(row: &HistoryRow) -> Self {
        let standing = &row.standing;
        Self {
            snapshot: row.snapshot,
            time: rfc3339(row.time_ms),
            seq: row.seq,
            arena: row.arena.to_string(),
            category: row.category.clone(),
            style_control: row.style_control,
            method: row.method.clone(),
            model: standing.model.clone(),
            rank: row.rank.map(|rank| rank.low),
            rank_low: row.rank.map(|rank| rank.low),
            rank_high: row.rank.map(|rank| rank.high),
            rating: standing.rating,
            rating_low: standing.low,
            rating_high: standing.high,
            votes: standing.votes,
            wins: standing.wins,
            losses: standing.losses,
            ties: standing.ties,
            both_bad: standing.both_bad,
            status: row.status.to_owned(),
        }
    }
}

impl From<&LeaderboardRow> for LeaderboardRecord {
    fn from(row: &LeaderboardRow) -> Self {
        let model = &row.model;
        Self {
            rank_overall: row.rank_overall.map(|rank| rank.low),
            name: model.name.clone(),
            organization: model.organization.clone(),
            country: model.country.clone(),
            license: model.license.clone(),
            weights: model.weights.map(|weights| weights.as_str().to_owned()),
            status: row.status.to_owned(),
            reasoning: model.reasoning,
            parameters_b: model.parameters_b,
            price_output: model.price_output,
            released: model.released.clone(),
            ..Self::of(&row.standing, row.rank)
        }
    }
}

impl From<&Model> for ModelRecord {
    fn from(model: &Model) -> Self {
        Self {
            model: model.id.to_string(),
            name: model.name.clone(),
            organization: model.organization.clone(),
            country: model.country.clone(),
            license: model.license.clone(),
            weights: model.weights.map(|weights| weights.as_str().to_owned()),
            parameters_b: model.parameters_b,
            active_parameters_b: model.active_parameters_b,
            reasoning: model.reasoning,
            released: model.released.clone(),
            price_input: model.price_input,
            price_output: model.price_output,
            context_tokens: model.context_tokens,
            aliases: model.aliases.clone(),
            state: model.state.to_string(),
        }
    }
}
