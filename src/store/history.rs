//! Battles read back, one or a voter's own, with all that belongs to them. Those that were deleted are not there.

use std::collections::HashMap;

use sqlx::QueryBuilder;

use crate::domain::{
    Answer, Battle, BattleId, BattleState, Lineup, Mode, Named, Prompt, Reasons, Turn, Vote,
};

use super::append::{list, list_unhexed};
use super::battles::parse;
use super::db::read;
use super::reasons::reasons_from;
use super::votes::{VOTE_COLUMNS, VoteRow, vote_from};
use super::{Store, StoreError};

pub(super) type BattleRow = (
    String,
    String,
    i64,
    String,
    String,
    Option<String>,
    Option<f64>,
    String,
    Option<String>,
    i64,
    bool,
);
type TurnRow = (
    String,
    i64,
    String,
    Option<String>,
    Option<String>,
    i64,
    i64,
);
type ReasonsRow = (String, String, String, Option<String>);

pub(super) const BATTLE: &str = "SELECT id, arena, voter, mode, model_a, model_b, probability, state, void_reason, created_ms, publish \
     FROM battle WHERE deleted_ms IS NULL";

/// A battle's place in its voter's history, which is sorted by when battles began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it began, Unix milliseconds.
    pub created_ms: i64,
    /// Of several that began in one millisecond.
    pub battle: BattleId,
}

impl Store {
    /// A battle with its turns, its vote and its reasons.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn battle(&self, id: BattleId) -> Result<Option<Battle>, StoreError> {
        let row: Option<BattleRow> = read!(self, |pool| {
            let mut one = QueryBuilder::new(BATTLE);
            one.push(" AND id = ").push_bind(id.to_string());
            one.build_query_as().fetch_optional(pool).await?
        });
        let Some(row) = row else { return Ok(None) };
        Ok(self.complete(vec![row]).await?.pop())
    }

    /// The voter's own battles before a place, newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn battles_of(
        &self,
        voter: i64,
        before: Option<Place>,
        limit: u32,
    ) -> Result<Vec<Battle>, StoreError> {
        let rows: Vec<BattleRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(BATTLE);
            some.push(" AND voter = ").push_bind(voter);
            if let Some(place) = before {
                some.push(" AND (created_ms < ").push_bind(place.created_ms);
                some.push(" OR created_ms = ").push_bind(place.created_ms);
                some.push(" AND id < ").push_bind(place.battle.to_string());
                some.push(")");
            }
            some.push(" ORDER BY created_ms DESC, id DESC LIMIT ");
            some.push_bind(i64::from(limit));
            some.build_query_as().fetch_all(pool).await?
        });
        self.complete(rows).await
    }

    /// Adds to battles what other tables hold of them.
    pub(super) async fn complete(&self, rows: Vec<BattleRow>) -> Result<Vec<Battle>, StoreError> {
        let battles = rows.into_iter().map(battle_from);
        let mut battles: Vec<Battle> = battles.collect::<Result<_, _>>()?;
        let ids: Vec<BattleId> = battles.iter().map(|battle| battle.id).collect();
        let voted = battles.iter().filter(|one| one.state == BattleState::Voted);
        let voted: Vec<BattleId> = voted.map(|battle| battle.id).collect();
        let mut turns = self.turns_of(&ids).await?;
        let mut votes = self.votes_of(&voted).await?;
        let mut reasons = self.reasons_of(&voted).await?;
        let mut shares = self.shares_of(&ids).await?;
        for battle in &mut battles {
            battle.turns = turns.remove(&battle.id).unwrap_or_default();
            battle.vote = votes.remove(&battle.id);
            battle.reasons = reasons.remove(&battle.id);
            battle.share = shares.remove(&battle.id);
        }
        Ok(battles)
    }

    async fn turns_of(&self, ids: &[BattleId]) -> Result<HashMap<BattleId, Vec<Turn>>, StoreError> {
        let mut turns: HashMap<BattleId, Vec<Turn>> = HashMap::new();
        if ids.is_empty() {
            return Ok(turns);
        }
        let rows: Vec<TurnRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(
                "SELECT battle, number, prompt, answer_a, answer_b, first_seq, chunk_chars FROM turn WHERE battle IN ",
            );
            list(&mut some, ids.iter());
            some.push(" ORDER BY battle, number");
            some.build_query_as().fetch_all(pool).await?
        });
        for row in rows {
            let (battle, turn) = turn_from(row)?;
            turns.entry(battle).or_default().push(turn);
        }
        Ok(turns)
    }

    async fn votes_of(&self, ids: &[BattleId]) -> Result<HashMap<BattleId, Vote>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<VoteRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(VOTE_COLUMNS);
            some.push(" FROM tagged_vote WHERE battle IN ");
            list(&mut some, ids.iter());
            some.push(" AND unhex(battle) IN ");
            list_unhexed(&mut some, ids.iter());
            some.build_query_as().fetch_all(pool).await?
        });
        let votes = rows.into_iter().map(vote_from);
        votes
            .map(|vote| vote.map(|vote| (vote.battle, vote)))
            .collect()
    }

    async fn reasons_of(&self, ids: &[BattleId]) -> Result<HashMap<BattleId, Reasons>, StoreError> {
        let mut reasons = HashMap::new();
        if ids.is_empty() {
            return Ok(reasons);
        }
        let rows: Vec<ReasonsRow> = read!(self, |pool| {
            let mut some =
                QueryBuilder::new("SELECT battle, a, b, note FROM reasons WHERE battle IN ");
            list(&mut some, ids.iter());
            some.build_query_as().fetch_all(pool).await?
        });
        for (battle, a, b, note) in rows {
            reasons.insert(parse(&battle, "battle id")?, reasons_from((a, b, note))?);
        }
        Ok(reasons)
    }
}

