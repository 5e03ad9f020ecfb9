//! Several instances of the program on one database: they show each other's changes, and visitors don't notice when one
//! dies.

mod coherence;
mod instances;
mod origin;
mod proxied;
mod proxy;
mod replica;

use std::time::Duration;

/// How stale a page may be after a change at another instance.
const BOUND: Duration = Duration::from_secs(1);
