//! What can be asked of a board and of its models: filters, orders, neighbours, one model, several beside each other, groups.

use serde_json::{Value, json};

use crate::campaign::{board_of, campaign, strict, vote_by};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const FOUR: [&str; 4] = ["m0", "m1", "m2", "m3"];

/// Four models with cards; their maker's name wants to be more than a name.
fn cards() -> Setup {
    let card = |setup: Setup, (model, more): (&str, &str)| {
        let id = format!("id = \"{model}\"\n");
        setup.with(&id, &format!("{id}{more}\n"))
    };
    let cards = [
        "weights = \"closed\"\ncountry = \"US\"\nprice_output = 15.0\nreleased = \"2026-02-01\"\norganization = \"A/B & <c>\"",
        "weights = \"open\"\ncountry = \"CN\"\nparameters_b = 30.0\nprice_output = 0.5\nlicense = \"MIT\"\nreasoning = false",
        "weights = \"open\"\ncountry = \"FR\"\nparameters_b = 200.0\nlicense = \"MIT\"",
        "state = \"retired\"\nweights = \"open\"",
    ];
    FOUR.into_iter()
        .zip(cards)
        .fold(Setup::recorded(&FOUR), card)
}

fn models(board: &Value) -> Vec<String> {
    let rows = board["rows"].as_array().unwrap().iter();
    rows.map(|row| row["model"].as_str().unwrap().to_owned())
        .collect()
}

on_both!(
    a_board_can_be_filtered_and_sorted_by_its_address,
    |backend| {
        let site = Site::start(backend, cards()).await;
        campaign(&site, &site.voter().await, 90).await;
        let client = site.client();
        for (query, expected) in [
            ("?sort=-name", vec!["m3", "m2", "m1", "m0"]),
            ("?sort=name&retired=hide", vec!["m0", "m1", "m2"]),
            // What has no price comes last, whichever way round.
            ("?sort=price", vec!["m1", "m0", "m2", "m3"]),
            ("?sort=-price", vec!["m0", "m1", "m2", "m3"]),
            ("?weights=open&max_parameters_b=32&license=mit", vec!["m1"]),
        ] {
            assert_eq!(
                models(&client.leaderboard(query).await),
                expected,
                "{query}"
            );
        }
        for (query, field) in [
            ("?sort=luck", "sort"),
            ("?retired=maybe", "retired"),
            ("?columns=luck", "columns"),
        ] {
            let page = client
                .get(&format!("/leaderboard/text{query}"))
                .await
                .is(422)
                .text();
            assert!(page.contains(field), "{page}");
        }
        let page = client
            .get("/leaderboard/text?weights=open&columns=price,size")
            .await
            .is(200);
        let tag = page.header("etag").unwrap().to_owned();
        let page = page.text();
        for part in [
            "weights=open&amp;country=CN",
            "aria-sort=\"descending\"",
            "/organizations/A%2FB%20%26%20%3Cc%3E",
        ] {
            let everywhere = client.get("/leaderboard/text").await.is(200).text();
            assert!(page.contains(part) || everywhere.contains(part), "{part}");
        }
        assert!(
            !page.contains("class=\"ci\""),
            "a column that was not chosen"
        );
        let again = client.request(
            reqwest::Method::GET,
            "/leaderboard/text?weights=open&columns=price,size",
        );
        client
            .send(again.header("if-none-match", tag))
            .await
            .is(304);
    }
);

on_both!(neighbours_are_compared_within_the_filter, |backend| {
    let site = Site::start(backend, cards()).await;
    let voter = site.voter().await;
    vote_by(&voter, 200, |texts, number| match number % 5 {
        2 => strict(&[texts[1].clone(), texts[0].clone()], 0),
        _ => strict(texts, 0),
    })
    .await;
    let all = board_of(&site, "").await;
    let next = |board: &Value, place: usize| board["neighbours"][place].clone();
    let rating = |place: usize| all["rows"][place]["rating"].as_f64().unwrap();
    for place in 0..2 {
        let gap = next(&all, place);
        let points = gap["points"].as_f64().unwrap();
        assert!((points - (rating(place) - rating(place + 1))).abs() < 1e-9);
        let preferred = 1.0 / (1.0 + 10_f64.powf(-points / 400.0));
        assert!((gap["preferred"].as_f64().unwrap() - preferred).abs() < 1e-12);
        assert_eq!(gap["separable"], gap["points_low"].as_f64().unwrap() > 0.0);
        assert_eq!(gap["separable"], gap["votes_needed"] == 0);
    }
    let open = site.client().leaderboard("?weights=open&sort=-name").await;
    assert_eq!(models(&open), ["m3", "m2", "m1"]);
    let pairs = |board: &Value| board["neighbours"].as_array().unwrap().len();
    assert_eq!((pairs(&open), pairs(&all)), (1, 2));
    assert_eq!(
        (&next(&open, 0)["first"], &next(&open, 0)["second"]),
        (&json!("m1"), &json!("m2")),
        "the next one is by rating, whatever the order"
    );
});

