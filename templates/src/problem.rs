//! What went wrong, in words, and what to do next. Never a dead end.

use maud::{Markup, html};

use crate::layout::{Chrome, Head, page};

/// What the page shows. Everything in it is safe to show.
#[derive(Clone, Debug)]
pub struct View {
    /// The HTTP status.
    pub status: u16,
    /// A short title: "Not found".
    pub title: String,
    /// One or two sentences.
    pub detail: String,
    /// What to do next: words and a URL from [`crate::urls`].
    pub action: Action,
}

/// A link that leads on.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its words.
    pub label: String,
    /// Where to, from [`crate::urls`].
    pub url: String,
}

/// The error page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let body = html! {
        section .problem data-problem {
            p .small.quiet.num { (view.status) }
            h1 { (view.title) }
            p .lead data-detail { (view.detail) }
            p { a .btn.primary href=(view.action.url) { (view.action.label) } }
        }
    };
    page(
        chrome,
        Head {
            title: &view.title,
            private: true,
            ..Head::default()
        },
        "",
        &body,
    )
}
