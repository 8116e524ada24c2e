//! The chain of an arena's votes: each hash covers what ratings know of a vote and the hash of the vote before it in the arena,
//! so whoever has the last hash can tell whether any vote was changed, left out, put in or moved.
//!
//! What is hashed are lines of text, so that a few lines of any language can do it again from an exported file. Texts of
//! battles and categories are not among them: the former can be erased, and newer rules can find other ones of the latter.
//! The voter is: a pseudonym is random and says nothing of a person.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use super::{BattleId, Choice, Pseudonym, Rating, StyleFeatures, from_hexadecimal, hexadecimal};

/// What the lines begin with: it changes when they do.
const KIND: &str = "agon vote 1";

/// The hash of a vote and all votes before it in its arena.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VoteHash([u8; 32]);

impl VoteHash {
    /// What stands before the first vote of an arena.
    pub const START: Self = Self([0; 32]);
    /// The lines behind the hash of the vote before: the names of the columns in the votes file, in their order. `time` is in
    /// Unix milliseconds, an absent `reason` is empty.
    pub const FACTS: [&'static str; 18] = [
        "seq",
        "battle",
        "time",
        "arena",
        "model_a",
        "model_b",
        "choice",
        "voter",
        "state",
        "chars_a",
        "chars_b",
        "headers_a",
        "headers_b",
        "lists_a",
        "lists_b",
        "bold_a",
        "bold_b",
        // The last one, as it alone may have line ends.
        "reason",
    ];

    /// The hash of a vote that follows this one, by the lines of [`Self::FACTS`].
    #[must_use]
    pub fn then<T: AsRef<[u8]>>(self, facts: impl IntoIterator<Item = T>) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(KIND);
        hasher.update("\n");
        hasher.update(hexadecimal(&self.0));
        for fact in facts {
            hasher.update("\n");
            hasher.update(fact);
        }
        Self(hasher.finalize().into())
    }

    /// As it is stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Back from [`Self::bytes`]; `None` if they are not as many.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for VoteHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

impl fmt::Debug for VoteHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for VoteHash {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = from_hexadecimal(text);
        bytes.map(Self).ok_or("64 hexadecimal digits in lower case")
    }
}

/// What ratings know of a vote, and nothing that may change.
#[derive(Clone, Copy, Debug)]
pub struct VoteFacts<'a> {
    /// Its place in the log.
    pub seq: i64,
    /// The battle that it decided.
    pub battle: BattleId,
    /// When it was accepted, Unix milliseconds.
    pub time_ms: i64,
    /// Where it counts.
    pub arena: &'a str,
    /// The models on sides A and B.
    pub models: [&'a str; 2],
    /// What the voter said.
    pub choice: Choice,
    /// Whose it is.
    pub voter: Pseudonym,
    /// Whether ratings use it.
    pub rating: &'a Rating,
    /// Style of answer A and answer B.
    pub style: &'a [StyleFeatures; 2],
}

impl VoteFacts<'_> {
    /// The hash of this vote behind the one before it.
    #[must_use]
    pub fn after(&self, before: VoteHash) -> VoteHash {
        let [a, b] = self.style.each_ref().map(StyleFeatures::numbers);
        let [model_a, model_b] = self.models;
        let start = [
            self.seq.to_string(),
            self.battle.to_string(),
            self.time_ms.to_string(),
            self.arena.to_owned(),
            model_a.to_owned(),
            model_b.to_owned(),
            self.choice.as_str().to_owned(),
            self.voter.to_string(),
            self.rating.as_str().to_owned(),
        ];
        let style = a.into_iter().zip(b).flat_map(|(a, b)| [a, b]);
        let reason = self.rating.reason().unwrap_or_default().to_owned();
        let facts = start
            .into_iter()
            .chain(style.map(|number| number.to_string()))
            .chain([reason]);
        before.then(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts<'a>(rating: &'a Rating, style: &'a [StyleFeatures; 2]) -> VoteFacts<'a> {
        VoteFacts {
            seq: 7,
            battle: BattleId::from_random([1; 16]),
            time_ms: 1_750_000_000_123,
            arena: "text",
            models: ["one", "two"],
            choice: Choice::BothBad,
            voter: Pseudonym::from_random([2; 16]),
            rating,
            style,
        }
    }

    fn style() -> [StyleFeatures; 2] {
        let of = |chars| StyleFeatures {
            chars,
            headers: chars + 2,
            lists: chars + 4,
            bold: chars + 6,
        };
        [of(1), of(2)]
    }

    #[test]
    fn the_hash_is_that_of_the_documented_lines() {
        let lines = format!(
            "agon vote 1\n{}\n7\n{}\n1750000000123\ntext\none\ntwo\nboth_bad\n{}\nrated\n1\n2\n3\n4\n5\n6\n7\n8\n",
            "0".repeat(64),
            BattleId::from_random([1; 16]),
            Pseudonym::from_random([2; 16]),
        );
        let style = style();
        let hash = facts(&Rating::Rated, &style).after(VoteHash::START);
        let wanted = hexadecimal(&Sha256::digest(lines.as_bytes()));
        assert_eq!(hash.to_string(), wanted);
        assert_eq!(wanted.parse(), Ok(hash));
        assert_eq!(VoteHash::from_bytes(hash.bytes()), Some(hash));
        assert_eq!(lines.lines().count() - 2, VoteHash::FACTS.len() - 1);
    }

    #[test]
    fn every_fact_and_the_vote_before_change_the_hash() {
        let (style, rating) = (style(), Rating::Rated);
        let one = facts(&rating, &style);
        let unrated = Rating::Unrated {
            reason: String::new(),
        };
        let reason = Rating::Unrated {
            reason: "named".to_owned(),
        };
        let other_style = [style[1], style[0]];
        let others = [
            VoteFacts { seq: 8, ..one },
            VoteFacts {
                battle: BattleId::from_random([3; 16]),
                ..one
            },
            VoteFacts { time_ms: 1, ..one },
            VoteFacts {
                arena: "code",
                ..one
            },
            VoteFacts {
                models: ["two", "one"],
                ..one
            },
            VoteFacts {
                choice: Choice::A,
                ..one
            },
            VoteFacts {
                voter: Pseudonym::from_random([3; 16]),
                ..one
            },
            VoteFacts {
                rating: &unrated,
                ..one
            },
            VoteFacts {
                rating: &reason,
                ..one
            },
            VoteFacts {
                style: &other_style,
                ..one
            },
        ];
        let mut hashes: Vec<VoteHash> = others
            .iter()
            .map(|vote| vote.after(VoteHash::START))
            .collect();
        hashes.push(one.after(VoteHash::START));
        hashes.push(one.after(hashes[0]));
        let distinct: std::collections::HashSet<_> = hashes.iter().collect();
        assert_eq!(distinct.len(), hashes.len());
    }
}
