//! A board of three hundred models while others vote: rows glide to their places, and nothing else on the page moves.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::devtools::{before_every_page, tell};
use crate::patience::is_long;
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, compare, run, see, see_text, until};

const MODELS: usize = 300;

/// Notes layout shifts, long tasks, and when the rows changed.
const WATCH: &str = "
    const seen = { shifts: [], tasks: [], changed: [] };
    window.seen = seen;
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shifts.push([entry.value, ...entry.sources.map((one) => `${one.node?.nodeName}.${one.node?.className} ${one.previousRect.y} -> ${one.currentRect.y}`)]); });
    watch('longtask', (entry) => seen.tasks.push(Math.round(entry.duration)));
    addEventListener('DOMContentLoaded', () => {
        const state = document.querySelector('[data-part=state]');
        if (state) new MutationObserver(() => seen.changed.push(Date.now())).observe(state, { subtree: true, childList: true, characterData: true, attributes: true });
    });";

/// A site whose models have votes already: neighbours met often, the better one won a little more often.
fn crowded() -> Site {
    Site::start(|folder| {
        let (mut config, mut answers) = (
            String::from(
                "[[endpoint]]\nid = \"file\"\nprotocol = \"recorded\"\nfile = \"answers.jsonl\"\npace = \"instant\"\n",
            ),
            String::new(),
        );
        let mut votes = String::from("model_a,model_b,winner\n");
        for model in 0..MODELS {
            let id = format!("m{model}");
            write!(config, "[[model]]\nid = \"{id}\"\nname = \"The {id} model\"\norganization = \"Maker {}\"\nendpoint = \"file\"\n", model % 40).unwrap();
            writeln!(
                answers,
                "{}",
                json!({"prompt": "Hi", "model": id, "answer": format!("Hello from {id}.")})
            )
            .unwrap();
            for other in 1..6 {
                let other = (model + other * 7) % MODELS;
                for winner in [
                    "model_a",
                    "model_b",
                    "tie",
                    if model < other { "model_a" } else { "model_b" },
                ] {
                    writeln!(votes, "{id},m{other},{winner}").unwrap();
                }
            }
        }
        config += "[[arena]]\nid = \"text\"\ntitle = \"Text\"\nmodels = [\"*\"]\n";
        for (name, text) in [
            ("agon.toml", &config),
            ("answers.jsonl", &answers),
            ("votes.csv", &votes),
        ] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let import = Command::new(env!("CARGO_BIN_EXE_agon"))
            .args(["import", "votes", "votes.csv", "--arena", "text"])
            .current_dir(folder)
            .status();
        assert!(import.unwrap().success());
    })
}

/// Votes in one browser and waits until another shows so many votes; the milliseconds from the key to the board.
async fn cast_and_see(site: &Site, (voter, reader): (&Chrome, &Chrome), count: usize) -> i64 {
    let start = format!("{}/?arena=text", site.url);
    voter.page.goto(&start).await.unwrap();
    compare(voter).await;
    see(voter, VOTE_FOR_A).await;
    run(voter, "addEventListener('keydown', () => { window.voted = Date.now(); }, { capture: true, once: true })").await;
    voter.press("1").await;
    see(voter, REVEALED).await;
    let shown = format!("{},{:03} votes", count / 1000, count % 1000);
    see_text(reader, "[data-part=state]", &shown).await;
    let voted = run(voter, "return window.voted").await.as_i64().unwrap();
    let changed = run(reader, "return seen.changed.splice(0)[0]").await;
    changed.as_i64().unwrap() - voted
}

/// The models of the page from the top.
const ORDER: &str = "return [...document.querySelectorAll('[data-part=rows] tr')].map((row) => row.dataset.model).join()";

#[tokio::test]
async fn a_vote_in_one_browser_moves_the_board_in_another_and_nothing_jumps() {
    let (Some(reader), Some(voter)) = (
        Chrome::start(Script::On).await,
        Chrome::start(Script::On).await,
    ) else {
        return;
    };
    let site = crowded();
    let votes = MODELS * 20;
    before_every_page(&reader, WATCH).await;
    reader
        .page
        .goto(&format!("{}/leaderboard/text", site.url))
        .await
        .unwrap();
    let count = format!("{},{:03} votes", votes / 1000, votes % 1000);
    see_text(&reader, "[data-part=state]", &count).await;
    assert_eq!(
        run(
            &reader,
            "return document.querySelectorAll('[data-part=rows] tr').length"
        )
        .await,
        MODELS
    );
    look(&reader, "three hundred models").await;
    if is_long() {
        tell(
            &reader,
            "Emulation.setCPUThrottlingRate",
            json!({ "rate": 4 }),
        )
        .await;
    }
    run(&reader, "window.kept = [...document.querySelectorAll('[data-part=rows] tr')]; document.querySelector('[data-part=rows] tr:nth-child(3) a').focus(); window.focused = document.activeElement; document.querySelector('[data-part=rows] tr:nth-child(5) input').checked = true; seen.shifts.length = seen.tasks.length = seen.changed.length = 0").await;
    let mut took = Vec::new();
    for number in 1..=5 {
        took.push(cast_and_see(&site, (&voter, &reader), votes + number).await);
    }
    let seen = run(&reader, "return seen").await;
    eprintln!(
        "from the key to the other browser's board: {took:?} ms; long tasks: {}",
        seen["tasks"]
    );
    assert_eq!(seen["shifts"], json!([]), "the layout moved");
    assert_eq!(run(&reader, "return kept.every((row) => row.isConnected) && document.activeElement === focused && document.querySelectorAll('[data-part=rows] :checked').length === 1").await, true);
    until(
        &reader,
        "the rows out of sight have followed",
        "return document.querySelector('[data-part=rows][aria-busy]') === null",
    )
    .await;
    let moved = run(&reader, ORDER).await;
    reader.page.refresh().await.unwrap();
    assert_eq!(
        run(&reader, ORDER).await,
        moved,
        "rows stand as on a page of now"
    );
    assert_eq!(reader.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_filtered_and_sorted_board_is_live_and_can_be_paused() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = crowded();
    let url = format!(
        "{}/leaderboard/text?q=m1&sort=-votes&columns=votes",
        site.url
    );
    chrome.page.goto(&url).await.unwrap();
    let votes = |more: usize| format!("{},{:03} votes", MODELS * 20 / 1000, more);
    see_text(&chrome, "[data-part=state]", &votes(0)).await;
    run(&chrome, "window.stayed = true").await;
    site.vote_by_program("text", "Hi", "a").await;
    see_text(&chrome, "[data-part=state]", &votes(1)).await;
    see(&chrome, "[data-pause]").await.click().await.unwrap();
    site.vote_by_program("text", "Hi", "b").await;
    let told = "return performance.getEntriesByType('resource').filter((one) => one.name.includes('/leaderboard/text?')).length";
    let fetched = run(&chrome, told).await;
    see(&chrome, "[data-paused]").await;
    assert_eq!(run(&chrome, told).await, fetched, "paused");
    see(&chrome, "[data-pause]").await.click().await.unwrap();
    see_text(&chrome, "[data-part=state]", &votes(2)).await;
    until(&chrome, "still sorted and filtered", "return [...document.querySelectorAll('[data-part=rows] tr')].every((row) => row.dataset.model.includes('m1')) && document.querySelector('[aria-sort=ascending]') !== null").await;
    assert_eq!(
        run(&chrome, "return window.stayed").await,
        Value::Bool(true)
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}
