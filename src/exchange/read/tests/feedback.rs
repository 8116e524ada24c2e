//! `Open WebUI`'s feedback: thumbs, and the answers beside them.

use super::more::{all, lines};
use super::*;

/// One entry of its export.
fn entry(id: &str, data: &str, meta: &str) -> String {
    format!(
        r#"{{"id":"{id}","user_id":"u1","version":0,"type":"rating","data":{data},"meta":{meta},
        "snapshot":{{"chat":{{"id":"{id}"}}}},"created_at":1700000000,"updated_at":1700000001}}"#
    )
}

#[test]
fn thumbs_compare_an_answer_with_each_answer_beside_it() {
    let arena = r#"{"arena":true,"model_id":"arena-model","message_id":"m"}"#;
    let entries = [
        entry(
            "a",
            r#"{"rating":1,"model_id":"x","sibling_model_ids":["y"],"reason":"","comment":"so clear"}"#,
            arena,
        ),
        entry(
            "b",
            r#"{"rating":"-1","model_id":"x","sibling_model_ids":["y","z"]}"#,
            arena,
        ),
        entry(
            "c",
            r#"{"rating":1,"model_id":"x","sibling_model_ids":null}"#,
            arena,
        ),
        entry(
            "d",
            r#"{"rating":1,"model_id":"x","sibling_model_ids":["y"]}"#,
            r#"{"arena":false}"#,
        ),
        entry(
            "e",
            r#"{"rating":5,"model_id":"x","sibling_model_ids":["y"]}"#,
            arena,
        ),
        entry(
            "f",
            r#"{"rating":1,"model_id":"x","sibling_model_ids":["x"]}"#,
            arena,
        ),
        entry(
            "g",
            r#"{"rating":1,"model_id":"","sibling_model_ids":["y"]}"#,
            arena,
        ),
    ];
    let z = Ok(("x", "z", Choice::B));
    check(
        &format!("[{}]", entries.join(",")),
        &[
            (1, A),
            (2, B),
            (2, z),
            (3, Err(Skip::Alone)),
            (4, Err(Skip::Named)),
            (5, Err(Skip::Outcome)),
            (6, Err(Skip::SelfPlay)),
            (7, Err(Skip::EmptyName)),
        ],
    );
}

#[test]
fn a_thumb_tells_whose_it_is_and_when_and_why() {
    let data =
        r#"{"rating":1,"model_id":"x","sibling_model_ids":["y"],"reason":"","comment":"so clear"}"#;
    let text = entry("a", data, r#"{"arena":true}"#).replace('\n', "");
    let open = || VoteReader::open(text.as_bytes(), None, &all()).unwrap();
    let told = lines(open());
    assert!(told[0].starts_with("a u1 1700000000000 "), "{}", told[0]);
    let mut reader = open();
    let batch = reader.next_batch().unwrap().unwrap();
    let note = batch.reasons[0].1.note.as_ref().unwrap();
    assert_eq!((batch.reasons[0].0, note.as_str()), (0, "so clear"));
    assert_eq!(reader.layout(), Some(Layout::OpenWebui));
}
