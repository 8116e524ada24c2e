//! `agon rate` as a program: its exit codes, and what goes to stdout and to stderr. Needs no site and no database.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn rate(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
    command.arg("rate").args(arguments).current_dir(folder);
    command.stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn folder_with(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

const VOTES: &str =
    "model_a,model_b,winner\nx,y,model_a\nx,y,tie\nx,y,model_b\nx,x,tie\nz,y,both_bad\n";

#[test]
fn numbers_go_to_stdout_and_what_is_skipped_to_stderr() {
    let folder = folder_with("votes", VOTES.as_bytes());
    let (code, table, errors) = said(&rate(folder.path(), &["votes"]));
    assert_eq!(
        (code, errors.as_str()),
        (0, "1 row skipped: self-play (line 5)\n")
    );
    assert_eq!(table.lines().count(), 4, "{table}");
    let (code, csv, _) = said(&rate(folder.path(), &["votes", "--output", "csv"]));
    assert_eq!((code, csv.lines().count()), (0, 4), "{csv}");
    let (code, json, _) = said(&rate(folder.path(), &["--output", "json", "votes"]));
    let board: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &board["votes"]), (0, &4.into()));
    assert_eq!(board["rows"].as_array().unwrap().len(), 3);
    // Nothing is left behind, and no configuration was needed.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn one_vote_is_a_board_and_no_failure() {
    let folder = folder_with("one.csv", b"model_a,model_b,winner\nx,y,model_a\n");
    let (code, table, errors) = said(&rate(folder.path(), &["one.csv"]));
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        table.contains("unbounded_above") && table.contains("unbounded_below"),
        "{table}"
    );
}

