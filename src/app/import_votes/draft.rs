//! Rows of a file as votes of the log: what a vote is called, so that the same row is never counted twice.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::quality::RandomState;

use crate::domain::category::category_of_public_name;
use crate::domain::{
    ArenaId, BattleId, CategoryId, Choice, IMPORTED_NAMED, Pseudonym, Rating, Reasons, Reveal,
    StyleFeatures,
};
use crate::exchange::read::{Batch, FileReader, JUDGE, Layout, Names, Skip};
use crate::store::NewVote;

use super::roster::Known;

/// The longest name of a category, in bytes.
const MAX_CATEGORY_BYTES: usize = CategoryId::MAX_BYTES;

/// The names of a file, whom they mean, and which of its rows were seen.
pub(super) struct Drafts {
    pub(super) arena: ArenaId,
    /// The time of votes that do not tell theirs.
    pub(super) now_ms: i64,
    pub(super) layout: Option<Layout>,
    /// By their numbers in the file.
    pub(super) models: Vec<(String, Known)>,
    /// What voters are told of two models, by their numbers in the file.
    pub(super) reveals: HashMap<(u32, u32), Arc<Reveal>>,
    /// How often a row without a name of its own was there.
    pub(super) seen: HashMap<[u8; 16], u64>,
}

/// Votes of a batch, and why some of them were cast.
#[derive(Default)]
pub(super) struct Drafted {
    pub(super) votes: Vec<NewVote>,
    pub(super) reasons: Vec<(BattleId, Reasons)>,
}

/// The names of the batch that is read.
#[derive(Clone, Copy)]
pub(super) struct NamesOf<'a> {
    pub(super) voters: &'a Names,
    pub(super) categories: &'a Names,
}

/// What tells one vote from another.
struct Facts<'a> {
    id: &'a str,
    models: [&'a str; 2],
    voter: Option<&'a str>,
    choice: Choice,
    time_ms: Option<i64>,
}

impl Drafts {
    /// The votes of a batch, and why some were cast; `None` if it names a model that was not in the file before.
    pub(super) fn votes(&mut self, batch: &Batch, names: NamesOf<'_>) -> Option<Drafted> {
        let votes = (0..batch.places.len()).map(|row| self.vote(batch, row, names));
        let votes: Vec<NewVote> = votes.collect::<Option<_>>()?;
        let battle = |row: usize| votes.get(row).map(|vote| vote.battle);
        let reasons = batch.reasons.iter();
        let reasons = reasons.filter_map(|(row, reasons)| Some((battle(*row)?, reasons.clone())));
        let reasons = reasons.collect();
        Some(Drafted { votes, reasons })
    }

    /// What a category is called here: a public arena has other names for some.
    fn category<'a>(&self, name: &'a str) -> &'a str {
        match self.layout {
            Some(Layout::Lmarena) => category_of_public_name(name),
            _ => name,
        }
    }

    fn vote(&mut self, batch: &Batch, row: usize, names: NamesOf<'_>) -> Option<NewVote> {
        let pair = (*batch.models_a.get(row)?, *batch.models_b.get(row)?);
        let model = |number: u32| self.models.get(number as usize);
        let ((name_a, a), (name_b, b)) = (model(pair.0)?, model(pair.1)?);
        let reveal = self.reveals.entry(pair).or_insert_with(|| {
            Arc::new(Reveal {
                a: a.card.clone(),
                b: b.card.clone(),
            })
        });
        let reveal = Arc::clone(reveal);
        let voter = batch.voters.get(row).copied().flatten();
        let facts = Facts {
            id: batch.ids.of(row),
            models: [name_a, name_b],
            voter: voter.and_then(|number| names.voters.get(number)),
            choice: *batch.choices.get(row)?,
            time_ms: batch.times_ms.get(row).copied().flatten(),
        };
        let battle = battle_of(&facts, (&self.arena, self.layout), &mut self.seen);
        let categories = batch.categories.of(row).iter();
        let categories = categories.filter_map(|number| names.categories.get(*number));
        Some(NewVote {
            battle,
            time_ms: facts.time_ms.unwrap_or(self.now_ms),
            arena: self.arena.clone(),
            model_a: a.id.clone(),
            model_b: b.id.clone(),
            choice: facts.choice,
            voter: pseudonym(facts.voter, battle),
            categories: categories
                .filter(|name| is_name(name))
                .map(|name| self.category(name).to_owned())
                .collect(),
            tagged_by: batch
                .tagged_by
                .get(row)
                .cloned()
                .flatten()
                // PostgreSQL cannot keep NUL.
                .map(|rules| rules.replace('\0', "\u{fffd}")),
            style: [0, 1].map(|side| style(batch, row, side)),
            rating: rating(batch.unrated.get(row).and_then(Option::as_ref)),
            reveal,
        })
    }
}

