//! The manifest: what the site says, signed, of its votes and boards.

use std::collections::BTreeMap;

use crate::board::AsOf;
use crate::clock::rfc3339;
use crate::domain::{ArenaId, Rating, VoteHash};
use crate::exchange::{
    ArenaManifest, Exclusion, KeyEntry, Link, MANIFEST_VERSION, Manifest, Signed,
};
use crate::integrity::LogStatement;
use crate::store::{Excluded, PublicKey, Seal, SealPage};

use super::{App, Error};

/// Which manifest.
#[derive(Clone, Debug, Default)]
pub struct ManifestQuery {
    /// Only this arena; all of the site if absent.
    pub arena: Option<String>,
    /// What is said of votes is said of those up to this one; of all if absent.
    pub last_seq: Option<i64>,
    /// It goes with votes behind this one.
    pub after_seq: i64,
    /// Only snapshots with smaller numbers.
    pub before: Option<i64>,
    /// At most this many snapshots of each arena; all if absent.
    pub limit: Option<u32>,
}

/// Snapshots in one read.
const PAGE: u32 = 1_000;

/// What was counted of each arena up to a seq: votes, and those that no rating uses.
#[derive(Default)]
pub(super) struct Counted(tokio::sync::Mutex<BTreeMap<ArenaId, Counts>>);

#[derive(Clone, Default)]
struct Counts {
    seq: i64,
    votes: u64,
    excluded: BTreeMap<String, Excluded>,
}

impl App {
    /// What the site says of its votes and boards.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for a seq that no vote has yet.
    pub async fn manifest(&self, query: &ManifestQuery) -> Result<Manifest, Error> {
        let head = self.store.head().await?;
        let last_seq = query.last_seq.unwrap_or(head);
        if last_seq > head {
            let message = format!("is behind the newest vote, which is {head}");
            return Err(Error::invalid("last_seq", message));
        }
        let site = self.site();
        let arenas: Vec<ArenaId> = match &query.arena {
            Some(id) => {
                let arena = site.arena(id).ok_or(Error::NotFound { what: "arena" })?;
                vec![arena.id.clone()]
            }
            None => site
                .config
                .arenas
                .iter()
                .map(|arena| arena.id.clone())
                .collect(),
        };
        let mut said = Vec::with_capacity(arenas.len());
        let mut next = None;
        for arena in &arenas {
            let (arena, older) = self.say_of(arena, last_seq, query).await?;
            next = next.max(older);
            said.push(arena);
        }
        let keys = self.store.public_keys().await?;
        Ok(Manifest {
            manifest_version: MANIFEST_VERSION,
            site: site.config.server.public_url.clone(),
            made_at: rfc3339(self.clock.now_ms()),
            keys: keys.into_iter().map(key_entry).collect(),
            arenas: said,
            part: None,
            file: None,
            next: next.map(|number| AsOf::Snapshot(number).to_string()),
        })
    }

    /// Every key that the site ever signed with, oldest first.
    ///
    /// # Errors
    /// [`Error::Busy`] if the database does not answer.
    pub async fn public_keys(&self) -> Result<Vec<KeyEntry>, Error> {
        let keys = self.store.public_keys().await?;
        Ok(keys.into_iter().map(key_entry).collect())
    }

    /// The key that this server signs with, once it has one.
    #[must_use]
    pub fn public_key(&self) -> Option<String> {
        self.key_file
            .known()
            .map(crate::integrity::Signer::public_key)
    }

