//! The way to a battle, and the ways between its panes.

use serde_json::json;

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::devtools::tell;
use crate::fake::Fake;
use crate::script::{Gate, Script as Answer};
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, ask, click, run, see, until};

/// Paragraphs for many screens of a phone.
fn long(words: &str) -> String {
    let words = words.repeat(3);
    let items: Vec<String> = (1..40).map(|number| format!("{number}. {words}")).collect();
    items.join("\n\n") + "\n\n"
}

/// A battle between a long and a short answer; which of the two is A is left to chance.
async fn uneven(chrome: &Chrome) -> (Fake, Site) {
    let fake = Fake::start().await;
    let text = long("The quick brown fox jumps over the lazy dog. ");
    fake.on_all(&["ada"], &Answer::pieces(&text, 60));
    fake.on_all(
        &["bob"],
        &Answer::pieces("It is short, and that is all.", 60),
    );
    let site = Site::live(&fake, "");
    ask(chrome, &site.url, "Which one?").await;
    see(chrome, VOTE_FOR_A).await;
    (fake, site)
}

/// `a` or `b`: whose text is longer.
async fn longer(chrome: &Chrome) -> &'static str {
    let is_a = "return document.querySelector('#a-1 [data-text]').textContent.length > document.querySelector('#b-1 [data-text]').textContent.length";
    if run(chrome, is_a).await == true {
        "a"
    } else {
        "b"
    }
}

#[tokio::test]
async fn a_suggestion_leads_to_the_vote_in_two_interactions() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let fake = Fake::start().await;
    fake.on_all(&["ada", "bob"], &Answer::pieces("An answer.", 5));
    let site = Site::live(&fake, "");
    chrome.page.goto(&site.url).await.unwrap();
    let seen = "return scrollY === 0 && document.activeElement.id === 'prompt'";
    assert_eq!(run(&chrome, seen).await, true, "the page begins at its top");
    click(&chrome, ".suggestions button:last-child").await;
    see(&chrome, VOTE_FOR_A).await;
    let asked = fake.asked();
    let said = asked[0].body["messages"][0]["content"].as_str().unwrap();
    let sent = agon_templates::ask::surprises(agon_templates::language::Language::English);
    assert!(sent.contains(&said), "{said}");
    click(&chrome, VOTE_FOR_A).await;
    see(&chrome, REVEALED).await;
    // What was not ticked beside it is not allowed, and is not asked again.
    chrome.page.goto(&site.url).await.unwrap();
    see(&chrome, "form a[href='/privacy#choice']").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn long_answers_before_the_last_turn_fold_and_open_without_moving_the_other_pane() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let fake = Fake::start().await;
    let text =
        long("The quick brown fox jumps over the lazy dog. ") + "[the end](https://example.org)";
    fake.on_all(&["ada", "bob"], &Answer::pieces(&text, 60));
    let site = Site::live(&fake, "");
    ask(&chrome, &site.url, "First").await;
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(
        run(
            &chrome,
            "return document.querySelectorAll('[data-fold]').length"
        )
        .await,
        0,
        "what is judged is all there"
    );
    see(&chrome, "#follow")
        .await
        .send_keys("And then?")
        .await
        .unwrap();
    run(
        &chrome,
        "document.querySelector('#follow').form.requestSubmit()",
    )
    .await;
    see(&chrome, "#turn-2").await;
    see(&chrome, VOTE_FOR_A).await;
    look(&chrome, "folded").await;
    chrome.picture("folded").await;
    let heights = "return [...document.querySelectorAll('#turn-1 .fold')].map((fold) => fold.offsetHeight <= 320 && fold.scrollHeight > 1000).join()";
    assert_eq!(run(&chrome, heights).await, "true,true");
    run(&chrome, "window.at = document.querySelector('#b-1 .fold').getBoundingClientRect().top; window.was = scrollY; document.querySelector('#a-1 [data-unfold]').focus()").await;
    chrome.press("\u{e007}").await;
    let still = "const b = document.querySelector('#b-1 .fold'); return document.activeElement.id === 'a-1-text' && document.querySelector('#a-1 .fold').offsetHeight > 1000 && b.offsetHeight <= 320 && Math.abs(b.getBoundingClientRect().top + scrollY - at - was) < 1";
    assert_eq!(run(&chrome, still).await, true);
    // The keyboard finds nothing hidden: what gets the focus is opened.
    run(&chrome, "document.querySelector('#b-1 .fold a').focus()").await;
    assert_eq!(run(&chrome, heights).await, "false,false");
    assert_eq!(chrome.complaints(), [""; 0]);
}

/// Presses a tab where it stands.
async fn tab_to(chrome: &Chrome, side: &str) {
    let press = format!("document.querySelector('.jump a[href=\"#{side}-1\"]').click()");
    run(chrome, &press).await;
}

#[tokio::test]
async fn each_pane_of_a_phone_keeps_its_place_and_keys_lead_to_it() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    chrome.page.set_window_size(360, 640).await.unwrap();
    let (_fake, _site) = uneven(&chrome).await;
    let (here, there) = match longer(&chrome).await {
        "a" => ("a", "b"),
        _ => ("b", "a"),
    };
    let is_seen = |side: &str| {
        format!(
            "const {{ left, right }} = document.querySelector('#{side}-1').getBoundingClientRect(); return left >= -1 && right <= innerWidth + 1 && document.querySelector('.jump a[href=\"#{side}-1\"]').hasAttribute('aria-current')"
        )
    };
    chrome.press(here).await;
    until(&chrome, "the long one is seen", &is_seen(here)).await;
    run(&chrome, "scrollTo({ top: 2000, behavior: 'instant' })").await;
    let tab = "const { top } = document.querySelector('.jump').getBoundingClientRect(); return top";
    assert_eq!(run(&chrome, tab).await, 0, "the tabs stay at hand");
    tab_to(&chrome, there).await;
    until(&chrome, "the short one is seen", &is_seen(there)).await;
    let words = format!(
        "const {{ top, bottom }} = document.querySelector('#{there}-1 [data-text] > :first-child').getBoundingClientRect(); return bottom > 0 && top < innerHeight && document.activeElement.id === '{there}-1-title'"
    );
    until(&chrome, "its words are in sight", &words).await;
    tab_to(&chrome, here).await;
    until(&chrome, "the long one is seen again", &is_seen(here)).await;
    until(
        &chrome,
        "where it was left",
        "return Math.abs(scrollY - 2000) < 2",
    )
    .await;
    look(&chrome, "panes of a phone").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

