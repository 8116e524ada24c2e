//! What the columns of each file are.

use std::borrow::Cow;
use std::slice::IterMut;

use serde::Serialize;

use super::cell::{Cell, Shape, Texts, Time, Unique};
use super::write::Column;

/// One line of a file. The fields in the order of the columns are the JSON.
pub trait Record: Serialize + Send + 'static {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];
    /// The columns of a typed file.
    fn shapes() -> Vec<(&'static str, Shape)>;
    /// Appends the values as text, as many as there are columns; empty where there is none.
    fn cells<'a>(&'a self, row: &mut Vec<Cow<'a, str>>);
    /// Appends each value to its column.
    fn put(&self, columns: &mut IterMut<'_, Column>);
}

macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl Record for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn shapes() -> Vec<(&'static str, Shape)> {
                vec![$((stringify!($field), <$kind>::SHAPE)),*]
            }

            fn cells<'a>(&'a self, row: &mut Vec<Cow<'a, str>>) {
                row.extend([$(self.$field.text()),*]);
            }

            fn put(&self, columns: &mut IterMut<'_, Column>) {
                $(if let Some(column) = columns.next() {
                    self.$field.put(column);
                })*
            }
        }
    };
}

record! {
    /// A line of the votes file.
    VoteRecord {
        /// Place in the log, from 1, without gaps.
        seq: i64,
        /// The battle's public id.
        battle: Unique,
        /// When the vote was accepted, RFC 3339 UTC.
        time: Time,
        /// Where it counts.
        arena: String,
        /// The model on side A.
        model_a: String,
        /// The model on side B.
        model_b: String,
        /// a, b, tie or `both_bad`.
        choice: String,
        /// The voter's pseudonym.
        voter: String,
        /// Tags of the battle.
        categories: Vec<String>,
        /// rated or unrated.
        state: String,
        /// Why a vote is unrated.
        reason: Option<String>,
        /// Characters of answer A; the next seven count Markdown outside code.
        chars_a: u32,
        /// Characters of answer B.
        chars_b: u32,
        /// Headings of answer A.
        headers_a: u32,
        /// Headings of answer B.
        headers_b: u32,
        /// List items of answer A.
        lists_a: u32,
        /// List items of answer B.
        lists_b: u32,
        /// Bold runs of answer A.
        bold_a: u32,
        /// Bold runs of answer B.
        bold_b: u32,
        /// What the voter said of answer A afterwards, if anything.
        reasons_a: Vec<String>,
        /// What the voter said of answer B.
        reasons_b: Vec<String>,
        /// The voter's own words, if they may be published.
        note: Option<String>,
        /// `anonymous`, or `side_by_side` where the voter knew the names.
        mode: String,
        /// Which rules found the categories, if not the file that the vote came from.
        tagged_by: Option<String>,
        /// SHA-256 over what was rated and the hash of the vote before it in its arena.
        hash: Option<Unique>,
        /// A checksum of this row's other cells.
        check: Unique,
    }
}

record! {
    /// How well a method predicts votes that it has not seen; `null` where it predicted nothing.
    ComparedRecord {
        /// What it is called.
        method: String,
        /// Mean log-loss of the winner's chance to win, over votes with a winner.
        log_loss: Option<f64>,
        /// How far that is behind the best method.
        behind: Option<f64>,
        /// The standard error of that difference, vote by vote.
        behind_error: Option<f64>,
        /// Mean squared error of the chance to win.
        brier: Option<f64>,
        /// Mean log-loss of what happened, ties among it.
        three_way: Option<f64>,
        /// Mean distance of predicted and observed shares over ten bins.
        calibration_error: Option<f64>,
        /// Held-out votes that it could not predict.
        unpredicted: u64,
    }
}

record! {
    /// A line of the history file: one model in one snapshot.
    HistoryRecord {
        /// The snapshot's number.
        snapshot: i64,
        /// When it was taken, RFC 3339 UTC.
        time: Time,
        /// The newest vote that it covers.
        seq: i64,
        /// The slice's arena.
        arena: String,
        /// The slice's category.
        category: String,
        /// Whether style was controlled for.
        style_control: bool,
        /// How it was fitted.
        method: String,
        /// The model.
        model: String,
        /// Rank: 1 + models certainly better.
        rank: Option<u32>,
        /// The best rank that fits; the same as rank.
        rank_low: Option<u32>,
        /// The worst rank that fits.
        rank_high: Option<u32>,
        /// Rating, where finite.
        rating: Option<f64>,
        /// Lower end of the 95% interval, where finite.
        rating_low: Option<f64>,
        /// Upper end.
        rating_high: Option<f64>,
        /// Rated votes.
        votes: u64,
        /// Won.
        wins: u64,
        /// Lost.
        losses: u64,
        /// Tied, without `both_bad`.
        ties: u64,
        /// Both were bad.
        both_bad: u64,
        /// What the figures are worth.
        status: String,
    }
}

