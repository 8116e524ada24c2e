//! `/`: one prompt for two models. A live arena takes any text; a recorded one offers the questions that it has.

use maud::{Markup, html};

use crate::components::{self, Tab, Text};
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::pick::{self, Mode};
use crate::privacy::{self, Asking};
use crate::problem::Cause;
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arena that the prompt goes to.
    pub arena: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// What can be asked.
    pub offer: Offer,
    /// Votes of the arena so far.
    pub votes: u64,
    /// Models that they rank.
    pub models: u64,
    /// Whether prompts and answers may be published.
    pub consent: Asking,
    /// Why the last prompt was not taken, if so.
    pub problem: Option<Cause>,
}

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Offer {
    /// Anything.
    FreeText {
        /// The longest prompt.
        max_chars: u32,
        /// Prompts to begin with.
        suggestions: Vec<String>,
        /// One that is sent unseen.
        surprise: String,
        /// What the box holds already, after a refusal.
        prompt: String,
    },
    /// Only what has recorded answers.
    Recorded {
        /// All questions.
        questions: Vec<Text>,
        /// The place of the one that is shown, from 0.
        current: usize,
    },
    /// Nothing: the arena has fewer than two models that answer.
    Closed,
}

/// Prompts to begin with, in an arena that can be asked anything.
#[must_use]
pub fn suggestions(t: Language) -> [&'static str; 6] {
    [
        t.ask_suggestion_1(),
        t.ask_suggestion_2(),
        t.ask_suggestion_3(),
        t.ask_suggestion_4(),
        t.ask_suggestion_5(),
        t.ask_suggestion_6(),
    ]
}

/// Prompts of which a voter who wants to be surprised sends one unseen.
#[must_use]
pub fn surprises(t: Language) -> [&'static str; 8] {
    [
        t.ask_surprise_1(),
        t.ask_surprise_2(),
        t.ask_surprise_3(),
        t.ask_surprise_4(),
        t.ask_surprise_5(),
        t.ask_surprise_6(),
        t.ask_surprise_7(),
        t.ask_surprise_8(),
    ]
}

/// The ask page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let body = html! {
        div .ask {
            @if view.arenas.len() > 1 { (components::tabs(t.frame_arenas(), &view.arenas, &view.arena, urls::ask)) }
            (pick::modes(t, Mode::Battle, &view.arena))
            h1 { span { (t.ask_head_answers()) } (t.gap()) span { (t.ask_head_names()) } (t.gap()) span { (t.ask_head_judge()) } }
            @if let Some(problem) = &view.problem { p .alert role="alert" #problem { (problem.sentence(t)) } }
            @match &view.offer {
                Offer::FreeText { max_chars, suggestions, surprise, prompt } =>
                    (free_text(t, view, (*max_chars, prompt), &chips(t, suggestions, surprise))),
                Offer::Recorded { questions, current } => (recorded(t, &view.arena, questions, *current)),
                Offer::Closed => (closed(t.ask_closed(), t)),
            }
            (standing(t, view))
        }
    };
    let head = Head {
        scripts: &["ask.js", "page.js"],
        ..Head::titled(t.ask_title())
    };
    page(chrome, &head, "", &body)
}

fn free_text(t: Language, view: &View, (max_chars, prompt): (u32, &str), chips: &Markup) -> Markup {
    let described = if view.problem.is_some() {
        "problem"
    } else {
        "ask-note"
    };
    html! {
        p #ask-note .lead { (t.ask_lead()) }
        form method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(view.arena);
            div .box {
                label .vh for="prompt" { (t.ask_prompt()) }
                textarea #prompt name="prompt" rows="2" maxlength=(max_chars) required autofocus dir="auto"
                    placeholder=(t.ask_placeholder()) aria-describedby=(described) enterkeyhint="send" { "\n" (prompt) }
                button .btn.primary type="submit" { (t.ask_compare()) }
            }
            (privacy::asking(t, view.consent))
            (chips)
        }
    }
}

/// Each starts a battle at once, with what the form says of publication; what stands in the box is not asked.
fn chips(t: Language, suggestions: &[String], surprise: &str) -> Markup {
    let chip = |value: &str, words: &str| {
        html! { button .chip type="submit" name="suggestion" value=(value) formnovalidate dir="auto" { (words) } }
    };
    html! {
        @if !suggestions.is_empty() {
            div .suggestions role="group" aria-label=(t.ask_suggestions()) {
                @for text in suggestions { (chip(text, text)) }
                (chip(surprise, t.ask_surprise()))
            }
        }
    }
}

fn recorded(t: Language, arena: &str, questions: &[Text], current: usize) -> Markup {
    let Some(question) = questions.get(current).or_else(|| questions.first()) else {
        return closed(t.ask_closed(), t);
    };
    let next = (current + 1) % questions.len().max(1);
    html! {
        p .lead { (t.ask_recorded_lead()) }
        form .question method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(arena);
            input type="hidden" name="prompt" value=(question.text);
            blockquote class=[(question.text.chars().count() > 180).then_some("long")] dir="auto" lang=[question.lang] tabindex="0" aria-label=(t.ask_question()) { (question.text) }
            div .row {
                a .btn href=(urls::ask_question(arena, next)) { (t.ask_next()) }
                button .btn.primary type="submit" { (t.ask_compare()) }
            }
        }
        (all_questions(t, arena, questions))
    }
}

fn all_questions(t: Language, arena: &str, questions: &[Text]) -> Markup {
    html! {
        details .all {
            summary { (t.ask_all(questions.len() as u64)) }
            form method="post" action=(urls::BATTLES) data-ask {
                input type="hidden" name="arena" value=(arena);
                ol {
                    @for one in questions { li { button type="submit" name="prompt" value=(one.text) dir="auto" lang=[one.lang] { (one.text) } } }
                }
            }
        }
    }
}

/// Nothing can be asked: what is missing, and how to mend it.
pub(crate) fn closed(missing: &str, t: Language) -> Markup {
    html! {
        p .lead { (missing) }
        p { a .btn.primary href=(urls::ABOUT_CONNECT) { (t.ask_connect()) } }
    }
}

fn standing(t: Language, view: &View) -> Markup {
    let models =
        html! { a href=(urls::leaderboard(&view.arena)) { (t.frame_models(view.models)) } };
    let link = html! { a href=(urls::ABOUT_VOTES) { (t.ask_kept_link()) } };
    html! {
        p .small.quiet {
            @if view.votes == 0 { (t.ask_no_votes()) }
            @else { (t.ask_votes(t.frame_votes(view.votes), models)) }
            (t.gap()) (t.ask_kept(link))
        }
    }
}
