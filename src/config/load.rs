//! Finds the file, lays the layers over each other, and checks how the parts fit together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::endpoint::Surroundings;
use super::env::{Env, Flags};
use super::error::{ConfigErrors, Place, Problems};
use super::section::Section;
use super::similar::did_you_mean;
use super::tree::{self, Entry, Table, Value};
use super::types::{Config, Endpoint, ModelConfig, Source};
use super::{arena, category, dumps, endpoint, judge, keys, model, server};
use crate::domain::{Arena, ArenaId, CategoryId, CategoryRule, EndpointId, ModelId};

/// The file that is used when none is named.
const DEFAULT_FILE: &str = "agon.toml";
const DEMO: &str = include_str!("../../deploy/demo/agon.toml");

/// The text of a configuration and where it stands.
struct Document {
    source: Source,
    folder: PathBuf,
    text: String,
}

impl Config {
    /// Reads the named file, or else `agon.toml`, or else the demo, with the environment laid over it.
    ///
    /// # Errors
    /// Every problem that was found.
    pub fn load(path: Option<&Path>, env: &Env) -> Result<Self, ConfigErrors> {
        Self::load_with(path, env, &Flags::new())
    }

    /// [`load`](Self::load) with flags laid over everything else.
    ///
    /// # Errors
    /// Every problem that was found.
    pub fn load_with(path: Option<&Path>, env: &Env, flags: &Flags) -> Result<Self, ConfigErrors> {
        let document = match path {
            Some(path) => file(path, env, true)?,
            None => file(Path::new(DEFAULT_FILE), env, false)?,
        };
        build(document.unwrap_or_else(|| demo(env)), env, flags)
    }

    /// The demo, whatever files there are; `[server]` and the like can still be changed.
    ///
    /// # Errors
    /// What is wrong with the environment or the flags.
    pub fn demo(env: &Env, flags: &Flags) -> Result<Self, ConfigErrors> {
        build(demo(env), env, flags)
    }

    /// The arena of this id.
    #[must_use]
    pub fn arena(&self, id: &ArenaId) -> Option<&Arena> {
        self.arenas.iter().find(|arena| arena.id == *id)
    }

    /// The endpoint that answers for a model.
    #[must_use]
    pub fn endpoint_of(&self, model: &ModelId) -> Option<&Endpoint> {
        self.endpoints.get(&self.models.get(model)?.endpoint)
    }

    /// Whether every answer in an arena is recorded, so that only recorded prompts can be asked.
    #[must_use]
    pub fn is_recorded(&self, arena: &Arena) -> bool {
        let recorded = |id| self.endpoint_of(id).is_some_and(Endpoint::is_recorded);
        arena.models.iter().all(recorded)
    }
}

fn file(path: &Path, env: &Env, needed: bool) -> Result<Option<Document>, ConfigErrors> {
    let real = env.path(path);
    match fs::read_to_string(&real) {
        Ok(text) => Ok(Some(Document {
            folder: real.parent().map(Path::to_owned).unwrap_or_default(),
            source: Source::File(path.to_owned()),
            text,
        })),
        Err(error) if error.kind() == ErrorKind::NotFound && !needed => Ok(None),
        Err(error) => {
            let fix = "name a file that can be read, or write one with `agon init`";
            let name = path.display().to_string();
            Err(Problems::only(name, format_args!("{error}; {fix}")))
        }
    }
}

fn demo(env: &Env) -> Document {
    Document {
        source: Source::Demo,
        folder: env.path(Path::new("")),
        text: DEMO.to_owned(),
    }
}

fn build(document: Document, env: &Env, flags: &Flags) -> Result<Config, ConfigErrors> {
    let name = match &document.source {
        Source::File(path) => path.display().to_string(),
        Source::Demo => "built-in demo".to_owned(),
    };
    let mut root = tree::parse(&document.text, &name)?;
    let problems = Problems::new(name);
    tree::lay_environment(&mut root, env, &problems);
    tree::lay_flags(&mut root, flags, &problems);
    let around = Surroundings {
        env,
        folder: &document.folder,
        demo: document.source == Source::Demo,
    };
    let config = read(&root, around, document.source, &problems);
    problems.unless_any(config)
}