#[test]
fn a_file_that_holds_no_votes_is_one_clear_line() {
    let folder = folder_with("other.csv", b"id,name\n1,2\n");
    std::fs::write(folder.path().join("empty.jsonl"), b"").unwrap();
    std::fs::write(folder.path().join("bad.jsonl"), b"{\n{\n").unwrap();
    for (file, wanted) in [
        ("missing.csv", "missing.csv cannot be read: "),
        (".", ". cannot be read: "),
        (
            "empty.jsonl",
            "empty.jsonl is empty; expected model_a, model_b, choice (agon) or",
        ),
        (
            "other.csv",
            "other.csv has columns that are not known (id, name); expected model_a",
        ),
        (
            "bad.jsonl",
            "bad.jsonl has no row that is a vote (2 rows skipped: malformed JSON (lines 1, 2)); expected",
        ),
    ] {
        let (code, out, errors) = said(&rate(folder.path(), &[file]));
        assert_eq!((code, out.as_str()), (1, ""), "{errors}");
        assert!(errors.starts_with(wanted), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
}

#[test]
fn arguments_that_cannot_be_used_are_2() {
    let folder = folder_with("votes.csv", VOTES.as_bytes());
    for arguments in [
        &["votes.csv", "--output", "xml"][..],
        &["votes.csv", "--format", "csv"],
        &["votes.csv", "more.csv"],
        &[],
    ] {
        let (code, out, errors) = said(&rate(folder.path(), arguments));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?} {errors}");
        assert!(!errors.is_empty());
    }
    let (code, _, errors) = said(&rate(folder.path(), &["votes.csv", "--format", "kaggle"]));
    assert_eq!(code, 1);
    assert!(
        errors.contains("expected model_a, model_b, winner_model_a"),
        "{errors}"
    );
}

fn golden(name: &str) -> String {
    format!(
        "{}/tests/fixtures/golden/{name}",
        env!("CARGO_MANIFEST_DIR")
    )
}

/// The board of a golden file as JSON, and what was said on stderr.
fn board(arguments: &[&str]) -> (serde_json::Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let votes = golden("medium20_style.jsonl");
    let arguments = [&[votes.as_str(), "--output", "json"], arguments].concat();
    let (code, json, errors) = said(&rate(folder.path(), &arguments));
    assert_eq!(code, 0, "{arguments:?}: {errors}");
    (serde_json::from_str(&json).unwrap(), errors)
}

#[test]
fn every_method_and_interval_gives_a_whole_board() {
    let asked: [&[&str]; 14] = [
        &["--ties", "drop"],
        &["--ties", "davidson"],
        &["--ties", "rao-kupper"],
        &["--reweight"],
        &["--ridge", "1"],
        &["--side-effect"],
        &["--style"],
        &["--intervals", "fisher"],
        &["--intervals", "clustered"],
        &["--intervals", "bootstrap", "--rounds", "50"],
        &["--intervals", "simultaneous"],
        &["--intervals", "anytime"],
        &["--anchor", "m03=1200"],
        &["--preset", "arena-rank", "--style"],
    ];
    for arguments in asked {
        let (board, _) = board(arguments);
        let rows = board["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 20, "{arguments:?}");
        for row in rows {
            let figure = |key: &str| row[key].as_f64().unwrap();
            assert!(
                figure("rating_low") <= figure("rating"),
                "{arguments:?} {row}"
            );
            assert!(
                figure("rating") <= figure("rating_high"),
                "{arguments:?} {row}"
            );
        }
    }
}

#[test]
fn methods_reach_their_exact_optimum_from_the_command_line() {
    let text = std::fs::read_to_string(golden("medium20_style.expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
    let methods: [(&[&str], &str, &str); 4] = [
        (&["--ties", "davidson"], "davidson", "elo_mean1000"),
        (&["--ties", "rao-kupper"], "rao_kupper", "elo_mean1000"),
        (&["--method", "elo"], "elo_k4", ""),
        (
            &["--preset", "arena-rank", "--style"],
            "contextual.reg1.reweighted",
            "ratings_mean1000",
        ),
    ];
    for (arguments, method, key) in methods {
        let exact = &expected["exact"][method];
        let exact = if key.is_empty() { exact } else { &exact[key] };
        for row in board(arguments).0["rows"].as_array().unwrap() {
            let want = exact[row["model"].as_str().unwrap()].as_f64().unwrap();
            let off = (row["rating"].as_f64().unwrap() - want).abs();
            assert!(off < 1e-5, "{method}: {row} is not {want}");
        }
    }
}

#[test]
fn an_anchor_has_its_rating_and_no_width() {
    let (board, _) = board(&["--anchor", "m03=1200"]);
    let rows = board["rows"].as_array().unwrap();
    let anchor = rows.iter().find(|row| row["model"] == "m03").unwrap();
    for key in ["rating", "rating_low", "rating_high"] {
        assert!(
            (anchor[key].as_f64().unwrap() - 1200.0).abs() < 1e-9,
            "{anchor}"
        );
    }
}

#[test]
fn intervals_around_an_anchor_are_of_the_kind_that_was_asked_for() {
    let widths = |arguments: &[&str]| -> Vec<f64> {
        let (board, _) = board(&[&["--anchor", "m03=1200"], arguments].concat());
        let rows = board["rows"].as_array().unwrap();
        let width = |row: &serde_json::Value| {
            row["rating_high"].as_f64().unwrap() - row["rating_low"].as_f64().unwrap()
        };
        let others = rows.iter().filter(|row| row["model"] != "m03");
        others.map(width).collect()
    };
    let plain = widths(&[]);
    for (kind, narrowest, widest) in [("simultaneous", 2.6, 3.1), ("anytime", 3.0, 5.0)] {
        let wide = widths(&["--intervals", kind]);
        for (wide, plain) in wide.iter().zip(&plain) {
            // In standard errors: nineteen differences at once take less than nineteen independent ones, 3.0.
            let errors = 1.959_964 * wide / plain;
            assert!(errors > narrowest && errors < widest, "{kind}: {errors}");
        }
    }
}

#[test]
fn categories_are_told_apart_in_every_output() {
    let votes =
        "model_a,model_b,winner,categories\nx,y,model_a,code\nx,y,model_b,code\nx,y,tie,\"a,b\"\n";
    let folder = folder_with("votes.csv", votes.as_bytes());
    let of = |output: &str| {
        let asked = ["votes.csv", "--categories", "--output", output];
        let (code, out, errors) = said(&rate(folder.path(), &asked));
        assert_eq!((code, errors.as_str()), (0, ""));
        out
    };
    let csv = of("csv");
    let (header, rows) = csv.split_once('\n').unwrap();
    assert!(header.starts_with("category,rank,rank_low,rank_high,rank_overall,model,"));
    let starts: Vec<&str> = rows
        .lines()
        .filter_map(|row| row.split(",1,1,").next())
        .collect();
    let named = ["overall", "overall", "\"a,b\"", "\"a,b\"", "code", "code"];
    assert_eq!(starts, named);
    let json: serde_json::Value = serde_json::from_str(&of("json")).unwrap();
    let boards = json.as_array().unwrap();
    let names: Vec<&str> = boards
        .iter()
        .map(|board| board["category"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["overall", "a,b", "code"]);
    assert_eq!(boards[2]["votes"], 2);
    let table = of("table");
    assert!(
        table.starts_with("overall, 3 votes\nrank  range"),
        "{table}"
    );
    assert!(table.contains("\n\ncode, 2 votes\nrank"), "{table}");
    let all = said(&rate(
        folder.path(),
        &["votes.csv", "--category", "overall", "--output", "csv"],
    ));
    assert_eq!(
        all,
        said(&rate(folder.path(), &["votes.csv", "--output", "csv"]))
    );
}

#[test]
fn several_sources_make_the_composite_board() {
    let folder = tempfile::tempdir().unwrap();
    let crowd = golden("composite_crowd.csv");
    let experts = format!("{}=0.4", golden("composite_experts.csv"));
    let asked = [crowd.as_str(), "--source", &experts, "--output", "json"];
    let (code, json, errors) = said(&rate(folder.path(), &asked));
    assert_eq!((code, errors.as_str()), (0, ""));
    let board: serde_json::Value = serde_json::from_str(&json).unwrap();
    let text = std::fs::read_to_string(golden("composite.expected.json")).unwrap();
    let exact: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(board["rows"].as_array().unwrap().len(), 5);
    for row in board["rows"].as_array().unwrap() {
        let model = row["model"].as_str().unwrap();
        for (ours, theirs) in [
            ("rating", "ratings_mean1000"),
            ("rating_low", "lower95"),
            ("rating_high", "upper95"),
        ] {
            let figures = (
                row[ours].as_f64().unwrap(),
                exact[theirs][model].as_f64().unwrap(),
            );
            assert!(
                (figures.0 - figures.1).abs() < 1e-6,
                "{model} {ours} {figures:?}"
            );
        }
    }
    assert_eq!((&board["votes"], &board["seq"]), (&460.into(), &460.into()));
    assert_eq!(
        board["method"],
        "bradley-terry; ties and both_bad half a win each; sandwich 95% intervals; sources weigh 1, 0.4"
    );
    // A file that is not there is named, and so is what a source cannot be combined with.
    let missing = [crowd.as_str(), "--source", "missing.csv=1"];
    let (code, _, errors) = said(&rate(folder.path(), &missing));
    assert_eq!(code, 1);
    assert!(
        errors.starts_with("missing.csv cannot be read: "),
        "{errors}"
    );
}

#[test]
fn another_programs_board_comes_with_a_warning() {
    for preset in ["arena-rank", "fastchat"] {
        let (board, errors) = board(&["--preset", preset]);
        assert!(errors.starts_with("note: "), "{errors}");
        assert_eq!(board["warnings"].as_array().unwrap().len(), 1, "{preset}");
    }
}

#[test]
fn a_report_says_who_is_best_and_what_separates_neighbours() {
    let report = &board(&["--report"]).0["report"];
    let models = report["models"].as_array().unwrap();
    let best = models
        .iter()
        .map(|row| row["best"].as_f64().unwrap())
        .sum::<f64>();
    assert!((best - 1.0).abs() < 1e-9, "{best}");
    let neighbours = report["neighbours"].as_array().unwrap();
    assert_eq!(neighbours.len(), 19);
    assert!(
        neighbours
            .iter()
            .all(|pair| pair["gap"].as_f64().unwrap() >= 0.0)
    );
    assert!(neighbours.iter().any(|pair| pair["votes_to_swap"].is_u64()));
}

#[test]
fn methods_are_compared_on_votes_that_they_have_not_seen() {
    let folder = tempfile::tempdir().unwrap();
    let votes = golden("medium20_style.jsonl");
    let (code, json, errors) = said(&rate(
        folder.path(),
        &[&votes, "--compare", "--output", "json"],
    ));
    assert_eq!((code, errors.as_str()), (0, ""));
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let losses: Vec<f64> = rows
        .iter()
        .filter_map(|row| row["log_loss"].as_f64())
        .collect();
    assert!(losses.len() >= 6, "{json}");
    assert!(losses.is_sorted(), "{losses:?}");
}

#[test]
fn arguments_that_contradict_each_other_name_themselves() {
    let folder = folder_with("votes", VOTES.as_bytes());
    let asked: [(&[&str], &str); 9] = [
        (&["--ties", "davidson", "--style"], "--ties"),
        (&["--method", "elo", "--ridge", "1"], "--method elo"),
        (&["--ridge", "0"], "--ridge"),
        (&["--anchor", "x"], "MODEL=RATING"),
        (&["--categories", "--category", "code"], "--category"),
        (&["--source", "votes=0"], "FILE=WEIGHT"),
        (&["--source", "votes=1", "--style"], "--source"),
        (&["--source", "votes=1", "--report"], "--report"),
        (&["--preset", "fastchat", "--ties", "drop"], "--preset"),
    ];
    for (arguments, named) in asked {
        let (code, _, errors) = said(&rate(folder.path(), &[&["votes"], arguments].concat()));
        assert_eq!(code, 2, "{arguments:?}: {errors}");
        assert!(errors.contains(named), "{arguments:?}: {errors}");
    }
    let (code, _, errors) = said(&rate(folder.path(), &["votes", "--anchor", "nobody=1000"]));
    assert_eq!(code, 1);
    assert!(errors.contains("nobody"), "{errors}");
}
