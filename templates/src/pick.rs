//! `/side-by-side` and `/direct`: the voter picks who answers. Each says plainly whether its votes count.

use maud::{Markup, html};

use crate::ask;
use crate::components::{self, Tab, Text};
use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::privacy::{self, Asking};
use crate::problem::Cause;
use crate::urls;

/// How many models answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Two that are drawn: the ask page.
    Battle,
    /// Two that are picked.
    SideBySide,
    /// One.
    Direct,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Battle, Self::SideBySide, Self::Direct];

    /// The word in the form and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Battle => "anonymous",
            Self::SideBySide => "side_by_side",
            Self::Direct => "direct",
        }
    }

    fn label(self, t: Language) -> &'static str {
        match self {
            Self::Battle => t.modes_battle(),
            Self::SideBySide => t.modes_side(),
            Self::Direct => t.modes_direct(),
        }
    }

    fn url(self, arena: &str) -> String {
        match self {
            Self::Battle => urls::ask(arena),
            Self::SideBySide => urls::pick(urls::SIDE_BY_SIDE, arena),
            Self::Direct => urls::pick(urls::DIRECT, arena),
        }
    }
}

/// The three modes as tabs.
pub(crate) fn modes(t: Language, current: Mode, arena: &str) -> Markup {
    html! {
        nav .chips.modes aria-label=(t.modes_label()) {
            @for mode in Mode::ALL {
                a .chip href=(mode.url(arena)) aria-current=[(mode == current).then_some("page")] { (mode.label(t)) }
            }
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// One or two.
    pub mode: Mode,
    /// The arena.
    pub arena: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// Its models that answer: id and name.
    pub models: Vec<Tab>,
    /// The ids that are picked already.
    pub picked: [String; 2],
    /// What can be asked, if not anything.
    pub questions: Option<Vec<Text>>,
    /// What the box holds already.
    pub prompt: String,
    /// The longest prompt.
    pub max_chars: u32,
    /// Whether prompts and answers may be published.
    pub consent: Asking,
    /// Why the last form was not taken, if so.
    pub problem: Option<Cause>,
}

impl View {
    /// Whether enough models answer.
    fn can_pick(&self) -> bool {
        self.models.len() >= if self.mode == Mode::Direct { 1 } else { 2 }
    }
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let lead = if view.mode == Mode::Direct {
        t.modes_direct_lead()
    } else {
        t.modes_side_lead()
    };
    let body = html! {
        div .ask {
            @if view.arenas.len() > 1 { (components::tabs(t.frame_arenas(), &view.arenas, &view.arena, |arena| view.mode.url(arena))) }
            (modes(t, view.mode, &view.arena))
            h1 { span { (view.mode.label(t)) } }
            @if view.can_pick() { p #ask-note .lead { (lead) } }
            @if let Some(problem) = &view.problem { p .alert role="alert" #problem { (problem.sentence(t)) } }
            @if view.can_pick() {
                form method="post" action=(urls::BATTLES) data-ask {
                    input type="hidden" name="arena" value=(view.arena);
                    input type="hidden" name="mode" value=(view.mode.as_str());
                    (pickers(t, view))
                    (asked(t, view))
                    (privacy::asking(t, view.consent))
                }
            } @else if view.mode == Mode::Direct { (ask::closed(t.ask_closed_direct(), t)) } @else { (ask::closed(t.ask_closed(), t)) }
        }
    };
    let head = Head {
        scripts: &["ask.js", "page.js"],
        ..Head::titled(view.mode.label(t))
    };
    page(chrome, &head, "", &body)
}

fn pickers(t: Language, view: &View) -> Markup {
    let picker = |label: &str, picked: &str, (field, place): (&str, usize)| {
        // Nothing picked: the first for the first, the second for the second.
        let usual = view.models.get(place).map(|model| model.id.as_str());
        let now = if picked.is_empty() {
            usual
        } else {
            Some(picked)
        };
        html! {
            label .field { span .small.quiet { (label) }
                select name=(field) required {
                    @for model in &view.models { option value=(model.id) selected[Some(model.id.as_str()) == now] dir="auto" { (model.title) } }
                }
            }
        }
    };
    let [first, second] = &view.picked;
    html! {
        div .pickers {
            @if view.mode == Mode::Direct { (picker(t.modes_model(), first, ("model", 0))) }
            @else { (picker(t.modes_first(), first, ("model", 0))) (picker(t.modes_second(), second, ("other", 1))) }
        }
    }
}

fn asked(t: Language, view: &View) -> Markup {
    html! {
        @match &view.questions {
            Some(questions) => div .box.pick {
                label .vh for="prompt" { (t.ask_question()) }
                select #prompt name="prompt" required {
                    @for one in questions { option value=(one.text) selected[one.text == view.prompt] dir="auto" lang=[one.lang] { (one.text.chars().take(120).collect::<String>()) } }
                }
                button .btn.primary type="submit" { (t.battle_send()) }
            },
            None => div .box {
                label .vh for="prompt" { (t.ask_prompt()) }
                textarea #prompt name="prompt" rows="2" maxlength=(view.max_chars) required dir="auto"
                    placeholder=(t.ask_placeholder()) aria-describedby="ask-note" enterkeyhint="send" { "\n" (view.prompt) }
                button .btn.primary type="submit" { (t.battle_send()) }
            },
        }
    }
}
