//! Votes are tagged when they are cast, and again when the rules changed.

use serde_json::{Value, json};

use crate::client::Voter;
use crate::fake::Fake;
use crate::patience::until;
use crate::resting::agon;
use crate::setup::Setup;
use crate::site::Site;

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
    let rule = "title = \"Sorted things\"\nany_of = [\"sort*\"]\nlanguages = [\"en\"]";
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
        board(&site, category, votes).await;
    }
    let chart = async |format: &str| {
        let path = format!("/charts/text/categories.{format}");
        site.client().get(&path).await.is(200).text()
    };
    assert!(chart("svg").await.contains("Sorted things"));
    assert!(chart("csv").await.contains("\nsorting,"));
    let found = categories(&site).await;
    assert_eq!(found[0], "overall");
    assert!(
        found.as_array().unwrap().contains(&json!("multi_turn")),
        "{found}"
    );
});

/// Another category in the file, and what `agon categories` says.
async fn tag_again(site: &Site, rule: Option<&str>, more: &[&str]) -> String {
    let text = std::fs::read_to_string(site.config()).unwrap();
    let arena = "[[arena]]\nid = \"text\"\nmodels = [\"*\"]\n";
    // Both stand at the end of the file.
    let plain = text.split("[[category]]").next().unwrap();
    let plain = plain.split("[[arena]]").next().unwrap();
    let category = rule.map_or(String::new(), |rule| {
        format!("[[category]]\nid = \"sorting\"\n{rule}\n\n")
    });
    std::fs::write(site.config(), format!("{plain}{category}{arena}")).unwrap();
    let (code, said, errors) = agon(&site.config(), &[&["categories"], more].concat()).await;
    assert_eq!(code, 0, "{errors}");
    said
}

/// The board of a category, once it has so many votes. It covers the log up to the newest of them.
async fn board(site: &Site, category: &str, votes: u64) -> Value {
    let path = format!("/api/v1/arenas/text/leaderboard?category={category}");
    let look = || async {
        let reply = site.client().get(&path).await;
        let board = (reply.status == 200).then(|| reply.json());
        board.filter(|board| board["votes"] == votes)
    };
    until("a board of so many votes", look).await
}

/// Whether the operator's category is no more.
async fn is_gone(site: &Site) -> Option<()> {
    let found = categories(site).await;
    let has = found.as_array().unwrap().contains(&json!("sorting"));
    (!has).then_some(())
}

const RULE: &str = "any_of = [\"sort*\"]";

on_both!(
    old_votes_are_tagged_again_beside_a_running_server,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        for (prompt, choice) in [(SORT, "a"), (POEM, "b"), (SORT, "tie")] {
            vote(&voter, &[prompt], choice).await;
        }
        let before = site.client().votes().await;
        let coding = board(&site, "coding", 2).await;
        let said = tag_again(&site, Some(RULE), &["--dry-run"]).await;
        let wanted = "would change the categories of 2 of 3 votes by rules 1+";
        assert!(said.starts_with(wanted), "{said}");
        assert_eq!(site.client().votes().await, before);
        let said = tag_again(&site, Some(RULE), &[]).await;
        let wanted = "changed the categories of 2 of 3 votes by rules 1+";
        assert!(said.starts_with(wanted), "{said}");
        let found = board(&site, "sorting", 2).await;
        assert_eq!(found["seq"], 3);
        assert_eq!(found["rows"], coding["rows"]);
        let now = board(&site, "coding", 2).await;
        assert_eq!(
            now["rows"], coding["rows"],
            "the same votes, the same board"
        );
        let after = site.client().votes().await;
        assert_eq!(after[0]["categories"][5], "sorting");
        assert_eq!(after[1], before[1], "what has not changed is as it was");
        let again = tag_again(&site, Some(RULE), &[]).await;
        assert!(
            again.starts_with("changed the categories of 0 of 3"),
            "{again}"
        );
        // A board of the past that was made before is made again by the new rules.
        let past = "/api/v1/arenas/text/leaderboard?category=sorting&at=2";
        let then = site.client().get(past).await.is(200).json();
        tag_again(&site, Some("any_of = [\"sort*\", \"mer\"]"), &[]).await;
        board(&site, "sorting", 3).await;
        let now = site.client().get(past).await.is(200).json();
        assert_eq!([&then["votes"], &now["votes"]], [&json!(1), &json!(2)]);
    }
);

on_both!(tags_outlive_a_restart_and_go_with_their_rule, |backend| {
    let fake = Fake::start().await;
    let mut site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    vote(&voter, &[SORT], "a").await;
    vote(&voter, &[POEM], "b").await;
    board(&site, "coding", 1).await;
    tag_again(&site, Some(RULE), &[]).await;
    let found = board(&site, "sorting", 1).await;
    site.restart_with(with_rule(Setup::live(&fake, &TWO), RULE))
        .await;
    assert_eq!(board(&site, "sorting", 1).await["rows"], found["rows"]);
    let voter = site.again(&voter);
    vote(&voter, &[SORT], "a").await;
    board(&site, "sorting", 2).await;
    site.restart().await;
    board(&site, "sorting", 2).await;

    // Without its rule the category goes, also from the next start on.
    let said = tag_again(&site, None, &[]).await;
    assert!(
        said.starts_with("changed the categories of 2 of 3 votes by rules 1;"),
        "{said}"
    );
    until("the category to go", || is_gone(&site)).await;
    for french in 2..4 {
        site.restart_with(Setup::live(&fake, &TWO)).await;
        is_gone(&site).await.unwrap();
        board(&site, "coding", 2).await;
        let voter = site.again(&voter);
        vote(&voter, &[POEM], "a").await;
        board(&site, "french", french).await;
    }
});
