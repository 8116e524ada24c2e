//! The vote log in the schemas of public arenas, and what it loses there.

use std::sync::Arc;

use async_stream::try_stream;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use crate::exchange::{Format, Losses, PublicFile, PublicSchema};

use super::super::{App, Error};
use super::{ExportKind, ExportQuery, Scope, pages};

impl App {
    /// A file of votes in the schema that is asked for, and what it did not say once it is whole.
    pub fn export_public(
        self: Arc<Self>,
        format: Format,
        query: ExportQuery,
        scope: Scope,
    ) -> (
        BoxStream<'static, Result<Bytes, Error>>,
        oneshot::Receiver<Losses>,
    ) {
        let (told, losses) = oneshot::channel();
        let about = self.about(ExportKind::Votes, &query, &scope);
        let (is_safe, mut pace) = (query.spreadsheet_safe, self.pace(query.is_aside));
        let schema = query.schema.unwrap_or(PublicSchema::CleanBattle);
        let pieces = try_stream! {
            let mut file = PublicFile::new(schema, format, about)?.spreadsheet_safe(is_safe);
            pace.begin();
            for await page in pages::public_votes(self, query, scope) {
                let page = page?;
                let encode = move || file.write(&page).map(|bytes| (bytes, file));
                let (bytes, back) = spawn_blocking(encode).await??;
                file = back;
                pace.rest().await;
                if !bytes.is_empty() {
                    yield Bytes::from(bytes);
                }
                pace.begin();
            }
            let (rest, losses) = spawn_blocking(move || file.finish()).await??;
            // Whoever does not ask is not told.
            let _ = told.send(losses);
            yield Bytes::from(rest);
        };
        (pieces.boxed(), losses)
    }

    /// What a file of votes in this schema would not say.
    ///
    /// # Errors
    /// [`Error::Busy`] if the database does not answer.
    pub async fn losses(
        self: Arc<Self>,
        schema: PublicSchema,
        query: ExportQuery,
        scope: Scope,
    ) -> Result<Losses, Error> {
        let mut losses = Losses::new(schema);
        let mut pages = pages::public_facts(self, query, scope).boxed();
        while let Some(page) = pages.try_next().await? {
            for vote in &page {
                losses.add(vote);
            }
        }
        Ok(losses)
    }
}
