//! Rows for `PostgreSQL`: one stream, which it reads while the next rows are made.

use sqlx::PgConnection;

use crate::domain::VoteHash;
use crate::store::StoreError;
use crate::store::append::LogRow;

use super::copied::Copied;
use super::{Bulk, COLUMNS, Portions, vote_columns};

const COPY: &str = concat!("COPY ", vote_columns!(), " FROM STDIN (FORMAT binary)");

impl Bulk for PgConnection {
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT battle FROM vote WHERE unhex(battle) = ANY(CAST($1 AS UUID[]))")
            .bind(battles)
            .fetch_all(&mut *self)
            .await
    }

    async fn insert(&mut self, rows: &mut impl Portions) -> Result<(), StoreError> {
        let mut copied = Copied::begin();
        // Where nothing is new, nothing is said.
        if !add(&mut copied, rows)? {
            return Ok(());
        }
        let mut copy = self.copy_in_raw(COPY).await?;
        loop {
            copy.send(copied.as_slice()).await?;
            copied.clear();
            if !add(&mut copied, rows)? {
                break;
            }
        }
        copied.end();
        copy.send(copied.as_slice()).await?;
        copy.finish().await?;
        Ok(())
    }
}

/// Adds the next rows; whether there were any.
fn add(copied: &mut Copied, rows: &mut impl Portions) -> Result<bool, StoreError> {
    let Some(rows) = rows.next()? else {
        return Ok(false);
    };
    for row in &rows {
        add_row(copied, row);
    }
    Ok(true)
}

fn add_row(copied: &mut Copied, row: &LogRow<'_>) {
    let [model_a, model_b] = row.facts.models;
    copied.row(COLUMNS);
    copied.number(row.facts.seq);
    copied.text(&row.facts.battle.to_string());
    copied.number(row.facts.time_ms);
    copied.text(row.facts.arena);
    copied.text(model_a);
    copied.text(model_b);
    copied.text(row.facts.choice.as_str());
    copied.text(&row.facts.voter.to_string());
    copied.text(&row.row.categories);
    copied.text(&row.row.style);
    copied.text(row.facts.rating.as_str());
    copied.optional(row.facts.rating.reason().map(str::as_bytes));
    copied.text(row.row.told.body());
    copied.optional(row.forecast.as_deref().map(str::as_bytes));
    copied.optional(row.tagged_by.map(str::as_bytes));
    copied.optional(row.hash.as_ref().map(VoteHash::bytes));
    copied.optional(row.row.told.shared());
}
