//! An endpoint whose answers come from a file of `{"prompt", "model", "answer"}` lines, streamed like live ones.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use async_stream::stream;
use futures_util::StreamExt;
use serde::Deserialize;

use super::clean::Cleaner;
use super::polish::{is_visible, polish};
use super::{BuildError, Delta, Deltas, Endpoint, Fault, Finish, Request, Role};
use crate::config::{self, Pace, Recording};
use crate::domain::Prompt;

/// The answers of the demo, in the binary.
const DEMO: &str = include_str!("../../deploy/demo/answers.jsonl");

/// How long one token takes at a natural pace, in microseconds: 60 tokens a second.
const TOKEN_US: u64 = 16_667;

/// About how many bytes are a token; longer words come in pieces.
const TOKEN_BYTES: usize = 4;

/// One line of the file. Other fields are ignored.
#[derive(Deserialize)]
struct Line {
    prompt: String,
    model: String,
    answer: Option<String>,
}

/// A recorded endpoint.
pub(super) struct Recorded {
    /// By model, then by prompt. Nothing in here is empty.
    answers: HashMap<String, HashMap<String, Arc<str>>>,
    prompts: Vec<String>,
    pace: Pace,
    max_answer_bytes: usize,
}

impl Recorded {
    /// Reads all answers.
    pub(super) fn new(config: &config::Endpoint) -> Result<Self, BuildError> {
        match &config.recording {
            None => Err(BuildError::NoRecording(config.id.clone())),
            Some(Recording::Demo) => Self::parse(DEMO, "the demo's answers", config),
            Some(Recording::File(path)) => {
                let file = path.display().to_string();
                let text = fs::read_to_string(path);
                let text = text.map_err(|error| BuildError::Unreadable {
                    file: file.clone(),
                    problem: error.to_string(),
                })?;
                Self::parse(&text, &file, config)
            }
        }
    }

    fn parse(text: &str, file: &str, config: &config::Endpoint) -> Result<Self, BuildError> {
        let (pace, max_answer_bytes) = (config.pace, config.max_answer_bytes);
        let mut recorded = Self {
            answers: HashMap::new(),
            prompts: Vec::new(),
            pace,
            max_answer_bytes,
        };
        let mut known = HashSet::new();
        let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = |problem| BuildError::Line {
                file: file.to_owned(),
                line: index + 1,
                problem,
            };
            let line: Line =
                serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
            let prompt =
                Prompt::new(&line.prompt).map_err(|error| wrong(format!("the prompt {error}")))?;
            let Some(answer) = line.answer.as_deref().and_then(readable) else {
                continue;
            };
            let prompt = prompt.as_str();
            if known.insert(prompt.to_owned()) {
                recorded.prompts.push(prompt.to_owned());
            }
            let answers = recorded.answers.entry(line.model).or_default();
            answers
                .entry(prompt.to_owned())
                .or_insert_with(|| answer.into());
        }
        Ok(recorded)
    }

    fn find(&self, upstream: &str, prompt: &str) -> Option<&Arc<str>> {
        self.answers
            .get(upstream)?
            .get(Prompt::new(prompt).ok()?.as_str())
    }
}

impl Endpoint for Recorded {
    fn answer(&self, request: Request) -> Deltas {
        let found = match request.messages.as_slice() {
            [first] if first.role == Role::User => self.find(&request.upstream, &first.text),
            _ => None,
        };
        let Some(answer) = found.map(Arc::clone) else {
            return futures_util::stream::iter([Err(Fault::NotRecorded)]).boxed();
        };
        let pace = self.pace;
        let raw = stream! {
            let tempo = Tempo::of(&request.upstream, &answer);
            for (index, piece) in pieces(&answer, pace).enumerate() {
                if pace == Pace::Natural {
                    tokio::time::sleep(tempo.wait(index, piece)).await;
                }
                yield Ok(Delta::Text(piece.to_owned()));
            }
            yield Ok(Delta::End(Finish::Stop));
        };
        polish(raw, self.max_answer_bytes)
    }

