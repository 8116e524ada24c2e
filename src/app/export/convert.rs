//! What the site knows, as records of files.

use crate::domain::{Battle, LoggedVote, Model, Reason, Reasons, Turn};
use crate::exchange::{
    BattleRecord, HistoryRecord, LeaderboardRecord, ModelRecord, PairRecord, Record as _,
    SamplingRecord, Texts, Time, Unique, VoteRecord,
};
use crate::integrity::{row_check, scrub};
use crate::rating::PairCell;
use crate::store::{Draw, Slice};

use super::super::{HistoryRow, LeaderboardRow};

pub(super) fn vote_record(vote: &LoggedVote, reasons: Option<Reasons>) -> VoteRecord {
    let [a, b] = vote.style;
    let Reasons {
        a: reasons_a,
        b: reasons_b,
        note,
    } = reasons.unwrap_or_default();
    let words = |reasons: Vec<Reason>| reasons.iter().map(ToString::to_string).collect();
    let mut record = VoteRecord {
        seq: vote.seq,
        battle: Unique(vote.battle.to_string()),
        time: Time(vote.time_ms),
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
        tagged_by: vote.tagged_by.clone(),
        hash: vote.hash.map(|hash| Unique(hash.to_string())),
        check: Unique(String::new()),
    };
    record.check = Unique(check_of(&record));
    record
}

/// The checksum of all cells but the last, which holds it.
fn check_of(record: &VoteRecord) -> String {
    let mut cells = Vec::with_capacity(VoteRecord::COLUMNS.len());
    record.cells(&mut cells);
    cells.pop();
    row_check(cells.iter().map(|cell| cell.as_bytes()))
}

/// A battle's texts without what somebody could be known by; `None` of one without a vote.
pub(super) fn battle_record(battle: &Battle) -> Option<BattleRecord> {
    let vote = battle.vote.as_ref()?;
    let mut removed = 0;
    let mut texts = |of: fn(&Turn) -> String| {
        let each = battle.turns.iter().map(|turn| {
            let text = of(turn);
            let clean = scrub(&text);
            removed += clean.removed;
            clean.text.into_owned()
        });
        Texts(each.collect())
    };
    let prompts = texts(|turn| turn.prompt.as_str().to_owned());
    let answers_a = texts(|turn| turn.a.text());
    let answers_b = texts(|turn| turn.b.text());
    Some(BattleRecord {
        battle: Unique(battle.id.to_string()),
        seq: vote.seq,
        time: Time(battle.created_ms),
        arena: battle.arena.to_string(),
        mode: battle.lineup.mode().to_string(),
        model_a: vote.model_a.to_string(),
        model_b: vote.model_b.to_string(),
        choice: vote.choice.to_string(),
        prompts,
        answers_a,
        answers_b,
        removed,
    })
}

impl From<Draw> for SamplingRecord {
    fn from(draw: Draw) -> Self {
        Self {
            battle: Unique(draw.battle.to_string()),
            time: Time(draw.created_ms),
            arena: draw.arena.to_string(),
            model_a: draw.model_a.to_string(),
            model_b: draw.model_b.to_string(),
            probability: draw.probability,
            state: draw.state.to_string(),
            reason: draw.void_reason.map(|reason| reason.as_str().to_owned()),
            turns: draw.turns,
        }
    }
}

impl From<&HistoryRow> for HistoryRecord {
    fn from(row: &HistoryRow) -> Self {
        let standing = &row.standing;
        Self {
            snapshot: row.snapshot,
            time: Time(row.time_ms),
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

/// A pair's row; the model whose id comes first is A, whichever side it stood on.
pub(super) fn pair_record(
    slice: &Slice,
    seq: i64,
    pair: (&str, &str),
    cell: PairCell,
) -> PairRecord {
    let (model_a, model_b, cell) = if pair.0 <= pair.1 {
        (pair.0, pair.1, cell)
    } else {
        (pair.1, pair.0, cell.swapped())
    };
    PairRecord {
        arena: slice.arena.to_string(),
        category: slice.category.clone(),
        seq,
        model_a: model_a.to_owned(),
        model_b: model_b.to_owned(),
        votes: cell.votes(),
        wins_a: cell.first_wins,
        wins_b: cell.second_wins,
        ties: cell.ties,
        both_bad: cell.both_bad,
    }
}
