//! Files that are not the usual ones: made for spreadsheets, or by another version of the program.

use agon::app::{VerifyError, VerifyRequest};
use serde_json::{Map, Value, json};

use super::{THREE, export, says, verify, with_manifest};
use crate::campaign::campaign;
use crate::resting::agon;
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

on_both!(
    a_table_for_spreadsheets_is_the_same_and_what_was_changed_in_it_is_found,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        let yes = json!({"publish": true, "version": 1});
        voter.put("/api/v1/voters/me", &yes).await.is(200);
        campaign(&site, &voter, 6).await;
        let id = voter.battle(&prompt(0)).await;
        voter.vote(&id, "a").await.is(200);
        let said = json!({"a": ["useful"], "note": "=1+1"});
        voter
            .put(&format!("/api/v1/battles/{id}/reasons"), &said)
            .await
            .is(200);
        site.close().await;
        let config = site.config();
        let votes = export(&config, "votes", "votes.csv", &["--spreadsheet-safe"]).await;
        let (code, out, errors) = agon(&config, &["verify", votes.to_str().unwrap()]).await;
        assert_eq!((code, out.as_str()), (0, "same\n"), "{errors}");
        let text = std::fs::read_to_string(&votes).unwrap();
        assert!(text.lines().last().unwrap().contains(",'=1+1,"), "{text}");
        let request = VerifyRequest {
            manifest: None,
            ..with_manifest(&votes)
        };
        assert_eq!(verify(&request).differences, [""; 0]);
        let start = text.trim_end().rfind('\n').unwrap() + 1;
        // To look for what a byte was takes a while, so not every byte of the row.
        let note = text.rfind("'=1+1").unwrap();
        for place in (start..text.len() - 1).step_by(37).chain(note..note + 5) {
            let mut bytes = text.clone().into_bytes();
            bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
            std::fs::write(&votes, bytes).unwrap();
            let found = verify(&request).differences;
            assert!(says(&found, "line 8"), "byte {}: {found:?}", place - start);
        }
    }
);

/// A table with another column before its last one, or without one.
fn table(text: &str, change: impl Fn(&mut Vec<String>, bool)) -> String {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut out = csv::Writer::from_writer(Vec::new());
    for (number, row) in rows.records().enumerate() {
        let mut cells: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        change(&mut cells, number == 0);
        out.write_record(cells).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

/// Lines of objects that were changed.
fn lines(text: &str, change: impl Fn(&mut Map<String, Value>)) -> String {
    let row = |line: &str| {
        let mut row: Map<String, Value> = serde_json::from_str(line).unwrap();
        change(&mut row);
        Value::Object(row).to_string() + "\n"
    };
    text.lines().map(row).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_another_version_is_told_as_such_and_not_as_changed() {
    let mut site = Site::start(Backend::Sqlite, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 4).await;
    site.close().await;
    let read = async |name| {
        let path = export(&site.config(), "votes", name, &[]).await;
        std::fs::read_to_string(path).unwrap()
    };
    let (csv, jsonl) = (read("votes.csv").await, read("votes.jsonl").await);
    let note = csv.lines().next().unwrap().split(',');
    let note = note.into_iter().position(|name| name == "note").unwrap();
    let later = "it has the column mood, so a later version of Agon wrote it";
    let earlier = "it has no column note, so an earlier version of Agon wrote it";
    let add = |cells: &mut Vec<String>, is_header: bool| {
        cells.insert(3, if is_header { "mood" } else { "" }.to_owned());
    };
    let take = |cells: &mut Vec<String>, _: bool| drop(cells.remove(note));
    let add_key = |row: &mut Map<String, Value>| drop(row.insert("mood".to_owned(), Value::Null));
    let take_key = |row: &mut Map<String, Value>| drop(row.remove("note"));
    for (text, said) in [
        (table(&csv, add), later),
        (table(&csv, take), earlier),
        (lines(&jsonl, add_key), later),
        (lines(&jsonl, take_key), earlier),
    ] {
        let votes = site.folder().join("other");
        std::fs::write(&votes, text).unwrap();
        let request = VerifyRequest {
            votes: votes.clone(),
            ..VerifyRequest::default()
        };
        let Err(error @ VerifyError::Version(..)) = agon::app::verify(&request, &mut |_| ()) else {
            panic!("{said}")
        };
        assert!(error.to_string().contains(said), "{error}");
        let (code, out, _) = agon(&site.config(), &["verify", votes.to_str().unwrap()]).await;
        assert_eq!((code, out.as_str()), (2, ""));
    }
    // A name that was changed, in one line or in the header, is no version.
    let request = |text: &str| {
        let votes = site.folder().join("other");
        std::fs::write(&votes, text).unwrap();
        verify(&VerifyRequest {
            votes,
            ..VerifyRequest::default()
        })
    };
    for text in [&csv, &jsonl] {
        let found = request(&text.replacen("model_a", "model_b", 1));
        assert!(says(&found.differences, "model_a"), "{found:?}");
    }
}
