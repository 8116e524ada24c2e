//! What the battle page weighs: everything that it loads, as the server sends it.

use serde_json::{Value, json};

use crate::chrome::{Chrome, Script};
use crate::devtools::forget_files;
use crate::fake::Fake;
use crate::script::{Gate, Script as Answer};
use crate::site::Site;
use crate::steps::{ask, run, see, until};

const TOTAL_BYTES: u64 = 60_000;
const SCRIPT_BYTES: u64 = 25_000;
/// With the stream of the answers.
const REQUESTS: usize = 8;

/// Address, bytes of the body on the wire, and its encoding, of the page and of all that it loaded.
const LOADED: &str = "
    const seen = (entry) => [entry.name, [entry.name, entry.encodedBodySize, entry.contentEncoding ?? '']];
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return [...new Map(all.map(seen)).values()];";
/// Asks for the icon by hand, since not every browser without windows does; it counts once.
const ICON: &str = "
    for (const icon of document.querySelectorAll('link[rel~=icon]')) fetch(icon.href, { cache: 'reload' }).then((got) => got.text()).then(() => { window.icons = (window.icons ?? 0) + 1; });";

#[tokio::test]
async fn the_battle_page_stays_within_its_budget_and_asks_nobody_else() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    let before = "A first paragraph.\n\nAnd a second one that goes on for a while, so that it fills frames, ";
    fake.on_all(&["ada", "bob"], &Answer::held(before, &gate, "the end."));
    let site = Site::live(&fake, "");
    ask(&chrome, &site.url, "Hello").await;
    forget_files(&chrome).await;
    chrome.page.refresh().await.unwrap();
    see(&chrome, ".text > p:not(.rest)").await;
    run(&chrome, ICON).await;
    until(&chrome, "the icon", "return window.icons >= 1").await;

    let loaded = run(&chrome, LOADED).await;
    let loaded: Vec<(&str, u64, &str)> = loaded.as_array().unwrap().iter().map(entry).collect();
    let of_scripts = |(name, ..): &&(&str, u64, &str)| name.rsplit('.').next() == Some("js");
    let sum = |all: &mut dyn Iterator<Item = u64>| all.sum::<u64>();
    let total = sum(&mut loaded.iter().map(|(_, bytes, _)| *bytes));
    let scripts = sum(&mut loaded.iter().filter(of_scripts).map(|(_, bytes, _)| *bytes));
    for (name, bytes, encoding) in &loaded {
        println!("{bytes:>6} {encoding:4} {name}");
    }
    // The stream that is still open is no entry yet.
    let streams = run(
        &chrome,
        "return document.querySelectorAll('[data-stream]').length",
    )
    .await;
    assert_eq!(streams, json!(1));
    let requests = loaded.len() + 1;
    println!(
        "{total} bytes of {TOTAL_BYTES}, scripts {scripts} of {SCRIPT_BYTES}, {requests} requests of {REQUESTS}"
    );
    assert!(
        loaded
            .iter()
            .all(|(name, bytes, _)| name.starts_with(&site.url) && *bytes > 0)
    );
    assert!(
        loaded.iter().filter(of_scripts).count() >= 2,
        "the scripts were seen"
    );
    assert!(total < TOTAL_BYTES && scripts < SCRIPT_BYTES && requests <= REQUESTS);
    assert_eq!(chrome.complaints(), [""; 0]);
}

fn entry(entry: &Value) -> (&str, u64, &str) {
    (
        entry[0].as_str().unwrap(),
        entry[1].as_u64().unwrap(),
        entry[2].as_str().unwrap(),
    )
}
