//! What leaves of battles once they are decided: texts only with their voter's yes, and never what somebody could be known
//! by; how pairs were drawn, of all that can no longer be voted on and of no other.

use serde_json::{Value, json};

use crate::client::Voter;
use crate::fake::Fake;
use crate::script::Script;
use crate::setup::Setup;
use crate::site::Site;

const SECRET: &str = "Write to jane.doe@example.org about 4111 1111 1111 1111, please.";

/// The rows of a file, in all three formats alike.
async fn rows(site: &Site, kind: &str) -> Vec<Value> {
    let path = |format| format!("/api/v1/exports/{kind}.{format}");
    let text = site.client().get(&path("jsonl")).await.is(200).text();
    let rows: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let typed = site.client().get(&path("parquet")).await.is(200).body;
    assert_eq!(crate::typed::read(&typed).rows, rows);
    let csv = site.client().get(&path("csv")).await.is(200).body;
    assert_eq!(
        csv::Reader::from_reader(csv.as_slice()).records().count(),
        rows.len()
    );
    rows
}

async fn agree(voter: &Voter, publish: bool) {
    let choice = json!({"publish": publish, "version": 1});
    voter.put("/api/v1/voters/me", &choice).await.is(200);
}

on_both!(texts_leave_with_a_yes_and_without_addresses, |backend| {
    let fake = Fake::start().await;
    fake.on_all(&["ada", "bob"], &Script::say(&format!("Dear {SECRET}")));
    let site = Site::start(backend, Setup::live(&fake, &["ada", "bob"])).await;
    let (open, shy) = (site.voter().await, site.voter().await);
    agree(&open, true).await;
    for voter in [&open, &shy] {
        let id = voter.battle(SECRET).await;
        voter.vote(&id, "tie").await.is(200);
    }
    let unvoted = open.battle(SECRET).await;

    let texts = rows(&site, "battles").await;
    let [row] = texts.as_slice() else {
        panic!("{texts:?}")
    };
    let clean = "Write to [email] about [card], please.";
    assert_eq!(row["prompts"], json!([clean]));
    for side in ["answers_a", "answers_b"] {
        assert_eq!(row[side], json!([format!("Dear {clean}")]));
    }
    assert_eq!(
        (&row["removed"], &row["choice"], &row["seq"]),
        (&json!(6), &json!("tie"), &json!(1))
    );
    assert_ne!(row["battle"], json!(unvoted));
    let page = format!("/samples/{}", row["battle"].as_str().unwrap());
    for path in [page.as_str(), "/models/ada", "/api/v1/models/ada"] {
        let shown = site.client().get(path).await.is(200).text();
        assert!(shown.contains("Write to [email]"), "{path}");
        assert!(
            !shown.contains("jane.doe") && !shown.contains("4111 1111"),
            "{path}"
        );
    }

    agree(&open, false).await;
    assert!(rows(&site, "battles").await.is_empty(), "a no takes back");
});

on_both!(a_deleted_battle_leaves_no_text_behind, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    agree(&voter, true).await;
    let id = voter.battle(&crate::setup::prompt(0)).await;
    voter.vote(&id, "a").await.is(200);
    assert_eq!(rows(&site, "battles").await.len(), 1);
    voter.delete(&format!("/api/v1/battles/{id}")).await.is(204);
    assert!(rows(&site, "battles").await.is_empty());
    assert_eq!(rows(&site, "votes").await.len(), 1, "its vote stays");
});

on_both!(draws_are_told_once_nobody_can_vote_on_them, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob", "cyd"])).await;
    let voter = site.voter().await;
    let voted = voter.battle(&crate::setup::prompt(0)).await;
    let open = voter.battle(&crate::setup::prompt(1)).await;
    assert!(rows(&site, "sampling").await.is_empty());
    voter.vote(&voted, "b").await.is(200);
    let draws = rows(&site, "sampling").await;
    let [draw] = draws.as_slice() else {
        panic!("{draws:?}")
    };
    assert_eq!(
        (&draw["battle"], &draw["state"]),
        (&json!(voted), &json!("voted"))
    );
    let votes = rows(&site, "votes").await;
    for key in ["model_a", "model_b", "arena"] {
        assert_eq!(draw[key], votes[0][key]);
    }
    // Six ordered pairs of three models without votes are alike.
    let probability = draw["probability"].as_f64().unwrap();
    assert!((probability - 1.0 / 6.0).abs() < 1e-12, "{probability}");

    voter
        .delete(&format!("/api/v1/battles/{open}"))
        .await
        .is(204);
    let draws = rows(&site, "sampling").await;
    assert_eq!(draws.len(), 2);
    assert_eq!(
        (&draws[1]["state"], &draws[1]["reason"]),
        (&json!("void"), &json!("deleted"))
    );
});

on_both!(the_data_page_says_what_every_column_means, |backend| {
    let setup = Setup::recorded(&["ada", "bob"])
        .with("[limits]", "data_license = \"CC-BY-4.0\"\n\n[limits]");
    let site = Site::start(backend, setup).await;
    for language in ["en", "zh", "fr", "es", "ar"] {
        let request = site.client().request(reqwest::Method::GET, "/data");
        let page = site
            .client()
            .send(request.header("Accept-Language", language))
            .await
            .is(200)
            .text();
        for kind in [
            "votes",
            "history",
            "leaderboard",
            "models",
            "pairs",
            "battles",
            "sampling",
        ] {
            let file = site
                .client()
                .get(&format!("/api/v1/exports/{kind}.csv"))
                .await
                .is(200)
                .text();
            let (_, rest) = page.split_once(&format!("<code>{kind}</code>")).unwrap();
            let (table, _) = rest.split_once("</table>").unwrap();
            for column in file.lines().next().unwrap().split(',') {
                let (_, cell) = table
                    .split_once(&format!("<code>{column}</code></th><td>"))
                    .unwrap();
                assert!(!cell.starts_with('<'), "{kind} {column} in {language}");
            }
        }
        assert!(page.contains("CC-BY-4.0"));
    }
    let file = site
        .client()
        .get("/api/v1/exports/votes.parquet")
        .await
        .is(200)
        .body;
    assert_eq!(crate::typed::read(&file).about["agon.license"], "CC-BY-4.0");
});
