//! Passwords, tokens and codes. No database and no HTTP.

pub mod password;
pub mod second_factor;
pub mod token;
