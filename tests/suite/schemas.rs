//! The vote log in the schemas of public arenas: there and back again, and what is lost on the way.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::campaign::vote_by;
use crate::client::Voter;
use crate::fake::Fake;
use crate::resting::{Resting, agon, import};
use crate::script::Script;
use crate::setup::{Setup, prompt};
use crate::site::Site;
use crate::typed;

pub(crate) const MODELS: [&str; 3] = ["ada", "bob", "cyd"];

/// Each schema, and a format of it.
const FILES: [(&str, &str); 9] = [
    ("clean_battle", "json"),
    ("clean_battle", "parquet"),
    ("lmarena-55k", "csv"),
    ("lmarena-55k", "parquet"),
    ("lmarena-100k", "jsonl"),
    ("lmarena-100k", "parquet"),
    ("lmarena-140k", "parquet"),
    ("comparia", "csv"),
    ("comparia", "parquet"),
];

/// Models whose answers have looks to count.
async fn writers() -> Fake {
    let fake = Fake::start().await;
    let answer = "# Title\n\n- one\n- **two**\n\n```\nlet x = \"a, b\";\n```\nThe end.";
    fake.on_all(&["up-ada", "up-bob", "up-cyd"], &Script::say(answer));
    fake
}

/// Votes of all kinds by two voters: every choice, reasons that others know and some that they do not, a note, a vote
/// between named models.
pub(crate) async fn many_votes(site: &Site) -> [Voter; 2] {
    let voters = [site.voter().await, site.voter().await];
    let rule = |_: &[String; 2], number: usize| ["a", "b", "tie", "both_bad", "a"][number % 5];
    for voter in &voters {
        vote_by(voter, 10, rule).await;
    }
    let said = [
        json!({"a": ["useful", "incorrect"], "b": []}),
        json!({"a": ["humorous"], "b": ["complete", "too_long"]}),
        json!({"a": [], "b": ["superficial"], "note": "never mind"}),
    ];
    for said in &said {
        let id = voters[0].battle(&prompt(1)).await;
        voters[0].vote(&id, "a").await.is(200);
        let path = format!("/api/v1/battles/{id}/reasons");
        voters[0].put(&path, said).await.is(200);
    }
    let named = json!({"arena": "text", "prompt": prompt(2), "mode": "side_by_side", "models": ["ada", "cyd"]});
    let started = voters[1]
        .post("/api/v1/battles", &named)
        .await
        .is(201)
        .json();
    let id = started["id"].as_str().unwrap().to_owned();
    voters[1].follow(&id, None).await;
    voters[1].vote(&id, "b").await.is(200);
    voters
}

pub(crate) fn path(schema: &str, format: &str) -> String {
    format!("/api/v1/exports/votes.{format}?arena=text&schema={schema}")
}

pub(crate) async fn report(site: &Site, schema: &str) -> Value {
    let path = format!("/api/v1/exports/votes/losses?arena=text&schema={schema}");
    site.client().get(&path).await.is(200).json()
}

fn texts(value: &Value) -> Vec<&str> {
    let list = value.as_array().into_iter().flatten();
    list.map(|text| text.as_str().unwrap()).collect()
}

/// What of one vote did not come back, by the words of the report.
fn lost(before: &Value, after: &Value) -> Vec<&'static str> {
    let differs = |key: &str| before[key] != after[key];
    let lacks = |key: &str| {
        texts(&before[key])
            .iter()
            .any(|text| !texts(&after[key]).contains(text))
    };
    let both = |name: &str, differs: &dyn Fn(&str) -> bool| {
        ["a", "b"]
            .iter()
            .any(|side| differs(&format!("{name}_{side}")))
    };
    let mut lost: Vec<&'static str> = [
        "time",
        "choice",
        "voter",
        "reason",
        "note",
        "tagged_by",
        "state",
        "mode",
    ]
    .into_iter()
    .filter(|key| differs(key))
    .collect();
    if lacks("categories") {
        lost.push("categories");
    }
    for looks in ["chars", "headers", "lists", "bold"] {
        if both(looks, &differs) {
            lost.push(looks);
        }
    }
    if both("reasons", &lacks) {
        lost.push("reasons");
    }
    lost
}

/// What was lost of how many votes: of what an import brings back by comparing, of names by looking for them in the file.
fn counted(
    before: &[Value],
    after: &[Value],
    file: &str,
    probabilities: u64,
) -> BTreeMap<String, u64> {
    assert_eq!(before.len(), after.len());
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let rows: Vec<Value> = file
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // A field is the seq if it is in all rows.
    let is_seq = |key: &String| {
        rows.iter()
            .zip(before)
            .all(|(row, before)| row[key] == before["seq"])
    };
    let numbered = rows[0].as_object().unwrap().keys().any(is_seq);
    for ((before, after), row) in before.iter().zip(after).zip(&rows) {
        let id = before["battle"].as_str().unwrap();
        let names: Vec<String> = row
            .as_object()
            .unwrap()
            .values()
            .map(|value| value.to_string().replace(['-', '"'], ""))
            .collect();
        let mut lost = lost(before, after);
        if !names.iter().any(|name| name == id) {
            lost.push("battle");
        }
        if !numbered {
            lost.push("seq");
        }
        assert!(
            !names.iter().any(|name| name == "text"),
            "a schema with a place for the arena: {names:?}"
        );
        lost.push("arena");
        for field in lost {
            *counts.entry(field.to_owned()).or_default() += 1;
        }
    }
    if probabilities > 0 {
        counts.insert("probability".to_owned(), probabilities);
    }
    counts
}

