//! Code in answers: its bar has the language and the button that copies, and covers nothing.

use serde_json::json;

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::devtools::before_every_page;
use crate::fake::Fake;
use crate::script::{Gate, Script as Answer};
use crate::site::Site;
use crate::steps::{VOTE_FOR_A, WATCH_WHAT_MOVES, ask, click, run, see, until};

/// Its first line is longer than any phone is wide.
const CODE: &str = "def ratio(red=650.0, blue=450.0, green=550.0, violet=400.0, orange=600.0, yellow=580.0, indigo=440.0):\n    # One of many words that stand behind the line that is looked for, so that it is there in time.\n    return red / blue\n";

/// A site whose answers stop within the second line of their code.
async fn held_in_code() -> (Fake, Gate, Site) {
    let (fake, gate) = (Fake::start().await, Gate::new());
    let answer = format!(
        "Here it is:\n\n```python\n{CODE}```\n\n- and in a list:\n\n  ```\n  plain\n  ```\n\nThe end."
    );
    let (before, after) = answer.split_at(answer.find("return").unwrap());
    fake.on_all(&["ada", "bob"], &Answer::held(before, &gate, after));
    let site = Site::live(&fake, "");
    (fake, gate, site)
}

/// Where the first pane's code begins, below the top of its box, and what its bar says.
const BAR: &str = "
    const box = document.querySelector('#a-1 :is(pre, .rest.code)');
    const range = document.createRange();
    const text = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const seen = [];
    while (text.nextNode()) {
        const at = text.currentNode.data.indexOf('def');
        if (at < 0) continue;
        range.setStart(text.currentNode, at);
        range.setEnd(text.currentNode, at + 1);
        seen.push(Math.round(range.getBoundingClientRect().top - box.getBoundingClientRect().top));
    }
    return [seen[0], getComputedStyle(box, '::before').content];";

/// Lines of code below a button, and buttons that are not within their code's box.
const COVERED: &str = "
    return [...document.querySelectorAll('.copy')].flatMap((button) => {
        const pre = button.parentElement.querySelector('pre');
        const [own, box] = [button.getBoundingClientRect(), pre.getBoundingClientRect()];
        const range = document.createRange();
        range.selectNodeContents(pre);
        const meets = (line) => line.left < own.right && line.right > own.left && line.top < own.bottom && line.bottom > own.top;
        const out = own.top < box.top - 1 || own.left < box.left - 1 || own.right > box.right + 1 || own.width < 24 || own.height < 24;
        return [...range.getClientRects()].filter(meets).map(({ top }) => 'covered: ' + top).concat(out ? ['out of its box'] : []);
    });";

/// Both sides have come to the second line of their code.
const SECOND_LINE: &str = "
    const rests = [...document.querySelectorAll('.rest.code')];
    return rests.length === 2 && rests.every((rest) => rest.textContent.includes('indigo=440.0):\\n'));";

#[tokio::test]
async fn the_bar_of_code_stands_from_its_first_line_and_covers_none() {
    for (width, height, language) in [(390, 844, "en"), (1280, 800, "en"), (390, 844, "ar")] {
        let Some(chrome) = Chrome::start(Script::On).await else {
            return;
        };
        chrome.page.set_window_size(width, height).await.unwrap();
        let (_fake, gate, site) = held_in_code().await;
        chrome.page.goto(&site.url).await.unwrap();
        run(
            &chrome,
            &format!("document.cookie = 'agon-language={language}; path=/'"),
        )
        .await;
        ask(&chrome, &site.url, "Hello").await;
        run(&chrome, WATCH_WHAT_MOVES).await;
        until(&chrome, "the second line", SECOND_LINE).await;
        let while_written = run(&chrome, BAR).await;
        gate.open();
        see(&chrome, VOTE_FOR_A).await;
        let finished = run(&chrome, BAR).await;
        assert_eq!(while_written, finished, "{width} {language}");
        assert_eq!(finished[1], json!("\"python\""));
        let covered = run(&chrome, COVERED).await;
        assert_eq!(covered, json!([]), "{width} {language}");
        let buttons = "return document.querySelectorAll('.copy').length";
        assert_eq!(run(&chrome, buttons).await, 4);
        let shifts = run(&chrome, "return moved").await;
        assert_eq!(shifts, json!([]), "{width} {language}");
        look(&chrome, "code").await;
        chrome.picture(&format!("code-{language}-{width}")).await;
        assert_eq!(chrome.complaints(), [""; 0]);
    }
}

#[tokio::test]
async fn code_is_copied_where_there_is_no_clipboard_too() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    // What a browser has on a page that came over plain http from another machine.
    before_every_page(&chrome, "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }); document.addEventListener('copy', () => { window.copied = getSelection().toString(); });").await;
    let (_fake, gate, site) = held_in_code().await;
    gate.open();
    ask(&chrome, &site.url, "Hello").await;
    see(&chrome, VOTE_FOR_A).await;
    click(&chrome, "#a-1 .copy").await;
    until(&chrome, "a copy", "return window.copied !== undefined").await;
    let copied = run(&chrome, "return copied").await;
    assert_eq!(copied.as_str().unwrap().trim(), CODE.trim());
    until(
        &chrome,
        "that it is said",
        "return document.querySelector('#live').textContent.includes('Copied')",
    )
    .await;
    assert_eq!(chrome.complaints(), [""; 0]);
}
