//! What a voter reads right after the vote: the facts of each model and one sentence.

use maud::{Markup, html};

use super::{Choice, RevealCard, Voted, Weights};
use crate::format::{count, parameters, price};
use crate::urls;

/// Maker and tags, under the name in a pane's header.
pub(super) fn facts(card: &RevealCard) -> Markup {
    html! {
        p .facts.small.quiet {
            @if let Some(organization) = &card.organization { span { (organization) @if let Some(country) = &card.country { ", " (country) } } }
            @match card.weights {
                Some(Weights::Open) => span .tag { "open weights" },
                Some(Weights::Closed) => span .tag { "closed" },
                None => {},
            }
            @if let Some(size) = card.parameters_b { span .tag { (parameters(size)) } }
            @if let Some(license) = &card.license { span .tag { (license) } }
            @if let Some(dollars) = card.price_output { span .tag { (price(dollars)) " per M tokens" } }
        }
    }
}

/// The card under the answers: what was chosen, and whether it counts.
pub(super) fn sentence(voted: &Voted) -> Markup {
    let (a, b) = (&voted.a.name, &voted.b.name);
    html! {
        section .card aria-labelledby="verdict" {
            h2 #verdict tabindex="-1" data-focus {
                @match voted.choice {
                    Choice::A => { "You prefer " bdi { (a) } " to " bdi { (b) } "." },
                    Choice::B => { "You prefer " bdi { (b) } " to " bdi { (a) } "." },
                    Choice::Tie => { bdi { (a) } " and " bdi { (b) } " are equally good to you." },
                    Choice::BothBad => { "Neither " bdi { (a) } " nor " bdi { (b) } " was good enough." },
                }
            }
            p .quiet {
                @if voted.rated { "It is vote " (count(voted.seq)) " in the log and moves the board within seconds. " }
                @else { "It is kept as vote " (count(voted.seq)) ", but no rating uses it: " (reason(voted.reason.as_deref())) " " }
                a href=(urls::ABOUT_VOTES) { "How votes count" } "."
            }
        }
    }
}

/// The sentence of a machine-readable reason.
fn reason(word: Option<&str>) -> &'static str {
    match word.unwrap_or_default() {
        "identity_leak" | "identity" | "named" => "an answer told who wrote it.",
        "duplicate_prompt" => "this prompt has been asked too often.",
        "quarantine" | "quarantined" => "votes of this kind are being looked at.",
        "same_answer" | "identical_answers" => "both answers are the same.",
        _ => "it does not meet the rules for rated votes.",
    }
}
