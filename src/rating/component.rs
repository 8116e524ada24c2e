//! What can be said of the models of one weak component: a fitted core, models beyond it, and models apart.
//!
//! The core is the strong component with the most votes. Its likelihood does not depend on the others: in the limit
//! they are infinitely above or below it, and votes against them carry no information about it.

use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, Normal};

use super::estimate::{Estimate, Estimator};
use super::graph::{Arcs, Group};
use super::one_sided::{self, Rival};
use super::rank::Interval;
use super::scale::rating;
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
    /// The members of the core and its fit.
    pub(super) core: Option<(Vec<usize>, Estimate)>,
}

/// How groups are fitted.
pub(super) struct Method<'a> {
    pub(super) estimator: &'a dyn Estimator,
    pub(super) options: &'a FitOptions,
}

/// The directed graph of a whole board.
pub(super) struct Scores {
    /// From each model to those it scored against.
    forward: Arcs,
    backward: Arcs,
    /// Equal for models that can be compared with finite figures.
    strong: Vec<usize>,
}

impl Scores {
    pub(super) fn of_board(board: &Group) -> Self {
        let forward = Arcs::scored(board.members.len(), &board.pairs);
        let (backward, strong) = (forward.reversed(), forward.strong_labels());
        Self {
            forward,
            backward,
            strong,
        }
    }

    /// The models of a component whose maximum is finite: its strong component with the most votes, or all of it under a
    /// ridge. `None` if nothing is finite.
    pub(super) fn core(&self, component: &Group, options: &FitOptions) -> Option<Group> {
        if options.ridge.is_some() {
            return (component.members.len() > 1).then(|| component.clone());
        }
        let core = component.split(&self.strong).into_iter().next();
        core.filter(|core| core.members.len() > 1)
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
    if method.options.ridge.is_some() && component.members.len() > 1 {
        assessment.fit(component, Place::Core, method)?;
        return Ok(assessment);
    }
    let groups = component.split(&scores.strong);
    match groups.split_first() {
        Some((core, others)) if core.members.len() > 1 => {
            let thetas = assessment.fit(core, Place::Core, method)?;
            let beyond = Beyond::new(component, core, scores, &thetas);
            for group in others {
                assessment.place(group, &beyond, method)?;
            }
        }
        _ => assessment.place_without_core(component, scores),
    }
    Ok(assessment)
}

impl Assessment {
    /// Fits a strong group and enters its figures; returns the thetas by model position.
    fn fit(
        &mut self,
        group: &Group,
        place: Place,
        method: &Method,
    ) -> Result<BTreeMap<usize, f64>, FitError> {
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
            self.core = Some((group.members.clone(), estimate));
        }
        Ok(thetas)
    }

    /// Enters a strong group that is not the core. Only a group apart keeps figures of its own.
    fn place(&mut self, group: &Group, beyond: &Beyond, method: &Method) -> Result<(), FitError> {
        let place = beyond.place(group);
        if place == Place::Apart && group.members.len() > 1 {
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
    fn place_without_core(&mut self, component: &Group, scores: &Scores) {
        for &member in &component.members {
            let place = match (
                scores.forward.leaves(member),
                scores.backward.leaves(member),
            ) {
                (true, false) => Place::Above,
                (false, true) => Place::Below,
                _ => Place::Apart,
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
}

impl Beyond {
    fn new(
        component: &Group,
        core: &Group,
        scores: &Scores,
        thetas: &BTreeMap<usize, f64>,
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
        let (above, below) = (
            scores.backward.reach(&core.members),
            scores.forward.reach(&core.members),
        );
        Self {
            above,
            below,
            rivals,
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
                low: one_sided::floor(rivals, tail).map(rating),
                high: None,
            },
            Place::Below => Interval {
                low: None,
                high: one_sided::ceiling(rivals, tail).map(rating),
            },
            Place::Core | Place::Apart => Interval::default(),
        }
    }
}
