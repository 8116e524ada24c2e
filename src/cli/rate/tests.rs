//! The command's own function against the golden files, and what its output depends on.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::app::rate_stream;

/// Fixtures whose optimum is finite for all models.
const EXACT: [&str; 6] = [
    "small5_ties",
    "medium20_style",
    "real_llmfao",
    "degen_all_ties",
    "degen_self_play",
    "degen_single_pair",
];

fn golden(file: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/golden/");
    PathBuf::from(format!("{folder}{file}"))
}

fn text(file: &str) -> String {
    std::fs::read_to_string(golden(file)).unwrap()
}

fn json(rated: &RatedFile) -> Value {
    serde_json::from_slice(&print::board(rated, Output::Json).unwrap()).unwrap()
}

fn of(text: &str) -> RatedFile {
    rate_stream(text.as_bytes(), &RateRequest::default()).unwrap()
}

/// Everything that goes to stdout.
fn outputs(text: &str) -> Vec<Vec<u8>> {
    let rated = of(text);
    let all = [Output::Table, Output::Csv, Output::Json];
    all.map(|output| print::board(&rated, output).unwrap())
        .into()
}

#[test]
fn golden_files_are_rated_as_their_exact_optimum() {
    for name in EXACT {
        let board =
            json(&rate(&golden(&format!("{name}.jsonl")), &RateRequest::default()).unwrap());
        let expected: Value =
            serde_json::from_str(&text(&format!("{name}.expected.json"))).unwrap();
        let exact = &expected["exact"]["bt"];
        let rows = board["rows"].as_array().unwrap();
        assert_eq!(
            rows.len(),
            exact["ratings_mean1000"].as_object().unwrap().len()
        );
        for row in rows {
            let model = row["model"].as_str().unwrap();
            for (ours, theirs) in [
                ("rating", "ratings_mean1000"),
                ("rating_low", "lower95"),
                ("rating_high", "upper95"),
            ] {
                let (got, want) = (
                    row[ours].as_f64().unwrap(),
                    exact[theirs][model].as_f64().unwrap(),
                );
                assert!(
                    (got - want).abs() < 1e-6,
                    "{name} {model} {ours}: {got} is not {want}"
                );
            }
            assert_eq!(row["rank"], exact["rank_ub"][model], "{name} {model}");
        }
    }
}

#[test]
fn degenerate_files_are_boards_too() {
    for name in [
        "degen_all_losses",
        "degen_all_wins",
        "degen_bridge_one_sided",
        "degen_no_games",
        "degen_one_vote",
        "degen_two_components",
    ] {
        let votes = text(&format!("{name}.jsonl"));
        let rated = of(&votes);
        let names = votes.lines().flat_map(|line| {
            let vote: Value = serde_json::from_str(line).unwrap();
            ["model_a", "model_b"].map(|side| vote[side].as_str().unwrap().to_owned())
        });
        let models = names.collect::<BTreeSet<String>>().len();
        assert_eq!(rated.rows.len(), models, "{name}");
        let lines = String::from_utf8(print::board(&rated, Output::Table).unwrap()).unwrap();
        assert_eq!(lines.lines().count(), 1 + models, "{lines}");
        assert!(!lines.contains("NaN") && !lines.contains("inf"), "{lines}");
    }
    assert_eq!(of("model_a,model_b,winner\n").rows, []);
    assert_eq!(of("model_a,model_b,winner\nx,x,tie\n").rows, []);
}

#[test]
fn the_same_votes_in_llmfaos_own_columns_give_the_same_board() {
    let (mut csv, lines) = (
        String::from("id,worker,winner,left,right\n"),
        text("real_llmfao.jsonl"),
    );
    for (id, line) in lines.lines().enumerate() {
        let vote: Value = serde_json::from_str(line).unwrap();
        let winner = match vote["winner"].as_str().unwrap() {
            "model_a" => "left",
            "model_b" => "right",
            tie => tie,
        };
        let name = |side: &str| format!("\"{}\"", vote[side].as_str().unwrap());
        write!(
            csv,
            "{id},{},{winner},{},{}\r\n",
            vote["judge"],
            name("model_a"),
            name("model_b")
        )
        .unwrap();
    }
    assert_eq!(outputs(&csv), outputs(&lines));
    let array = format!("[{}]", lines.trim().replace('\n', ","));
    assert_eq!(outputs(&array), outputs(&lines));
}

