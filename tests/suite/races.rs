//! A thousand double clicks: every battle ends with one vote, whoever comes first.

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use futures_util::stream;

use crate::campaign::board_of;
use crate::client::{Reply, Voter};
use crate::patience::is_long;
use crate::setup::{Setup, prompt};
use crate::site::Site;

const CHOICES: [&str; 4] = ["a", "b", "tie", "both_bad"];

/// Eight ballots at once; the choice that won.
async fn race(voter: &Voter, number: usize) -> (String, String) {
    let id = voter.battle(&prompt(number % 3)).await;
    let ballots = (0..8).map(|ballot| voter.vote(&id, CHOICES[(number + ballot) % 4]));
    let replies: Vec<Reply> = join_all(ballots).await;
    let winner = replies
        .iter()
        .find(|reply| reply.status == 200)
        .expect("a winner")
        .clone();
    let choice = winner.json()["choice"].as_str().unwrap().to_owned();
    for (ballot, reply) in replies.iter().enumerate() {
        if CHOICES[(number + ballot) % 4] == choice {
            assert_eq!(*reply, winner);
        } else {
            assert_eq!(
                (reply.status, &reply.json()["choice"]),
                (409, &winner.json()["choice"])
            );
        }
    }
    assert_eq!(voter.show(&id).await["vote"]["choice"], choice);
    (id, choice)
}

on_both!(eight_ballots_at_once_make_one_vote, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
    let voter = site.voter().await;
    let battles = if is_long() { 1_000 } else { 200 };
    let races = stream::iter((0..battles).map(|number| race(&voter, number))).buffer_unordered(8);
    let mut won: Vec<(String, String)> = races.collect().await;
    let log = site.client().votes().await;
    let numbers: Vec<usize> = log
        .iter()
        .map(|vote| usize::try_from(vote["seq"].as_u64().unwrap()).unwrap())
        .collect();
    assert_eq!(numbers, (1..=battles).collect::<Vec<_>>());
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut logged: Vec<(String, String)> = log
        .iter()
        .map(|vote| (text(&vote["battle"]), text(&vote["choice"])))
        .collect();
    won.sort();
    logged.sort();
    assert_eq!(logged, won);
    assert_eq!(board_of(&site, "").await["votes"], battles);
});
