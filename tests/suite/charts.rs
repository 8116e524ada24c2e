//! Pictures as files: their numbers are the board's, and their addresses say what is wrong.

use std::collections::HashMap;

use crate::campaign::campaign;
use crate::fake::Fake;
use crate::patience::until;
use crate::script::Script;
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

/// The header of each kind's file.
const HEADERS: [(&str, &str); 11] = [
    (
        "ratings",
        "rank_low,rank_high,model,name,rating,rating_low,rating_high,votes,status",
    ),
    (
        "win-rates",
        "model_a,model_b,votes,wins_a,wins_b,ties,both_bad,observed,predicted",
    ),
    (
        "battles",
        "model_a,model_b,votes,wins_a,wins_b,ties,both_bad,observed,predicted",
    ),
    (
        "price",
        "model,name,price_output,rating,rating_low,rating_high,front,instead",
    ),
    (
        "size",
        "model,name,parameters_b,rating,rating_low,rating_high,front,instead",
    ),
    (
        "speed",
        "model,name,chars_per_second,rating,rating_low,rating_high,front,instead",
    ),
    (
        "categories",
        "category,model,name,rating,rating_low,rating_high,votes",
    ),
    ("style", "effect,log_odds,low,high,points"),
    ("side", "effect,log_odds,low,high,points"),
    ("calibration", "from,to,votes,predicted,observed,low,high"),
    ("activity", "day,rated,unrated"),
];

on_both!(
    every_picture_has_a_header_before_the_first_vote_and_rows_after_it,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
        let file = async |kind: &str| {
            let path = format!("/charts/text/{kind}.csv");
            site.client().get(&path).await.is(200)
        };
        for (kind, header) in HEADERS {
            let empty = file(kind).await.text();
            assert_eq!(empty.lines().next(), Some(header), "{kind}");
        }
        let voter = site.voter().await;
        campaign(&site, &voter, 24).await;
        until("the board has all votes", async || {
            (site.client().leaderboard("").await["votes"] == 24).then_some(())
        })
        .await;
        let sum = |rows: &[HashMap<String, String>], key: &str| -> u64 {
            rows.iter()
                .map(|row| row[key].parse::<u64>().unwrap())
                .sum()
        };
        let pairs = rows(&file("battles").await.body);
        assert_eq!((pairs.len(), sum(&pairs, "votes")), (3, 24));
        let days = rows(&file("activity").await.body);
        assert_eq!(sum(&days, "rated") + sum(&days, "unrated"), 24);
        // Votes that came before there was a board to foretell them have no forecast.
        assert!(sum(&rows(&file("calibration").await.body), "votes") <= 24);
        assert_eq!(rows(&file("categories").await.body).len() % 3, 0);
        // The second reading adds what is new and nothing twice.
        campaign(&site, &voter, 3).await;
        let days = rows(&file("activity").await.body);
        assert_eq!(sum(&days, "rated") + sum(&days, "unrated"), 27);
    }
);

on_both!(
    the_page_has_every_picture_and_keeps_the_filter_in_its_links,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        campaign(&site, &site.voter().await, 12).await;
        let page = site.client().get("/insights/text?q=a").await.is(200).text();
        for (kind, _) in HEADERS {
            assert!(page.contains(&format!("id=\"chart-{kind}\"")), "{kind}");
        }
        for drawn in ["ratings", "activity"] {
            let file = format!("/charts/text/{drawn}.png?q=a");
            assert!(page.contains(&file), "{drawn}");
        }
        assert!(page.contains("/insights/text?q=a&amp;weights=open"));
        assert!(page.contains("/leaderboard/text?q=a\""));
        site.client().get("/insights/nowhere").await.is(404);
        for page in ["insights", "leaderboard"] {
            let short = site.client().get(&format!("/{page}?q=a")).await.is(303);
            let wanted = format!("/{page}/text?q=a");
            assert_eq!(short.header("location"), Some(&*wanted));
        }
        site.client()
            .get("/insights/text?max_price=x")
            .await
            .is(422);
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_sites_may_show_badges_and_cards_and_nothing_else() {
    let site = Site::start(
        crate::site::Backend::Sqlite,
        Setup::recorded(&["ada", "bob"]),
    )
    .await;
    let client = site.client();
    for path in [
        "/badges/text/ada.svg",
        "/cards/text.svg",
        "/cards/text.svg?q=b",
    ] {
        let reply = client.get(path).await.is(200);
        let policy = reply.header("cross-origin-resource-policy");
        assert_eq!(policy, Some("cross-origin"));
        let mime = reply.header("content-type").unwrap();
        assert!(mime.starts_with("image/svg+xml"));
        let csp = reply.header("content-security-policy").unwrap();
        assert!(csp.starts_with("default-src 'none'") && csp.ends_with("sandbox"));
        assert!(reply.header("etag").is_some() && !reply.text().contains("<script"));
    }
    let chart = client.get("/charts/text/ratings.svg").await;
    let policy = chart.header("cross-origin-resource-policy");
    assert_eq!(policy, Some("same-origin"));
    for path in [
        "/badges/text/nobody.svg",
        "/badges/text/ada",
        "/cards/nowhere.svg",
    ] {
        client.get(path).await.is(404);
    }
}

on_both!(
    how_fast_a_model_answers_is_told_after_the_vote_only,
    |backend| {
        let fake = Fake::start().await;
        for model in ["up-ada", "up-bob"] {
            fake.on(model, |_| {
                Script::pieces("a few words that took their time", 3)
            });
        }
        let site = Site::start(backend, Setup::live(&fake, &["ada", "bob"])).await;
        let voter = site.voter().await;
        let id = voter.battle("a question").await;
        let speeds = async || {
            let file = site.client().get("/charts/text/speed.csv").await.is(200);
            let speeds = rows(&file.body).into_iter();
            speeds
                .map(|row| row["chars_per_second"].parse().ok())
                .collect::<Vec<Option<f64>>>()
        };
        assert_eq!(speeds().await, [None, None]);
        voter.vote(&id, "a").await.is(200);
        let speeds = speeds().await;
        assert_eq!(speeds.len(), 2);
        assert!(
            speeds
                .iter()
                .all(|speed| speed.is_some_and(|speed| speed > 0.0))
        );
    }
);

on_both!(
    a_picture_says_what_agon_rate_says_of_the_exported_votes,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 24).await;
        until("the board has all votes", async || {
            (site.client().leaderboard("").await["votes"] == 24).then_some(())
        })
        .await;
        let file = site.client().get("/api/v1/exports/votes.csv").await.is(200);
        let rated = agon::app::rate_stream(&file.body[..], &agon::app::RateRequest::default());
        let rated = serde_json::to_value(&rated.unwrap().rows).unwrap();
        let drawn = site.client().get("/charts/text/ratings.csv").await.is(200);
        let drawn = rows(&drawn.body);
        assert_eq!(drawn.len(), 3);
        for row in &drawn {
            let mut rated = rated.as_array().unwrap().iter();
            let rated = rated.find(|rated| rated["model"] == row["model"].as_str());
            for key in ["rating", "rating_low", "rating_high"] {
                let number: Option<f64> = row[key].parse().ok();
                assert_eq!(
                    number,
                    rated.unwrap()[key].as_f64(),
                    "{key} of {}",
                    row["model"]
                );
            }
        }
    }
);
