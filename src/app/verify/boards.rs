//! Boards made again from the votes, and compared with what was said of them.

use std::collections::BTreeMap;

use crate::board::{OVERALL, Recount, method};
use crate::domain::{ModelId, Rating, StyleFeatures, VoteHash};
use crate::integrity::BoardDigest;
use crate::rating::{RankRange, Standing, ranks};
use crate::store::StyledVote;

use super::claims::{ArenaClaims, Claim, FIGURES, Figures, Said};
use super::line::VoteLine;
use super::report::Verified;

/// The boards of an arena, as its votes come.
pub(super) struct Boards {
    arena: String,
    recount: Recount,
    /// What was said, the last first.
    left: Vec<Claim>,
    /// The tagging by which the file's votes have their categories, if that is known.
    tagging: Option<i64>,
    /// Boards of counts, and at equal style, that are the same.
    same: [u64; 2],
    /// Boards that nobody can make again from this file, by why.
    passed_over: BTreeMap<String, u64>,
}

impl Boards {
    pub(super) fn new(arena: &str, claims: &ArenaClaims) -> Self {
        let mut left = claims.boards.clone();
        // What is said of votes that the manifest does not speak of is for another file.
        let last = claims.log.as_ref().map_or(i64::MAX, |log| log.seq);
        let all = left.len();
        left.retain(|claim| claim.seq <= last);
        let newer = (all - left.len()) as u64;
        left.sort_by_key(|claim| std::cmp::Reverse(claim.seq));
        Self {
            arena: arena.to_owned(),
            recount: Recount::new(left.iter().any(|claim| claim.slice.1)),
            left,
            tagging: claims.log.as_ref().map(|log| log.tagging),
            same: [0; 2],
            passed_over: (newer > 0)
                .then(|| {
                    (
                        "cover votes behind the last one that the manifest speaks of".to_owned(),
                        newer,
                    )
                })
                .into_iter()
                .collect(),
        }
    }

    /// Adds boards of all votes of the file.
    pub(super) fn expect(&mut self, boards: Vec<Claim>) {
        self.left.splice(0..0, boards);
    }

    /// Adds a vote. A row that is none was told of by its hashes.
    pub(super) fn add(&mut self, line: &VoteLine) {
        if let Some(vote) = vote_of(line) {
            self.recount.add(&vote);
        }
    }

    /// Compares what was said of all votes before one of them; `end` is the hash of the last of these.
    pub(super) fn settle(&mut self, before: i64, end: Option<VoteHash>, report: &mut Verified) {
        while self.left.last().is_some_and(|claim| claim.seq < before) {
            if let Some(claim) = self.left.pop() {
                self.compare(&claim, end, report);
            }
        }
    }

    /// Compares what is left.
    pub(super) fn finish(mut self, end: Option<VoteHash>, report: &mut Verified) {
        while let Some(claim) = self.left.pop() {
            self.compare(&claim, end, report);
        }
        let [counted, styled] = self.same;
        if counted + styled > 0 {
            let all = counted + styled;
            report.checked(format!(
                "{}: {all} boards are the same, {styled} of them at equal style",
                self.arena
            ));
        }
        for (why, boards) in &self.passed_over {
            report.unchecked(format!("{}: {boards} boards {why}", self.arena));
        }
    }

    fn compare(&mut self, claim: &Claim, end: Option<VoteHash>, report: &mut Verified) {
        let (category, style_control) = &claim.slice;
        if let Some(why) = self.why_not(claim) {
            *self.passed_over.entry(why).or_default() += 1;
            return;
        }
        let what = format!(
            "{} {category}{}",
            self.arena,
            if *style_control {
                " at equal style"
            } else {
                ""
            }
        );
        let (standings, votes) = match self.recount.board(category, *style_control) {
            Ok(board) => board,
            Err(error) => {
                report.differs(format!("{what}: the votes have no board: {error}"));
                return;
            }
        };
        let is_same = match &claim.said {
            Said::Rows(rows, place) => compare_rows(rows, &standings, (&what, place), report),
            Said::Sealed(said) => {
                let place = format!("{what}, snapshot {} (seq {})", said.snapshot, said.seq);
                let same_votes = end.is_none_or(|end| end == said.chain);
                let same_board = said.board == BoardDigest::of(&standings) && said.votes == votes;
                if !same_votes {
                    report.differs(format!("{place}: was signed for other votes than these"));
                }
                if !same_board {
                    report.differs(format!(
                        "{place}: the board of these votes is not the one that was signed"
                    ));
                }
                same_votes && same_board
            }
        };
        let [counted, styled] = &mut self.same;
        *(if *style_control { styled } else { counted }) += u64::from(is_same);
    }

