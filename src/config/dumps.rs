//! Reads `[dumps]`: files of every day, into a folder or a bucket.

use secrecy::SecretString;

use super::endpoint::{Surroundings, address};
use super::secret::{Names, secret};
use super::section::Section;
use super::similar::did_you_mean;
use super::types::{Bucket, DumpKind, DumpPlace, Dumps};

/// The hour of a site that says none: the day has ended everywhere that matters, and few people vote.
const HOUR: u8 = 3;
/// What stores of one region call it.
const REGION: &str = "us-east-1";
/// The keys that only a bucket has.
const OF_BUCKET: [&str; 7] = [
    "endpoint",
    "prefix",
    "region",
    ACCESS_KEY.variable,
    ACCESS_KEY.file,
    SECRET_KEY.variable,
    SECRET_KEY.file,
];

const ACCESS_KEY: Names = Names {
    variable: "access_key_env",
    file: "access_key_file",
    unless: "",
};

const SECRET_KEY: Names = Names {
    variable: "secret_key_env",
    file: "secret_key_file",
    unless: "",
};

/// Reads where dumps go and when; none if there is no such table.
pub(super) fn dumps(section: &Section<'_>, around: Surroundings<'_>) -> Option<Dumps> {
    if !section.is_there() {
        return None;
    }
    let (hour, kinds) = (section.whole("hour", 0..=23), kinds(section));
    Some(Dumps {
        place: place(section, around)?,
        hour: hour.unwrap_or(HOUR),
        kinds,
    })
}

fn kinds(section: &Section<'_>) -> Vec<DumpKind> {
    let Some(words) = section.texts("kinds") else {
        return DumpKind::ALL.to_vec();
    };
    let mut kinds = Vec::new();
    for word in words {
        let found = DumpKind::ALL.into_iter().find(|kind| kind.as_str() == word);
        let all = DumpKind::ALL.map(DumpKind::as_str);
        match found {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {}
            None => {
                let hint = did_you_mean(word, all);
                let all = all.join(", ");
                section.wrong(
                    "kinds",
                    format_args!("{word:?} is nothing that is kept by day; there is: {all}{hint}"),
                );
            }
        }
    }
    if kinds.is_empty() {
        section.wrong("kinds", "must name votes, battles or both");
    }
    kinds
}

fn place(section: &Section<'_>, around: Surroundings<'_>) -> Option<DumpPlace> {
    if !section.has("bucket") {
        for key in OF_BUCKET.iter().filter(|key| section.has(key)) {
            section.wrong(key, "is for a bucket; name one, or remove the line");
        }
        let fix = "name the folder, or endpoint and bucket of an S3-compatible store";
        let folder = section.needed("folder", fix)?;
        return Some(DumpPlace::Folder(around.folder.join(folder)));
    }
    if section.has("folder") {
        section.wrong("folder", "stands beside bucket; remove one of them");
        return None;
    }
    let example = "such as \"https://s3.eu-central-1.amazonaws.com\"";
    section.need(
        "endpoint",
        format_args!("write where the store is, {example}"),
    );
    let [access_key, secret_key] =
        [&ACCESS_KEY, &SECRET_KEY].map(|names| key(section, names, around));
    let (endpoint, name) = (
        address(section, "endpoint", (example, &SECRET_KEY)),
        name(section),
    );
    Some(DumpPlace::Bucket(Bucket {
        endpoint: endpoint?,
        name: name?,
        prefix: section
            .text("prefix")
            .unwrap_or_default()
            .trim_matches('/')
            .to_owned(),
        region: section.text("region").unwrap_or(REGION).to_owned(),
        access_key: access_key?,
        secret_key: secret_key?,
    }))
}

/// A bucket's name is part of an address.
fn name(section: &Section<'_>) -> Option<String> {
    let name = section.text("bucket")?;
    let is_usual = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    if !name.chars().all(is_usual) {
        let must = "must be the name alone: letters, digits, dots and hyphens; what comes behind it is the prefix";
        section.wrong("bucket", must);
        return None;
    }
    Some(name.to_owned())
}

fn key(section: &Section<'_>, names: &Names, around: Surroundings<'_>) -> Option<SecretString> {
    if !section.has(names.file) {
        let fix = "write the name of the environment variable that holds the key";
        section.need(names.variable, fix);
    }
    let (key, secret) = secret(section, names, around)?;
    if secret.chars().any(|c| !c.is_ascii_graphic()) {
        section.wrong(key, "leads to something with characters that no key has");
        return None;
    }
    Some(secret.into())
}
