//! What a voter learns behind the vote: the crowd, the forecast, and how the board moved; and nothing of it before.

use serde_json::{Value, json};

use crate::client::Voter;
use crate::patience::until;
use crate::setup::{Setup, prompt};
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

fn path(id: &str) -> String {
    format!("/api/v1/battles/{id}/outcome")
}

/// Votes for a model in a new battle, on whichever side it stands; the battle and the model's side.
async fn vote_for(voter: &Voter, winner: &str) -> (String, &'static str) {
    let id = voter.battle(&prompt(0)).await;
    let shown = voter.show(&id).await;
    let answer = shown["turns"][0]["a"]["text"].as_str().unwrap();
    let side = if answer.ends_with(winner) { "a" } else { "b" };
    voter.vote(&id, side).await.is(200);
    (id, side)
}

/// The outcome, once the board has read past the vote.
async fn settled(voter: &Voter, id: &str) -> Value {
    until("the board has read the vote", async || {
        let outcome = voter.get(&path(id)).await.is(200).json();
        outcome["after"].is_object().then_some(outcome)
    })
    .await
}

on_both!(
    the_forecast_is_that_of_the_board_before_the_vote,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&TWO)).await;
        let voter = site.voter().await;
        for winner in ["ada", "ada", "bob"] {
            let (id, _) = vote_for(&voter, winner).await;
            settled(&voter, &id).await;
        }
        let board = site.client().leaderboard("").await;
        let rating = |board: &Value, model: &str| {
            let rows = board["rows"].as_array().unwrap();
            rows.iter().find(|row| row["model"] == model).unwrap()["rating"]
                .as_f64()
                .unwrap()
        };
        let (id, side) = vote_for(&voter, "ada").await;
        let told = settled(&voter, &id).await;
        let other = if side == "a" { "b" } else { "a" };
        assert_eq!(told["before"]["seq"], 3);
        assert_eq!(told["before"][side]["rating"], rating(&board, "ada"));
        assert_eq!(told["before"][other]["rating"], rating(&board, "bob"));
        // Two of three: 2 to 1.
        let chance = told["before"]["chance_a"].as_f64().unwrap();
        let expected = if side == "a" { 2.0 / 3.0 } else { 1.0 / 3.0 };
        assert!((chance - expected).abs() < 1e-9, "{told}");
        assert_eq!(told["after"]["seq"], 4);
        let moved = site.client().leaderboard("").await;
        assert_eq!(told["after"][side]["rating"], rating(&moved, "ada"));
        assert!(rating(&moved, "ada") > rating(&board, "ada"));

        // The forecast stays what it was, whatever is voted later and whoever restarts.
        let (next, _) = vote_for(&voter, "bob").await;
        settled(&voter, &next).await;
        site.restart().await;
        let voter = site.again(&voter);
        let later = settled(&voter, &id).await;
        assert_eq!(later["before"], told["before"]);
        assert_eq!(later["after"]["seq"], 5);
    }
);

on_both!(the_crowd_is_counted_from_the_voters_side, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
    let voter = site.voter().await;
    let mut pairs = Vec::new();
    for number in 0..24 {
        let id = voter.battle(&prompt(0)).await;
        let choice = ["a", "b", "tie", "both_bad"][number % 4];
        let voted = voter.vote(&id, choice).await.is(200).json();
        let side = |side: &str| voted["reveal"][side]["id"].as_str().unwrap().to_owned();
        pairs.push((id, side("a"), side("b"), choice));
    }
    let (last, a, b, _) = pairs.last().unwrap();
    let crowd = settled(&voter, last).await["crowd"].clone();
    let count = |straight: &str, turned: &str| {
        let is = |(_, x, y, choice): &&(String, String, String, &str)| {
            (x == a && y == b && *choice == straight) || (x == b && y == a && *choice == turned)
        };
        pairs.iter().filter(is).count()
    };
    let counts = [
        count("a", "b"),
        count("b", "a"),
        count("tie", "tie"),
        count("both_bad", "both_bad"),
    ];
    let [for_a, for_b, tie, both_bad] = counts;
    let votes: usize = counts.iter().sum();
    assert_eq!(
        crowd,
        json!({"seq": 24, "votes": votes, "a": for_a, "b": for_b, "tie": tie, "both_bad": both_bad})
    );
});

on_both!(
    nothing_of_it_is_told_before_the_vote_or_to_others,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let (voter, other) = (site.voter().await, site.voter().await);
        let id = voter.battle(&prompt(0)).await;
        let refused = voter.get(&path(&id)).await.is(409).text();
        assert!(
            !TWO.iter().any(|model| refused.contains(model)),
            "{refused}"
        );
        other.get(&path(&id)).await.is(404);
        site.client().get(&path(&id)).await.is(401);
        let vote = voter.vote(&id, "a").await.is(200);
        let first = settled(&voter, &id).await;
        let nothing =
            json!({"rating": null, "rating_low": null, "rating_high": null, "rank": null});
        assert_eq!(
            first["before"],
            json!({"seq": 0, "chance_a": null, "a": nothing, "b": nothing}),
            "before the first vote nothing can be said"
        );
        other.get(&path(&id)).await.is(404);
        assert_eq!(
            voter.vote(&id, "a").await,
            vote,
            "the vote's reply has nothing of it"
        );
    }
);
