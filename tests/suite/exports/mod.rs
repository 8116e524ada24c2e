//! Files for analysis: the columns that others rely on, the part that was asked for, and texts that come back whole.

mod bucket;
mod days;
mod kept;

use std::collections::HashMap;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::campaign::campaign;
use crate::patience::until;
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};
use crate::typed;

const KINDS: [&str; 6] = [
    "votes",
    "history",
    "leaderboard",
    "models",
    "pairs",
    "sampling",
];

const COLUMNS: [&str; 11] = [
    "seq",
    "battle",
    "time",
    "arena",
    "model_a",
    "model_b",
    "choice",
    "voter",
    "categories",
    "state",
    "reason",
];

fn csv_rows(file: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(file)
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

on_both!(the_votes_file_has_its_columns_in_order, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let empty = site.client().get("/api/v1/exports/votes.csv").await.is(200);
    let id = voter.battle(&prompt(0)).await;
    let voted = voter.vote(&id, "both_bad").await.is(200).json();
    let file = site
        .client()
        .get("/api/v1/exports/votes.csv?arena=text")
        .await
        .is(200);
    assert!(file.header("content-type").unwrap().starts_with("text/csv"));
    assert_eq!(
        file.header("content-disposition"),
        Some("attachment; filename=\"agon-votes.csv\"")
    );
    let text = file.text();
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    assert_eq!(header[..11], COLUMNS);
    assert_eq!(
        empty.text().lines().collect::<Vec<_>>(),
        [text.lines().next().unwrap()],
        "a header when there is nothing"
    );
    let row = &csv_rows(&file.body)[0];
    let keys = ["seq", "battle", "arena", "choice", "state", "reason"];
    let cells = keys.map(|key| row[key].as_str());
    assert_eq!(cells, ["1", &id, "text", "both_bad", "rated", ""]);
    for (side, key) in [("a", "model_a"), ("b", "model_b")] {
        assert_eq!(voted["reveal"][side]["id"], row[key].as_str());
    }
    assert!(
        row["time"].ends_with('Z') && row["time"].parse::<jiff::Timestamp>().is_ok(),
        "{row:?}"
    );
    assert!(row["voter"] != voter.token && !row["voter"].is_empty());
});

on_both!(all_formats_say_the_same, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 24).await;
    for kind in KINDS {
        let [csv, jsonl, parquet] =
            ["csv", "jsonl", "parquet"].map(|format| format!("/api/v1/exports/{kind}.{format}"));
        let rows = csv_rows(&site.client().get(&csv).await.is(200).body);
        let lines = site.client().get(&jsonl).await.is(200).text();
        let objects: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(rows.len(), objects.len(), "{kind}");
        assert!(!rows.is_empty(), "{kind}");
        let file = typed::read(&site.client().get(&parquet).await.is(200).body);
        assert_eq!(file.rows, objects, "{kind}");
        assert_eq!(file.about["agon.kind"], kind);
        assert_eq!(file.about["agon.last_seq"], "24");
        for (row, object) in rows.iter().zip(&objects) {
            assert_eq!(row.len(), object.as_object().unwrap().len(), "{kind}");
            for (key, cell) in row {
                assert_eq!(*cell, cell_of(&object[key]), "{kind} {key}");
            }
        }
    }
});

on_both!(an_empty_typed_file_has_its_columns, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    for kind in KINDS {
        let path = format!("/api/v1/exports/{kind}.parquet?arena=text");
        let file = site.client().get(&path).await.is(200);
        assert_eq!(
            file.header("content-type"),
            Some("application/vnd.apache.parquet")
        );
        let columns = typed::read(&file.body).columns;
        let csv = path.replace(".parquet", ".csv");
        let header = site.client().get(&csv).await.is(200).text();
        let header: Vec<&str> = header.lines().next().unwrap().split(',').collect();
        assert_eq!(columns, header, "{kind}");
    }
});

on_both!(
    whoever_has_a_part_of_the_log_goes_on_from_there,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 7).await;
        let lines = |query: &'static str| {
            let client = site.client();
            async move {
                let path = format!("/api/v1/exports/votes.jsonl{query}");
                client.get(&path).await.is(200).text()
            }
        };
        let whole = lines("").await;
        let first: String = whole.split_inclusive('\n').take(3).collect();
        assert_eq!(first + &lines("?after=3").await, whole);
        assert_eq!(lines("?after=7").await, "");
        let refused = site
            .client()
            .get("/api/v1/exports/votes.csv?after=-1")
            .await;
        assert_eq!(
            (refused.status, refused.json()["field"].as_str()),
            (422, Some("after"))
        );
    }
);

fn cell_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell_of).collect::<Vec<_>>().join(";"),
        // A whole number is written the same as a float in CSV and with a point in JSON.
        Value::Number(number) => number
            .as_f64()
            .filter(|_| number.is_f64())
            .map_or(number.to_string(), |n| n.to_string()),
        other => other.to_string(),
    }
}

