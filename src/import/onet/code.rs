//! O*NET-SOC codes.

use std::fmt;
use std::str::FromStr;

/// An O*NET-SOC code, `15-1252.00`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

impl Code {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The SOC code it belongs to, which other statistics count by: `15-1252`.
    pub fn soc(&self) -> &str {
        &self.0[..7]
    }

    /// The SOC major group: `15`.
    pub fn major(&self) -> &str {
        &self.0[..2]
    }

    /// What tells its address from another of the same title: `15-1252`, `15-1299-01`.
    pub fn suffix(&self) -> String {
        self.0.trim_end_matches(".00").replace('.', "-")
    }
}

impl FromStr for Code {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
        match shape == "99-9999.99" {
            true => Ok(Self(text.to_owned())),
            false => Err(format!("“{text}” is not an O*NET-SOC code such as 15-1252.00")),
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_checked_and_taken_apart() {
        let code: Code = "15-1299.01".parse().unwrap();
        assert_eq!((code.major(), code.soc(), code.suffix().as_str()), ("15", "15-1299", "15-1299-01"));
        assert_eq!("15-1252.00".parse::<Code>().unwrap().suffix(), "15-1252");
        for wrong in ["", "15-1252", "15-1252.0", "15-1252.000", "99-9999.9x", "１5-1252.00"] {
            assert!(wrong.parse::<Code>().is_err(), "{wrong}");
        }
    }
}
