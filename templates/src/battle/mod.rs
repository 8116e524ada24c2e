//! `/b/{id}`: two anonymous answers, the vote bar, and after the vote who was who.
//!
//! Until the vote nothing here knows a model: names live only inside [`State::Voted`].

use maud::{Markup, html};

pub use crate::components::Weights;
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::urls;

mod bars;
mod facts;
pub(crate) mod pane;
mod reveal;
mod why;

pub use facts::{Facts, Place};
pub use why::Why;

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
    /// The number of the last event of the stream that is in them.
    pub seen: Option<u64>,
    /// Who answers, where the voter picked them: two, or one in a direct chat; none in an anonymous battle.
    pub named: Vec<RevealCard>,
    /// The address of its link, if it is shared.
    pub share: Option<String>,
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
    /// It can never be voted on; the page says why in one sentence that is the same for every fault.
    Void {
        /// Whether the voter wanted it so.
        stopped: bool,
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
    /// What the voter said of it.
    pub why: Why,
    /// How others judged the pair and what the ratings say of it, as far as that is known.
    pub facts: Option<Facts>,
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

    pub(crate) fn label(self, t: Language) -> &'static str {
        match self {
            Self::A => t.battle_choice_a(),
            Self::Tie => t.battle_choice_tie(),
            Self::BothBad => t.battle_choice_both_bad(),
            Self::B => t.battle_choice_b(),
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
    /// The prompt's language (BCP 47), as far as the text tells.
    pub lang: Option<&'static str>,
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
    /// Its language (BCP 47), as far as the text tells.
    pub lang: Option<&'static str>,
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

impl View {
    fn is_direct(&self) -> bool {
        self.named.len() == 1
    }
}

/// Maker and tags of a model, as every page shows them.
pub(crate) fn facts_of(t: Language, card: &RevealCard) -> Markup {
    reveal::facts(t, card)
}

/// A voter's reason in words.
pub(crate) fn reason_label(t: Language, word: &str) -> Markup {
    why::label(t, word)
}

/// The battle page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let answering = matches!(view.state, State::Answering);
    let stream = answering.then(|| urls::battle_stream(&view.id, view.seen));
    let body = html! {
        div .battle data-battle data-stream=[stream] data-new=(view.new_battle_url) {
            h1 .vh { (t.battle_heading(html! { bdi { (view.arena_title) } })) }
            @for (index, turn) in view.turns.iter().enumerate() { (pane::turn(t, view, index, turn)) }
            @if answering { noscript { p .center.quiet role="status" { (t.battle_waiting()) } } }
            div .outcome data-outcome { (outcome(t, view)) }
            (said(t, view))
        }
        (bars::keys(t))
    };
    let head = Head {
        scripts: &["battle.js", "ballot.js", "page.js", "panes.js"],
        waiting: answering,
        private: true,
        ..Head::titled(t.battle_title())
    };
    page(chrome, &head, "fill", &body)
}

/// What the script says; it has no words of its own.
fn said(t: Language, view: &View) -> Markup {
    html! {
        template data-words data-say-ready=(t.battle_say_ready()) data-say-void=(t.battle_say_void())
            data-say-finished=(t.battle_finished()) data-say-slow=(t.battle_say_slow()) data-say-away=(t.battle_say_away())
            data-say-elapsed=(t.battle_say_elapsed("{}")) data-say-armed=(t.battle_say_armed("{}")) data-say-confirm=(t.battle_say_confirm("{}"))
            data-say-early=(t.battle_say_early()) data-say-now=(bars::now(t, view)) data-say-stopping=(t.battle_say_stopping())
            data-say-saving=(t.battle_say_saving()) data-say-refused=(t.battle_say_refused()) data-say-unsaved=(t.battle_say_unsaved())
            data-say-copy=(t.frame_copy()) data-say-copy-code=(t.frame_copy_code()) data-say-copied=(t.frame_copied()) {}
    }
}

fn outcome(t: Language, view: &View) -> Markup {
    match &view.state {
        State::Answering | State::Ready => html! {
            (bars::follow_up(t, view))
            @if view.is_direct() {
                @if matches!(view.state, State::Ready) { (why::share(t, view)) }
                (bars::next_chat(t, &view.new_battle_url))
            } @else { (bars::vote_bar(t, view)) }
            (bars::ways_out(view))
        },
        State::Voted(voted) => html! {
            (reveal::sentence(t, voted))
            (facts::facts(t, voted))
            (why::why(t, view, &voted.why))
            (why::share(t, view))
            (bars::next_bar(t, &view.new_battle_url, Some(&voted.board_url)))
        },
        State::Void { stopped } => html! {
            section .card.void aria-labelledby="void" {
                h2 #void tabindex="-1" data-focus { (t.battle_void()) }
                p { @if *stopped { (t.battle_stopped_cause()) } @else { (t.battle_void_cause()) } }
                @if let Some(first) = view.turns.first() { (bars::again(t, &view.arena, &first.prompt)) }
            }
            (bars::next_bar(t, &view.new_battle_url, None))
        },
    }
}
