//! The model log: what the operator's file said of each model, whenever that changed.

use crate::domain::{Model, ModelId};

use super::battles::parse;
use super::db::{in_tx, read};
use super::{Store, StoreError};

/// One entry of the model log.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelEvent {
    /// When, Unix milliseconds.
    pub time_ms: i64,
    /// `added`, `changed` or `removed`.
    pub event: String,
    /// What was known of it then.
    pub card: Model,
}

impl Store {
    /// Compares the models with the newest entries of the log and appends what changed; says how many entries.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn log_models(&self, models: &[Model], now_ms: i64) -> Result<usize, StoreError> {
        let known = self.newest_models().await?;
        let mut events = Vec::new();
        for model in models {
            match known.iter().find(|entry| entry.card.id == model.id) {
                Some(entry) if entry.event != "removed" && entry.card == *model => {}
                Some(entry) if entry.event != "removed" => events.push(("changed", model)),
                _ => events.push(("added", model)),
            }
        }
        let gone = |entry: &&ModelEvent| {
            entry.event != "removed" && !models.iter().any(|m| m.id == entry.card.id)
        };
        events.extend(
            known
                .iter()
                .filter(gone)
                .map(|entry| ("removed", &entry.card)),
        );
        self.append_events(&events, now_ms).await?;
        Ok(events.len())
    }

    /// Appends models that the operator's file does not have and the log does not know yet, so that their names are not
    /// lost.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn add_models(&self, models: &[Model], now_ms: i64) -> Result<(), StoreError> {
        let known = self.newest_models().await?;
        let is_new = |model: &&Model| known.iter().all(|entry| entry.card.id != model.id);
        let events: Vec<(&str, &Model)> = models
            .iter()
            .filter(is_new)
            .map(|model| ("added", model))
            .collect();
        self.append_events(&events, now_ms).await
    }

    /// Appends what is known now of models that the operator's file does not have.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; nothing was appended then.
    pub async fn change_models(&self, models: &[Model], now_ms: i64) -> Result<(), StoreError> {
        let events: Vec<(&str, &Model)> = models.iter().map(|model| ("changed", model)).collect();
        self.append_events(&events, now_ms).await
    }

    async fn append_events(
        &self,
        events: &[(&str, &Model)],
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let rows = events
            .iter()
            .map(|(event, model)| Ok((*event, &model.id, serde_json::to_string(model)?)));
        let rows: Vec<(&str, &ModelId, String)> = rows
            .collect::<Result<_, serde_json::Error>>()
            .map_err(StoreError::corrupt("model"))?;
        in_tx!(self, |tx| {
            for (event, id, card) in &rows {
                sqlx::query(
                    "INSERT INTO model_event (time_ms, model, event, card) VALUES ($1, $2, $3, $4)",
                )
                .bind(now_ms)
                .bind(id.as_str())
                .bind(*event)
                .bind(card.as_str())
                .execute(&mut *tx)
                .await?;
            }
        });
        Ok(())
    }

    /// How many entries the model log has: it only grows, so that a change of the number means news.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn model_events(&self) -> Result<i64, StoreError> {
        let (events,): (i64,) = read!(self, |pool| {
            sqlx::query_as("SELECT COUNT(*) FROM model_event")
                .fetch_one(pool)
                .await?
        });
        Ok(events)
    }

    /// The newest entry of every model that the site ever had.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn newest_models(&self) -> Result<Vec<ModelEvent>, StoreError> {
        let rows: Vec<(i64, String, String, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT time_ms, model, event, card FROM model_event AS e \
                 WHERE id = (SELECT MAX(id) FROM model_event WHERE model = e.model) ORDER BY model",
            )
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(event_from).collect()
    }
}

/// An entry of the log as the database has it.
pub(super) fn event_from(
    (time_ms, model, event, card): (i64, String, String, String),
) -> Result<ModelEvent, StoreError> {
    let _: ModelId = parse(&model, "model")?;
    let card = serde_json::from_str(&card).map_err(StoreError::corrupt("model"))?;
    Ok(ModelEvent {
        time_ms,
        event,
        card,
    })
}
