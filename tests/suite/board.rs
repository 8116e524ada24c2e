//! Boards: the numbers are those of the engine, to the last bit, on every start; readers are told when they change.

use std::collections::HashMap;
use std::time::Instant;

use agon::rating::{FitOptions, Outcome, PairCounts, fit_board};
use reqwest::Method;
use serde_json::{Value, json};

use crate::campaign::{campaign, strict, vote_by};
use crate::patience::until;
use crate::setup::{Setup, prompt};
use crate::site::Site;

const FIVE: [&str; 5] = ["m0", "m1", "m2", "m3", "m4"];

/// The rows of a board as they are written, which two boards share only if all their numbers are the same bits.
fn rows(board: &Value) -> String {
    board["rows"].to_string()
}

/// What an exported file of votes says of each pair.
fn counts_of(file: &[u8]) -> PairCounts {
    let mut counts = PairCounts::new();
    for line in csv::Reader::from_reader(file).deserialize() {
        let line: HashMap<String, String> = line.unwrap();
        let outcome = match line["choice"].as_str() {
            "a" => Outcome::A,
            "b" => Outcome::B,
            "tie" => Outcome::Tie,
            _ => Outcome::BothBad,
        };
        counts
            .add(&line["model_a"], &line["model_b"], outcome)
            .unwrap();
    }
    counts
}

on_both!(
    ratings_are_those_of_the_engine_over_the_exported_votes,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&FIVE)).await;
        let voter = site.voter().await;
        let board = campaign(&site, &voter, 120).await;
        let file = site
            .client()
            .get("/api/v1/exports/votes.csv")
            .await
            .is(200)
            .body;
        let counts = counts_of(&file);
        assert_eq!(counts.votes(), 120);
        let options = FitOptions {
            provisional_votes: 5,
            ..FitOptions::default()
        };
        let fit = fit_board(&counts, &FIVE.map(str::to_owned), &options).unwrap();
        assert_eq!(board["rows"].as_array().unwrap().len(), 5);
        for row in board["rows"].as_array().unwrap() {
            let standing = fit
                .standings
                .iter()
                .find(|one| row["model"] == one.model.as_str())
                .unwrap();
            let figures = json!([
                standing.rating,
                standing.low,
                standing.high,
                standing.votes,
                standing.wins,
                standing.losses,
                standing.ties,
                standing.both_bad,
                standing.status.as_str()
            ]);
            let keys = [
                "rating",
                "rating_low",
                "rating_high",
                "votes",
                "wins",
                "losses",
                "ties",
                "both_bad",
                "status",
            ];
            assert_eq!(
                Value::Array(keys.iter().map(|key| row[*key].clone()).collect()).to_string(),
                figures.to_string()
            );
            let halves = row["ties"].as_f64().unwrap() + row["both_bad"].as_f64().unwrap();
            let rate =
                (row["wins"].as_f64().unwrap() + halves / 2.0) / row["votes"].as_f64().unwrap();
            assert_eq!(row["win_rate"], json!(rate));
        }
    }
);

on_both!(
    a_restart_gives_the_same_numbers_to_the_last_bit,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&FIVE)).await;
        let voter = site.voter().await;
        let before = campaign(&site, &voter, 60).await;
        assert_ne!(before["rows"][0]["rating"], Value::Null);
        site.restart().await;
        assert_eq!(
            rows(&site.client().leaderboard("").await),
            rows(&before),
            "after a stop in order"
        );
        // Some votes that no snapshot has: nothing was written at the end.
        let voter = site.again(&voter);
        let before = campaign(&site, &voter, 5).await;
        assert_eq!(before["seq"], 65);
        site.restart_after_kill().await;
        let after = site.client().leaderboard("").await;
        assert_eq!(
            (&after["seq"], rows(&after)),
            (&json!(65), rows(&before)),
            "after a kill"
        );
    }
);

