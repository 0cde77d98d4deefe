//! The key as a person can write it down: 55 letters and digits in groups of five, which no two alike confuse, the last
//! of them a checksum.

use sha2::{Digest, Sha256};

use super::kernel::KEY;

/// Crockford's: no I, L, O, U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Checksum bytes after the key.
const CHECK: usize = 2;
const GROUP: usize = 5;

/// Eleven groups of five.
pub fn written(key: &[u8; KEY]) -> String {
    let mut bytes = key.to_vec();
    bytes.extend_from_slice(&Sha256::digest(key)[..CHECK]);
    let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0);
    for byte in bytes.into_iter().map(Some).chain([None]) {
        match byte {
            Some(byte) => {
                bits = (bits << 8) | u32::from(byte);
                held += 8;
            }
            // The last digit is filled up with zeros.
            None => {
                bits <<= (5 - held % 5) % 5;
                held += (5 - held % 5) % 5;
            }
        }
        while held >= 5 {
            held -= 5;
            if text.chars().filter(|c| *c != '-').count() % GROUP == 0 && !text.is_empty() {
                text.push('-');
            }
            text.push(char::from(DIGITS[(bits >> held & 31) as usize]));
        }
        bits &= (1 << held) - 1;
    }
    text
}

/// The key that was written so; none where a letter is wrong or missing. Case, spaces and dashes do not count, and an O is
/// a 0, an I or L a 1.
pub fn read(text: &str) -> Option<[u8; KEY]> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for letter in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let digit = DIGITS.iter().position(|digit| char::from(*digit) == letter)?;
        bits = (bits << 5) | digit as u32;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    let (key, check) = bytes.split_at_checked(KEY)?;
    let key: [u8; KEY] = key.try_into().ok()?;
    (bits == 0 && check == &Sha256::digest(key)[..CHECK]).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_a_slip_is_noticed() {
        for seed in 0..50_u8 {
            let key: [u8; KEY] = std::array::from_fn(|n| seed.wrapping_mul(37).wrapping_add(n as u8 * 11));
            let text = written(&key);
            assert_eq!((text.len(), text.matches('-').count()), (65, 10), "{text}");
            assert_eq!(read(&text), Some(key));
            assert_eq!(read(&text.to_lowercase().replace('-', " ").replace('0', "o")), Some(key));
            for at in [0, 20, 64] {
                let mut wrong = text.clone().into_bytes();
                wrong[at] = if wrong[at] == b'7' { b'8' } else { b'7' };
                assert_eq!(read(&String::from_utf8(wrong).unwrap()), None, "{text} at {at}");
            }
        }
        for text in ["", "hello", "0000"] {
            assert_eq!(read(text), None);
        }
    }
}
