//! `/b/{id}`: two anonymous answers, the vote bar, and after the vote who was who.
//!
//! Until the vote nothing here knows a model: names live only inside [`State::Voted`].

use maud::{Markup, html};

pub use crate::components::Weights;
use crate::components::letter;
use crate::layout::{Chrome, Head, page};
use crate::{markdown, reveal, urls};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The battle's public id.
    pub id: String,
    /// Its arena.
    pub arena: String,
    /// What people call the arena.
    pub arena_title: String,
    /// Where the battle stands.
    pub state: State,
    /// Its turns, oldest first; the last one may still be written.
    pub turns: Vec<TurnView>,
    /// Whether both may be asked something more.
    pub follow_up: FollowUp,
    /// Where a new battle begins: [`urls::ask`] or [`urls::ask_question`].
    pub new_battle_url: String,
}

/// Where a battle stands.
#[derive(Clone, Debug)]
pub enum State {
    /// The last answers are being written.
    Answering,
    /// Both have ended; a vote is welcome.
    Ready,
    /// The vote is in the log.
    Voted(Box<Voted>),
    /// It can never be voted on.
    Void {
        /// The one sentence that is the same for every fault.
        sentence: String,
    },
}

/// What a voter learns with the vote.
#[derive(Clone, Debug)]
pub struct Voted {
    /// What was chosen.
    pub choice: Choice,
    /// Whether ratings use it.
    pub rated: bool,
    /// The machine-readable reason why not.
    pub reason: Option<String>,
    /// Its place in the log.
    pub seq: u64,
    /// Who side A was.
    pub a: RevealCard,
    /// Who side B was.
    pub b: RevealCard,
    /// The board: [`urls::leaderboard`].
    pub board_url: String,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A is better.
    A,
    /// They are equally good.
    Tie,
    /// Both are bad.
    BothBad,
    /// B is better.
    B,
}

impl Choice {
    /// In the order of the buttons and of the keys 1 to 4.
    pub const ALL: [Self; 4] = [Self::A, Self::Tie, Self::BothBad, Self::B];

    /// The word in the form and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::Tie => "tie",
            Self::BothBad => "both_bad",
            Self::B => "b",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == word)
    }

    fn label(self) -> &'static str {
        match self {
            Self::A => "A is better",
            Self::Tie => "Tie",
            Self::BothBad => "Both are bad",
            Self::B => "B is better",
        }
    }
}

/// The public facts of one model.
#[derive(Clone, Debug, Default)]
pub struct RevealCard {
    /// What people call it.
    pub name: String,
    /// Who made it.
    pub organization: Option<String>,
    /// ISO 3166 code.
    pub country: Option<String>,
    /// SPDX name, or the maker's own.
    pub license: Option<String>,
    /// Open or closed.
    pub weights: Option<Weights>,
    /// Parameters, in billions.
    pub parameters_b: Option<f64>,
    /// US dollars per million tokens written.
    pub price_output: Option<f64>,
}

/// One prompt and its two answers.
#[derive(Clone, Debug, Default)]
pub struct TurnView {
    /// What was asked.
    pub prompt: String,
    /// What side A says.
    pub a: AnswerView,
    /// What side B says.
    pub b: AnswerView,
}

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct AnswerView {
    /// Raw Markdown, as far as it is written.
    pub text: String,
    /// Whether it is complete.
    pub ended: bool,
}

/// Whether both may be asked something more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// No.
    None,
    /// Yes, anything.
    FreeText {
        /// The longest prompt.
        max_chars: u32,
    },
}

/// One pane of a turn.
struct Pane<'a> {
    turn: usize,
    letter: &'static str,
    answer: &'a AnswerView,
    card: Option<&'a RevealCard>,
    chosen: bool,
}

/// The battle page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let answering = matches!(view.state, State::Answering);
    let stream = answering.then(|| urls::battle_stream(&view.id));
    let body = html! {
        div .battle data-battle data-stream=[stream] data-new=(view.new_battle_url) {
            h1 .vh { "Battle in " (view.arena_title) }
            @for (index, turn) in shown(view).iter().enumerate() { (self::turn(view, index, turn)) }
            @if answering { noscript { p .center.quiet role="status" { "Waiting for both answers; this page reloads by itself." } } }
            (outcome(view))
        }
        (keys())
    };
    let head = Head { title: "Battle", script: Some("battle.js"), waiting: answering, private: true };
    page(chrome, head, "", &body)
}

