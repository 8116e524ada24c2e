//! Many votes by one rule: recorded models whose names end with their place, the smaller the better.

use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::Value;

use crate::client::Voter;
use crate::patience::until;
use crate::setup::{author, prompt};
use crate::site::Site;

/// Which answer wins: mostly the better one, with upsets, ties and `both_bad` now and then.
fn judge(texts: &[String; 2], number: usize) -> &'static str {
    let [a, b] = texts.each_ref().map(|text| author(text));
    let better = if a < b { "a" } else { "b" };
    match number % 12 {
        3 => "tie",
        7 => "both_bad",
        5 | 11 if better == "a" => "b",
        5 | 11 => "a",
        _ => better,
    }
}

/// The better one, always.
pub(crate) fn strict(texts: &[String; 2], _: usize) -> &'static str {
    judge(texts, 0)
}

/// Casts so many votes by a rule of the two texts and the vote's number, eight at a time.
pub(crate) async fn vote_by(
    voter: &Voter,
    votes: usize,
    rule: impl Fn(&[String; 2], usize) -> &'static str,
) {
    let one = |number: usize| {
        let rule = &rule;
        async move {
            let id = voter.start(&prompt(number % 3)).await;
            let texts = voter.follow(&id, None).await.texts();
            voter.vote(&id, rule(&texts, number)).await.is(200);
        }
    };
    stream::iter((0..votes).map(one))
        .buffer_unordered(8)
        .collect::<Vec<()>>()
        .await;
}

/// Casts so many votes and waits for the board that has them all.
pub(crate) async fn campaign(site: &Site, voter: &Voter, votes: usize) -> Value {
    vote_by(voter, votes, judge).await;
    board_of(site, "").await
}

/// The board that covers the whole log.
pub(crate) async fn board_of(site: &Site, query: &str) -> Value {
    let client = site.client();
    let seq = client.votes().await.len();
    let look =
        || async { Some(client.leaderboard(query).await).filter(|board| board["seq"] == seq) };
    until("a board of all votes", look).await
}
