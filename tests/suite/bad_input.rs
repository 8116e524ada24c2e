//! Files that are not what they should be: what is wrong with which line, what is kept, and what is not.

use std::path::PathBuf;

use parquet::file::reader::{FileReader as _, SerializedFileReader};

use crate::resting::{Resting, agon, import};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const HEADER: &str = "id,model_a,model_b,choice,voter,time";

fn setup() -> Setup {
    Setup::recorded(&["ada", "bob"])
}

/// A table whose lines are these.
fn table(rest: &Resting, lines: &[&[u8]]) -> PathBuf {
    let path = rest.folder.path().join("votes.csv");
    let file = [&[HEADER.as_bytes()], lines].concat().join(&b'\n');
    std::fs::write(&path, [file, b"\n".to_vec()].concat()).unwrap();
    path
}

on_both!(
    every_bad_row_is_named_by_line_and_reason_and_costs_no_other,
    |backend| {
        let rest = Resting::new(backend, &setup()).await;
        let long = format!("3,ada,bob,a,v,\"{}\"", "x".repeat(10_000_001));
        let lines: [&[u8]; 11] = [
            b"1,ada,bob,a,v,2026-01-31T12:00:00Z",
            b"2,ada,b\xffb,a,v,2026-01-31T12:00:00Z",
            long.as_bytes(),
            b"4,ada,bob,17,v,2026-01-31T12:00:00Z",
            b"5,ada,bob,a,v,the day before yesterday",
            b"6,ada,bob,a,v,2126-01-31T12:00:00Z",
            b"7,\"=HYPERLINK(\"\"http://x\"\",\"\"ada\"\")\",bob,a,v,2026-01-31T12:00:00Z",
            b"1,ada,bob,b,v,2026-01-31T12:00:01Z",
            b"9,ada,bob",
            b"10,ada,,a,v,2026-01-31T12:00:00Z",
            b"11,bob,ada,both_bad,w,2026-01-31T12:00:00Z",
        ];
        let file = table(&rest, &lines);
        let wanted = [
            "1 row skipped: not UTF-8 (line 3)",
            "1 row skipped: longer than 10 MB (line 4)",
            "1 row skipped: unknown outcome (line 5)",
            "1 row skipped: a time that cannot be read; write it as 2026-01-31T12:00:00Z (line 6)",
            "1 row skipped: a time in the future (line 7)",
            "1 row skipped: a formula where the name of a model should be (line 8)",
            "1 row skipped: the file has this vote twice (line 9)",
            "1 row skipped: too few columns (line 10)",
            "1 row skipped: empty model name (line 11)",
        ];
        let (code, out, errors) = import(&rest.config, &file, &["--strict"]).await;
        assert_eq!((code, out.as_str()), (1, ""), "{errors}");
        assert!(errors.contains("nothing was imported"), "{errors}");
        assert!(rest.export("votes").await.is_empty());
        for arguments in [&["--dry-run"][..], &[]] {
            let (code, out, errors) = import(&rest.config, &file, arguments).await;
            assert_eq!(code, 0, "{errors}");
            let mut said: Vec<&str> = errors.lines().collect();
            let mut wanted = wanted.to_vec();
            said.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(said, wanted);
            let first = out.lines().next().unwrap();
            assert!(
                first.ends_with("import 2 of 2 votes into text; 0 were there already")
                    || first.ends_with("imported 2 of 2 votes into text; 0 were there already"),
                "{out}"
            );
        }
        let votes = rest.export("votes").await;
        let choices: Vec<&str> = votes.iter().map(|vote| vote["choice"].as_str()).collect();
        assert_eq!(choices, ["a", "both_bad"]);
    }
);

