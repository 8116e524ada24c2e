//! A slow line brings a page in pieces, and a browser paints each: what it painted once stays about where it is. Every sample
//! page is sent piece by piece, the next one when the browser has drawn the one before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use agon_templates::language::Language;
use agon_templates::{assets, samples};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::chrome::{Chrome, Script};
use crate::devtools::before_every_page;
use crate::steps::{run, until};

const HTML: &str = "text/html; charset=utf-8";
const PIECES: usize = 12;
/// What a whole visit may move; a page that only comes must stay within it, cut wherever it is.
const MOST: f64 = 0.02;

/// Asks for the next piece when two pictures were drawn of those that came; writes down what moved.
const WATCH: &str = "
    const seen = { shifts: [], total: 0, over: false };
    window.seen = seen;
    const at = (box) => `${Math.round(box.x)},${Math.round(box.y)} ${Math.round(box.width)}x${Math.round(box.height)}`;
    const moved = ({ node, previousRect, currentRect }) => `${node?.nodeName}.${node?.className ?? ''} ${at(previousRect)} -> ${at(currentRect)}`;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { seen.total += entry.value; seen.shifts.push(entry.value.toFixed(4) + ' ' + entry.sources.map(moved).join('; ')); })).observe({ type: 'layout-shift', buffered: true });
    const drawn = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
    const count = () => document.getElementsByTagName('*').length;
    const more = async () => {
        if (document.readyState === 'complete') return drawn(() => { seen.over = true; });
        const before = count();
        await fetch('/next');
        const came = () => (count() !== before || document.readyState !== 'loading' ? drawn(more) : requestAnimationFrame(came));
        came();
    };
    drawn(more);";

/// A server of sample pages.
#[derive(Clone)]
struct Line {
    url: String,
    pages: Arc<Mutex<HashMap<String, String>>>,
    asked: watch::Sender<usize>,
}

impl Line {
    async fn start(pages: HashMap<String, String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let line = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            pages: Arc::new(Mutex::new(pages)),
            asked: watch::Sender::new(0),
        };
        let server = line.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move { server.serve(socket).await });
            }
        });
        line
    }

    /// A browser that leaves in the middle is none of our business.
    async fn serve(&self, mut socket: TcpStream) -> Option<()> {
        let mut lines = BufReader::new(&mut socket).lines();
        let request = lines.next_line().await.ok()??;
        while !lines.next_line().await.ok()??.is_empty() {}
        let path = request.split(' ').nth(1)?.to_owned();
        let name = path.rsplit('/').next()?.to_owned();
        let page = self.pages.lock().unwrap().get(&name).cloned();
        let file = assets::names().find(|asset| assets::url(asset) == path);
        let (kind, pieces): (&str, Vec<Vec<u8>>) = match (page, file) {
            (Some(page), _) => (HTML, cut(&page)),
            (None, Some(file)) => {
                let file = assets::asset(&file)?;
                (file.mime, vec![file.bytes.to_vec()])
            }
            (None, None) if name == "next" => {
                self.asked.send_modify(|asked| *asked += 1);
                ("text/plain", Vec::new())
            }
            (None, None) if path.ends_with("/stream") => ("text/event-stream", Vec::new()),
            _ => ("text/plain", vec![b"not here".to_vec()]),
        };
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n");
        socket.write_all(head.as_bytes()).await.ok()?;
        let is_page = kind == HTML;
        if is_page {
            self.asked.send_replace(0);
        }
        for (number, piece) in pieces.iter().enumerate() {
            if is_page {
                let mut asked = self.asked.subscribe();
                asked.wait_for(|asked| *asked >= number).await.ok()?;
            }
            socket.write_all(piece).await.ok()?;
            socket.flush().await.ok()?;
        }
        if kind == "text/event-stream" {
            std::future::pending::<()>().await;
        }
        socket.shutdown().await.ok()
    }
}

/// What begins a piece: a line that is cut within a row of buttons is a line of some bytes.
const BLOCKS: [&str; 12] = [
    "<div ", "<section", "<header", "<form", "<table", "<tr", "<li", "<h1", "<h2", "<p", "<figure",
    "<details",
];

/// Pieces of about one size. The first have the head and the navigation, the last what comes behind the page's own part.
fn cut(page: &str) -> Vec<Vec<u8>> {
    let (first, end) = (page.find("<main").unwrap(), page.find("</main>").unwrap());
    let size = (end - first) / PIECES;
    let blocks = (first + 1..end).filter(|at| {
        BLOCKS
            .iter()
            .any(|block| page.as_bytes()[*at..].starts_with(block.as_bytes()))
    });
    let (mut pieces, mut from, mut goal) = (Vec::new(), 0, first + size);
    let switches = ["<form class=\"language\"", "<form class=\"theme\""];
    for at in switches.iter().filter_map(|form| page.find(form)) {
        pieces.push(page.as_bytes()[from..at].to_vec());
        from = at;
    }
    for at in blocks {
        if at >= goal {
            pieces.push(page.as_bytes()[from..at].to_vec());
            from = at;
            goal = at + size;
        }
    }
    pieces.push(page.as_bytes()[from..].to_vec());
    pieces
}

#[tokio::test]
async fn a_page_that_comes_in_pieces_does_not_jump() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let pages: HashMap<String, String> = samples::samples(Language::English)
        .into_iter()
        .map(|(name, page)| (name.clone(), page.into_string()))
        .collect();
    let mut names: Vec<String> = pages.keys().cloned().collect();
    names.sort();
    let line = Line::start(pages).await;
    before_every_page(&chrome, WATCH).await;
    let mut found = Vec::new();
    for (width, height) in [(1280, 900), (390, 844)] {
        chrome.page.set_window_size(width, height).await.unwrap();
        // Words that nobody writes push others about however they come.
        for name in names.iter().filter(|name| !name.ends_with("-hostile")) {
            chrome
                .page
                .goto(&format!("{}/{name}", line.url))
                .await
                .unwrap();
            until(&chrome, name, "return seen.over").await;
            let total = run(&chrome, "return seen.total").await.as_f64().unwrap();
            // The frame is the same on every page: what it moves is moved everywhere.
            let frame = "return seen.shifts.some((shift) => shift.includes('SUMMARY'))";
            if total > MOST || run(&chrome, frame).await == true {
                let shifts = run(&chrome, "return seen.shifts").await;
                found.push(format!("{width} {name}: {shifts}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn the_look_for_what_moves_finds_it() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let filler = "<p>words</p>".repeat(20);
    let page = format!(
        "<!doctype html><title>x</title><style>main:has(.late) {{ padding-top: 90px }}</style><main>{filler}<div class=late></div></main>"
    );
    let line = Line::start(HashMap::from([("moves".to_owned(), page)])).await;
    before_every_page(&chrome, WATCH).await;
    chrome
        .page
        .goto(&format!("{}/moves", line.url))
        .await
        .unwrap();
    until(&chrome, "all pieces", "return seen.over").await;
    assert!(run(&chrome, "return seen.total").await.as_f64().unwrap() > MOST);
}
