//! The second factor: time-based codes (RFC 6238), and recovery codes.

use chrono::NaiveDateTime;
use data_encoding::BASE32_NOPAD;
use totp_rs::{Builder, Totp};

use super::password::HashError;
use super::random;

/// In bytes, as RFC 4226 recommends.
const SECRET: usize = 20;

/// In bytes.
const RECOVERY_CODE: usize = 20;

const CODES: usize = 10;

/// In base 32.
pub fn new_secret() -> Result<String, HashError> {
    Ok(BASE32_NOPAD.encode(&random::<SECRET>()?))
}

/// 160 random bits each, in eight groups of four.
pub fn new_recovery_codes() -> Result<Vec<String>, HashError> {
    let code = |_| {
        let text = BASE32_NOPAD.encode(&random::<RECOVERY_CODE>()?).to_lowercase();
        Ok(in_fours(&text).join("-"))
    };
    (0..CODES).map(code).collect()
}

pub fn in_fours(text: &str) -> Vec<&str> {
    text.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect()
}

/// Normalizes a recovery code before hashing: drops what people add when they copy it, and upper case.
pub fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// The time step of a code, at most one step early or late; `None` if the code or secret is wrong, or the step isn't
/// after the last one used.
pub fn step_of(secret: &str, code: &str, now: NaiveDateTime, last_used: Option<i64>) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.and_utc().timestamp()).ok()?;
    let step = i64::try_from(totp(secret, "", "")?.check(&code, seconds)?).ok()?;
    Some(step).filter(|step| last_used.is_none_or(|last| *step > last))
}

/// The URL for authenticator apps.
pub fn url(secret: &str, site: &str, email: &str) -> Option<String> {
    totp(secret, &site.replace(':', " "), &email.replace(':', " "))?.to_url().ok()
}

/// SHA-1, six digits, steps of 30 seconds, one step of tolerance, because every app supports that.
fn totp(secret: &str, site: &str, email: &str) -> Option<Totp> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok().filter(|bytes| bytes.len() == SECRET)?;
    let issuer = (!site.is_empty()).then_some(site);
    Builder::new().with_secret(secret).with_issuer(issuer).with_account_name(email).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's test vectors. The codes below are the last six digits of the RFC's.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(step_of(SECRET, code, at(seconds), None), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_step_drifts_by_one_and_is_good_once() {
        let code = "005924";
        let step = 1_234_567_890 / 30;
        assert_eq!(step_of(SECRET, code, at(1_234_567_890 + 30), None), Some(step));
        assert_eq!(step_of(SECRET, code, at(1_234_567_890 + 60), None), None);
        assert_eq!(step_of(SECRET, code, at(1_234_567_890), Some(step)), None, "already used");
        assert_eq!(step_of(SECRET, "005 924", at(1_234_567_890), Some(step - 1)), Some(step));
    }

    #[test]
    fn what_is_made_can_be_read() {
        let secret = new_secret().unwrap();
        let url = url(&secret, "Ours: jobs", "a@example.org").unwrap();
        assert!(url.starts_with("otpauth://totp/") && url.contains(&secret), "{url}");
        let codes = new_recovery_codes().unwrap();
        assert_eq!((codes.len(), codes[0].len(), plain(&codes[0].to_uppercase()).len()), (10, 39, 32));
    }
}
