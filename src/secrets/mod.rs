//! Passwords, tokens and codes. No database and no HTTP.

pub mod password;
pub mod second_factor;
pub mod token;

use password::HashError;

fn random<const BYTES: usize>() -> Result<[u8; BYTES], HashError> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| HashError(error.to_string()))?;
    Ok(bytes)
}
