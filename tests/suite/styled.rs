//! Style-controlled boards of a site: the numbers are those of `agon rate --style` on its exported votes, on every start.

use std::fmt::Write as _;

use agon::app::{RateMethod, RateRequest, rate_stream};
use agon::rating::RowOptions;
use reqwest::Method;
use serde_json::{Value, json};

use crate::campaign::{campaign, vote_by};
use crate::patience::until;
use crate::resting::{Resting, import};
use crate::setup::Setup;
use crate::site::{Backend, Site};

const STYLED: &str = "?style_control=true";

/// Votes of which many go to the longer answer, some in categories, some unrated.
fn votes(rows: usize) -> String {
    let mut text = "battle,time,model_a,model_b,choice,voter,categories,state,reason,chars_a,chars_b,headers_a,headers_b,lists_a,\
                    lists_b,bold_a,bold_b\n"
        .to_owned();
    let mut state = 7_u64;
    let mut below = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % most
    };
    for row in 0..rows {
        let (a, step) = (below(4), 1 + below(3));
        let b = (a + step) % 4;
        let length = [200 * a + below(900), 200 * b + below(900)];
        let choice = match below(6) {
            0 => "tie",
            1 => "both_bad",
            2 => ["a", "b"][below(2)],
            _ if length[0] > length[1] => "a",
            _ => "b",
        };
        let categories = ["", "code", "code;math", "math;overall"][below(4)];
        let rated = if below(20) == 0 {
            "unrated,identity_leak"
        } else {
            "rated,"
        };
        let more: Vec<String> = (0..6).map(|_| below(5).to_string()).collect();
        writeln!(
            text,
            "v{row},2026-01-01T00:00:00Z,m{a},m{b},{choice},w{},{categories},{rated},{},{},{}",
            below(40),
            length[0],
            length[1],
            more.join(",")
        )
        .unwrap();
    }
    text
}

fn setup() -> Setup {
    Setup::recorded(&["m0", "m1", "m2", "m3"])
        .with("provisional_votes = 5", "provisional_votes = 50")
}

/// A site with so many imported votes, and its board at equal style.
async fn site_with(backend: Backend, rows: usize) -> (Site, Value) {
    let site = Site::start(backend, setup()).await;
    let file = site.folder().join("votes.csv");
    std::fs::write(&file, votes(rows)).unwrap();
    let (code, out, errors) = import(&site.config(), &file, &[]).await;
    assert_eq!(code, 0, "{out}{errors}");
    let board = styled(&site, "", rows).await;
    (site, board)
}

/// The board at equal style that covers so much of the log.
async fn styled(site: &Site, query: &str, seq: usize) -> Value {
    let client = site.client();
    let query = format!("{STYLED}{query}");
    let look =
        || async { Some(client.leaderboard(&query).await).filter(|board| board["seq"] == seq) };
    until("a board at equal style of all votes", look).await
}

/// The rows as they are written, which two boards share only if all their numbers are the same bits.
fn rows(board: &Value) -> String {
    board["rows"].to_string()
}

on_both!(
    boards_at_equal_style_are_those_of_rate_on_the_exported_votes,
    |backend| {
        let (site, _) = site_with(backend, 600).await;
        let client = site.client();
        for category in [None, Some("code"), Some("math")] {
            let of = format!("category={}", category.unwrap_or("overall"));
            let look = || async {
                let board = client.leaderboard(&format!("{STYLED}&{of}")).await;
                let plain = client.leaderboard(&format!("?{of}")).await;
                (board["votes"] == plain["votes"]).then_some((board, plain))
            };
            let (live, plain) = until("both boards", look).await;
            assert_eq!(live["style_control"], json!(true));
            assert_ne!(rows(&live), rows(&plain), "style matters");
            for format in ["csv", "jsonl"] {
                let file = client.get(&format!("/api/v1/exports/votes.{format}")).await;
                let request = RateRequest {
                    method: RateMethod::Fit(RowOptions::with_style()),
                    style: true,
                    category: category.map(str::to_owned),
                    ..RateRequest::default()
                };
                let rated = rate_stream(file.is(200).body.as_ref(), &request).unwrap();
                assert_eq!(serde_json::to_value(&rated.rows).unwrap(), live["rows"]);
                assert_eq!(live["votes"], rated.votes);
                assert_eq!(live["method"], rated.method);
                assert!(rated.votes > 100 && rated.votes < 590);
            }
        }
    }
);

