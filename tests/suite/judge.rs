//! A judge model looks at votes behind the voters' backs: what it says counts, once, and nothing waits for it.

use std::sync::Arc;

use agon::app::{App, Judged};
use agon::clock::{Chance, Clock};
use agon::config::{Config, Env};
use serde_json::{Value, json};

use crate::client::Voter;
use crate::fake::{Asked, Fake};
use crate::patience::until;
use crate::resting::agon;
use crate::script::{Script, Step};
use crate::setup::Setup;
use crate::site::Site;

const TWO: [&str; 2] = ["m0", "m1"];
const SORT: &str = "Write a Python function that sorts a list.";
const POEM: &str = "\u{c9}cris un po\u{e8}me sur la mer en hiver.";
const RULES: &str = "[judge]\nendpoint = \"lab\"\nmodel = \"MODEL\"\n\n[[category]]\nid = \"law\"\nquestion = \"it is about law\"\n\n[[arena]]";

/// Sorts programs, wrongly, and does not know what to say of poems.
fn sorter(asked: &Asked) -> Script {
    let about_code = asked.messages()[1].1.contains("Python");
    Script::say(if about_code {
        "Let me think. {\"categories\": [\"math\", \"law\", \"nonsense\"]}"
    } else {
        "What a beautiful poem."
    })
}

/// The same site beside its server, with a judge.
async fn judging(site: &Site, model: &str) -> Arc<App> {
    let text = std::fs::read_to_string(site.config()).unwrap();
    let file = site.folder().join("judged.toml");
    let text = text.replace("[[arena]]", &RULES.replace("MODEL", model));
    std::fs::write(&file, text).unwrap();
    let config = Config::load(Some(&file), &Env::new([("", ""); 0])).unwrap();
    App::open(config, Clock::System, Chance::System)
        .await
        .unwrap()
}

async fn vote(voter: &Voter, prompt: &str) -> String {
    let id = voter.battle(prompt).await;
    voter.vote(&id, "a").await.is(200);
    id
}

fn of_judge(fake: &Fake, model: &str) -> Vec<Asked> {
    let asked = fake.asked().into_iter();
    asked.filter(|one| one.model == model).collect()
}

async fn judged(app: &App, asked: u32, said: u32) {
    let expected = Judged {
        asked,
        said,
        silent: 0,
    };
    assert_eq!(app.judge_votes(10).await.unwrap(), expected);
}

on_both!(
    what_a_judge_says_takes_the_place_of_what_rules_found,
    |backend| {
        let fake = Fake::start().await;
        fake.on("sorter", sorter);
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        for prompt in [SORT, POEM] {
            vote(&voter, prompt).await;
        }
        let before = site.client().votes().await;
        assert_eq!(before[0]["categories"][0], "coding");
        let app = judging(&site, "sorter").await;
        judged(&app, 2, 1).await;
        assert_eq!(site.client().votes().await, before, "it does not count yet");
        assert_eq!(app.count_judgements().await.unwrap(), 1);
        let after = site.client().votes().await;
        let found = json!(["english", "law", "math", "no_refusal", "no_short", "no_tie"]);
        assert_eq!(after[0]["categories"], found);
        assert!(after[0]["tagged_by"].as_str().unwrap().contains(", judge "));
        assert_eq!(after[1], before[1], "nothing was said of the poem");
        // What cannot be read is asked for three times in all, what can be read once.
        for more in [1, 1, 0] {
            judged(&app, more, 0).await;
        }
        assert_eq!(app.count_judgements().await.unwrap(), 0);
        let asked = of_judge(&fake, "sorter");
        assert_eq!(asked.len(), 4);
        for one in &asked {
            let [(system, rules), (user, text)] = &one.messages()[..] else {
                panic!("{one:?}")
            };
            assert_eq!((system.as_str(), user.as_str()), ("system", "user"));
            assert!(rules.contains("- law: it is about law") && rules.contains("- coding: "));
            assert!(text.contains(SORT) || text.contains(POEM));
            assert!(!text.contains("this is the answer"), "answers stay here");
        }
        // Looking at old votes again keeps it.
        let file = site.folder().join("judged.toml");
        let (code, said, errors) = agon(&file, &["categories"]).await;
        assert!(
            code == 0 && said.starts_with("changed the categories of 0 of 2"),
            "{said}{errors}"
        );
    }
);

on_both!(
    another_judge_looks_at_all_votes_again_but_not_at_erased_ones,
    |backend| {
        let fake = Fake::start().await;
        for model in ["sorter", "other"] {
            fake.on(model, |_| Script::say("{\"categories\": []}"));
        }
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let gone = vote(&voter, SORT).await;
        vote(&voter, SORT).await;
        let app = judging(&site, "sorter").await;
        judged(&app, 2, 2).await;
        judged(&app, 0, 0).await;
        vote(&voter, POEM).await;
        judged(&app, 1, 1).await;
        voter
            .delete(&format!("/api/v1/battles/{gone}"))
            .await
            .is(204);
        let other = judging(&site, "other").await;
        judged(&other, 2, 2).await;
        assert_eq!(other.count_judgements().await.unwrap(), 2);
        let votes = site.client().votes().await;
        let of = |place: usize| votes[place]["categories"][0].clone();
        let expected: [Value; 3] = [json!("coding"), json!("english"), json!("french")];
        assert_eq!([of(0), of(1), of(2)], expected);
    }
);

on_both!(
    two_servers_ask_their_judge_once_about_each_vote,
    |backend| {
        let fake = Fake::start().await;
        fake.on("sorter", |_| Script::say("{\"categories\": [\"coding\"]}"));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        for _ in 0..4 {
            vote(&voter, SORT).await;
        }
        let (one, two) = (
            judging(&site, "sorter").await,
            judging(&site, "sorter").await,
        );
        let (a, b) = tokio::join!(one.judge_votes(10), two.judge_votes(10));
        assert_eq!(a.unwrap().said + b.unwrap().said, 4);
        assert_eq!(of_judge(&fake, "sorter").len(), 4);
    }
);

on_both!(a_judge_that_is_away_is_asked_again, |backend| {
    let fake = Fake::start().await;
    fake.on("sorter", |_| {
        Script::new(vec![Step::Respond(500, "no".into())])
    });
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    vote(&site.voter().await, SORT).await;
    let app = judging(&site, "sorter").await;
    let away = Judged {
        asked: 1,
        said: 0,
        silent: 1,
    };
    for _ in 0..4 {
        assert_eq!(app.judge_votes(10).await.unwrap(), away);
    }
    fake.on("sorter", sorter);
    judged(&app, 1, 1).await;
});

on_both!(what_was_said_before_a_restart_counts_after_it, |backend| {
    let fake = Fake::start().await;
    fake.on("sorter", sorter);
    let setup = Setup::live(&fake, &TWO);
    let mut site = Site::start(backend, setup.clone()).await;
    vote(&site.voter().await, SORT).await;
    let app = judging(&site, "sorter").await;
    judged(&app, 1, 1).await;
    drop(app);
    let rules = RULES.replace("MODEL", "sorter");
    site.restart_with(setup.with("[[arena]]", &rules)).await;
    until("what was said counts", async || {
        let votes = site.client().votes().await;
        let by = votes[0]["tagged_by"].as_str().unwrap();
        by.contains(", judge ").then_some(())
    })
    .await;
    assert_eq!(of_judge(&fake, "sorter").len(), 1, "nobody asked again");
});
