//! Answers of live models: blocks that stay, stopping, endpoints that fail, hang and drip, and lines that break.

use std::fmt::Write as _;

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::devtools::before_every_page;
use crate::fake::Fake;
use crate::patience::is_long;
use crate::proxy::Proxy;
use crate::script::{Gate, Script as Answer, Step};
use crate::site::Site;
use crate::steps::{
    REVEALED, VOTE_FOR_A, WATCH_WHAT_MOVES, ask, click, run, see, see_text, text, until,
};

const BOTH: [&str; 2] = ["ada", "bob"];

/// Long enough to scroll, with blocks of every kind.
fn long_answer() -> String {
    let mut text = String::from("# A title\n\nWords with **bold** and $x^2$.\n\n");
    for number in 1..10 {
        write!(text, "{number}. Item {number} with `code`\n   - inner\n\n").unwrap();
    }
    text + "```python\ndef f(x):\n    return x ** 2  # square\n```\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\nThe end."
}

/// A site whose answers stop within the sixth item of a list until the gate opens.
async fn held_in_the_list() -> (Fake, Gate, Site) {
    let (fake, gate) = (Fake::start().await, Gate::new());
    let answer = long_answer();
    let (before, after) = answer.split_at(answer.find("6. Item").unwrap() + 4);
    fake.on_all(&BOTH, &Answer::held(before, &gate, after));
    let site = Site::live(&fake, "");
    (fake, gate, site)
}

/// Waits for four finished items on each side.
async fn see_four_items(chrome: &Chrome) {
    until(
        chrome,
        "four items",
        "return document.querySelectorAll('.text > ol > li').length === 8",
    )
    .await;
}

