//! Whatever is changed in a file of votes is found, where it is, and without the checksum that the manifest has of the whole file.

use std::path::{Path, PathBuf};

use agon::app::{VerifyError, VerifyRequest};
use agon::domain::VoteHash;
use agon::exchange::Manifest;
use agon::integrity::row_check;
use proptest::prelude::{ProptestConfig, Strategy as _, any};
use proptest::test_runner::{TestCaseError, TestRunner};
use tempfile::TempDir;

use crate::campaign::campaign;
use crate::setup::Setup;
use crate::site::{Backend, Site};
use crate::verify::{export, says, verify, with_manifest};

/// Votes as four files, and a manifest that knows nothing of their bytes.
struct Files {
    folder: TempDir,
    manifest: PathBuf,
}

impl Files {
    async fn new() -> Self {
        let mut site = Site::start(Backend::Sqlite, Setup::recorded(&["ada", "bob", "cyd"])).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 14).await;
        site.close().await;
        let folder = TempDir::new().unwrap();
        for format in ["csv", "jsonl", "json", "parquet"] {
            let name = format!("votes.{format}");
            let votes = export(&site.config(), "votes", &name, &[]).await;
            std::fs::copy(&votes, folder.path().join(name)).unwrap();
        }
        let manifest = site.folder().join("votes.csv.manifest.json");
        let manifest = std::fs::read_to_string(manifest).unwrap();
        let mut manifest: Manifest = serde_json::from_str(&manifest).unwrap();
        manifest.file = None;
        let path = folder.path().join("manifest.json");
        std::fs::write(&path, serde_json::to_string(&manifest).unwrap()).unwrap();
        Self {
            folder,
            manifest: path,
        }
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(name)).unwrap()
    }

    fn lines(&self) -> Vec<String> {
        let text = String::from_utf8(self.bytes("votes.csv")).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    /// What is said of these bytes in the place of the votes, with the manifest or without.
    fn differences(&self, bytes: &[u8], has_manifest: bool) -> Vec<String> {
        let votes = self.folder.path().join(format!("changed-{has_manifest}"));
        std::fs::write(&votes, bytes).unwrap();
        let request = VerifyRequest {
            votes,
            manifest: has_manifest.then(|| self.manifest.clone()),
            ..VerifyRequest::default()
        };
        match agon::app::verify(&request, &mut |_| ()) {
            Ok(found) => found.differences,
            Err(error @ VerifyError::Sheet(..)) => vec![error.to_string()],
            Err(error) => panic!("{error}"),
        }
    }

    fn of_lines(&self, lines: &[String]) -> Vec<String> {
        self.differences((lines.join("\n") + "\n").as_bytes(), true)
    }
}

