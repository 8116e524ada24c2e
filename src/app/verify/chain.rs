//! Follows the chain of one arena, and says of a row that does not follow what became of it.

use crate::domain::VoteHash;

use super::line::VoteLine;
use super::report::Verified;

/// Rows for which every changed byte is looked for; it takes a tenth of a second each.
const SEARCHES: u32 = 5;

/// The chain of an arena so far.
#[derive(Debug)]
pub(super) struct Chain {
    arena: String,
    unit: &'static str,
    /// What the next vote may follow: the hash that the last one says it has, and the one that it really has if that is
    /// another; nothing before the first vote of a part of which it is not known what it follows.
    ends: Vec<VoteHash>,
    last_seq: Option<i64>,
    /// The row that did not follow, until the next one shows why.
    broken: Option<Broken>,
    searches: u32,
    /// Votes may be left out between others.
    has_gaps: bool,
    /// Votes that follow the one before them.
    pub(super) linked: u64,
    has_unlinked: bool,
}

#[derive(Debug)]
struct Broken {
    line: VoteLine,
    before: Vec<VoteHash>,
    before_seq: Option<i64>,
    is_intact: bool,
}

impl Chain {
    /// The chain of an arena whose first vote follows `from`, if that is known.
    pub(super) fn new(arena: &str, unit: &'static str, from: Option<VoteHash>) -> Self {
        Self {
            arena: arena.to_owned(),
            unit,
            ends: from.into_iter().collect(),
            last_seq: None,
            broken: None,
            searches: 0,
            has_gaps: false,
            linked: 0,
            has_unlinked: false,
        }
    }

    /// Votes may be left out between others.
    pub(super) fn with_gaps(mut self) -> Self {
        self.has_gaps = true;
        self
    }

    /// The hash that the last vote says it has.
    pub(super) fn end(&self) -> Option<VoteHash> {
        self.ends.first().copied()
    }

    /// Takes the next row of the arena; whether it follows.
    pub(super) fn step(&mut self, line: VoteLine, report: &mut Verified) {
        let is_intact = line.has_its_check();
        let seq = line.seq();
        let Some(stated) = line.stated() else {
            self.without_hash(&line, report);
            return;
        };
        let before = self.ends.clone();
        let place = before
            .iter()
            .position(|before| line.after(*before) == stated);
        if let Some(place) = place {
            self.linked += 1;
            self.explain(place > 0, report);
            if !is_intact {
                let what = self.of_line(&line);
                let changed = self.searched(|| line.changed_cell());
                report.differs(format!("{what}: {changed}"));
            }
            self.ends = vec![stated];
        } else if before.is_empty() || (self.has_gaps && is_intact) {
            self.ends = vec![stated];
        } else {
            self.explain(false, report);
            let really = before.first().map(|before| line.after(*before));
            self.ends = std::iter::once(stated).chain(really).collect();
            self.broken = Some(Broken {
                line,
                before,
                before_seq: self.last_seq,
                is_intact,
            });
        }
        self.last_seq = seq.or(self.last_seq);
    }

    /// No more rows come.
    pub(super) fn finish(&mut self, report: &mut Verified) {
        self.explain(false, report);
    }

    fn without_hash(&mut self, line: &VoteLine, report: &mut Verified) {
        self.explain(false, report);
        if !line.get("hash").is_empty() {
            let what = self.of_line(line);
            report.differs(format!("{what}: hash is no hash"));
            self.ends = self
                .ends
                .first()
                .map(|before| line.after(*before))
                .into_iter()
                .collect();
        } else if !std::mem::replace(&mut self.has_unlinked, true) {
            let what = self.of_line(line);
            report.differs(format!(
                "{what}: it and those behind it have no hash: they were exported before they had one, so export them again"
            ));
        }
    }

    /// Says what became of the row that did not follow; the next one showed whether its hash alone is wrong.
    fn explain(&mut self, only_hash: bool, report: &mut Verified) {
        let Some(broken) = self.broken.take() else {
            return;
        };
        let what = self.of_line(&broken.line);
        if only_hash {
            report.differs(format!("{what}: its hash was changed"));
            return;
        }
        let first = broken.before.first().copied();
        let fact = match first.filter(|_| !broken.is_intact) {
            Some(before) => self.searched(|| broken.line.changed_fact(before).unwrap_or_default()),
            None => String::new(),
        };
        if !fact.is_empty() {
            report.differs(format!("{what}: {fact}"));
            return;
        }
        let behind = match broken.before_seq {
            Some(seq) => format!("the vote before it in the file, seq {seq}"),
            None => "the beginning of the chain".to_owned(),
        };
        let why = if broken.is_intact {
            "votes between them are missing, or were moved or put in"
        } else {
            "it was changed"
        };
        report.differs(format!("{what} does not follow {behind}: {why}"));
    }

    /// What a search finds, unless there were many.
    fn searched(&mut self, search: impl FnOnce() -> String) -> String {
        self.searches += 1;
        if self.searches > SEARCHES {
            return "it was changed".to_owned();
        }
        search()
    }

    fn of_line(&self, line: &VoteLine) -> String {
        let seq = line.get("seq");
        format!(
            "{} {} (seq {seq} of {})",
            self.unit,
            line.place(),
            self.arena
        )
    }
}
