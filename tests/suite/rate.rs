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
