//! Facts about models that only old votes name: joined by id, alias or name, and kept in the model log.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::{Model, ModelId};
use crate::exchange::{UnknownCards, cards};
use crate::store::StoreError;

use super::App;
use super::import_votes::Roster;

/// The largest file that is read.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What to bring in.
#[derive(Clone, Debug)]
pub struct ModelImport {
    /// The file.
    pub file: PathBuf,
    /// Only say what would happen.
    pub dry_run: bool,
    /// Bring nothing in if an entry cannot be read.
    pub strict: bool,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedModels {
    /// Its entries.
    pub entries: usize,
    /// Models of which more or something else is known now.
    pub changed: Vec<ModelId>,
    /// Models of which the file says nothing new.
    pub same: usize,
    /// Models of agon.toml, of which the file says something else: that file is where they are described.
    pub configured: Vec<ModelId>,
    /// Names that nobody here goes by.
    pub unknown: Vec<String>,
    /// Entries that cannot be read: where, and why.
    pub skipped: Vec<String>,
}

/// Why nothing was brought in.
#[derive(Debug, thiserror::Error)]
pub enum ModelImportError {
    /// It is too large.
    #[error("is larger than 64 MiB, which no list of models is")]
    TooLarge,
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is something else.
    #[error(transparent)]
    Unknown(#[from] UnknownCards),
    /// It has entries that cannot be read, which it may not have.
    #[error("has entries that cannot be read ({}); nothing was imported: mend them, or leave --strict out to import the others", .0.join("; "))]
    Strict(Vec<String>),
    /// The database failed; nothing was brought in.
    #[error("cannot be imported")]
    Store(#[from] StoreError),
}

impl App {
    /// Takes up what a file says of the models that agon.toml does not have; of two entries for one model the later counts
    /// where both say something.
    ///
    /// # Errors
    /// [`ModelImportError`] says what to change.
    pub async fn import_models(
        &self,
        import: &ModelImport,
    ) -> Result<ImportedModels, ModelImportError> {
        if std::fs::metadata(&import.file)?.len() > MAX_BYTES {
            return Err(ModelImportError::TooLarge);
        }
        let cards = cards(&std::fs::read(&import.file)?)?;
        let site = self.site();
        let roster = Roster::new(site.cards());
        let mut done = ImportedModels {
            entries: cards.len(),
            ..ImportedModels::default()
        };
        let mut models: BTreeMap<ModelId, Model> = BTreeMap::new();
        for (place, card) in cards {
            match card {
                Err(why) => done.skipped.push(format!("{place} {why}")),
                Ok(card) => match card.names.iter().find_map(|name| roster.known(name)) {
                    None => done.unknown.extend(card.names.first().cloned()),
                    Some(id) => {
                        let known = models.get(&id).cloned();
                        let known = known.unwrap_or_else(|| site.card(&id));
                        models.insert(id, card.on(&known));
                    }
                },
            }
        }
        if import.strict && !done.skipped.is_empty() {
            return Err(ModelImportError::Strict(done.skipped));
        }
        let mut changed = Vec::new();
        for (id, model) in models {
            if model == site.card(&id) {
                done.same += 1;
            } else if site.config.models.contains_key(&id) {
                done.configured.push(id);
            } else {
                done.changed.push(id);
                changed.push(model);
            }
        }
        if !import.dry_run {
            let now_ms = self.clock.now_ms();
            self.store.change_models(&changed, now_ms).await?;
        }
        Ok(done)
    }
}
