//! `agon import votes` as a program, beside a running server and without one: what it adds, what it leaves alone, and what
//! it says.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use agon::app::{RateRequest, rate_stream};
use serde_json::Value;

use crate::campaign::{board_of, campaign, strict, vote_by};
use crate::patience::until;
use crate::process::Process;
use crate::resting::{Resting, agon, import};
use crate::setup::{Setup, prompt};
use crate::site::Site;

/// Votes by `LLMFAO`'s columns: pairs with several workers each.
fn llmfao(rows: usize) -> String {
    let names = ["ada", "Bob Two", "Weaver 12k", "Weaver-12k"];
    let mut text = "id,prompt,model_x,model_y,worker,winner,left,right\n".to_owned();
    for row in 0..rows {
        let (pair, worker) = (row / 5, row % 5);
        let (left, right) = (names[pair % 4], names[(pair + 1 + pair / 4 % 3) % 4]);
        let winner = ["left", "right", "tie", "left"][(row * 7 / 3) % 4];
        writeln!(text, "{pair},8,1,2,{worker},{winner},{left},{right}").unwrap();
    }
    text
}

fn setup() -> Setup {
    Setup::recorded(&["ada", "bob"]).with(
        "id = \"bob\"",
        "id = \"bob\"\nname = \"Bob\"\naliases = [\"Bob Two\"]",
    )
}

/// Ratings by name, without their last digits.
fn ratings(rows: &Value) -> Vec<(String, String)> {
    let row = |row: &Value| {
        let name = row["name"].as_str().unwrap().to_owned();
        (name, format!("{:.6}", row["rating"].as_f64().unwrap()))
    };
    let mut all: Vec<_> = rows.as_array().unwrap().iter().map(row).collect();
    all.sort();
    all
}

on_both!(
    a_running_server_shows_what_is_imported_beside_it,
    |backend| {
        let site = Site::start(backend, setup()).await;
        let voter = site.voter().await;
        let file = site.folder().join("crowd.csv");
        let text = llmfao(200);
        std::fs::write(&file, &text).unwrap();
        let (code, out, errors) = import(&site.config(), &file, &[]).await;
        assert_eq!((code, errors.as_str()), (0, ""), "{out}");
        let mut said = out.lines();
        assert_eq!(
            said.next().unwrap(),
            "imported 200 of 200 votes into text; 0 were there already"
        );
        let retired = said.next().unwrap();
        assert!(
            retired.starts_with("2 models that nobody knew, retired: Weaver-12k"),
            "{retired}"
        );
        // The server takes up the votes, and the names with which the file has them.
        let named = || async {
            let board = site.client().leaderboard("").await;
            let has = |name: &str| {
                let mut rows = board["rows"].as_array().unwrap().iter();
                rows.any(|row| row["name"] == name && row["status"] == "retired")
            };
            (board["votes"] == 200 && has("Weaver 12k") && has("Weaver-12k")).then_some(board)
        };
        let board = until("the board of the imported votes", named).await;
        let rated = text.replace("Bob Two", "Bob");
        let rated = rate_stream(rated.as_bytes(), &RateRequest::default()).unwrap();
        let rated = serde_json::to_value(&rated.rows).unwrap();
        assert_eq!(ratings(&board["rows"]), ratings(&rated));
        // Ballots go on, and the same file changes nothing.
        let id = voter.battle(&prompt(0)).await;
        let voted = voter.vote(&id, "a").await.is(200).json();
        assert_eq!(voted["seq"], 201);
        let (code, out, _) = import(&site.config(), &file, &[]).await;
        assert_eq!(
            (code, out.trim()),
            (
                0,
                "imported 0 of 200 votes into text; 200 were there already"
            )
        );
        assert_eq!(board_of(&site, "").await["votes"], 201);
    }
);

