//! One line that says what a configuration amounts to.

use super::{Config, Source};

impl Config {
    /// What `agon config check` prints when all is well. No secrets, and no passwords of database addresses.
    #[must_use]
    pub fn summary(&self) -> String {
        let source = match &self.source {
            Source::File(path) => path.display().to_string(),
            Source::Demo => "built-in demo (there is no agon.toml here)".to_owned(),
        };
        let models = counted(self.models.len(), "model");
        let endpoints = counted(self.endpoints.len(), "endpoint");
        let arenas = counted(self.arenas.len(), "arena");
        let (listen, public) = (self.server.listen, &self.server.public_url);
        let database = &self.server.database;
        format!(
            "{source}: ok: {models} on {endpoints} in {arenas}; listening on {listen}; public address {public}; database {database}"
        )
    }
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
