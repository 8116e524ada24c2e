//! What must hold for every picture.

use std::collections::BTreeMap;

use super::kinds::{Rated, Ratings};
use super::*;

fn hostile() -> Ratings {
    let model = |place: u32, name: &str| Rated {
        id: name.to_owned(),
        name: name.to_owned(),
        rank: Some((place, 3)),
        rating: Some(1100.0 - f64::from(place)),
        low: Some(1000.0),
        high: (place < 3).then_some(1200.0),
        ..Rated::default()
    };
    Ratings {
        models: vec![
            model(1, crate::samples::hostile()),
            model(2, "\u{0}\u{8}\u{ffff} & <b>"),
            model(3, "]]>"),
        ],
    }
}

#[test]
fn hostile_names_are_text_in_every_form() {
    for t in Language::ALL {
        let chart = hostile().chart(t);
        let page = chart.inline(t).into_string();
        for svg in [&chart.standalone(t), &chart.flat(t), &page] {
            for bad in ["<script", "<img", "<b>"] {
                assert!(!svg.contains(bad), "{bad}");
            }
            // Only XML forbids them.
            let has_control = svg.contains(['\u{0}', '\u{8}', '\u{ffff}']);
            assert!(svg == &page || !has_control);
        }
    }
}

#[test]
fn a_file_is_well_formed() {
    let svg = hostile()
        .chart(Language::Arabic)
        .standalone(Language::Arabic);
    let mut open: Vec<&str> = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed)),
            None if tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn nothing_to_draw_is_said_and_the_table_keeps_its_header() {
    let chart = Ratings::default().chart(Language::English);
    assert!(
        chart
            .standalone(Language::English)
            .contains("Nothing to draw")
    );
    assert_eq!(chart.table.records().len(), 1);
}

/// The colours of a class in a file's style, and of the page's token of the same name.
fn colours(css: &str, sign: &str) -> BTreeMap<String, String> {
    let parts = css
        .split(['}', ';', '{', ' ', '\n'])
        .zip(css.split(['}', ';', '{', ' ', '\n']).skip(1));
    let found = parts.filter_map(|(name, value)| {
        let name = name.strip_prefix(sign)?.trim_end_matches(':');
        let colour = value.trim().trim_start_matches("fill:");
        colour
            .starts_with('#')
            .then(|| (name.to_owned(), colour.to_owned()))
    });
    found.collect()
}

#[test]
fn files_and_pages_have_the_same_colours() {
    let file = assets::text("chart.css");
    let page = assets::text("agon.css");
    let pictures = page.split("/* pictures */").nth(1).unwrap();
    let pictures = pictures.split("\n.contents").next().unwrap();
    let (light, dark) = file.split_once("@media").unwrap();
    // A token is "light-dark(#one, #other)": of the light page, and of the dark one.
    let tokens = pictures.replace("light-dark(", "");
    let dark_tokens = tokens.split(';').map(|token| {
        let (name, both) = token.split_once(": ").unwrap_or_default();
        format!("{name}: {};", both.rsplit(' ').next().unwrap_or_default())
    });
    let dark_tokens = dark_tokens.collect::<String>();
    for (css, tokens) in [(light, tokens), (dark, dark_tokens)] {
        let classes = colours(css, ".");
        let tokens = colours(&tokens.replace([',', ')'], ""), "--");
        for place in 0..7 {
            let tone = &tokens[&format!("t{place}")];
            assert_eq!(&classes[&format!("f{place}")], tone);
            assert_eq!(classes[&format!("k{place}")], tokens[&format!("k{place}")]);
        }
        for place in 0..9 {
            assert_eq!(classes[&format!("d{place}")], tokens[&format!("d{place}")]);
        }
    }
}

/// Contrast of two colours by WCAG.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let part = |from: usize| {
            let value = u8::from_str_radix(&colour[from..from + 2], 16).unwrap();
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn ink_can_be_read_on_every_tint_and_lines_can_be_seen() {
    let file = assets::text("chart.css");
    let (light, dark) = file.split_once("@media").unwrap();
    for (css, ink, sheet) in [(light, "#1b1c1f", "#ffffff"), (dark, "#eceae4", "#1a1c20")] {
        let classes = colours(css, ".");
        for (name, colour) in &classes {
            match name.chars().next() {
                Some('d' | 'k') => assert!(contrast(ink, colour) >= 4.5, "{name} {colour}"),
                Some('f') => assert!(contrast(sheet, colour) >= 3.0, "{name} {colour}"),
                _ => {}
            }
        }
        assert!(classes.len() > 20);
    }
}
