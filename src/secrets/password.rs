//! Passwords: strength, and hashing with argon2id.

use std::cmp::Reverse;
use std::sync::OnceLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};

pub const SHORTEST: usize = 12;

pub const LONGEST: usize = 128;

/// How many guesses a password must withstand. Common passwords, even with a digit or a year added, and rows of keys
/// take fewer.
const GUESSES: u64 = 1_000_000;

/// How many characters are scored, because the time grows with the third power: a start that withstands enough guesses
/// is enough.
const SCORED: usize = 40;

/// The system couldn't hash, or gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("can’t create a secret: {0}")]
pub struct HashError(pub(super) String);

/// In bytes; shorter words aren't compared with passwords.
const SHORTEST_WORD: usize = 3;

/// Words that a guesser would try on any Metier site.
const OURS: [&str; 3] = ["metier", "career", "careers"];

/// The error tells users what is wrong with their new password. `site` is the site's name and host.
pub fn check(password: &str, email: &str, site: [&str; 2]) -> Result<(), &'static str> {
    let length = password.chars().count();
    let (lower, email) = (password.to_lowercase(), email.to_lowercase());
    let name = email.split('@').next().unwrap_or_default();
    match () {
        () if length < SHORTEST => Err("Choose a password of at least 12 characters"),
        () if length > LONGEST => Err("Choose a password of at most 128 characters"),
        () if lower == email || lower == name => Err("Choose a password that isn’t your email address"),
        () if is_guessed(&lower, &[&email, name, site[0], site[1]]) => {
            Err("This password is too easy to guess; choose another one")
        }
        () => Ok(()),
    }
}

/// Whether a lower-case password is easy to guess, as it is or without the words of `texts` and [`OURS`].
fn is_guessed(password: &str, texts: &[&str]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    let words = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut near: Vec<&str> = texts.iter().map(String::as_str).chain(words).chain(OURS).collect();
    near.retain(|word| word.len() >= SHORTEST_WORD);
    near.sort_by_key(|word| Reverse(word.len()));
    let rest = near.iter().fold(password.to_owned(), |rest, word| rest.replace(word, ""));
    [password, &rest].iter().any(|text| {
        let start: String = text.chars().take(SCORED).collect();
        zxcvbn::zxcvbn(&start, &near).guesses() < GUESSES
    })
}

/// The hash to store. Slow on purpose, so don't call it on async threads.
pub fn hash(password: &str) -> Result<String, HashError> {
    let hash: PasswordHash =
        argon2().hash_password(password.as_bytes()).map_err(|error| HashError(error.to_string()))?;
    Ok(hash.to_string())
}

/// The one of OWASP's equivalent settings with the most memory: glibc returns blocks above 32 MiB to the system, but
/// keeps smaller ones for every thread that has used one.
fn argon2() -> Argon2<'static> {
    let settings = Params::new(46 * 1_024, 1, 1, None).expect("argon2 accepts OWASP’s settings");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, settings)
}

/// Without a stored hash, takes as long and returns false, so that the time doesn't reveal who has an account.
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let is_real = stored.is_some();
    let parsed = PasswordHash::new(stored.unwrap_or_else(|| nobodys()));
    // Nobody can have set a longer one, and hashing it would cost too much.
    let is_possible = password.len() <= LONGEST * 4;
    let password = if is_possible { password.as_bytes() } else { b"" };
    let is_right = parsed.is_ok_and(|stored| argon2().verify_password(password, &stored).is_ok());
    is_right && is_real && is_possible
}

/// Whether it was hashed with parameters other than [`hash`] uses now.
pub fn is_outdated(stored: &str) -> bool {
    let today = PasswordHash::new(nobodys());
    let made = |hash: &PasswordHash| (hash.algorithm, hash.version, hash.params.clone());
    today.is_ok_and(|today| PasswordHash::new(stored).is_ok_and(|stored| made(&stored) != made(&today)))
}

fn nobodys() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash("the password of nobody").unwrap_or_default())
}

/// Computes the dummy hash of [`verify`], so that the first sign-in isn't slower than others.
pub fn warm_up() {
    nobodys();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_passwords_and_ones_own_address_are_refused() {
        let email = "anna.baker@example.org";
        for weak in [
            "short",
            "123456789012",
            "passwordpassword",
            "qwertyuiop12",
            "password1234",
            "aaaaaaaaaaaaaaaa",
            "Anna.Baker@example.org",
            &"a".repeat(129),
        ] {
            assert!(check(weak, email, ["Jobs", "example.org"]).is_err(), "{weak}");
        }
        for good in ["correct horse battery staple", "日本語のパスワードは十二字です", "x8#pQ!zz0v_K"]
        {
            assert_eq!(check(good, email, ["Jobs", "example.org"]), Ok(()), "{good}");
        }
    }

    #[test]
    fn a_long_password_is_scored_quickly() {
        let long: String = "a1!aB2?bC3#c".repeat(11).chars().take(LONGEST).collect();
        let began = std::time::Instant::now();
        check(&long, "anna@example.org", ["Jobs", "example.org"]).ok();
        assert!(began.elapsed().as_millis() < 500, "{:?}", began.elapsed());
    }

    #[test]
    fn words_that_stand_near_are_refused() {
        let site = ["Hollerith Lane", "jobs.hollerith.example"];
        for weak in ["hollerithlane1", "Jobs.Hollerith.Example", "metier-Careers-2026", "hollerith-metier"] {
            assert!(check(weak, "anna@example.org", site).is_err(), "{weak}");
        }
        let elsewhere = ["Other", "other.example"];
        assert_eq!(check("hollerithlane1", "anna@example.org", elsewhere), Ok(()));
        assert_eq!(check("a lane of nine purple elephants", "anna@example.org", site), Ok(()));
    }

    #[test]
    fn only_the_stored_password_is_right() {
        let stored = hash("correct horse").unwrap();
        assert!(stored.starts_with("$argon2id$"), "{stored}");
        assert!(verify("correct horse", Some(&stored)));
        assert!(!verify("correct horsf", Some(&stored)));
        assert!(!verify("the password of nobody", None));
    }
}
