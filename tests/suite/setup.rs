//! Configurations: the text of an agon.toml, and the files beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::fake::Fake;

/// A configuration that is still to get its database.
#[derive(Clone)]
pub(crate) struct Setup {
    text: String,
    files: Vec<(String, String)>,
    /// Environment variables.
    pub(crate) variables: Vec<(String, String)>,
}

/// No limit that a test would meet, and a clock that does not make it wait.
const HEAD: &str = "[server]
listen = \"127.0.0.1:0\"
database = \"{database}\"
shutdown_grace_s = 30

[limits]
battles = 1000000
reads = 1000000
concurrent_battles = 100000

[battle]
tick_ms = 1
abandon_after_s = 60

[board]
provisional_votes = 5

";

const ARENA: &str = "[[arena]]\nid = \"text\"\ntitle = \"Text\"\nmodels = [\"*\"]\n";

/// The answer that a recorded model gives; ends with its name.
pub(crate) fn recorded_answer(model: &str, prompt: &str) -> String {
    format!("To the question: {prompt}\n\nthis is the answer of {model}")
}

/// The name at the end of a recorded answer.
pub(crate) fn author(answer: &str) -> &str {
    answer.rsplit(' ').next().unwrap()
}

/// A recorded prompt.
pub(crate) fn prompt(number: usize) -> String {
    format!("question {number}?")
}

impl Setup {
    /// An arena of recorded models that answer `prompt(0)` to `prompt(2)` at once.
    pub(crate) fn recorded(models: &[&str]) -> Self {
        let mut text = format!(
            "{HEAD}[[endpoint]]\nid = \"book\"\nprotocol = \"recorded\"\nfile = \"answers.jsonl\"\npace = \"instant\"\n\n"
        );
        let mut answers = String::new();
        for model in models {
            write!(text, "[[model]]\nid = \"{model}\"\nendpoint = \"book\"\n\n").unwrap();
            for prompt in (0..3).map(prompt) {
                let answer = recorded_answer(model, &prompt);
                writeln!(
                    answers,
                    "{}",
                    json!({"prompt": prompt, "model": model, "answer": answer})
                )
                .unwrap();
            }
        }
        let files = vec![("answers.jsonl".to_owned(), answers)];
        Self {
            text: format!("{text}{ARENA}"),
            files,
            variables: Vec::new(),
        }
    }

    /// An arena of models on a fake endpoint; the fake knows them by `up-ID`.
    pub(crate) fn live(fake: &Fake, models: &[&str]) -> Self {
        let mut text = format!(
            "{HEAD}[[endpoint]]\nid = \"lab\"\nprotocol = \"openai\"\nbase_url = \"{}\"\nretries = 1\nmax_concurrent = 64\n\n",
            fake.openai()
        );
        for model in models {
            write!(
                text,
                "[[model]]\nid = \"{model}\"\nendpoint = \"lab\"\nupstream = \"up-{model}\"\n\n"
            )
            .unwrap();
        }
        Self {
            text: format!("{text}{ARENA}"),
            files: Vec::new(),
            variables: Vec::new(),
        }
    }

    /// Nothing but the head and this text.
    pub(crate) fn of(text: &str) -> Self {
        Self {
            text: format!("{HEAD}{text}"),
            files: Vec::new(),
            variables: Vec::new(),
        }
    }

    /// With one piece of text in another's place.
    pub(crate) fn with(mut self, old: &str, new: &str) -> Self {
        assert!(self.text.contains(old), "{old} is not in the configuration");
        self.text = self.text.replace(old, new);
        self
    }

    /// With a file beside agon.toml.
    pub(crate) fn file(mut self, name: &str, text: &str) -> Self {
        self.files.push((name.to_owned(), text.to_owned()));
        self
    }

    /// With a variable in the environment.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes the files; the path of agon.toml.
    pub(crate) fn write(&self, folder: &Path, database: &str) -> PathBuf {
        for (name, text) in &self.files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let file = folder.join("agon.toml");
        std::fs::write(&file, self.text.replace("{database}", database)).unwrap();
        file
    }
}
