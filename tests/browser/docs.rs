//! The page that describes the API, in a browser: it shows every call, tries one, and asks nobody else.

use serde_json::json;

use crate::chrome::{Chrome, Script};
use crate::site::Site;
use crate::steps::{click, run, see, until};

#[tokio::test]
async fn the_api_is_shown_and_tried_without_a_complaint() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::demo();
    let address = format!("{}/api/docs", site.url);
    chrome.page.goto(&address).await.unwrap();
    see(&chrome, ".opblock").await;
    let description = site.get("/api/openapi.json").await;
    let description: serde_json::Value = serde_json::from_str(&description).unwrap();
    let paths = description["paths"].as_object().unwrap().values();
    let calls: usize = paths.map(|item| item.as_object().unwrap().len()).sum();
    let shown = run(
        &chrome,
        "return document.querySelectorAll('.opblock').length",
    )
    .await;
    assert_eq!(shown, json!(calls));
    chrome.picture("docs").await;

    click(
        &chrome,
        "#operations-arenas-get_arenas .opblock-summary-control",
    )
    .await;
    see(&chrome, "#operations-arenas-get_arenas .execute").await;
    click(&chrome, "#operations-arenas-get_arenas .execute").await;
    until(
        &chrome,
        "the arenas",
        "return document.querySelector('#operations-arenas-get_arenas .live-responses-table')?.innerText.includes('\"demo\"') ?? false",
    )
    .await;
    chrome.picture("docs-tried").await;

    let hosts = "return [...new Set(performance.getEntriesByType('resource').map((entry) => new URL(entry.name, location).host))]
        .filter((host) => host && host !== location.host)";
    assert_eq!(run(&chrome, hosts).await, json!([]));
    assert_eq!(chrome.complaints(), Vec::<String>::new());
}
