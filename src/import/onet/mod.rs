//! O*NET releases.

pub mod title;
