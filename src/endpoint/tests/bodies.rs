//! Bodies as servers really send them, whole, broken and hostile: every one ends in a full answer or a known fault, the
//! same in any chunking, for every protocol.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::speech::{ALL, Speech, event, run};
use crate::endpoint::{Fault, Finish};

const FULL: Result<Finish, Fault> = Ok(Finish::Stop);
const FAILED: Fault = Fault::Status {
    code: 503,
    retry_after: None,
};
const NOT_JSON: Fault = Fault::Protocol("an event is not JSON");
const NO_OBJECT: Fault = Fault::Protocol("an event is not an object");
const NO_EVENTS: Fault = Fault::Protocol("a body without events");
const BAD_DOCUMENT: Fault = Fault::Protocol("a document that is not JSON");
const NO_ANSWER: Fault = Fault::Protocol("a document without an answer");
const PAGE: Fault = Fault::Protocol("a page instead of an answer");

#[track_caller]
fn check(
    speech: &Speech,
    name: &str,
    body: impl AsRef<[u8]>,
    text: &str,
    end: Result<Finish, Fault>,
) {
    let body = body.as_ref();
    let expected = (text.to_owned(), end);
    let read = |pieces: &[&[u8]]| {
        let (text, _, end) = run(speech.wire, pieces.iter().copied());
        (text, end)
    };
    let shown = String::from_utf8_lossy(body.get(..600).unwrap_or(body));
    assert_eq!(read(&[body]), expected, "{name}, {shown}");
    let sizes = if body.len() > 20_000 {
        vec![1000]
    } else {
        vec![1, 2, 3, 7, 64]
    };
    for size in sizes {
        let pieces: Vec<&[u8]> = body.chunks(size).collect();
        assert_eq!(read(&pieces), expected, "{name} in pieces of {size}");
    }
}

/// What may stand before and behind the data of an event.
const FRAMINGS: &[(&str, &str)] = &[
    ("data: ", "\n\n"),
    ("data: ", "\r\n\r\n"),
    ("data: ", "\r\r"),
    ("data: ", "\r\n\n"),
    ("data:", "\n\n"),
    (": ping\n\n:\ndata: ", "\n: pong\n\n"),
    ("event: message\nid: 1\nretry: 9\ndata: ", "\n\n"),
    ("\n\ndata: ", "\n\n\n\n"),
    ("data:\n\ndata: ", "\n\n"),
];

#[test]
fn full_answers_in_every_framing() {
    for it in ALL {
        let texts = ["Hel", "lo, ", "w\u{f6}rld \u{1f600}"];
        let full = |name: &str, body: String| {
            check(&it, name, body, &texts.concat(), FULL);
        };
        for (before, behind) in FRAMINGS {
            let body = it.full(&texts, before, behind);
            full("plain", body.clone());
            full("a BOM", format!("\u{feff}{body}"));
            full("done", format!("{body}data: [DONE]\n\n"));
            full("more", format!("{body}data: [DONE]\n\ndata: garbage\n\n"));
            full("unterminated", body.trim_end().to_owned());
        }
        let pretty = |event: String| format!("{:#}", event.parse::<Value>().unwrap());
        let lines = it
            .events(&texts)
            .into_iter()
            .map(pretty)
            .map(|event| event.replace('\n', "\ndata: "));
        let body = lines.flat_map(|event| ["data: ", &event, "\n\n"].map(str::to_owned));
        full("data of many lines", body.collect());
        full(
            "noise",
            event(&(it.noise)()) + &it.full(&texts, "data: ", "\n\n"),
        );
    }
}

#[test]
fn full_answers_in_one_piece() {
    for it in ALL {
        let whole = (it.whole)("Hello");
        check(&it, "a document", whole.to_string(), "Hello", FULL);
        let pretty = format!("\u{feff}\n {whole:#}\n");
        check(&it, "a pretty document", pretty, "Hello", FULL);
        let long = "x".repeat(60 * 1024);
        let line = it.full(&[&long], "data: ", "\n\n");
        check(&it, "a line of 60 KiB", line, &long, FULL);
    }
}