    async fn say_of(
        &self,
        arena: &ArenaId,
        last_seq: i64,
        query: &ManifestQuery,
    ) -> Result<(ArenaManifest, Option<i64>), Error> {
        let counts = self.count(arena, last_seq).await?;
        let from = self.chain_at(arena, query.after_seq).await?;
        let log = LogStatement {
            arena: arena.to_string(),
            seq: last_seq,
            votes: counts.votes,
            time_ms: self.clock.now_ms(),
            tagging: self.store.tagging().await?,
            chain: self.chain_at(arena, last_seq).await?,
        };
        let (seals, older) = self.seals_before(arena, query).await?;
        let said = ArenaManifest {
            arena: arena.to_string(),
            log: self.signed(log.to_string()).await?,
            from: Link {
                seq: query.after_seq,
                chain: from.to_string(),
            },
            excluded: counts.excluded.into_values().map(exclusion).collect(),
            snapshots: seals.into_iter().map(signed).collect(),
        };
        Ok((said, older))
    }

    async fn chain_at(&self, arena: &ArenaId, seq: i64) -> Result<VoteHash, Error> {
        let chain = self.store.chain_at(arena, seq).await?;
        chain.ok_or_else(Error::unlinked)
    }

    /// Signs, or says that this server cannot.
    async fn signed(&self, statement: String) -> Result<Signed, Error> {
        let Ok(signer) = self.key_file.signer(&self.chance) else {
            return Ok(Signed {
                statement,
                public_key: None,
                signature: None,
            });
        };
        let public_key = signer.public_key();
        let known = self.store.public_keys().await?;
        if known.iter().all(|known| known.public_key != public_key) {
            self.store
                .note_key(&public_key, self.clock.now_ms())
                .await?;
        }
        Ok(Signed {
            signature: Some(signer.sign(&statement)),
            public_key: Some(public_key),
            statement,
        })
    }

    /// Counts what is new since the last time.
    async fn count(&self, arena: &ArenaId, last_seq: i64) -> Result<Counts, Error> {
        let mut all = self.counted.0.lock().await;
        let known = all.get(arena).filter(|known| known.seq <= last_seq);
        let mut counts = known.cloned().unwrap_or_default();
        let stretch = (counts.seq, last_seq);
        counts.votes += self.store.count_votes(arena, stretch).await?;
        for more in self.store.excluded(arena, stretch).await? {
            match counts.excluded.get_mut(&more.reason) {
                Some(known) => {
                    known.votes += more.votes;
                    known.last_seq = more.last_seq;
                }
                None => drop(counts.excluded.insert(more.reason.clone(), more)),
            }
        }
        counts.seq = last_seq;
        all.insert(arena.clone(), counts.clone());
        Ok(counts)
    }

    /// Seals, newest first, and the number before which there are more.
    async fn seals_before(
        &self,
        arena: &ArenaId,
        query: &ManifestQuery,
    ) -> Result<(Vec<Seal>, Option<i64>), Error> {
        let (mut seals, mut before) = (Vec::new(), query.before);
        loop {
            let left = query.limit.map(|most| most.saturating_sub(count(&seals)));
            let limit = left.unwrap_or(PAGE).min(PAGE);
            let page = SealPage {
                arena,
                before,
                limit,
            };
            let some = self.store.seals(page).await?;
            let is_last = count(&some) < limit;
            before = some.last().map(|seal| seal.snapshot).or(before);
            seals.extend(some);
            if is_last {
                return Ok((seals, None));
            }
            if query.limit.is_some_and(|most| count(&seals) >= most) {
                return Ok((seals, before));
            }
        }
    }
}

fn count(seals: &[Seal]) -> u32 {
    u32::try_from(seals.len()).unwrap_or(u32::MAX)
}

fn key_entry(key: PublicKey) -> KeyEntry {
    KeyEntry {
        public_key: key.public_key,
        since: rfc3339(key.since_ms),
    }
}

fn signed(seal: Seal) -> Signed {
    Signed {
        statement: seal.statement,
        public_key: Some(seal.public_key),
        signature: Some(seal.signature),
    }
}

fn exclusion(one: Excluded) -> Exclusion {
    let (rule, meaning) = Rating::rule(&one.reason);
    Exclusion {
        rule: rule.to_owned(),
        meaning: meaning.to_owned(),
        reason: one.reason,
        votes: one.votes,
        first_seq: one.first_seq,
        last_seq: one.last_seq,
    }
}