on_both!(ballots_are_taken_while_an_import_runs, |backend| {
    let site = Site::start(backend, setup()).await;
    let voter = site.voter().await;
    let file = site.folder().join("crowd.csv");
    std::fs::write(&file, llmfao(6_000)).unwrap();
    let config = site.config();
    let (said, ()) = tokio::join!(import(&config, &file, &[]), vote_by(&voter, 60, strict));
    assert_eq!(said.0, 0, "{said:?}");
    let votes = site.client().votes().await;
    assert_eq!(votes.len(), 6_060);
    let board = board_of(&site, "").await;
    assert_eq!(
        (&board["votes"], &board["seq"]),
        (&6_060.into(), &6_060.into())
    );
});

on_both!(an_import_without_a_server_ends_with_a_snapshot, |backend| {
    let rest = Resting::new(backend, &setup()).await;
    let file = rest.file("votes.csv", &llmfao(40));
    let (code, out, _) = import(&rest.config, &file, &["--dry-run"]).await;
    assert_eq!(
        (code, out.lines().next().unwrap()),
        (
            0,
            "would import 40 of 40 votes into text; 0 were there already"
        )
    );
    assert!(rest.export("votes").await.is_empty());
    assert_eq!(import(&rest.config, &file, &[]).await.0, 0);
    let votes = rest.export("votes").await;
    let seqs: Vec<usize> = votes
        .iter()
        .map(|vote| vote["seq"].parse().unwrap())
        .collect();
    assert_eq!(seqs, (1..=40).collect::<Vec<_>>());
    let voters: std::collections::HashSet<&String> =
        votes.iter().map(|vote| &vote["voter"]).collect();
    assert_eq!(voters.len(), 5, "the same worker is the same voter");
    let history = rest.export("history").await;
    assert!(
        history.iter().all(|row| row["seq"] == "40") && history.len() == 4,
        "{history:?}"
    );
    // Half of a file, then all of it: only what is missing is added, in the order of the file.
    let file = rest.file("more.csv", &llmfao(60));
    let (_, out, _) = import(&rest.config, &file, &[]).await;
    assert_eq!(
        out.trim(),
        "imported 20 of 60 votes into text; 40 were there already"
    );
    // A server that starts afterwards knows the names.
    let process = Process::start(&rest.config).await;
    let board = process.client().leaderboard("").await;
    assert_eq!(ratings(&board["rows"]).len(), 4);
    assert!(
        ratings(&board["rows"])
            .iter()
            .any(|(name, _)| name == "Weaver 12k")
    );
    drop(process);
});

on_both!(rows_without_a_name_are_told_by_what_they_say, |backend| {
    let rest = Resting::new(backend, &setup()).await;
    let row = |judge: &str, winner: &str, anony: bool| {
        format!(
            "{{\"model_a\":\"ada\",\"model_b\":\"bob\",\"winner\":\"{winner}\",\"judge\":\"{judge}\",\"turn\":1,\
                 \"anony\":{anony},\"language\":\"English\",\"tstamp\":1682351591.1322}}"
        )
    };
    let rows = [
        row("arena_user_1", "model_a", true),
        row("arena_user_1", "model_a", true),
        row("arena_user_2", "tie (bothbad)", true),
        row("arena_user_3", "model_b", false),
        row("arena_user_4", "nobody", true),
    ];
    let file = rest.file("clean_battle.json", &format!("[{}]", rows.join(",\n")));
    let (code, out, errors) = import(&rest.config, &file, &[]).await;
    assert_eq!(
        (code, errors.trim()),
        (0, "1 row skipped: unknown outcome (entry 5)")
    );
    let first =
        "imported 4 of 4 votes into text; 0 were there already\n1 of the votes are unrated\n";
    assert_eq!(out, first);
    let (_, out, _) = import(&rest.config, &file, &[]).await;
    assert!(out.starts_with("imported 0 of 4 votes"), "{out}");
    let votes = rest.export("votes").await;
    let said = |vote: &HashMap<String, String>| {
        ["time", "choice", "categories", "state", "reason"].map(|key| vote[key].clone())
    };
    assert_eq!(
        said(&votes[2]),
        [
            "2023-04-24T15:53:11.132Z",
            "both_bad",
            "english",
            "rated",
            ""
        ]
    );
    assert_eq!(said(&votes[3])[3..], ["unrated", "named_models"]);
    assert_eq!(votes[0]["voter"], votes[1]["voter"]);
    assert_ne!(votes[0]["battle"], votes[1]["battle"]);
    let english = ["export", "history", "--category", "english"];
    let (_, history, _) = agon(&rest.config, &english).await;
    assert_eq!(history.lines().count(), 3, "{history}");
});

