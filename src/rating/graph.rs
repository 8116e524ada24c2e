//! The comparison graph: who met whom and who scored against whom. Knows nothing of ratings.
//!
//! A finite Bradley-Terry maximum exists if and only if every model can be reached from every other along
//! "scored against" arcs (Ford 1957; Hunter 2004, assumption 1). So the graph is cut twice: into weak
//! components (models that met at all) and into strong ones (Tarjan 1972), with loops instead of recursion.

#![expect(
    clippy::indexing_slicing,
    reason = "every position is below the number of models, the length of every vector here"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::cell::PairCell;
use super::counts::PairCounts;
use super::options::{FitOptions, Ties};

/// The votes of two models, given by their positions in the board's list of models; first < second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) cell: PairCell,
}

/// Some models and the pairs that met among them.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Positions in the board's list of models, ascending.
    pub(super) members: Vec<usize>,
    /// Pairs of members, sorted by first and then second position.
    pub(super) pairs: Vec<Pair>,
    /// All votes of `pairs`.
    pub(super) votes: u64,
}

impl Group {
    /// All models of a board. `models` is sorted and holds every model of `counts`.
    pub(super) fn whole(counts: &PairCounts, models: &[&str]) -> Self {
        Self::of_pairs(models.len(), counts.pairs_among(models))
    }

    /// So many models and the votes of those pairs that met, sorted by first and then second position.
    pub(super) fn of_pairs(models: usize, pairs: Vec<Pair>) -> Self {
        let votes = pairs.iter().map(|pair| pair.cell.votes());
        Self {
            members: (0..models).collect(),
            votes: votes.fold(0, u64::saturating_add),
            pairs,
        }
    }

    /// For each position in the board's list of models its position among the members; meaningless for others.
    pub(super) fn local_positions(&self) -> Vec<usize> {
        let mut local = vec![0; self.members.last().map_or(0, |last| last + 1)];
        for (position, &member) in self.members.iter().enumerate() {
            local[member] = position;
        }
        local
    }

    /// What ratings use: if ties are dropped, no tie or `both_bad`, nor pairs that have nothing else. Models that only tied are
    /// not linked then.
    pub(super) fn used(self, options: &FitOptions) -> Self {
        if options.ties != Ties::Drop {
            return self;
        }
        let mut group = Self {
            members: self.members,
            ..Self::default()
        };
        for mut pair in self.pairs {
            (pair.cell.ties, pair.cell.both_bad) = (0, 0);
            if pair.cell.votes() > 0 {
                group.push(pair);
            }
        }
        group
    }

    /// Cuts along `labels` (one per model of the board): one group per label, without the pairs in between.
    /// Most votes first, then most models, then the smallest model.
    pub(super) fn split(&self, labels: &[usize]) -> Vec<Cow<'_, Self>> {
        let first = self.members.first().map(|&member| labels[member]);
        if self
            .members
            .iter()
            .all(|&member| Some(labels[member]) == first)
        {
            return first.map(|_| Cow::Borrowed(self)).into_iter().collect();
        }
        let mut groups: BTreeMap<usize, Self> = BTreeMap::new();
        for &member in &self.members {
            groups
                .entry(labels[member])
                .or_default()
                .members
                .push(member);
        }
        for pair in self
            .pairs
            .iter()
            .filter(|pair| labels[pair.first] == labels[pair.second])
        {
            groups.entry(labels[pair.first]).or_default().push(*pair);
        }
        let mut groups: Vec<Self> = groups.into_values().collect();
        groups.sort_by(|a, b| {
            (b.votes, b.members.len())
                .cmp(&(a.votes, a.members.len()))
                .then_with(|| a.members.cmp(&b.members))
        });
        groups.into_iter().map(Cow::Owned).collect()
    }

    fn push(&mut self, pair: Pair) {
        self.votes = self.votes.saturating_add(pair.cell.votes());
        self.pairs.push(pair);
    }
}

/// Arcs of the directed graph: `from` scored (won or tied) against `to`.
#[derive(Debug)]
pub(super) struct Arcs {
    /// Where the arcs of each model end; they begin where those of the model before end.
    ends: Vec<usize>,
    heads: Vec<usize>,
}

impl Arcs {
    /// From each model to the models that it scored against.
    pub(super) fn scored(models: usize, pairs: &[Pair]) -> Self {
        let arcs = |pair: &Pair| {
            let halves = pair.cell.halves() > 0;
            let there = (pair.cell.first_wins > 0 || halves).then_some((pair.first, pair.second));
            let back = (pair.cell.second_wins > 0 || halves).then_some((pair.second, pair.first));
            [there, back].into_iter().flatten()
        };
        Self::new(models, || pairs.iter().flat_map(arcs))
    }

