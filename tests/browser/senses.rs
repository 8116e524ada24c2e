//! Large text, forced colours, little motion: the page as those see it who set their system so.

use agon_templates::language::Language;
use serde_json::json;

use crate::chrome::{Chrome, Script};
use crate::devtools::tell;
use crate::fake::Fake;
use crate::samples::{TOO_WIDE, write};
use crate::script::{Gate, Script as Answer};
use crate::site::Site;
use crate::steps::{ask, run, until};

/// What has the focus and cannot be seen: outside of the window, or under something else.
const HIDDEN_FOCUS: &str = "
    // Samples run no script: with it, what is folded opens itself, and the pane with the focus comes into view.
    for (const duel of document.querySelectorAll('.duel')) duel.style.scrollSnapType = 'none';
    const out = [];
    const can = 'a[href], button:not(:disabled), input:not([type=hidden]), select, textarea, summary, [tabindex=\"0\"]';
    for (const element of document.querySelectorAll(can)) {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('dialog:not(:popover-open), [data-fold]')) continue;
        element.focus();
        if (document.activeElement !== element || element.getBoundingClientRect().height > innerHeight / 2) continue;
        const box = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
        if (!box) continue;
        const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
        const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
        const top = document.elementFromPoint(x, y);
        const seen = top && (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
        if (!seen) out.push(`${element.outerHTML.slice(0, 90)} at ${Math.round(x)}, ${Math.round(y)} under ${top?.outerHTML.slice(0, 60)}`);
    }
    return out.slice(0, 4).join('; ');";

/// A window of this many CSS pixels, each as large as `scale` of the screen: what zoom makes of it.
async fn zoom(chrome: &Chrome, (width, height): (u32, u32), scale: u32) {
    let size =
        json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
    tell(chrome, "Emulation.setDeviceMetricsOverride", size).await;
}

async fn prefer(chrome: &Chrome, feature: &str, value: &str) {
    let features = json!({ "features": [{ "name": feature, "value": value }] });
    tell(chrome, "Emulation.setEmulatedMedia", features).await;
}

#[tokio::test]
async fn at_twice_and_four_times_the_size_nothing_sticks_out_and_the_focus_is_always_seen() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    // The focus is looked for at once, where smooth scrolling would still be on its way.
    prefer(&chrome, "prefers-reduced-motion", "reduce").await;
    let mut found = Vec::new();
    for language in [Language::English, Language::Arabic] {
        let (folder, pages) = write(language);
        for ((width, height), scale) in [((640, 450), 2), ((320, 256), 4)] {
            zoom(&chrome, (width, height), scale).await;
            for page in &pages {
                let url = format!("file://{}/{page}.html", folder.path().display());
                chrome.page.goto(&url).await.unwrap();
                assert_eq!(run(&chrome, "return innerWidth").await, width);
                for (what, look) in [("too wide", TOO_WIDE), ("hidden", HIDDEN_FOCUS)] {
                    let said = run(&chrome, look).await;
                    if said != "" {
                        found.push(format!("{} {page} {width}: {what} {said}", language.tag()));
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn in_forced_colours_the_armed_choice_the_chosen_pane_and_the_focus_can_be_told() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    fake.on_all(
        &["ada", "bob"],
        &Answer::held(
            "Some words to begin with, and some more of them, ",
            &gate,
            "the end.",
        ),
    );
    let site = Site::live(&fake, "");
    prefer(&chrome, "forced-colors", "active").await;
    ask(&chrome, &site.url, "Hello").await;
    until(
        &chrome,
        "words",
        "return document.querySelectorAll('[data-begun]').length === 2",
    )
    .await;
    let is_forced = "return matchMedia('(forced-colors: active)').matches && getComputedStyle(document.querySelector('.votes .btn')).boxShadow";
    assert_eq!(run(&chrome, is_forced).await, "none", "colours are forced");
    let look = "return [...document.querySelectorAll('.votes .btn')].map((b) => { const s = getComputedStyle(b); return [s.outlineStyle, s.outlineWidth, s.borderStyle].join(); })";
    let before = run(&chrome, look).await;
    chrome.press("1").await;
    chrome.picture("forced-armed").await;
    let armed = run(&chrome, look).await;
    assert_ne!(armed[0], before[0], "the armed choice looks armed");
    assert_eq!(armed[3], before[3]);
    run(&chrome, "document.querySelector('[data-vote]').focus()").await;
    chrome.press("\u{e014}").await;
    let focused = run(&chrome, look).await;
    assert_ne!(focused[3], armed[3], "the focus is seen: {focused}");
    gate.open();
    until(
        &chrome,
        "the reveal",
        "return !!document.querySelector('.sheet.won')",
    )
    .await;
    let border = "const [won, other] = ['.sheet.won', '.sheet:not(.won)'].map((css) => getComputedStyle(document.querySelector(css)).borderWidth); return won !== other";
    assert_eq!(
        run(&chrome, border).await,
        true,
        "the chosen pane is marked"
    );
    chrome.picture("forced-revealed").await;
    assert_eq!(chrome.complaints(), [""; 0]);
}

#[tokio::test]
async fn who_wants_less_motion_gets_none() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, gate) = (Fake::start().await, Gate::new());
    fake.on_all(
        &["ada", "bob"],
        &Answer::held(
            "Some words to begin with, and some more of them, ",
            &gate,
            "the end.",
        ),
    );
    let site = Site::live(&fake, "");
    let moving = "return [document.getAnimations().length > 0, getComputedStyle(document.documentElement).scrollBehavior].join()";
    for (wish, moves) in [("no-preference", "true,smooth"), ("reduce", "false,auto")] {
        prefer(&chrome, "prefers-reduced-motion", wish).await;
        ask(&chrome, &site.url, "Hello").await;
        until(
            &chrome,
            "words",
            "return document.querySelectorAll('[data-begun]').length === 2",
        )
        .await;
        assert_eq!(run(&chrome, moving).await, moves, "{wish}");
        // Whatever else moves would cost the page a new picture at every frame.
        let others = "return document.getAnimations().flatMap((one) => one.effect.getKeyframes()).flatMap(Object.keys).filter((name) => !['opacity', 'offset', 'computedOffset', 'easing', 'composite'].includes(name)).join()";
        assert_eq!(run(&chrome, others).await, "", "{wish}");
    }
    gate.open();
}
