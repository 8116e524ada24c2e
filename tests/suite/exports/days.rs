//! A file for every day: written once, again when a day is not what it was, and never half.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::patience::until;
use crate::resting::{Resting, agon, import};
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site, meddle};
use crate::typed;

/// Votes on days of January 2026, by their numbers.
pub(super) fn votes(days: &[u32], first: usize) -> String {
    let mut text = "battle,time,model_a,model_b,choice,voter\n".to_owned();
    for (number, day) in (first..).zip(days) {
        writeln!(
            text,
            "{number:032x},2026-01-{day:02}T23:59:59.999Z,ada,bob,a,{number:032x}"
        )
        .unwrap();
    }
    text
}

/// Every file below a folder with what is in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    all
}

/// A site of imported votes without a server, and a folder for its days.
struct Dumped {
    rest: Resting,
    folder: PathBuf,
}

impl Dumped {
    async fn of(backend: Backend, days: &[u32]) -> Self {
        let rest = Resting::new(backend, &Setup::recorded(&["ada", "bob"])).await;
        let folder = rest.folder.path().join("dump");
        let dumped = Self { rest, folder };
        dumped.import(days, 1).await;
        dumped
    }

    async fn import(&self, days: &[u32], first: usize) {
        let file = self.rest.file("votes.csv", &votes(days, first));
        assert_eq!(import(&self.rest.config, &file, &[]).await.0, 0);
    }

    /// Writes what is not there yet; what it says.
    async fn dump(&self, kind: &str, format: &str) -> (i32, String) {
        let to = self.folder.to_str().unwrap();
        let words = ["export", kind, "--to", to, "--format", format];
        let (code, out, errors) = agon(&self.rest.config, &words).await;
        (code, out + &errors)
    }

    async fn says(&self, format: &str, start: &str) {
        let (code, said) = self.dump("votes", format).await;
        assert_eq!((code, said.starts_with(start)), (0, true), "{said}");
    }

    fn part(&self, day: &str) -> PathBuf {
        let arena = self.folder.join("votes/arena=text");
        arena.join(format!("day=2026-01-{day}/part-0.csv"))
    }

    /// The files that readers of partitions look at.
    fn names(&self) -> Vec<PathBuf> {
        let is_seen = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            !name.starts_with(['.', '_'])
        };
        files(&self.folder).into_keys().filter(is_seen).collect()
    }
}

fn lines(path: &Path) -> usize {
    std::fs::read_to_string(path).unwrap().lines().count()
}

on_both!(a_day_is_written_once, |backend| {
    let dumped = Dumped::of(backend, &[1, 1, 3]).await;
    dumped.says("csv", "wrote 2 of 2 files with 3 rows").await;
    let (first, third) = (dumped.part("01"), dumped.part("03"));
    assert_eq!((lines(&first), lines(&third)), (3, 2));
    let before = files(&dumped.folder);
    assert_eq!(dumped.names(), [first, third]);
    dumped.says("csv", "wrote 0 of 2 files with 0 rows").await;
    assert_eq!(files(&dumped.folder), before);
    // Another format stands beside it.
    dumped
        .says("parquet", "wrote 2 of 2 files with 3 rows")
        .await;
    assert_eq!(dumped.names().len(), 4);
    for (words, said) in [
        (["models", "dump"], "--to is for votes and battles"),
        (
            ["votes", "s3://bucket/x"],
            "--to s3://... needs a [dumps] section",
        ),
    ] {
        let words = ["export", words[0], "--to", words[1]];
        let (code, _, errors) = agon(&dumped.rest.config, &words).await;
        assert_eq!((code, errors.contains(said)), (2, true), "{errors}");
    }
});

on_both!(a_day_with_more_votes_is_written_again, |backend| {
    let dumped = Dumped::of(backend, &[1, 1, 3]).await;
    dumped.says("csv", "wrote 2 of 2 files with 3 rows").await;
    let before = files(&dumped.folder);
    dumped.import(&[3, 5], 9).await;
    let (first, third, fifth) = (dumped.part("01"), dumped.part("03"), dumped.part("05"));
    // Beside what an earlier version wrote, what a program left that died, and what another server writes just now.
    let older = third.with_file_name("part-0000000001.csv");
    let half = third.with_file_name(".part-0.csv.00.partial");
    let other = third.with_file_name(".part-0.csv.01.partial");
    for path in [&older, &half, &other] {
        std::fs::write(path, "half a file").unwrap();
    }
    let file = std::fs::File::options().write(true).open(&half).unwrap();
    file.set_modified(std::time::UNIX_EPOCH).unwrap();
    dumped.says("csv", "wrote 2 of 3 files with 3 rows").await;
    assert_eq!(dumped.names(), [first.clone(), third.clone(), fifth]);
    assert_eq!((half.exists(), other.exists()), (false, true));
    assert_eq!(files(&dumped.folder)[&first], before[&first]);
    assert_eq!(lines(&third), 3);
    // A file that somebody took away comes back.
    std::fs::remove_file(&first).unwrap();
    dumped.says("csv", "wrote 1 of 3 files with 2 rows").await;
    assert_eq!(files(&dumped.folder)[&first], before[&first]);
});

