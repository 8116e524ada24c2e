//! SIGKILL under load: no acknowledged vote is lost, none counts twice, and nothing is half done.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::client::{Client, Voter};
use crate::patience::{is_long, until, within};
use crate::process::Process;
use crate::setup::{Setup, prompt};
use crate::site::{Backend, Database};

const CLIENTS: usize = 16;
const CHOICES: [&str; 4] = ["a", "b", "tie", "both_bad"];

/// What the server has acknowledged: the choice and the number of each battle's vote.
#[derive(Clone)]
struct Acknowledged {
    votes: Arc<Mutex<BTreeMap<String, (String, u64)>>>,
    count: watch::Sender<usize>,
}

impl Acknowledged {
    fn add(&self, id: String, vote: &Value) {
        let (choice, seq) = (
            vote["choice"].as_str().unwrap().to_owned(),
            vote["seq"].as_u64().unwrap(),
        );
        self.votes.lock().unwrap().insert(id, (choice, seq));
        self.count.send_modify(|count| *count += 1);
    }

    async fn until(&self, count: usize) {
        within(
            "more votes",
            self.count.subscribe().wait_for(|now| *now >= count),
        )
        .await
        .unwrap();
    }

    fn check(&self, log: &[Value]) {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let numbers: Vec<u64> = log
            .iter()
            .map(|vote| vote["seq"].as_u64().unwrap())
            .collect();
        assert_eq!(
            numbers,
            (1..=numbers.len() as u64).collect::<Vec<_>>(),
            "numbers without gaps"
        );
        let logged: BTreeMap<String, (String, u64)> = log
            .iter()
            .zip(&numbers)
            .map(|(vote, seq)| (text(&vote["battle"]), (text(&vote["choice"]), *seq)))
            .collect();
        assert_eq!(logged.len(), log.len(), "a battle has two votes");
        for (battle, vote) in self.votes.lock().unwrap().iter() {
            assert_eq!(
                logged.get(battle),
                Some(vote),
                "an acknowledged vote of battle {battle}"
            );
        }
    }
}

/// Battles and votes until the server is gone. A ballot is sent again now and then, as impatient people do.
async fn vote_on(
    voter: Voter,
    acknowledged: Acknowledged,
    started: Arc<Mutex<BTreeSet<String>>>,
) -> reqwest::Result<()> {
    for number in 0.. {
        let body = json!({"arena": "text", "prompt": prompt(number % 3)});
        let request = voter.request(Method::POST, "/api/v1/battles").json(&body);
        let id = voter.client.try_send(request).await?.is(201).json()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        started.lock().unwrap().insert(id.clone());
        let stream = voter.request(Method::GET, &format!("/api/v1/battles/{id}/stream"));
        if !voter
            .client
            .try_send(stream)
            .await?
            .text()
            .contains("event: ready")
        {
            continue;
        }
        let choice = json!({"choice": CHOICES[number % 4]});
        for _ in 0..=number % 2 {
            let ballot = voter
                .request(Method::POST, &format!("/api/v1/battles/{id}/vote"))
                .json(&choice);
            let vote = voter.client.try_send(ballot).await?.is(200).json();
            acknowledged.add(id.clone(), &vote);
        }
    }
    Ok(())
}

fn config(folder: &Path, database: &Database) -> std::path::PathBuf {
    Setup::recorded(&["ada", "bob", "cyd"]).write(folder, &database.url)
}

/// A number from 0 to 255.
fn chance() -> u8 {
    uuid::Uuid::new_v4().as_bytes()[0]
}

/// One life of the server: sixteen clients vote, and somewhere in the middle it is killed.
async fn live_and_die(
    process: Process,
    voters: &[String],
    acknowledged: &Acknowledged,
) -> BTreeSet<String> {
    let started = Arc::new(Mutex::new(BTreeSet::new()));
    let mut clients = JoinSet::new();
    for token in voters {
        let voter = Voter::new(process.client(), token.clone());
        clients.spawn(vote_on(voter, acknowledged.clone(), Arc::clone(&started)));
    }
    let so_far = *acknowledged.count.borrow();
    acknowledged
        .until(so_far + 1 + usize::from(chance() / 4))
        .await;
    tokio::time::sleep(Duration::from_micros(u64::from(chance()) * 40)).await;
    process.kill();
    while let Some(client) = clients.join_next().await {
        // It ended because the server did, and for no other reason.
        assert!(client.unwrap().is_err());
    }
    let started = started.lock().unwrap();
    started.clone()
}

