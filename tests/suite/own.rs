//! A voter's own battles: listed, searched and taken away, and before the vote without a word of who answers.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::Voter;
use crate::fake::Fake;
use crate::script::Script;
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

const TWO: [&str; 2] = ["ada", "bob"];
const LIST: &str = "/api/v1/battles";

async fn listed(voter: &Voter, query: &str) -> Value {
    voter.get(&format!("{LIST}{query}")).await.is(200).json()
}

fn ids(list: &Value) -> Vec<String> {
    let entries = list["battles"].as_array().unwrap().iter();
    entries
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

async fn found(voter: &Voter, text: &str) -> Vec<String> {
    let path = format!("{LIST}?q={}", agon_templates::urls::query(text));
    ids(&voter.get(&path).await.is(200).json())
}

on_both!(a_voter_sees_own_battles_newest_first_in_pages, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let (voter, other) = (site.voter().await, site.voter().await);
    assert_eq!(
        listed(&voter, "").await,
        json!({"battles": [], "next": null})
    );
    other.battle(&prompt(0)).await;
    let mut started = Vec::new();
    for number in 0..7 {
        started.push(voter.battle(&prompt(number % 3)).await);
    }
    started.reverse();
    let mut seen: Vec<String> = Vec::new();
    let mut query = "?limit=3".to_owned();
    let mut pages = 0;
    loop {
        let page = listed(&voter, &query).await;
        seen.extend(ids(&page));
        pages += 1;
        let Some(next) = page["next"].as_str() else {
            break;
        };
        query = format!("?limit=3&cursor={next}");
    }
    let [one, two] = [&seen, &started].map(|ids| ids.iter().collect::<BTreeSet<_>>());
    assert_eq!((one, seen.len(), pages), (two, 7, 3));
    let times: Vec<String> = listed(&voter, "?limit=100").await["battles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["time"].as_str().unwrap().to_owned())
        .collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "{times:?}");
    assert_eq!(site.client().get(LIST).await.status, 401);
});

on_both!(
    before_the_vote_a_history_neither_shows_nor_finds_who_answers,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let voter = site.voter().await;
        let id = voter.battle(&prompt(0)).await;
        let entry = listed(&voter, "").await["battles"][0].clone();
        let keys: BTreeSet<&str> = entry
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let known = [
            "arena", "choice", "id", "mode", "models", "prompt", "publish", "state", "time",
            "turns",
        ];
        assert_eq!(
            keys,
            BTreeSet::from(known),
            "nothing else may depend on the models"
        );
        assert_eq!(
            (&entry["choice"], &entry["models"], &entry["state"]),
            (&Value::Null, &Value::Null, &json!("ready"))
        );
        // The recorded answers end with the names of their models.
        for name in ["ada", "bob", "answer of"] {
            assert!(found(&voter, name).await.is_empty(), "{name}");
        }
        for format in ["json", "md"] {
            let file = voter
                .get(&format!("{LIST}/export.{format}"))
                .await
                .is(200)
                .text()
                // The id is random, and "ada" has only hexadecimal digits.
                .replace(&id, "");
            let told = file.matches("ada").count() + file.matches("bob").count();
            assert_eq!(told, 2, "each once, in its own answer: {file}");
        }
        assert_eq!(found(&voter, "QUESTION 0").await, std::slice::from_ref(&id));

        let voted = voter.vote(&id, "b").await.is(200).json();
        for name in ["ADA", "bob", "Answer Of"] {
            assert_eq!(
                found(&voter, name).await,
                std::slice::from_ref(&id),
                "{name}"
            );
        }
        let entry = listed(&voter, "").await["battles"][0].clone();
        assert_eq!(entry["choice"], "b");
        for side in ["a", "b"] {
            assert_eq!(entry["models"][side], voted["reveal"][side]);
        }
    }
);

on_both!(a_search_means_what_it_says_in_every_script, |backend| {
    let fake = Fake::start().await;
    fake.on_all(&TWO, &Script::say("an answer"));
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let texts = [
        "100% of _one_ thing",
        "\u{c9}t\u{e9} '); DROP TABLE turn; --",
        "<script>alert(1)</script> \\ \"",
    ];
    let mut battles = Vec::new();
    for text in texts {
        battles.push(voter.battle(text).await);
    }
    for (wanted, number) in [
        ("0% OF _one", 0),
        ("\u{e9}T\u{c9} ')", 1),
        ("</SCRIPT> \\ \"", 2),
    ] {
        assert_eq!(
            found(&voter, wanted).await,
            [battles[number].clone()],
            "{wanted}"
        );
    }
    for wanted in ["100_", "%thing", "o%e"] {
        assert!(
            found(&voter, wanted).await.is_empty(),
            "{wanted} is no pattern"
        );
    }
    assert_eq!(found(&voter, " ").await.len(), 3, "blank is no search");
});