/// A void battle shows only the turns that both sides finished: which side broke off is nobody's business.
fn shown(view: &View) -> Vec<TurnView> {
    let void = matches!(view.state, State::Void { .. });
    let complete = |turn: &&TurnView| !void || (turn.a.ended && turn.b.ended);
    view.turns.iter().filter(complete).cloned().collect()
}

fn turn(view: &View, index: usize, turn: &TurnView) -> Markup {
    let number = index + 1;
    let last = number == view.turns.len();
    let voted = match &view.state {
        State::Voted(voted) if last => Some(voted),
        _ => None,
    };
    let chose = |choice: Choice| voted.is_some_and(|vote| vote.choice == choice);
    let a = Pane { turn: number, letter: "A", answer: &turn.a, card: voted.map(|vote| &vote.a), chosen: chose(Choice::A) };
    let b = Pane { turn: number, letter: "B", answer: &turn.b, card: voted.map(|vote| &vote.b), chosen: chose(Choice::B) };
    html! {
        section .turn id={ "turn-" (number) } aria-label={ "Turn " (number) } data-last[last] {
            (prompt(&turn.prompt))
            div .jump { a href={ "#a-" (number) } { "Answer A" } a href={ "#b-" (number) } { "Answer B" } }
            div .duel data-duel { (pane(&a)) (pane(&b)) }
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
    let (id, heading) = (format!("{side}-{}", pane.turn), format!("{side}-{}-title", pane.turn));
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

fn outcome(view: &View) -> Markup {
    match &view.state {
        State::Answering | State::Ready => html! { (follow_up(view)) (vote_bar(view)) },
        State::Voted(voted) => html! {
            (reveal::sentence(voted))
            (next_bar(&view.new_battle_url, Some(&voted.board_url)))
        },
        State::Void { sentence } => html! {
            section .card.void aria-labelledby="void" {
                h2 #void tabindex="-1" data-focus { "This battle does not count" }
                p { (sentence) }
            }
            (next_bar(&view.new_battle_url, None))
        },
    }
}

/// Four submit buttons in one form; they wait, visibly and with the reason, until both answers have ended.
fn vote_bar(view: &View) -> Markup {
    let waiting = !matches!(view.state, State::Ready);
    html! {
        form .votebar method="post" action=(urls::vote(&view.id)) data-vote tabindex="-1" aria-label="Your vote" {
            div .votes {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() {
                    button .btn type="submit" name="choice" value=(choice.as_str()) disabled[waiting]
                        aria-describedby="vote-note" aria-keyshortcuts=(index + 1) {
                        (choice.label()) kbd aria-hidden="true" { (index + 1) }
                    }
                }
            }
            p #vote-note .small.quiet data-note {
                @if waiting { "You can vote when both answers have finished." }
                @else { "Which answer do you prefer? Your vote reveals the models." }
            }
            button .linklike.keys type="button" data-keys hidden { kbd aria-hidden="true" { "?" } " all keys" }
        }
    }
}

fn follow_up(view: &View) -> Markup {
    let ready = matches!(view.state, State::Ready);
    html! {
        @match view.follow_up {
            FollowUp::FreeText { max_chars } if ready => {
                form .box.follow method="post" action=(urls::turns(&view.id)) data-ask {
                    label .vh for="follow" { "Ask both a follow-up" }
                    textarea #follow name="prompt" rows="1" maxlength=(max_chars) required dir="auto"
                        placeholder="Not sure yet? Ask both a follow-up" enterkeyhint="send" {}
                    button .btn type="submit" { "Send" }
                }
            }
            _ => {}
        }
    }
}

fn next_bar(new_battle_url: &str, board_url: Option<&str>) -> Markup {
    html! {
        nav .votebar.next aria-label="What next" {
            div .row {
                @if let Some(url) = board_url { a .btn href=(url) { "See the leaderboard" } }
                a .btn.primary href=(new_battle_url) aria-keyshortcuts="n" { "New pair " kbd aria-hidden="true" { "n" } }
            }
        }
    }
}

fn keys() -> Markup {
    html! {
        dialog #keys .keys aria-labelledby="keys-title" {
            h2 #keys-title { "Keys" }
            dl {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() { dt { kbd { (index + 1) } } dd { (choice.label()) } }
                dt { kbd { "n" } } dd { "New pair" }
                dt { kbd { "?" } } dd { "This list" }
            }
            p .small.quiet { "Keys rest while you type in a field." }
            form method="dialog" { button .btn { "Close" } }
        }
    }
}
