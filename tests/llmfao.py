#!/usr/bin/env python3
"""Makes an arena of recorded answers from the LLMFAO data set (CC BY 4.0; github.com/dustalov/llmfao).

    tests/llmfao.py DATA_FOLDER SITE_FOLDER
    agon --config SITE_FOLDER/agon.toml

Joins prompts.jsonl and results.jsonl into SITE_FOLDER/answers.jsonl and writes an agon.toml with every model that has an
answer. Answers that are empty stay in the file: a model does not compete on a prompt that it has no answer to.
"""
import json
import pathlib
import re
import sys


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def model_id(name):
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")


def toml(text):
    return json.dumps(text, ensure_ascii=False)


def main(data, site):
    site.mkdir(parents=True, exist_ok=True)
    prompts = {row["id"]: row["text"] for row in lines(data / "prompts.jsonl")}
    results = lines(data / "results.jsonl")
    organizations = {row["name"]: row.get("org") for row in lines(data / "models.jsonl")}
    names = sorted({row["name"] for row in results})
    with open(site / "answers.jsonl", "w", encoding="utf-8") as out:
        for row in results:
            answer = {"prompt": prompts[row["prompt"]], "model": model_id(row["name"]), "answer": row["result"] or ""}
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    config = ['[[endpoint]]\nid = "llmfao"\nprotocol = "recorded"\nfile = "answers.jsonl"\n']
    for name in names:
        maker = organizations.get(name)
        organization = f"organization = {toml(maker)}\n" if maker else ""
        alias = f"aliases = [{toml(name)}]\n" if model_id(name) != name else ""
        config.append(f"[[model]]\nid = {toml(model_id(name))}\nname = {toml(name)}\nendpoint = \"llmfao\"\n{organization}{alias}")
    config.append('[[arena]]\nid = "llmfao"\ntitle = "LLMFAO"\nmodels = ["*"]\n')
    (site / "agon.toml").write_text("\n".join(config), encoding="utf-8")
    empty = sum(not (row["result"] or "").strip() for row in results)
    print(f"{len(prompts)} prompts, {len(names)} models, {len(results)} answers of which {empty} are empty")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