on_both!(
    a_file_that_breaks_off_brings_nothing_in_whatever_its_format,
    |backend| {
        let site = Site::start(backend, setup()).await;
        let voter = site.voter().await;
        for number in 0..3 {
            let id = voter.battle(&prompt(number)).await;
            voter.vote(&id, "a").await.is(200);
        }
        let rest = Resting::new(backend, &setup()).await;
        for format in ["csv", "jsonl", "json", "parquet"] {
            let path = format!("/api/v1/exports/votes.{format}");
            let whole = site.client().get(&path).await.is(200).body;
            let place = rest.folder.path().join(format!("cut.{format}"));
            std::fs::write(&place, &whole[..whole.len() - 40]).unwrap();
            let (code, out, errors) = import(&rest.config, &place, &[]).await;
            assert_eq!((code, out.as_str()), (1, ""), "{format}: {errors}");
            let says = ["breaks off before its end", "cut off"]
                .iter()
                .any(|one| errors.contains(one));
            assert!(says, "{format}: {errors}");
        }
        assert!(rest.export("votes").await.is_empty());
    }
);

/// Where the bytes of a column stand in a Parquet file.
fn column(file: &[u8], name: &str) -> std::ops::Range<usize> {
    let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(file)).unwrap();
    let group = reader.metadata().row_group(0);
    let mut columns = group.columns().iter();
    let column = columns.find(|column| column.column_path().string() == name);
    let (start, length) = column.unwrap().byte_range();
    let start = usize::try_from(start).unwrap();
    start..start + usize::try_from(length).unwrap()
}

on_both!(
    a_parquet_file_with_damage_in_any_column_brings_nothing_in,
    |backend| {
        let site = Site::start(backend, setup()).await;
        let voter = site.voter().await;
        let id = voter.battle(&prompt(0)).await;
        voter.vote(&id, "a").await.is(200);
        let whole = site
            .client()
            .get("/api/v1/exports/votes.parquet")
            .await
            .is(200)
            .body;
        let rest = Resting::new(backend, &setup()).await;
        for name in ["battle", "model_a", "time", "voter", "chars_a", "bold_b"] {
            let mut damaged = whole.clone();
            damaged[column(&whole, name)].fill(0xff);
            let place = rest.folder.path().join("damaged.parquet");
            std::fs::write(&place, damaged).unwrap();
            let (code, out, errors) = import(&rest.config, &place, &[]).await;
            assert_eq!((code, out.as_str()), (1, ""), "{name}: {errors}");
            assert!(errors.contains("cut off, damaged"), "{name}: {errors}");
        }
        assert!(rest.export("votes").await.is_empty());
    }
);

on_both!(
    cells_that_spreadsheets_would_run_are_made_safe_and_come_back,
    |backend| {
        let site = Site::start(backend, setup()).await;
        let voter = site.voter().await;
        let yes = serde_json::json!({"publish": true, "version": 1});
        voter.put("/api/v1/voters/me", &yes).await.is(200);
        let id = voter.battle(&prompt(0)).await;
        voter.vote(&id, "a").await.is(200);
        let note =
            serde_json::json!({"a": ["useful"], "b": ["too_long"], "note": "=cmd|' /C calc'!A0"});
        voter
            .put(&format!("/api/v1/battles/{id}/reasons"), &note)
            .await
            .is(200);
        let safe = "/api/v1/exports/votes.csv?safe=true";
        let safe = site.client().get(safe).await.is(200).text();
        assert!(safe.contains(",'=cmd|"), "{safe}");
        let plain = site
            .client()
            .get("/api/v1/exports/votes.csv")
            .await
            .is(200)
            .text();
        assert_eq!(safe.replace("'=cmd", "=cmd"), plain, "nothing else differs");
        let rest = Resting::new(backend, &setup()).await;
        let file = rest.file("safe.csv", &safe);
        let (code, _, errors) = import(&rest.config, &file, &[]).await;
        assert_eq!((code, errors.as_str()), (0, ""));
        let (_, again, _) = agon(&rest.config, &["export", "votes"]).await;
        assert_eq!(again, plain, "reasons and the note come back too");
        let arguments = ["export", "votes", "--spreadsheet-safe"];
        let (_, again, _) = agon(&rest.config, &arguments).await;
        assert_eq!(again, safe);
        // Whoever imports a second time changes nothing.
        assert_eq!(import(&rest.config, &file, &[]).await.0, 0);
        let (_, again, _) = agon(&rest.config, &["export", "votes"]).await;
        assert_eq!(again, plain);
    }
);
