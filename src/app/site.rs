//! The configuration in force, with its endpoints made ready.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::battle::Contestant;
use crate::categories::{Judge, Rules};
use crate::config::{Config, ModelConfig};
use crate::domain::{Arena, ArenaId, EndpointId, JudgeRule, Model, ModelId, ModelState};
use crate::endpoint::{self, BuildError, Endpoint, Request};
use crate::store::ModelEvent;

/// What the operator decided, ready to use. Replaced as a whole when the configuration is read again.
#[derive(Clone)]
pub struct Site {
    /// The checked configuration.
    pub config: Config,
    /// Different for every configuration that was taken up, so that what was made with an old one is not taken for new.
    pub version: u64,
    /// What tags votes.
    pub rules: Arc<Rules>,
    endpoints: BTreeMap<EndpointId, Arc<dyn Endpoint>>,
    /// What the arenas of recorded answers can be asked.
    prompts: BTreeMap<ArenaId, Arc<[String]>>,
    /// What was last known of models that the configuration no longer has.
    past: BTreeMap<ModelId, Model>,
}

impl Site {
    /// Makes the endpoints ready; reads the files of recorded ones.
    ///
    /// # Errors
    /// [`BuildError`] says what the operator has to change.
    pub fn new(config: Config, version: u64) -> Result<Self, BuildError> {
        let made = config
            .endpoints
            .iter()
            .map(|(id, one)| Ok((id.clone(), endpoint::build(one)?)));
        let endpoints = made.collect::<Result<_, BuildError>>()?;
        let rules = Arc::new(Rules::new(&config.categories, config.judge.as_ref()));
        let mut site = Self {
            config,
            version,
            rules,
            endpoints,
            prompts: BTreeMap::new(),
            past: BTreeMap::new(),
        };
        let recorded = site
            .config
            .arenas
            .iter()
            .filter(|arena| site.config.is_recorded(arena));
        let prompts = recorded.map(|arena| (arena.id.clone(), site.find_prompts(arena)));
        site.prompts = prompts.collect();
        Ok(site)
    }

    /// An arena by its id.
    #[must_use]
    pub fn arena(&self, id: &str) -> Option<&Arena> {
        self.config
            .arenas
            .iter()
            .find(|arena| arena.id.as_str() == id)
    }

    /// Takes over from the model log what was known of models that the configuration does not have; whether that is news.
    pub fn remember(&mut self, log: Vec<ModelEvent>) -> bool {
        let cards = log.into_iter().map(|entry| entry.card);
        let gone = cards.filter(|card| !self.config.models.contains_key(&card.id));
        let retired = |card: Model| {
            (
                card.id.clone(),
                Model {
                    state: ModelState::Retired,
                    ..card
                },
            )
        };
        let past = gone.map(retired).collect();
        let is_news = self.past != past;
        self.past = past;
        is_news
    }

    /// All models: those of the configuration, and those that only the log knows.
    pub fn cards(&self) -> impl Iterator<Item = &Model> {
        let configured = self.config.models.values().map(|model| &model.card);
        configured.chain(self.past.values())
    }

    /// What is known of a model. One that the configuration no longer has counts as retired.
    #[must_use]
    pub fn card(&self, id: &ModelId) -> Model {
        if let Some(model) = self.config.models.get(id) {
            return model.card.clone();
        }
        let past = self.past.get(id).cloned();
        past.unwrap_or_else(|| Model::unknown(id.clone(), ModelState::Retired))
    }

    /// A model of an old turn, ready to be asked again; `None` if the configuration no longer has it.
    #[must_use]
    pub fn contestant(&self, id: &ModelId) -> Option<Contestant> {
        let model = self.config.models.get(id)?;
        let endpoint = Arc::clone(self.endpoints.get(&model.endpoint)?);
        Some(Contestant {
            model: id.clone(),
            endpoint,
            template: template(model),
        })
    }

    /// Where the judge model answers, if there is one.
    #[must_use]
    pub fn judge(&self) -> Option<(&Judge, &JudgeRule, Arc<dyn Endpoint>)> {
        let rule = self.config.judge.as_ref()?;
        let endpoint = self.endpoints.get(&rule.endpoint)?;
        Some((self.rules.judge()?, rule, Arc::clone(endpoint)))
    }

    /// The models of an arena that are drawn now and have an answer to this prompt.
    #[must_use]
    pub fn eligible(&self, arena: &Arena, prompt: &str) -> Vec<Contestant> {
        let active = self.active(arena);
        active
            .filter(|one| one.endpoint.can_answer(&one.template.upstream, prompt))
            .collect()
    }

    /// The models of an arena that are drawn now.
    pub fn answering<'a>(&'a self, arena: &'a Arena) -> impl Iterator<Item = &'a ModelId> + 'a {
        let is_active = |id: &&ModelId| {
            self.config
                .models
                .get(*id)
                .is_some_and(|m| m.card.state == ModelState::Active)
        };
        arena.models.iter().filter(is_active)
    }

    fn active<'a>(&'a self, arena: &'a Arena) -> impl Iterator<Item = Contestant> + 'a {
        self.answering(arena).filter_map(|id| self.contestant(id))
    }

    /// The prompts that an arena can be asked, if all its answers are recorded: those that at least two of its models
    /// answer, in the order of the files. `None` if anything may be asked.
    #[must_use]
    pub fn prompts(&self, arena: &Arena) -> Option<Arc<[String]>> {
        self.prompts.get(&arena.id).cloned()
    }

    fn find_prompts(&self, arena: &Arena) -> Arc<[String]> {
        let contestants: Vec<Contestant> = self.active(arena).collect();
        let models = arena
            .models
            .iter()
            .filter_map(|id| self.config.models.get(id));
        let mut places: Vec<&EndpointId> = Vec::new();
        for model in models {
            if !places.contains(&&model.endpoint) {
                places.push(&model.endpoint);
            }
        }
        let endpoints = places.into_iter().filter_map(|id| self.endpoints.get(id));
        let listed = endpoints
            .filter_map(|endpoint| endpoint.prompts())
            .flatten();
        let mut seen: HashSet<String> = HashSet::new();
        let is_asked = |prompt: &&String| {
            let answers = contestants
                .iter()
                .filter(|one| one.endpoint.can_answer(&one.template.upstream, prompt));
            answers.take(2).count() == 2 && seen.insert((*prompt).clone())
        };
        listed.filter(is_asked).cloned().collect()
    }
}

fn template(model: &ModelConfig) -> Request {
    Request {
        upstream: model.upstream.clone(),
        system: model.system_prompt.clone(),
        messages: Vec::new(),
        max_output_tokens: model.max_output_tokens,
        temperature: model.temperature,
    }
}