/// Nothing that the dead server left running goes on; whoever asks is told.
async fn settled(client: &Client, voters: &[String], started: &BTreeSet<String>) {
    for id in started {
        let settled = || async {
            for token in voters {
                let voter = Voter::new(client.clone(), token.clone());
                let shown = voter.get(&format!("/api/v1/battles/{id}")).await;
                if shown.status == 200 {
                    let shown = shown.json();
                    let half = shown["state"] == "void" && shown["turns"][0]["a"]["text"] != "";
                    assert!(!half, "half an answer was kept: {shown}");
                    return (shown["state"] != "answering").then_some(());
                }
            }
            panic!("battle {id} is gone");
        };
        until("no battle is left answering", settled).await;
    }
}

on_both!(a_killed_server_loses_no_acknowledged_vote, |backend| {
    let folder = TempDir::new().unwrap();
    let database = Database::new(backend, folder.path()).await;
    let file = config(folder.path(), &database);
    let mut process = Process::start(&file).await;
    let mut voters = Vec::new();
    for _ in 0..CLIENTS {
        voters.push(process.client().voter().await.token);
    }
    let acknowledged = Acknowledged {
        votes: Arc::default(),
        count: watch::Sender::new(0),
    };
    let mut slowest = Duration::ZERO;
    for _ in 0..if is_long() { 20 } else { 5 } {
        let started = live_and_die(process, &voters, &acknowledged).await;
        process = Process::start(&file).await;
        slowest = slowest.max(process.ready_after);
        acknowledged.check(&process.client().votes().await);
        settled(&process.client(), &voters[..], &last(started)).await;
    }
    let log = process.client().votes().await;
    let look = || async {
        Some(process.client().leaderboard("").await).filter(|board| board["seq"] == log.len())
    };
    let board = until("a board of all votes", look).await;
    assert_eq!(board["votes"], log.len());
    eprintln!(
        "{} votes acknowledged; ready after at most {} ms",
        log.len(),
        slowest.as_millis()
    );
    assert!(slowest < Duration::from_secs(10), "{slowest:?}");
});

/// A sample: looking all of them up for sixteen voters takes long.
fn last(started: BTreeSet<String>) -> BTreeSet<String> {
    started.into_iter().rev().take(12).collect()
}

on_both!(a_battle_that_was_answering_at_the_kill_is_void, |backend| {
    let folder = TempDir::new().unwrap();
    let database = Database::new(backend, folder.path()).await;
    let slow = Setup::recorded(&["ada", "bob"]).with("pace = \"instant\"", "pace = \"natural\"");
    let file = slow.write(folder.path(), &database.url);
    let process = Process::start(&file).await;
    let voter = process.client().voter().await;
    let id = voter.start(&prompt(0)).await;
    let mut stream = voter.open(&id, None).await;
    stream.next().await.expect("a first frame");
    process.kill();
    let process = Process::start(&file).await;
    let voter = Voter::new(process.client(), voter.token.clone());
    let look =
        || async { Some(voter.show(&id).await).filter(|shown| shown["state"] != "answering") };
    let shown = until("the battle is over", look).await;
    let nothing = json!({"text": "", "ended": false});
    assert_eq!(
        (&shown["state"], &shown["turns"][0]["a"]),
        (&json!("void"), &nothing)
    );
    voter.vote(&id, "a").await.is(409);
    if backend == Backend::Sqlite {
        let database = folder.path().join("agon.db");
        let url = format!("sqlite:{}", database.display());
        let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url)
            .await
            .unwrap();
        let (said,): (String,) = sqlx::query_as("PRAGMA integrity_check")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(said, "ok");
    }
});