    /// Why a board cannot be made again, if it cannot.
    fn why_not(&self, claim: &Claim) -> Option<String> {
        if let Some(made) = claim
            .method
            .as_deref()
            .filter(|made| *made != method(claim.slice.1))
        {
            return Some(format!("were made in another way: {made}"));
        }
        let Said::Sealed(said) = &claim.said else {
            return None;
        };
        let is_old = self.tagging.is_some_and(|tagging| tagging != said.tagging);
        (is_old && said.category != OVERALL)
            .then(|| "of categories were made before votes were tagged again".to_owned())
    }
}

/// Compares rows to the last digit; whether all are the same.
fn compare_rows(
    rows: &BTreeMap<String, Figures>,
    standings: &[Standing],
    (what, place): (&str, &str),
    report: &mut Verified,
) -> bool {
    let mut is_same = true;
    let ranks = ranks(standings);
    for standing in standings.iter().filter(|one| one.votes > 0) {
        let model = &standing.model;
        let Some(row) = rows.get(model) else {
            report.differs(format!("{place}: {what}: {model} has votes and no row"));
            is_same = false;
            continue;
        };
        for ((name, said), really) in FIGURES
            .iter()
            .zip(&row.cells)
            .zip(figures_of(standing, ranks.get(model.as_str())))
        {
            if !is_equal(said, &really) {
                let row = row.place;
                report.differs(format!(
                    "{place}, row {row}: {what}: {name} of {model} is {said:?} there and {really:?} by the votes"
                ));
                is_same = false;
            }
        }
    }
    let has_votes = |model: &String| {
        standings
            .iter()
            .any(|one| one.model == *model && one.votes > 0)
    };
    for (model, row) in rows.iter().filter(|(model, _)| !has_votes(model)) {
        let votes = FIGURES.iter().position(|name| *name == "votes");
        let said = votes
            .and_then(|votes| row.cells.get(votes))
            .map_or("", String::as_str);
        if said != "0" {
            report.differs(format!(
                "{place}, row {}: {what}: {model} has {said:?} votes there and none by the votes",
                row.place
            ));
            is_same = false;
        }
    }
    is_same
}

fn figures_of(standing: &Standing, rank: Option<&RankRange>) -> [String; FIGURES.len()] {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let rank =
        |end: fn(&RankRange) -> u32| rank.map(|rank| end(rank).to_string()).unwrap_or_default();
    [
        rank(|rank| rank.low),
        rank(|rank| rank.high),
        number(standing.rating),
        number(standing.low),
        number(standing.high),
        standing.votes.to_string(),
        standing.wins.to_string(),
        standing.losses.to_string(),
        standing.ties.to_string(),
        standing.both_bad.to_string(),
    ]
}

/// Whether two cells are the same number to the last bit, or both empty.
fn is_equal(said: &str, really: &str) -> bool {
    let bits = |text: &str| text.parse::<f64>().map(f64::to_bits).ok();
    match (bits(said), bits(really)) {
        (None, None) => said == really,
        (said, really) => said == really,
    }
}

fn vote_of(line: &VoteLine) -> Option<StyledVote> {
    let model = |column| line.get(column).parse::<ModelId>().ok();
    let style = |side: char| {
        let number = |name: &str| line.get(&format!("{name}_{side}")).parse().ok();
        Some(StyleFeatures {
            chars: number("chars")?,
            headers: number("headers")?,
            lists: number("lists")?,
            bold: number("bold")?,
        })
    };
    let categories = line.get("categories").split(';');
    Some(StyledVote {
        seq: line.seq()?,
        model_a: model("model_a")?,
        model_b: model("model_b")?,
        choice: line.get("choice").parse().ok()?,
        categories: categories
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        style: [style('a')?, style('b')?],
        is_rated: line.get("state") == Rating::Rated.as_str(),
    })
}
