//! Boards that others published: kept once, shown apart, mixed with nothing.

use serde_json::{Value, json};

use crate::campaign::campaign;
use crate::resting::{Said, agon};
use crate::setup::Setup;
use crate::site::Site;

const FILE: &str = r#"{
  "full": {"ada": {"rating": 1301.5, "rating_q975": 1310.0, "rating_q025": 1290.0}, "Other": {"rating": 1200}},
  "coding": {"ada": {"rating": 1250, "rating_q975": 1260, "rating_q025": 1240}, "bad": {"rating": "x"}}
}"#;

async fn import(site: &Site, more: &[&str]) -> Said {
    let file = site.folder().join("board.json");
    std::fs::write(&file, FILE).unwrap();
    let file = file.to_str().unwrap();
    let command = [
        "import",
        "leaderboard",
        file,
        "--arena",
        "text",
        "--source",
        "Elsewhere & Co",
    ];
    agon(&site.config(), &[&command[..], more].concat()).await
}

const ABOUT: [&str; 6] = [
    "--date",
    "2026-01-31",
    "--url",
    "https://example.org/b",
    "--license",
    "CC-BY-4.0",
];
const LIST: &str = "/api/v1/arenas/text/external";

on_both!(a_board_of_others_is_kept_once_as_it_was_said, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let client = site.client();
    let (code, out, errors) = import(&site, &[&ABOUT[..], &["--dry-run"]].concat()).await;
    assert_eq!(code, 0, "{errors}");
    assert!(out.starts_with("would import 2 of 2 boards"), "{out}");
    assert_eq!(client.get(LIST).await.is(200).json(), json!([]));
    for new in ["imported 2 of 2 boards", "imported 0 of 2 boards"] {
        let (code, out, errors) = import(&site, &ABOUT).await;
        assert_eq!(code, 0, "{errors}");
        assert!(out.starts_with(new), "{out}");
        assert!(out.contains("3 ratings, 2 of models"), "{out}");
        assert!(errors.contains("coding: bad: a figure is no number"));
    }
    let [ada, other] = [
        json!({"name": "ada", "model": "ada", "rating": 1301.5, "rating_low": 1290.0, "rating_high": 1310.0}),
        json!({"name": "Other", "model": null, "rating": 1200.0, "rating_low": null, "rating_high": null}),
    ];
    let kept = client.get(LIST).await.is(200).json();
    let about = json!([
        kept[0]["source"],
        kept[0]["url"],
        kept[0]["license"],
        kept[0]["time"]
    ]);
    let said =
        "[\"Elsewhere & Co\",\"https://example.org/b\",\"CC-BY-4.0\",\"2026-01-31T00:00:00.000Z\"]";
    assert_eq!(
        (about.to_string().as_str(), kept[1].is_null()),
        (said, true)
    );
    assert_eq!(sorted(&kept[0]["rows"]), sorted(&json!([ada, other])));
});

on_both!(boards_of_others_are_handed_out_in_parts, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    for day in ["2026-01-01", "2026-01-02", "2026-01-03"] {
        assert_eq!(import(&site, &["--date", day]).await.0, 0);
    }
    let client = site.client();
    let days = |boards: &Value| -> Vec<String> {
        let boards = boards.as_array().unwrap().iter();
        boards
            .map(|board| board["time"].as_str().unwrap()[..10].to_owned())
            .collect()
    };
    let whole = client.get(LIST).await.is(200);
    assert_eq!(whole.header("link"), None);
    assert_eq!(
        days(&whole.json()),
        ["2026-01-01", "2026-01-02", "2026-01-03"]
    );
    let newest = client.get(&format!("{LIST}?limit=2")).await.is(200);
    assert_eq!(days(&newest.json()), ["2026-01-02", "2026-01-03"]);
    let next = newest.header("link").unwrap();
    let next = next.trim_start_matches('<').split('>').next().unwrap();
    let oldest = client.get(next).await.is(200);
    assert_eq!(days(&oldest.json()), ["2026-01-01"]);
    assert_eq!(oldest.header("link"), None);
    for (query, field) in [("limit=201", "limit"), ("cursor=x", "cursor")] {
        let problem = client.get(&format!("{LIST}?{query}")).await.is(422).json();
        assert_eq!(problem["field"], field);
    }
});

/// By name: the two databases sort capitals differently.
fn sorted(rows: &Value) -> Vec<Value> {
    let mut rows = rows.as_array().unwrap().clone();
    rows.sort_by_key(|row| row["name"].as_str().unwrap().to_owned());
    rows
}

on_both!(
    a_board_of_others_is_drawn_apart_and_changes_no_rating,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let voter = site.voter().await;
        let before = campaign(&site, &voter, 6).await;
        assert_eq!(import(&site, &ABOUT).await.0, 0);
        let client = site.client();
        let svg = client
            .get("/charts/text/elsewhere.svg")
            .await
            .is(200)
            .text();
        assert!(
            svg.contains("Elsewhere &amp; Co") && svg.contains("Not measured here"),
            "{svg}"
        );
        let path = "/charts/text/elsewhere.csv?category=coding";
        let file = client.get(path).await.is(200).text();
        assert_eq!(file.lines().count(), 2, "{file}");
        let after: Value = client.leaderboard("").await;
        assert_eq!(after["rows"], before["rows"]);
        let path = "/api/v1/arenas/text/history";
        assert!(!client.get(path).await.is(200).text().contains("Elsewhere"));
    }
);

on_both!(what_is_missing_is_named, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let (code, _, errors) = import(&site, &[]).await;
    assert_eq!((code, errors.contains("--date")), (2, true), "{errors}");
    let wrong = [
        "import",
        "leaderboard",
        "/dev/null",
        "--arena",
        "no",
        "--source",
        "x",
    ];
    let (code, _, errors) = agon(&site.config(), &wrong).await;
    assert_eq!(
        (code, errors.contains("it has: text")),
        (2, true),
        "{errors}"
    );
    let wrong = [
        "import",
        "leaderboard",
        "/dev/null",
        "--arena",
        "text",
        "--source",
        "x",
    ];
    let (code, _, errors) = agon(&site.config(), &wrong).await;
    assert_eq!(
        (code, errors.contains("is not JSON")),
        (1, true),
        "{errors}"
    );
});
