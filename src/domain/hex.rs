//! Bytes as hexadecimal digits.

/// Two lower-case digits for each byte.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digits = |byte: &u8| {
        [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0'))
    };
    bytes.iter().flat_map(digits).collect()
}

/// Back from [`hexadecimal`], which has one spelling for each value; `None` if the text is no such spelling.
#[must_use]
pub fn from_hexadecimal<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    let bytes: Vec<u8> = pairs.map(byte).collect::<Option<_>>()?;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_one_spelling() {
        let bytes = [0x00, 0x9f, 0xa0, 0xff];
        assert_eq!(hexadecimal(&bytes), "009fa0ff");
        assert_eq!(from_hexadecimal("009fa0ff"), Some(bytes));
        for wrong in [
            "",
            "009FA0FF",
            "009fa0f",
            "009fa0ff00",
            "009fa0fg",
            "\u{e9}9fa0ff",
        ] {
            assert_eq!(from_hexadecimal::<4>(wrong), None, "{wrong}");
        }
    }
}