/// Reads everything. What is wrong is noted and replaced by something harmless, so that all problems are found.
fn read(root: &Table, around: Surroundings<'_>, source: Source, problems: &Problems) -> Config {
    refuse_unknown_sections(root, problems);
    let section = |name, keys| Section::of(root, name, keys, problems);
    let endpoints = identified(Section::list(root, "endpoint", keys::ENDPOINT, problems));
    let models = identified(Section::list(root, "model", keys::MODEL, problems));
    let arenas = identified(Section::list(root, "arena", keys::ARENA, problems));
    let categories = identified(Section::list(root, "category", keys::CATEGORY, problems));
    refuse_nothing(root, problems);
    model::check_aliases(&models);
    let rules = read_categories(&categories, &ids(&arenas));
    let asking: Vec<_> = categories
        .iter()
        .map(|(section, _)| section)
        .zip(&rules)
        .collect();
    let judge = judge::judge(&section("judge", keys::JUDGE), &ids(&endpoints), &asking);
    Config {
        source,
        server: server::server(&section("server", keys::SERVER), around.folder),
        limits: server::limits(&section("limits", keys::LIMITS)),
        battle: server::battle(&section("battle", keys::BATTLE)),
        board: server::board(&section("board", keys::BOARD)),
        history: server::history(&section("history", keys::HISTORY)),
        endpoints: read_endpoints(&endpoints, around),
        categories: rules,
        judge,
        dumps: dumps::dumps(&section("dumps", keys::DUMPS), around),
        arenas: read_arenas(&arenas, &ids(&models)),
        models: read_models(&models, &ids(&endpoints)),
    }
}

fn refuse_unknown_sections(root: &Table, problems: &Problems) {
    for (name, entry) in root {
        if !keys::ROOT.contains(&name.as_str()) {
            let hint = did_you_mean(name, keys::ROOT.iter().copied());
            problems.add(&entry.place, name, format_args!("unknown key{hint}"));
        }
    }
}

/// A site without models or arenas has nothing to do.
fn refuse_nothing(root: &Table, problems: &Problems) {
    let fixes = [
        (
            "model",
            "there is no [[model]]; add at least two, and the [[endpoint]] that answers for them",
        ),
        (
            "arena",
            "there is no [[arena]]; add one, such as id = \"text\" with models = [\"*\"]",
        ),
    ];
    for (name, fix) in fixes {
        let empty = |entry: &Entry| matches!(&entry.value, Value::List(items) if items.is_empty());
        if root.get(name).is_none_or(empty) {
            problems.add(&Place::File, name, fix);
        }
    }
}

/// The tables with their ids. A missing, illegal or repeated id is noted; a stand-in lets the reading go on.
fn identified<I>(sections: Vec<Section<'_>>) -> Vec<(Section<'_>, I)>
where
    I: FromStr<Err: Display> + Ord + Clone,
{
    let mut lines: BTreeMap<I, usize> = BTreeMap::new();
    let numbered = sections.into_iter().zip(1..);
    let identified = numbered.filter_map(|(section, number): (Section<'_>, u32)| {
        let id = id::<I>(&section).filter(|id| match lines.get(id) {
            Some(line) => {
                let what = format!("stands already in line {line}; every id must be unique");
                section.wrong("id", what);
                false
            }
            None => true,
        });
        let id = id.or_else(|| format!("-{number}").parse().ok())?;
        lines.insert(id.clone(), section.line());
        Some((section, id))
    });
    identified.collect()
}

fn id<I: FromStr<Err: Display>>(section: &Section<'_>) -> Option<I> {
    let text = section.needed(
        "id",
        "write a short and lasting name, such as id = \"text\"",
    )?;
    match text.parse() {
        Ok(id) => Some(id),
        Err(error) => {
            section.wrong("id", error);
            None
        }
    }
}

fn ids<I: Ord + Clone>(identified: &[(Section<'_>, I)]) -> BTreeSet<I> {
    identified.iter().map(|(_, id)| id.clone()).collect()
}

fn read_endpoints(
    endpoints: &[(Section<'_>, EndpointId)],
    around: Surroundings<'_>,
) -> BTreeMap<EndpointId, Endpoint> {
    let read = |(section, id): &(_, EndpointId)| {
        (id.clone(), endpoint::endpoint(section, id.clone(), around))
    };
    endpoints.iter().map(read).collect()
}

fn read_models(
    models: &[(Section<'_>, ModelId)],
    endpoints: &BTreeSet<EndpointId>,
) -> BTreeMap<ModelId, ModelConfig> {
    let read = |(section, id): &(_, ModelId)| {
        Some((id.clone(), model::model(section, id.clone(), endpoints)?))
    };
    models.iter().filter_map(read).collect()
}

fn read_arenas(arenas: &[(Section<'_>, ArenaId)], models: &BTreeSet<ModelId>) -> Vec<Arena> {
    let read = |(section, id): &(_, ArenaId)| arena::arena(section, id.clone(), models);
    arenas.iter().map(read).collect()
}

fn read_categories(
    categories: &[(Section<'_>, CategoryId)],
    arenas: &BTreeSet<ArenaId>,
) -> Vec<CategoryRule> {
    let read = |(section, id): &(_, CategoryId)| category::category(section, id.clone(), arenas);
    categories.iter().map(read).collect()
}