    /// Of arcs that can be walked through twice; those of a model keep their order.
    fn new<I: Iterator<Item = (usize, usize)>>(models: usize, arcs: impl Fn() -> I) -> Self {
        let mut ends = vec![0; models + 1];
        for (from, _) in arcs() {
            ends[from + 1] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        // Each is where the model's arcs begin until they are filled in, and then where they end.
        let mut heads = vec![0; total];
        for (from, to) in arcs() {
            heads[ends[from]] = to;
            ends[from] += 1;
        }
        ends.truncate(models);
        Self { ends, heads }
    }

    fn models(&self) -> usize {
        self.ends.len()
    }

    /// The heads of a model's arcs.
    fn of(&self, model: usize) -> &[usize] {
        let start = if model == 0 { 0 } else { self.ends[model - 1] };
        &self.heads[start..self.ends[model]]
    }

    /// The same arcs backwards: from each model to the models that scored against it.
    pub(super) fn reversed(&self) -> Self {
        let back = |from: usize| self.of(from).iter().map(move |&to| (to, from));
        Self::new(self.models(), || (0..self.models()).flat_map(back))
    }

    /// Whether an arc leaves `model`.
    pub(super) fn leaves(&self, model: usize) -> bool {
        !self.of(model).is_empty()
    }

    /// `starts` and all models that can be reached from them.
    pub(super) fn reach(&self, starts: &[usize]) -> BTreeSet<usize> {
        let mut reached = BTreeSet::new();
        let mut open = starts.to_vec();
        while let Some(model) = open.pop() {
            if reached.insert(model) {
                open.extend(self.of(model).iter().filter(|next| !reached.contains(next)));
            }
        }
        reached
    }

    /// A label per model, equal for models that can reach each other.
    pub(super) fn strong_labels(&self) -> Vec<usize> {
        let mut search = Tarjan::new(self);
        for root in 0..self.models() {
            search.visit(root);
        }
        search.labels
    }
}

/// A label per model, equal for models that are linked by votes, whoever won.
pub(super) fn weak_labels(models: usize, pairs: &[Pair]) -> Vec<usize> {
    linked_labels(models, pairs.iter())
}

/// A label per model, equal only for models that can reach each other along arcs in both directions. Cheap, and nearly always
/// one label for all models of a board with many votes, which makes a closer look needless.
pub(super) fn mutual_labels(models: usize, pairs: &[Pair]) -> Vec<usize> {
    let is_mutual = |pair: &&Pair| {
        let cell = &pair.cell;
        cell.halves() > 0 || (cell.first_wins > 0 && cell.second_wins > 0)
    };
    linked_labels(models, pairs.iter().filter(is_mutual))
}

fn linked_labels<'a>(models: usize, pairs: impl Iterator<Item = &'a Pair>) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..models).collect();
    let mut trees = models;
    for pair in pairs {
        let (a, b) = (
            root(&mut parent, pair.first),
            root(&mut parent, pair.second),
        );
        parent[a.max(b)] = a.min(b);
        trees -= usize::from(a != b);
        if trees == 1 {
            break;
        }
    }
    (0..models).map(|model| root(&mut parent, model)).collect()
}

/// The smallest model of the tree that `model` hangs in; halves the path on the way.
fn root(parent: &mut [usize], mut model: usize) -> usize {
    while parent[model] != model {
        parent[model] = parent[parent[model]];
        model = parent[model];
    }
    model
}

const UNSEEN: usize = usize::MAX;

/// Tarjan's depth-first search; `trail` stands for the call stack of the recursive form.
struct Tarjan<'a> {
    arcs: &'a Arcs,
    /// Order of discovery, or `UNSEEN`.
    order: Vec<usize>,
    /// The earliest model still open that is known to be reachable.
    low: Vec<usize>,
    /// The component's number once it is closed, or `UNSEEN`.
    labels: Vec<usize>,
    /// Discovered models whose component is not closed.
    open: Vec<usize>,
    /// The path from the root: model and number of its arcs already followed.
    trail: Vec<(usize, usize)>,
    discovered: usize,
}

