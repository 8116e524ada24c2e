//! The turns of a battle: the prompt and its two panes, equal in everything but their text.

use maud::{Markup, html};

use super::{AnswerView, Choice, RevealCard, State, TurnView, View, reveal};
use crate::components::letter;
use crate::markdown;

/// One pane of a turn.
struct Pane<'a> {
    turn: usize,
    letter: &'static str,
    answer: &'a AnswerView,
    card: Option<&'a RevealCard>,
    chosen: bool,
}

/// One turn; the last one carries the names once there is a vote.
pub(super) fn turn(view: &View, index: usize, turn: &TurnView) -> Markup {
    let number = index + 1;
    let last = number == view.turns.len();
    let voted = match &view.state {
        State::Voted(voted) if last => Some(voted),
        _ => None,
    };
    let chose = |choice: Choice| voted.is_some_and(|vote| vote.choice == choice);
    let a = Pane {
        turn: number,
        letter: "A",
        answer: &turn.a,
        card: voted.map(|vote| &vote.a),
        chosen: chose(Choice::A),
    };
    let b = Pane {
        turn: number,
        letter: "B",
        answer: &turn.b,
        card: voted.map(|vote| &vote.b),
        chosen: chose(Choice::B),
    };
    // Which side of a void battle broke off is nobody's business.
    let whole = !matches!(view.state, State::Void { .. }) || (turn.a.ended && turn.b.ended);
    html! {
        section .turn.bare[!whole] id={ "turn-" (number) } aria-label={ "Turn " (number) } data-last[last] {
            (prompt(&turn.prompt))
            @if whole { div .jump { a href={ "#a-" (number) } { "Answer A" } a href={ "#b-" (number) } { "Answer B" } } }
            @if whole { div .duel data-duel { (pane(&a)) (pane(&b)) } }
        }
    }
}

fn prompt(text: &str) -> Markup {
    let long = text.chars().count() > 400 || text.lines().count() > 6;
    html! {
        @if long {
            details .prompt.long dir="auto" {
                summary { (text.chars().take(160).collect::<String>()) "\u{2026}" }
                div .full { (text) }
            }
        } @else { p .prompt dir="auto" { (text) } }
    }
}

fn pane(pane: &Pane<'_>) -> Markup {
    let side = pane.letter.to_ascii_lowercase();
    let (id, heading) = (
        format!("{side}-{}", pane.turn),
        format!("{side}-{}-title", pane.turn),
    );
    let streaming = !pane.answer.ended;
    html! {
        section .sheet.won[pane.chosen] id=(id) aria-labelledby=(heading) aria-busy=[streaming.then_some("true")]
            data-side=(side) data-streaming[streaming] {
            header {
                (letter(pane.letter))
                div .who {
                    h2 id=(heading) { span .vh { "Answer " (pane.letter) @if pane.turn > 1 { ", turn " (pane.turn) } @if pane.card.is_some() { ": " } }
                        @if let Some(card) = pane.card { (card.name) } }
                    @if let Some(card) = pane.card { (reveal::facts(card)) }
                }
                span .state data-state { (state_word(pane)) }
            }
            @if streaming { (plain(&pane.answer.text)) } @else { div .text dir="auto" { (markdown::render(&pane.answer.text)) } }
        }
    }
}

fn state_word(pane: &Pane<'_>) -> &'static str {
    match (pane.chosen, pane.card.is_some(), pane.answer.ended) {
        (true, _, _) => "your choice",
        (_, true, _) => "",
        (_, _, true) => "finished",
        (_, _, false) => "writing",
    }
}

/// What is written so far: plain text, so that script can go on with it letter by letter.
fn plain(text: &str) -> Markup {
    html! { div .text.plain dir="auto" { span data-text { (text) } span .caret aria-hidden="true" {} } }
}
