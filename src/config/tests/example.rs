//! The example file states what is true.

use super::*;

#[test]
fn the_example_is_a_good_configuration_and_states_the_defaults() {
    let (example, plain) = (load(EXAMPLE).unwrap(), load(PLAIN).unwrap());
    assert_eq!(example.limits, plain.limits);
    assert_eq!(example.battle, plain.battle);
    assert_eq!(example.board, plain.board);
    assert_eq!(example.server.listen, plain.server.listen);
    assert_eq!(example.server.shutdown_grace, plain.server.shutdown_grace);
    let endpoint = |config: Config| config.endpoints.into_values().next().unwrap();
    let (example, plain) = (endpoint(example), endpoint(plain));
    assert_eq!(example.timeouts, plain.timeouts);
    assert_eq!(example.max_concurrent, plain.max_concurrent);
    assert_eq!(
        (example.max_answer_bytes, example.retries),
        (plain.max_answer_bytes, plain.retries)
    );
}

#[test]
fn the_example_documents_every_key_and_no_other() {
    let mut section = String::new();
    let mut shown = BTreeSet::new();
    for line in EXAMPLE.lines() {
        let line = line.strip_prefix("# ").unwrap_or(line);
        if line.starts_with('[') && line.ends_with(']') {
            section = line.trim_matches(['[', ']']).to_owned();
        } else if let Some((key, _)) = line.split_once(" = ")
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            shown.insert(format!("{section}.{key}"));
        }
    }
    let lists = [
        ("endpoint", keys::ENDPOINT),
        ("model", keys::MODEL),
        ("arena", keys::ARENA),
        ("category", keys::CATEGORY),
    ];
    let known: BTreeSet<String> = keys::SECTIONS
        .into_iter()
        .chain(lists)
        .flat_map(|(section, keys)| keys.iter().map(move |key| format!("{section}.{key}")))
        .collect();
    assert_eq!(shown, known);
}