impl<'a> Tarjan<'a> {
    fn new(arcs: &'a Arcs) -> Self {
        let fresh = vec![UNSEEN; arcs.models()];
        Self {
            arcs,
            order: fresh.clone(),
            low: fresh.clone(),
            labels: fresh,
            open: Vec::new(),
            trail: Vec::new(),
            discovered: 0,
        }
    }

    fn visit(&mut self, root: usize) {
        if self.order[root] == UNSEEN {
            self.enter(root);
        }
        while let Some((model, followed)) = self.trail.pop() {
            if let Some(&next) = self.arcs.of(model).get(followed) {
                self.trail.push((model, followed + 1));
                self.follow(model, next);
            } else {
                self.leave(model);
            }
        }
    }

    fn enter(&mut self, model: usize) {
        self.order[model] = self.discovered;
        self.low[model] = self.discovered;
        self.discovered += 1;
        self.open.push(model);
        self.trail.push((model, 0));
    }

    fn follow(&mut self, model: usize, next: usize) {
        if self.order[next] == UNSEEN {
            self.enter(next);
        } else if self.labels[next] == UNSEEN {
            self.low[model] = self.low[model].min(self.order[next]);
        }
    }

    fn leave(&mut self, model: usize) {
        if let Some(&(parent, _)) = self.trail.last() {
            self.low[parent] = self.low[parent].min(self.low[model]);
        }
        if self.low[model] == self.order[model] {
            self.close(model);
        }
    }

    /// Takes the component that `first` opened off the stack, labelled by its first model's order.
    fn close(&mut self, first: usize) {
        while let Some(model) = self.open.pop() {
            self.labels[model] = self.order[first];
            if model == first {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;
    use proptest::prelude::*;

    fn win(winner: usize, loser: usize) -> Pair {
        let one = PairCell::from(Outcome::A);
        if winner < loser {
            Pair {
                first: winner,
                second: loser,
                cell: one,
            }
        } else {
            Pair {
                first: loser,
                second: winner,
                cell: one.swapped(),
            }
        }
    }

    #[test]
    fn a_cycle_is_strong_and_a_tail_is_not() {
        let pairs = [win(0, 1), win(1, 2), win(2, 0), win(2, 3)];
        let labels = Arcs::scored(5, &pairs).strong_labels();
        assert_eq!(labels[0], labels[1]);
        assert_eq!(labels[1], labels[2]);
        assert_ne!(labels[2], labels[3]);
        assert_ne!(labels[3], labels[4]);
    }

    #[test]
    fn a_tie_is_an_arc_both_ways() {
        let pair = Pair {
            first: 0,
            second: 1,
            cell: Outcome::BothBad.into(),
        };
        let labels = Arcs::scored(2, &[pair]).strong_labels();
        assert_eq!(labels[0], labels[1]);
    }

    #[test]
    fn a_chain_of_a_million_models_needs_no_stack() {
        let pairs: Vec<Pair> = (1..1_000_000).map(|model| win(model - 1, model)).collect();
        let labels = Arcs::scored(1_000_000, &pairs).strong_labels();
        assert_ne!(labels[0], labels[999_999]);
        assert_eq!(weak_labels(1_000_000, &pairs)[999_999], 0);
    }

    #[test]
    fn groups_come_by_votes_then_models_then_id() {
        let heavy = Pair {
            cell: PairCell {
                ties: 9,
                ..PairCell::default()
            },
            ..win(5, 6)
        };
        let pairs = [win(0, 1), win(2, 3), win(3, 4), heavy];
        let whole = Group {
            members: (0..8).collect(),
            votes: 12,
            pairs: pairs.to_vec(),
        };
        let groups = whole.split(&weak_labels(8, &pairs));
        let members: Vec<_> = groups.iter().map(|group| group.members.clone()).collect();
        assert_eq!(members, [vec![5, 6], vec![2, 3, 4], vec![0, 1], vec![7]]);
        assert_eq!(groups[1].votes, 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn strong_means_reaching_each_other(arcs in prop::collection::vec((0_usize..9, 0_usize..9), 0..30)) {
            let pairs: Vec<Pair> = arcs.into_iter().filter(|(a, b)| a != b).map(|(a, b)| win(a, b)).collect();
            let scored = Arcs::scored(9, &pairs);
            let (labels, back) = (scored.strong_labels(), scored.reversed());
            for a in 0..9 {
                let (ahead, behind) = (scored.reach(&[a]), back.reach(&[a]));
                for b in 0..9 {
                    prop_assert_eq!(labels[a] == labels[b], ahead.contains(&b) && behind.contains(&b));
                }
            }
        }
    }
}
