//! A voter's own battles as one file: JSON for programs, Markdown for people. Models have names only where there is a vote.

use std::fmt::Write as _;
use std::str::FromStr;

use serde::Serialize;

use crate::domain::{Battle, ModelId, Named, Reasons, Reveal, Side, Turn, Vote};

/// A file of a voter's battles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFormat {
    /// One object with a list.
    Json,
    /// A document.
    Markdown,
}

impl FromStr for OwnFormat {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "json" => Ok(Self::Json),
            "md" => Ok(Self::Markdown),
            _ => Err("json or md"),
        }
    }
}

impl OwnFormat {
    /// The media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }

    /// What stands before the first battle.
    #[must_use]
    pub fn head(self, time: &str) -> String {
        match self {
            Self::Json => format!("{{\"exported_at\":\"{time}\",\"battles\":["),
            Self::Markdown => format!("# My battles, as of {time}\n"),
        }
    }

    /// What stands before a battle.
    #[must_use]
    pub fn between(self, is_first: bool) -> &'static str {
        match self {
            Self::Json if is_first => "\n",
            Self::Json => ",\n",
            Self::Markdown => "\n",
        }
    }

    /// What stands behind the last battle.
    #[must_use]
    pub fn tail(self) -> &'static str {
        match self {
            Self::Json => "\n]}\n",
            Self::Markdown => "",
        }
    }
}

#[derive(Serialize)]
struct BattleFile<'a> {
    id: String,
    time: &'a str,
    arena: &'a str,
    mode: &'static str,
    /// Only of models that the voter picked.
    models: Option<PickedFile<'a>>,
    state: &'static str,
    publish: bool,
    turns: Vec<TurnFile<'a>>,
    vote: Option<VoteFile<'a>>,
    reasons: Option<ReasonsFile<'a>>,
}

#[derive(Serialize)]
struct PickedFile<'a> {
    a: Option<&'a str>,
    b: Option<&'a str>,
}

impl<'a> From<&'a Named> for PickedFile<'a> {
    fn from(named: &'a Named) -> Self {
        let [a, b] = Side::BOTH.map(|side| named.model(side).map(ModelId::as_str));
        Self { a, b }
    }
}

#[derive(Serialize)]
struct TurnFile<'a> {
    prompt: &'a str,
    a: Option<String>,
    b: Option<String>,
}

#[derive(Serialize)]
struct VoteFile<'a> {
    choice: &'static str,
    seq: i64,
    state: &'static str,
    reason: Option<&'a str>,
    reveal: &'a Reveal,
}

#[derive(Serialize)]
struct ReasonsFile<'a> {
    a: &'a [crate::domain::Reason],
    b: &'a [crate::domain::Reason],
    note: Option<&'a str>,
}

impl<'a> From<&'a Turn> for TurnFile<'a> {
    fn from(turn: &'a Turn) -> Self {
        let [a, b] = Side::BOTH.map(|side| turn.ended.then(|| turn.answer(side).text()));
        Self {
            prompt: turn.prompt.as_str(),
            a,
            b,
        }
    }
}

impl<'a> From<&'a Vote> for VoteFile<'a> {
    fn from(vote: &'a Vote) -> Self {
        Self {
            choice: vote.choice.as_str(),
            seq: vote.seq,
            state: vote.rating.as_str(),
            reason: vote.rating.reason(),
            reveal: &vote.reveal,
        }
    }
}

impl<'a> From<&'a Reasons> for ReasonsFile<'a> {
    fn from(reasons: &'a Reasons) -> Self {
        Self {
            a: &reasons.a,
            b: &reasons.b,
            note: reasons.note.as_ref().map(crate::domain::Note::as_str),
        }
    }
}

/// One battle that began at `time`.
#[must_use]
pub fn own_battle(format: OwnFormat, battle: &Battle, time: &str) -> String {
    let file = BattleFile {
        id: battle.id.to_string(),
        time,
        arena: battle.arena.as_str(),
        mode: battle.lineup.mode().as_str(),
        models: battle.named().map(PickedFile::from),
        state: battle.state.as_str(),
        publish: battle.publish,
        turns: battle.turns.iter().map(TurnFile::from).collect(),
        vote: battle.vote.as_ref().map(VoteFile::from),
        reasons: battle.reasons.as_ref().map(ReasonsFile::from),
    };
    match format {
        // Strings, numbers and lists of them always serialise.
        OwnFormat::Json => serde_json::to_string(&file).unwrap_or_default(),
        OwnFormat::Markdown => markdown(&file),
    }
}

/// Everything that somebody wrote is quoted line by line, so that no text can look like another's or end its place.
fn markdown(battle: &BattleFile) -> String {
    let mut out = format!(
        "## {}, arena {}, {}\n",
        battle.time, battle.arena, battle.state
    );
    if let Some(models) = &battle.models {
        for (side, model) in [("A", models.a), ("B", models.b)] {
            if let Some(model) = model {
                quote(&mut out, &format!("Model {side}"), model);
            }
        }
    }
    for turn in &battle.turns {
        quote(&mut out, "Prompt", turn.prompt);
        for (side, text) in [("A", &turn.a), ("B", &turn.b)] {
            if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
                quote(&mut out, &format!("Answer {side}"), text);
            }
        }
    }
    if let Some(vote) = &battle.vote {
        let _ = write!(out, "\n### Vote: {} ({})\n", vote.choice, vote.state);
        for (side, model) in [("A", &vote.reveal.a), ("B", &vote.reveal.b)] {
            quote(&mut out, &format!("Model {side}"), &model.name);
        }
    }
    if let Some(reasons) = &battle.reasons {
        for (side, words) in [("A", reasons.a), ("B", reasons.b)] {
            let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
            if !words.is_empty() {
                let _ = write!(out, "\n- Reasons for {side}: {}\n", words.join(", "));
            }
        }
        if let Some(note) = reasons.note {
            quote(&mut out, "Note", note);
        }
    }
    out
}

fn quote(out: &mut String, title: &str, text: &str) {
    let _ = write!(out, "\n### {title}\n\n");
    // A line ends at more than a line feed for some readers of Markdown.
    for line in text.split(['\n', '\r']) {
        let _ = writeln!(out, "> {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_own_quotation() {
        let mut out = String::new();
        quote(
            &mut out,
            "Answer A",
            "one\n\n# Vote: b\r### Model A\n```\n<b>",
        );
        let lines: Vec<&str> = out.lines().skip(3).collect();
        assert!(
            lines.len() == 6 && lines.iter().all(|line| line.starts_with("> ")),
            "{out}"
        );
    }
}
