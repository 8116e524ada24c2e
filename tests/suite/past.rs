//! Boards as they were: those of the engine over the votes until then, to the last bit, whatever snapshots are left.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use agon::app::{RateMethod, RateRequest, rate_stream};
use agon::board::{Retention, prune};
use agon::rating::RowOptions;
use serde_json::{Value, json};

use crate::client::Client;
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

/// Votes of each two models, from the rows of a file that has their names and a number of votes.
fn by_pair(
    file: &str,
    row: impl Fn(&csv::StringRecord) -> (usize, usize, u64),
) -> BTreeMap<[String; 2], u64> {
    let mut pairs = BTreeMap::new();
    for record in csv::Reader::from_reader(file.as_bytes()).records() {
        let record = record.unwrap();
        let (first, second, votes) = row(&record);
        let mut pair = [record[first].to_owned(), record[second].to_owned()];
        pair.sort();
        *pairs.entry(pair).or_default() += votes;
    }
    pairs
}

on_both!(
    pictures_of_pairs_as_of_any_point_hold_the_votes_until_then,
    |backend| {
        let site = site(backend).await;
        let client = site.client();
        let file = client.get("/api/v1/exports/votes.csv").await.is(200).text();
        let column = |name: &str| {
            file.lines()
                .next()
                .unwrap()
                .split(',')
                .position(|one| one == name)
                .unwrap()
        };
        let (a, b) = (column("model_a"), column("model_b"));
        for (at, votes) in points(&file) {
            let picture = client
                .get(&format!("/charts/text/battles.csv?at={at}"))
                .await
                .is(200)
                .text();
            let shown = by_pair(&picture, |row| (0, 1, row[2].parse().unwrap()));
            assert_eq!(shown, by_pair(&votes, |_| (a, b, 1)), "{at}");
        }
        for kind in ["speed", "style", "side", "calibration", "activity"] {
            let problem = client
                .get(&format!("/charts/text/{kind}.csv?at=133"))
                .await
                .is(422)
                .text();
            assert!(problem.contains("of now only"), "{kind}: {problem}");
        }
        let page = client.get("/insights/text?at=133").await.is(200).text();
        assert!(
            page.contains("as of vote 133")
                && page.contains("id=\"chart-battles\"")
                && !page.contains("id=\"chart-style\"")
        );
    }
);

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

/// The list of an arena's snapshots.
async fn listed(client: &Client, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/arenas/text/snapshots?{query}");
    let list = client.get(&path).await.is(200).json();
    list["snapshots"].as_array().unwrap().clone()
}

const CODE: &str = "category=code&style_control=false";

on_both!(snapshots_are_listed_page_by_page, |backend| {
    let site = site(backend).await;
    let client = site.client();
    let all = listed(&client, "limit=200").await;
    let mut paged: Vec<Value> = Vec::new();
    let first = "/api/v1/arenas/text/snapshots?limit=2";
    let mut path = Some(first.to_owned());
    while let Some(now) = path {
        let page = client.get(&now).await.is(200).json();
        paged.extend(page["snapshots"].as_array().unwrap().iter().cloned());
        let next = page["next"].as_str();
        path = next.map(|cursor| format!("{first}&cursor={cursor}"));
    }
    assert_eq!(paged, all);
    let is_code = |one: &&Value| one["category"] == "code" && one["style_control"] == false;
    let code: Vec<Value> = all.iter().filter(is_code).cloned().collect();
    let seqs: Vec<i64> = code
        .iter()
        .map(|one| one["seq"].as_i64().unwrap())
        .collect();
    assert_eq!(seqs, [240, 160, 80], "each import ended with one");
    assert_eq!(code[0]["version"], env!("CARGO_PKG_VERSION"));
    assert!(
        code[0]["method"]
            .as_str()
            .unwrap()
            .starts_with("bradley-terry")
    );
    assert_eq!(listed(&client, CODE).await, code);
    let problem = client.get("/api/v1/arenas/text/snapshots?limit=0").await;
    assert_eq!(problem.is(422).json()["field"], "limit");
});

on_both!(
    a_snapshot_that_was_given_up_goes_on_to_name_its_board,
    |backend| {
        let mut site = site(backend).await;
        let client = site.client();
        let kept = listed(&client, CODE).await;
        let mut before = Vec::new();
        for one in &kept {
            let board = read(&client, &one["at"]).await;
            assert_eq!(
                (&board["seq"], &board["votes"]),
                (&one["seq"], &one["votes"])
            );
            before.push(board["rows"].clone());
        }
        let newest: jiff::Timestamp = kept[0]["time"].as_str().unwrap().parse().unwrap();
        let far = (newest.as_millisecond().div_euclid(7 * DAY_MS) + 100) * 7 * DAY_MS;
        give_up(&site, far).await;
        // Nothing is remembered.
        site.restart().await;
        let client = site.client();
        let left = listed(&client, CODE).await;
        assert_eq!(left, kept[..1], "only the newest is left");
        for (one, rows) in kept.iter().zip(&before) {
            assert_eq!(read(&client, &one["at"]).await["rows"], *rows);
        }
        all_points_are_exact(&site).await;
    }
);

/// Lets the rule of retention work as if it were so late.
async fn give_up(site: &Site, now_ms: i64) {
    let store = site.store().await;
    let rule = Retention {
        all_days: 1,
        daily_days: 2,
    };
    assert!(prune(&store, rule, now_ms).await.unwrap() > 0);
    assert_eq!(prune(&store, rule, now_ms).await.unwrap(), 0, "once");
    store.close().await;
}

async fn read(client: &Client, at: &Value) -> Value {
    let query = format!("?category=code&at={}", at.as_str().unwrap());
    client.leaderboard(&query).await
}

on_both!(
    the_pages_of_models_show_their_ratings_and_places_over_time,
    |backend| {
        let site = site(backend).await;
        let client = site.client();
        let rows = async |path: &str| {
            let file = client.get(path).await.is(200).body;
            let mut reader = csv::Reader::from_reader(file.as_slice());
            let rows = reader.deserialize().map(Result::unwrap);
            rows.collect::<Vec<BTreeMap<String, String>>>()
        };
        let whole = rows("/charts/text/ranks.csv").await;
        for (page, query, models) in [
            ("/models/m2", "m=m2", &["m2"] as &[&str]),
            ("/compare?m=m1&m=m3", "m=m1&m=m3", &["m1", "m3"]),
        ] {
            let text = client.get(page).await.is(200).text();
            let picture = format!("/charts/text/ranks.csv?{query}&ranks=overall");
            let link = picture.replace('&', "&amp;");
            assert!(
                text.contains("id=\"chart-history-text\"") && text.contains(&link),
                "{page}"
            );
            let drawn = rows(&picture).await;
            let expected = whole
                .iter()
                .filter(|row| models.contains(&row["model"].as_str()));
            assert!(drawn.len() >= 3 * models.len());
            assert!(expected.eq(&drawn), "{page}: places on the whole board");
            // Without the word, the models are ranked among themselves.
            let alone = rows(&format!("/charts/text/ranks.csv?{query}")).await;
            let last = models.len().to_string();
            assert!(alone.iter().all(|row| row["rank_high"] <= last));
        }
        client
            .get("/charts/text/ranks.csv?ranks=some")
            .await
            .is(422);
        let board = client.leaderboard("?m=m1&m=m3").await;
        assert_eq!(board["rows"].as_array().unwrap().len(), 2);
    }
);
