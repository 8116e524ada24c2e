//! The turns of a battle: the prompt and its two panes, equal in everything but their text.

use maud::{Markup, html};

use super::{AnswerView, Choice, RevealCard, State, TurnView, View, reveal};
use crate::components::letter;
use crate::language::Language;
use crate::markdown;

/// One pane of a turn.
struct Pane<'a> {
    turn: usize,
    letter: &'static str,
    answer: &'a AnswerView,
    card: Option<&'a RevealCard>,
    chosen: bool,
    voted: bool,
    /// A turn came after it.
    past: bool,
}

/// One turn; the last one carries the names once there is a vote.
pub(super) fn turn(t: Language, view: &View, index: usize, turn: &TurnView) -> Markup {
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
        card: voted.map(|vote| &vote.a).or(view.named.first()),
        chosen: chose(Choice::A),
        voted: voted.is_some(),
        past: !last,
    };
    let b = Pane {
        turn: number,
        letter: "B",
        answer: &turn.b,
        card: voted.map(|vote| &vote.b).or(view.named.get(1)),
        chosen: chose(Choice::B),
        voted: voted.is_some(),
        past: !last,
    };
    // Which side of a void battle broke off is nobody's business.
    let whole = !matches!(view.state, State::Void { .. }) || (turn.a.ended && turn.b.ended);
    html! {
        section .turn.bare[!whole] id={ "turn-" (number) } aria-label=(t.battle_turn(number)) data-last[last] {
            (prompt(turn))
            @if whole && !view.is_direct() { div .jump role="group" aria-label=(t.battle_jump()) { (jump(t, ("a", number), &turn.a.text)) (jump(t, ("b", number), &turn.b.text)) } }
            @if whole { div .duel.alone[view.is_direct()] data-duel tabindex="0" role="group" aria-label=(t.battle_turn(number)) { (pane(t, &a)) (pane(t, &b)) } }
        }
    }
}

fn prompt(turn: &TurnView) -> Markup {
    let (text, lang) = (&turn.prompt, turn.lang);
    let long = text.chars().count() > 400 || text.lines().count() > 6;
    html! {
        @if long {
            details .prompt.long dir="auto" lang=[lang] {
                summary { (text.chars().take(160).collect::<String>()) "\u{2026}" }
                div .full { (text) }
            }
        } @else { p .prompt dir="auto" lang=[lang] { (text) } }
    }
}

fn pane(t: Language, pane: &Pane<'_>) -> Markup {
    let side = pane.letter.to_ascii_lowercase();
    let (id, heading) = (
        format!("{side}-{}", pane.turn),
        format!("{side}-{}-title", pane.turn),
    );
    let streaming = !pane.answer.ended;
    html! {
        section .sheet.won[pane.chosen] id=(id) aria-labelledby=(heading) aria-busy=[streaming.then_some("true")]
            data-side=(side) data-begun[!pane.answer.text.is_empty()] data-say-finished=(t.battle_say_finished(pane.letter)) data-streaming[streaming] {
            header {
                (letter(pane.letter))
                div .who {
                    h2 id=(heading) tabindex="-1" { (title(t, pane)) }
                    @if let Some(card) = pane.card { (reveal::facts(t, card)) }
                }
                // Where nothing more is to be said, the name has its room.
                @if pane.chosen || !pane.voted { span .state data-state { (state_word(t, pane)) } }
            }
            div .text dir="auto" lang=[pane.answer.lang] data-text { @if streaming { (begun(t, &pane.answer.text)) } @else { (whole(t, pane)) } }
        }
    }
}

/// A complete answer. What was said before the last turn and is long shows its beginning, with a button for the rest; without
/// script it is all there.
fn whole(t: Language, pane: &Pane<'_>) -> Markup {
    let text = &pane.answer.text;
    if !(pane.past && is_long(text)) {
        return markdown::render(t, text);
    }
    let id = format!("{}-{}-text", pane.letter.to_ascii_lowercase(), pane.turn);
    html! {
        div .fold #(id) data-fold { (markdown::render(t, text)) }
        button .linklike.scripted type="button" aria-expanded="false" aria-controls=(id) data-unfold { (t.battle_read_all(pane.letter)) }
    }
}

/// Whether an answer is so long that its beginning is enough once the next turn is there.
fn is_long(text: &str) -> bool {
    text.chars().count() > 1_200 || text.lines().count() > 24
}

/// `Answer A`, which only a listener needs, and the model's name once it is known.
fn title(t: Language, pane: &Pane<'_>) -> Markup {
    let answer = if pane.turn > 1 {
        t.battle_answer_turn(pane.letter, pane.turn)
    } else {
        t.battle_answer(pane.letter)
    };
    html! {
        @if let Some(card) = pane.card { span .vh { (t.battle_answer_named(answer)) " " } bdi { (card.name) } }
        @else { span .vh { (answer) } }
    }
}

fn state_word(t: Language, pane: &Pane<'_>) -> &'static str {
    match (pane.chosen, pane.card.is_some(), pane.answer.ended) {
        (true, _, _) => t.battle_chosen(),
        (_, true, true) => "",
        (_, _, true) => t.battle_finished(),
        (_, _, false) => t.battle_writing(),
    }
}

/// What is written so far: finished blocks, then plain text, so that script can go on letter by letter.
fn begun(t: Language, text: &str) -> Markup {
    let mut writer = markdown::Writer::new(t);
    let blocks = writer.push(text);
    // Empty lines between blocks are not shown; script counts them, since the next block does.
    let behind = writer.rest();
    let rest = behind.trim_start_matches(['\r', '\n']);
    let lines = behind.len() - rest.len();
    html! {
        (markdown::joined(&blocks))
        div .skeleton aria-hidden="true" { span {} span {} span {} }
        p .rest { span .caret data-rest=(lines) { (rest) } }
    }
}

/// The way to a pane where only one has room, with how long its answer is.
pub(crate) fn jump(t: Language, (side, number): (&str, usize), text: &str) -> Markup {
    let length = text.chars().count() as u64;
    html! {
        a href={ "#" (side) "-" (number) } { (t.battle_answer(side.to_ascii_uppercase()))
            span .small.quiet { (t.battle_length(html! { span .num data-length=(length) { (t.count(length)) } })) } }
    }
}
