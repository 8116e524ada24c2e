//! A new file, from fake servers to a configuration that loads.

use std::fs;

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::config::{Config, Protocol};

/// A server that gives this list to everybody.
async fn server(body: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/v1", listener.local_addr().unwrap());
    let length = body.len();
    let answer =
        format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 8192]).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    base
}

/// An address where nobody listens.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}/v1", listener.local_addr().unwrap())
}

fn place(id: &'static str, base_url: String, keys: &'static [&'static str]) -> Place {
    Place {
        id,
        title: id,
        protocol: Protocol::OpenAi,
        base_url,
        keys,
    }
}

/// Runs in a folder of its own: the result, what was said, and the folder.
async fn init(places: Vec<Place>, env: Env) -> (usize, String, TempDir, Env) {
    let folder = tempfile::tempdir().unwrap();
    let env = env.in_folder(folder.path());
    let options = InitOptions {
        path: "agon.toml".into(),
        force: false,
        places,
    };
    let mut said = Vec::new();
    let models = run(options, &env, &mut said).await.unwrap();
    (models, String::from_utf8(said).unwrap(), folder, env)
}

#[tokio::test]
async fn the_file_loads_when_two_models_were_found() {
    let many: Vec<String> = (0..60).map(|n| format!(r#"{{"id":"m{n}"}}"#)).collect();
    let many = format!(r#"{{"data":[{}]}}"#, many.join(","));
    let few = r#"{"data":[{"id":"Qwen/Qwen3-8B"},{"id":"text-embedding"},{"id":"quote\"d \\ name"},{"id":"m0"}]}"#;
    let places = vec![
        place("few", server(few).await, &[]),
        place("many", server(&many).await, &["NONE", "MANY_KEY"]),
        place("absent", nobody().await, &[]),
        place("locked", nobody().await, &["NO_SUCH_KEY"]),
    ];
    let env = Env::new([("MANY_KEY", "sk-secret")]);
    let (models, said, folder, env) = init(places, env).await;
    assert_eq!(models, 3 + 8);
    let text = fs::read_to_string(folder.path().join("agon.toml")).unwrap();
    let config = Config::load(None, &env).unwrap();
    assert_eq!(
        (
            config.models.len(),
            config.endpoints.len(),
            config.arenas.len()
        ),
        (11, 2, 1)
    );
    let upstream = |id: &str| config.models[&id.parse().unwrap()].upstream.clone();
    assert_eq!(upstream("Qwen-Qwen3-8B"), "Qwen/Qwen3-8B");
    assert_eq!(upstream("quote-d---name"), "quote\"d \\ name");
    assert_eq!(upstream("m0-many"), "m0");
    assert!(
        text.contains("# absent: nothing answers there.\n#[[endpoint]]\n"),
        "{text}"
    );
    assert!(
        text.contains("api_key_env = \"MANY_KEY\"") && text.contains("and 12 others"),
        "{text}"
    );
    assert!(text.contains("organization = \"Alibaba\""), "{text}");
    assert!(
        !text.contains("locked") && !text.contains("secret"),
        "{text}"
    );
    assert!(
        said.contains("Wrote agon.toml with 11 models on 2 endpoints."),
        "{said}"
    );
    assert!(!said.contains("secret"), "{said}");
}

#[tokio::test]
async fn a_skeleton_says_what_to_fill_in_and_is_refused_until_then() {
    let (models, said, folder, env) =
        init(vec![place("absent", nobody().await, &[])], Env::default()).await;
    assert_eq!(models, 0);
    assert!(
        said.contains("An arena needs at least two models: fill in [[endpoint]]"),
        "{said}"
    );
    let errors = Config::load(None, &env).unwrap_err().to_string();
    assert!(
        errors.contains("there is no [[model]]; add at least two"),
        "{errors}"
    );
    // Following the file's own advice makes it load.
    let path = folder.path().join("agon.toml");
    let text = fs::read_to_string(&path).unwrap();
    let (_, example) = text.split_once("No endpoint with").unwrap();
    let (_, example) = example.split_once("\n\n").unwrap();
    let filled: Vec<&str> = example
        .lines()
        .map(|line| {
            line.strip_prefix('#')
                .filter(|rest| !rest.starts_with(' '))
                .unwrap_or(line)
        })
        .filter(|line| !line.starts_with("api_key_env"))
        .collect();
    let more = "[[model]]\nid = \"other\"\nendpoint = \"lab\"\n";
    fs::write(&path, format!("{more}{}", filled.join("\n"))).unwrap();
    let config = Config::load(None, &env).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(config.models.len(), 2);
}

#[tokio::test]
async fn one_model_is_not_enough_but_is_kept() {
    let base = server(r#"{"data":[{"id":"only"}]}"#).await;
    let (models, _, folder, env) = init(vec![place("few", base, &[])], Env::default()).await;
    assert_eq!(models, 1);
    let errors = Config::load(None, &env).unwrap_err().to_string();
    assert!(
        errors.contains("chooses 1 of the models; an arena needs at least two"),
        "{errors}"
    );
    let text = fs::read_to_string(folder.path().join("agon.toml")).unwrap();
    assert!(text.contains("\nupstream = \"only\"\n") && text.contains("#id = \"my-model\""));
}

#[tokio::test]
async fn a_file_is_overwritten_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let env = Env::default().in_folder(folder.path());
    let path = folder.path().join("agon.toml");
    fs::write(&path, "precious").unwrap();
    let mut options = InitOptions {
        path: "agon.toml".into(),
        force: false,
        places: Vec::new(),
    };
    let refused = run(options.clone(), &env, &mut Vec::new())
        .await
        .unwrap_err();
    assert!(matches!(refused, InitError::Exists(_)));
    assert!(refused.to_string().contains("--force"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    options.force = true;
    run(options, &env, &mut Vec::new()).await.unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("[[arena]]"));
}

#[test]
fn the_usual_places_have_legal_and_different_ids() {
    let places = Place::known();
    let ids: std::collections::BTreeSet<&str> = places.iter().map(|place| place.id).collect();
    assert_eq!(ids.len(), places.len());
    assert!(
        places
            .iter()
            .all(|place| place.id.parse::<crate::domain::EndpointId>().is_ok())
    );
    let local = places.iter().filter(|place| place.keys.is_empty());
    assert!(
        local
            .clone()
            .all(|place| place.base_url.starts_with("http://127.0.0.1:"))
    );
    assert_eq!(local.count(), 4);
}

#[test]
fn a_server_here_is_asked_without_any_certificates() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    assert!(client(true).is_ok());
}
