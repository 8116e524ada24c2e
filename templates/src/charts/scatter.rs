//! Points on two quantities, with their intervals, the names that have room, and a line through those that nothing beats.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, left, n, vertical};
use super::scale::Scale;
use super::text::{SIZE, width};
use super::{Picture, Size};
use crate::language::Language;

const TOP: f64 = 34.0;
const BELOW: f64 = 46.0;
const HEIGHT: f64 = 340.0;

/// Points.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// The points; those that come first get their names first.
    pub dots: Vec<Dot>,
    /// The points that nothing beats, from left to right, joined by steps.
    pub front: Vec<(f64, f64)>,
    /// Whether the line of equal values is drawn; both axes then have one range.
    pub has_diagonal: bool,
}

/// One point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot {
    /// Points of different pictures that mean the same have the same.
    pub key: String,
    /// Its name, if it may be written beside it.
    pub label: Option<String>,
    /// Where on the first axis.
    pub x: f64,
    /// Where on the second.
    pub y: f64,
    /// Lower and upper end on the second axis.
    pub interval: Option<(f64, f64)>,
    /// Whether it stands out.
    pub is_first: bool,
    /// All of it in a line.
    pub title: String,
}

impl Scatter {
    fn scales(&self, area: Area) -> (Scale, Scale) {
        let heights = self.dots.iter().flat_map(|dot| {
            let (low, high) = dot.interval.unwrap_or((dot.y, dot.y));
            [low, dot.y, high]
        });
        let widths = self.dots.iter().map(|dot| dot.x);
        let (across, up) = ((area.left, area.right), (area.bottom, area.top));
        if self.has_diagonal {
            let whole = (0.0, 1.0);
            return (
                Scale::exactly(self.x.kind, whole, across),
                Scale::exactly(self.y.kind, whole, up),
            );
        }
        (
            Scale::over(self.x.kind, widths, across),
            Scale::over(self.y.kind, heights, up),
        )
    }
}

fn area(picture: f64) -> Area {
    Area {
        left: left(picture),
        right: picture - 24.0,
        top: TOP,
        bottom: TOP + HEIGHT,
        width: picture,
    }
}

impl Picture for Scatter {
    fn is_empty(&self) -> bool {
        self.dots.is_empty()
    }

    fn size(&self, width: f64) -> Size {
        Size {
            width,
            height: TOP + HEIGHT + BELOW,
        }
    }

    fn draw(&self, t: Language, width: f64) -> Markup {
        let area = area(width);
        let (x, y) = self.scales(area);
        let names = names(&self.dots, &x, &y, area);
        html! {
            (horizontal(t, &self.x, &x, area))
            (vertical(t, &self.y, &y, area))
            @if self.has_diagonal { line .guide x1=(n(area.left)) y1=(n(area.bottom)) x2=(n(area.right)) y2=(n(area.top)) {} }
            @if self.front.len() > 1 { path .s2 d=(steps(&self.front, &x, &y)) {} }
            @for (dot, name) in self.dots.iter().zip(&names).rev() {
                @let (across, up) = (x.place(dot.x), y.place(dot.y));
                g .mark data-key=(dot.key) {
                    title lang="" { (dot.title) }
                    @if let Some((low, high)) = dot.interval {
                        line .whisker x1=(n(across)) x2=(n(across)) y1=(n(y.place(low))) y2=(n(y.place(high))) {}
                    }
                    circle .hit cx=(n(across)) cy=(n(up)) r="12" {}
                    circle .{ @if dot.is_first { "f2" } @else { "f1" } } cx=(n(across)) cy=(n(up)) r="5" {}
                    @if let (Some(label), Some((left, base))) = (&dot.label, name) {
                        text .l.halo lang="" x=(n(*left)) y=(n(*base)) { (label) }
                    }
                }
            }
        }
    }
}

/// Steps through the front: what one could have had at least for that much.
fn steps(front: &[(f64, f64)], x: &Scale, y: &Scale) -> String {
    let mut out = String::new();
    let mut before: Option<f64> = None;
    for (across, up) in front {
        let (across, up) = (n(x.place(*across)), y.place(*up));
        if let Some(before) = before {
            let _ = write!(out, "L{across} {}", n(before));
        }
        let sign = if before.is_none() { 'M' } else { 'L' };
        let _ = write!(out, "{sign}{across} {}", n(up));
        before = Some(up);
    }
    out
}

/// A box that is taken: left, top, right, bottom.
type Taken = [f64; 4];

fn meet(a: &Taken, b: &Taken) -> bool {
    let [left, top, right, bottom] = a;
    let [other_left, other_top, other_right, other_bottom] = b;
    left < other_right && other_left < right && top < other_bottom && other_top < bottom
}

/// Where each name stands, left end and base line: beside, above or below its point, or nowhere if it would meet another.
fn names(dots: &[Dot], x: &Scale, y: &Scale, area: Area) -> Vec<Option<(f64, f64)>> {
    let around = |dot: &Dot| {
        let (x, y) = (x.place(dot.x), y.place(dot.y));
        [x - 5.0, y - 5.0, x + 5.0, y + 5.0]
    };
    let mut taken: Vec<Taken> = dots.iter().map(around).collect();
    let mut places = Vec::with_capacity(dots.len());
    for dot in dots {
        let wide = dot.label.as_deref().map_or(0.0, width);
        let (across, up) = (x.place(dot.x), y.place(dot.y));
        let mut tries = [
            (across + 9.0, up + 4.0),
            (across - 9.0 - wide, up + 4.0),
            (across - wide / 2.0, up - 9.0),
            (across - wide / 2.0, up + 9.0 + SIZE),
        ];
        if dot.is_first {
            // The line of the front leads to both sides.
            tries.rotate_right(2);
        }
        let boxed = |(left, base): (f64, f64)| [left, base - SIZE, left + wide, base + 3.0];
        let free = tries.into_iter().find(|place| {
            let wanted = boxed(*place);
            let [left, top, right, bottom] = wanted;
            let is_inside =
                left > area.left && right < area.width && top > 16.0 && bottom < area.bottom;
            is_inside && !taken.iter().any(|other| meet(&wanted, other))
        });
        let place = free.filter(|_| dot.label.is_some());
        taken.extend(place.map(boxed));
        places.push(place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Kind;

    #[test]
    fn names_that_are_written_do_not_meet() {
        let dot = |x: f64, y: f64| Dot {
            label: Some("Model with a name".into()),
            x,
            y,
            ..Dot::default()
        };
        let dots: Vec<Dot> = (0..40)
            .map(|n| dot(f64::from(n % 7), f64::from(n % 11)))
            .collect();
        let area = area(crate::charts::WIDTH);
        let (across, up) = ((area.left, area.right), (area.bottom, area.top));
        let x = Scale::over(Kind::Linear, dots.iter().map(|dot| dot.x), across);
        let y = Scale::over(Kind::Linear, dots.iter().map(|dot| dot.y), up);
        let wide = width("Model with a name");
        let boxes: Vec<Taken> = names(&dots, &x, &y, area)
            .into_iter()
            .flatten()
            .map(|(left, base)| [left, base - SIZE, left + wide, base + 3.0])
            .collect();
        assert!(boxes.len() > 3);
        for (place, one) in boxes.iter().enumerate() {
            assert!(boxes[..place].iter().all(|other| !meet(one, other)));
        }
    }
}
