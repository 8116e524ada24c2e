//! What a reader has already is not sent again, and what one arena has not keeps nothing of the others back.

use reqwest::Method;

use crate::campaign::campaign;
use crate::client::Reply;
use crate::resting::import;
use crate::setup::Setup;
use crate::site::Site;
use crate::verify::manifest;

async fn again(site: &Site, path: &str, tag: &str) -> Reply {
    let client = site.client();
    let request = client.request(Method::GET, path);
    client.send(request.header("if-none-match", tag)).await
}

on_both!(
    a_history_or_manifest_that_did_not_change_is_not_sent_again,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 3).await;
        site.restart().await;
        manifest(&site, "").await;
        let paths = [
            "/api/v1/arenas/text/history",
            "/api/v1/exports/history.csv",
            "/api/v1/exports/history.parquet?arena=text",
            "/api/v1/manifest",
            "/api/v1/manifest?arena=text&limit=1",
        ];
        let mut tags = Vec::new();
        for path in paths {
            let first = site.client().get(path).await.is(200);
            assert_eq!(first.header("cache-control"), Some("no-cache"), "{path}");
            let tag = first.header("etag").unwrap().to_owned();
            let second = again(&site, path, &tag).await.is(304);
            assert!(second.body.is_empty(), "{path}");
            assert_eq!(second.header("etag"), Some(tag.as_str()));
            tags.push(tag);
        }
        let distinct: std::collections::BTreeSet<&String> = tags.iter().collect();
        assert_eq!(distinct.len(), paths.len());
        let missing = "/api/v1/exports/history.csv?arena=no";
        again(&site, missing, &tags[1]).await.is(404);
        let voter = site.again(&voter);
        campaign(&site, &voter, 3).await;
        site.restart().await;
        manifest(&site, "").await;
        for (path, tag) in paths.iter().zip(&tags) {
            again(&site, path, tag).await.is(200);
        }
    }
);

on_both!(
    a_leaderboard_of_the_past_leaves_out_arenas_that_had_no_votes,
    |backend| {
        let two = "[[arena]]\nid = \"late\"\nmodels = [\"*\"]\n\n[[arena]]\nid = \"text\"";
        let setup = Setup::recorded(&["ada", "bob"]).with("[[arena]]\nid = \"text\"", two);
        let site = Site::start(backend, setup).await;
        let file = site.folder().join("votes.csv");
        std::fs::write(&file, super::days::votes(&[1, 2, 3], 1)).unwrap();
        assert_eq!(import(&site.config(), &file, &[]).await.0, 0);
        let path = "/api/v1/exports/leaderboard.csv";
        let all = |at: &'static str| {
            let client = site.client();
            async move { client.get(&format!("{path}?at={at}")).await }
        };
        let board = crate::patience::until("the board of two days", || async {
            let reply = all("2026-01-03").await;
            (reply.status == 200).then_some(reply)
        });
        assert_eq!(
            board.await.text().lines().count(),
            3,
            "two models of one arena"
        );
        let early = all("2025-01-01").await.is(422).json();
        assert_eq!(early["field"], "at");
        let late = format!("{path}?at=2026-01-03&arena=late");
        site.client().get(&late).await.is(422);
    }
);
