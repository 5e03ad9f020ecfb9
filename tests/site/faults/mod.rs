//! What the site does while something that it needs is away, and that it is well again by itself.

mod disk;
mod forms;
mod locked;
mod panics;
mod refused;
