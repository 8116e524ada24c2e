//! What voters were told of two models. A ballot's vote has its own copy; votes from elsewhere share one, since there are far more
//! of them than pairs of models.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use sqlx::QueryBuilder;

use crate::domain::Reveal;

use super::{NewVote, StoreError};

/// What a shared reveal goes by: 128 bits of the hash of its JSON.
pub(super) type RevealHash = [u8; 16];

/// Where what a voter was told is.
pub(super) enum Told {
    /// With the vote, as JSON.
    Here(String),
    /// In the table of reveals.
    Shared(RevealHash),
}

impl Told {
    /// The copy of the vote; empty if it shares one.
    pub(super) fn body(&self) -> &str {
        match self {
            Self::Here(body) => body,
            Self::Shared(_) => "",
        }
    }

    /// Which one it shares.
    pub(super) fn shared(&self) -> Option<&[u8]> {
        match self {
            Self::Here(_) => None,
            Self::Shared(hash) => Some(hash),
        }
    }
}

/// The reveals that a transaction, or one before it, has put in the database for sure.
#[derive(Debug, Default)]
pub(super) struct Reveals {
    /// By address; each is kept as well, so that its address stays its own.
    known: HashMap<usize, (Arc<Reveal>, RevealHash), RandomState>,
    there: HashSet<RevealHash>,
}

impl Reveals {
    /// Learns what the votes share, and says which of it the database may not have yet.
    pub(super) fn learn(
        &mut self,
        votes: &[NewVote],
    ) -> Result<Vec<(RevealHash, String)>, StoreError> {
        let mut new = Vec::new();
        for vote in votes {
            if let Entry::Vacant(place) = self.known.entry(Arc::as_ptr(&vote.reveal).addr()) {
                let body = reveal_json(&vote.reveal)?;
                let hash = hash_of(&body);
                place.insert((Arc::clone(&vote.reveal), hash));
                if self.there.insert(hash) {
                    new.push((hash, body));
                }
            }
        }
        Ok(new)
    }

    /// What a vote shares, which was learned before.
    pub(super) fn told(&self, reveal: &Arc<Reveal>) -> Result<Told, StoreError> {
        match self.known.get(&Arc::as_ptr(reveal).addr()) {
            Some((_, hash)) => Ok(Told::Shared(*hash)),
            None => reveal_json(reveal).map(Told::Here),
        }
    }
}

/// The statement that keeps reveals that may be there already.
pub(super) fn keep<D>(reveals: &[(RevealHash, String)]) -> QueryBuilder<D>
where
    D: sqlx::Database,
    Vec<u8>: sqlx::Type<D> + sqlx::Encode<'static, D>,
    String: sqlx::Type<D> + sqlx::Encode<'static, D>,
{
    let mut insert = QueryBuilder::new("INSERT INTO reveal (hash, body) ");
    insert.push_values(reveals, |mut row, (hash, body)| {
        row.push_bind(hash.to_vec()).push_bind(body.clone());
    });
    insert.push(" ON CONFLICT (hash) DO NOTHING");
    insert
}

/// What a voter was told, as JSON.
pub(super) fn reveal_json(reveal: &Reveal) -> Result<String, StoreError> {
    serde_json::to_string(reveal).map_err(StoreError::corrupt("reveal"))
}

fn hash_of(body: &str) -> RevealHash {
    let mut hash = RevealHash::default();
    blake3::Hasher::new()
        .update(body.as_bytes())
        .finalize_xof()
        .fill(&mut hash);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::both::{on_both, vote};
    use crate::store::db::{in_tx, read};
    use crate::store::{Carried, Store};

    /// A vote of which was told what no format likes.
    fn hostile(number: u8) -> NewVote {
        let plain = vote(number);
        let mut reveal = (*plain.reveal).clone();
        reveal.a.name = "\\N\t\\.\n\"'\u{0}\u{1f}\u{202e}\u{1f980}".to_owned();
        NewVote {
            reveal: Arc::new(reveal),
            ..plain
        }
    }

    async fn kept(store: &Store) -> Result<i64, StoreError> {
        let (kept,) = read!(store, |pool| {
            sqlx::query_as("SELECT COUNT(*) FROM reveal")
                .fetch_one(pool)
                .await?
        });
        Ok(kept)
    }

    async fn run(store: &Store, statement: &'static str) -> Result<(), StoreError> {
        in_tx!(store, |tx| {
            sqlx::query(statement).execute(&mut *tx).await?;
        });
        Ok(())
    }

    async fn told(store: &Store, vote: &NewVote) -> Result<Reveal, StoreError> {
        let logged = store.vote_of(vote.battle).await?;
        Ok(logged.unwrap().reveal)
    }

    #[tokio::test]
    async fn votes_from_elsewhere_share_what_was_told_and_have_it_back_as_it_was() {
        on_both("reveals_shared", async |store: Store| {
            let votes = [vote(1), vote(2), hostile(3), hostile(4)];
            store.append_votes(&votes[..3]).await.unwrap();
            store.append_votes(&votes[3..]).await.unwrap();
            assert_eq!(kept(&store).await.unwrap(), 2);
            for vote in &votes {
                assert_eq!(told(&store, vote).await.unwrap(), *vote.reveal);
            }
            assert_ne!(votes[0].reveal, votes[3].reveal);
        })
        .await;
    }

    #[tokio::test]
    async fn a_vote_that_has_its_own_copy_keeps_it_and_a_lost_one_is_noticed() {
        on_both("reveals_own", async |store: Store| {
            let votes = [vote(1), vote(2)];
            store.append_votes(&votes).await.unwrap();
            // As a ballot's vote, and as all were before reveals were shared.
            run(
                &store,
                "UPDATE vote SET reveal = (SELECT body FROM reveal), told = NULL WHERE seq = 1",
            )
            .await
            .unwrap();
            run(&store, "DELETE FROM reveal").await.unwrap();
            assert_eq!(told(&store, &votes[0]).await.unwrap(), *votes[0].reveal);
            let lost = told(&store, &votes[1]).await;
            assert!(matches!(lost, Err(StoreError::Corrupt { .. })), "{lost:?}");
        })
        .await;
    }

    #[tokio::test]
    async fn what_a_transaction_that_was_given_up_kept_is_kept_by_the_next_one() {
        on_both("reveals_rolled_back", async |store: Store| {
            let vote = vote(1);
            let mut given_up = store.begin_append(Carried::default()).await.unwrap();
            given_up.add(std::slice::from_ref(&vote)).await.unwrap();
            drop(given_up);
            assert_eq!(kept(&store).await.unwrap(), 0);
            store
                .append_votes(std::slice::from_ref(&vote))
                .await
                .unwrap();
            assert_eq!(told(&store, &vote).await.unwrap(), *vote.reveal);
        })
        .await;
    }
}
