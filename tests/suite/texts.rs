//! What texts become on their way: nothing, but for what betrays a machine or what a database cannot keep.

use serde_json::json;

use crate::fake::Fake;
use crate::script::Script;
use crate::setup::Setup;
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

on_both!(
    special_tokens_and_thoughts_never_reach_a_reader,
    |backend| {
        let fake = Fake::start().await;
        let raw =
            "<think>I am ada</think>\n\nHello <|im_end|>there<|endoftext|>[/INST]<end_of_turn> ";
        fake.on("up-ada", move |_| Script::pieces(raw, 1));
        fake.on("up-bob", move |_| Script::pieces(raw, 5));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let id = voter.start("anything").await;
        let followed = voter.follow(&id, None).await;
        assert_eq!(followed.texts(), ["Hello there", "Hello there"]);
        assert_eq!(
            voter.show(&id).await["turns"][0]["a"]["text"],
            "Hello there"
        );
    }
);

on_both!(what_a_database_cannot_keep_is_replaced_once, |backend| {
    let fake = Fake::start().await;
    let sent = "a\u{0}b \u{202e}right to left\u{202c} z\u{301}\u{302}\u{303} \u{10ffff} '; DROP TABLE vote; --";
    for model in TWO {
        fake.on(&format!("up-{model}"), move |_| Script::pieces(sent, 2));
    }
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.start("what \u{0} is \u{1f600} this?").await;
    let replaced = sent.replace('\0', "\u{fffd}");
    assert_eq!(
        voter.follow(&id, None).await.texts(),
        [replaced.as_str(), replaced.as_str()]
    );
    let shown = voter.show(&id).await;
    assert_eq!(
        shown["turns"][0]["prompt"],
        "what \u{fffd} is \u{1f600} this?"
    );
    assert_eq!(
        shown["turns"][0]["b"],
        json!({"text": replaced, "ended": true})
    );
    assert_eq!(
        fake.asked()[0].messages()[0].1,
        "what \u{fffd} is \u{1f600} this?"
    );
    voter.vote(&id, "a").await.is(200);
});
