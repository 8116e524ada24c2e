//! What is known of an arena while its votes come.

use std::collections::BTreeMap;

use crate::domain::VoteHash;
use crate::integrity::LogStatement;

use super::Reading;
use super::boards::Boards;
use super::chain::Chain;
use super::claims::{ArenaClaims, Claim};
use super::line::VoteLine;
use super::report::Verified;

/// An arena so far.
pub(super) struct Arena {
    name: String,
    chain: Chain,
    /// Its boards, unless votes before them or between them are left out.
    boards: Option<Boards>,
    claims: ArenaClaims,
    votes: u64,
    /// Votes behind the last one of which the manifest speaks.
    behind: u64,
    /// Votes that no board uses, by reason.
    unrated: BTreeMap<String, u64>,
    has_gaps: bool,
    is_whole: bool,
}

impl Arena {
    pub(super) fn new(name: &str, reading: &Reading) -> Self {
        let claims = reading.claims.get(name).cloned().unwrap_or_default();
        let part = &reading.part;
        let from = match &claims.said {
            Some(said) if said.from.seq == part.after => said.from.chain.parse().ok(),
            _ if part.after == 0 => Some(VoteHash::START),
            _ => None,
        };
        let is_whole = part.after == 0 && !part.has_gaps();
        let chain = Chain::new(name, reading.unit, from);
        Self {
            chain: if part.has_gaps() {
                chain.with_gaps()
            } else {
                chain
            },
            boards: is_whole.then(|| Boards::new(name, &claims)),
            claims,
            name: name.to_owned(),
            votes: 0,
            behind: 0,
            unrated: BTreeMap::new(),
            has_gaps: part.has_gaps(),
            is_whole,
        }
    }

    /// Takes the next vote.
    pub(super) fn add(&mut self, line: VoteLine, report: &mut Verified) {
        let seq = line.seq().unwrap_or(0);
        if let Some(boards) = &mut self.boards {
            boards.settle(seq, self.chain.end(), report);
            boards.add(&line);
        }
        if self.claims.log.as_ref().is_some_and(|log| seq > log.seq) {
            if self.behind == 0 {
                self.check_log(report);
            }
            self.behind += 1;
        }
        self.votes += 1;
        if self.behind == 0 && line.get("state") != "rated" {
            *self
                .unrated
                .entry(line.get("reason").to_owned())
                .or_default() += 1;
        }
        self.chain.step(line, report);
    }

    /// Adds boards that are compared at the end.
    pub(super) fn expect(&mut self, boards: Vec<Claim>) {
        if let Some(own) = &mut self.boards {
            own.expect(boards);
        }
    }

    /// Compares what is left, and says what was the same.
    pub(super) fn finish(mut self, reading: &mut Reading, report: &mut Verified) {
        self.chain.finish(report);
        if self.behind == 0 {
            self.check_log(report);
        } else {
            let last = self.claims.log.as_ref().map_or(0, |log| log.seq);
            report.differs(format!(
                "{}: behind seq {last}, the last one that the manifest speaks of, more votes stand ({}): if they are no forgery, a \
                 manifest with last_seq of the file's last vote speaks of them",
                self.name, self.behind
            ));
        }
        let end = self.chain.end();
        if let Some(boards) = self.boards.take() {
            boards.finish(end, report);
        }
        self.say(end, report);
        reading.claims.remove(&self.name);
    }

    fn say(&self, end: Option<VoteHash>, report: &mut Verified) {
        let (name, votes, linked) = (&self.name, self.votes, self.chain.linked);
        let end = end.map_or_else(String::new, |end| format!(", ending with {end}"));
        report.checked(format!(
            "{name}: {linked} of {votes} votes follow the vote before them{end}"
        ));
        if self.has_gaps {
            report.unchecked(format!(
                "{name}: the file has only some votes, so whether any is missing cannot be said, nor can boards be made again; the \
                 checksum of each row was compared"
            ));
        } else if !self.is_whole {
            report.unchecked(format!(
                "{name}: boards need the votes that this file leaves out before its first one"
            ));
        }
    }

    /// Compares the votes so far with what was said of the log.
    fn check_log(&self, report: &mut Verified) {
        let (Some(log), false) = (&self.claims.log, self.has_gaps) else {
            return;
        };
        let name = &self.name;
        if self.is_whole && self.votes != log.votes {
            report.differs(format!(
                "{name}: there are {} votes up to seq {}, and {} were signed for",
                self.votes, log.seq, log.votes
            ));
        }
        if self.chain.end().is_some_and(|end| end != log.chain) {
            report.differs(format!(
                "{name}: the votes up to seq {} end with another hash than was signed: {}",
                log.seq, log.chain
            ));
        }
        if self.is_whole {
            self.check_exclusions(log, report);
        }
    }

    /// Compares the votes that no board uses with those that were listed.
    fn check_exclusions(&self, log: &LogStatement, report: &mut Verified) {
        let Some(said) = &self.claims.said else {
            return;
        };
        let listed: BTreeMap<String, u64> = said
            .excluded
            .iter()
            .map(|one| (one.reason.clone(), one.votes))
            .collect();
        if listed == self.unrated {
            let votes: u64 = listed.values().sum();
            let rated = self.votes - votes;
            report.checked(format!(
                "{}: {rated} votes are rated, and {votes} are not, for the reasons listed",
                self.name
            ));
        } else {
            report.differs(format!(
                "{}: of the votes up to seq {}, these are not rated: {:?}, and these were listed: {listed:?}",
                self.name, log.seq, self.unrated
            ));
        }
    }
}
