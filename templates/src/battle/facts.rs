//! What a voter learns behind the vote, read apart from it: the crowd, the forecast, and how the board moved.

use maud::{Markup, html};

use super::Voted;
use crate::language::Language;

/// How others judged the pair and what the ratings say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Rated votes of this pair: for A, for B, ties, both bad.
    pub crowd: [u64; 4],
    /// The chance of A that the ratings had given, a tie counted as half; `None` if they compared the two not.
    pub chance_a: Option<f64>,
    /// The board before the vote: of A and of B.
    pub before: [Place; 2],
    /// The board now; `None` until it has read the vote.
    pub after: Option<[Place; 2]>,
}

/// A model on a board.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its rating, where finite.
    pub rating: Option<f64>,
    /// Its rank, if it has one.
    pub rank: Option<u32>,
}

/// The list of facts.
pub(super) fn facts(t: Language, voted: &Voted) -> Markup {
    let Some(facts) = &voted.facts else {
        return html! {};
    };
    // A vote that no rating uses moves nobody.
    let moves = voted.rated;
    let name = |name: &str| html! { bdi { (name) } };
    let [a, b, tie, bad] = facts.crowd;
    let votes = a + b + tie + bad;
    if !moves && votes == 0 && facts.chance_a.is_none() {
        return html! {};
    }
    html! {
        section .card aria-labelledby="facts" data-facts[moves] data-unread[moves && facts.after.is_none()] {
            h2 #facts { (t.after_others()) }
            @if votes > 0 {
                p { (t.after_crowd(t.frame_votes(votes))) " "
                    (name(&voted.a.name)) " " (t.count(a)) " \u{b7} " (name(&voted.b.name)) " " (t.count(b)) " \u{b7} "
                    (t.battle_choice_tie()) " " (t.count(tie)) " \u{b7} " (t.battle_choice_both_bad()) " " (t.count(bad)) }
            }
            @if let Some(chance) = facts.chance_a {
                p { (t.after_forecast(t.percent(Some(chance)), name(&voted.a.name), t.percent(Some(1.0 - chance)), name(&voted.b.name))) }
            }
            @if moves { (places(t, voted, facts)) }
        }
    }
}

/// How the board moved, or that it has not read the vote yet.
fn places(t: Language, voted: &Voted, facts: &Facts) -> Markup {
    let named = |name: &str| t.battle_answer_named(html! { bdi { (name) } });
    html! {
        @match &facts.after {
            Some(after) => ul .plainlist {
                @for (model, (before, now)) in [&voted.a.name, &voted.b.name].into_iter().zip(facts.before.iter().zip(after)) {
                    li { (named(model)) " " (moved(t, *before, *now)) }
                }
            },
            None => p .quiet { (t.after_wait()) },
        }
    }
}

fn moved(t: Language, before: Place, now: Place) -> Markup {
    html! {
        @if before.rank.is_some() { (t.after_moved(place(t, before), place(t, now))) }
        @else if now.rank.is_some() { (t.after_new(place(t, now))) }
        @else { (place(t, now)) }
    }
}

fn place(t: Language, place: Place) -> Markup {
    html! {
        @match (place.rank, place.rating) {
            (Some(rank), Some(_)) => (t.after_place(rank, t.rating(place.rating))),
            (Some(rank), None) => (t.after_rank(rank)),
            (None, _) => (t.after_none()),
        }
    }
}
