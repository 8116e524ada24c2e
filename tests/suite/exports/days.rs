//! A file for every day: written once, again when a day got more votes, and never half.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::resting::{Resting, agon, import};
use crate::setup::Setup;
use crate::site::Backend;

/// Votes on days of January 2026, by their numbers.
fn votes(days: &[u32], first: usize) -> String {
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

    fn part(&self, day: &str, votes: u32) -> PathBuf {
        let arena = self.folder.join("votes/arena=text");
        let name = format!("part-{votes:010}.csv");
        arena.join(format!("day=2026-01-{day}")).join(name)
    }

    fn names(&self) -> Vec<PathBuf> {
        files(&self.folder).into_keys().collect()
    }
}

fn lines(path: &Path) -> usize {
    std::fs::read_to_string(path).unwrap().lines().count()
}

on_both!(a_day_is_written_once, |backend| {
    let dumped = Dumped::of(backend, &[1, 1, 3]).await;
    dumped.says("csv", "wrote 2 of 2 days with 3 votes").await;
    let (first, third) = (dumped.part("01", 2), dumped.part("03", 1));
    assert_eq!((lines(&first), lines(&third)), (3, 2));
    let before = files(&dumped.folder);
    assert_eq!(dumped.names(), [first, third]);
    dumped.says("csv", "wrote 0 of 2 days with 0 votes").await;
    assert_eq!(files(&dumped.folder), before);
    // Another format stands beside it.
    dumped
        .says("parquet", "wrote 2 of 2 days with 3 votes")
        .await;
    assert_eq!(files(&dumped.folder).len(), 4);
    let (code, said) = dumped.dump("models", "csv").await;
    assert_eq!(
        (code, said.contains("--to is for votes")),
        (2, true),
        "{said}"
    );
});

on_both!(a_day_with_more_votes_is_written_again, |backend| {
    let dumped = Dumped::of(backend, &[1, 1, 3]).await;
    dumped.says("csv", "wrote 2 of 2 days with 3 votes").await;
    let before = files(&dumped.folder);
    dumped.import(&[3, 5], 9).await;
    // Beside what a run left that died.
    let half = format!("{}.partial", dumped.part("03", 2).display());
    std::fs::write(&half, "half a file").unwrap();
    dumped.says("csv", "wrote 2 of 3 days with 3 votes").await;
    let (first, third, fifth) = (
        dumped.part("01", 2),
        dumped.part("03", 2),
        dumped.part("05", 1),
    );
    assert_eq!(dumped.names(), [first.clone(), third.clone(), fifth]);
    assert_eq!(files(&dumped.folder)[&first], before[&first]);
    assert_eq!(lines(&third), 3);
});
