//! Votes that are chosen early, confirmed, cast by touch, or in two tabs.

use fantoccini::actions::{InputSource as _, PointerAction, TouchActions};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::fake::Fake;
use crate::script::{Gate, Script as Answer};
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, ask, click, run, see, see_text, until};

const BOTH: [&str; 2] = ["ada", "bob"];

/// A site whose answers stop in the middle until the gate opens.
async fn held() -> (Fake, Gate, Site) {
    let (fake, gate) = (Fake::start().await, Gate::new());
    fake.on_all(
        &BOTH,
        &Answer::held("A first paragraph.\n\nAnd a second one that goes on for a while, so that it fills frames, ", &gate, "the end."),
    );
    let site = Site::live(&fake, "");
    (fake, gate, site)
}

/// A battle whose answers have both ended.
async fn answered(chrome: &Chrome) -> (Fake, Site) {
    let (fake, gate, site) = held().await;
    gate.open();
    ask(chrome, &site.url, "Hello").await;
    see(chrome, VOTE_FOR_A).await;
    (fake, site)
}

#[tokio::test]
async fn a_vote_that_is_chosen_early_is_sent_when_both_answers_have_finished() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, gate, site) = held().await;
    ask(&chrome, &site.url, "Hello").await;
    until(
        &chrome,
        "the first paragraph",
        "return document.querySelectorAll('.text > p:not(.rest)').length === 2",
    )
    .await;
    let pressed = "return [...document.querySelectorAll('[data-vote] [aria-pressed=true]')].map((b) => b.value).join()";
    chrome.press("1").await;
    assert_eq!(run(&chrome, pressed).await, "a");
    see_text(&chrome, "[data-note]", "A is better").await;
    // Again takes it back, another one changes it.
    chrome.press("1").await;
    assert_eq!(run(&chrome, pressed).await, "");
    chrome.press("2").await;
    chrome.press("4").await;
    assert_eq!(run(&chrome, pressed).await, "b");
    look(&chrome, "armed").await;
    chrome.picture("armed").await;
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        1
    );
    gate.open();
    see(&chrome, REVEALED).await;
    let votes = site.get("/api/v1/exports/votes.csv").await;
    assert!(votes.lines().nth(1).unwrap().contains(",b,"), "{votes}");
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn arrows_lead_to_a_choice_and_enter_takes_it() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, site) = answered(&chrome).await;
    run(&chrome, "document.querySelector('[data-vote]').focus()").await;
    let focused = "return document.activeElement.value ?? document.activeElement.localName";
    for (key, choice) in [
        (Key::Right, "b"),
        (Key::Right, "b"),
        (Key::Left, "both_bad"),
        (Key::Left, "tie"),
        (Key::Left, "a"),
    ] {
        chrome.press(&key.to_string()).await;
        assert_eq!(run(&chrome, focused).await, choice);
    }
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        1
    );
    chrome.press(&Key::Enter.to_string()).await;
    see(&chrome, REVEALED).await;
    let votes = site.get("/api/v1/exports/votes.csv").await;
    assert!(votes.lines().nth(1).unwrap().contains(",a,"), "{votes}");
}

#[tokio::test]
async fn how_the_board_moved_appears_by_itself_after_the_vote() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, _site) = answered(&chrome).await;
    chrome.press("1").await;
    see(&chrome, REVEALED).await;
    see(&chrome, "[data-facts]:not([data-unread]) li").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn who_wants_to_confirm_is_asked_before_the_reveal() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, site) = answered(&chrome).await;
    chrome.press("?").await;
    look(&chrome, "settings").await;
    chrome.picture("settings").await;
    click(&chrome, "dialog [data-setting=confirm]").await;
    // What is asked beneath the open list waits until it is closed.
    run(&chrome, "document.activeElement.blur()").await;
    chrome.press("2").await;
    assert_eq!(run(&chrome, OPEN_LIST).await, true);
    chrome.press(ESCAPE).await;
    assert_eq!(run(&chrome, OPEN_LIST).await, false);
    chrome.press("4").await;
    see_text(&chrome, "[data-note]", "B is better").await;
    chrome.press("1").await;
    see_text(&chrome, "[data-note]", "A is better").await;
    look(&chrome, "confirm").await;
    chrome.picture("confirm").await;
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        1
    );
    click(&chrome, "[data-send]").await;
    see(&chrome, REVEALED).await;
    let votes = site.get("/api/v1/exports/votes.csv").await;
    assert!(votes.lines().nth(1).unwrap().contains(",a,"), "{votes}");
    // The switch is remembered, and single keys can be switched off.
    ask(&chrome, &site.url, "Again").await;
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(
        run(
            &chrome,
            "return document.querySelector('[data-setting=confirm]').checked"
        )
        .await,
        true
    );
    click(&chrome, "[popovertarget=keys]").await;
    click(&chrome, "dialog [data-setting=keys]").await;
    // Tabbing out of the list closes it.
    chrome.press("\t\t\t").await;
    assert_eq!(run(&chrome, OPEN_LIST).await, false);
    chrome.press("1").await;
    assert_eq!(
        run(
            &chrome,
            "return document.querySelectorAll('[data-vote] [aria-pressed=true]').length"
        )
        .await,
        0
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}

