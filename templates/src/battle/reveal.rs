//! What a voter reads right after the vote: the facts of each model and one sentence.

use maud::{Markup, html};

use super::{Choice, RevealCard, Voted, Weights};
use crate::language::{Language, parameters};
use crate::urls;

/// Maker and tags, under the name in a pane's header.
pub(super) fn facts(t: Language, card: &RevealCard) -> Markup {
    html! {
        p .facts.small.quiet {
            @if let Some(organization) = &card.organization { bdi { (organization) @if let Some(country) = &card.country { ", " (country) } } }
            @match card.weights {
                Some(Weights::Open) => span .tag { (t.frame_weights_open()) },
                Some(Weights::Closed) => span .tag { (t.frame_weights_closed()) },
                None => {},
            }
            @if let Some(size) = card.parameters_b { bdi .tag { (parameters(size)) } }
            @if let Some(license) = &card.license { bdi .tag { (license) } }
            @if let Some(dollars) = card.price_output { span .tag { (t.frame_per_million(t.price(dollars))) } }
        }
    }
}

/// The card under the answers: what was chosen, and whether it counts.
pub(super) fn sentence(t: Language, voted: &Voted) -> Markup {
    let a = html! { bdi { (voted.a.name) } };
    let b = html! { bdi { (voted.b.name) } };
    let seq = t.count(voted.seq);
    html! {
        section .card aria-labelledby="verdict" {
            h2 #verdict tabindex="-1" data-focus {
                @match voted.choice {
                    Choice::A => (t.battle_prefer(a, b)),
                    Choice::B => (t.battle_prefer(b, a)),
                    Choice::Tie => (t.battle_tie(a, b)),
                    Choice::BothBad => (t.battle_both_bad(a, b)),
                }
            }
            p .quiet {
                @if voted.rated { (t.battle_rated(seq)) }
                @else { (t.battle_unrated(seq, reason(t, voted.reason.as_deref()))) }
                (t.gap()) a href=(urls::ABOUT_VOTES) { (t.battle_count_link()) }
            }
        }
    }
}

/// The sentence of a machine-readable reason.
fn reason(t: Language, word: Option<&str>) -> &'static str {
    match word.unwrap_or_default() {
        "named" => t.modes_reason(),
        "identity_leak" | "identity" => t.battle_reason_identity(),
        "quarantine" | "quarantined" => t.battle_reason_quarantine(),
        _ => t.battle_reason_other(),
    }
}
