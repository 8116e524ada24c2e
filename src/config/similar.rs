//! "Did you mean ...?"

/// The ending `; did you mean "x"?` if one of the known words is close to what was written, else nothing.
pub(super) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let written = written.to_lowercase();
    let far = 1 + written.len() / 4;
    known
        .into_iter()
        .map(|word| (distance(&written, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map_or_else(String::new, |(_, word)| {
            format!("; did you mean \"{word}\"?")
        })
}

/// Insertions, deletions and replacements of characters, and swaps of neighbours (optimal string alignment).
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    let at = |rows: &[Vec<usize>], i: usize, j: usize| {
        let cell = rows.get(i).and_then(|row| row.get(j));
        cell.copied().unwrap_or(usize::MAX / 2)
    };
    for (i, a) in from.iter().enumerate() {
        rows.push(vec![i + 1]);
        for (j, b) in to.iter().enumerate() {
            let replaced = at(&rows, i, j) + usize::from(a != b);
            let inserted = at(&rows, i + 1, j).min(at(&rows, i, j + 1)) + 1;
            let swap = i > 0 && j > 0 && from.get(i - 1) == Some(b) && to.get(j - 1) == Some(a);
            let swapped = if swap {
                at(&rows, i - 1, j - 1) + 1
            } else {
                usize::MAX
            };
            if let Some(row) = rows.last_mut() {
                row.push(replaced.min(inserted).min(swapped));
            }
        }
    }
    at(&rows, from.len(), to.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognized_and_a_stranger_is_not() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("lba", "lab"), 1);
        assert_eq!(distance("", "lab"), 3);
        let hint = did_you_mean("databse", ["listen", "database"]);
        assert_eq!(hint, "; did you mean \"database\"?");
        assert_eq!(did_you_mean("colour", ["listen", "database"]), "");
    }
}
