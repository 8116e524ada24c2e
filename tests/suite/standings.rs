//! What a row says of its model: ranks within the filter and overall, and what its figures are worth.

use serde_json::{Value, json};

use crate::campaign::{board_of, campaign, strict, vote_by};
use crate::setup::Setup;
use crate::site::Site;

on_both!(ranks_are_given_within_the_filter_and_overall, |backend| {
    let weights = |setup: Setup, model: &str, word: &str| {
        setup.with(
            &format!("id = \"{model}\"\n"),
            &format!("id = \"{model}\"\nweights = \"{word}\"\n"),
        )
    };
    let setup = Setup::recorded(&["m0", "m1", "m2"]);
    let setup = weights(
        weights(weights(setup, "m0", "closed"), "m1", "open"),
        "m2",
        "open",
    );
    let site = Site::start(backend, setup).await;
    let voter = site.voter().await;
    vote_by(&voter, 240, |texts, number| match number % 16 {
        5 => strict(&[texts[1].clone(), texts[0].clone()], 0),
        _ => strict(texts, 0),
    })
    .await;
    let all = board_of(&site, "").await;
    let open = board_of(&site, "?weights=open").await;
    let row = |board: &Value, place: usize| board["rows"][place].clone();
    assert_eq!(
        [0, 1, 2].map(|at| row(&all, at)["model"].clone()),
        ["m0", "m1", "m2"]
    );
    assert_eq!(open["rows"].as_array().unwrap().len(), 2);
    for place in 0..2 {
        let (filtered, overall) = (row(&open, place), row(&all, place + 1));
        assert_eq!(
            (&filtered["model"], &filtered["rank_overall"]),
            (&overall["model"], &overall["rank"])
        );
        assert_eq!(
            filtered["rating"], overall["rating"],
            "a filter moves nobody"
        );
        assert_eq!(filtered["rank"], filtered["rank_low"]);
    }
    assert_eq!(
        (&row(&open, 0)["rank"], &row(&all, 1)["rank"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(
        site.client().leaderboard("?q=M2").await["rows"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert!(
        site.client().leaderboard("?organization=nobody").await["rows"]
            .as_array()
            .unwrap()
            .is_empty()
    );
});

on_both!(a_status_says_what_figures_are_worth, |backend| {
    let state = |setup: Setup, model: &str, state: &str| {
        setup.with(
            &format!("id = \"{model}\"\n"),
            &format!("id = \"{model}\"\nstate = \"{state}\"\n"),
        )
    };
    let base = || Setup::recorded(&["best", "m1", "m2", "never", "worst"]);
    let mut site = Site::start(backend, state(base(), "never", "paused")).await;
    let voter = site.voter().await;
    vote_by(&voter, 150, |texts, number| {
        let named = |name: &str| texts.iter().position(|text| text.ends_with(name));
        match (named("best"), named("worst")) {
            (Some(0), _) | (None, Some(1)) => "a",
            (Some(_), _) | (None, Some(_)) => "b",
            _ => ["a", "b", "tie"][number % 3],
        }
    })
    .await;
    let status = |board: &Value, model: &str| {
        let rows = board["rows"].as_array().unwrap();
        rows.iter().find(|row| row["model"] == model).unwrap()["status"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let board = board_of(&site, "").await;
    let words =
        |board: &Value| ["best", "m1", "m2", "never", "worst"].map(|model| status(board, model));
    assert_eq!(
        words(&board),
        ["unbounded_above", "ok", "ok", "no_votes", "unbounded_below"]
    );
    let best = &board["rows"][0];
    assert_eq!(
        (&best["model"], &best["rating"], &best["rating_high"]),
        (&json!("best"), &Value::Null, &Value::Null)
    );
    assert!(best["rating_low"].is_f64(), "{best}");
    site.restart_with(
        state(base(), "m1", "retired").with("provisional_votes = 5", "provisional_votes = 5000"),
    )
    .await;
    assert_eq!(
        words(&site.client().leaderboard("").await)[1..3],
        ["retired", "provisional"]
    );
});

on_both!(two_components_never_share_a_ranking, |backend| {
    let paused = |names: [&str; 2]| {
        names
            .iter()
            .fold(Setup::recorded(&["m0", "m1", "n0", "n1"]), |setup, name| {
                setup.with(
                    &format!("id = \"{name}\"\n"),
                    &format!("id = \"{name}\"\nstate = \"paused\"\n"),
                )
            })
    };
    let mut site = Site::start(backend, paused(["n0", "n1"])).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 24).await;
    site.restart_with(paused(["m0", "m1"])).await;
    campaign(&site, &site.again(&voter), 12).await;
    let board = board_of(&site, "").await;
    let of = |key: &str| {
        board["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row[key].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("model"), ["m0", "m1", "n0", "n1"]);
    assert_eq!(of("status"), ["ok", "ok", "disconnected", "disconnected"]);
    assert_eq!(
        (&of("component")[0], &of("component")[2]),
        (&json!(0), &json!(1))
    );
    assert_eq!(of("rank_overall")[2], 1, "ranked among its own");
});