#[test]
fn broken_streams_are_known_faults() {
    for it in ALL {
        let cut = event(&(it.text)("there"))
            .trim_end()
            .trim_end_matches('}')
            .to_owned();
        let broken = |name: &str, rest: &str, fault: Fault| {
            check(&it, name, it.broken(&["Hello "], rest), "Hello", Err(fault));
        };
        broken("no end", "", Fault::Cut);
        broken("half an event", &cut, Fault::Cut);
        broken("half a line", "da", Fault::Cut);
        broken("a blank line behind", &format!("{cut}\n\n"), NOT_JSON);
        broken("a number", "data: 7\n\n", NO_OBJECT);
        broken("a word", "data: hello\n\n", NOT_JSON);
        let deep = format!("data: {}\n\n", "[".repeat(500));
        broken("deep", &deep, NOT_JSON);
        let named = "event: error\ndata: sorry\n\n";
        broken("an error by name only", named, Fault::Reported);
        let worded = "data: {\"error\": \"sorry\"}\n\n";
        broken("an error in words", worded, Fault::Reported);
        broken("an error object", &event(&(it.error)()), FAILED);
        broken("a page in the middle", "<html>\n\n", Fault::Cut);
        let huge = format!("data: {}", "x".repeat(2 << 20));
        broken("a huge line", &huge, Fault::TooLarge);
    }
}

#[test]
fn bodies_that_are_no_answer_are_known_faults() {
    for it in ALL {
        let nothing = |name: &str, body: &str, fault: Fault| {
            check(&it, name, body, "", Err(fault));
        };
        let error = (it.error)();
        let named = format!("event: error\n{}", event(&error));
        nothing("an error with a name", &named, FAILED);
        nothing("an error document", &error.to_string(), FAILED);
        nothing("a list with an error", &json!([error]).to_string(), FAILED);
        let whole = (it.whole)("Hello").to_string();
        let half = whole.trim_end_matches(['}', ']']);
        nothing("half a document", half, Fault::Cut);
        nothing("a bad document", "{]", BAD_DOCUMENT);
        nothing("another document", "{\"detail\": \"x\"}", NO_ANSWER);
        nothing("a page", "\n <!doctype html>", PAGE);
        nothing("plain text", "Internal error\n", NO_EVENTS);
        nothing("nothing", "", Fault::Cut);
        nothing("white space", " \r\n\n", Fault::Cut);
        nothing("comments", ": ping\n\n", NO_EVENTS);
        let huge = format!("{{\"a\": \"{}\"}}", "x".repeat(2 << 20));
        nothing("a huge document", &huge, Fault::TooLarge);
    }
}

#[test]
fn an_endless_answer_is_too_large() {
    for it in ALL {
        let line = "y".repeat(1000);
        let body = it.full(&[line.as_str(); 100], "data: ", "\n\n");
        let (text, _, end) = run(it.wire, [body.as_bytes()]);
        assert_eq!((text.len() / 1000, end), (65, Err(Fault::TooLarge)));
    }
}

#[test]
fn answers_without_anything_to_read_are_empty() {
    for it in ALL {
        for texts in [
            &[][..],
            &[""],
            &[" \n", "\t"],
            &["<|im_", "end|>"],
            &["\u{feff}"],
            &["<think>hm", "</think>\n"],
        ] {
            check(
                &it,
                "empty",
                it.full(texts, "data: ", "\n\n"),
                "",
                Err(Fault::Empty),
            );
        }
        let thoughts = event(&(it.thought)("hm")) + &it.full(&[], "data: ", "\n\n");
        check(&it, "only thoughts", &thoughts, "", Err(Fault::Empty));
        assert_eq!(run(it.wire, [thoughts.as_bytes()]).1, "hm");
        check(
            &it,
            "an empty document",
            (it.whole)(" ").to_string(),
            "",
            Err(Fault::Empty),
        );
    }
}

