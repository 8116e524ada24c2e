//! Boards as they were: those of the engine over the votes until then, to the last bit, whatever snapshots are left.

use std::fmt::Write as _;

use agon::app::{RateMethod, RateRequest, rate_stream};
use agon::board::{Retention, prune};
use agon::rating::RowOptions;
use agon::store::Store;
use serde_json::{Value, json};

use crate::resting::import;
use crate::setup::Setup;
use crate::site::{Backend, Site};

const DAY_MS: i64 = 86_400_000;

/// Votes of ten days, an hour apart, of which every seventh stands in the log a day too late.
fn votes(from: usize, rows: usize) -> String {
    let mut text =
        "battle,time,model_a,model_b,choice,voter,categories,chars_a,chars_b\n".to_owned();
    let start: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    for row in from..from + rows {
        let (a, b) = (row % 4, (row + 1 + row / 4 % 3) % 4);
        let late = if row % 7 == 3 { 24 } else { 0 };
        let hours = i64::try_from(row).unwrap() - late;
        let time = start + jiff::SignedDuration::from_hours(hours);
        let choice = ["a", "b", "a", "tie", "a", "both_bad", "b"][row * 5 % 7];
        let categories = ["", "code", "math;code"][row % 3];
        let chars = [100 + row * 37 % 900, 100 + row * 91 % 700];
        writeln!(
            text,
            "v{row},{time},m{a},m{b},{choice},w{},{categories},{},{}",
            row % 11,
            chars[0],
            chars[1]
        )
        .unwrap();
    }
    text
}

async fn bring(site: &Site, from: usize, rows: usize) {
    let file = site.folder().join(format!("votes{from}.csv"));
    std::fs::write(&file, votes(from, rows)).unwrap();
    let (code, out, errors) = import(&site.config(), &file, &[]).await;
    assert_eq!(code, 0, "{out}{errors}");
}

/// A site with three imports, each of which ends with a snapshot.
async fn site(backend: Backend) -> Site {
    let setup = Setup::recorded(&["m0", "m1", "m2", "m3"])
        .with("provisional_votes = 5", "provisional_votes = 50");
    let mut site = Site::start(backend, setup).await;
    for from in [0, 90, 170] {
        bring(&site, from, 80).await;
    }
    site.restart().await;
    site
}

/// The exported votes that pass.
fn part(file: &str, keep: impl Fn(i64, &str) -> bool) -> String {
    let mut lines = file.lines();
    let mut text = lines.next().unwrap().to_owned() + "\n";
    for line in lines {
        let mut cells = line.split(',');
        let seq = cells.next().unwrap().parse().unwrap();
        if keep(seq, cells.nth(1).unwrap()) {
            text += line;
            text.push('\n');
        }
    }
    text
}

fn rated(file: &str, category: Option<&str>, style: bool) -> (Value, u64) {
    let request = RateRequest {
        method: if style {
            RateMethod::Fit(RowOptions::with_style())
        } else {
            RateRequest::default().method
        },
        style,
        category: category.map(str::to_owned),
        ..RateRequest::default()
    };
    let rated = rate_stream(file.as_bytes(), &request).unwrap();
    (serde_json::to_value(&rated.rows).unwrap(), rated.votes)
}

/// Every point in the past that is looked at, with the votes that belong to it.
fn points(file: &str) -> Vec<(String, String)> {
    let mut points = Vec::new();
    for seq in [40, 80, 81, 133, 160, 200, 239, 240] {
        points.push((seq.to_string(), part(file, |one, _| one <= seq)));
    }
    for time in [
        "2026-01-02T12:00:00.000Z",
        "2026-01-04T16:00:00.000Z",
        "2026-01-09T05:00:00.000Z",
    ] {
        points.push((time.to_owned(), part(file, |_, when| when <= time)));
    }
    points
}

async fn all_points_are_exact(site: &Site) {
    let client = site.client();
    let file = client.get("/api/v1/exports/votes.csv").await.is(200).text();
    for (at, votes) in points(&file) {
        for (category, style) in [
            (None, false),
            (Some("code"), false),
            (None, true),
            (Some("math"), true),
        ] {
            let of = category.unwrap_or("overall");
            let query = format!("?at={at}&category={of}&style_control={style}");
            let board = client.leaderboard(&query).await;
            let (rows, count) = rated(&votes, category, style);
            assert_eq!(board["rows"], rows, "{query}");
            assert_eq!(board["votes"], json!(count), "{query}");
        }
    }
}

