//! Texts that their voter does not want kept any more. Votes stay, without them.

use sqlx::QueryBuilder;

use crate::domain::BattleId;

use super::append::list;
use super::battles::parse;
use super::db::in_tx;
use super::{Store, StoreError};

/// The most battles that are erased in one transaction. Ballots wait while it lasts.
const BATCH: i64 = 200;

impl Store {
    /// Erases the texts of one of the voter's battles, or of some of them, and says of which. What is still running or
    /// waits for a ballot becomes void; a vote stays in the log, and so do the words that were ticked.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn erase(
        &self,
        voter: i64,
        only: Option<BattleId>,
        now_ms: i64,
    ) -> Result<Vec<BattleId>, StoreError> {
        let rows: Vec<(String,)> = in_tx!(self, |tx| {
            let mut mark = QueryBuilder::new("UPDATE battle SET deleted_ms = ");
            mark.push_bind(now_ms).push(MARK).push_bind(voter);
            if let Some(id) = only {
                mark.push(" AND id = ").push_bind(id.to_string());
            }
            mark.push(" LIMIT ").push_bind(BATCH).push(") RETURNING id");
            let rows: Vec<(String,)> = mark.build_query_as().fetch_all(&mut *tx).await?;
            let ids = rows.iter().map(|(id,)| parse(id, "battle id"));
            let ids: Vec<BattleId> = ids.collect::<Result<_, _>>()?;
            for statement in TEXTS.iter().filter(|_| !ids.is_empty()) {
                let mut erase = QueryBuilder::new(*statement);
                list(&mut erase, ids.iter());
                erase.build().execute(&mut *tx).await?;
            }
            rows
        });
        rows.iter().map(|(id,)| parse(id, "battle id")).collect()
    }
}

const MARK: &str = ", publish = FALSE, \
     void_reason = CASE WHEN state IN ('answering', 'ready') THEN 'deleted' ELSE void_reason END, \
     state = CASE WHEN state = 'voted' THEN 'voted' ELSE 'void' END \
     WHERE deleted_ms IS NULL AND id IN (SELECT id FROM battle WHERE deleted_ms IS NULL AND voter = ";

/// Where texts of a battle are, or ways to them.
const TEXTS: [&str; 3] = [
    "DELETE FROM turn WHERE battle IN ",
    "UPDATE reasons SET note = NULL WHERE battle IN ",
    "DELETE FROM share WHERE battle IN ",
];
