//! Pictures of ratings: one small library, server-rendered SVG.
//!
//! A [`Chart`] is made once and comes out in four ways, all from the same data: [`Chart::figure`] for a page (inline SVG in the
//! colours of the page, with a caption, links and the table behind it), [`Chart::standalone`] as a file of its own (with its
//! own colours, light and dark), [`Chart::flat`] to be rasterised (plain colours), and [`Table::records`] for a CSV.
//!
//! | picture | shows |
//! |---|---|
//! | [`Forest`] | a value with its interval per row |
//! | [`Heat`] | a number in each cell of a grid |
//! | [`Lines`] | lines with bands over time, also as steps, also upside down (ranks) |
//! | [`Timeline`] | rows of spans: who held a place, for how long |
//! | [`Scatter`] | two quantities, the front of those that nothing beats, or the line of equal values |
//! | [`Bars`] | bars of parts |
//!
//! How to add a kind: a file in [`kinds`] with a struct of plain data and `fn chart(&self, t: Language) -> Chart`; a word in
//! [`KINDS`]; a mapping in the server's `web/charts`; a sample. The table comes first: it is what the CSV has, unrounded.
//!
//! [`embed`] has the badge and the card for other sites.
//!
//! What holds for all of them:
//! - `role=img`, `<title>` and `<desc>`; every mark has a `<title>` too, which is the tooltip, and which `chart.js` says when
//!   the arrow keys reach the mark. Marks of one `data-key` are highlighted together, in all pictures of a page.
//! - Classes, never colours: `f1`..`f6` fill, `s1`..`s6` strokes (each with a dash of its own), `b1`..`b6` bands, `k1`..`k6`
//!   blocks that ink can be read on, `d0`..`d8` tints around a middle; 0 is grey. `agon.css` has them from the page's tokens,
//!   `chart.css` for files. Colour is never the only difference.
//! - Coordinates run from left to right in every language, as numbers do; texts keep their own direction.
//! - A picture is [`WIDTH`] wide, and [`NARROW`] on a narrow screen: a page has both. A grid of many columns cannot be made narrow; it scrolls
//!   sideways in a box of its own.

use maud::{Markup, PreEscaped, Render as _, html};

use crate::assets;
use crate::language::Language;

mod axes;
mod bars;
mod calendar;
pub mod embed;
mod forest;
mod heat;
pub mod kinds;
mod lines;
mod scale;
mod scatter;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod timeline;

pub use axes::{Axis, Format};
pub use bars::{Bar, Bars};
pub use calendar::{day, iso_day};
pub use forest::{Forest, Row};
pub use heat::{Heat, HeatCell};
pub use kinds::KINDS;
pub use lines::{Lines, Point, Series};
pub use scale::Kind;
pub use scatter::{Dot, Scatter};
pub use table::{Cell, Column, Table};
pub use timeline::{Span, Timeline, Track};

/// How wide a picture is, in its own units; text is 12 high.
pub const WIDTH: f64 = 760.0;
/// How wide it is on a narrow screen.
pub const NARROW: f64 = 340.0;
/// Tones beside grey.
pub const TONES: usize = 6;

/// What a picture is called and how it is read.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Unique on its page: the word of its kind, or that and more.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// How it is read, in a sentence or two; names in `bdi`.
    pub reading: Markup,
}

/// A picture with its table.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it is called.
    pub frame: Frame,
    /// What is drawn.
    pub drawing: Drawing,
    /// The rows behind it.
    pub table: Table,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// Points with intervals.
    Forest(Forest),
    /// A grid.
    Heat(Heat),
    /// Lines with bands.
    Lines(Lines),
    /// Rows of spans.
    Timeline(Timeline),
    /// Points on two quantities.
    Scatter(Scatter),
    /// Bars of parts.
    Bars(Bars),
}

/// Where the files of a picture are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The SVG.
    pub svg: String,
    /// The PNG.
    pub png: String,
    /// The CSV.
    pub csv: String,
}

/// A picture's own size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// What a kind of picture can do.
trait Picture {
    /// Whether there is nothing to draw.
    fn is_empty(&self) -> bool;
    /// Whether it can be drawn for a narrow screen.
    fn can_be_narrow(&self) -> bool {
        true
    }
    /// Its own size, where it is to be this wide.
    fn size(&self, width: f64) -> Size;
    /// Its marks.
    fn draw(&self, t: Language, width: f64) -> Markup;
}

/// Whether a picture of this width is for a narrow screen.
fn is_narrow(width: f64) -> bool {
    width <= NARROW
}

impl Drawing {
    fn picture(&self) -> &dyn Picture {
        match self {
            Self::Forest(one) => one,
            Self::Heat(one) => one,
            Self::Lines(one) => one,
            Self::Timeline(one) => one,
            Self::Scatter(one) => one,
            Self::Bars(one) => one,
        }
    }
}

