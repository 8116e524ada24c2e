//! Where `agon init` looks.

use crate::config::Protocol;

/// A server or service that may have models.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The id of its endpoint in the file.
    pub(crate) id: &'static str,
    /// What people call it.
    pub(crate) title: &'static str,
    /// How it is spoken to.
    pub(crate) protocol: Protocol,
    /// Where it is.
    pub(crate) base_url: String,
    /// The variables that may hold its key, the first that is set wins; none for a server on this machine.
    pub(crate) keys: &'static [&'static str],
}

/// Servers on this machine, by their default ports.
const LOCAL: [(&str, &str, u16); 4] = [
    ("ollama", "Ollama", 11434),
    ("lm-studio", "LM Studio", 1234),
    ("llama-cpp", "llama.cpp", 8080),
    ("vllm", "vLLM", 8000),
];

/// Services that speak the protocol of `OpenAI`.
const SERVICES: [(&str, &str, &str, &[&str]); 7] = [
    (
        "openai",
        "OpenAI",
        "https://api.openai.com/v1",
        &["OPENAI_API_KEY"],
    ),
    (
        "openrouter",
        "OpenRouter",
        "https://openrouter.ai/api/v1",
        &["OPENROUTER_API_KEY"],
    ),
    (
        "groq",
        "Groq",
        "https://api.groq.com/openai/v1",
        &["GROQ_API_KEY"],
    ),
    (
        "mistral",
        "Mistral",
        "https://api.mistral.ai/v1",
        &["MISTRAL_API_KEY"],
    ),
    (
        "deepseek",
        "DeepSeek",
        "https://api.deepseek.com/v1",
        &["DEEPSEEK_API_KEY"],
    ),
    (
        "together",
        "Together",
        "https://api.together.xyz/v1",
        &["TOGETHER_API_KEY"],
    ),
    ("xai", "xAI", "https://api.x.ai/v1", &["XAI_API_KEY"]),
];

impl Place {
    /// The usual places: model servers at their default ports, and services whose keys have a usual name.
    #[must_use]
    pub(crate) fn known() -> Vec<Self> {
        let local = LOCAL.into_iter().map(|(id, title, port)| {
            let base_url = format!("http://127.0.0.1:{port}/v1");
            let keys = [].as_slice();
            Self {
                id,
                title,
                protocol: Protocol::OpenAi,
                base_url,
                keys,
            }
        });
        let services = SERVICES.into_iter().map(|(id, title, base_url, keys)| {
            let base_url = base_url.to_owned();
            Self {
                id,
                title,
                protocol: Protocol::OpenAi,
                base_url,
                keys,
            }
        });
        let anthropic = Self {
            id: "anthropic",
            title: "Anthropic",
            protocol: Protocol::Anthropic,
            base_url: "https://api.anthropic.com".to_owned(),
            keys: &["ANTHROPIC_API_KEY"],
        };
        let gemini = Self {
            id: "gemini",
            title: "Gemini",
            protocol: Protocol::Gemini,
            base_url: "https://generativelanguage.googleapis.com".to_owned(),
            keys: &["GEMINI_API_KEY", "GOOGLE_API_KEY"],
        };
        local.chain(services).chain([anthropic, gemini]).collect()
    }
}
