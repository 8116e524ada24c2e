//! Wrong configurations are named; keys and prompts are not.

use super::*;

#[test]
fn a_wrong_configuration_is_named() {
    let error = |change: fn(&mut config::Endpoint)| {
        let mut config = config("http://127.0.0.1:1/v1");
        change(&mut config);
        build(&config).err()
    };
    let id = || "lab".parse().unwrap();
    assert_eq!(error(|_| ()), None);
    assert_eq!(
        error(|config| config.base_url = None),
        Some(BuildError::NoBaseUrl(id()))
    );
    for base in ["", "no address", "ftp://x", "/v1"] {
        assert_eq!(
            build(&config(base)).err(),
            Some(BuildError::BaseUrl(id())),
            "{base}"
        );
    }
    assert_eq!(
        error(|config| config.api_key = Some("sk-canary\n".into())),
        Some(BuildError::Key(id()))
    );
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_the_key_nor_the_prompt_reaches_a_log_or_a_message() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone());
    let guard = tracing::subscriber::set_default(subscriber.finish());
    let refused = response(
        "401 Unauthorized",
        "",
        b"{\"error\": \"no key sk-canary-7f3a; you asked: my prompt\"}",
    );
    let (deltas, _) = outcome(vec![vec![Act::Write(refused)]], |_| ()).await;
    let mut said = vec![format!("{deltas:?}")];
    for base in [
        "http://127.0.0.1:1/?key=sk-canary-7f3a",
        "http://sk-canary-7f3a:x@127.0.0.1:1",
        "sk-canary-7f3a",
    ] {
        let mut config = config(base);
        config.retries = 0;
        match build(&config) {
            Ok(endpoint) => said.extend([
                format!("{:?}", all(&endpoint).await),
                format!("{config:?}").replace(base, ""),
            ]),
            Err(error) => said.extend([error.to_string(), format!("{error:?}")]),
        }
    }
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("no key [..]; you asked: [..]"), "{log}");
    for secret in ["canary", "my prompt"] {
        assert!(
            !log.contains(secret) && !said.concat().contains(secret),
            "{secret} in {said:?}\n{log}"
        );
    }
}