record! {
    /// A row of a leaderboard, in the API and in its file.
    LeaderboardRecord {
        /// Rank within the filter: 1 + models certainly better.
        rank: Option<u32>,
        /// The best rank that fits; the same as rank.
        rank_low: Option<u32>,
        /// The worst rank that fits.
        rank_high: Option<u32>,
        /// Rank without the filter.
        rank_overall: Option<u32>,
        /// The model.
        model: String,
        /// What people call it.
        name: String,
        /// Who made it.
        organization: Option<String>,
        /// ISO 3166 code of the maker's country.
        country: Option<String>,
        /// SPDX name, or the maker's own.
        license: Option<String>,
        /// open or closed.
        weights: Option<String>,
        /// Rating, where finite: 400 log10 odds, mean 1000.
        rating: Option<f64>,
        /// Lower end of the 95% interval, where finite.
        rating_low: Option<f64>,
        /// Upper end.
        rating_high: Option<f64>,
        /// Rated votes.
        votes: u64,
        /// Won.
        wins: u64,
        /// Lost.
        losses: u64,
        /// Tied, without `both_bad`.
        ties: u64,
        /// Both were bad.
        both_bad: u64,
        /// (wins + half of ties and `both_bad`) / votes.
        win_rate: Option<f64>,
        /// ok, provisional, retired, `unbounded_above`, `unbounded_below`, disconnected or `no_votes`.
        status: String,
        /// 0 for the main component of the comparison graph; figures of different components share no scale.
        component: u64,
        /// Whether it thinks before it answers.
        reasoning: Option<bool>,
        /// Parameters, in billions.
        parameters_b: Option<f64>,
        /// US dollars per million tokens written.
        price_output: Option<f64>,
        /// Release date.
        released: Option<String>,
    }
}

record! {
    /// A line of the models file.
    ModelRecord {
        /// Stable, unique.
        model: String,
        /// What people call it.
        name: String,
        /// Who made it.
        organization: Option<String>,
        /// ISO 3166 code of the maker's country.
        country: Option<String>,
        /// SPDX name, or the maker's own.
        license: Option<String>,
        /// open or closed.
        weights: Option<String>,
        /// Parameters, in billions.
        parameters_b: Option<f64>,
        /// Parameters used for one token, in billions.
        active_parameters_b: Option<f64>,
        /// Whether it thinks before it answers.
        reasoning: Option<bool>,
        /// Release date.
        released: Option<String>,
        /// US dollars per million tokens read.
        price_input: Option<f64>,
        /// US dollars per million tokens written.
        price_output: Option<f64>,
        /// The longest conversation that it can read, in tokens.
        context_tokens: Option<u64>,
        /// Other names that imports know it by.
        aliases: Vec<String>,
        /// active, paused or retired.
        state: String,
    }
}

record! {
    /// A line of the battles file: the texts of a battle whose voter agreed that they are published.
    BattleRecord {
        /// The battle's public id, as in the votes file.
        battle: Unique,
        /// Its vote's place in the log.
        seq: i64,
        /// When it began, RFC 3339 UTC.
        time: Time,
        /// Where.
        arena: String,
        /// `anonymous`, or `side_by_side` where the voter knew the names.
        mode: String,
        /// The model on side A.
        model_a: String,
        /// The model on side B.
        model_b: String,
        /// a, b, tie or `both_bad`.
        choice: String,
        /// The prompts, turn by turn; a JSON list in CSV, as are the next two.
        prompts: Texts,
        /// What side A answered to each.
        answers_a: Texts,
        /// What side B answered to each.
        answers_b: Texts,
        /// How many addresses, numbers and keys were taken out of these texts.
        removed: u32,
    }
}

record! {
    /// A line of the sampling file: how the pair of a battle was drawn that nobody can vote on any more.
    SamplingRecord {
        /// The battle's public id, as in the votes file.
        battle: Unique,
        /// When it began, RFC 3339 UTC.
        time: Time,
        /// Where.
        arena: String,
        /// The model on side A.
        model_a: String,
        /// The model on side B.
        model_b: String,
        /// Of this pair on these sides, when it was drawn.
        probability: f64,
        /// voted or void.
        state: String,
        /// Why it is void.
        reason: Option<String>,
        /// Its turns.
        turns: i64,
    }
}

record! {
    /// A line of the pairs file: how often two models were judged how, whichever side they stood on.
    PairRecord {
        /// The slice's arena.
        arena: String,
        /// The slice's category.
        category: String,
        /// The newest vote that was counted.
        seq: i64,
        /// The model whose id comes first.
        model_a: String,
        /// The other.
        model_b: String,
        /// Rated votes.
        votes: u64,
        /// For `model_a`.
        wins_a: u64,
        /// For `model_b`.
        wins_b: u64,
        /// Ties, without `both_bad`.
        ties: u64,
        /// Both were bad.
        both_bad: u64,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, whole_file};
    use super::*;

    #[test]
    fn a_csv_line_has_as_many_cells_as_its_header_and_quotes_what_it_must() {
        let model = ModelRecord {
            model: "m".into(),
            name: "A \"quoted\", name\nof two lines".into(),
            organization: None,
            country: Some("CN".into()),
            license: None,
            weights: Some("open".into()),
            parameters_b: Some(0.5),
            active_parameters_b: None,
            reasoning: Some(false),
            released: None,
            price_input: None,
            price_output: Some(0.1 + 0.2),
            context_tokens: Some(131_072),
            aliases: vec!["x".into(), "y".into()],
            state: "active".into(),
        };
        let file = |format| whole_file(format, Vec::new(), std::slice::from_ref(&model)).unwrap();
        let bytes = file(Format::Csv);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(reader.headers().unwrap().len(), ModelRecord::COLUMNS.len());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[1], model.name);
        assert_eq!(&row[13], "x;y");
        // Numbers are written so that reading them gives the same bits.
        assert_eq!(
            row[11].parse::<f64>().unwrap().to_bits(),
            (0.1_f64 + 0.2).to_bits()
        );
        let line = file(Format::Jsonl);
        let json: serde_json::Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(
            json["price_output"].as_f64().unwrap().to_bits(),
            (0.1_f64 + 0.2).to_bits()
        );
        assert!(json["organization"].is_null());
    }
}
