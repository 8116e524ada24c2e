//! What the name of a model tells: an id, whether it writes text, and sometimes its maker.

use std::collections::BTreeSet;

use crate::domain::ModelId;

/// The longest name that is taken over, in bytes; leaves room in an id.
const MAX_NAME_BYTES: usize = 100;

/// Parts of the names of models that do something else than answer a prompt with text.
const OTHER_TRADES: [&str; 28] = [
    "embed",
    "bge-",
    "rerank",
    "whisper",
    "transcribe",
    "tts",
    "audio",
    "speech",
    "voice",
    "realtime",
    "lyria",
    "image",
    "dall-e",
    "diffusion",
    "flux",
    "sora",
    "veo-",
    "video",
    "-ocr",
    "moderation",
    "guard",
    "search",
    "codex",
    "computer-use",
    "robotics",
    "babbage",
    "davinci",
    "gpt-3.5-turbo-instruct",
];

/// Who made a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Maker {
    pub(super) organization: &'static str,
    pub(super) country: &'static str,
    /// Whether all models there have closed weights.
    pub(super) closed: bool,
}

/// Makers by the account that publishes their models, and by the service that serves none but their own.
const MAKERS: [(&[&str], &str, &str); 11] = [
    (&["qwen"], "Alibaba", "CN"),
    (&["meta-llama"], "Meta", "US"),
    (&["google"], "Google", "US"),
    (&["microsoft"], "Microsoft", "US"),
    (&["deepseek-ai", "deepseek"], "DeepSeek", "CN"),
    (&["mistralai"], "Mistral AI", "FR"),
    (&["openai"], "OpenAI", "US"),
    (&["anthropic"], "Anthropic", "US"),
    (&["x-ai"], "xAI", "US"),
    (&["moonshotai"], "Moonshot AI", "CN"),
    (&["allenai"], "Ai2", "US"),
];

/// The names that a configuration can hold, text models only if there are any, in their order.
pub(super) fn usable(names: Vec<String>) -> Vec<String> {
    let fits = |name: &String| {
        !name.trim().is_empty() && name.len() <= MAX_NAME_BYTES && !name.contains(char::is_control)
    };
    names
        .into_iter()
        .filter(fits)
        .filter(|name| writes_text(name))
        .collect()
}

fn writes_text(name: &str) -> bool {
    let name = name.to_lowercase();
    !OTHER_TRADES.iter().any(|trade| name.contains(trade))
}

/// A legal id that nobody has yet, close to the name. Noted as taken.
pub(super) fn unique_id(name: &str, endpoint: &str, taken: &mut BTreeSet<String>) -> String {
    let legal = |c: char| c.is_ascii_alphanumeric() || "._:@+-".contains(c);
    let id: String = name
        .chars()
        .map(|c| if legal(c) { c } else { '-' })
        .collect();
    let id = id.trim_matches('-');
    let plain = if id.parse::<ModelId>().is_ok() {
        id
    } else {
        "model"
    };
    let numbered = (2_u32..).map(|number| format!("{plain}-{number}"));
    let candidates = [plain.to_owned(), format!("{plain}-{endpoint}")];
    let mut candidates = candidates.into_iter().chain(numbered);
    let id = candidates
        .find(|id| !taken.contains(id))
        .unwrap_or_default();
    taken.insert(id.clone());
    id
}

/// The maker, only where it is certain.
pub(super) fn maker(endpoint: &str, name: &str) -> Option<Maker> {
    let certain = |organization, country, closed| {
        Some(Maker {
            organization,
            country,
            closed,
        })
    };
    match endpoint {
        // Names with a colon are fine-tuned, but on closed weights all the same.
        "openai" => return certain("OpenAI", "US", true),
        "anthropic" => return certain("Anthropic", "US", true),
        "xai" => return certain("xAI", "US", true),
        "gemini" => return certain("Google", "US", name.starts_with("gemini")),
        _ => {}
    }
    let account = name.split_once('/')?.0.to_lowercase();
    let found = MAKERS
        .iter()
        .find(|(accounts, ..)| accounts.contains(&account.as_str()));
    found.and_then(|(_, organization, country)| certain(organization, country, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_legal_unique_and_close_to_the_name() {
        let mut taken = BTreeSet::new();
        let mut id = |name: &str| unique_id(name, "lab", &mut taken);
        assert_eq!(id("Qwen/Qwen3-8B"), "Qwen-Qwen3-8B");
        assert_eq!(id("llama3.2:3b"), "llama3.2:3b");
        assert_eq!(id("llama3.2:3b"), "llama3.2:3b-lab");
        assert_eq!(id("llama3.2:3b"), "llama3.2:3b-2");
        assert_eq!(id("/models/a b.gguf"), "models-a-b.gguf");
        assert_eq!(id("\u{6a21}"), "model");
    }

    #[test]
    fn models_that_write_no_text_are_left_out() {
        let names = [
            "gpt-x",
            "text-embedding-3",
            "whisper-1",
            "Qwen3-8B-Instruct",
            "a\nb",
            " ",
        ];
        let usable = usable(names.map(str::to_owned).to_vec());
        assert_eq!(usable, ["gpt-x", "Qwen3-8B-Instruct"]);
    }

    #[test]
    fn a_maker_is_named_only_where_it_is_certain() {
        let organization = |endpoint, name| maker(endpoint, name).map(|maker| maker.organization);
        assert_eq!(organization("vllm", "Qwen/Qwen3-8B"), Some("Alibaba"));
        assert_eq!(organization("vllm", "somebody/Qwen3-8B-tuned"), None);
        assert_eq!(organization("ollama", "qwen3:8b"), None);
        assert!(maker("anthropic", "claude-x").is_some_and(|maker| maker.closed));
        assert!(maker("gemini", "gemma-3").is_some_and(|maker| !maker.closed));
    }
}
