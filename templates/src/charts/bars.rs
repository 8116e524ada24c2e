//! Bars over time or over classes, each of parts that stand on each other.

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, left, n, vertical};
use super::scale::Scale;
use super::text::width;
use super::{Picture, Size};
use crate::language::Language;

const TOP: f64 = 44.0;
const BELOW: f64 = 46.0;
const HEIGHT: f64 = 220.0;
/// The widest a bar is, however few there are.
const WIDEST: f64 = 64.0;

/// Bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// The names of the parts, from the bottom.
    pub parts: Vec<String>,
    /// The bars, from left to right.
    pub bars: Vec<Bar>,
    /// How wide a bar is, as a length on the first axis.
    pub step: f64,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// Where it begins on the first axis.
    pub x: f64,
    /// How long its parts are, from the bottom.
    pub parts: Vec<f64>,
    /// All of it in a line.
    pub title: String,
}

/// How far apart the lines of the legend are.
const LINE: f64 = 18.0;

impl Bars {
    fn area(&self, picture: f64) -> Area {
        let legend = self.legend(picture);
        let top = TOP + legend.last().map_or(0.0, |(_, top)| *top);
        Area {
            left: left(picture),
            right: picture - 14.0,
            top,
            bottom: top + HEIGHT,
            width: picture,
        }
    }

    /// Where the name of each part begins, from the left and from the top: in as many lines as they need.
    fn legend(&self, picture: f64) -> Vec<(f64, f64)> {
        let (mut at, mut top) = (left(picture), 0.0);
        let place = |part: &String| {
            let wide = width(part) + 36.0;
            if at > left(picture) && at + wide > picture {
                (at, top) = (left(picture), top + LINE);
            }
            let place = (at, top);
            at += wide;
            place
        };
        self.parts.iter().map(place).collect()
    }
}

impl Picture for Bars {
    fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    fn size(&self, width: f64) -> Size {
        Size {
            width,
            height: self.area(width).bottom + BELOW,
        }
    }

    fn draw(&self, t: Language, width: f64) -> Markup {
        let area = self.area(width);
        let ends = self.bars.iter().flat_map(|bar| [bar.x, bar.x + self.step]);
        let x = Scale::over(self.x.kind, ends, (area.left, area.right));
        let tops = self.bars.iter().map(|bar| bar.parts.iter().sum::<f64>());
        let y = Scale::over(self.y.kind, tops.chain([0.0]), (area.bottom, area.top));
        html! {
            (horizontal(t, &self.x, &x, area))
            (vertical(t, &self.y, &y, area))
            @if self.parts.len() > 1 {
                @for (place, (part, (at, top))) in self.parts.iter().zip(self.legend(width)).enumerate() {
                    rect .{ "k" (place + 1) } x=(n(at)) y=(n(top + 6.0)) width="12" height="12" rx="2" {}
                    text .t x=(n(at + 18.0)) y=(n(top + 16.0)) { (part) }
                }
            }
            @for bar in &self.bars { (self::bar(bar, self.step, (&x, &y), area)) }
        }
    }
}

fn bar(bar: &Bar, step: f64, (x, y): (&Scale, &Scale), area: Area) -> Markup {
    let from = x.place(bar.x);
    let wide = (x.place(bar.x + step) - from).max(1.0);
    // Air between bars, as long as they are wide enough for it.
    let air = (wide * 0.12).min(3.0).max((wide - WIDEST) / 2.0);
    let mut sum = 0.0;
    html! {
        g .mark {
            title lang="" { (bar.title) }
            rect .hit x=(n(from)) y=(n(area.top)) width=(n(wide)) height=(n(area.bottom - area.top)) {}
            @for (place, part) in bar.parts.iter().enumerate().filter(|(_, part)| **part > 0.0) {
                @let below = y.place(sum);
                @let above = y.place({ sum += part; sum });
                rect .{ "k" (place + 1) } x=(n(from + air)) y=(n(above)) width=(n((wide - 2.0 * air).max(0.5))) height=(n((below - above).max(0.5))) {}
            }
        }
    }
}
