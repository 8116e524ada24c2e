use super::super::squared_differences;
use super::worlds::{World, matrix};

#[test]
fn squares_are_summed_over_the_pairs() {
    for (models, columns, density) in [(2, 1, 1.0), (9, 9, 0.4), (70, 70, 0.8), (131, 40, 0.1)] {
        let mut pairs = World::new(models, density, 2.0, 1).links;
        pairs.sort_by_key(|pair| (pair.0, pair.1));
        let rows = matrix(models, columns, 2);
        let sums = squared_differences(&rows, &pairs);
        assert_eq!(sums.len(), columns);
        for (column, sum) in sums.iter().enumerate() {
            let square = |&(first, second, weight): &(usize, usize, f64)| {
                weight * (rows.at(first, column) - rows.at(second, column)).powi(2)
            };
            let want: f64 = pairs.iter().map(square).sum();
            assert!((sum - want).abs() <= 1e-13 * want, "{sum} {want}");
        }
    }
}

#[test]
fn no_pairs_have_no_squares() {
    assert_eq!(squared_differences(&matrix(3, 2, 1), &[]), [0.0, 0.0]);
}
