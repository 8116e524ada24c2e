//! What people do.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::chrome::{Chrome, Script};
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, compare, see, see_text, tab_to, text};

#[tokio::test]
async fn a_first_vote_by_keyboard_alone_moves_the_board_and_reaches_the_file() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::demo();
    chrome.page.goto(&site.url).await.unwrap();
    chrome.picture("ask-demo").await;
    tab_to(&chrome, "form[action='/battles'] button").await;
    chrome.press(&char::from(Key::Enter).to_string()).await;
    see(&chrome, "[data-battle]").await;
    chrome.picture("streaming").await;
    see(&chrome, VOTE_FOR_A).await;
    let before = chrome.page.source().await.unwrap();
    assert!(
        !before.contains("Demo:") && !before.contains("demo-"),
        "a model is named before the vote"
    );
    chrome.picture("ready").await;
    chrome.press("1").await;
    see(&chrome, REVEALED).await;
    assert!(text(&chrome).await.contains("Demo: "));
    chrome.picture("revealed").await;
    chrome
        .page
        .goto(&format!("{}/leaderboard/demo", site.url))
        .await
        .unwrap();
    assert!(text(&chrome).await.contains("1 vote"));
    let votes = site.get("/api/v1/exports/votes.csv?arena=demo").await;
    assert_eq!(votes.lines().count(), 2, "{votes}");
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn the_board_moves_while_a_reader_looks() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::recorded(&[
        ("Hi", "one", "Hello from one."),
        ("Hi", "two", "Hello from two."),
    ]);
    chrome
        .page
        .goto(&format!("{}/leaderboard/text", site.url))
        .await
        .unwrap();
    chrome
        .page
        .execute("window.stayed = true", Vec::new())
        .await
        .unwrap();
    see(&chrome, "[data-board]").await;
    for (votes, choice) in (1..).zip(["a", "b", "tie", "both_bad"]) {
        site.vote_by_program("text", "Hi", choice).await;
        see_text(&chrome, "[data-board]", &format!("{votes} vote")).await;
    }
    assert_eq!(
        chrome
            .page
            .execute("return window.stayed", Vec::new())
            .await
            .unwrap(),
        true
    );
    chrome.picture("board-of-two").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn everything_works_without_script() {
    let Some(chrome) = Chrome::start(Script::Off).await else {
        return;
    };
    let site = Site::demo();
    chrome.page.goto(&site.url).await.unwrap();
    compare(&chrome).await;
    see(&chrome, VOTE_FOR_A).await;
    chrome.picture("ready-without-script").await;
    see(&chrome, "[data-vote] button[value='tie']")
        .await
        .click()
        .await
        .unwrap();
    see(&chrome, REVEALED).await;
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        2
    );
}

#[tokio::test]
async fn a_reload_in_the_middle_of_the_answers_loses_nothing() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::demo();
    chrome.page.goto(&site.url).await.unwrap();
    compare(&chrome).await;
    see(&chrome, "[data-streaming]").await;
    for _ in 0..3 {
        chrome.page.refresh().await.unwrap();
        see(&chrome, "[data-battle]").await;
    }
    see(&chrome, VOTE_FOR_A).await;
    let shown = "return [...document.querySelectorAll('[data-text]')].map(pane => pane.textContent.trim().length)";
    let lengths = chrome.page.execute(shown, Vec::new()).await.unwrap();
    assert!(
        lengths
            .as_array()
            .unwrap()
            .iter()
            .all(|n| n.as_u64().unwrap() > 20),
        "{lengths}"
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn hostile_answers_are_only_text() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let hostile = "# Hello\n<script>document.title='owned'</script>\n<img src=x onerror=\"document.title='owned'\">\n\n\
                   [click](javascript:document.title='owned') ![pixel](https://tracker.invalid/x.png)\n\n\
                   <svg onload=\"document.title='owned'\"></svg> <iframe src=\"https://tracker.invalid\"></iframe>\n\n\
                   $\\href{javascript:alert(1)}{x}$\n\n```html\n<script>document.title='owned'</script>\n```\n";
    let site = Site::recorded(&[("Hi", "one", hostile), ("Hi", "two", hostile)]);
    chrome.page.goto(&site.url).await.unwrap();
    compare(&chrome).await;
    see(&chrome, VOTE_FOR_A).await;
    for link in chrome
        .page
        .find_all(Locator::Css("[data-text] a"))
        .await
        .unwrap()
    {
        let target = link.prop("href").await.unwrap().unwrap_or_default();
        assert!(
            target.starts_with("https://") || target.starts_with("http://"),
            "{target}"
        );
    }
    assert_ne!(chrome.page.title().await.unwrap(), "owned");
    let loaded = "return document.querySelectorAll('[data-text] :is(img, iframe, svg, script, object, embed, style)').length";
    assert_eq!(chrome.page.execute(loaded, Vec::new()).await.unwrap(), 0);
    chrome.picture("hostile").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}