pub(crate) fn reported(report: &Value) -> BTreeMap<String, u64> {
    let lost = report["lost"].as_array().unwrap().iter();
    lost.map(|one| {
        (
            one["field"].as_str().unwrap().to_owned(),
            one["votes"].as_u64().unwrap(),
        )
    })
    .collect()
}

on_both!(
    what_a_public_schema_holds_comes_back_and_the_report_names_the_rest,
    |backend| {
        let fake = writers().await;
        let site = Site::start(backend, Setup::live(&fake, &MODELS)).await;
        many_votes(&site).await;
        let all = site.client().votes().await;
        for (schema, format) in FILES {
            let report = report(&site, schema).await;
            let file = site.client().get(&path(schema, format)).await.is(200).body;
            let rest = Resting::new(backend, &Setup::recorded(&MODELS)).await;
            let place = rest.folder.path().join(format!("votes.{format}"));
            std::fs::write(&place, &file).unwrap();
            let (code, out, errors) = import(&rest.config, &place, &[]).await;
            assert_eq!((code, errors.as_str()), (0, ""), "{schema}.{format}: {out}");
            let (_, after, _) = agon(&rest.config, &["export", "votes", "--format", "jsonl"]).await;
            let after: Vec<Value> = after
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            let can_say = ["clean_battle", "lmarena-100k"].contains(&schema);
            let before: Vec<Value> = all
                .iter()
                .filter(|vote| can_say || vote["state"] == "rated")
                .cloned()
                .collect();
            let left_out = if can_say {
                json!({})
            } else {
                json!({"named": 1})
            };
            assert_eq!(
                (&report["left_out"], &report["votes"]),
                (&left_out, &json!(all.len())),
                "{schema}"
            );
            assert_eq!(report["written"], before.len(), "{schema}");
            let lines = site
                .client()
                .get(&path(schema, "jsonl"))
                .await
                .is(200)
                .text();
            let drawn = before
                .iter()
                .filter(|vote| vote["mode"] == "anonymous")
                .count();
            let counted = counted(&before, &after, &lines, drawn as u64);
            assert_eq!(reported(&report), counted, "{schema}.{format}");
            if format == "parquet" {
                let said = &typed::read(&file).about["agon.losses"];
                assert_eq!(
                    serde_json::from_str::<Value>(said).unwrap(),
                    report,
                    "{schema}"
                );
            }
        }
    }
);

on_both!(all_formats_of_a_public_schema_say_the_same, |backend| {
    let fake = writers().await;
    let site = Site::start(backend, Setup::live(&fake, &MODELS)).await;
    let voter = site.voter().await;
    let yes = json!({"publish": true, "version": 1});
    voter.put("/api/v1/voters/me", &yes).await.is(200);
    let id = voter.battle(&prompt(0)).await;
    voter.ask(&id, &prompt(1)).await.is(201);
    voter.follow(&id, None).await;
    voter.vote(&id, "both_bad").await.is(200);
    let silent = site.voter().await;
    let id = silent.battle(&prompt(2)).await;
    silent.vote(&id, "a").await.is(200);
    for (schema, _) in FILES {
        let file = |format: &'static str| {
            let client = site.client();
            let path = path(schema, format);
            async move { client.get(&path).await.is(200) }
        };
        let lines = file("jsonl").await.text();
        let objects: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(objects.len(), 2, "{schema}");
        assert_eq!(file("json").await.json(), json!(objects), "{schema}");
        let typed = typed::read(&file("parquet").await.body);
        // compar:IA's conversations are texts of JSON in typed files and tables.
        let flat = |object: &Value| {
            let mut flat = object.clone();
            for (key, value) in flat.as_object_mut().unwrap() {
                if schema == "comparia" && key.starts_with("conversation_") && value.is_array() {
                    *value = json!(value.to_string());
                }
            }
            flat
        };
        let flat: Vec<Value> = objects.iter().map(flat).collect();
        assert_eq!(typed.rows, flat, "{schema}");
        let csv = file("csv").await.body;
        let mut table = csv::Reader::from_reader(csv.as_slice());
        assert_eq!(
            table.headers().unwrap().iter().collect::<Vec<_>>(),
            typed.columns,
            "{schema}"
        );
        for (record, object) in table.records().zip(&objects) {
            for (cell, column) in record.unwrap().iter().zip(&typed.columns) {
                let cell: Value = match &object[column] {
                    Value::String(_) => json!(cell),
                    _ if cell.is_empty() => Value::Null,
                    _ => serde_json::from_str(cell).unwrap(),
                };
                assert_eq!(cell, object[column], "{schema} {column}");
            }
        }
    }
});
