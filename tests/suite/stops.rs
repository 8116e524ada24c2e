//! Answers that their voter stops, and answers that come with finished blocks.

use reqwest::Method;
use serde_json::{Value, json};

use crate::fake::Fake;
use crate::script::{Gate, Script};
use crate::setup::{Setup, prompt};
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

on_both!(
    a_stopped_battle_is_void_and_its_models_are_left,
    |backend| {
        let fake = Fake::start().await;
        let gate = Gate::new();
        fake.on_all(&TWO, &Script::held("One word and ", &gate, "the rest."));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("Go on for ever").await;
        let stream = voter.open(&id, None).await;
        fake.until("two requests", |asked| asked.len() == 2).await;
        let path = format!("/api/v1/battles/{id}/stop");
        let stranger = site.voter().await;
        stranger.post(&path, &json!({})).await.is(404);
        let stopped = voter.post(&path, &json!({})).await.is(200).json();
        assert_eq!(stopped["state"], "void");
        assert_eq!(stream.rest().await.last().name, "void");
        fake.until("both were left", |asked| {
            asked.iter().all(|one| one.abandoned)
        })
        .await;
        // Stopping again changes nothing, and nobody can vote on it.
        voter.post(&path, &json!({})).await.is(200);
        voter.vote(&id, "a").await.is(409);
        let page = voter.get(&format!("/b/{id}")).await.is(200).text();
        assert!(page.contains("You stopped both answers"), "{page}");
    }
);

on_both!(what_has_ended_cannot_be_stopped, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    let path = format!("/api/v1/battles/{id}/stop");
    let battle = voter.post(&path, &json!({})).await.is(200).json();
    assert_eq!(battle["state"], "ready");
    voter.vote(&id, "b").await.is(200);
    let battle = voter.post(&path, &json!({})).await.is(200).json();
    assert_eq!(battle["state"], "voted");
});

on_both!(
    finished_blocks_come_with_the_frames_and_again_to_whoever_comes_back,
    |backend| {
        let fake = Fake::start().await;
        let text =
            "# Title\n\nSome **bold** text.\n\n- one\n- two\n\n```py\nx = 1\n```\nThe <b>end</b>";
        fake.on_all(&TWO, &Script::pieces(text, 7));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("Blocks").await;
        let plain = voter.follow(&id, None).await;
        let read = async |query: &str| {
            let path = format!("/api/v1/battles/{id}/stream?rendered=true{query}");
            voter.get(&path).await
        };
        let whole = read("").await.is(200).text();
        let blocks = all_blocks(&whole, "a");
        assert_eq!(blocks, all_blocks(&whole, "b"));
        for part in [
            "<h3>Title</h3>",
            "<strong>bold</strong>",
            "<li>two</li>",
            "hl-",
            "&lt;b&gt;end",
        ] {
            assert!(blocks.contains(part), "{part} in {blocks}");
        }
        assert_eq!(plain.texts(), [text, text]);
        let middle = whole
            .lines()
            .filter_map(|line| line.strip_prefix("id: "))
            .nth(5);
        let seen = middle.unwrap().to_owned();
        let rest = read(&format!("&after={seen}")).await.is(200).text();
        let behind = whole.split_once(&format!("id: {seen}\n")).unwrap().1;
        let behind = behind.split_once("\n\n").unwrap().1;
        assert!(rest.ends_with(behind), "{rest}");
        let header = voter
            .request(
                Method::GET,
                &format!("/api/v1/battles/{id}/stream?rendered=true"),
            )
            .header("last-event-id", &seen);
        assert_eq!(site.client().send(header).await.is(200).text(), rest);
        let last = whole
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("id: "));
        read(&format!("&after={}", last.unwrap())).await.is(204);
        read("&after=x").await.is(422);
    }
);

/// The blocks of one side of all events, one behind the other.
fn all_blocks(events: &str, side: &str) -> String {
    let data = events
        .lines()
        .filter_map(|line| line.strip_prefix("data: "));
    let parsed = data.map(|data| serde_json::from_str::<Value>(data).unwrap());
    parsed
        .flat_map(|event| {
            event["blocks"][side]
                .as_array()
                .cloned()
                .unwrap_or_default()
        })
        .map(|block| block["html"].as_str().unwrap().to_owned())
        .collect()
}
