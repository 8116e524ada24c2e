//! Lines over time or over another quantity, each with a band for how sure it is; names stand at the ends of the lines.

use maud::{Markup, html};

use super::axes::{Area, Axis, horizontal, left, n, vertical};
use super::scale::Scale;
use super::text::{fit, spread, width};
use super::{Picture, Size, TONES, is_narrow};
use crate::language::Language;

const TOP: f64 = 34.0;
const BELOW: f64 = 46.0;
/// The most that names may take, and on a narrow screen.
const NAMES: (f64, f64) = (170.0, 100.0);
/// The least distance between two names.
const GAP: f64 = 15.0;
/// Points of a line that are drawn large.
const FEW: usize = 24;

/// Lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// From left to right.
    pub x: Axis,
    /// From bottom to top.
    pub y: Axis,
    /// Whether small values of `y` stand at the top, as ranks do.
    pub is_upside_down: bool,
    /// The lines, the most important first: the first ones have tones and dashes of their own, and the others are grey.
    pub series: Vec<Series>,
    /// How high the picture is without its margins.
    pub height: f64,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Lines of different pictures that mean the same have the same.
    pub key: String,
    /// Its name.
    pub label: String,
    /// From left to right.
    pub points: Vec<Point>,
    /// Whether a value holds until the next point.
    pub has_steps: bool,
    /// All of it in a line.
    pub title: String,
}

/// One point of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Where on the first axis.
    pub x: f64,
    /// Where on the second.
    pub y: f64,
    /// Lower and upper end of its interval, if it has one.
    pub band: Option<(f64, f64)>,
}

impl Lines {
    fn area(&self, picture: f64) -> Area {
        let widths = self.series.iter().map(|one| width(&one.label));
        let names = if is_narrow(picture) { NAMES.1 } else { NAMES.0 };
        Area {
            left: left(picture),
            right: picture - widths.fold(0.0, f64::max).min(names) - 14.0,
            top: TOP,
            bottom: TOP + self.height,
            width: picture,
        }
    }

    fn scales(&self, area: Area) -> (Scale, Scale) {
        let points = || self.series.iter().flat_map(|one| &one.points);
        let heights = points().flat_map(|point| {
            let (low, high) = point.band.unwrap_or((point.y, point.y));
            [low, point.y, high]
        });
        let range = if self.is_upside_down {
            (area.top, area.bottom)
        } else {
            (area.bottom, area.top)
        };
        (
            Scale::over(
                self.x.kind,
                points().map(|point| point.x),
                (area.left, area.right),
            ),
            Scale::over(self.y.kind, heights, range),
        )
    }
}

impl Picture for Lines {
    fn is_empty(&self) -> bool {
        // One moment is no line.
        let mut places = self
            .series
            .iter()
            .flat_map(|one| &one.points)
            .map(|one| one.x);
        let first = places.next();
        first.is_none_or(|first| places.all(|place| place.total_cmp(&first).is_eq()))
    }

    fn size(&self, width: f64) -> Size {
        Size {
            width,
            height: TOP + self.height + BELOW,
        }
    }

    fn draw(&self, t: Language, width: f64) -> Markup {
        let area = self.area(width);
        let (x, y) = self.scales(area);
        let ends: Vec<f64> = self
            .series
            .iter()
            .map(|one| {
                one.points
                    .last()
                    .map_or(area.bottom, |last| y.place(last.y))
            })
            .collect();
        let ends = spread(&ends, GAP, (area.top, area.bottom));
        let drawn = self.series.iter().zip(ends).enumerate();
        html! {
            (horizontal(t, &self.x, &x, area))
            (vertical(t, &self.y, &y, area))
            // The first is drawn last, above the others.
            @for (place, (one, end)) in drawn.rev() {
                @let tone = if place < TONES { place + 1 } else { 0 };
                g .mark data-key=(one.key) {
                    title lang="" { (one.title) }
                    path .{ "b" (tone) } d=(band(one, &x, &y)) {}
                    path .{ "s" (tone) } d=(line(one, &x, &y)) {}
                    @let dots = if is_narrow(width) && one.points.len() > FEW { &[] } else { &*one.points };
                    @for point in dots { circle .{ "f" (tone) } cx=(n(x.place(point.x))) cy=(n(y.place(point.y))) r=(if one.points.len() > FEW { "1" } else { "2.5" }) {} }
                    text .l lang="" x=(n(area.right + 8.0)) y=(n(end + 4.0)) { (fit(&one.label, width - area.right - 10.0)) }
                }
            }
        }
    }
}

/// The places of a line's values, with the corners of steps.
fn places(one: &Series, x: &Scale, y: impl Fn(&Point) -> Option<f64>) -> Vec<(f64, f64)> {
    let mut places: Vec<(f64, f64)> = Vec::with_capacity(one.points.len() * 2);
    for point in &one.points {
        let Some(height) = y(point) else { continue };
        let across = x.place(point.x);
        if let Some((_, before)) = places.last().copied().filter(|_| one.has_steps) {
            places.push((across, before));
        }
        places.push((across, height));
    }
    places
}

fn path(places: impl Iterator<Item = (f64, f64)>) -> String {
    let mut out = String::new();
    for (x, y) in places {
        out.push(if out.is_empty() { 'M' } else { 'L' });
        out.push_str(&n(x));
        out.push(' ');
        out.push_str(&n(y));
    }
    out
}

fn line(one: &Series, x: &Scale, y: &Scale) -> String {
    path(places(one, x, |point| Some(y.place(point.y))).into_iter())
}

fn band(one: &Series, x: &Scale, y: &Scale) -> String {
    let low = places(one, x, |point| Some(y.place(point.band?.0)));
    let high = places(one, x, |point| Some(y.place(point.band?.1)));
    if low.is_empty() {
        return String::new();
    }
    let mut out = path(low.into_iter().chain(high.into_iter().rev()));
    out.push('Z');
    out
}
