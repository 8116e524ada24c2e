//! What a site exports can be checked by anybody: chains, signatures, boards; and what was changed is found.

mod formats;
mod manifests;

use std::path::{Path, PathBuf};

use agon::app::{Verified, VerifyRequest};
use serde_json::Value;

use crate::campaign::campaign;
use crate::patience::until;
use crate::resting::{Resting, agon, import};
use crate::setup::Setup;
use crate::site::{Site, meddle};

pub(crate) const THREE: [&str; 3] = ["ada", "bob", "cyd"];

/// Checks a file.
pub(crate) fn verify(request: &VerifyRequest) -> Verified {
    agon::app::verify(request, &mut |_| ()).unwrap()
}

/// Votes with the manifest beside them.
pub(crate) fn with_manifest(votes: &Path) -> VerifyRequest {
    let manifest = format!("{}.manifest.json", votes.display());
    VerifyRequest {
        votes: votes.to_owned(),
        manifest: Some(manifest.into()),
        ..VerifyRequest::default()
    }
}

/// Exports a kind of file of a site as a program; its path.
pub(crate) async fn export(config: &Path, kind: &str, name: &str, more: &[&str]) -> PathBuf {
    let path = config.with_file_name(name);
    let file = path.to_str().unwrap();
    let arguments = ["export", kind, "--arena", "text", "-o", file];
    let (code, _, errors) = agon(config, &[&arguments[..], more].concat()).await;
    assert_eq!((code, errors.as_str()), (0, ""));
    path
}

/// Whether there is a line with this in it.
pub(crate) fn says(lines: &[String], text: &str) -> bool {
    lines.iter().any(|line| line.contains(text))
}

/// The manifest of a site, once every kept board of it has its seal.
pub(crate) async fn manifest(site: &Site, query: &'static str) -> Value {
    let sealed = || async {
        let path = format!("/api/v1/manifest{query}");
        let manifest = site.client().get(&path).await;
        let kept = "/api/v1/arenas/text/snapshots?limit=200";
        let kept = site.client().get(kept).await.is(200).json();
        let of = |value: &Value| value.as_array().map_or(0, Vec::len);
        let (signed, kept) = match manifest.status {
            200 => (
                of(&manifest.json()["arenas"][0]["snapshots"]),
                of(&kept["snapshots"]),
            ),
            _ => return None,
        };
        (signed == kept && kept > 0).then(|| manifest.json())
    };
    until("seals of all kept boards", sealed).await
}

on_both!(a_site_and_all_its_files_are_the_same, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 40).await;
    site.close().await;
    let config = site.config();
    let history = export(&config, "history", "history.csv", &[]).await;
    for format in ["csv", "jsonl", "json", "parquet"] {
        let votes = export(&config, "votes", &format!("votes.{format}"), &[]).await;
        let leaderboard = export(
            &config,
            "leaderboard",
            &format!("leaderboard.{format}"),
            &[],
        )
        .await;
        let found = verify(&VerifyRequest {
            history: Some(history.clone()),
            leaderboard: Some(leaderboard),
            ..with_manifest(&votes)
        });
        assert_eq!(found.differences, [""; 0], "{format}");
        assert!(
            says(&found.checked, "text: 40 of 40 votes follow"),
            "{found:?}"
        );
        assert!(
            says(&found.checked, "40 votes are rated, and 0 are not"),
            "{found:?}"
        );
        let boards = found
            .checked
            .iter()
            .find(|line| line.contains("boards are the same"))
            .unwrap();
        let count: u32 = boards.split(' ').nth(1).unwrap().parse().unwrap();
        assert!(count >= 5 && !boards.contains(" 0 of them"), "{boards}");
        // The program finds what stands beside the votes by itself.
        let (code, out, _) = agon(&config, &["verify", votes.to_str().unwrap()]).await;
        assert_eq!((code, out.as_str()), (0, "same\n"));
    }
    let folder = site.folder().to_str().unwrap();
    let (code, out, errors) = agon(&config, &["verify", folder]).await;
    assert_eq!((code, out.as_str()), (0, "same\n"), "{errors}");
});

