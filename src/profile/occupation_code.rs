//! Codes of occupations in classifications other than O*NET-SOC: `2231`, `81302-100`, `J1506`.

/// In characters.
pub(super) const MAX_CODE: usize = 20;

/// Checks a code: addresses contain it as it is, so it consists of letters, digits, single hyphens and periods.
pub fn occupation_code(text: &str) -> Result<String, String> {
    let is_group = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    match has_digit && text.len() <= MAX_CODE && text.split(['.', '-']).all(is_group) {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "“{text}” is not a code such as 2231: use digits, letters, single hyphens and periods, at most \
             {MAX_CODE} characters"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_many_countries_are_accepted() {
        for code in ["2231", "81302-100", "J1506", "254.1", "0"] {
            assert_eq!(occupation_code(code).as_deref(), Ok(code));
        }
        for wrong in ["", "nurse", "22 31", "2231/01", "2231-", "-1", "1..2", "２２", "123456789012345678901"]
        {
            assert!(occupation_code(wrong).unwrap_err().contains("such as 2231"), "{wrong}");
        }
    }
}
