//! What can be said of the models of one weak component: a fitted core, models beyond it, and models apart.
//!
//! The core is the strong component with the most votes. Its likelihood does not depend on the others: in the limit
//! they are infinitely above or below it, and votes against them carry no information about it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, Normal};

use super::estimate::{Estimate, Estimator};
use super::graph::{Arcs, Group, mutual_labels};
use super::one_sided::{self, Rival};
use super::rank::Interval;
use super::scale::rating;
use super::ties::Law;
use super::{FitError, FitOptions};

/// Where a model stands towards the core of its component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the core.
    Core,
    /// "Scored against" leads from it to the core, perhaps by way of others, and never back.
    Above,
    /// The mirror image.
    Below,
    /// Linked to the core by nothing that compares them, or there is no core.
    Apart,
    /// In a group that would be a core, had its law of ties a maximum.
    Undetermined,
}

/// The place of a model, and its figures where they are finite.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub(super) place: Place,
    pub(super) rating: Option<f64>,
    pub(super) interval: Interval,
}

/// All verdicts of a component by model position, and the worst of its fits.
#[derive(Debug, Default)]
pub(super) struct Assessment {
    pub(super) verdicts: BTreeMap<usize, Verdict>,
    pub(super) iterations: usize,
    pub(super) gradient: f64,
    pub(super) core: Option<(Vec<usize>, Estimate)>,
}

/// How groups are fitted.
pub(super) struct Method<'a> {
    pub(super) estimator: &'a dyn Estimator,
    pub(super) options: &'a FitOptions,
}

/// The directed graph of a whole board.
pub(super) struct Scores<'a> {
    board: &'a Group,
    /// From each model to those it scored against, once somebody asked.
    forward: OnceCell<Arcs>,
    /// The same backwards.
    backward: OnceCell<Arcs>,
    /// Equal for models that can be compared with finite figures.
    strong: Vec<usize>,
}

impl<'a> Scores<'a> {
    pub(super) fn of_board(board: &'a Group) -> Self {
        let mut scores = Self {
            board,
            forward: OnceCell::new(),
            backward: OnceCell::new(),
            strong: mutual_labels(board.members.len(), &board.pairs),
        };
        let is_one = scores
            .strong
            .iter()
            .all(|label| Some(label) == scores.strong.first());
        if !is_one {
            scores.strong = scores.forward().strong_labels();
        }
        scores
    }

    fn forward(&self) -> &Arcs {
        let board = self.board;
        self.forward
            .get_or_init(|| Arcs::scored(board.members.len(), &board.pairs))
    }

    fn backward(&self) -> &Arcs {
        self.backward.get_or_init(|| self.forward().reversed())
    }

    /// The models of a component whose maximum is finite: its strong component with the most votes, or all of it under a
    /// ridge; `None` if nothing is finite. And its other strong components.
    pub(super) fn core<'b>(
        &self,
        component: &'b Group,
        method: &Method,
    ) -> (Option<Cow<'b, Group>>, Vec<Cow<'b, Group>>) {
        let is_finite =
            |group: &Group| group.members.len() > 1 && method.estimator.has_maximum(group);
        if method.options.ridge.is_some() && is_finite(component) {
            return (Some(Cow::Borrowed(component)), Vec::new());
        }
        let mut groups = component.split(&self.strong);
        let core = groups.iter().position(|group| is_finite(group));
        (core.map(|core| groups.remove(core)), groups)
    }

    /// The core with what lies above it, and with what lies below it.
    pub(super) fn beyond(&self, core: &Group) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let above = self.backward().reach(&core.members);
        (above, self.forward().reach(&core.members))
    }
}

/// Assesses the models of one weak component.
///
/// # Errors
///
/// [`FitError`] if one of its strong components could not be fitted.
pub(super) fn assess(
    component: &Group,
    scores: &Scores,
    method: &Method,
) -> Result<Assessment, FitError> {
    let mut assessment = Assessment::default();
    let (core, others) = scores.core(component, method);
    let Some(core) = core else {
        assessment.place_without_core(&others, scores);
        return Ok(assessment);
    };
    let fitted = assessment.fit(&core, Place::Core, method)?;
    if !others.is_empty() {
        let beyond = Beyond::new(component, &core, scores, fitted);
        for group in &others {
            assessment.place(group, &beyond, method)?;
        }
    }
    Ok(assessment)
}

