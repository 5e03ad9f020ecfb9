//! What the site does while a resource is unavailable, and that it recovers by itself.

mod disk;
mod forms;
mod locked;
mod panics;
mod read_only;
mod refused;
mod replaced;
mod slow;
