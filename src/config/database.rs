//! Where votes are kept.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

/// The address of a database that Agon can use. Shown without passwords.
#[derive(Clone)]
pub struct DatabaseUrl {
    address: SecretString,
    shown: String,
}

impl DatabaseUrl {
    /// The address as the database driver takes it. It may hold a password: for opening the database, never to be shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.address.expose_secret()
    }

    /// The file that it is, if it is one.
    pub(super) fn file(&self) -> Option<OsString> {
        self.shown.strip_prefix("sqlite:").map(OsString::from)
    }

    /// In place of a wrong address, so that the reading goes on to further problems.
    pub(super) fn stand_in() -> Self {
        Self {
            address: SecretString::default(),
            shown: String::new(),
        }
    }

    /// Reads `sqlite:PATH` or `postgres://...`; a relative path starts at the folder.
    ///
    /// # Errors
    /// What is wrong and how to put it right; never quotes the text, which may hold a password.
    pub(super) fn parse(text: &str, folder: &Path) -> Result<Self, &'static str> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return sqlite(path.strip_prefix("//").unwrap_or(path), folder);
        }
        let url = Url::parse(text).ok();
        let postgres = |url: &Url| matches!(url.scheme(), "postgres" | "postgresql");
        let must = "must be \"sqlite:PATH\" or \"postgres://USER:PASSWORD@HOST:PORT/NAME\" (a special character in the password as %XX)";
        let url = url.filter(postgres).ok_or(must)?;
        Ok(Self {
            address: text.into(),
            shown: redacted(url),
        })
    }
}

fn sqlite(path: &str, folder: &Path) -> Result<DatabaseUrl, &'static str> {
    if path.is_empty() || path.contains(":memory:") {
        return Err(
            "must name a file, such as \"sqlite:data/agon.db\": votes have to outlive the process",
        );
    }
    if path.contains('?') {
        return Err("takes a path and no options after ?, such as \"sqlite:data/agon.db\"");
    }
    let path = folder.join(path);
    let path = path
        .to_str()
        .ok_or("must not be in a folder whose name is not Unicode")?;
    // The driver takes off %XX and whatever follows a question mark.
    let escaped = path.replace('%', "%25").replace('?', "%3F");
    Ok(DatabaseUrl {
        address: format!("sqlite:{escaped}").into(),
        shown: format!("sqlite:{path}"),
    })
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The address without its password and without its options, one of which may be a password.
fn redacted(mut url: Url) -> String {
    if url.password().is_some() && url.set_password(Some("***")).is_err() {
        return "postgres://...".to_owned();
    }
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<DatabaseUrl, &'static str> {
        DatabaseUrl::parse(text, Path::new("/srv/agon"))
    }

    #[test]
    fn a_relative_path_starts_at_the_folder_and_an_absolute_one_does_not() {
        for (text, shown) in [
            ("sqlite:data/agon.db", "sqlite:/srv/agon/data/agon.db"),
            ("sqlite://data/agon.db", "sqlite:/srv/agon/data/agon.db"),
            ("sqlite:/var/agon.db", "sqlite:/var/agon.db"),
            ("sqlite:///var/agon.db", "sqlite:/var/agon.db"),
        ] {
            let url = parse(text).unwrap();
            assert_eq!((url.to_string().as_str(), url.as_str()), (shown, shown));
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        for text in [
            "postgres://agon:hunter2@db.example/agon?sslmode=require",
            "postgresql://agon@db.example/agon?password=hunter2",
        ] {
            let url = parse(text).unwrap();
            let shown = format!("{url} {url:?}");
            assert!(!shown.contains("hunter2"), "{shown}");
            assert!(shown.contains("db.example/agon"), "{shown}");
            assert_eq!(url.as_str(), text);
        }
    }

    #[test]
    fn a_path_means_what_it_says_whatever_the_driver_makes_of_signs() {
        let url = DatabaseUrl::parse("sqlite:100%25.db", Path::new("/srv/what?")).unwrap();
        assert_eq!(url.to_string(), "sqlite:/srv/what?/100%25.db");
        assert_eq!(url.as_str(), "sqlite:/srv/what%3F/100%2525.db");
    }

    #[test]
    fn what_cannot_keep_votes_is_refused() {
        for text in [
            "mysql://db/agon",
            "data/agon.db",
            "sqlite:",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:agon.db?mode=memory",
            "postgres",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