on_both!(a_parameter_that_is_none_names_itself, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let long = format!("?q={}", "x".repeat(201));
    let wrong = [
        ("?limit=0", "limit"),
        ("?limit=101", "limit"),
        ("?limit=x", "limit"),
        ("?cursor=1", "cursor"),
        ("?cursor=1-zz", "cursor"),
        ("?cursor=a-0123456789abcdef0123456789abcdef", "cursor"),
        (long.as_str(), "q"),
    ];
    for (query, field) in wrong {
        let problem = voter.get(&format!("{LIST}{query}")).await.is(422).json();
        assert_eq!(problem["field"], field, "{query}: {problem}");
    }
    voter.get(&format!("{LIST}/export.csv")).await.is(404);
});

on_both!(
    a_voter_takes_all_battles_away_as_json_and_as_markdown,
    |backend| {
        let fake = Fake::start().await;
        fake.on_all(&TWO, &Script::say("one\n\n## Vote: b\n> two"));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let (voter, other) = (site.voter().await, site.voter().await);
        other.battle("somebody else's").await;
        let hostile = "# \"quoted\"\n```\n<img src=x onerror=alert(1)>";
        let id = voter.battle(hostile).await;
        voter.vote(&id, "a").await.is(200);
        let said = json!({"a": ["natural"], "note": "# so"});
        voter
            .put(&format!("{LIST}/{id}/reasons"), &said)
            .await
            .is(200);
        for number in 0..60 {
            voter.start(&format!("prompt {number}")).await;
        }
        let file = voter.get(&format!("{LIST}/export.json")).await.is(200);
        assert_eq!(
            file.header("content-disposition"),
            Some("attachment; filename=\"my-battles.json\"")
        );
        let file = file.json();
        let battles = file["battles"].as_array().unwrap();
        assert_eq!(battles.len(), 61);
        let oldest = battles.last().unwrap();
        assert_eq!(
            (&oldest["id"], &oldest["turns"][0]["prompt"]),
            (&json!(id), &json!(hostile))
        );
        assert_eq!(oldest["turns"][0]["a"], "one\n\n## Vote: b\n> two");
        assert_eq!(
            (&oldest["vote"]["choice"], &oldest["vote"]["seq"]),
            (&json!("a"), &json!(1))
        );
        assert_eq!(oldest["reasons"]["note"], "# so");

        let text = voter.get(&format!("{LIST}/export.md")).await.is(200).text();
        let headings = |with: &str| {
            let lines = text.lines().filter(|line| line.starts_with("##"));
            lines.filter(|line| line.contains(with)).count()
        };
        assert_eq!(
            (headings("arena text"), headings("Vote:")),
            (61, 1),
            "{text}"
        );
        assert!(
            text.contains("> # \"quoted\"\n> ```\n> <img src=x"),
            "{text}"
        );
        site.client()
            .get(&format!("{LIST}/export.json"))
            .await
            .is(401);
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_in_a_long_history_says_that_it_can_go_on_and_finds_the_oldest() {
    let site = Site::start(Backend::Sqlite, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let oldest = voter.battle(&prompt(0)).await;
    let other = prompt(1);
    for _ in 0..21 {
        let some = (0..50).map(|_| voter.start(&other));
        futures_util::future::join_all(some).await;
    }
    // The first read ends before it has come to the one that fits.
    let first = listed(&voter, "?q=question+0").await;
    assert_eq!(first["battles"], json!([]));
    let next = first["next"].as_str().unwrap().to_owned();
    let page = voter.get("/history?q=question+0").await.is(200).text();
    assert!(page.contains("there are older ones"), "{page}");
    assert!(page.contains(&format!("cursor={next}")), "{page}");
    let second = listed(&voter, &format!("?q=question+0&cursor={next}")).await;
    assert_eq!(ids(&second), [oldest]);
    assert_eq!(second["next"], json!(null));
}
