//! Where values come from: files, the environment, flags, the demo.

use super::*;

#[test]
fn environment_wins_over_the_file_and_flags_win_over_both() {
    let folder = site(&format!(
        "[server]\nlisten = \"127.0.0.1:1\"\n[limits]\nbattles = 1\nreads = 1\n{PLAIN}"
    ));
    let env = Env::new([
        ("AGON__SERVER__LISTEN", "127.0.0.1:2"),
        ("AGON__LIMITS__BATTLES", "2"),
        ("AGON__BATTLE__ABANDON_AFTER_S", "2.5"),
        (
            "AGON__SERVER__PUBLIC_URL",
            "\"https://Arena.example.org:443/\"",
        ),
        ("AGON__SERVER__TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
        ("AGON__SERVER__DATABASE", ""),
        ("AGON_LOG", "unrelated"),
    ]);
    let flags = Flags::from([("server.listen".to_owned(), "[::1]:3".to_owned())]);
    let config = Config::load_with(None, &env.in_folder(folder.path()), &flags).unwrap();
    assert_eq!(config.server.listen.to_string(), "[::1]:3");
    assert_eq!((config.limits.battles, config.limits.reads), (2, 1));
    assert_eq!(config.battle.abandon_after, Duration::from_millis(2500));
    assert_eq!(config.server.public_url, "https://arena.example.org");
    assert!(config.server.secure());
    let proxies: Vec<String> = config
        .server
        .trusted_proxies
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(proxies, ["10.0.0.0/8", "::1/128"]);
    assert!(config.server.database.to_string().ends_with("data/agon.db"));
}

#[test]
fn a_variable_that_sets_no_key_stops_the_start() {
    let folder = site(PLAIN);
    for (name, hint) in [
        (
            "AGON__SERVER__LISTN",
            "did you mean \"AGON__SERVER__LISTEN\"?",
        ),
        ("AGON__LISTEN", "AGON__SECTION__KEY"),
        ("AGON__ENDPOINT__ID", "server, limits, battle or board"),
    ] {
        let env = Env::new([(name, "sk-secret-2")]).in_folder(folder.path());
        let error = Config::load(None, &env).unwrap_err().to_string();
        has(&error, &["environment: ", name, "sets no key", hint]);
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn a_wrong_variable_or_flag_is_named() {
    let folder = site(PLAIN);
    let env = Env::new([("AGON__LIMITS__BATTLES", "lots")]).in_folder(folder.path());
    let flags = Flags::from([("server.listen".to_owned(), "8484".to_owned())]);
    let error = Config::load_with(None, &env, &flags)
        .unwrap_err()
        .to_string();
    has(
        &error,
        &["environment: AGON__LIMITS__BATTLES: must be a whole number from 1 to 1000000, not text"],
    );
    has(&error, &["--listen: must be"]);
}

#[test]
fn a_named_file_must_exist_and_without_any_there_is_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Config::load(Some(Path::new("other.toml")), &env(&folder)).unwrap_err();
    has(&missing.to_string(), &["other.toml: ", "agon init"]);
    let config = Config::load(None, &env(&folder)).unwrap();
    assert_eq!(config.source, Source::Demo);
    assert!(config.models.len() >= 2);
    assert!(config.arenas.iter().all(|arena| config.is_recorded(arena)));
    let endpoint = config.endpoints.values().next().unwrap();
    assert_eq!(endpoint.recording, Some(Recording::Demo));
    has(&config.summary(), &["built-in demo"]);
    // The demo keeps its votes where it was started.
    let database = config.server.database.to_string();
    assert_eq!(
        database,
        format!("sqlite:{}", folder.path().join("data/agon.db").display())
    );
}

#[test]
fn the_demo_can_be_asked_for_and_moved() {
    let folder = site(PLAIN);
    let flags = Flags::from([("server.listen".to_owned(), "127.0.0.1:0".to_owned())]);
    let mut config = Config::demo(&env(&folder), &flags).unwrap();
    assert_eq!(config.source, Source::Demo);
    config.server.bound_to("127.0.0.1:4711".parse().unwrap());
    assert_eq!(config.server.public_url, "http://127.0.0.1:4711");
}

#[test]
fn relative_paths_start_at_the_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("etc")).unwrap();
    fs::write(
        folder.path().join("etc/site.toml"),
        recorded("pace = \"instant\"\n"),
    )
    .unwrap();
    fs::write(folder.path().join("etc/answers.jsonl"), "").unwrap();
    let config = Config::load(Some(Path::new("etc/site.toml")), &env(&folder)).unwrap();
    let expected = folder.path().join("etc/answers.jsonl");
    let endpoint = config.endpoints.values().next().unwrap();
    assert_eq!(endpoint.recording, Some(Recording::File(expected)));
    assert_eq!(endpoint.pace, Pace::Instant);
    assert!(config.is_recorded(config.arena(&"text".parse().unwrap()).unwrap()));
    let database = config.server.database.to_string();
    assert_eq!(
        database,
        format!(
            "sqlite:{}",
            folder.path().join("etc/data/agon.db").display()
        )
    );
}
