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

on_both!(a_board_of_others_is_kept_once_and_shown_apart, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let before = campaign(&site, &voter, 6).await;
    let (code, _, errors) = import(&site, &[]).await;
    assert_eq!((code, errors.contains("--date")), (2, true), "{errors}");
    let about = [
        "--date",
        "2026-01-31",
        "--url",
        "https://example.org/b",
        "--license",
        "CC-BY-4.0",
    ];
    let (code, out, errors) = import(&site, &[&about[..], &["--dry-run"]].concat()).await;
    assert_eq!(code, 0, "{errors}");
    assert!(out.starts_with("would import 2 of 2 boards"), "{out}");
    let client = site.client();
    let list = "/api/v1/arenas/text/external";
    assert_eq!(
        client.get(list).await.is(200).json(),
        json!([]),
        "nothing yet"
    );
    for new in ["imported 2 of 2 boards", "imported 0 of 2 boards"] {
        let (code, out, errors) = import(&site, &about).await;
        assert_eq!(code, 0, "{errors}");
        assert!(
            out.starts_with(new) && out.contains("3 ratings, 2 of models"),
            "{out}"
        );
        assert!(
            errors.contains("coding: bad: a figure is no number"),
            "{errors}"
        );
    }
    let kept = client.get(list).await.is(200).json();
    assert_eq!(
        kept,
        json!([{"source": "Elsewhere & Co", "url": "https://example.org/b", "license": "CC-BY-4.0", "arena": "text",
            "category": "overall", "time": "2026-01-31T00:00:00.000Z", "rows": [
                {"name": "Other", "model": null, "rating": 1200.0, "rating_low": null, "rating_high": null},
                {"name": "ada", "model": "ada", "rating": 1301.5, "rating_low": 1290.0, "rating_high": 1310.0}]}])
    );
    let svg = client
        .get("/charts/text/elsewhere.svg")
        .await
        .is(200)
        .text();
    assert!(
        svg.contains("Elsewhere &amp; Co") && svg.contains("Not measured here"),
        "{svg}"
    );
    let file = client
        .get("/charts/text/elsewhere.csv?category=coding")
        .await
        .is(200)
        .text();
    assert_eq!(file.lines().count(), 2, "{file}");
    let after: Value = client.leaderboard("").await;
    assert_eq!(
        after["rows"], before["rows"],
        "no rating of this site knows of it"
    );
    let history = client
        .get("/api/v1/arenas/text/history")
        .await
        .is(200)
        .text();
    assert!(!history.contains("Elsewhere"));
    let (code, _, errors) = agon(
        &site.config(),
        &[
            "import",
            "leaderboard",
            "/dev/null",
            "--arena",
            "no",
            "--source",
            "x",
        ],
    )
    .await;
    assert_eq!(
        (code, errors.contains("it has: text")),
        (2, true),
        "{errors}"
    );
});
