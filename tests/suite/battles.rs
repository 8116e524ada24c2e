//! A battle's texts arrive as they were sent, on one clock, however often a reader leaves and comes back.

use std::collections::BTreeMap;

use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::json;

use crate::fake::Fake;
use crate::patience::until;
use crate::script::{Gate, Script};
use crate::setup::{Setup, prompt};
use crate::site::Site;
use crate::stream::texts;

const FOUR: [&str; 4] = ["ada", "bob", "cyd", "dan"];
const TWO: [&str; 2] = ["ada", "bob"];

/// Text with everything that a careless relay would break.
const HARD: &str = "na\u{ef}ve \u{1f469}\u{200d}\u{1f680} e\u{301}\u{301} \u{4f60}\u{597d}\n\n```rust\nlet x = \"\\n\";\r\n```\n\n| a | b |\n|---|---|\n\u{1f1eb}\u{1f1f7} <b>&amp;</b> data: x\n\nevent: void\n\n\u{2028}end";

on_both!(every_pair_and_both_sides_are_drawn_alike, |backend| {
    let site = Site::start(backend, Setup::recorded(&FOUR)).await;
    let voter = site.voter().await;
    let rounds: usize = 360;
    let draw = |number: usize| {
        let voter = voter.clone();
        async move {
            let id = voter.battle(&prompt(number % 3)).await;
            let reveal = voter.vote(&id, "tie").await.is(200).json()["reveal"].clone();
            ["a", "b"].map(|side| reveal[side]["id"].as_str().unwrap().to_owned())
        }
    };
    let drawn: Vec<[String; 2]> = stream::iter((0..rounds).map(draw))
        .buffer_unordered(8)
        .collect()
        .await;
    let mut seen: BTreeMap<[String; 2], usize> = BTreeMap::new();
    for pair in drawn {
        assert_ne!(pair[0], pair[1]);
        *seen.entry(pair).or_default() += 1;
    }
    // 12 ordered pairs, 30 of each expected. Chi-squared with 11 degrees of freedom is above 55 once in ten million runs.
    assert_eq!(seen.len(), 12, "{seen:?}");
    let chi_squared: f64 = seen
        .values()
        .map(|count| (f64::from(u32::try_from(*count).unwrap()) - 30.0).powi(2) / 30.0)
        .sum();
    assert!(chi_squared < 55.0, "{chi_squared} {seen:?}");
});

on_both!(both_texts_arrive_as_they_were_sent, |backend| {
    let fake = Fake::start().await;
    for (place, pieces) in [(0, 3), (1, 1), (2, 97)] {
        fake.on(&format!("up-{}", FOUR[place]), move |_| {
            Script::pieces(&sent(place), pieces)
        });
    }
    let site = Site::start(backend, Setup::live(&fake, &FOUR[..3])).await;
    let voter = site.voter().await;
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < 3 {
        let id = voter.start("anything").await;
        let followed = voter.follow(&id, None).await;
        let streamed = followed.texts();
        let shown = voter.show(&id).await;
        let voted = voter.vote(&id, "a").await.is(200).json();
        for (side, text) in ["a", "b"].into_iter().zip(&streamed) {
            let model = voted["reveal"][side]["id"].as_str().unwrap();
            let place = FOUR.iter().position(|one| *one == model).unwrap();
            assert_eq!(*text, sent(place), "{model}");
            assert_eq!(
                shown["turns"][0][side],
                json!({"text": text, "ended": true})
            );
            seen.insert(model.to_owned());
        }
    }
});

/// What each of three models says.
fn sent(place: usize) -> String {
    [
        "short",
        HARD,
        "A line of a long answer.\n".repeat(400).trim_end(),
    ][place]
        .to_owned()
}

