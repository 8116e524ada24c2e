//! A file for every day: written once, again when a day is not what it was, and never half.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::client::Voter;
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

/// A site with votes of a day that has ended, whose voter agreed that texts are published.
struct Talked {
    site: Site,
    voter: Voter,
    battles: Vec<String>,
}

impl Talked {
    async fn new(backend: Backend) -> Self {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let voter = site.voter().await;
        let talked = Self {
            site,
            voter,
            battles: Vec::new(),
        };
        talked.publish(true).await;
        let mut battles = Vec::new();
        for number in 0..2 {
            let id = talked.voter.battle(&prompt(number)).await;
            talked.voter.vote(&id, "a").await.is(200);
            battles.push(id);
        }
        meddle(talked.site.database(), TWO_DAYS_AGO).await;
        Self { battles, ..talked }
    }

    async fn publish(&self, publish: bool) {
        let consent = json!({"publish": publish, "version": 1});
        self.voter.put("/api/v1/voters/me", &consent).await.is(200);
    }

    /// Writes what is not up to date; how many files of how many, and what they say now.
    async fn dump(&self, kind: &str) -> (String, String) {
        let (to, config) = (self.site.folder().join("dump"), self.site.config());
        let words = ["export", kind, "--to", to.to_str().unwrap()];
        let words = [&words[..], &["--format", "csv"]].concat();
        let (code, out, errors) = agon(&config, &words).await;
        assert_eq!(code, 0, "{errors}");
        let (done, _) = out.split_once(" files").unwrap();
        let all = files(&to).into_iter();
        let seen = all.filter(|(path, _)| {
            let is_csv = path.extension().is_some_and(|ending| ending == "csv");
            is_csv && path.to_str().unwrap().contains(&format!("/{kind}/"))
        });
        let text = seen.map(|(_, bytes)| String::from_utf8(bytes).unwrap());
        (done.to_owned(), text.collect())
    }
}

on_both!(
    a_day_is_written_again_when_its_voters_change_their_minds,
    |backend| {
        let talked = Talked::new(backend).await;
        let path = format!("/api/v1/battles/{}", talked.battles[0]);
        let rows = |(done, text): (String, String)| (done, text.lines().count() - 1);
        let written = |rows| ("wrote 1 of 1".to_owned(), rows);
        assert_eq!(rows(talked.dump("votes").await), written(2));
        assert_eq!(rows(talked.dump("battles").await), written(2));
        // A reason and a note are of the vote, not of its texts.
        let said = json!({"a": ["useful"], "note": "well said"});
        let reasons = format!("{path}/reasons");
        talked.voter.put(&reasons, &said).await.is(200);
        let (done, votes) = talked.dump("votes").await;
        assert_eq!(done, "wrote 1 of 1");
        assert!(votes.contains("useful,,well said"), "{votes}");
        assert_eq!(talked.dump("battles").await.0, "wrote 0 of 1");
        // What is deleted is gone from both.
        talked.voter.delete(&path).await;
        let (_, votes) = talked.dump("votes").await;
        assert!(votes.contains("useful") && !votes.contains("well said"));
        assert_eq!(rows(talked.dump("battles").await), written(1));
        // And a no for all of them leaves a header behind.
        talked.publish(false).await;
        assert_eq!(rows(talked.dump("battles").await), written(0));
        assert_eq!(talked.dump("battles").await.0, "wrote 0 of 1");
    }
);

on_both!(a_day_is_written_again_when_it_was_tagged_again, |backend| {
    let mut talked = Talked::new(backend).await;
    assert!(!talked.dump("votes").await.1.contains("asked"));
    talked.dump("battles").await;
    talked.site.close().await;
    let config = talked.site.config();
    let rule = "[[category]]\nid = \"asked\"\nany_of = [\"question\"]\n";
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{rule}{text}")).unwrap();
    let (_, out, errors) = agon(&config, &["categories"]).await;
    let start = "changed the categories of 2 of 2 votes";
    assert!(out.starts_with(start), "{out}{errors}");
    let (done, votes) = talked.dump("votes").await;
    assert_eq!(
        (done.as_str(), votes.contains("asked")),
        ("wrote 1 of 1", true)
    );
    assert_eq!(
        talked.dump("battles").await.0,
        "wrote 0 of 1",
        "texts have no categories"
    );
});

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
