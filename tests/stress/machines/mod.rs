//! Several instances of the program on one database: what one changes the others show, and one that dies isn't
//! missed.

mod coherence;
mod instances;
mod lost;
mod origin;
mod proxied;
mod proxy;
mod replica;

use std::time::Duration;

/// How old a page may be at most, where it was changed elsewhere.
const BOUND: Duration = Duration::from_secs(1);