on_both!(
    a_board_as_of_any_point_is_that_of_the_votes_until_then,
    |backend| {
        let site = site(backend).await;
        all_points_are_exact(&site).await;
        let client = site.client();
        let page = client.get("/leaderboard/text?at=133").await.is(200).text();
        assert!(page.contains("m0"));
        let then = client.leaderboard("?at=133").await;
        let file = client
            .get("/api/v1/exports/leaderboard.jsonl?arena=text&at=133")
            .await;
        let first: Value =
            serde_json::from_str(file.is(200).text().lines().next().unwrap()).unwrap();
        assert_eq!(first, then["rows"][0]);
        for (path, why) in [
            (
                "/api/v1/arenas/text/leaderboard?at=2001-01-01",
                "is before the first vote",
            ),
            (
                "/api/v1/arenas/text/leaderboard?at=0",
                "is before the first vote",
            ),
            (
                "/api/v1/arenas/text/leaderboard?at=s999",
                "names no snapshot",
            ),
            ("/api/v1/arenas/text/leaderboard?at=soon", "must be a time"),
            ("/api/v1/exports/votes.csv?at=5", "is for the leaderboard"),
        ] {
            let problem = client.get(path).await.is(422).json();
            assert_eq!(problem["field"], "at", "{path}");
            assert!(
                problem["detail"].as_str().unwrap().contains(why),
                "{problem}"
            );
        }
    }
);

on_both!(
    snapshots_are_listed_and_go_on_to_name_their_boards_when_they_are_given_up,
    |backend| {
        let mut site = site(backend).await;
        let client = site.client();
        let list = "/api/v1/arenas/text/snapshots";
        let all = client
            .get(&format!("{list}?limit=200"))
            .await
            .is(200)
            .json();
        let all = all["snapshots"].as_array().unwrap().clone();
        let mut paged: Vec<Value> = Vec::new();
        let mut next = Some(String::new());
        while let Some(cursor) = next {
            let page = client
                .get(&format!("{list}?limit=2&cursor={cursor}"))
                .await
                .is(200)
                .json();
            paged.extend(page["snapshots"].as_array().unwrap().iter().cloned());
            next = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!(paged, all);
        let of = |category: &str, style: bool| {
            let wanted =
                |one: &&Value| one["category"] == category && one["style_control"] == style;
            all.iter().filter(wanted).cloned().collect::<Vec<Value>>()
        };
        let kept = of("code", false);
        let seqs: Vec<i64> = kept
            .iter()
            .map(|one| one["seq"].as_i64().unwrap())
            .collect();
        assert_eq!(seqs, [240, 160, 80], "each import ended with one");
        assert_eq!(kept[0]["version"], env!("CARGO_PKG_VERSION"));
        assert!(
            kept[0]["method"]
                .as_str()
                .unwrap()
                .starts_with("bradley-terry")
        );
        let filtered = client
            .get(&format!("{list}?category=code&style_control=false"))
            .await
            .is(200)
            .json();
        assert_eq!(filtered["snapshots"], json!(kept));
        let mut before = Vec::new();
        for one in &kept {
            let board = read(&client, &one["at"]).await;
            assert_eq!(
                (&board["seq"], &board["votes"]),
                (&one["seq"], &one["votes"])
            );
            before.push(board["rows"].clone());
        }
        // Far in the future everything but the newest of each slice is given up.
        let database = std::fs::read_to_string(site.config()).unwrap();
        let url = database
            .lines()
            .find_map(|line| line.strip_prefix("database = "))
            .unwrap();
        let store = Store::open(url.trim_matches('"')).await.unwrap();
        let rule = Retention {
            all_days: 1,
            daily_days: 2,
        };
        let now_ms = jiff::Timestamp::now().as_millisecond();
        let far = (now_ms.div_euclid(7 * DAY_MS) + 100) * 7 * DAY_MS;
        assert!(prune(&store, rule, far).await.unwrap() > 0);
        assert_eq!(prune(&store, rule, far).await.unwrap(), 0, "once");
        store.close().await;
        // Nothing is remembered.
        site.restart().await;
        let client = site.client();
        let left = client
            .get(&format!("{list}?category=code&style_control=false"))
            .await
            .is(200)
            .json();
        let left = left["snapshots"].as_array().unwrap();
        assert_eq!(left.len(), 1, "only the newest is left: {left:?}");
        for (one, rows) in kept.iter().zip(&before) {
            assert_eq!(read(&client, &one["at"]).await["rows"], *rows);
        }
        all_points_are_exact(&site).await;
    }
);

async fn read(client: &crate::client::Client, at: &Value) -> Value {
    let query = format!("?category=code&at={}", at.as_str().unwrap());
    client.leaderboard(&query).await
}