on_both!(what_a_site_exported_comes_back_as_it_was, |backend| {
    let site = Site::start(backend, setup()).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 12).await;
    let exported = site
        .client()
        .get("/api/v1/exports/votes.csv")
        .await
        .is(200)
        .text();
    let file = site.folder().join("votes.csv");
    std::fs::write(&file, &exported).unwrap();
    let (_, out, _) = import(&site.config(), &file, &[]).await;
    assert_eq!(
        out.trim(),
        "imported 0 of 12 votes into text; 12 were there already"
    );
    let rest = Resting::new(backend, &setup()).await;
    assert_eq!(import(&rest.config, &file, &[]).await.0, 0);
    let (_, again, _) = agon(&rest.config, &["export", "votes", "--arena", "text"]).await;
    assert_eq!(again, exported);
});

on_both!(a_file_that_is_not_whole_brings_nothing_in, |backend| {
    let rest = Resting::new(backend, &setup()).await;
    let whole = llmfao(20);
    let cut = rest.file("cut.csv", &whole[..whole.len() - 16]);
    let (code, out, errors) = import(&rest.config, &cut, &[]).await;
    assert_eq!((code, out.as_str()), (1, ""));
    let wanted = "cut.csv breaks off before its end (line 21); nothing was imported";
    assert!(errors.contains(wanted), "{errors}");
    let odd = rest.file("odd.csv", &whole.replace(",tie,", ",draw,"));
    let (code, _, errors) = import(&rest.config, &odd, &["--strict"]).await;
    assert_eq!(code, 1);
    for wanted in ["unknown outcome (lines 3, ", "leave --strict out"] {
        assert!(errors.contains(wanted), "{errors}");
    }
    assert!(rest.export("votes").await.is_empty());
    let (code, out, errors) = import(&rest.config, &odd, &[]).await;
    assert_eq!(code, 0, "{errors}");
    assert!(
        errors.contains("rows skipped: unknown outcome (lines 3, "),
        "{errors}"
    );
    assert!(out.starts_with("imported 15 of 15 votes"), "{out}");
});

on_both!(what_cannot_be_imported_says_why, |backend| {
    let rest = Resting::new(backend, &setup()).await;
    let votes = rest.file("votes.csv", &llmfao(20));
    let other = rest.file("other.csv", "id,name\n1,2\n");
    let missing = rest.folder.path().join("missing");
    let null = PathBuf::from("/dev/null");
    let unknown = "other.csv has columns that are not known (id, name); expected";
    let formats = "one of agon, lmarena, kaggle, llmfao, comparia, openwebui";
    for (file, arguments, code, wanted) in [
        (&other, &[][..], 1, unknown),
        (&missing, &[], 1, "missing cannot be read: "),
        (&votes, &["--format", "parquet"], 2, formats),
        (
            &votes,
            &["--format", "kaggle"],
            1,
            "expected model_a, model_b, winner_model_a",
        ),
        (
            &null,
            &[],
            1,
            "/dev/null must be a file that can be read twice, not a pipe",
        ),
    ] {
        let (got, out, errors) = import(&rest.config, file, arguments).await;
        assert_eq!((got, out.as_str()), (code, ""), "{errors}");
        assert!(errors.contains(wanted), "{errors}");
    }
    let nowhere = [
        "import",
        "votes",
        votes.to_str().unwrap(),
        "--arena",
        "nowhere",
    ];
    let (code, _, errors) = agon(&rest.config, &nowhere).await;
    let wanted = "--arena nowhere: this site has no such arena; it has: text";
    assert_eq!((code, errors.trim()), (2, wanted));
    assert!(rest.export("votes").await.is_empty());
});

