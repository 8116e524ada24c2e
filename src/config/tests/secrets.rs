//! Keys and passwords: where they come from, and where they never show.

use super::*;

#[test]
fn a_key_comes_from_the_environment_or_a_file() {
    let with = |line: &str| PLAIN.replace("id = \"lab\"", &format!("id = \"lab\"\n{line}"));
    let folder = site(&with("api_key_env = \"LAB_KEY\""));
    let key = |config: &Config| {
        let endpoint = config.endpoints.values().next().unwrap();
        endpoint
            .api_key
            .as_ref()
            .unwrap()
            .expose_secret()
            .to_owned()
    };
    assert_eq!(
        key(&Config::load(None, &env(&folder)).unwrap()),
        "sk-secret-1"
    );
    fs::write(folder.path().join("key"), " sk-secret-4\n").unwrap();
    fs::write(
        folder.path().join("agon.toml"),
        with("api_key_file = \"key\""),
    )
    .unwrap();
    let config = Config::load(None, &env(&folder)).unwrap();
    assert_eq!(key(&config), "sk-secret-4");
    assert!(!format!("{config:?} {}", config.summary()).contains("secret-"));
}

#[test]
fn a_missing_key_is_named_and_a_pasted_one_is_not_repeated() {
    has(
        &with_endpoint_line("api_key_env = \"NO_KEY\""),
        &[
            "agon.toml:4: endpoint \"lab\".api_key_env: the environment variable NO_KEY is not set or empty; set it",
        ],
    );
    has(
        &with_endpoint_line("api_key_env = \"BLANK\""),
        &["BLANK is not set or empty"],
    );
    for line in ["api_key_env = \"sk-secret-5\"", "api_key = \"sk-secret-5\""] {
        let problem = with_endpoint_line(line);
        assert!(!problem.contains("secret-5"), "{problem}");
        has(&problem, &["endpoint \"lab\".api_key"]);
    }
    has(
        &with_endpoint_line("api_key_file = \"nowhere\""),
        &["api_key_file: cannot read", "nowhere"],
    );
    has(
        &with_endpoint_line("api_key_env = \"LAB_KEY\"\napi_key_file = \"x\""),
        &["api_key_file: stands beside api_key_env"],
    );
}

#[test]
fn the_environment_never_prints_its_values() {
    assert_eq!(format!("{:?}", Env::new([("A", "secret")])), "{\"A\"}");
}

#[test]
fn the_summary_is_one_line_without_passwords() {
    let server = "[server]\ndatabase = \"postgres://agon:hunter2@db/agon\"\n";
    let summary = load(&format!("{server}{PLAIN}")).unwrap().summary();
    assert_eq!(
        summary,
        "agon.toml: ok: 2 models on 1 endpoint in 1 arena; listening on 127.0.0.1:8484; public address http://127.0.0.1:8484; database postgres://agon:***@db/agon"
    );
}
