//! Pictures as files: their numbers are the board's, and their addresses say what is wrong.

use std::collections::HashMap;

use crate::campaign::campaign;
use crate::patience::until;
use crate::setup::Setup;
use crate::site::Site;

fn rows(file: &[u8]) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(file)
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

on_both!(
    a_picture_says_the_boards_numbers_to_the_last_digit,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 12).await;
        until("the board has all votes", async || {
            (site.client().leaderboard("").await["votes"] == 12).then_some(())
        })
        .await;
        for query in ["", "?q=b"] {
            let board = site.client().leaderboard(query).await;
            let file = site
                .client()
                .get(&format!("/charts/text/ratings.csv{query}"))
                .await
                .is(200);
            let rows = rows(&file.body);
            let board = board["rows"].as_array().unwrap();
            assert_eq!(rows.len(), board.len());
            for (row, of_board) in rows.iter().zip(board) {
                for key in ["rating", "rating_low", "rating_high"] {
                    let number: Option<f64> = row[key].parse().ok();
                    assert_eq!(number, of_board[key].as_f64(), "{key}");
                }
                assert_eq!(of_board["model"], row["model"].as_str());
            }
        }
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_has_three_forms_and_is_asked_after_not_sent_again() {
    let site = Site::start(
        crate::site::Backend::Sqlite,
        Setup::recorded(&["ada", "bob"]),
    )
    .await;
    let client = site.client();
    for (format, mime, begin) in [
        ("svg", "image/svg+xml", &b"<svg "[..]),
        ("png", "image/png", &b"\x89PNG\r\n"[..]),
        ("csv", "text/csv", &b"rank_low,"[..]),
    ] {
        let path = format!("/charts/text/ratings.{format}");
        let reply = client.get(&path).await.is(200);
        assert!(reply.header("content-type").unwrap().starts_with(mime));
        assert!(reply.body.starts_with(begin), "{format}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"));
        let tag = reply.header("etag").unwrap();
        let again = client.request(reqwest::Method::GET, &path);
        let again = client.send(again.header("if-none-match", tag)).await;
        assert_eq!((again.status, again.body.len()), (304, 0));
    }
    let svg = client.get("/charts/text/ratings.svg").await;
    let policy = svg.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    assert!(!policy.contains("unsafe"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_cannot_be_drawn_says_why() {
    let site = Site::start(
        crate::site::Backend::Sqlite,
        Setup::recorded(&["ada", "bob"]),
    )
    .await;
    for path in [
        "/charts/text/nothing.svg",
        "/charts/text/ratings.gif",
        "/charts/text/ratings",
        "/charts/nowhere/ratings.svg",
    ] {
        site.client().get(path).await.is(404);
    }
    for (query, field) in [
        ("max_price=cheap", "max_price"),
        ("weights=heavy", "weights"),
        ("category=nothing", "category"),
    ] {
        let path = format!("/charts/text/ratings.csv?{query}");
        let reply = site.client().get(&path).await.is(422);
        assert!(reply.text().contains(field), "{field}");
    }
}