#[test]
fn hostile_characters_become_harmless_once() {
    for it in ALL {
        let raw = |inside: &[u8]| {
            let body = it.full(&["aXb"], "data: ", "\n\n");
            let (before, behind) = body.split_once("aXb").unwrap();
            [before.as_bytes(), b"a", inside, b"b", behind.as_bytes()].concat()
        };
        let cases: &[(&str, &[u8], &str)] = &[
            ("invalid UTF-8", b"\xff", "a\u{fffd}b"),
            ("half a character", b"\xf0\x9f\x98", "a\u{fffd}b"),
            ("an escaped NUL", b"\\u0000", "a\u{fffd}b"),
            ("half a surrogate pair", b"\\ud83d", "a\u{fffd}b"),
            ("the other half", b"\\ude00", "a\u{fffd}b"),
            ("a pair", b"\\ud83d\\ude00", "a\u{1f600}b"),
            (
                "a surrogate in UTF-8",
                b"\xed\xa0\x80",
                "a\u{fffd}\u{fffd}\u{fffd}b",
            ),
            ("bidi", "\u{202e}".as_bytes(), "a\u{202e}b"),
            ("a BOM", "\u{feff}".as_bytes(), "ab"),
            ("a token", b"<|im_end|>", "ab"),
        ];
        for (name, inside, text) in cases {
            check(&it, name, raw(inside), text, FULL);
        }
        check(
            &it,
            "a token in two events",
            it.full(&["a<|im_", "end|>b\n"], "data: ", "\n\n"),
            "ab",
            FULL,
        );
        let marks = "e".to_owned() + &"\u{301}".repeat(20_000);
        check(
            &it,
            "combining marks",
            it.full(&[&marks], "data: ", "\n\n"),
            &marks,
            FULL,
        );
    }
}

/// Every shape at once.
fn rich(it: &Speech) -> Vec<u8> {
    let texts = [
        "<think>hm",
        "</think>\n Hel",
        "lo <",
        "|im_end|",
        "> w\u{f6}r",
        "ld \u{1f600} <s>x</s> ",
        "a < b </s>\n",
    ];
    let body = event(&(it.noise)())
        + ": c\r\n"
        + &event(&(it.thought)("so"))
        + &it.full(&texts, "data:", "\r\n\r\n");
    format!("\u{feff}{body}data: [DONE]\r\r").into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_chunking_gives_the_same_answer(cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..40), stop: prop::sample::Index) {
        for it in ALL {
            let body = rich(&it);
            // Cut anywhere, an answer is full or a fault, and never a panic.
            let cut = &body[..stop.index(body.len() + 1)];
            let whole = run(it.wire, [cut]);
            let mut cuts: Vec<usize> = cuts.iter().map(|at| at.index(cut.len() + 1)).chain([0, cut.len()]).collect();
            cuts.sort_unstable();
            prop_assert_eq!(&run(it.wire, cuts.windows(2).map(|pair| &cut[pair[0]..pair[1]])), &whole);
            prop_assert_eq!(&run(it.wire, cut.chunks(1)), &whole);
        }
    }

    #[test]
    fn no_bytes_are_a_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        for it in ALL {
            let whole = run(it.wire, [body.as_slice()]);
            prop_assert_eq!(&run(it.wire, body.chunks(1)), &whole);
        }
    }
}

#[test]
fn the_rich_body_is_a_full_answer() {
    for it in ALL {
        let (text, thoughts, end) = run(it.wire, [rich(&it).as_slice()]);
        assert_eq!(
            (text.as_str(), end),
            ("Hello  w\u{f6}rld \u{1f600} <s>x</s> a < b", FULL)
        );
        assert_eq!(thoughts, "sohm");
    }
}