on_both!(a_typed_leaderboard_says_whose_it_is, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 20).await;
    let cast = site.client().votes().await;
    let category = cast[0]["categories"][0].as_str().unwrap().to_owned();
    site.close().await;
    let config = site.config();
    let votes = export(&config, "votes", "votes.csv", &[]).await;
    for more in [&["--style-control"][..], &["--category", &category]] {
        let leaderboard = export(&config, "leaderboard", "leaderboard.parquet", more).await;
        let found = verify(&VerifyRequest {
            votes: votes.clone(),
            leaderboard: Some(leaderboard),
            ..VerifyRequest::default()
        });
        assert_eq!(found.differences, [""; 0], "{more:?}");
        let same = "text: 1 boards are the same";
        assert!(says(&found.checked, same), "{found:?}");
    }
});

on_both!(
    a_figure_that_was_changed_by_its_last_digit_is_named,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 12).await;
        site.close().await;
        let config = site.config();
        export(&config, "votes", "votes.csv", &[]).await;
        let history = export(&config, "history", "history.csv", &[]).await;
        let folder = site.folder().to_str().unwrap();
        let text = std::fs::read_to_string(&history).unwrap();
        let row = text.lines().last().unwrap();
        let rating = row.split(',').nth(11).unwrap();
        let other = f64::from_bits(rating.parse::<f64>().unwrap().to_bits() + 1).to_string();
        std::fs::write(&history, text.replace(rating, &other)).unwrap();
        let (code, out, _) = agon(&config, &["verify", folder]).await;
        assert_eq!(code, 1);
        let said = format!("is \"{other}\" there and \"{rating}\" by the votes");
        assert!(out.contains(&said) && out.contains("rating of "), "{out}");
        for (name, text) in [
            ("none.csv", None),
            ("other.csv", Some("a,b\n1,2\n")),
            ("empty.csv", Some("")),
        ] {
            let path = site.folder().join(name);
            if let Some(text) = text {
                std::fs::write(&path, text).unwrap();
            }
            let (code, out, errors) = agon(&config, &["verify", path.to_str().unwrap()]).await;
            assert_eq!((code, out.as_str()), (2, ""), "{name}");
            assert!(errors.contains(name), "{errors}");
        }
    }
);

on_both!(
    a_site_that_is_older_than_chains_gets_the_same_ones,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 30).await;
        let export = "/api/v1/exports/votes.csv";
        let before = site.client().get(export).await.is(200).text();
        site.close().await;
        meddle(
            site.database(),
            "UPDATE vote SET hash = NULL WHERE seq > 7; DELETE FROM seal;",
        )
        .await;
        site.restart().await;
        campaign(&site, &site.voter().await, 5).await;
        let said = manifest(&site, "").await;
        let after = site.client().get(export).await.is(200).text();
        assert!(after.starts_with(&before));
        let votes = site.folder().join("votes.csv");
        std::fs::write(&votes, after).unwrap();
        std::fs::write(
            site.folder().join("votes.csv.manifest.json"),
            said.to_string(),
        )
        .unwrap();
        let found = verify(&with_manifest(&votes));
        assert_eq!(found.differences, [""; 0]);
    }
);

on_both!(
    boards_of_categories_that_were_tagged_again_are_left_out_and_told,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 12).await;
        site.close().await;
        let rule = "[[category]]\nid = \"all\"\nany_of = [\"question\"]\n";
        let text = std::fs::read_to_string(site.config()).unwrap();
        std::fs::write(site.config(), format!("{rule}{text}")).unwrap();
        let (code, said, errors) = agon(&site.config(), &["categories"]).await;
        assert_eq!(code, 0, "{errors}");
        assert!(said.starts_with("changed the categories of"), "{said}");
        let votes = export(&site.config(), "votes", "votes.jsonl", &[]).await;
        let found = verify(&with_manifest(&votes));
        assert_eq!(found.differences, [""; 0]);
        assert!(
            says(&found.unchecked, "were made before votes were tagged again"),
            "{found:?}"
        );
        assert!(
            says(&found.checked, "boards are the same"),
            "the overall ones"
        );
        // So is what was tagged again while the file was written.
        let beside = with_manifest(&votes).manifest.unwrap();
        let text = std::fs::read_to_string(&beside).unwrap();
        let mut said: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(said["part"]["tagging"], 1);
        said["part"]["tagging"] = Value::Null;
        std::fs::write(&beside, said.to_string()).unwrap();
        let found = verify(&with_manifest(&votes));
        let why = "votes were tagged again while the file was written";
        assert!(says(&found.unchecked, why), "{found:?}");
        assert_eq!(found.differences, [""; 0]);
    }
);

