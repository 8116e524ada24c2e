//! What went wrong, in words, and what to do next. Never a dead end.

use maud::{Markup, html};

use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::urls;

/// What the page shows. Everything in it is safe to show.
#[derive(Clone, Debug)]
pub struct View {
    /// The HTTP status.
    pub status: u16,
    /// What happened.
    pub cause: Cause,
}

/// What happened, as far as a reader may know. None of it says who or what failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The address leads nowhere.
    NothingHere,
    /// No such arena.
    NoArena,
    /// No such battle, or somebody else's.
    NoBattle,
    /// The prompt cannot be asked in this arena.
    Prompt,
    /// The prompt is too long.
    PromptLong {
        /// The most characters.
        max: u64,
    },
    /// The answers are still being written.
    NotReady,
    /// The battle is void.
    Void,
    /// The battle has another vote.
    Already,
    /// The battle has ended.
    Ended,
    /// The battle has all its turns.
    Turns,
    /// One of the models is gone.
    Stuck,
    /// The database does not answer.
    Database,
    /// The server is stopping.
    Closing,
    /// Too many battles are running.
    Full,
    /// Fewer than two models answer.
    FewModels,
    /// No such shared battle, or not any more.
    NoShare,
    /// Something that only a vote allows.
    NoVote,
    /// Something that only an answered turn allows.
    NoAnswers,
    /// A ballot in a direct chat.
    Direct,
    /// Models that cannot be picked.
    Models,
    /// A board at equal style is not there yet.
    StyledBoard,
    /// A board of the past is being made.
    PastBoard,
    /// A form of another site.
    OtherSite,
    /// Too many requests.
    TooMany,
    /// The request took too long to arrive.
    TooSlow,
    /// The request is too long.
    TooLong,
    /// The form is broken.
    Form,
    /// Our fault.
    Internal {
        /// Where the log tells more.
        reference: String,
    },
    /// Anything else, as the API says it, in English.
    Detail(String),
}

impl Cause {
    /// One or two sentences.
    #[must_use]
    pub fn sentence(&self, t: Language) -> Markup {
        let plain = match self {
            Self::PromptLong { max } => return t.problem_prompt_long(t.count(*max)),
            Self::Internal { reference } => {
                return t.problem_internal(html! { code { (reference) } });
            }
            Self::Detail(detail) => {
                return t.problem_detail(html! { span lang="en" dir="ltr" { (detail) } });
            }
            Self::NothingHere => t.problem_nothing_here(),
            Self::NoArena => t.problem_no_arena(),
            Self::NoBattle => t.problem_no_battle(),
            Self::Prompt => t.problem_prompt(),
            Self::NotReady => t.problem_not_ready(),
            Self::Void => t.problem_void(),
            Self::Already => t.problem_already(),
            Self::Ended => t.problem_ended(),
            Self::Turns => t.problem_turns(),
            Self::Stuck => t.problem_stuck(),
            Self::Database => t.problem_database(),
            Self::Closing => t.problem_closing(),
            Self::Full => t.problem_full(),
            Self::FewModels => t.problem_few_models(),
            Self::NoShare => t.problem_no_share(),
            Self::NoVote => t.problem_no_vote(),
            Self::NoAnswers => t.problem_no_answers(),
            Self::Direct => t.problem_direct(),
            Self::Models => t.problem_models(),
            Self::StyledBoard => t.problem_styled_board(),
            Self::PastBoard => t.problem_past_board(),
            Self::OtherSite => t.problem_other_site(),
            Self::TooMany => t.problem_too_many(),
            Self::TooSlow => t.problem_too_slow(),
            Self::TooLong => t.problem_too_long(),
            Self::Form => t.problem_form(),
        };
        html! { (plain) }
    }
}

/// The status in words.
fn title(t: Language, status: u16) -> &'static str {
    match status {
        400 => t.problem_title_400(),
        403 => t.problem_title_403(),
        404 => t.problem_title_404(),
        405 => t.problem_title_405(),
        408 => t.problem_title_408(),
        409 => t.problem_title_409(),
        413 => t.problem_title_413(),
        422 => t.problem_title_422(),
        429 => t.problem_title_429(),
        500 => t.problem_title_500(),
        503 => t.problem_title_503(),
        _ => t.problem_title_other(),
    }
}

/// The error page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let title = title(t, view.status);
    let body = html! {
        section .problem data-problem {
            p .small.quiet.num { (view.status) }
            h1 { (title) }
            p .lead data-detail { (view.cause.sentence(t)) }
            p { a .btn.primary href=(urls::HOME) { (t.problem_start()) } }
        }
    };
    let head = Head {
        private: true,
        ..Head::titled(title)
    };
    page(chrome, &head, "", &body)
}