    fn can_answer(&self, upstream: &str, prompt: &str) -> bool {
        self.find(upstream, prompt).is_some()
    }

    fn prompts(&self) -> Option<&[String]> {
        Some(&self.prompts)
    }
}

/// An answer as a reader would get it, if there is anything to read in it.
fn readable(answer: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut cleaner = Cleaner::new();
    cleaner.push(answer, &mut out);
    cleaner.finish(&mut out);
    let texts = out.into_iter().filter_map(|delta| match delta {
        Delta::Text(text) => Some(text),
        _ => None,
    });
    Some(texts.collect::<String>()).filter(|text| text.chars().any(is_visible))
}

/// The answer in the pieces in which it comes: all at once, or words and parts of long words.
fn pieces(answer: &str, pace: Pace) -> impl Iterator<Item = &str> {
    let mut rest = answer;
    std::iter::from_fn(move || {
        let length = if pace == Pace::Instant {
            rest.len()
        } else {
            first_piece(rest)
        };
        let (piece, behind) = rest.split_at_checked(length)?;
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The bytes of the first word with the white space before it, or of the start of a long word.
fn first_piece(text: &str) -> usize {
    let white = text.len() - text.trim_start().len();
    let word = text.get(white..).unwrap_or_default();
    let end = word.find(char::is_whitespace).unwrap_or(word.len());
    let cut = word
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at >= 3 * TOKEN_BYTES);
    white + cut.map_or(end, |cut| cut.min(end))
}

/// When the pieces of one answer come: the same every time, but not the same for any two answers.
struct Tempo(u64);

impl Tempo {
    fn of(upstream: &str, answer: &str) -> Self {
        Self(hash((upstream, answer)))
    }

    /// How long to wait before a piece.
    fn wait(&self, index: usize, piece: &str) -> Duration {
        let chance = hash((self.0, index));
        if index == 0 {
            return Duration::from_millis(200 + chance % 400);
        }
        let tokens = u64::try_from(piece.trim().len().div_ceil(TOKEN_BYTES))
            .unwrap_or(1)
            .max(1);
        // 75 to 125 percent.
        Duration::from_micros(tokens * TOKEN_US * (75 + chance % 51) / 100)
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Message;
    use crate::endpoint::tests::fake;
    use tokio::time::Instant;

    const FILE: &str = concat!(
        "\u{feff}{\"prompt\": \" Hi? \", \"model\": \"m\", \"answer\": \"Hello, <|im_end|>you there\\n\", \"extra\": 1}\n",
        "\n",
        "{\"prompt\": \"Hi?\", \"model\": \"m\", \"answer\": \"a later one\"}\r\n",
        "{\"prompt\": \"Hi?\", \"model\": \"n\", \"answer\": \" \"}\n",
        "{\"prompt\": \"none\", \"model\": \"n\", \"answer\": null}\n",
        "{\"prompt\": \"B\", \"model\": \"n\", \"answer\": \"b\"}\n",
    );

    fn endpoint(text: &str, pace: Pace) -> Result<Recorded, BuildError> {
        let config = config::Endpoint {
            pace,
            ..fake::config("http://unused")
        };
        Recorded::parse(text, "x.jsonl", &config)
    }

    fn ask(prompt: &str) -> Request {
        fake::request("m", prompt)
    }

    #[tokio::test]
    async fn a_known_prompt_has_its_first_answer() {
        let recorded = endpoint(FILE, Pace::Instant).unwrap();
        let deltas: Vec<_> = recorded.answer(ask("Hi?\n")).collect().await;
        assert_eq!(
            deltas,
            [
                Ok(Delta::Text("Hello, you there".to_owned())),
                Ok(Delta::End(Finish::Stop))
            ]
        );
        assert_eq!(
            recorded.prompts(),
            Some(["Hi?".to_owned(), "B".to_owned()].as_slice())
        );
        assert!(recorded.can_answer("m", " Hi?") && recorded.can_answer("n", "B"));
        for (model, prompt) in [
            ("n", "Hi?"),
            ("n", "none"),
            ("m", "B"),
            ("x", "Hi?"),
            ("m", ""),
        ] {
            assert!(!recorded.can_answer(model, prompt), "{model} {prompt}");
        }
    }

    #[tokio::test]
    async fn nothing_else_has_an_answer() {
        let recorded = endpoint(FILE, Pace::Instant).unwrap();
        let mut second = ask("Hi?");
        second.messages.push(Message {
            role: Role::Assistant,
            text: "Hello".to_owned(),
        });
        second.messages.push(Message {
            role: Role::User,
            text: "Hi?".to_owned(),
        });
        for request in [ask("unknown"), second] {
            assert_eq!(
                recorded.answer(request).collect::<Vec<_>>().await,
                [Err(Fault::NotRecorded)]
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_natural_pace_is_that_of_a_model() {
        let answer = "word and wort ".repeat(200) + &"\u{5b57}".repeat(50);
        let line = serde_json::json!({"prompt": "Hi?", "model": "m", "answer": answer}).to_string();
        let recorded = endpoint(&line, Pace::Natural).unwrap();
        let start = Instant::now();
        let mut deltas = recorded.answer(ask("Hi?"));
        let mut text = String::new();
        let mut count = 0;
        while let Some(Ok(Delta::Text(piece))) = deltas.next().await {
            if text.is_empty() {
                assert!(
                    (200..=600).contains(&start.elapsed().as_millis()),
                    "{:?}",
                    start.elapsed()
                );
            }
            text.push_str(&piece);
            count += 1;
        }
        assert_eq!(text, answer);
        assert!(count > 600, "{count}");
        assert!(
            (9..15).contains(&start.elapsed().as_secs()),
            "{:?}",
            start.elapsed()
        );
    }

    #[test]
    fn a_bad_line_is_named() {
        let cases = [
            (
                "{\"prompt\": \"a\", \"model\": \"m\", \"answer\": \"x\"}\nnot json",
                "x.jsonl, line 2: expected",
            ),
            (
                "\n{\"prompt\": \"a\", \"answer\": \"x\"}",
                "x.jsonl, line 2: missing field `model`",
            ),
            (
                "{\"prompt\": \" \", \"model\": \"m\", \"answer\": \"x\"}",
                "x.jsonl, line 1: the prompt must not be empty",
            ),
            (
                "{\"prompt\": \"a\", \"model\": \"m\", \"answer\": 7}",
                "x.jsonl, line 1: invalid type",
            ),
        ];
        for (text, message) in cases {
            let error = endpoint(text, Pace::Instant).err().unwrap().to_string();
            assert!(error.starts_with(message), "{error}");
        }
        let config = config::Endpoint {
            recording: Some(Recording::File("/no/such".into())),
            ..fake::config("http://x")
        };
        assert!(matches!(
            Recorded::new(&config).err().unwrap(),
            BuildError::Unreadable { .. }
        ));
        let config = config::Endpoint {
            recording: None,
            ..config
        };
        assert!(matches!(
            Recorded::new(&config).err().unwrap(),
            BuildError::NoRecording(_)
        ));
    }

    #[test]
    fn the_demo_can_be_read() {
        let config = config::Endpoint {
            recording: Some(Recording::Demo),
            ..fake::config("http://x")
        };
        let demo = Recorded::new(&config).unwrap();
        assert!(demo.prompts().is_some_and(|prompts| !prompts.is_empty()));
    }

    #[test]
    fn pieces_are_words_and_parts_of_long_words() {
        let all: Vec<_> = pieces(" a  bc\nabcdefghijklmnop \u{5b57}", Pace::Natural).collect();
        assert_eq!(all, [" a", "  bc", "\nabcdefghijkl", "mnop", " \u{5b57}"]);
    }
}
