//! Bars over time or over classes, each of parts that stand on each other.

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, n, vertical};
use super::scale::Scale;
use super::text::width;
use super::{Picture, Size, WIDTH};
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

const AREA: Area = Area {
    left: 64.0,
    right: WIDTH - 14.0,
    top: TOP,
    bottom: TOP + HEIGHT,
};

impl Picture for Bars {
    fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    fn size(&self) -> Size {
        Size {
            width: WIDTH,
            height: TOP + HEIGHT + BELOW,
        }
    }

    fn draw(&self, t: Language) -> Markup {
        let ends = self.bars.iter().flat_map(|bar| [bar.x, bar.x + self.step]);
        let x = Scale::over(self.x.kind, ends, (AREA.left, AREA.right));
        let tops = self.bars.iter().map(|bar| bar.parts.iter().sum::<f64>());
        let y = Scale::over(self.y.kind, tops.chain([0.0]), (AREA.bottom, AREA.top));
        let mut left = AREA.left;
        html! {
            (horizontal(t, &self.x, &x, AREA))
            (vertical(t, &self.y, &y, AREA))
            @if self.parts.len() > 1 {
                @for (place, part) in self.parts.iter().enumerate() {
                    @let at = { let at = left; left += width(part) + 36.0; at };
                    rect .{ "k" (place + 1) } x=(n(at)) y="6" width="12" height="12" rx="2" {}
                    text .t x=(n(at + 18.0)) y="16" { (part) }
                }
            }
            @for bar in &self.bars { (self::bar(bar, self.step, &x, &y)) }
        }
    }
}

fn bar(bar: &Bar, step: f64, x: &Scale, y: &Scale) -> Markup {
    let from = x.place(bar.x);
    let wide = (x.place(bar.x + step) - from).max(1.0);
    // Air between bars, as long as they are wide enough for it.
    let air = (wide * 0.12).min(3.0).max((wide - WIDEST) / 2.0);
    let mut sum = 0.0;
    html! {
        g .mark {
            title lang="" { (bar.title) }
            rect .hit x=(n(from)) y=(n(AREA.top)) width=(n(wide)) height=(n(AREA.bottom - AREA.top)) {}
            @for (place, part) in bar.parts.iter().enumerate().filter(|(_, part)| **part > 0.0) {
                @let below = y.place(sum);
                @let above = y.place({ sum += part; sum });
                rect .{ "k" (place + 1) } x=(n(from + air)) y=(n(above)) width=(n((wide - 2.0 * air).max(0.5))) height=(n((below - above).max(0.5))) {}
            }
        }
    }
}
