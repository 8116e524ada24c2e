//! `/`: one prompt for two models. A live arena takes any text; a recorded one offers the questions that it has.

use maud::{Markup, html};

use crate::components::{self, Tab};
use crate::format::{count, counted};
use crate::layout::{Chrome, Head, page};
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
    /// Why the last prompt was not taken, if so.
    pub problem: Option<String>,
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
        /// What the box holds already, after a refusal.
        prompt: String,
    },
    /// Only what has recorded answers.
    Recorded {
        /// All questions.
        questions: Vec<String>,
        /// The place of the one that is shown, from 0.
        current: usize,
    },
    /// Nothing: the arena has fewer than two models that answer.
    Closed,
}

/// The ask page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let body = html! {
        div .ask {
            @if view.arenas.len() > 1 { (components::tabs("Arenas", &view.arenas, &view.arena, urls::ask)) }
            h1 { span { "Two answers." } " " span { "No names." } " " span { "You judge." } }
            @if let Some(problem) = &view.problem { p .alert role="alert" #problem { (problem) } }
            @match &view.offer {
                Offer::FreeText { max_chars, suggestions, prompt } => {
                    (free_text(view, *max_chars, prompt))
                    (chips(&view.arena, suggestions))
                }
                Offer::Recorded { questions, current } => (recorded(&view.arena, questions, *current)),
                Offer::Closed => (closed()),
            }
            (standing(view))
        }
    };
    page(
        chrome,
        Head {
            title: "Two answers, no names",
            script: Some("ask.js"),
            ..Head::default()
        },
        "",
        &body,
    )
}

fn free_text(view: &View, max_chars: u32, prompt: &str) -> Markup {
    let described = if view.problem.is_some() {
        "problem"
    } else {
        "ask-note"
    };
    html! {
        p #ask-note .lead { "Ask anything. Two models answer side by side; you learn who they are after you vote." }
        form .box method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(view.arena);
            label .vh for="prompt" { "Your prompt" }
            textarea #prompt name="prompt" rows="2" maxlength=(max_chars) required autofocus dir="auto"
                placeholder="Ask anything" aria-describedby=(described) enterkeyhint="send" { "\n" (prompt) }
            button .btn.primary type="submit" { "Compare" }
        }
    }
}

/// Each chip is a form of its own without script; with it, it fills the box.
fn chips(arena: &str, suggestions: &[String]) -> Markup {
    html! {
        @if !suggestions.is_empty() {
            form .chips method="post" action=(urls::BATTLES) data-chips aria-label="Suggestions" {
                input type="hidden" name="arena" value=(arena);
                @for text in suggestions { button .chip type="submit" name="prompt" value=(text) dir="auto" { (text) } }
            }
        }
    }
}

fn recorded(arena: &str, questions: &[String], current: usize) -> Markup {
    let Some(question) = questions.get(current).or_else(|| questions.first()) else {
        return closed();
    };
    let next = (current + 1) % questions.len().max(1);
    html! {
        p .lead { "Two models have answered this question. You learn who they are after you vote." }
        form .question method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(arena);
            input type="hidden" name="prompt" value=(question);
            blockquote class=[(question.chars().count() > 180).then_some("long")] dir="auto" tabindex="0" aria-label="The question" { (question) }
            div .row {
                a .btn href=(urls::ask_question(arena, next)) { "Next question" }
                button .btn.primary type="submit" { "Compare" }
            }
        }
        (all_questions(arena, questions))
    }
}

fn all_questions(arena: &str, questions: &[String]) -> Markup {
    html! {
        details .all {
            summary { "All " (counted(questions.len() as u64, "question", "questions")) }
            form method="post" action=(urls::BATTLES) data-ask {
                input type="hidden" name="arena" value=(arena);
                ol {
                    @for text in questions { li { button type="submit" name="prompt" value=(text) dir="auto" { (text) } } }
                }
            }
        }
    }
}

fn closed() -> Markup {
    html! {
        p .lead { "This arena has no two models that can answer yet." }
        p { a .btn.primary href=(urls::ABOUT_CONNECT) { "How to connect models" } }
    }
}

fn standing(view: &View) -> Markup {
    html! {
        p .small.quiet {
            @if view.votes == 0 { "No votes yet: yours will be the first." }
            @else {
                (counted(view.votes, "vote", "votes")) " so far rank "
                a href=(urls::leaderboard(&view.arena)) { (count(view.models)) @if view.models == 1 { " model" } @else { " models" } } "."
            }
            " Your prompt is kept without your name; " a href=(urls::ABOUT_VOTES) { "how votes count" } "."
        }
    }
}