on_both!(models_beside_each_other_agree_with_the_counts, |backend| {
    let site = Site::start(backend, cards()).await;
    let board = campaign(&site, &site.voter().await, 120).await;
    let client = site.client();
    let path = "/api/v1/arenas/text/compare";
    let found = client
        .get(&format!("{path}?m=m2&m=m0&m=m1"))
        .await
        .is(200)
        .json();
    assert_eq!(
        (found["models"].as_array().unwrap().len(), &found["seq"]),
        (3, &board["seq"])
    );
    assert_eq!(found["pairs"].as_array().unwrap().len(), 3);
    let votes = client.votes().await;
    for pair in found["pairs"].as_array().unwrap() {
        let met = |vote: &&Value| {
            let sides = [&vote["model_a"], &vote["model_b"]];
            [&pair["first"], &pair["second"]]
                .iter()
                .all(|id| sides.contains(id))
        };
        assert_eq!(pair["observed"]["votes"], votes.iter().filter(met).count());
        assert!(
            pair["predicted"]["preferred"].as_f64().unwrap() >= 0.5,
            "the better one first"
        );
    }
    let model = client.get("/api/v1/models/m0").await.is(200).json();
    let met = model["arenas"][0]["opponents"].as_array().unwrap();
    assert_eq!(
        met.iter()
            .map(|one| one["votes"].as_u64().unwrap())
            .sum::<u64>(),
        model["arenas"][0]["row"]["votes"].as_u64().unwrap()
    );
    assert_eq!(
        (&model["versions"][0]["event"], &model["country"]),
        (&json!("added"), &json!("US"))
    );
    for (query, words) in [
        ("?m=m0", "two to five"),
        ("?m=m0&m=nobody", "nobody"),
        ("?m=a&m=b&m=c&m=d&m=e&m=f", "at most 5"),
    ] {
        let refused = client.get(&format!("{path}{query}")).await.is(422).text();
        assert!(refused.contains(words), "{refused}");
    }
    client.get("/api/v1/models/nobody").await.is(404);
    assert_eq!(
        client
            .get("/api/v1/models")
            .await
            .is(200)
            .json()
            .as_array()
            .unwrap()
            .len(),
        4
    );
    for page in [
        "/compare",
        "/compare?m=m0&m=m1&m=",
        "/models/m3",
        "/organizations/A%2FB%20%26%20%3Cc%3E",
        "/licenses/mit",
        "/countries/fr",
    ] {
        client.get(page).await.is(200);
    }
    for page in [
        "/models/nobody",
        "/organizations/nobody",
        "/licenses/x",
        "/countries/ZZ",
    ] {
        client.get(page).await.is(404);
    }
});

on_both!(
    only_battles_that_were_made_public_can_be_read_by_others,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let (open, quiet) = (site.voter().await, site.voter().await);
        open.put("/api/v1/voters/me", &json!({"publish": true, "version": 1}))
            .await
            .is(200);
        let mut ids = Vec::new();
        for voter in [&open, &quiet] {
            let id = voter.battle(&prompt(1)).await;
            site.client().get(&format!("/samples/{id}")).await.is(404);
            voter.vote(&id, "a").await.is(200);
            voter
                .put(
                    &format!("/api/v1/battles/{id}/reasons"),
                    &json!({"a": ["useful"], "b": ["useful"]}),
                )
                .await
                .is(200);
            ids.push(id);
        }
        let model = || async { site.client().get("/api/v1/models/ada").await.is(200).json() };
        let before = model().await;
        assert_eq!(
            before["samples"],
            json!([{"battle": ids[0], "prompt": prompt(1)}])
        );
        assert_eq!(before["reasons"], json!([{"reason": "useful", "votes": 2}]));
        let page = site
            .client()
            .get(&format!("/samples/{}", ids[0]))
            .await
            .is(200)
            .text();
        assert!(page.contains(&prompt(1)) && page.contains("ada"));
        site.client()
            .get(&format!("/samples/{}", ids[1]))
            .await
            .is(404);
        let path = format!("/api/v1/battles/{}", ids[0]);
        open.delete(&path).await.is(204);
        site.client()
            .get(&format!("/samples/{}", ids[0]))
            .await
            .is(404);
        assert_eq!(model().await["samples"], json!([]));
    }
);
