//! `agon import models`: facts about models that only old votes name.

use crate::process::Process;
use crate::resting::{Resting, agon, import};
use crate::setup::Setup;

on_both!(
    facts_are_joined_by_id_alias_or_name_and_outlive_a_start,
    |backend| {
        let setup = Setup::recorded(&["ada", "bob"]);
        let rest = Resting::new(backend, &setup).await;
        let votes = "model_a,model_b,winner,judge,tstamp\nClaude 3 Opus,vicuna-33b,model_a,j,1700000000\nada,vicuna-33b,tie,j,1700000001\n";
        let votes = rest.file("votes.csv", votes);
        assert_eq!(import(&rest.config, &votes, &[]).await.0, 0);
        let scatter = rest.file(
        "scatterplot-data.json",
        r#"[{"name":"Claude 3 Opus","model_api_name":"claude-3-opus","input_token_price":"15","output_token_price":"75",
            "organization":"Anthropic","license":"Proprietary"},
            {"name":"Nobody","organization":"x"}, {"name":"Claude 3 Opus","input_token_price":"free"}]"#,
    );
        let table = rest.file(
        "models.csv",
        "model,organization,country,license,weights,parameters_b,released,aliases\nvicuna-33b,LMSYS,US,,open,33,2023-06-20,Vicuna;v33\nada,Other,,,,,,\n",
    );
        let scatter = scatter.to_str().unwrap();
        let (code, out, errors) =
            agon(&rest.config, &["import", "models", scatter, "--strict"]).await;
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(errors.contains("entry 3 price_input or input_token_price must be a number from 0 on; it is \"free\""), "{errors}");
        let (code, out, errors) = agon(&rest.config, &["import", "models", scatter]).await;
        assert_eq!(code, 0, "{errors}");
        assert!(errors.starts_with("skipped: entry 3 "), "{errors}");
        assert_eq!(
            out,
            "changed 1 models from 3 entries; 0 were so already\n1 changed: Claude-3-Opus\n1 nobody here goes by these names: Nobody\n"
        );
        let table = table.to_str().unwrap();
        let (_, out, _) = agon(&rest.config, &["import", "models", table, "--dry-run"]).await;
        assert!(
            out.starts_with("would change 1 models from 2 entries"),
            "{out}"
        );
        let (_, out, _) = agon(&rest.config, &["import", "models", table]).await;
        assert!(
            out.contains("1 described in agon.toml, so change them there: ada"),
            "{out}"
        );
        let (_, out, _) = agon(&rest.config, &["import", "models", table]).await;
        assert!(
            out.starts_with("changed 0 models from 2 entries; 1 were so already"),
            "{out}"
        );
        // A server that starts knows them; so do votes by a name that is an alias now.
        drop(Process::start(&rest.config).await);
        let known = rest.export("models").await;
        let of = |model: &str| known.iter().find(|row| row["model"] == model).unwrap();
        let vicuna = of("vicuna-33b");
        let cells = [
            "organization",
            "country",
            "weights",
            "parameters_b",
            "released",
            "aliases",
            "state",
        ];
        assert_eq!(
            cells.map(|cell| vicuna[cell].as_str()),
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
        let opus = of("Claude-3-Opus");
        let cells = ["name", "price_input", "price_output", "license"];
        assert_eq!(
            cells.map(|cell| opus[cell].as_str()),
            ["Claude 3 Opus", "15", "75", "Proprietary"]
        );
        assert_eq!(of("ada")["organization"], "");
        let votes = rest.file("more.csv", "model_a,model_b,winner\nv33,ada,model_b\n");
        let (_, out, _) = import(&rest.config, &votes, &[]).await;
        assert_eq!(
            out.trim(),
            "imported 1 of 1 votes into text; 0 were there already"
        );
    }
);