impl Assessment {
    /// Fits a strong group and enters its figures; returns the thetas by model position, and the law that they obey.
    fn fit(
        &mut self,
        group: &Group,
        place: Place,
        method: &Method,
    ) -> Result<(BTreeMap<usize, f64>, Law), FitError> {
        let estimate = Estimate::of(method, group)?;
        let optimum = &estimate.solution.optimum;
        let thetas = optimum.at.theta.iter().copied();
        let bounds = estimate.low.iter().zip(&estimate.high);
        for ((&member, theta), (&low, &high)) in
            group.members.iter().zip(thetas.clone()).zip(bounds)
        {
            let verdict = Verdict {
                place,
                rating: Some(rating(theta)),
                interval: Interval {
                    low: low.is_finite().then(|| rating(low)),
                    high: high.is_finite().then(|| rating(high)),
                },
            };
            self.verdicts.insert(member, verdict);
        }
        self.iterations = self.iterations.max(optimum.iterations);
        self.gradient = self.gradient.max(optimum.gradient);
        let thetas = group.members.iter().copied().zip(thetas).collect();
        if place == Place::Core {
            let law = estimate.law;
            self.core = Some((group.members.clone(), estimate));
            return Ok((thetas, law));
        }
        Ok((thetas, estimate.law))
    }

    /// Enters a strong group that is not the core. Only a group apart keeps figures of its own.
    fn place(&mut self, group: &Group, beyond: &Beyond, method: &Method) -> Result<(), FitError> {
        let place = beyond.place(group);
        let is_finite = group.members.len() > 1 && method.estimator.has_maximum(group);
        if place == Place::Apart && is_finite {
            self.fit(group, place, method)?;
            return Ok(());
        }
        let tail = Normal::standard().sf(method.options.confidence_z);
        for &member in &group.members {
            let interval = beyond.interval(member, place, tail);
            self.verdicts.insert(
                member,
                Verdict {
                    place,
                    rating: None,
                    interval,
                },
            );
        }
        Ok(())
    }

    /// Without a core nothing is finite: who only won is above, who only lost is below.
    fn place_without_core(&mut self, groups: &[Cow<Group>], scores: &Scores) {
        let members = groups.iter().flat_map(|group| {
            let is_alone = group.members.len() == 1;
            group.members.iter().map(move |&member| (member, is_alone))
        });
        for (member, is_alone) in members {
            let place = match (
                scores.forward().leaves(member),
                scores.backward().leaves(member),
            ) {
                (true, false) => Place::Above,
                (false, true) => Place::Below,
                _ if is_alone => Place::Apart,
                _ => Place::Undetermined,
            };
            let verdict = Verdict {
                place,
                rating: None,
                interval: Interval::default(),
            };
            self.verdicts.insert(member, verdict);
        }
    }
}

/// What lies beyond the core of a component.
struct Beyond {
    above: BTreeSet<usize>,
    below: BTreeSet<usize>,
    /// For each model that met the core the models that it met there.
    rivals: BTreeMap<usize, Vec<Rival>>,
    law: Law,
}

impl Beyond {
    fn new(
        component: &Group,
        core: &Group,
        scores: &Scores,
        (thetas, law): (BTreeMap<usize, f64>, Law),
    ) -> Self {
        let mut rivals: BTreeMap<usize, Vec<Rival>> = BTreeMap::new();
        for pair in &component.pairs {
            let (outsider, theta) = match (thetas.get(&pair.first), thetas.get(&pair.second)) {
                (Some(&theta), None) => (pair.second, theta),
                (None, Some(&theta)) => (pair.first, theta),
                _ => continue,
            };
            rivals.entry(outsider).or_default().push(Rival {
                theta,
                votes: pair.cell.votes(),
            });
        }
        let (above, below) = scores.beyond(core);
        Self {
            above,
            below,
            rivals,
            law,
        }
    }

    /// The place of a strong group, the same for all its members.
    fn place(&self, group: &Group) -> Place {
        let is_in =
            |marks: &BTreeSet<usize>| group.members.iter().any(|member| marks.contains(member));
        if is_in(&self.above) {
            Place::Above
        } else if is_in(&self.below) {
            Place::Below
        } else {
            Place::Apart
        }
    }

    /// The one-sided interval of a model that won or lost all its votes against the core.
    fn interval(&self, member: usize, place: Place, tail: f64) -> Interval {
        let rivals = self.rivals.get(&member).map_or(&[][..], Vec::as_slice);
        match place {
            Place::Above => Interval {
                low: one_sided::floor(rivals, tail, self.law).map(rating),
                high: None,
            },
            Place::Below => Interval {
                low: None,
                high: one_sided::ceiling(rivals, tail, self.law).map(rating),
            },
            Place::Core | Place::Apart | Place::Undetermined => Interval::default(),
        }
    }
}