/// The votes with a name of their own that a file had so far, by hashes of what tells them.
#[derive(Default)]
pub(super) struct Twice {
    seen: HashSet<u64, RandomState>,
    hasher: RandomState,
}

impl Twice {
    /// Where votes stand that the file had before.
    pub(super) fn of(&mut self, batch: &Batch, reader: &FileReader) -> Vec<u64> {
        let rows = batch.places.iter().enumerate();
        let seen = rows.filter_map(|(row, line)| {
            let id = batch.ids.of(row);
            if id.is_empty() {
                return None;
            }
            let model = |numbers: &[u32]| reader.models().get(*numbers.get(row)?);
            let voter = batch.voters.get(row).copied().flatten();
            // As in `battle_of`.
            let hash = if let Some(battle) = own_battle(id, reader.layout()) {
                self.hasher.hash_one(battle)
            } else {
                let models = [model(&batch.models_a)?, model(&batch.models_b)?];
                let voter = voter.and_then(|number| reader.voters().get(number));
                let told_by = (id, models, voter.unwrap_or_default());
                self.hasher.hash_one(told_by)
            };
            (!self.seen.insert(hash)).then_some(*line)
        });
        seen.collect()
    }
}

/// What the vote's battle is called: what Agon called it, else something that is always the same for the same row. In
/// `LLMFAO`'s file an id is that of a pair, so the voter belongs to it; a row without an id is told by what it says, and
/// by how often the file said the same before.
fn battle_of(
    facts: &Facts<'_>,
    (arena, layout): (&ArenaId, Option<Layout>),
    seen: &mut HashMap<[u8; 16], u64>,
) -> BattleId {
    if let Some(battle) = own_battle(facts.id, layout) {
        return battle;
    }
    let mut parts = vec![arena.as_str(), layout.map_or("", Layout::as_str)];
    parts.extend(facts.models);
    parts.extend([facts.voter.unwrap_or_default(), facts.id]);
    if !facts.id.is_empty() {
        return BattleId::from_random(hash(&parts));
    }
    let time = facts
        .time_ms
        .map(|time| time.to_string())
        .unwrap_or_default();
    parts.extend([facts.choice.as_str(), &time]);
    let before = seen.entry(hash(&parts)).or_default();
    *before += 1;
    parts.push("times");
    let count = before.to_string();
    parts.push(&count);
    BattleId::from_random(hash(&parts))
}

/// The battle that an id of Agon's own files names.
fn own_battle(id: &str, layout: Option<Layout>) -> Option<BattleId> {
    let id = (layout == Some(Layout::Agon)).then_some(id)?;
    id.parse().ok()
}

/// 128 bits of these texts in this order.
fn hash(parts: &[&str]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"agon import votes");
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    bytes
}

/// What exports call the voter: what Agon called them, else a hash; somebody unknown is somebody else in every vote.
fn pseudonym(voter: Option<&str>, battle: BattleId) -> Pseudonym {
    match voter {
        Some(voter) => {
            own_pseudonym(voter).unwrap_or_else(|| Pseudonym::from_random(hash(&["voter", voter])))
        }
        None => Pseudonym::from_random(hash(&["unknown voter", &battle.to_string()])),
    }
}

/// A pseudonym as Agon writes it, or as it stands in the public schemas.
fn own_pseudonym(voter: &str) -> Option<Pseudonym> {
    let voter = voter.strip_prefix(JUDGE).unwrap_or(voter);
    let digits = || voter.split('-').collect::<String>();
    voter.parse().or_else(|_| digits().parse()).ok()
}

fn rating(unrated: Option<&Skip>) -> Rating {
    let reason = match unrated {
        None => return Rating::Rated,
        Some(Skip::Unrated(reason)) if !reason.is_empty() => reason,
        Some(Skip::Named) => IMPORTED_NAMED,
        Some(_) => "unrated",
    };
    Rating::Unrated {
        reason: reason.to_owned(),
    }
}

