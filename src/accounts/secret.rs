//! Secrets: argon2id for what people choose, the system's randomness for what the station makes, hashes of cookies.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};

use super::AccountError;

/// 19 MiB, two passes, one lane: the second of OWASP's equal choices, which a small board affords.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Letters and digits that nobody takes for one another.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
use crate::hex::hex;

fn argon() -> Result<Argon2<'static>, AccountError> {
    let params =
        Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|error| AccountError::Hash(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The PHC string of a secret, with a salt of its own. Takes tens of milliseconds.
pub fn hash(secret: &str) -> Result<String, AccountError> {
    let hash =
        argon()?.hash_password(secret.as_bytes()).map_err(|error| AccountError::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether a secret is the one of a PHC string. Without one it takes as long, and is not.
pub(super) fn verify(secret: &str, phc: Option<&str>) -> bool {
    let Some(phc) = phc else {
        let _ = hash(secret);
        return false;
    };
    let (Ok(argon), Ok(parsed)) = (argon(), PasswordHash::new(phc)) else { return false };
    argon.verify_password(secret.as_bytes(), &parsed).is_ok()
}

/// Random bytes from the system.
fn random<const N: usize>() -> Result<[u8; N], AccountError> {
    let mut bytes = [0; N];
    let provider = rustls::crypto::ring::default_provider();
    provider
        .secure_random
        .fill(&mut bytes)
        .map_err(|_| AccountError::Hash("the system gives no random numbers".into()))?;
    Ok(bytes)
}

/// A new cookie: 256 random bits in hex.
pub(super) fn token() -> Result<String, AccountError> {
    Ok(hex(&random::<32>()?))
}

/// Under what a cookie is kept.
pub(super) fn fingerprint(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Compares without telling by its time where they part.
pub(super) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (Sha256::digest(one.as_bytes()), Sha256::digest(other.as_bytes()));
    one.iter().zip(other.iter()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// A code for a person to copy: `ABCD-EFGH`, 40 random bits.
pub fn random_code() -> Result<String, AccountError> {
    let letters = letters::<8>()?;
    Ok(format!("{}-{}", &letters[..4], &letters[4..]))
}

/// A password for a person to copy and then change: four groups of five, 100 random bits.
pub fn random_password() -> Result<String, AccountError> {
    let letters = letters::<20>()?.to_lowercase();
    Ok([&letters[..5], &letters[5..10], &letters[10..15], &letters[15..]].join("-"))
}

fn letters<const N: usize>() -> Result<String, AccountError> {
    // 256 is a multiple of 32: no letter is likelier than another.
    Ok(random::<N>()?.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_salted_and_recognised() {
        let (one, other) = (hash("eleven tall giraffes").unwrap(), hash("eleven tall giraffes").unwrap());
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert!(verify("eleven tall giraffes", Some(&one)) && !verify("eleven tall giraffe", Some(&one)));
        assert!(!verify("", None) && !verify("x", Some("$argon2id$nonsense")) && !verify("x", Some("")));
    }

    #[test]
    fn what_the_station_makes_differs_every_time() {
        assert_ne!(token().unwrap(), token().unwrap());
        assert_eq!(random_code().unwrap().len(), 9);
        let password = random_password().unwrap();
        assert_eq!(password.len(), 23);
        super::super::check_password(&password, &[]).unwrap();
        assert!(same("a", "a") && !same("a", "b") && !same("a", ""));
    }
}