on_both!(
    frames_add_equally_to_both_sides_and_are_numbered_without_gaps,
    |backend| {
        let fake = Fake::start().await;
        fake.on("up-ada", |_| Script::pieces(&"x".repeat(100), 1));
        fake.on("up-bob", |_| Script::say(&"y".repeat(40)));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("anything").await;
        let events = voter.follow(&id, None).await.events;
        let ids: Vec<u64> = events.iter().map(|event| event.id).collect();
        assert_eq!(
            ids,
            (1..=u64::try_from(events.len()).unwrap()).collect::<Vec<_>>()
        );
        let names: Vec<&str> = events.iter().map(|event| event.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "frame", "frame", "frame", "end", "frame", "frame", "frame", "frame", "end",
                "ready"
            ]
        );
        for event in events.iter().filter(|event| event.name == "frame") {
            assert_eq!(event.data["seq"], event.id);
            assert_eq!(event.data.as_object().unwrap().len(), 3, "{}", event.data);
        }
        let frame =
            |at: usize| ["a", "b"].map(|side| events[at].data[side].as_str().unwrap().len());
        assert_eq!((frame(0), frame(1)), ([16, 16], [16, 16]));
        let mut third = frame(2);
        third.sort_unstable();
        assert_eq!(third, [8, 16]);
    }
);

on_both!(
    a_reader_that_comes_back_misses_and_repeats_nothing,
    |backend| {
        let fake = Fake::start().await;
        let gate = Gate::new();
        let text = "0123456789abcdef".repeat(6);
        fake.on_all(&TWO, &Script::held(&text, &gate, HARD));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("anything").await;
        // Five frames of sixteen are certain while the rest is held back.
        let mut first = voter.open(&id, None).await;
        let before = first.take_events(5).await;
        drop(first);
        let mut waiting = Vec::new();
        for cut in 0..=5 {
            waiting.push(voter.open(&id, (cut > 0).then_some(cut)).await);
        }
        gate.open();
        let mut whole = None;
        for (cut, stream) in waiting.into_iter().enumerate() {
            let rest = stream.rest().await.events;
            let mut all = before[..cut].to_vec();
            all.extend(rest);
            assert_eq!(
                *whole.get_or_insert_with(|| all.clone()),
                all,
                "cut after {cut}"
            );
        }
        // Again when all is over, at every cut point.
        let whole = whole.unwrap();
        assert_eq!(
            texts(&whole),
            [format!("{text}{HARD}"), format!("{text}{HARD}")]
        );
        assert_eq!(voter.follow(&id, None).await.events, whole);
        for cut in 0..whole.len() {
            let rest = voter.follow(&id, Some(u64::try_from(cut).unwrap())).await;
            assert_eq!(
                (rest.status, rest.events.as_slice()),
                (200, &whole[cut..]),
                "cut after {cut}"
            );
        }
        let over = voter.follow(&id, Some(whole.last().unwrap().id)).await;
        assert_eq!((over.status, over.raw.len()), (204, 0));
    }
);

on_both!(a_reload_shows_what_was_released_so_far, |backend| {
    let fake = Fake::start().await;
    let gate = Gate::new();
    fake.on_all(
        &TWO,
        &Script::held(&"0123456789".repeat(8), &gate, " and the rest"),
    );
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("a question").await;
    let mut stream = voter.open(&id, None).await;
    let released = texts(&stream.take_events(4).await);
    let shown = voter.show(&id).await;
    assert_eq!(shown["state"], "answering");
    assert_eq!(shown["turns"].as_array().unwrap().len(), 1);
    assert_eq!(shown["turns"][0]["prompt"], "a question");
    assert_eq!(released[0].len(), 64);
    for (side, text) in ["a", "b"].into_iter().zip(released) {
        assert_eq!(
            shown["turns"][0][side],
            json!({"text": text, "ended": false})
        );
    }
    gate.open();
    stream.rest().await;
    let full = format!("{} and the rest", "0123456789".repeat(8));
    let shown = voter.show(&id).await;
    assert_eq!(
        (&shown["state"], &shown["turns"][0]["b"]),
        (&json!("ready"), &json!({"text": full, "ended": true}))
    );
});

on_both!(a_battle_goes_on_when_its_reader_leaves, |backend| {
    let fake = Fake::start().await;
    let gate = Gate::new();
    fake.on_all(&TWO, &Script::held("before ", &gate, "after"));
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("anything").await;
    drop(voter.open(&id, None).await);
    gate.open();
    let look = || async { Some(voter.show(&id).await).filter(|shown| shown["state"] == "ready") };
    let shown = until("the battle is ready", look).await;
    assert_eq!(shown["turns"][0]["a"]["text"], "before after");
});