/// A finger that moves across the screen.
async fn swipe(chrome: &Chrome, from: f64, to: f64) {
    const STEPS: u32 = 8;
    let touch = async |kind: &str, points: serde_json::Value| {
        let event = json!({ "type": kind, "touchPoints": points });
        tell(chrome, "Input.dispatchTouchEvent", event).await;
    };
    touch("touchStart", json!([{ "x": from, "y": 150 }])).await;
    for step in 1..=STEPS {
        let x = from + (to - from) * f64::from(step) / f64::from(STEPS);
        touch("touchMove", json!([{ "x": x, "y": 150 }])).await;
    }
    touch("touchEnd", json!([])).await;
}

#[tokio::test]
async fn a_swipe_from_the_end_of_a_long_answer_shows_words_and_not_an_empty_pane() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    chrome.page.set_window_size(360, 640).await.unwrap();
    let (_fake, _site) = uneven(&chrome).await;
    let (side, from, to) = match longer(&chrome).await {
        "a" => ("a", 300.0, 40.0),
        _ => ("b", 60.0, 320.0),
    };
    tab_to(&chrome, side).await;
    let marked =
        format!("return document.querySelector('.jump a[aria-current]')?.hash === '#{side}-1'");
    until(&chrome, "the long one is seen", &marked).await;
    run(&chrome, "scrollTo({ top: 3000, behavior: 'instant' })").await;
    swipe(&chrome, from, to).await;
    let words = "const text = document.querySelector(`${document.querySelector('.jump a[aria-current]')?.hash ?? 'none'} [data-text]`); if (!text) return false; const { top, bottom } = text.lastElementChild.getBoundingClientRect(); return text.textContent.includes('It is short') && bottom > 0 && top < innerHeight";
    until(&chrome, "the short answer is in sight", words).await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_short_answer_stays_in_sight_while_the_long_one_is_read() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, _site) = uneven(&chrome).await;
    let short = if longer(&chrome).await == "a" {
        "b"
    } else {
        "a"
    };
    run(&chrome, "scrollTo({ top: 0, behavior: 'instant' }); requestAnimationFrame(() => requestAnimationFrame(() => scrollTo({ top: 1500, behavior: 'instant' })))").await;
    let seen = format!(
        "const {{ top, bottom }} = document.querySelector('#{short}-1 [data-text] > :first-child').getBoundingClientRect(); return top >= 0 && bottom < innerHeight"
    );
    until(&chrome, "it is in sight", &seen).await;
    let key = if short == "a" { "b" } else { "a" };
    chrome.press(key).await;
    let focused = format!(
        "return document.activeElement.id === '{key}-1-title' && document.activeElement.closest('header').getBoundingClientRect().top >= 0"
    );
    until(&chrome, "the heading is there", &focused).await;
}

#[tokio::test]
async fn prompts_and_answers_say_their_language() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let fake = Fake::start().await;
    let french = "Le ciel est bleu parce que la lumi\u{e8}re du soleil est diffus\u{e9}e par les mol\u{e9}cules de l'air.";
    fake.on_all(&["ada", "bob"], &Answer::pieces(french, 9));
    let site = Site::live(&fake, "");
    ask(
        &chrome,
        &site.url,
        "Pourquoi le ciel est-il bleu pendant la journ\u{e9}e ?",
    )
    .await;
    see(&chrome, VOTE_FOR_A).await;
    let tags = "return [...document.querySelectorAll('.prompt, [data-text]')].map((text) => text.lang).join()";
    until(&chrome, "French", &format!("{tags} === 'fr,fr,fr'")).await;
    chrome.page.refresh().await.unwrap();
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(run(&chrome, tags).await, "fr,fr,fr");
}

#[tokio::test]
async fn nothing_moves_when_a_follow_up_can_be_asked() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    for (width, height) in [(1280, 900), (390, 844)] {
        chrome.page.set_window_size(width, height).await.unwrap();
        let (fake, gate) = (Fake::start().await, Gate::new());
        let text = "It is short, and that is all. ".repeat(4);
        fake.on_all(&["ada", "bob"], &Answer::held(&text, &gate, "The end."));
        let site = Site::live(&fake, "");
        ask(&chrome, &site.url, "Which one?").await;
        until(
            &chrome,
            "words",
            "return document.querySelectorAll('[data-begun]').length === 2",
        )
        .await;
        // The end of the page, and the buttons under the finger.
        let foot = "return ['.foot', '[data-vote] button'].map((css) => document.querySelector(css).getBoundingClientRect().top + scrollY)";
        let before = run(&chrome, foot).await;
        let hidden = "return getComputedStyle(document.querySelector('.follow')).visibility";
        assert_eq!(run(&chrome, hidden).await, "hidden");
        gate.open();
        see(&chrome, "#follow").await;
        assert_eq!(run(&chrome, hidden).await, "visible");
        assert_eq!(run(&chrome, foot).await, before, "{width}");
    }
}