/// That the board of a site into which `text` was imported has every figure of `agon rate` on the file itself, to the last bit.
async fn is_rated_as_the_file(rest: &Resting, text: &str) {
    let rated = rate_stream(text.as_bytes(), &RateRequest::default()).unwrap();
    let mut board = rest.export("leaderboard").await;
    board.retain(|row| row["votes"] != "0");
    assert_eq!(board.len(), rated.rows.len());
    for row in &rated.rows {
        let found = board.iter().find(|found| found["name"] == row.name);
        let found = found.unwrap();
        let figure = |of: &str| found[of].parse::<f64>().ok();
        let got = ["rating", "rating_low", "rating_high"].map(figure);
        let wanted = [row.rating, row.rating_low, row.rating_high];
        assert_eq!(got, wanted, "{}", row.name);
        assert_eq!(found["rank"], row.rank.unwrap().to_string());
    }
}

on_both!(
    imported_votes_are_rated_as_their_file_to_the_last_bit,
    |backend| {
        // Of these, the id that an import makes stands elsewhere among the others than the name does.
        let names = [
            "Foo 1", "Foo-0", "Foo (3)", "Foo/2", "a b", "a+b", "a-a", "(c)", "C", "d e", "d.e",
            "d-",
        ];
        let mut text = "model_a,model_b,choice\n".to_owned();
        for row in 0..600 {
            let (a, b) = (row * 7 % 12, (row * 7 + 1 + row / 12 % 11) % 12);
            let choice = ["a", "a", "b", "tie", "a"][row * row % 23 % 5];
            writeln!(text, "{},{},{choice}", names[a], names[b]).unwrap();
        }
        let rest = Resting::new(backend, &Setup::recorded(&["ada", "bob"])).await;
        let file = rest.file("odd.csv", &text);
        let (code, _, errors) = import(&rest.config, &file, &[]).await;
        assert_eq!((code, errors.as_str()), (0, ""));
        is_rated_as_the_file(&rest, &text).await;
    }
);

// `LLMFAO`'s crowd comparisons, if they are there: the board of the site is that of `agon rate`.
on_both!(llmfaos_crowd_comparisons_are_rated_as_the_file, |backend| {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/llmfao/crowd-comparisons.csv"
    );
    let Ok(text) = std::fs::read_to_string(file) else {
        eprintln!("SKIPPED: this test needs {file}");
        return;
    };
    let rest = Resting::new(backend, &setup()).await;
    let (code, out, errors) = import(&rest.config, Path::new(file), &[]).await;
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(
        out.lines().next().unwrap(),
        "imported 8931 of 8931 votes into text; 0 were there already"
    );
    is_rated_as_the_file(&rest, &text).await;
});

on_both!(
    an_import_says_that_it_leaves_texts_out_whatever_the_format,
    |backend| {
        let rest = Resting::new(backend, &setup()).await;
        let conversation = r#"[{"role":"user","content":"why?"}]"#;
        let row = format!(
            r#"{{"model_a":"x","model_b":"y","winner":"tie","conversation_a":{conversation},"judge":"v"}}"#
        );
        let files = [
            (
                "texts.csv",
                "id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n1,x,y,p,q,r,1,0,0\n"
                    .to_owned(),
                true,
            ),
            ("texts.jsonl", format!("{row}\n"), true),
            ("texts.json", format!("[{row}]"), true),
            (
                "none.jsonl",
                "{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"model_a\"}\n".to_owned(),
                false,
            ),
        ];
        for (name, text, has_texts) in files {
            let file = rest.file(name, &text);
            let (code, out, errors) = import(&rest.config, &file, &[]).await;
            assert_eq!(code, 0, "{errors}");
            assert!(out.starts_with("imported"), "{out}");
            let says = out.contains("prompts and answers were left out");
            assert_eq!((says, errors.as_str()), (has_texts, ""), "{name}: {out}");
        }
    }
);
