//! `agon import models`: facts about models that only old votes name.

use crate::process::Process;
use crate::resting::{Resting, agon, import};
use crate::setup::Setup;
use crate::site::Backend;

/// A site with votes on two models that agon.toml does not have.
async fn imported(backend: Backend) -> Resting {
    let rest = Resting::new(backend, &Setup::recorded(&["ada", "bob"])).await;
    let votes = "model_a,model_b,winner,judge,tstamp\n\
                 Claude 3 Opus,vicuna-33b,model_a,j,1700000000\nada,vicuna-33b,tie,j,1700000001\n";
    let votes = rest.file("votes.csv", votes);
    assert_eq!(import(&rest.config, &votes, &[]).await.0, 0);
    rest
}

async fn models(rest: &Resting, file: &str, more: &[&str]) -> (i32, String, String) {
    let file = rest.folder.path().join(file);
    let arguments = ["import", "models", file.to_str().unwrap()];
    agon(&rest.config, &[&arguments[..], more].concat()).await
}

/// The cells of a model's row in the models file.
async fn told<const N: usize>(rest: &Resting, model: &str, cells: [&str; N]) -> [String; N] {
    let known = rest.export("models").await;
    let row = known.iter().find(|row| row["model"] == model).unwrap();
    cells.map(|cell| row[cell].clone())
}

on_both!(
    entries_are_joined_by_name_and_bad_ones_are_named,
    |backend| {
        let rest = imported(backend).await;
        let file = "scatterplot-data.json";
        rest.file(
        file,
        r#"[{"name":"Claude 3 Opus","model_api_name":"claude-3-opus","input_token_price":"15",
            "output_token_price":"75","organization":"Anthropic","license":"Proprietary"},
            {"name":"Nobody","organization":"x"}, {"name":"Claude 3 Opus","input_token_price":"free"}]"#,
    );
        let (code, out, errors) = models(&rest, file, &["--strict"]).await;
        assert_eq!((code, out.as_str()), (1, ""));
        let why =
            "entry 3 price_input or input_token_price must be a number from 0 on; it is \"free\"";
        assert!(errors.contains(why), "{errors}");
        let (code, out, errors) = models(&rest, file, &[]).await;
        assert_eq!(
            (code, errors.trim()),
            (0, format!("skipped: {why}").as_str())
        );
        assert_eq!(
            out,
            "changed 1 models from 3 entries; 0 were so already\n\
         1 changed: Claude-3-Opus\n1 nobody here goes by these names: Nobody\n"
        );
        let cells = ["name", "price_input", "price_output", "license"];
        let opus = told(&rest, "Claude-3-Opus", cells).await;
        assert_eq!(opus, ["Claude 3 Opus", "15", "75", "Proprietary"]);
    }
);

on_both!(
    facts_outlive_a_start_and_agon_toml_has_the_last_word,
    |backend| {
        let rest = imported(backend).await;
        let file = "models.csv";
        rest.file(
            file,
            "model,organization,country,license,weights,parameters_b,released,aliases\n\
         vicuna-33b,LMSYS,US,,open,33,2023-06-20,Vicuna;v33\nada,Other,,,,,,\n",
        );
        let (_, out, _) = models(&rest, file, &["--dry-run"]).await;
        assert!(
            out.starts_with("would change 1 models from 2 entries"),
            "{out}"
        );
        let (_, out, _) = models(&rest, file, &[]).await;
        let wanted = "1 described in agon.toml, so change them there: ada";
        assert!(out.contains(wanted), "{out}");
        let (_, out, _) = models(&rest, file, &[]).await;
        let wanted = "changed 0 models from 2 entries; 1 were so already";
        assert!(out.starts_with(wanted), "{out}");
        drop(Process::start(&rest.config).await);
        let cells = [
            "organization",
            "country",
            "weights",
            "parameters_b",
            "released",
            "aliases",
            "state",
        ];
        let vicuna = told(&rest, "vicuna-33b", cells).await;
        assert_eq!(
            vicuna,
            [
                "LMSYS",
                "US",
                "open",
                "33",
                "2023-06-20",
                "Vicuna;v33",
                "retired"
            ]
        );
        assert_eq!(told(&rest, "ada", ["organization"]).await, [""]);
        // The new alias is known to imports.
        let votes = rest.file("more.csv", "model_a,model_b,winner\nv33,ada,model_b\n");
        let (_, out, _) = import(&rest.config, &votes, &[]).await;
        assert_eq!(
            out.trim(),
            "imported 1 of 1 votes into text; 0 were there already"
        );
    }
);