/// What votes of today need to be of a day that has ended.
const TWO_DAYS_AGO: &str = "UPDATE vote SET time_ms = time_ms - 172800000";

on_both!(
    a_day_is_written_again_when_its_voters_change_their_minds,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let voter = site.voter().await;
        let yes = json!({"publish": true, "version": 1});
        voter.put("/api/v1/voters/me", &yes).await.is(200);
        let mut ids = Vec::new();
        for number in 0..2 {
            ids.push(voter.battle(&prompt(number)).await);
            voter.vote(&ids[number], "a").await.is(200);
        }
        let reasons = format!("/api/v1/battles/{}/reasons", ids[0]);
        meddle(site.database(), TWO_DAYS_AGO).await;
        let (to, config) = (site.folder().join("dump"), site.config());
        let dump = async |kind: &str| {
            let words = [
                "export",
                kind,
                "--to",
                to.to_str().unwrap(),
                "--format",
                "csv",
            ];
            let (code, out, errors) = agon(&config, &words).await;
            assert_eq!(code, 0, "{errors}");
            let seen = files(&to)
                .into_iter()
                .filter(|(path, _)| path.extension().unwrap() == "csv");
            let seen =
                seen.filter(|(path, _)| path.to_str().unwrap().contains(&format!("/{kind}/")));
            let text = seen
                .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
                .collect::<String>();
            (out.split(" files").next().unwrap().to_owned(), text)
        };
        let (said, votes) = dump("votes").await;
        assert_eq!((said.as_str(), votes.lines().count()), ("wrote 1 of 1", 3));
        let (said, texts) = dump("battles").await;
        assert_eq!((said.as_str(), texts.lines().count()), ("wrote 1 of 1", 3));
        // A reason and a note are of the vote, not of its texts.
        voter
            .put(&reasons, &json!({"a": ["useful"], "note": "well said"}))
            .await
            .is(200);
        let (said, votes) = dump("votes").await;
        assert_eq!(
            (said.as_str(), votes.contains("useful,,well said")),
            ("wrote 1 of 1", true),
            "{votes}"
        );
        assert_eq!(dump("battles").await.0, "wrote 0 of 1");
        // What is deleted is gone from both.
        voter.delete(&format!("/api/v1/battles/{}", ids[0])).await;
        let (_, votes) = dump("votes").await;
        assert!(
            votes.contains("useful") && !votes.contains("well said"),
            "{votes}"
        );
        let (said, texts) = dump("battles").await;
        assert_eq!(
            (said.as_str(), texts.lines().count()),
            ("wrote 1 of 1", 2),
            "{texts}"
        );
        // And a no for all of them leaves a header behind.
        voter
            .put(
                "/api/v1/voters/me",
                &json!({"publish": false, "version": 1}),
            )
            .await
            .is(200);
        let (said, texts) = dump("battles").await;
        assert_eq!(
            (said.as_str(), texts.lines().count()),
            ("wrote 1 of 1", 1),
            "{texts}"
        );
        assert_eq!(dump("battles").await.0, "wrote 0 of 1");
        site.close().await;
        // Other rules find other categories.
        let rule = "[[category]]\nid = \"asked\"\nany_of = [\"question\"]\n";
        let text = std::fs::read_to_string(site.config()).unwrap();
        std::fs::write(site.config(), format!("{rule}{text}")).unwrap();
        meddle(site.database(), "UPDATE battle SET deleted_ms = NULL").await;
        let (code, out, errors) = agon(&site.config(), &["categories"]).await;
        assert_eq!(
            (code, out.starts_with("changed the categories of 1 ")),
            (0, true),
            "{out}{errors}"
        );
        let (said, votes) = dump("votes").await;
        assert_eq!(
            (said.as_str(), votes.contains("asked")),
            ("wrote 1 of 1", true),
            "{votes}"
        );
    }
);

on_both!(a_server_keeps_dumps_up_to_date_by_itself, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let file = site.folder().join("votes.csv");
    std::fs::write(&file, votes(&[1, 2], 1)).unwrap();
    assert_eq!(import(&site.config(), &file, &[]).await.0, 0);
    let setup = Setup::recorded(&["ada", "bob"])
        .with("[[arena]]", "[dumps]\nfolder = \"dumps\"\n\n[[arena]]");
    site.restart_with(setup).await;
    let metric = |line: &'static str| {
        let client = site.client();
        async move {
            client
                .get("/metrics")
                .await
                .text()
                .contains(line)
                .then_some(())
        }
    };
    until("dumps after the start", || {
        metric("agon_dumps_total{outcome=\"done\"} 1")
    })
    .await;
    let dumps = site.folder().join("dumps/votes/arena=text");
    for day in ["01", "02"] {
        let part = dumps.join(format!("day=2026-01-{day}/part-0.parquet"));
        assert_eq!(typed::read(&std::fs::read(part).unwrap()).rows.len(), 1);
    }
    assert!(
        !site.folder().join("dumps/battles").exists(),
        "there are no texts"
    );
});