/// Changes a byte of a text file and asks where it is found to be changed.
fn a_changed_byte(files: &Files, name: &str, place: usize, to: u8) -> Result<(), TestCaseError> {
    let mut bytes = files.bytes(name);
    let place = place % bytes.len();
    if bytes[place] == to {
        return Ok(());
    }
    let was = std::mem::replace(&mut bytes[place], to);
    let line = bytes[..place].split(|byte| *byte == b'\n').count();
    let found = files.differences(&bytes, false);
    let Some(first) = found.first() else {
        let said = format!("{name}: byte {place} in line {line} from {was} to {to} is not found");
        return Err(TestCaseError::fail(said));
    };
    // A line end that is gone takes the next line with it.
    let is_there = [line, line + 1].iter().any(|line| {
        let word = format!("line {line}");
        let at = first.find(&word).map(|at| at + word.len());
        at.is_some_and(|end| !first[end..].starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_header = name.ends_with("csv") && line == 1;
    if is_there || is_header {
        return Ok(());
    }
    let said = format!("{name}: byte {place} in line {line} from {was} to {to}: {found:?}");
    Err(TestCaseError::fail(said))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_changed_byte_is_found_in_its_line() {
    let files = Files::new().await;
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: ProptestConfig::default().cases / 8,
        ..ProptestConfig::default()
    });
    let bytes = (any::<usize>(), any::<u8>());
    // Often signs that mean something.
    let byte = bytes.prop_map(|(place, to)| {
        let signs = b"\n\r,\"\\;{}:[] 0a9";
        let sign = signs.get(usize::from(to / 2) % (signs.len() * 2));
        (place, sign.copied().unwrap_or(to))
    });
    for name in ["votes.csv", "votes.jsonl", "votes.json"] {
        runner
            .run(&byte, |(place, to)| a_changed_byte(&files, name, place, to))
            .unwrap();
    }
    // The last bytes, and those of the header, are few among many.
    for name in ["votes.csv", "votes.jsonl", "votes.json"] {
        let bytes = files.bytes(name);
        for place in [0, 1, bytes.len() - 1, bytes.len() - 2] {
            for to in *b"\n\r, x0" {
                a_changed_byte(&files, name, place, to).unwrap();
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_changed_byte_of_a_typed_file_is_found_by_the_manifest_beside_it() {
    let mut site = Site::start(Backend::Sqlite, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 6).await;
    site.close().await;
    let votes = export(&site.config(), "votes", "votes.parquet", &[]).await;
    let whole = std::fs::read(&votes).unwrap();
    let request = with_manifest(&votes);
    assert!(verify(&request).is_same());
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: ProptestConfig::default().cases / 8,
        ..ProptestConfig::default()
    });
    let byte = (any::<usize>(), 1_u8..=255);
    runner
        .run(&byte, |(place, by)| {
            let mut bytes = whole.clone();
            let place = place % bytes.len();
            bytes[place] ^= by;
            std::fs::write(&votes, bytes).unwrap();
            let found = verify(&request);
            proptest::prop_assert!(!found.is_same(), "byte {place}");
            Ok(())
        })
        .unwrap();
    std::fs::write(&votes, &whole[..whole.len() / 2]).unwrap();
    assert!(says(&verify(&request).differences, "bytes, and"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn votes_that_are_missing_moved_or_put_in_are_found() {
    let files = Files::new().await;
    let whole = files.lines();
    assert_eq!(files.of_lines(&whole), [""; 0]);
    let mut missing = whole.clone();
    missing.remove(5);
    let found = files.of_lines(&missing);
    assert!(
        found[0].starts_with("line 6 (seq 6 of text) does not follow the vote before it in the file, seq 4: votes between"),
        "{found:?}"
    );
    assert!(
        says(
            &found,
            "there are 13 votes up to seq 14, and 14 were signed for"
        ),
        "{found:?}"
    );
    let mut swapped = whole.clone();
    swapped.swap(5, 6);
    let found = files.of_lines(&swapped);
    assert!(
        says(&found, "line 6 (seq 6 of text) does not follow"),
        "{found:?}"
    );
    assert!(
        says(&found, "line 7: seq 5 stands behind seq 6"),
        "{found:?}"
    );
    let mut twice = whole.clone();
    twice.insert(6, whole[5].clone());
    assert!(says(
        &files.of_lines(&twice),
        "line 7: seq 5 stands behind seq 5"
    ));
    for lost in 1..4 {
        let found = files.of_lines(&whole[..whole.len() - lost]);
        assert!(
            says(
                &found,
                &format!("there are {} votes up to seq 14", 14 - lost)
            ),
            "{found:?}"
        );
    }
    assert!(!files.of_lines(&whole[..1]).is_empty(), "no votes at all");
    let text = whole.join("\n") + "\n";
    for cut in [1, 5, 30, 200] {
        let found = files.differences(&text.as_bytes()[..text.len() - cut], false);
        assert!(says(&found, "line 15"), "{cut}: {found:?}");
    }
}

/// The cells of a vote that follows the last one by the rules, as a forger makes it who knows them.
fn forged(whole: &[String]) -> String {
    let columns: Vec<&str> = whole[0].split(',').collect();
    let mut cells: Vec<String> = whole[14].split(',').map(str::to_owned).collect();
    let place = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let before: VoteHash = cells[place("hash")].parse().unwrap();
    cells[place("seq")] = 15.to_string();
    cells[place("battle")] = "0".repeat(32);
    let time: jiff::Timestamp = cells[place("time")].parse().unwrap();
    let facts = VoteHash::FACTS.map(|name| match name {
        "time" => time.as_millisecond().to_string(),
        _ => cells[place(name)].clone(),
    });
    cells[place("hash")] = before.then(facts).to_string();
    cells.pop();
    let check = row_check(&cells);
    cells.push(check);
    cells.join(",")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forger_who_knows_the_rules_is_found_by_the_signatures() {
    let files = Files::new().await;
    let mut whole = files.lines();
    whole.push(forged(&whole));
    let text = whole.join("\n") + "\n";
    assert_eq!(
        files.differences(text.as_bytes(), false),
        [""; 0],
        "the rules are known to all"
    );
    let found = files.of_lines(&whole);
    assert!(
        says(
            &found,
            "text: behind seq 14, the last one that the manifest speaks of, more votes stand (1)"
        ),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_few_lines_of_another_language_check_the_chain() {
    let files = Files::new().await;
    let votes = files.folder.path().join("votes.csv");
    let run = |votes: &Path| {
        let mut python = std::process::Command::new("python3");
        python
            .args(["-c", agon_templates::data::CHECKER])
            .arg(votes)
            .output()
    };
    let Ok(done) = run(&votes) else {
        eprintln!("SKIPPED: this test needs python3");
        return;
    };
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let last = files.lines().pop().unwrap();
    let hash = last.rsplit(',').nth(1).unwrap();
    assert!(String::from_utf8_lossy(&done.stdout).contains(hash));
    std::fs::write(&votes, files.lines().join("\n").replace(",tie,", ",a,")).unwrap();
    assert!(!run(&votes).unwrap().status.success());
}