#[tokio::test]
async fn finished_blocks_stay_the_same_elements_until_after_the_vote() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    let answer = long_answer();
    let (before, after) = answer.split_at(answer.find("8. Item").unwrap());
    fake.on_all(&BOTH, &Answer::held(before, &gate, after));
    let site = Site::live(&fake, "");
    ask(&chrome, &site.url, "Hello").await;
    run(&chrome, WATCH_WHAT_MOVES).await;
    until(&chrome, "six items on both sides", "return [...document.querySelectorAll('.text > ol')].length === 2 && [...document.querySelectorAll('.text > ol')].every((list) => list.children.length >= 6)").await;
    run(
        &chrome,
        "window.kept = [...document.querySelectorAll('.text > h3, .text > ol > li')]",
    )
    .await;
    look(&chrome, "answering").await;
    chrome.picture("blocks").await;
    gate.open();
    see(&chrome, VOTE_FOR_A).await;
    let lists = "return [...document.querySelectorAll('.text')].map((text) => [text.querySelectorAll(':scope > ol').length, text.querySelectorAll(':scope > ol > li').length, text.querySelectorAll('pre .hl-keyword').length > 0, text.querySelectorAll('math').length, text.querySelectorAll('table').length, text.querySelectorAll('.copy').length].join())";
    assert_eq!(
        run(&chrome, lists).await,
        serde_json::json!(["1,9,true,1,1,1", "1,9,true,1,1,1"])
    );
    // What is written moves nothing, the caret behind it included.
    let shifts = run(&chrome, "return moved").await;
    assert_eq!(shifts, serde_json::json!([]));
    chrome.press("1").await;
    see(&chrome, REVEALED).await;
    assert_eq!(
        run(
            &chrome,
            "return kept.length >= 14 && kept.every((element) => element.isConnected)"
        )
        .await,
        true
    );
    let shift = run(&chrome, "return window.shift").await.as_f64().unwrap();
    assert!(
        shift < 0.02,
        "layout shift {shift}: {}",
        run(&chrome, "return moved").await
    );
    // The page of the end, made at once, has the same blocks.
    let inner = "return document.querySelector('#a-1 .text').innerText";
    let streamed = run(&chrome, inner).await;
    chrome.page.refresh().await.unwrap();
    see(&chrome, REVEALED).await;
    assert_eq!(run(&chrome, inner).await, streamed);
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn the_key_s_stops_both_answers_for_good() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    fake.on_all(
        &BOTH,
        &Answer::held(
            "Words without an end that go on and on and on and on and on and on and on and on ",
            &gate,
            "end",
        ),
    );
    let site = Site::live(&fake, "");
    ask(&chrome, &site.url, "Hello").await;
    until(
        &chrome,
        "words",
        "return document.querySelectorAll('[data-begun]').length === 2",
    )
    .await;
    chrome.press("s").await;
    see_text(&chrome, REVEALED, "does not count").await;
    assert!(text(&chrome).await.contains("You stopped both answers"));
    look(&chrome, "stopped").await;
    chrome.picture("stopped").await;
    fake.until("both were left", |asked| {
        asked.iter().all(|one| one.abandoned)
    })
    .await;
    // The same prompt can be asked again.
    gate.open();
    click(&chrome, ".void form button").await;
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn an_endpoint_that_fails_or_falls_silent_ends_in_words_and_a_way_on() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let fake = Fake::start().await;
    let site = Site::live(&fake, "idle_timeout_s = 0.3\nfirst_byte_timeout_s = 0.3");
    let begun = || Step::Text("It begins and ".into());
    for script in [
        Answer::new(vec![Step::Respond(500, "no".into())]),
        Answer::new(vec![begun(), Step::Cut]),
        Answer::new(vec![begun(), Step::Silence]),
        Answer::new(vec![Step::Silence]),
    ] {
        fake.on("up-ada", move |_| script.clone());
        ask(&chrome, &site.url, "Hello").await;
        see_text(&chrome, REVEALED, "does not count").await;
        let page = text(&chrome).await;
        assert!(
            page.contains("could not be completed") && page.contains("Ask this again"),
            "{page}"
        );
    }
    // The browser itself reports nothing but what was answered.
    chrome.picture("void").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn an_endpoint_that_drips_is_waited_for_with_the_time_that_it_takes() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, first, second) = (Fake::start().await, Gate::new(), Gate::new());
    let text = |words: &str| Step::Text(words.into());
    let script = Answer::new(vec![
        Step::Wait(first.clone()),
        text("Slowly, very slowly indeed, as slowly as nobody would like it to come, "),
        Step::Wait(second.clone()),
        text("it comes."),
        Step::Finish,
        Step::Done,
    ]);
    fake.on("up-ada", move |_| script.clone());
    fake.on("up-bob", |_| Answer::say("At once, and all of it, since nothing holds this one back, not even for the shortest moment."));
    let site = Site::live(&fake, "first_byte_timeout_s = 120");
    ask(&chrome, &site.url, "Hello").await;
    assert_eq!(run(&chrome, "return [...document.querySelectorAll('.skeleton')].every((e) => getComputedStyle(e).display === 'grid')").await, true);
    see_text(&chrome, "[data-wait]", "Waiting for 5 s").await;
    look(&chrome, "waiting").await;
    chrome.picture("waiting").await;
    if is_long() {
        see_text(&chrome, "[data-wait]", "same pace").await;
        until(
            &chrome,
            "a way out",
            "return !document.querySelector('[data-way-out]').hidden",
        )
        .await;
        chrome.picture("way-out").await;
    }
    first.open();
    until(
        &chrome,
        "words on both sides",
        "return document.querySelectorAll('[data-begun]').length === 2",
    )
    .await;
    second.open();
    see(&chrome, VOTE_FOR_A).await;
    see_text(&chrome, "[data-battle]", "it comes.").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn a_line_that_breaks_is_mended_without_a_lost_or_doubled_word() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, gate, site) = held_in_the_list().await;
    let line = Proxy::to(site.port()).await;
    ask(&chrome, &line.url, "Hello").await;
    see_four_items(&chrome).await;
    run(&chrome, "window.stayed = true").await;
    line.cut();
    gate.open();
    line.mend();
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(run(&chrome, "return window.stayed").await, true);
    let inner = "return document.querySelector('#b-1 .text').innerText";
    let streamed = run(&chrome, inner).await;
    chrome.page.refresh().await.unwrap();
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(run(&chrome, inner).await, streamed);
}