/// The key as a driver sends it.
const ESCAPE: &str = "\u{e00c}";
const OPEN_LIST: &str = "return document.querySelector('#keys').matches(':popover-open')";

/// A finger on the middle of an element.
async fn tap(page: &Client, css: &str) {
    let element = page.find(Locator::Css(css)).await.unwrap();
    let finger = TouchActions::new("finger".to_owned())
        .then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 0.0,
            y: 0.0,
        })
        .then(PointerAction::Down { button: 0 })
        .then(PointerAction::Up { button: 0 });
    page.perform_actions(finger).await.unwrap();
}

#[tokio::test]
async fn a_first_vote_by_touch_on_a_small_phone() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::recorded(&[
        ("Hi", "one", "Hello from one.\n\nA second paragraph."),
        ("Hi", "two", "Hello from two."),
    ]);
    chrome.page.set_window_size(360, 640).await.unwrap();
    chrome.page.goto(&site.url).await.unwrap();
    tap(&chrome.page, "form.question button").await;
    see(&chrome, VOTE_FOR_A).await;
    let in_view = |side: &str| {
        format!(
            "const {{ left, right }} = document.querySelector('#{side}-1').getBoundingClientRect(); return left >= -1 && right <= innerWidth + 1"
        )
    };
    until(&chrome, "A is in view", &in_view("a")).await;
    tap(&chrome.page, ".jump a:nth-of-type(2)").await;
    until(&chrome, "B is in view", &in_view("b")).await;
    until(
        &chrome,
        "B is marked",
        "return document.querySelector('.jump a:nth-of-type(2)').hasAttribute('aria-current')",
    )
    .await;
    see_text(&chrome, ".jump a:nth-of-type(1)", "Characters: ").await;
    let small = "return [...document.querySelectorAll('main a, main button, header a, header button, summary')].filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.height < 44 || r.width < 24); }).map((e) => e.outerHTML).join()";
    let inline = run(&chrome, small).await;
    assert_eq!(inline, "", "too small for a thumb");
    tap(&chrome.page, "[data-vote] button[value='b']").await;
    see(&chrome, REVEALED).await;
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        2
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_second_tab_learns_that_the_battle_has_its_vote() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::recorded(&[("Hi", "one", "Hello."), ("Hi", "two", "Good day.")]);
    chrome.page.goto(&site.url).await.unwrap();
    click(&chrome, "form.question button[type=submit]").await;
    see(&chrome, VOTE_FOR_A).await;
    let battle = chrome.page.current_url().await.unwrap();
    let first = chrome.page.window().await.unwrap();
    let second = chrome.page.new_window(true).await.unwrap();
    chrome.page.switch_to_window(second.handle).await.unwrap();
    chrome.page.goto(battle.as_str()).await.unwrap();
    click(&chrome, VOTE_FOR_A).await;
    see(&chrome, REVEALED).await;
    chrome.page.switch_to_window(first).await.unwrap();
    // Another choice is refused with the reason; the same one shows the reveal.
    click(&chrome, "[data-vote] button[value='b']").await;
    see_text(&chrome, "[data-note]", "already has a vote").await;
    chrome.page.active_element().await.unwrap();
    chrome.press(&char::from(Key::Escape).to_string()).await;
    click(&chrome, VOTE_FOR_A).await;
    see(&chrome, REVEALED).await;
    assert_eq!(
        site.get("/api/v1/exports/votes.csv").await.lines().count(),
        2
    );
}
