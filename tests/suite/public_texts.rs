//! Public schemas beside the votes: texts only with consent, and what the command says.

use serde_json::{Value, json};

use crate::resting::agon;
use crate::schemas::{MODELS, many_votes, path, report, reported};
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Site};

/// A battle whose voter agreed that its texts are published, and one whose voter did not; the site and the texts.
async fn two_battles(backend: Backend) -> (Site, [String; 3]) {
    let site = Site::start(backend, Setup::recorded(&MODELS)).await;
    let (open, silent) = (site.voter().await, site.voter().await);
    let yes = json!({"publish": true, "version": 1});
    open.put("/api/v1/voters/me", &yes).await.is(200);
    for voter in [&open, &silent] {
        let id = voter.battle(&prompt(0)).await;
        voter.vote(&id, "tie").await.is(200);
        let note = json!({"note": "both the same"});
        voter
            .put(&format!("/api/v1/battles/{id}/reasons"), &note)
            .await
            .is(200);
    }
    let battles = "/api/v1/exports/battles.jsonl";
    let battles = site.client().get(battles).await.is(200).json();
    let texts = ["prompts", "answers_a", "answers_b"];
    let texts = texts.map(|key| battles[key][0].as_str().unwrap().to_owned());
    (site, texts)
}

async fn rows(site: &Site, schema: &str) -> Vec<Value> {
    let file = site.client().get(&path(schema, "json")).await.is(200);
    file.json().as_array().unwrap().clone()
}

on_both!(
    texts_stand_in_public_schemas_only_where_the_voter_agreed,
    |backend| {
        let (site, [asked, a, b]) = two_battles(backend).await;
        let kaggle = rows(&site, "lmarena-55k").await;
        let cells = ["prompt", "response_a", "response_b"];
        let list = |text: &str| json!(json!([text]).to_string());
        assert_eq!(
            cells.map(|key| kaggle[0][key].clone()),
            [list(&asked), list(&a), list(&b)]
        );
        assert_eq!(
            cells.map(|key| kaggle[1][key].clone()),
            ["[]", "[]", "[]"].map(Value::from)
        );
        assert_eq!(kaggle[0]["winner_tie"], 1);
        let messages = |answer: &str| {
            json!([
                {"role": "user", "content": asked, "num_tokens": null},
                {"role": "assistant", "content": answer, "num_tokens": null},
            ])
        };
        let arena = rows(&site, "lmarena-100k").await;
        assert_eq!(arena[0]["conversation_a"], messages(&a));
        assert_eq!(arena[0]["conversation_b"], messages(&b));
        assert_eq!(arena[1]["conversation_b"], json!([]));
        let newest = rows(&site, "lmarena-140k").await;
        let part =
            |text: &str| json!([{"type": "text", "text": text, "image": null, "mimeType": null}]);
        let turn = json!({
            "user": {"role": "user", "content": part(&asked)},
            "model_side_a": {"role": "assistant", "content": part(&a)},
            "model_side_b": {"role": "assistant", "content": part(&b)},
        });
        assert_eq!(newest[0]["full_conversation"], json!([turn]));
        assert_eq!(newest[1]["full_conversation"], json!([]));
        let french = rows(&site, "comparia").await;
        assert_eq!(french[0]["opening_msg"], asked);
        assert_eq!(french[1]["opening_msg"], Value::Null);
    }
);

on_both!(what_has_no_texts_is_counted, |backend| {
    let (site, _) = two_battles(backend).await;
    for (schema, without) in [("lmarena-55k", 1), ("comparia", 1), ("clean_battle", 0)] {
        let report = report(&site, schema).await;
        assert_eq!(report["without_texts"], without, "{schema}");
    }
    let lost = reported(&report(&site, "clean_battle").await);
    assert_eq!((lost["texts"], lost["note"]), (1, 1));
});

on_both!(
    an_export_in_a_public_schema_says_on_stderr_what_it_lost,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&MODELS)).await;
        many_votes(&site).await;
        let arguments = [
            "export",
            "votes",
            "--arena",
            "text",
            "--schema",
            "lmarena-55k",
        ];
        let (code, out, errors) = agon(&site.config(), &arguments).await;
        assert_eq!(code, 0, "{errors}");
        assert!(out.starts_with("id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n"), "{out}");
        assert_eq!(out.lines().count(), 24);
        for line in [
            "lmarena-55k: 23 of 24 votes written",
            "left out: 1 unrated (named), which lmarena-55k cannot say",
            "without texts: 23, whose voters have not agreed or whose texts are not here",
            "lost: choice of 4 votes (both_bad 4)",
            "lost: reasons of 3 votes (complete 1, humorous 1, incorrect 1, superficial 1, too_long 1, useful 1)",
        ] {
            assert!(errors.lines().any(|one| one == line), "{line}\n{errors}");
        }
        for (arguments, wanted) in [
            (
                ["export", "models", "--schema", "comparia"],
                "--schema is for votes",
            ),
            (
                ["export", "votes", "--schema", "kaggle"],
                "one of clean_battle, lmarena-55k",
            ),
        ] {
            let (code, _, errors) = agon(&site.config(), &arguments).await;
            assert_eq!(code, 2, "{errors}");
            assert!(errors.contains(wanted), "{errors}");
        }
        for (path, field) in [
            ("/api/v1/exports/votes.csv?schema=kaggle", "schema"),
            ("/api/v1/exports/models.csv?schema=comparia", "schema"),
            ("/api/v1/exports/votes/losses", "schema"),
            (
                "/api/v1/exports/votes/losses?schema=comparia&since=never",
                "since",
            ),
        ] {
            let problem = site.client().get(path).await.is(422).json();
            assert_eq!(problem["field"], field, "{path}");
        }
    }
);
