//! What a name, a password, a PIN and a clinic may be.

use super::AccountError;
use crate::record::Clinic;
use crate::terms::Lang;

/// Characters of a password. NIST SP 800-63B asks for at least 8, and for no rules on which; the upper bound keeps
/// hashing short.
const PASSWORD: std::ops::RangeInclusive<usize> = 10..=128;
/// Digits of a PIN. It only reopens a session that is there, with few tries.
const PIN: std::ops::RangeInclusive<usize> = 4..=8;
const MAX_NAME: usize = 60;
const MAX_CLINIC: usize = 100;

/// Beginnings of what is tried first. Digits and marks around one of them do not make it better.
const COMMON: [&str; 32] = [
    "password",
    "passwort",
    "passwd",
    "contrasena",
    "contraseña",
    "motdepasse",
    "senha",
    "qwerty",
    "qwertz",
    "azerty",
    "asdfgh",
    "zxcvbn",
    "letmein",
    "welcome",
    "bienvenu",
    "admin",
    "administrator",
    "administrador",
    "iloveyou",
    "abcdef",
    "changeme",
    "secret",
    "default",
    "ocellus",
    "clinic",
    "clinica",
    "hospital",
    "doctor",
    "technician",
    "retina",
    "fundus",
    "1q2w3e4r",
];

fn unsuitable(what: &'static str, why: &'static str) -> AccountError {
    AccountError::Unsuitable { what, why }
}

/// A name as it is shown on every screen: letters of any script, nothing that is invisible or turns the writing.
pub fn check_name(name: &str) -> Result<(), AccountError> {
    check_text("name", name, MAX_NAME)
}

fn check_text(what: &'static str, text: &str, most: usize) -> Result<(), AccountError> {
    if text.trim().is_empty() {
        return Err(unsuitable(what, "is empty"));
    }
    if text.chars().count() > most {
        return Err(unsuitable(what, "is too long"));
    }
    // The joiners U+200C and U+200D are part of how Hindi and Persian are spelt.
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}')
    };
    match text.chars().any(hostile) {
        true => Err(unsuitable(what, "has characters that cannot be seen")),
        false => Ok(()),
    }
}

/// A password that is long enough and not among what is tried first. `names` are words it must not be made of.
pub fn check_password(password: &str, names: &[&str]) -> Result<(), AccountError> {
    let length = password.chars().count();
    if length < *PASSWORD.start() {
        return Err(unsuitable("password", "has fewer than 10 characters"));
    }
    if length > *PASSWORD.end() {
        return Err(unsuitable("password", "has more than 128 characters"));
    }
    if password.chars().any(char::is_control) {
        return Err(unsuitable("password", "has control characters"));
    }
    let folded = password.to_lowercase();
    let mut different: Vec<char> = folded.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 5 || is_run(&folded) {
        return Err(unsuitable("password", "repeats or counts up"));
    }
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    let others = names.iter().map(|name| name.trim().to_lowercase()).filter(|name| name.chars().count() >= 3);
    // What is left beside a word that everybody knows must be a word of its own.
    let mut known = COMMON.iter().map(|word| (*word).to_owned()).chain(others);
    match bare.is_empty() || known.any(|word| folded.contains(&word) && length - word.chars().count() < 6) {
        true => Err(unsuitable("password", "is too easy to guess")),
        false => Ok(()),
    }
}

/// Four to eight digits that do not repeat one digit or count.
pub fn check_pin(pin: &str) -> Result<(), AccountError> {
    if !PIN.contains(&pin.len()) || !pin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(unsuitable("PIN", "is not 4 to 8 digits"));
    }
    match is_run(pin) {
        true => Err(unsuitable("PIN", "repeats or counts up")),
        false => Ok(()),
    }
}

/// A clinic with a name, a language that there is, and a time zone that the system knows.
pub fn check_clinic(clinic: &Clinic) -> Result<(), AccountError> {
    check_text("clinic's name", &clinic.name, MAX_CLINIC)?;
    if Lang::from_word(&clinic.lang).is_none() {
        return Err(unsuitable("language", "is none that the station speaks"));
    }
    let zone = &clinic.time_zone;
    let plain = zone.len() <= 64 && zone.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
    if !plain || jiff::tz::TimeZone::get(zone).is_err() {
        return Err(unsuitable("time zone", "is not known here, such as Asia/Kolkata"));
    }
    Ok(())
}

/// Whether every character is the one before it, or all go up or down by one.
fn is_run(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps: Vec<i64> = codes.windows(2).map(|pair| pair[1] - pair[0]).collect();
    [0, 1, -1].iter().any(|step| steps.iter().all(|other| other == step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silly_passwords_are_refused_and_honest_ones_are_not() {
        for silly in [
            "",
            "short",
            "aaaaaaaaaaaaaaa",
            "abcdefghijkl",
            "123456789012",
            "password123",
            "Password!2026",
            "1234512345",
            "ocellus2026",
            "Asha Devi 1",
            "9876543210",
            "P@ss\u{0}word long",
            "qwertyuiop",
            "administrator",
        ] {
            assert!(check_password(silly, &["Asha Devi"]).is_err(), "{silly:?}");
        }
        for honest in ["correct horse battery", "नमस्ते दुनिया में", "eleven tall giraffes", "x7#kPq29!vmL"]
        {
            check_password(honest, &["Asha Devi"]).unwrap_or_else(|e| panic!("{honest}: {e}"));
        }
        assert!(check_password(&"long enough ".repeat(20), &[]).is_err());
    }

    #[test]
    fn a_pin_is_digits_that_are_no_run() {
        for bad in ["", "123", "0000", "1234", "4321", "12a4", "１２３９", "123456789"] {
            assert!(check_pin(bad).is_err(), "{bad}");
        }
        for good in ["2580", "1357", "90210", "11223344"] {
            check_pin(good).unwrap();
        }
    }

    #[test]
    fn a_name_is_of_any_script_and_hides_nothing() {
        for good in ["Asha", "O'Neill", "अनीता शर्मा", "محمد", "李娜", "<b>Bob</b>"]
        {
            check_name(good).unwrap();
        }
        for bad in ["", "  ", "a\u{202e}b", "a\nb", "a\0", "\u{feff}a", &"x".repeat(61)] {
            assert!(check_name(bad).is_err(), "{bad:?}");
        }
    }
}
