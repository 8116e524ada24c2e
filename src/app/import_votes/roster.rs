//! Whom the names in a file mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Model, ModelId, ModelState, RevealedModel};

/// The longest id that is made of a name, in characters.
const MAX_ID_CHARS: usize = 100;

/// A model as votes name it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: ModelId,
    pub(super) card: RevealedModel,
}

/// Whom the names mean: the site's models by id, alias or name, and a retired model for every other name.
#[derive(Debug, Default)]
pub(in crate::app) struct Roster {
    known: BTreeMap<String, Known>,
    ids: BTreeSet<ModelId>,
    new: Vec<Model>,
}

impl Roster {
    /// Knows the models of a site. An id counts before an alias, an alias before what people read; of two models with one
    /// alias or name the first one counts.
    pub(in crate::app) fn new<'a>(models: impl Iterator<Item = &'a Model>) -> Self {
        let mut roster = Self::default();
        let models: Vec<&Model> = models.collect();
        let ids = models.iter().map(|model| (model.id.as_str(), *model));
        let aliases = models.iter().flat_map(|model| {
            let own = model.aliases.iter();
            own.map(|alias| (alias.as_str(), *model))
        });
        let names = models.iter().map(|model| (model.name.as_str(), *model));
        for (name, model) in ids.chain(aliases).chain(names) {
            roster.ids.insert(model.id.clone());
            let known = || Known {
                id: model.id.clone(),
                card: RevealedModel::from(model),
            };
            roster.known.entry(name.to_owned()).or_insert_with(known);
        }
        roster
    }

    /// The model that goes by a name.
    pub(in crate::app) fn known(&self, name: &str) -> Option<ModelId> {
        self.known.get(name).map(|known| known.id.clone())
    }

    /// Whom a name means. A name that nobody has becomes a retired model; `None` if no id can be made of it.
    pub(super) fn of(&mut self, name: &str) -> Option<Known> {
        if let Some(known) = self.known.get(name) {
            return Some(known.clone());
        }
        let id = self.free_id(name)?;
        let mut model = Model::unknown(id.clone(), ModelState::Retired);
        name.clone_into(&mut model.name);
        let known = Known {
            card: RevealedModel::from(&model),
            id: id.clone(),
        };
        self.ids.insert(id);
        self.known.insert(name.to_owned(), known.clone());
        self.new.push(model);
        Some(known)
    }

    /// The models that nobody knew before, in the order of their names in the file.
    pub(super) fn new_models(&self) -> &[Model] {
        &self.new
    }

    /// An id that looks like the name and that no model has; the same for the same name wherever it is free.
    fn free_id(&self, name: &str) -> Option<ModelId> {
        let plain = id_of(name);
        let hash = blake3::hash(name.as_bytes()).to_hex();
        let digits = hash.as_str();
        let longer = (6..=16).filter_map(|end| Some(format!("{plain}-{}", digits.get(..end)?)));
        std::iter::once(plain.clone())
            .chain(longer)
            .filter_map(|id| id.parse().ok())
            .find(|id| !self.ids.contains(id))
    }
}

/// The name in the characters of an id.
fn id_of(name: &str) -> String {
    let legal = |c: char| c.is_ascii_alphanumeric() || "._:@+-".contains(c);
    let mut id = String::new();
    for c in name.chars().take(MAX_ID_CHARS) {
        if legal(c) {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() {
        "model".to_owned()
    } else {
        id.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(id: &str, name: &str, aliases: &[&str]) -> Model {
        Model {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            ..Model::unknown(id.parse().unwrap(), ModelState::Active)
        }
    }

    fn id(roster: &mut Roster, name: &str) -> String {
        roster.of(name).unwrap().id.to_string()
    }

    #[test]
    fn a_name_means_an_id_then_an_alias_then_what_people_read() {
        let models = [
            model("one", "Two", &["x/one"]),
            model("two", "one", &["Two"]),
            model("three", "x/one", &[]),
        ];
        let mut roster = Roster::new(models.iter());
        for (name, wanted) in [
            ("one", "one"),
            ("two", "two"),
            ("Two", "two"),
            ("x/one", "one"),
        ] {
            assert_eq!(id(&mut roster, name), wanted, "{name}");
        }
        assert_eq!(roster.new_models(), []);
    }

    #[test]
    fn other_names_become_retired_models_with_ids_of_their_own() {
        let models = [model("Weaver-12k", "Weaver", &[])];
        let mut roster = Roster::new(models.iter());
        let plain = id(&mut roster, "Airoboros L2 70B");
        assert_eq!(plain, "Airoboros-L2-70B");
        let taken = id(&mut roster, "Weaver 12k");
        assert!(
            taken.starts_with("Weaver-12k-") && taken.len() == 17,
            "{taken}"
        );
        assert_eq!(id(&mut roster, "Weaver 12k"), taken);
        assert_ne!(id(&mut roster, "Weaver (12k)"), taken);
        assert_eq!(id(&mut roster, "\u{4f60}\u{597d}"), "model");
        assert!(id(&mut roster, "?").starts_with("model-"));
        assert!(id(&mut roster, &"z".repeat(500)).len() <= 120);
        let new = roster.new_models();
        assert!(new.iter().all(|model| model.state == ModelState::Retired));
        assert_eq!((new.len(), new[0].name.as_str()), (6, "Airoboros L2 70B"));
    }
}
