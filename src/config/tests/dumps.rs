//! `[dumps]`: a folder or a bucket, and never half of both.

use super::*;

fn with(section: &str) -> String {
    format!("{PLAIN}\n[dumps]\n{section}\n")
}

const BUCKET: &str = "endpoint = \"http://127.0.0.1:9000/\"\nbucket = \"files\"\naccess_key_env = \"LAB_KEY\"\nsecret_key_env = \"LAB_KEY\"";

#[test]
fn dumps_go_nowhere_unless_it_says_where() {
    assert!(load(PLAIN).unwrap().dumps.is_none());
    let problem = problem(&with("hour = 4"));
    has(
        &problem,
        &["dumps.folder: is missing; name the folder, or endpoint and bucket"],
    );
}

#[test]
fn a_folder_starts_where_the_file_is() {
    let folder = site(&with("folder = \"days\"\nkinds = [\"battles\"]"));
    let dumps = Config::load(None, &env(&folder)).unwrap().dumps.unwrap();
    let DumpPlace::Folder(place) = &dumps.place else {
        panic!("{dumps:?}")
    };
    assert_eq!(*place, folder.path().join("days"));
    assert_eq!((dumps.hour, dumps.kinds), (3, vec![DumpKind::Battles]));
}

#[test]
fn a_bucket_has_an_address_and_keys_that_are_never_shown() {
    let config = load(&with(BUCKET)).unwrap();
    let shown = format!("{config:?}");
    assert!(!shown.contains("sk-secret"), "{shown}");
    let DumpPlace::Bucket(bucket) = config.dumps.unwrap().place else {
        panic!("{shown}")
    };
    assert_eq!(
        [
            &bucket.endpoint,
            &bucket.name,
            &bucket.prefix,
            &bucket.region
        ]
        .map(String::as_str),
        ["http://127.0.0.1:9000", "files", "", "us-east-1"]
    );
    assert_eq!(bucket.secret_key.expose_secret(), "sk-secret-1");
}

#[test]
fn what_is_wrong_with_dumps_is_named_with_the_fix() {
    let without = |line: &str| {
        let lines = BUCKET.lines().filter(|one| !one.starts_with(line));
        with(&lines.collect::<Vec<_>>().join("\n"))
    };
    for (text, said) in [
        (
            with("folder = \"x\"\nkinds = [\"vots\"]\nhour = 3").replace("hour = 3", ""),
            "\"vots\" is nothing that is kept by day",
        ),
        (
            with("folder = \"x\"\nhour = 24"),
            "dumps.hour: must be a whole number from 0 to 23",
        ),
        (
            with("folder = \"x\"\nregion = \"eu\""),
            "dumps.region: is for a bucket",
        ),
        (
            with(&format!("{BUCKET}\nfolder = \"x\"")),
            "dumps.folder: stands beside bucket",
        ),
        (
            without("endpoint"),
            "dumps.endpoint: is missing; write where the store is",
        ),
        (
            without("secret_key"),
            "dumps.secret_key_env: is missing; write the name of the environment variable",
        ),
        (
            with(&BUCKET.replace("\"files\"", "\"files/agon\"")),
            "dumps.bucket: must be the name alone",
        ),
        (
            with(&BUCKET.replace("http:", "ftp:")),
            "dumps.endpoint: must be an http or https address",
        ),
        (
            with(&BUCKET.replace("secret_key_env", "secret_key")),
            "secrets stay out of this file: use secret_key_env or secret_key_file",
        ),
    ] {
        let found = problems(&text);
        assert!(
            found.iter().any(|problem| problem.contains(said)),
            "{said}: {found:#?}"
        );
        assert!(!found.concat().contains("sk-secret"));
    }
}
