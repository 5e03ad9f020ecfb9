use std::fmt;
use std::str::FromStr;

/// `15-1252.00`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnetCode(String);

impl OnetCode {
    /// Also accepts a code without `.00`.
    pub fn written(text: &str) -> Result<Self, String> {
        let long = format!("{text}.00");
        text.parse().or_else(|error| long.parse().map_err(|_| error))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The SOC code, which other statistics use: `15-1252`.
    pub fn soc(&self) -> &str {
        &self.0[..7]
    }

    /// Whether O*NET tells it apart within a SOC occupation, which other statistics don't: `15-1299.01`.
    pub fn is_part(&self) -> bool {
        !self.0.ends_with(".00")
    }

    /// The SOC major group: `15`.
    pub fn major(&self) -> &str {
        &self.0[..2]
    }

    /// Surveys of employers don't cover the military.
    pub fn is_military(&self) -> bool {
        self.major() == "55"
    }

    /// A suffix that makes the slugs of careers with the same title unique: `15-1252`, `15-1299-01`.
    pub fn suffix(&self) -> String {
        self.0.trim_end_matches(".00").replace('.', "-")
    }
}

impl FromStr for OnetCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
        match shape == "99-9999.99" {
            true => Ok(Self(text.to_owned())),
            false => Err(format!("“{text}” is not an O*NET-SOC code such as 15-1252.00")),
        }
    }
}

impl fmt::Display for OnetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_checked_and_taken_apart() {
        let code: OnetCode = "15-1299.01".parse().unwrap();
        assert_eq!((code.major(), code.soc(), code.suffix().as_str()), ("15", "15-1299", "15-1299-01"));
        assert_eq!("15-1252.00".parse::<OnetCode>().unwrap().suffix(), "15-1252");
        assert_eq!(OnetCode::written("15-1252").unwrap().as_str(), "15-1252.00");
        assert_eq!(OnetCode::written("29-1141.01").unwrap().as_str(), "29-1141.01");
        for wrong in ["15-1254-00", "15-125", "1-51254", "15-1254.0", "ab-cdef", "", "é5-1254"] {
            assert!(OnetCode::written(wrong).unwrap_err().contains(wrong), "{wrong}");
        }
        for wrong in ["", "15-1252", "15-1252.0", "15-1252.000", "99-9999.9x", "１5-1252.00"] {
            assert!(wrong.parse::<OnetCode>().is_err(), "{wrong}");
        }
    }
}