on_both!(since_is_included_and_until_is_not, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let mut times = Vec::new();
    for number in 0..3 {
        let id = voter.battle(&prompt(number)).await;
        voter.vote(&id, "a").await.is(200);
        times.push(
            site.client().votes().await.last().unwrap()["time"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let count = |query: String| {
        let client = site.client();
        async move {
            csv_rows(
                &client
                    .get(&format!("/api/v1/exports/votes.csv{query}"))
                    .await
                    .is(200)
                    .body,
            )
            .len()
        }
    };
    let at_or_after = |time: &String| times.iter().filter(|other| *other >= time).count();
    for time in &times {
        assert_eq!(count(format!("?since={time}")).await, at_or_after(time));
        assert_eq!(count(format!("?until={time}")).await, 3 - at_or_after(time));
    }
    assert_eq!(
        count("?since=2001-01-01&until=2001-01-02".to_owned()).await,
        0
    );
    assert_eq!(
        count("?since=2001-01-01&category=overall".to_owned()).await,
        3
    );
    for (query, field) in [
        ("since=yesterday", "since"),
        ("until=1", "until"),
        ("category=no", "category"),
    ] {
        let problem = site
            .client()
            .get(&format!("/api/v1/exports/votes.csv?{query}"))
            .await
            .is(422)
            .json();
        assert_eq!(problem["field"], field);
    }
});

on_both!(a_part_of_the_history_is_cut_the_same_way, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    for _ in 0..3 {
        campaign(&site, &voter, 1).await;
    }
    let client = site.client();
    let path = "/api/v1/exports/history.csv";
    let look = || async {
        let rows = csv_rows(&client.get(path).await.is(200).body);
        rows.iter().any(|row| row["seq"] == "3").then_some(rows)
    };
    let rows = until("a snapshot of all votes", look).await;
    for time in rows.iter().map(|row| &row["time"]) {
        let at_or_after = rows.iter().filter(|row| row["time"] >= *time).count();
        for (bound, expected) in [("since", at_or_after), ("until", rows.len() - at_or_after)] {
            let part = client.get(&format!("{path}?{bound}={time}")).await.is(200);
            assert_eq!(csv_rows(&part.body).len(), expected, "{bound} {time}");
        }
    }
});

on_both!(there_is_no_file_of_an_arena_that_is_not_there, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let files = [
        "votes.csv?arena=nope",
        "votes.txt",
        "secrets.csv",
        "votes",
        "history.jsonl?arena=te",
        "votes.csv/..",
    ];
    for file in files {
        let reply = site.client().get(&format!("/api/v1/exports/{file}")).await;
        assert_eq!(reply.status, 404, "{file}");
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json"),
            "{file}"
        );
    }
});

on_both!(names_with_commas_and_quotes_come_back_whole, |backend| {
    let names = [
        "Ada, \"the first\"",
        "Bob; 'b' | <i>\u{e9}\u{1f600}</i> =1+1",
    ];
    let setup = Setup::recorded(&["ada", "bob"])
        .with(
            "id = \"ada\"\n",
            &format!(
                "id = \"ada\"\nname = '''{}'''\norganization = \"A, B & \\\"C\\\"\"\n",
                names[0]
            ),
        )
        .with(
            "id = \"bob\"\n",
            &format!(
                "id = \"bob\"\nname = '''{}'''\naliases = [\"b,1\", \"b \\\"2\\\"\"]\n",
                names[1]
            ),
        );
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 2).await;
    for kind in ["models", "leaderboard"] {
        let rows = csv_rows(
            &site
                .client()
                .get(&format!("/api/v1/exports/{kind}.csv"))
                .await
                .is(200)
                .body,
        );
        let mut found: Vec<String> = rows.iter().map(|row| row["name"].clone()).collect();
        found.sort();
        assert_eq!(found, names, "{kind}");
        assert!(
            rows.iter().any(|row| row["organization"] == "A, B & \"C\""),
            "{kind}"
        );
    }
    let models = csv_rows(
        &site
            .client()
            .get("/api/v1/exports/models.csv")
            .await
            .is(200)
            .body,
    );
    assert!(
        models.iter().any(|row| row["aliases"] == "b,1;b \"2\""),
        "{models:?}"
    );
});

on_both!(exported_votes_are_rated_as_the_live_board, |backend| {
    let setup = Setup::recorded(&["m0", "m1", "m2", "m3"]);
    let setup = setup.with("provisional_votes = 5", "provisional_votes = 50");
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    let live = campaign(&site, &voter, 60).await;
    for format in ["csv", "jsonl"] {
        let path = format!("/api/v1/exports/votes.{format}");
        let file = site.client().get(&path).await.is(200);
        let rated =
            agon::app::rate_stream(file.body.as_ref(), &agon::app::RateRequest::default()).unwrap();
        assert_eq!(serde_json::to_value(&rated.rows).unwrap(), live["rows"]);
        assert_eq!((rated.votes, rated.read), (60, 60));
        assert!(rated.skipped.lines().is_empty());
        assert_eq!(live["method"], rated.method);
    }
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_stops_reading_has_what_they_wanted() {
    let site = Site::start(Backend::Sqlite, Setup::recorded(&["ada", "bob"])).await;
    for arguments in [
        &["export", "votes"] as &[&str],
        &["categories"],
        &["config", "check"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
        command.arg("--config").arg(site.config()).args(arguments);
        command.env("AGON_LOG", "error").stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap());
        let output = output.await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    }
}