on_both!(readers_are_told_when_a_board_changes, |backend| {
    let site = Site::start(backend, Setup::recorded(&FIVE)).await;
    let voter = site.voter().await;
    let path = "/api/v1/arenas/text/leaderboard/stream";
    let mut stream = site
        .client()
        .open(site.client().request(Method::GET, path))
        .await;
    let mut last = Value::Null;
    for number in 0..3 {
        let id = voter.battle(&prompt(number)).await;
        let seq = voter.vote(&id, "a").await.is(200).json()["seq"]
            .as_u64()
            .unwrap();
        let voted = Instant::now();
        let mut event = stream.next().await.unwrap();
        while event.id < seq {
            event = stream.next().await.unwrap();
        }
        let lag = voted.elapsed();
        eprintln!("a board {} ms after its vote", lag.as_millis());
        assert!(lag.as_secs() < 2, "{lag:?}");
        assert_eq!(
            (event.name.as_str(), &event.data["seq"]),
            ("board", &json!(event.id))
        );
        last = event.data;
    }
    assert_eq!(last, site.client().leaderboard("").await);
    // Who comes back with an old board gets the new one at once; with the newest, nothing.
    let back = |seq: u64| {
        site.client()
            .request(Method::GET, path)
            .header("last-event-id", seq)
    };
    let mut old = site.client().open(back(1)).await;
    assert_eq!(old.next().await.unwrap().data, last);
    let mut current = site.client().open(back(3)).await;
    let id = voter.battle(&prompt(0)).await;
    voter.vote(&id, "b").await.is(200);
    assert_eq!(current.next().await.unwrap().id, 4);
});

on_both!(the_past_can_be_read_again, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&FIVE)).await;
    let voter = site.voter().await;
    let then = campaign(&site, &voter, 40).await;
    site.restart().await;
    let voter = site.again(&voter);
    vote_by(&voter, 20, strict).await;
    let client = site.client();
    let history: Vec<Value> = client
        .get("/api/v1/arenas/text/history")
        .await
        .is(200)
        .json()
        .as_array()
        .unwrap()
        .clone();
    let kept: Vec<&Value> = history.iter().filter(|row| row["seq"] == 40).collect();
    assert_eq!(
        kept.len(),
        5,
        "a stop keeps a snapshot with a row per model"
    );
    for row in then["rows"].as_array().unwrap() {
        let was = kept
            .iter()
            .find(|one| one["model"] == row["model"])
            .unwrap();
        for key in [
            "rating",
            "rating_low",
            "rating_high",
            "votes",
            "rank_low",
            "rank_high",
        ] {
            assert_eq!(was[key], row[key], "{key}");
        }
    }
    let look = || async { Some(client.leaderboard("").await).filter(|board| board["seq"] == 60) };
    let now = until("the board moved on", look).await;
    assert_ne!(rows(&now), rows(&then));
    for at in ["40", kept[0]["time"].as_str().unwrap()] {
        assert_eq!(
            rows(&client.leaderboard(&format!("?at={at}")).await),
            rows(&then),
            "at {at}"
        );
    }
    let problem = client
        .get("/api/v1/arenas/text/leaderboard?at=2001-01-01")
        .await
        .is(422)
        .json();
    assert_eq!(problem["field"], "at");
});

on_both!(a_board_that_the_reader_has_is_not_sent_again, |backend| {
    let site = Site::start(backend, Setup::recorded(&FIVE)).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 6).await;
    let client = site.client();
    let path = "/api/v1/arenas/text/leaderboard";
    let first = client.get(path).await.is(200);
    let tag = first.header("etag").unwrap().to_owned();
    let again = |path: &str| {
        client
            .request(Method::GET, path)
            .header("if-none-match", &tag)
    };
    let unchanged = client.send(again(path)).await.is(304);
    assert_eq!(
        (unchanged.header("etag"), unchanged.body.len()),
        (Some(tag.as_str()), 0)
    );
    client.send(again(&format!("{path}?q=m"))).await.is(200);
    campaign(&site, &voter, 1).await;
    let moved = client.send(again(path)).await.is(200);
    assert_ne!(moved.header("etag"), Some(tag.as_str()));
});