on_both!(
    a_restart_gives_the_same_style_controlled_numbers_to_the_last_bit,
    |backend| {
        let (mut site, before) = site_with(backend, 300).await;
        site.restart().await;
        let after = site.client().leaderboard(STYLED).await;
        assert_eq!(rows(&after), rows(&before), "at once after a stop in order");
        // Votes that no snapshot has: nothing was written at the end.
        let voter = site.voter().await;
        campaign(&site, &voter, 5).await;
        let before = styled(&site, "", 305).await;
        site.restart_after_kill().await;
        let after = styled(&site, "", 305).await;
        assert_eq!(rows(&after), rows(&before), "after a kill");
    }
);

on_both!(the_past_at_equal_style_can_be_read_again, |backend| {
    let (mut site, then) = site_with(backend, 200).await;
    site.restart().await;
    let voter = site.voter().await;
    vote_by(&voter, 30, |_, _| "a").await;
    let now = styled(&site, "", 230).await;
    assert_ne!(rows(&now), rows(&then));
    let client = site.client();
    let past = client.leaderboard(&format!("{STYLED}&at=200")).await;
    assert_eq!(
        (rows(&past), &past["method"], &past["style_control"]),
        (rows(&then), &then["method"], &json!(true))
    );
    // The history has it by name, and only if it is asked for.
    let path = "/api/v1/arenas/text/history";
    let history = client.get(&format!("{path}{STYLED}")).await.is(200).json();
    let mut kept = history.as_array().unwrap().iter();
    assert!(kept.clone().all(|row| row["style_control"] == true));
    let best = &then["rows"][0];
    assert!(kept.any(|row| row["seq"] == 200
        && row["model"] == best["model"]
        && row["rating"] == best["rating"]));
    let unasked = client.get(path).await.is(200).json();
    let mut unasked = unasked.as_array().unwrap().iter();
    assert!(unasked.all(|row| row["style_control"] == false));
    let path = format!("/api/v1/exports/leaderboard.jsonl{STYLED}");
    let file = client.get(&path).await.is(200).text();
    let first: Value = serde_json::from_str(file.lines().next().unwrap()).unwrap();
    assert_eq!(first, now["rows"][0]);
    let plain = client.leaderboard("?at=200").await;
    assert_ne!(rows(&plain), rows(&then));
});

on_both!(
    an_import_ends_with_a_snapshot_of_the_style_controlled_board_too,
    |backend| {
        let rest = Resting::new(backend, &setup()).await;
        let file = rest.file("votes.csv", &votes(150));
        let (code, out, errors) = import(&rest.config, &file, &[]).await;
        assert_eq!(code, 0, "{out}{errors}");
        let store = agon::store::Store::open(rest.database()).await.unwrap();
        let slice = |category: &str| agon::board::Slice {
            arena: "text".parse().unwrap(),
            category: category.to_owned(),
            style_control: true,
        };
        for category in ["overall", "code", "math"] {
            let kept = store.snapshot_at_seq(&slice(category), 150).await.unwrap();
            assert_eq!(kept.unwrap().seq, 150, "{category}");
        }
        store.close().await;
    }
);

on_both!(style_control_is_offered_wherever_a_board_is, |backend| {
    let site = Site::start(backend, setup()).await;
    let client = site.client();
    // Before the first vote there is a board that says so.
    let empty = client.leaderboard(STYLED).await;
    assert_eq!(
        (&empty["votes"], &empty["rows"][0]["status"]),
        (&json!(0), &json!("no_votes"))
    );
    let path = format!("/api/v1/arenas/text/leaderboard{STYLED}&category=none");
    let problem = client.get(&path).await.is(422).json();
    assert_eq!(problem["field"], "category");
    let page = client.get("/leaderboard/text").await.is(200).text();
    assert!(
        page.contains("style_control=true") && page.contains("Style control off"),
        "{page}"
    );
    let page = client.get("/leaderboard/text?style_control=true").await;
    let page = page.is(200).text();
    // What the page listens to and offers is of this board.
    for wanted in [
        "Style control on",
        "/leaderboard/stream?since=0&amp;style_control=true",
        "/exports/leaderboard.csv?arena=text&amp;style_control=true",
        "/leaderboard?style_control=true",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    // Readers of the stream are told of each.
    let path = format!("/api/v1/arenas/text/leaderboard/stream{STYLED}");
    let mut stream = client.open(client.request(Method::GET, &path)).await;
    let voter = site.voter().await;
    vote_by(&voter, 1, |_, _| "a").await;
    let event = stream.next().await.unwrap();
    assert_eq!(
        (&event.data["seq"], &event.data["style_control"]),
        (&json!(1), &json!(true))
    );
});
