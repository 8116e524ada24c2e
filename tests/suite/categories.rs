//! Votes are tagged when they are cast, and again when the rules changed.

use serde_json::{Value, json};

use crate::campaign::board_of;
use crate::client::Voter;
use crate::fake::Fake;
use crate::patience::until;
use crate::resting::agon;
use crate::setup::Setup;
use crate::site::{Backend, Site};

const TWO: [&str; 2] = ["m0", "m1"];
const SORT: &str = "Write a Python function that sorts a list.";
const POEM: &str = "\u{c9}cris un po\u{e8}me sur la mer en hiver.";

async fn vote(voter: &Voter, prompts: &[&str], choice: &str) {
    let id = voter.battle(prompts[0]).await;
    for prompt in &prompts[1..] {
        voter.ask(&id, prompt).await.is(201);
        voter.follow(&id, None).await;
    }
    voter.vote(&id, choice).await.is(200);
}

async fn categories(site: &Site) -> Value {
    let arenas = site.client().get("/api/v1/arenas").await.is(200).json();
    arenas[0]["categories"].clone()
}

/// With a category of the operator's own.
fn with_rule(setup: Setup, rule: &str) -> Setup {
    setup.with(
        "[[arena]]",
        &format!("[[category]]\nid = \"sorting\"\n{rule}\n\n[[arena]]"),
    )
}

on_both!(votes_have_categories_and_these_have_boards, |backend| {
    let fake = Fake::start().await;
    let rule = "any_of = [\"sort*\"]\nlanguages = [\"en\"]";
    let site = Site::start(backend, with_rule(Setup::live(&fake, &TWO), rule)).await;
    let voter = site.voter().await;
    vote(&voter, &[SORT], "a").await;
    vote(&voter, &[POEM, "Write a Java program"], "tie").await;
    let votes = site.client().votes().await;
    let of = |place: usize| votes[place]["categories"].clone();
    assert_eq!(
        of(0),
        json!([
            "coding",
            "english",
            "no_refusal",
            "no_short",
            "no_tie",
            "sorting"
        ])
    );
    assert_eq!(
        of(1),
        json!([
            "coding",
            "creative_writing",
            "french",
            "multi_turn",
            "no_refusal",
            "no_short"
        ])
    );
    assert!(
        votes[0]["tagged_by"].as_str().unwrap().starts_with("1+"),
        "{}",
        votes[0]
    );
    for (category, votes) in [
        ("coding", 2),
        ("french", 1),
        ("sorting", 1),
        ("no_tie", 1),
        ("overall", 2),
    ] {
        let board = board_of(&site, &format!("?category={category}")).await;
        assert_eq!(board["votes"], votes, "{category}");
    }
    let found = categories(&site).await;
    assert_eq!(found[0], "overall");
    assert!(
        found.as_array().unwrap().contains(&json!("multi_turn")),
        "{found}"
    );
});

on_both!(
    old_votes_are_tagged_again_beside_a_running_server,
    |backend| {
        let fake = Fake::start().await;
        let mut site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        for (prompt, choice) in [
            (SORT, "a"),
            (POEM, "b"),
            (SORT, "tie"),
            ("hello there", "b"),
        ] {
            vote(&voter, &[prompt], choice).await;
        }
        let before = site.client().votes().await;
        let coding = board_of(&site, "?category=coding").await;
        assert!(
            !categories(&site)
                .await
                .as_array()
                .unwrap()
                .contains(&json!("sorting"))
        );

        let plain = std::fs::read_to_string(site.config()).unwrap();
        let ruled = plain.replace(
            "[[arena]]",
            "[[category]]\nid = \"sorting\"\nany_of = [\"sort*\"]\n\n[[arena]]",
        );
        std::fs::write(site.config(), ruled).unwrap();
        let said = agon(&site.config(), &["categories", "--dry-run"]).await;
        assert!(
            said.1
                .starts_with("would change the categories of 2 of 4 votes by rules 1+"),
            "{said:?}"
        );
        assert_eq!(site.client().votes().await, before);
        let said = agon(&site.config(), &["categories"]).await;
        assert!(
            said.1.starts_with("changed the categories of 2 of 4 votes"),
            "{said:?}"
        );
        let has_board = || async {
            let board = site
                .client()
                .get("/api/v1/arenas/text/leaderboard?category=sorting")
                .await;
            (board.status == 200).then(|| board.json())
        };
        let sorting = until("a board of the new category", has_board).await;
        assert_eq!((&sorting["votes"], &sorting["seq"]), (&json!(2), &json!(4)));
        assert_eq!(
            sorting["rows"],
            board_of(&site, "?category=coding").await["rows"]
        );
        assert_eq!(
            board_of(&site, "?category=coding").await["rows"],
            coding["rows"]
        );
        let after = site.client().votes().await;
        assert_eq!(after[0]["categories"][5], "sorting");
        assert_eq!(after[1], before[1], "what has not changed is as it was");
        let again = agon(&site.config(), &["categories"]).await;
        assert!(
            again
                .1
                .starts_with("changed the categories of 0 of 4 votes"),
            "{again:?}"
        );

        // A server that starts anew reads the same, and another vote goes on from there.
        let rule = "any_of = [\"sort*\"]";
        site.restart_with(with_rule(Setup::live(&fake, &TWO), rule))
            .await;
        assert_eq!(
            board_of(&site, "?category=sorting").await["rows"],
            sorting["rows"]
        );
        assert_eq!(site.client().votes().await, after);
        let voter = site.again(&voter);
        vote(&voter, &[SORT], "a").await;
        assert_eq!(board_of(&site, "?category=sorting").await["votes"], 3);

        // Without the rule the category goes, also from the next start on.
        std::fs::write(site.config(), plain).unwrap();
        agon(&site.config(), &["categories"]).await;
        let is_gone = || async {
            let found = categories(&site).await;
            (!found.as_array().unwrap().contains(&json!("sorting"))).then_some(())
        };
        until("the category to go", is_gone).await;
        vote(&voter, &[POEM], "a").await;
        board_of(&site, "").await;
        site.restart_with(Setup::live(&fake, &TWO)).await;
        assert!(
            !categories(&site)
                .await
                .as_array()
                .unwrap()
                .contains(&json!("sorting"))
        );
        assert_eq!(board_of(&site, "?category=french").await["votes"], 2);
    }
);