on_both!(parts_say_what_they_cannot_show, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 20).await;
    let category = site.client().votes().await[0]["categories"][0]
        .as_str()
        .unwrap()
        .to_owned();
    site.close().await;
    let config = site.config();
    let rest = export(&config, "votes", "rest.csv", &["--after", "8"]).await;
    let found = verify(&with_manifest(&rest));
    assert_eq!(found.differences, [""; 0]);
    assert!(says(&found.checked, "12 of 12 votes follow"), "{found:?}");
    assert!(
        says(
            &found.unchecked,
            "boards need the votes that this file leaves out"
        ),
        "{found:?}"
    );
    let some = export(&config, "votes", "some.parquet", &["--category", &category]).await;
    let alone = VerifyRequest {
        votes: some.clone(),
        ..VerifyRequest::default()
    };
    for request in [with_manifest(&some), alone] {
        let found = verify(&request);
        assert_eq!(found.differences, [""; 0]);
        assert!(
            says(&found.unchecked, "whether any is missing cannot be said"),
            "{found:?}"
        );
    }
    // Without a word that it is a part, its first vote follows nothing.
    std::fs::remove_file(rest.with_file_name("rest.csv.manifest.json")).unwrap();
    let (code, out, _) = agon(&config, &["verify", rest.to_str().unwrap()]).await;
    assert_eq!(code, 1);
    assert!(
        out.contains("line 2 (seq 9 of text) does not follow the beginning of the chain"),
        "{out}"
    );
});

// `LLMFAO`'s crowd comparisons, if they are there, by the commands that people type.
on_both!(
    llmfao_is_the_same_board_wherever_it_is_imported,
    |backend| {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/data/llmfao/crowd-comparisons.csv"
        );
        if !Path::new(file).exists() {
            eprintln!("SKIPPED: this test needs {file}");
            return;
        }
        let rest = Resting::new(backend, &Setup::recorded(&THREE)).await;
        assert_eq!(import(&rest.config, Path::new(file), &[]).await.0, 0);
        let votes = export(&rest.config, "votes", "votes.csv", &[]).await;
        let (code, out, errors) = agon(&rest.config, &["verify", votes.to_str().unwrap()]).await;
        assert_eq!((code, out.as_str()), (0, "same\n"), "{errors}");
        let again = Resting::new(backend, &Setup::recorded(&THREE)).await;
        assert_eq!(import(&again.config, &votes, &[]).await.0, 0);
        for kind in ["votes", "leaderboard"] {
            let figures = |rows: Vec<std::collections::HashMap<String, String>>| {
                let row = |mut row: std::collections::HashMap<String, String>| {
                    // What people call a model is not in a votes file.
                    row.remove("name");
                    let mut cells: Vec<_> = row.into_iter().collect();
                    cells.sort();
                    cells
                };
                rows.into_iter().map(row).collect::<Vec<_>>()
            };
            assert_eq!(
                figures(again.export(kind).await),
                figures(rest.export(kind).await),
                "{kind}"
            );
        }
        let mut bytes = std::fs::read(&votes).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut lines = text.lines().enumerate().skip(5_000);
        let (number, line) = lines.find(|(_, line)| line.contains(",a,")).unwrap();
        bytes[text.find(line).unwrap() + line.find(",a,").unwrap() + 1] = b'b';
        std::fs::write(&votes, bytes).unwrap();
        let (code, out, _) = agon(&rest.config, &["verify", votes.to_str().unwrap()]).await;
        assert_eq!(code, 1);
        let place = format!(
            "line {} (seq {number} of text): choice is \"b\" and was \"a\"",
            number + 1
        );
        assert!(out.contains(&place), "{out}");
        assert!(
            out.contains("the board of these votes is not the one that was signed"),
            "{out}"
        );
        assert!(out.ends_with("different\n"));
    }
);