fn battle_from(row: BattleRow) -> Result<Battle, StoreError> {
    let (id, arena, voter, mode, a, b, probability, state, void_reason, created_ms, publish) = row;
    Ok(Battle {
        id: parse(&id, "battle id")?,
        arena: parse(&arena, "arena")?,
        voter,
        lineup: lineup_from(&mode, (&a, b.as_deref()), probability)?,
        state: parse(&state, "battle state")?,
        void_reason: void_reason
            .map(|reason| parse(&reason, "void reason"))
            .transpose()?,
        created_ms,
        publish,
        turns: Vec::new(),
        vote: None,
        reasons: None,
        share: None,
    })
}

fn lineup_from(
    mode: &str,
    (a, b): (&str, Option<&str>),
    probability: Option<f64>,
) -> Result<Lineup, StoreError> {
    let a = parse(a, "model")?;
    let b = b.map(|id| parse(id, "model")).transpose()?;
    let named = match (parse(mode, "mode")?, b, probability) {
        (Mode::Anonymous, Some(b), Some(probability)) => {
            return Ok(Lineup::Anonymous { a, b, probability });
        }
        (Mode::SideBySide, Some(b), None) => Named::side_by_side(a, b),
        (Mode::Direct, None, None) => Some(Named::Direct { model: a }),
        _ => None,
    };
    named.map(Lineup::Named).ok_or(StoreError::Corrupt {
        what: "battle",
        why: format!("its models do not fit its mode, {mode}"),
    })
}

fn turn_from(row: TurnRow) -> Result<(BattleId, Turn), StoreError> {
    let (battle, number, prompt, a, b, first_seq, chunk_chars) = row;
    let ended = a.is_some() && b.is_some();
    let answer = |json: Option<String>| match json {
        Some(json) => serde_json::from_str::<Answer>(&json).map_err(StoreError::corrupt("answer")),
        None => Ok(Answer::default()),
    };
    let turn = Turn {
        number: u32::try_from(number).map_err(StoreError::corrupt("turn number"))?,
        prompt: Prompt::new(&prompt).map_err(StoreError::corrupt("prompt"))?,
        a: answer(a)?,
        b: answer(b)?,
        ended,
        first_seq: u64::try_from(first_seq).map_err(StoreError::corrupt("event number"))?,
        chunk_chars: u32::try_from(chunk_chars).map_err(StoreError::corrupt("frame size"))?,
    };
    Ok((parse(&battle, "battle id")?, turn))
}