impl Chart {
    /// Its size as a file, without a title.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size_at(WIDTH)
    }

    fn size_at(&self, width: f64) -> Size {
        let picture = self.drawing.picture();
        if picture.is_empty() {
            return Size {
                width,
                height: 120.0,
            };
        }
        picture.size(width)
    }

    fn marks(&self, t: Language, width: f64) -> Markup {
        let picture = self.drawing.picture();
        if picture.is_empty() {
            return html! { text .t x=(axes::n(width / 2.0)) y="64" text-anchor="middle" { (t.chart_empty()) } };
        }
        picture.draw(t, width)
    }

    /// The picture in the colours of the page around it, for wide and for narrow screens; the page shows one of them.
    #[must_use]
    pub fn inline(&self, t: Language) -> Markup {
        if !self.drawing.picture().can_be_narrow() {
            return self.inline_at(t, WIDTH, "grid");
        }
        html! {
            (self.inline_at(t, WIDTH, "broad"))
            (self.inline_at(t, NARROW, "narrow"))
        }
    }

    fn inline_at(&self, t: Language, width: f64, class: &str) -> Markup {
        let Size { width, height } = self.size_at(width);
        let id = |part: &str| format!("chart-{}-{class}-{part}", self.frame.id);
        let (title, desc) = (id("title"), id("desc"));
        html! {
            svg .chart.wide[width > WIDTH + 100.0].(class) role="img" viewBox={ "0 0 " (axes::n(width)) " " (axes::n(height)) } direction="ltr"
                aria-labelledby={ (title) " " (desc) } {
                title id=(title) { (self.frame.title) }
                desc id=(desc) { (self.frame.reading) }
                (self.marks(t, width))
            }
        }
    }

    /// Whether there is nothing to draw yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drawing.picture().is_empty()
    }

    /// The picture with caption, links to its files, and the table behind it; where there is nothing to draw, the caption says why.
    #[must_use]
    pub fn figure(&self, t: Language, files: &Files) -> Markup {
        let caption =
            html! { figcaption { h2 { (self.frame.title) } p .quiet { (self.frame.reading) } } };
        if self.is_empty() {
            return html! { figure .card.picture id={ "chart-" (self.frame.id) } { (caption) } };
        }
        let label = t.chart_box(&self.frame.title).into_string();
        html! {
            figure .card.picture id={ "chart-" (self.frame.id) } {
                (caption)
                div .plot dir="ltr" tabindex="0" role="group" aria-label=(PreEscaped(label)) data-plot { (self.inline(t)) }
                p .said.small.num data-said aria-live="polite" {}
                div .under-plot {
                    (self.table.details(t, &self.frame))
                    p .small {
                        a href=(files.svg) { "SVG" } " " a href=(files.png) { "PNG" } " " a href=(files.csv) { "CSV" }
                    }
                }
            }
        }
    }

    /// The picture as a file: with its title and its own colours, light and dark as the reader's system is.
    #[must_use]
    pub fn standalone(&self, t: Language) -> String {
        self.file(t, &assets::text("chart.css"))
    }

    /// The same in plain light colours, for programs that know no media queries.
    #[must_use]
    pub fn flat(&self, t: Language) -> String {
        let css = assets::text("chart.css");
        let light = css.split("@media").next().unwrap_or_default();
        self.file(t, &format!("{light}text{{font-family:\"{FLAT_FONT}\"}}"))
    }

    fn file(&self, t: Language, css: &str) -> String {
        const HEAD: f64 = 40.0;
        let Size { width, height } = self.size();
        let (wide, high) = (axes::n(width), axes::n(height + HEAD));
        let title = text::fit(&self.frame.title, (width - 32.0) * 0.8);
        let markup = html! {
            svg .chart xmlns="http://www.w3.org/2000/svg" role="img" lang=(t.tag()) direction="ltr" width=(wide) height=(high)
                viewBox={ "0 0 " (wide) " " (high) } aria-labelledby="title desc" {
                title id="title" { (self.frame.title) }
                desc id="desc" { (plain(&self.frame.reading)) }
                style { (PreEscaped(css)) }
                rect .sheet width="100%" height="100%" {}
                text .title x="16" y="26" { (title) }
                g transform={ "translate(0 " (axes::n(HEAD)) ")" } { (self.marks(t, WIDTH)) }
            }
        };
        xml(&markup.into_string())
    }
}

/// The font that rasterised pictures ask for first.
pub const FLAT_FONT: &str = "DejaVu Sans";

/// Markup without its tags: what it says.
fn plain(markup: &Markup) -> Markup {
    let html = markup.render().into_string();
    let mut out = String::with_capacity(html.len());
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            c if !is_tag => out.push(c),
            _ => {}
        }
    }
    PreEscaped(out)
}

/// A document without the characters that XML cannot have.
pub(crate) fn xml(markup: &str) -> String {
    let is_xml = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    markup.chars().filter(is_xml).collect()
}