#[test]
fn the_json_has_the_leaderboards_shape() {
    let board = json(&of(
        "model_a,model_b,winner\nx,y,tie\nx,x,tie\nx,y,both_bad\n",
    ));
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        keys(&board),
        "arena category computed_at method rows seq style_control votes"
    );
    assert_eq!((&board["seq"], &board["votes"]), (&3.into(), &2.into()));
    assert_eq!(
        (&board["category"], &board["style_control"]),
        (&"overall".into(), &false.into())
    );
    let row = &board["rows"][0];
    for key in "rank rank_low rank_high rank_overall model name organization country license weights rating \
                rating_low rating_high votes wins losses ties both_bad win_rate status"
        .split_whitespace()
    {
        assert!(row.get(key).is_some(), "{key}");
    }
    assert_eq!(
        (&row["name"], &row["status"]),
        (&"x".into(), &"provisional".into())
    );
    assert_eq!(
        (&row["ties"], &row["both_bad"], &row["win_rate"]),
        (&1.into(), &1.into(), &0.5.into())
    );
    assert!(row["organization"].is_null());
}

#[test]
fn the_table_is_aligned_and_steers_no_terminal() {
    let rated = of(
        "model_a,model_b,winner\nlong name,\"y\x1b[2J\",model_a\nlong name,\"y\x1b[2J\",model_b\n",
    );
    let table = String::from_utf8(print::board(&rated, Output::Table).unwrap()).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(
        lines[0],
        "rank  range  model      rating    low    high  votes  win rate  status"
    );
    assert!(
        lines[1].starts_with("   1    1-2  long name  1000.0"),
        "{table}"
    );
    assert!(
        lines[1].ends_with("      2     50.0%  provisional"),
        "{table}"
    );
    assert!(!table.contains('\x1b'));
}

#[test]
fn what_is_skipped_is_said_once_per_reason() {
    let mut text = String::from("model_a,model_b,winner\nx,y,tie\n");
    text += &"x,x,tie\n".repeat(7);
    text += "x,y,nobody\n";
    assert_eq!(
        of(&text).skipped.lines(),
        [
            "7 rows skipped: self-play (lines 3, 4, 5, 6, 7, ...)",
            "1 row skipped: unknown outcome (line 10)"
        ]
    );
    let one = "[{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"tie\"},1,2]";
    assert_eq!(
        of(one).skipped.lines(),
        ["2 rows skipped: malformed JSON (entries 2, 3)"]
    );
    let none = rate_stream(
        "model_a,model_b,winner\nx,y,left\n".as_bytes(),
        &RateRequest::default(),
    )
    .unwrap_err();
    let said = none.to_string();
    assert!(
        said.starts_with(
            "has no row that is a vote (1 row skipped: unknown outcome (line 2)); expected model_a"
        ),
        "{said}"
    );
}

#[test]
fn reading_is_told_by_bytes_from_the_first_batch_to_the_end_of_the_file() {
    let mut votes = tempfile::NamedTempFile::new().unwrap();
    let row = "x,a model with a long name that fills the buffer,tie\n";
    let text = format!("model_a,model_b,winner\n{}", row.repeat(30_000));
    std::io::Write::write_all(&mut votes, text.as_bytes()).unwrap();
    let mut parts = Vec::new();
    let opened = File::open(votes.path()).unwrap();
    let request = RateRequest::default();
    let rated = rate_file(opened, &request, &mut |part| parts.push(part)).unwrap();
    assert_eq!(rated.votes, 30_000);
    // Four batches of 8,192 rows; what a buffer holds is read already.
    assert_eq!(parts.len(), 4);
    let least = (1..).map(|batch| f64::from(batch) * 8_192.0 / 30_000.0);
    for (part, least) in parts.iter().zip(least).take(3) {
        assert!((least - 0.001..least + 0.05).contains(part), "{parts:?}");
    }
    assert_eq!(parts.last(), Some(&1.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_changes_no_byte(seed in any::<u64>()) {
        let mut lines: Vec<String> = text("small5_ties.jsonl").lines().take(120).map(str::to_owned).collect();
        for bad in ["nonsense", "[1]", "{\"winner\":1}", "{\"model_a\":\"m0\",\"model_b\":\"m0\",\"winner\":\"tie\"}"] {
            lines.push(bad.to_owned());
        }
        let before = outputs(&lines.join("\n"));
        let mut state = seed;
        lines.sort_by_cached_key(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 16
        });
        prop_assert_eq!(outputs(&lines.join("\n")), before);
    }
}
