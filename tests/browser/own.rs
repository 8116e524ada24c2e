//! What a voter does behind the vote: reasons, links, the list of battles, models of one's own choice.

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, click, run, see, see_text, text, until};

fn site() -> Site {
    Site::recorded(&[
        ("What is red?", "one", "A colour, says one."),
        ("What is red?", "two", "A colour, says two."),
        ("What is loud?", "one", "A noise, says one."),
        ("What is loud?", "two", "A noise, says two."),
    ])
}

/// Asks a recorded question by its button in the list, and votes.
async fn vote_on(chrome: &Chrome, site: &Site, question: &str) {
    chrome.page.goto(&site.url).await.unwrap();
    click(chrome, ".all summary").await;
    click(chrome, &format!(".all button[value='{question}']")).await;
    click(chrome, VOTE_FOR_A).await;
    see(chrome, REVEALED).await;
}

async fn entries(chrome: &Chrome) -> usize {
    let count = run(
        chrome,
        "return document.querySelectorAll('.entries li').length",
    )
    .await;
    usize::try_from(count.as_u64().unwrap()).unwrap()
}

#[tokio::test]
async fn reasons_and_a_note_are_kept_and_can_be_changed() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = site();
    vote_on(&chrome, &site, "What is red?").await;
    click(&chrome, ".why summary").await;
    for css in [
        "input[name=a][value=useful]",
        "input[name=b][value=too_long]",
    ] {
        click(&chrome, &format!(".why {css}")).await;
    }
    let note = see(&chrome, "#note").await;
    note.send_keys("B talks and talks").await.unwrap();
    look(&chrome, "reasons").await;
    chrome.picture("reasons").await;
    click(&chrome, ".why button[type=submit]").await;
    // Back at the same place, open, with what was said.
    until(&chrome, "it is kept", "return location.hash === '#why' && document.querySelector('.why').open && document.querySelector('#note').value === 'B talks and talks'").await;
    let ticked = "return [...document.querySelectorAll('.why :checked')].map((box) => box.name + box.value).join()";
    assert_eq!(run(&chrome, ticked).await, "auseful,btoo_long");
    click(&chrome, ".why input[name=a][value=useful]").await;
    click(&chrome, ".why button[type=submit]").await;
    until(
        &chrome,
        "it is changed",
        &format!("{ticked} === 'btoo_long'"),
    )
    .await;
    let votes = site.get("/api/v1/exports/votes.jsonl").await;
    let vote: serde_json::Value = serde_json::from_str(votes.lines().next().unwrap()).unwrap();
    assert_eq!(vote["reasons_b"][0], "too_long", "{vote}");
    assert_eq!(
        vote["reasons_a"].as_array().map(Vec::len),
        Some(0),
        "{vote}"
    );
    assert!(vote["note"].is_null(), "nobody allowed its publication");
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_shared_link_can_be_read_by_others_until_it_is_revoked() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = site();
    vote_on(&chrome, &site, "What is red?").await;
    let battle = chrome.page.current_url().await.unwrap();
    click(&chrome, "#share button").await;
    see(&chrome, "#share a[href*='/s/']").await;
    let link = run(
        &chrome,
        "return document.querySelector('#share a').pathname",
    )
    .await;
    let link = link.as_str().unwrap().to_owned();
    look(&chrome, "shared, its voter").await;
    let others = site.get(&link).await;
    assert!(
        others.contains("The one model") && others.contains("What is red?"),
        "{others}"
    );
    chrome
        .page
        .goto(&format!("{}{link}", site.url))
        .await
        .unwrap();
    assert!(text(&chrome).await.contains("says two"));
    look(&chrome, "shared, anybody").await;
    chrome.picture("shared").await;
    chrome.page.goto(battle.as_str()).await.unwrap();
    click(&chrome, "#share button").await;
    see(&chrome, "form#share").await;
    let others = site.get(&link).await;
    assert!(!others.contains("What is red?"), "{others}");
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_history_is_searched_taken_away_and_deleted() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = site();
    let history = format!("{}/history", site.url);
    chrome.page.goto(&history).await.unwrap();
    see_text(&chrome, ".history .card", "No battles yet").await;
    vote_on(&chrome, &site, "What is red?").await;
    vote_on(&chrome, &site, "What is loud?").await;
    chrome.page.goto(&history).await.unwrap();
    assert_eq!(entries(&chrome).await, 2);
    look(&chrome, "history").await;
    chrome.picture("history").await;

    let field = see(&chrome, "input[type=search]").await;
    field.send_keys("NOISE").await.unwrap();
    chrome.press("\u{e007}").await;
    until(
        &chrome,
        "one is found",
        "return document.querySelectorAll('.entries li').length === 1",
    )
    .await;
    assert!(text(&chrome).await.contains("What is loud?"));

    let file = "const done = arguments[arguments.length - 1]; fetch(document.querySelector('a[href$=\".json\"]').href).then((got) => got.text()).then(done)";
    let file = chrome.page.execute_async(file, Vec::new()).await.unwrap();
    let file: serde_json::Value = serde_json::from_str(file.as_str().unwrap()).unwrap();
    assert_eq!(file["battles"].as_array().unwrap().len(), 2, "{file}");

    // One of them.
    click(&chrome, ".entries form button").await;
    until(
        &chrome,
        "one is left",
        "return !location.search && document.querySelectorAll('.entries li').length === 1",
    )
    .await;
    assert!(!text(&chrome).await.contains("What is loud?"));
    // All of them, with a second thought.
    click(&chrome, "details.card summary").await;
    click(&chrome, "details.card form button").await;
    assert_eq!(entries(&chrome).await, 1, "not without the tick");
    click(&chrome, "details.card input[name=sure]").await;
    click(&chrome, "details.card form button").await;
    see_text(&chrome, ".history .card", "No battles yet").await;
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        3,
        "the votes stay"
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn picked_models_answer_by_name_and_their_votes_move_no_board() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = site();
    chrome.page.goto(&site.url).await.unwrap();
    click(&chrome, ".modes a[href^='/side-by-side']").await;
    see(&chrome, "select[name=model]").await;
    assert!(text(&chrome).await.contains("no rating uses them"));
    look(&chrome, "side by side").await;
    click(&chrome, "select[name=model] option[value=two]").await;
    click(&chrome, "select[name=other] option[value=one]").await;
    click(&chrome, ".box button[type=submit]").await;
    see_text(&chrome, "#a-1 header", "The two model").await;
    see_text(&chrome, "#b-1 header", "The one model").await;
    see_text(&chrome, "[data-note]", "kept and not rated").await;
    chrome.picture("side-by-side").await;
    click(&chrome, VOTE_FOR_A).await;
    see(&chrome, REVEALED).await;
    assert!(text(&chrome).await.contains("the names were known"));
    let votes = site.get("/api/v1/exports/votes.csv").await;
    assert!(votes.lines().nth(1).unwrap().contains("unrated"), "{votes}");

    chrome
        .page
        .goto(&format!("{}/direct", site.url))
        .await
        .unwrap();
    see(&chrome, "select[name=model]").await;
    look(&chrome, "direct").await;
    click(&chrome, ".box button[type=submit]").await;
    see(&chrome, "#a-1:not([data-streaming])").await;
    see(&chrome, ".next a").await;
    let alone = "return document.querySelectorAll('[data-vote], .jump').length";
    assert_eq!(
        run(&chrome, alone).await,
        0,
        "no vote, and nothing to jump to"
    );
    look(&chrome, "direct chat").await;
    chrome.picture("direct").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_taste_grows_with_the_votes_and_a_choice_of_publication_is_kept() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = site();
    let taste = format!("{}/taste", site.url);
    chrome.page.goto(&taste).await.unwrap();
    see_text(&chrome, ".taste", "Start a battle").await;
    // A board with finite ratings, before a vote that favours one of them.
    site.vote_by_program("text", "What is red?", "tie").await;
    vote_on(&chrome, &site, "What is red?").await;
    see(&chrome, "[data-facts]:not([data-unread])").await;
    chrome.page.goto(&taste).await.unwrap();
    see_text(&chrome, ".taste", "1 vote").await;
    let rated = "const [first, second] = [...document.querySelectorAll('.taste tbody tr')].map((row) => parseFloat(row.cells[2].textContent)); return first > 1000 && second < 1000";
    assert_eq!(run(&chrome, rated).await, true);
    look(&chrome, "taste").await;
    chrome.picture("taste").await;

    chrome
        .page
        .goto(&format!("{}/privacy", site.url))
        .await
        .unwrap();
    let ticked = "return document.querySelector('[name=publish]').checked";
    assert_eq!(run(&chrome, ticked).await, false, "off unless chosen");
    look(&chrome, "privacy").await;
    click(&chrome, "main form .switch").await;
    click(&chrome, "main form button").await;
    see_text(&chrome, ".alert.good", "Saved").await;
    assert_eq!(run(&chrome, ticked).await, true);
    assert_eq!(chrome.complaints(), [""; 0]);
}
