//! The one table at the end, and the same as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::tally::{Counts, Step};

/// What a run amounted to.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    url: String,
    arena: String,
    seed: u64,
    /// From the first battle to the last vote.
    seconds: f64,
    votes: u64,
    votes_per_s: f64,
    unrated: u64,
    voids: u64,
    choices: BTreeMap<&'static str, u64>,
    steps: Vec<Row>,
    retries: BTreeMap<String, u64>,
    errors: BTreeMap<String, u64>,
    #[serde(skip)]
    first_words: BTreeMap<String, String>,
}

/// One step's latencies, in milliseconds.
#[derive(Debug, PartialEq, Serialize)]
struct Row {
    step: &'static str,
    count: usize,
    p50_ms: Option<f64>,
    p90_ms: Option<f64>,
    p99_ms: Option<f64>,
    max_ms: Option<f64>,
}

/// What was run.
pub(super) struct Subject {
    pub(super) url: String,
    pub(super) arena: String,
    pub(super) seed: u64,
}

impl Report {
    pub(super) fn new(subject: Subject, counts: Counts, lasted: Duration) -> Self {
        let Subject { url, arena, seed } = subject;
        let votes = u32::try_from(counts.votes.len()).unwrap_or(u32::MAX);
        let seconds = lasted.as_secs_f64();
        let mut times = counts.times;
        let row = |step: Step| Row::of(step, times.remove(&step).unwrap_or_default());
        Self {
            url,
            arena,
            seed,
            seconds,
            votes: u64::from(votes),
            votes_per_s: if seconds > 0.0 {
                f64::from(votes) / seconds
            } else {
                0.0
            },
            unrated: counts.unrated,
            voids: counts.voids,
            choices: counts.choices,
            steps: Step::ALL.map(row).into(),
            retries: counts.retries,
            errors: counts
                .failures
                .iter()
                .map(|(kind, failures)| (kind.clone(), failures.count))
                .collect(),
            first_words: counts
                .failures
                .into_iter()
                .map(|(kind, failures)| (kind, failures.first))
                .collect(),
        }
    }

    pub(super) fn votes(&self) -> u64 {
        self.votes
    }

    /// The first failure, for a run in which nothing came about.
    pub(super) fn why(&self) -> String {
        let first = self.first_words.iter().next();
        first.map_or_else(
            || "no battle became ready".to_owned(),
            |(kind, said)| format!("{kind}: {said}"),
        )
    }

    pub(super) fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }

    pub(super) fn table(&self) -> String {
        let mut out = format!(
            "{:<12}{:>8}{:>12}{:>12}{:>12}{:>12}\n",
            "step", "count", "p50 ms", "p90 ms", "p99 ms", "max ms"
        );
        for row in &self.steps {
            let [p50, p90, p99, max] = [row.p50_ms, row.p90_ms, row.p99_ms, row.max_ms].map(shown);
            let _ = writeln!(
                out,
                "{:<12}{:>8}{p50:>12}{p90:>12}{p99:>12}{max:>12}",
                row.step, row.count
            );
        }
        let _ = writeln!(out, "{:<12}{:>8}", "votes", self.votes);
        let _ = writeln!(
            out,
            "{:<12}{:>8.1}  (in {:.1} s)",
            "votes/s", self.votes_per_s, self.seconds
        );
        let _ = writeln!(out, "{:<12}{}", "choices", listed(self.choices.iter()));
        let _ = writeln!(out, "{:<12}{:>8}", "void", self.voids);
        let _ = writeln!(out, "{:<12}{:>8}", "unrated", self.unrated);
        let _ = writeln!(out, "{:<12}{}", "sent again", listed(self.retries.iter()));
        let _ = writeln!(
            out,
            "{:<12}{:>8}",
            "errors",
            self.errors.values().sum::<u64>()
        );
        for (kind, count) in &self.errors {
            let first = self.first_words.get(kind).map_or("", String::as_str);
            let _ = writeln!(out, "  {count} x {kind}: {first}");
        }
        out
    }
}

fn listed<K: std::fmt::Display>(
    counts: impl Iterator<Item = (K, impl std::fmt::Display)>,
) -> String {
    let items: Vec<String> = counts
        .map(|(key, count)| format!("{key} {count}"))
        .collect();
    if items.is_empty() {
        format!("{:>8}", 0)
    } else {
        format!("    {}", items.join(", "))
    }
}

fn shown(ms: Option<f64>) -> String {
    ms.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.1}"))
}

impl Row {
    fn of(step: Step, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let ms = |permille| percentile(&times, permille).map(|time| time.as_secs_f64() * 1_000.0);
        Self {
            step: step.name(),
            count: times.len(),
            p50_ms: ms(500),
            p90_ms: ms(900),
            p99_ms: ms(990),
            max_ms: ms(1_000),
        }
    }
}

/// The smallest time that at least so many thousandths of the sorted times do not exceed (nearest rank).
fn percentile(sorted: &[Duration], permille: usize) -> Option<Duration> {
    let rank = (sorted.len() * permille).div_ceil(1_000).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::simulate::tally::{Failure, Tally};
    use crate::domain::Choice;
    use tokio::time::Instant;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let times: Vec<Duration> = (1..=200).map(ms).collect();
        let of = |permille| percentile(&times, permille).unwrap();
        assert_eq!(
            [of(500), of(900), of(990), of(1_000)],
            [ms(100), ms(180), ms(198), ms(200)]
        );
        assert_eq!(
            [500, 990, 1_000].map(|p| percentile(&[ms(7)], p)),
            [Some(ms(7)); 3]
        );
        assert_eq!(percentile(&[], 500), None);
    }

    #[test]
    fn the_table_and_the_json_say_what_was_counted() {
        let (tally, now) = (Tally::default(), Instant::now());
        for n in (1..=100).rev() {
            tally.took(Step::Vote, ms(n));
        }
        tally.voted(Choice::A, true, (1, now));
        tally.voted(Choice::BothBad, false, (2, now));
        tally.void();
        tally.retried("429");
        tally.failed(Failure::new("vote: 409", "already voted"));
        let subject = Subject {
            url: "http://localhost/".into(),
            arena: "text".into(),
            seed: 1,
        };
        let report = Report::new(subject, tally.so_far(), ms(500));
        let table = report.table();
        assert!(
            table
                .contains("vote             100        50.0        90.0        99.0       100.0\n"),
            "{table}"
        );
        assert!(
            table.contains("board lag          0           -"),
            "{table}"
        );
        assert!(
            table.contains("a 1, both_bad 1") && table.contains("429 1"),
            "{table}"
        );
        assert!(table.contains("1 x vote: 409: already voted"), "{table}");
        let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
        assert_eq!(
            (&json["votes"], &json["votes_per_s"], &json["unrated"]),
            (&2.into(), &4.0.into(), &1.into())
        );
        assert_eq!(json["steps"][3]["p99_ms"], 99.0);
        assert_eq!(json["steps"][4]["p50_ms"], serde_json::Value::Null);
        assert_eq!(json["errors"]["vote: 409"], 1);
    }
}