#[tokio::test]
async fn a_reload_in_mid_stream_goes_on_where_the_page_begins() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (_fake, gate, site) = held_in_the_list().await;
    ask(&chrome, &site.url, "Hello").await;
    see_four_items(&chrome).await;
    chrome.page.refresh().await.unwrap();
    see(&chrome, "[data-streaming] .text > ol > li:nth-child(4)").await;
    run(
        &chrome,
        "window.kept = [...document.querySelectorAll('.text > ol > li')]",
    )
    .await;
    gate.open();
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(
        run(
            &chrome,
            "return kept.length === 8 && kept.every((element) => element.isConnected)"
        )
        .await,
        true
    );
    assert_eq!(
        run(
            &chrome,
            "return document.querySelectorAll('#a-1 .text > ol > li').length"
        )
        .await,
        9
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn hostile_blocks_are_only_text_while_they_stream() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    let hostile = "# Hello <img src=x onerror=\"document.title='owned'\">\n\n<script>document.title='owned'</script>\n\n\
                   - [click](javascript:document.title='owned') ![pixel](https://tracker.invalid/x.png)\n\
                   - <svg onload=\"document.title='owned'\"></svg> <iframe src=\"https://tracker.invalid\"></iframe>\n\n\
                   $\\href{javascript:alert(1)}{x}$\n\n```html\n<script>document.title='owned'</script>\n```\n";
    let first = "Nothing happens before this paragraph has come to its end.\n\n";
    let script = Answer::new(vec![
        Step::Text(first.into()),
        Step::Wait(gate.clone()),
        Step::Text(hostile.into()),
        Step::Text("<b>The end</b>".into()),
        Step::Finish,
        Step::Done,
    ]);
    fake.on_all(&BOTH, &script);
    let site = Site::live(&fake, "");
    ask(&chrome, &site.url, hostile).await;
    until(
        &chrome,
        "words",
        "return document.querySelectorAll('[data-begun]').length === 2",
    )
    .await;
    gate.open();
    see(&chrome, VOTE_FOR_A).await;
    assert_ne!(chrome.page.title().await.unwrap(), "owned");
    let alien = "return document.querySelectorAll('.battle :is(img, iframe, script, object, embed, style), .text svg, .text b, [data-text] a:not([href^=http])').length";
    assert_eq!(run(&chrome, alien).await, 0);
    assert_eq!(
        run(
            &chrome,
            "return document.querySelectorAll('.text > ul').length"
        )
        .await,
        2
    );
    assert_eq!(chrome.complaints(), [""; 0]);
}

/// Counts the looks at what is being written, and those that saw it begin with an empty line.
const EMPTY_LINES: &str = "
    window.looks = [0, 0];
    new MutationObserver(() => {
        for (const rest of document.querySelectorAll('[data-begun] [data-rest]')) {
            looks[0] += 1;
            looks[1] += /^[\\r\\n]/.test(rest.textContent);
        }
    }).observe(document, { subtree: true, childList: true, characterData: true });";

#[tokio::test]
async fn no_empty_line_stands_above_what_is_being_written() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    let words = "Words below a heading, long enough to fill a frame of the relay. ".repeat(2);
    let answer = format!("# Title\n\n\n{words}\n\n## Code\n\n```py\nx = 1\n```\n\n\n{words}");
    let (before, after) = answer.split_at(answer.find("## Code").unwrap() - 20);
    fake.on_all(&BOTH, &Answer::held(before, &gate, after));
    let site = Site::live(&fake, "");
    before_every_page(&chrome, EMPTY_LINES).await;
    ask(&chrome, &site.url, "Hello").await;
    let begun = "return [...document.querySelectorAll('[data-rest]')].filter((rest) => rest.textContent.startsWith('Words')).length === 2";
    until(&chrome, "words below the heading", begun).await;
    chrome.page.refresh().await.unwrap();
    until(&chrome, "the same after a reload", begun).await;
    gate.open();
    see(&chrome, VOTE_FOR_A).await;
    let looks = run(&chrome, "return window.looks").await;
    assert!(looks[0].as_u64().unwrap() > 2, "{looks}");
    assert_eq!(looks[1], 0, "{looks}");
    // Nothing of the answer is lost for it.
    let inner = "return document.querySelector('#a-1 .text').innerText";
    let streamed = run(&chrome, inner).await;
    chrome.page.refresh().await.unwrap();
    see(&chrome, VOTE_FOR_A).await;
    assert_eq!(run(&chrome, inner).await, streamed);
}
