//! What models are called: their numbers, and the order in which a fit takes them.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::cell::SelfPlay;
use super::counts::ModelIndex;

/// The names of models, numbered in order of first mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    names: Vec<String>,
    indices: HashMap<String, u32>,
}

impl Names {
    /// The number of a model; a new one if it has none.
    pub(crate) fn index(&mut self, model: &str) -> ModelIndex {
        if let Some(known) = self.known(model) {
            return known;
        }
        let index = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        assert!(index < u32::MAX, "more models than can be numbered");
        self.names.push(model.to_owned());
        self.indices.insert(model.to_owned(), index);
        ModelIndex::new(index)
    }

    pub(crate) fn known(&self, model: &str) -> Option<ModelIndex> {
        self.indices.get(model).copied().map(ModelIndex::new)
    }

    pub(crate) fn get(&self, number: u32) -> Option<&str> {
        Some(self.names.get(number as usize)?.as_str())
    }

    /// All names, by number.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(crate) fn self_play(&self, model: ModelIndex) -> SelfPlay {
        SelfPlay {
            model: self.get(model.number()).unwrap_or_default().to_owned(),
        }
    }
}

/// The order of models in a fit. Sums of floating-point numbers depend on it in their last bits, so it is that of the
/// ids: a name that is no id counts as the one that a site would make of it, and the votes of a file give the
/// same figures under their own names as they do in a site that took them in.
#[must_use]
pub fn by_id(one: &str, other: &str) -> Ordering {
    let as_ids = || as_id(one).cmp(as_id(other));
    let differ = one.bytes().zip(other.bytes()).find(|(a, b)| a != b);
    match differ {
        // What comes before is the same, so these two decide.
        Some((a, b)) if is_legal(a) && is_legal(b) => a.cmp(&b),
        _ => as_ids().then_with(|| one.cmp(other)),
    }
}

/// Each name once, in the order of a fit.
pub(crate) fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable_by(|one, other| by_id(one, other));
    names.dedup();
    names
}

/// Where a model stands among names in the order of a fit.
pub(crate) fn place<S: AsRef<str>>(names: &[S], model: &str) -> Option<usize> {
    let found = names.binary_search_by(|name| by_id(name.as_ref(), model));
    found.ok()
}

/// The bytes of the id that would be made of a name: each run of other characters is a `-`, none at the ends.
fn as_id(name: &str) -> impl Iterator<Item = u8> {
    let illegal = |c: char| u8::try_from(c).map_or(true, |byte| !is_legal(byte));
    let mut last = b'-';
    name.trim_matches(illegal).chars().filter_map(move |c| {
        let byte = u8::try_from(c).ok().filter(|&byte| is_legal(byte));
        let is_dash_after_dash = byte.is_none() && last == b'-';
        last = byte.unwrap_or(b'-');
        (!is_dash_after_dash).then_some(last)
    })
}

/// Whether a byte may stand in an id of a model.
fn is_legal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._:@+-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_stand_as_the_ids_that_would_be_made_of_them() {
        let names = ["Foo-2", "Foo 13", "foo", "Foo (1)", "Foo+1", "Foo"];
        let ordered = ["Foo", "Foo+1", "Foo (1)", "Foo 13", "Foo-2", "foo"];
        assert_eq!(sorted(names), ordered);
        assert_eq!(
            sorted(["a  b", "a-b", "a b", "a  b"]),
            ["a  b", "a b", "a-b"]
        );
    }

    #[test]
    fn a_model_is_found_where_it_stands_and_no_other_is() {
        let names = sorted(["b c", "b-c", "B", "\u{e9}"]);
        for (at, name) in names.iter().enumerate() {
            assert_eq!(place(&names, name), Some(at), "{name}");
        }
        assert_eq!(place(&names, "b"), None);
    }

    proptest! {
        #[test]
        fn ids_stand_as_text_does(one in "[a-c._:@+-]{0,6}", other in "[a-c._:@+-]{0,6}") {
            prop_assert_eq!(by_id(&one, &other), one.cmp(&other));
        }

        #[test]
        fn it_is_an_order(mut names in proptest::collection::vec("[ab \u{e9}()-]{0,5}", 3)) {
            names.sort_by(|one, other| by_id(one, other));
            for (low, one) in names.iter().enumerate() {
                for other in &names[low..] {
                    prop_assert_eq!(by_id(one, other) == Ordering::Equal, one == other);
                    prop_assert_ne!(by_id(one, other), Ordering::Greater);
                    prop_assert_eq!(by_id(one, other), by_id(other, one).reverse());
                }
            }
        }
    }
}
