//! A checksum of a row of a file, so that damage is found where it is. It proves nothing of who wrote the row.

use sha2::{Digest as _, Sha256};

use crate::domain::hexadecimal;

/// Bytes of the hash that stay: damage goes unseen once in 2^64 times.
const BYTES: usize = 8;

/// The first 16 hexadecimal digits of the SHA-256 of a row's other cells as they stand in CSV, with line ends between them.
#[must_use]
pub fn row_check<T: AsRef<[u8]>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut hasher = Sha256::new();
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            hasher.update("\n");
        }
        hasher.update(cell);
    }
    hexadecimal(hasher.finalize().get(..BYTES).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_is_the_beginning_of_the_hash_of_the_joined_cells() {
        let whole = hexadecimal(&Sha256::digest("one\n\ntwo"));
        assert_eq!(row_check(["one", "", "two"]), whole[..16]);
        assert_ne!(row_check(["one", "two", ""]), whole[..16]);
    }
}
