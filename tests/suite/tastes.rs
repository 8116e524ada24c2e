//! A personal leaderboard: a voter's own rated votes, shrunk towards everybody's.

use serde_json::{Value, json};

use crate::client::Voter;
use crate::patience::until;
use crate::setup::{Setup, prompt};
use crate::site::Site;

const ME: &str = "/api/v1/voters/me/leaderboard";

/// Votes for a model wherever it stands, until so many votes are cast.
async fn favour(voter: &Voter, winner: &str, loser: &str, votes: usize) {
    let mut cast = 0;
    while cast < votes {
        let id = voter.battle(&prompt(0)).await;
        let shown = voter.show(&id).await;
        let author = |side: &str| shown["turns"][0][side]["text"].as_str().unwrap().to_owned();
        let stands = |side: &str, model: &str| author(side).ends_with(model);
        let choice = match () {
            () if stands("a", winner) && stands("b", loser) => "a",
            () if stands("b", winner) && stands("a", loser) => "b",
            () => continue,
        };
        voter.vote(&id, choice).await.is(200);
        cast += 1;
    }
}

async fn taste(voter: &Voter) -> Value {
    voter.get(&format!("{ME}?arena=text")).await.is(200).json()
}

fn row<'a>(taste: &'a Value, model: &str) -> &'a Value {
    let rows = taste["rows"].as_array().unwrap();
    rows.iter().find(|row| row["model"] == model).unwrap()
}

on_both!(
    own_votes_move_a_personal_board_and_named_ones_do_not,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
        let (crowd, voter) = (site.voter().await, site.voter().await);
        let none = taste(&voter).await;
        assert_eq!(
            (&none["votes"], &none["rows"]),
            (&json!(0), &json!([])),
            "nothing to lean on"
        );
        favour(&crowd, "ada", "bob", 12).await;
        favour(&crowd, "bob", "ada", 6).await;
        favour(&voter, "bob", "ada", 4).await;
        // A vote on models whose names were known says nothing here either.
        let named = json!({"arena": "text", "prompt": prompt(0), "mode": "side_by_side", "models": ["ada", "bob"]});
        let named = voter.post("/api/v1/battles", &named).await.is(201).json();
        let named = named["id"].as_str().unwrap();
        voter.follow(named, None).await;
        voter.vote(named, "a").await.is(200);

        let own = until("the board has read all", async || {
            let own = taste(&voter).await;
            (own["seq"] == 23).then_some(own)
        })
        .await;
        assert_eq!(
            (&own["votes"], &own["left_out"], &own["spread"]),
            (&json!(4), &json!(0), &json!(125.0))
        );
        let figure = |model: &str, key: &str| row(&own, model)[key].as_f64().unwrap();
        let board = site.client().leaderboard("").await;
        let everybody = row(&board, "bob")["rating"].as_f64().unwrap();
        assert!((figure("bob", "rating_board") - everybody).abs() < 1e-6);
        let lead = |key: &str| figure("bob", key) - figure("ada", key);
        assert!(
            lead("rating_board") < 0.0 && lead("rating") > lead("rating_board") + 50.0,
            "{own}"
        );
        assert_eq!(own["rows"][0]["model"], "bob", "best first: {own}");
        for model in ["ada", "bob"] {
            assert!(figure(model, "rating_low") < figure(model, "rating"));
            assert!(figure(model, "rating") < figure(model, "rating_high"));
            assert_eq!(row(&own, model)["votes"], 4);
        }
        let theirs = taste(&crowd).await;
        assert_eq!(theirs["rows"][0]["model"], "ada", "a taste is one's own");
    }
);

on_both!(a_personal_board_needs_a_voter_and_an_arena, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    site.client().get(&format!("{ME}?arena=text")).await.is(401);
    assert_eq!(voter.get(ME).await.is(422).json()["field"], "arena");
    voter.get(&format!("{ME}?arena=nope")).await.is(404);
    voter.get(&format!("{ME}?arena=%3Cscript%3E")).await.is(404);
});
