//! Random tokens for cookies and one-time links. Only their hashes are stored.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

use super::password::HashError;
use super::random;

/// 256 random bits, as text for URLs and cookies.
pub fn new() -> Result<String, HashError> {
    Ok(BASE64URL_NOPAD.encode(&random::<32>()?))
}

/// SHA-256 in hex. 256 random bits can't be guessed, so no slower hash is needed.
pub fn hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_their_hash_is_sha_256() {
        let (one, other) = (new().unwrap(), new().unwrap());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
