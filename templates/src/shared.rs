//! `/s/{token}`: a battle that its voter lets others read. Nothing in it leads to the voter.

use maud::{Markup, html};

use crate::battle::{Choice, RevealCard, facts_of, pane};
use crate::components::{self, Text};
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::{markdown, urls};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The address of the page, for a preview card.
    pub url: String,
    /// Each answered turn: the prompt, and the answers of A and B; a direct chat has one.
    pub turns: Vec<(Text, Vec<Text>)>,
    /// Who answered, as far as it may be told; as many as there are answers.
    pub models: Vec<RevealCard>,
    /// What was chosen, if there is a vote.
    pub choice: Option<Choice>,
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let is_direct = view.turns.iter().any(|(_, answers)| answers.len() == 1);
    let heading = if is_direct {
        t.share_heading_direct()
    } else {
        t.share_heading()
    };
    let body = html! {
        div .battle.shared {
            h1 { (heading) }
            p .quiet { @if view.models.is_empty() { (t.share_hidden()) } @else { (t.share_told()) } }
            @for (index, (prompt, answers)) in view.turns.iter().enumerate() { (turn(t, view, index, (prompt, answers))) }
            @if let Some(choice) = view.choice { p .center { (t.share_choice(choice.label(t))) } }
            p .row { a .btn.primary href=(urls::HOME) { (t.share_own()) } }
        }
    };
    let head = Head {
        private: true,
        // A card has neither names nor answers, which may say names.
        card: Some(view.url.clone()),
        ..Head::titled(heading)
    };
    page(chrome, &head, "", &body)
}

fn turn(t: Language, view: &View, index: usize, (prompt, answers): (&Text, &[Text])) -> Markup {
    let sides = || ["a", "b"].into_iter().zip(answers);
    html! {
        section .turn aria-label=(t.battle_turn(index + 1)) data-last[index + 1 == view.turns.len()] {
            p .prompt dir="auto" lang=[prompt.lang] { (prompt.text) }
            @if answers.len() > 1 {
                div .jump role="group" aria-label=(t.battle_jump()) {
                    @for (side, answer) in sides() { (pane::jump(t, (side, index + 1), &answer.text)) }
                }
            }
            div .duel.alone[answers.len() == 1] tabindex="0" role="group" aria-label=(t.battle_turn(index + 1)) {
                @for (side, answer) in sides() {
                    (pane(t, (side, index + 1), view.models.get(usize::from(side == "b")), answer))
                }
            }
        }
    }
}

fn pane(
    t: Language,
    (side, number): (&str, usize),
    card: Option<&RevealCard>,
    answer: &Text,
) -> Markup {
    let letter = side.to_ascii_uppercase();
    html! {
        section .sheet id={ (side) "-" (number) } aria-label=(t.battle_answer(&letter)) {
            header {
                (components::letter(&letter))
                div .who {
                    @if let Some(card) = card { h2 { bdi { (card.name) } } (facts_of(t, card)) }
                    @else { h2 .vh { (t.battle_answer(&letter)) } }
                }
            }
            div .text dir="auto" lang=[answer.lang] data-text { (markdown::render(t, &answer.text)) }
        }
    }
}
