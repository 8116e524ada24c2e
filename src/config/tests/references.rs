//! Endpoints, models and arenas, as they name each other.

use super::*;

#[test]
fn a_recorded_endpoint_needs_its_file_and_a_live_one_has_none() {
    has(
        &problem(&recorded("")),
        &[
            "agon.toml:5: endpoint \"lab\".file: cannot read",
            "answers.jsonl",
        ],
    );
    let without = recorded("").replace("file = \"answers.jsonl\"\n", "");
    has(
        &problem(&without),
        &["endpoint \"lab\".file: is missing; write file ="],
    );
    has(
        &with_endpoint_line("file = \"a.jsonl\""),
        &["agon.toml:4: endpoint \"lab\".file: is for protocol = \"recorded\" only"],
    );
    has(
        &with_endpoint_line("pace = \"instant\""),
        &["endpoint \"lab\".pace: is for protocol"],
    );
    let calling = recorded("base_url = \"http://x/v1\"\n");
    assert!(
        problems(&calling)
            .iter()
            .any(|p| p.contains("base_url: has no use on a recorded endpoint"))
    );
}

#[test]
fn ids_are_legal_and_unique() {
    has(
        &changed("id = \"two\"", "id = \"one\""),
        &["agon.toml:12: model \"one\".id: stands already in line 7"],
    );
    has(
        &changed("id = \"two\"", "id = \"a/b\""),
        &["agon.toml:12: model \"a/b\".id: an id has only ASCII letters"],
    );
    has(
        &changed("id = \"two\"\n", ""),
        &["agon.toml:11: model #2.id: is missing; write a short and lasting name"],
    );
    let endpoint = "[[endpoint]]\nid = \"lab\"\nprotocol = \"gemini\"\nbase_url = \"https://x\"\n";
    has(
        &problem(&format!("{endpoint}{PLAIN}")),
        &["endpoint \"lab\".id: stands already in line 1"],
    );
    let arena = "[[arena]]\nid = \"text\"\nmodels = [\"one\", \"two\"]\n";
    has(
        &problem(&format!("{PLAIN}{arena}")),
        &["arena \"text\".id: stands already"],
    );
}

#[test]
fn an_alias_belongs_to_one_model() {
    has(
        &with_model_line("aliases = [\"two\"]"),
        &["model \"one\".aliases: \"two\" is the id of another model"],
    );
    let text = PLAIN
        .replace(
            "id = \"one\"",
            "id = \"one\"\naliases = [\"x/y\", \"one\", \"x/y\"]",
        )
        .replace("id = \"two\"", "id = \"two\"\naliases = [\"x/y\"]");
    has(
        &problem(&text),
        &["model \"two\".aliases: \"x/y\" is also an alias of model \"one\""],
    );
    let config = load(&text.replace("id = \"two\"\naliases = [\"x/y\"]", "id = \"two\"")).unwrap();
    assert_eq!(config.models.values().next().unwrap().card.aliases, ["x/y"]);
}

#[test]
fn an_arena_has_at_least_two_models_that_exist() {
    has(
        &changed("[\"*\"]", "[\"one\"]"),
        &[
            "agon.toml:17: arena \"text\".models: chooses 1 of the models; an arena needs at least two",
        ],
    );
    has(&changed("[\"*\"]", "[]"), &["chooses 0 of the models"]);
    has(
        &changed("[\"*\"]", "[\"*\", \"tow\"]"),
        &["no model has the id \"tow\"; did you mean \"two\"?"],
    );
    has(
        &changed("models = [\"*\"]", ""),
        &["arena \"text\".models: is missing; write models = [\"*\"]"],
    );
    let config = load(&PLAIN.replace("[\"*\"]", "[\"two\", \"t?o\", \"one\"]")).unwrap();
    let ids: Vec<&str> = config.arenas[0]
        .models
        .iter()
        .map(crate::domain::ModelId::as_str)
        .collect();
    assert_eq!(ids, ["one", "two"]);
}

#[test]
fn a_site_without_models_or_arenas_is_told_what_to_add() {
    let found = problems("");
    assert_eq!(found.len(), 2, "{found:#?}");
    has(
        &found[0],
        &["agon.toml: model: there is no [[model]]; add at least two"],
    );
    has(
        &found[1],
        &["agon.toml: arena: there is no [[arena]]; add one"],
    );
    let arena = "[[arena]]\nid = \"text\"\nmodels = [\"*\"]\n";
    has(&problem(arena), &["there is no [[model]]"]);
}
