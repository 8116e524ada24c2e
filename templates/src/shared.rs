//! `/s/{token}`: a battle that its voter lets others read. Nothing in it leads to the voter.

use maud::{Markup, html};

use crate::battle::{Choice, RevealCard, facts_of};
use crate::components::letter;
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::{markdown, urls};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The address of the page, for a preview card.
    pub url: String,
    /// Each answered turn: the prompt, and the answers of A and B; a direct chat has one.
    pub turns: Vec<(String, Vec<String>)>,
    /// Who answered, as far as it may be told; as many as there are answers.
    pub models: Vec<RevealCard>,
    /// What was chosen, if there is a vote.
    pub choice: Option<Choice>,
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let body = html! {
        div .battle.shared {
            h1 .center { (t.share_heading()) }
            p .center.quiet { @if view.models.is_empty() { (t.share_hidden()) } @else { (t.share_told()) } }
            @for (index, (prompt, answers)) in view.turns.iter().enumerate() { (turn(t, view, index, (prompt, answers))) }
            @if let Some(choice) = view.choice { p .center { (t.share_choice(choice.label(t))) } }
            p .row { a .btn.primary href=(urls::HOME) { (t.share_own()) } }
        }
    };
    let head = Head {
        private: true,
        // A card has neither names nor answers, which may say names.
        card: Some(view.url.clone()),
        ..Head::titled(t.share_heading())
    };
    page(chrome, &head, "", &body)
}

fn turn(t: Language, view: &View, index: usize, (prompt, answers): (&str, &[String])) -> Markup {
    html! {
        section .turn aria-label=(t.battle_turn(index + 1)) {
            p .prompt dir="auto" { (prompt) }
            div .duel.alone[answers.len() == 1] tabindex="0" role="group" aria-label=(t.battle_turn(index + 1)) {
                @for (side, text) in ["A", "B"].into_iter().zip(answers) {
                    (pane(t, (side, view.models.get(usize::from(side == "B"))), text))
                }
            }
        }
    }
}

fn pane(t: Language, (side, card): (&str, Option<&RevealCard>), text: &str) -> Markup {
    html! {
        section .sheet aria-label=(t.battle_answer(side)) {
            header {
                (letter(side))
                div .who {
                    @if let Some(card) = card { h2 { bdi { (card.name) } } (facts_of(t, card)) }
                    @else { h2 .vh { (t.battle_answer(side)) } }
                }
            }
            div .text dir="auto" data-text { (markdown::render(t, text)) }
        }
    }
}
