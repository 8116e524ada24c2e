//! What the site says and signs: lines of text that name what they hold, in one order, so that equal facts are equal bytes.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::domain::{VoteHash, from_hexadecimal, hexadecimal};
use crate::rating::Standing;

/// The first line of what is said of a kept board.
const SNAPSHOT: &str = "agon snapshot 1";
/// The first line of what is said of an arena's votes.
const LOG: &str = "agon log 1";
/// What a board's digest begins with.
const BOARD: &str = "agon board 1";

/// A text that is no statement of this kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the statement {0}")]
pub struct NotAStatement(String);

/// The SHA-256 of a board's figures: one line for each model with votes, in the order of their ids. Ratings and their
/// bounds are the 16 hexadecimal digits of their IEEE 754 bits, empty where they are not finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardDigest([u8; 32]);

impl BoardDigest {
    /// The digest of these figures, in whatever order they come.
    #[must_use]
    pub fn of(standings: &[Standing]) -> Self {
        let mut with_votes: Vec<&Standing> = standings.iter().filter(|one| one.votes > 0).collect();
        with_votes.sort_by(|one, other| one.model.cmp(&other.model));
        let mut hasher = Sha256::new();
        hasher.update(BOARD);
        for one in with_votes {
            let [rating, low, high] = [one.rating, one.low, one.high].map(bits);
            let line = format!(
                "\n{}\t{rating}\t{low}\t{high}\t{}\t{}\t{}\t{}\t{}",
                one.model, one.votes, one.wins, one.losses, one.ties, one.both_bad
            );
            hasher.update(line);
        }
        Self(hasher.finalize().into())
    }
}

fn bits(number: Option<f64>) -> String {
    number.map_or_else(String::new, |number| format!("{:016x}", number.to_bits()))
}

impl fmt::Display for BoardDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

impl FromStr for BoardDigest {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        from_hexadecimal(text).map(Self).ok_or(())
    }
}

/// What the site says of a kept board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotStatement {
    /// The snapshot's number.
    pub snapshot: i64,
    /// The slice's arena.
    pub arena: String,
    /// The slice's category.
    pub category: String,
    /// Whether style was controlled for.
    pub style_control: bool,
    /// It covers all votes of the arena up to this one.
    pub seq: i64,
    /// Rated votes in the slice.
    pub votes: u64,
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
    /// The tagging by which votes had their categories.
    pub tagging: i64,
    /// How it was fitted.
    pub method: String,
    /// The version of Agon that fitted it; empty if it did not say.
    pub version: String,
    /// The hash of the newest vote that it covers.
    pub chain: VoteHash,
    /// Its figures.
    pub board: BoardDigest,
}

impl fmt::Display for SnapshotStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{SNAPSHOT}")?;
        writeln!(f, "snapshot: {}", self.snapshot)?;
        writeln!(f, "arena: {}", self.arena)?;
        writeln!(f, "category: {}", self.category)?;
        writeln!(f, "style_control: {}", self.style_control)?;
        writeln!(f, "seq: {}", self.seq)?;
        writeln!(f, "votes: {}", self.votes)?;
        writeln!(f, "time_ms: {}", self.time_ms)?;
        writeln!(f, "tagging: {}", self.tagging)?;
        writeln!(f, "method: {}", self.method)?;
        writeln!(f, "version: {}", self.version)?;
        writeln!(f, "chain: {}", self.chain)?;
        writeln!(f, "board: {}", self.board)
    }
}

impl FromStr for SnapshotStatement {
    type Err = NotAStatement;
    fn from_str(text: &str) -> Result<Self, NotAStatement> {
        let mut lines = Lines::new(text, SNAPSHOT)?;
        let read = Self {
            snapshot: lines.value("snapshot")?,
            arena: lines.value("arena")?,
            category: lines.value("category")?,
            style_control: lines.value("style_control")?,
            seq: lines.value("seq")?,
            votes: lines.value("votes")?,
            time_ms: lines.value("time_ms")?,
            tagging: lines.value("tagging")?,
            method: lines.value("method")?,
            version: lines.value("version")?,
            chain: lines.value("chain")?,
            board: lines.value("board")?,
        };
        in_its_spelling(read, text)
    }
}

/// What the site says of an arena's votes up to one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogStatement {
    /// The arena.
    pub arena: String,
    /// Up to this place in the log.
    pub seq: i64,
    /// Votes of the arena up to there, rated or not.
    pub votes: u64,
    /// When it was said, Unix milliseconds.
    pub time_ms: i64,
    /// The newest tagging then.
    pub tagging: i64,
    /// The hash of the newest of these votes.
    pub chain: VoteHash,
}