/// Whether a category of a file can be one here.
fn is_name(name: &str) -> bool {
    name.len() <= MAX_CATEGORY_BYTES && !name.chars().any(char::is_control)
}

/// The looks of an answer. Some files count its length in tokens: style control compares the two answers of a battle, so
/// the unit does not matter.
fn style(batch: &Batch, row: usize, side: usize) -> StyleFeatures {
    let number = |place: usize| {
        let sides = batch.features.get(place).and_then(|sides| sides.get(side));
        let number = sides.and_then(|side| side.get(row)).copied();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast stops at the ends, and makes 0 of what is no number"
        )]
        let count = number.unwrap_or_default() as u32;
        count
    };
    StyleFeatures {
        chars: number(0),
        headers: number(1),
        lists: number(2),
        bold: number(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts<'static> {
        Facts {
            id: "",
            models: ["x", "y"],
            voter: Some("58"),
            choice: Choice::A,
            time_ms: Some(1),
        }
    }

    fn battle(facts: &Facts<'_>, arena: &str, layout: Layout) -> BattleId {
        let arena = arena.parse().unwrap();
        battle_of(facts, (&arena, Some(layout)), &mut HashMap::new())
    }

    #[test]
    fn a_vote_with_an_id_is_told_by_it_and_by_its_voter() {
        let pair = Facts { id: "0", ..facts() };
        let one = battle(&pair, "text", Layout::Llmfao);
        let later = Facts {
            choice: Choice::B,
            time_ms: None,
            ..pair
        };
        assert_eq!(battle(&later, "text", Layout::Llmfao), one);
        let pair = Facts { id: "0", ..facts() };
        let other = Facts {
            voter: Some("83"),
            ..pair
        };
        assert_ne!(battle(&other, "text", Layout::Llmfao), one);
        let pair = Facts { id: "0", ..facts() };
        assert_ne!(battle(&pair, "code", Layout::Llmfao), one);
        assert_ne!(battle(&pair, "text", Layout::Kaggle), one);
    }

    #[test]
    fn a_vote_without_an_id_is_told_by_what_it_says_and_how_often() {
        let arena: ArenaId = "text".parse().unwrap();
        let read = |rows: &[Facts<'_>]| -> Vec<BattleId> {
            let mut seen = HashMap::new();
            let place = (&arena, Some(Layout::Lmarena));
            rows.iter()
                .map(|row| battle_of(row, place, &mut seen))
                .collect()
        };
        let other = || Facts {
            time_ms: Some(2),
            ..facts()
        };
        let all = read(&[facts(), facts(), other(), facts()]);
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), 4);
        // The beginning of a file that grows stays what it was.
        assert_eq!(read(&[facts(), facts(), other()]), all[..3]);
    }

    #[test]
    fn agons_own_names_are_kept() {
        let own = BattleId::from_random([9; 16]).to_string();
        let row = Facts {
            id: &own,
            ..facts()
        };
        assert_eq!(battle(&row, "text", Layout::Agon).to_string(), own);
        assert_ne!(battle(&row, "text", Layout::Lmarena).to_string(), own);
        let voter = Pseudonym::from_random([3; 16]).to_string();
        let somewhere = BattleId::from_random([1; 16]);
        assert_eq!(pseudonym(Some(&voter), somewhere).to_string(), voter);
        assert_eq!(
            pseudonym(Some("58"), somewhere),
            pseudonym(Some("58"), BattleId::from_random([2; 16]))
        );
        for public in [format!("arena_user_{voter}"), hyphenated(&voter)] {
            assert_eq!(pseudonym(Some(&public), somewhere).to_string(), voter);
        }
        assert_ne!(
            pseudonym(None, somewhere),
            pseudonym(None, BattleId::from_random([2; 16]))
        );
    }

    fn hyphenated(digits: &str) -> String {
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
        parts.map(|range| &digits[range]).join("-")
    }

    #[test]
    fn what_is_not_rated_says_why_in_one_word() {
        let reason = |skip: Skip| rating(Some(&skip)).reason().unwrap().to_owned();
        assert_eq!(rating(None), Rating::Rated);
        assert_eq!(
            reason(Skip::Unrated("identity_leak".to_owned())),
            "identity_leak"
        );
        assert_eq!(reason(Skip::Unrated(String::new())), "unrated");
        assert_eq!(reason(Skip::Named), "named_models");
    }
}
