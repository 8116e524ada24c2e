//! How wide text is, roughly, since nothing here can measure it: a little too wide rather than too narrow.

/// The size of all text in a picture.
pub(super) const SIZE: f64 = 12.0;

/// The width of a text.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(wide).sum::<f64>() * SIZE
}

/// A text cut to a width, with an ellipsis if something is missing.
pub(super) fn fit(text: &str, most: f64) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let room = most - width("\u{2026}");
    let mut used = 0.0;
    let kept = text.chars().take_while(|c| {
        used += wide(*c) * SIZE;
        used <= room
    });
    let mut cut: String = kept.collect();
    cut.truncate(cut.trim_end().len());
    cut.push('\u{2026}');
    cut
}

/// Width in parts of the size.
fn wide(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | 'I' => 0.33,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' | '"' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        '<' | '>' | '=' | '+' | '~' | '^' | '#' | '&' => 0.84,
        // Marks that stand above or below others, and marks of direction.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => 0.0,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{1f000}'.. => 1.05,
        c if c.is_uppercase() => 0.7,
        _ => 0.61,
    }
}

/// Places of labels, moved so that neighbours are at least `gap` apart and all between `low` and `high` where that is possible;
/// in the order given.
pub(super) fn spread(places: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = places.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut next = low;
    for (_, place) in &mut order {
        *place = place.max(next);
        next = *place + gap;
    }
    let mut limit = high;
    for (_, place) in order.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - gap;
    }
    let mut spread = vec![0.0; places.len()];
    for (index, place) in order {
        if let Some(slot) = spread.get_mut(index) {
            *slot = place;
        }
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_and_says_that_it_is_cut() {
        let text = "Donaudampfschifffahrtselektrizit\u{e4}t";
        let cut = fit(text, 100.0);
        assert!(width(&cut) <= 100.0 && cut.ends_with('\u{2026}'), "{cut}");
        assert_eq!(fit("GPT 4", 100.0), "GPT 4");
        assert_eq!(fit("\u{6a21}\u{578b}", 26.0), "\u{6a21}\u{578b}");
    }

    #[test]
    fn labels_do_not_collide() {
        let places = spread(&[50.0, 51.0, 10.0, 52.0, 99.0, 98.0], 12.0, (0.0, 100.0));
        let mut sorted = places.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(
            sorted.windows(2).all(|two| two[1] - two[0] >= 11.999),
            "{places:?}"
        );
        assert!((0.0..=100.0).contains(&sorted[0]) && sorted[5] <= 100.0);
        assert!((places[2] - 10.0).abs() < 1e-9);
    }
}