impl fmt::Display for LogStatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{LOG}")?;
        writeln!(f, "arena: {}", self.arena)?;
        writeln!(f, "seq: {}", self.seq)?;
        writeln!(f, "votes: {}", self.votes)?;
        writeln!(f, "time_ms: {}", self.time_ms)?;
        writeln!(f, "tagging: {}", self.tagging)?;
        writeln!(f, "chain: {}", self.chain)
    }
}

impl FromStr for LogStatement {
    type Err = NotAStatement;
    fn from_str(text: &str) -> Result<Self, NotAStatement> {
        let mut lines = Lines::new(text, LOG)?;
        let read = Self {
            arena: lines.value("arena")?,
            seq: lines.value("seq")?,
            votes: lines.value("votes")?,
            time_ms: lines.value("time_ms")?,
            tagging: lines.value("tagging")?,
            chain: lines.value("chain")?,
        };
        in_its_spelling(read, text)
    }
}

/// The lines of a statement.
struct Lines<'a>(std::str::Lines<'a>);

impl<'a> Lines<'a> {
    fn new(text: &'a str, kind: &str) -> Result<Self, NotAStatement> {
        let mut lines = text.lines();
        match lines.next() {
            Some(first) if first == kind => Ok(Self(lines)),
            _ => Err(NotAStatement(format!("does not begin with {kind:?}"))),
        }
    }

    fn value<T: FromStr>(&mut self, name: &'static str) -> Result<T, NotAStatement> {
        let line = self.0.next().and_then(|line| line.strip_prefix(name));
        let value = line.and_then(|line| line.strip_prefix(": ")?.parse().ok());
        value.ok_or_else(|| NotAStatement(format!("has no {name} where it should stand")))
    }
}

/// A statement has one spelling: what was signed is what was understood.
fn in_its_spelling<T: fmt::Display>(read: T, text: &str) -> Result<T, NotAStatement> {
    if read.to_string() == text {
        return Ok(read);
    }
    Err(NotAStatement("has more than it should".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::Status;

    fn statement() -> SnapshotStatement {
        SnapshotStatement {
            snapshot: 12,
            arena: "text".to_owned(),
            category: "math".to_owned(),
            style_control: true,
            seq: 300,
            votes: 120,
            time_ms: 1_750_000_000_000,
            tagging: 2,
            method: "bradley-terry; v1".to_owned(),
            version: String::new(),
            chain: VoteHash::START.then(["x"]),
            board: BoardDigest::of(&[]),
        }
    }

    fn standing(model: &str, rating: Option<f64>, votes: u64) -> Standing {
        Standing {
            model: model.to_owned(),
            status: Status::Ok,
            component: 0,
            rating,
            low: rating.map(|rating| rating - 1.0),
            high: None,
            votes,
            wins: 3,
            losses: 2,
            ties: 1,
            both_bad: 0,
        }
    }

    #[test]
    fn a_statement_is_read_as_it_was_written_and_in_no_other_spelling() {
        let text = statement().to_string();
        assert_eq!(text.parse(), Ok(statement()));
        let log = LogStatement {
            arena: "text".to_owned(),
            seq: 3,
            votes: 2,
            time_ms: 5,
            tagging: 0,
            chain: VoteHash::START,
        };
        assert_eq!(log.to_string().parse(), Ok(log.clone()));
        for wrong in [
            String::new(),
            log.to_string(),
            text.replace("seq: 300", "seq: 0300"),
            text.replace("true", "yes"),
            format!("{text}\n"),
            format!("{text}more: 1\n"),
            text.replace('\n', "\r\n"),
        ] {
            assert!(wrong.parse::<SnapshotStatement>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_digest_is_that_of_the_documented_lines_whatever_their_order() {
        let board = [
            standing("two", Some(1000.5), 6),
            standing("none", None, 0),
            standing("one", None, 6),
        ];
        let lines = format!(
            "agon board 1\none\t\t\t\t6\t3\t2\t1\t0\ntwo\t{:016x}\t{:016x}\t\t6\t3\t2\t1\t0",
            1000.5_f64.to_bits(),
            999.5_f64.to_bits()
        );
        let digest = BoardDigest::of(&board);
        assert_eq!(digest.to_string(), hexadecimal(&Sha256::digest(lines)));
        assert_eq!(digest.to_string().parse(), Ok(digest));
        let mut last = board.clone();
        last[0].rating = Some(f64::from_bits(1000.5_f64.to_bits() + 1));
        assert_ne!(BoardDigest::of(&last), digest, "the last bit counts");
    }
}
