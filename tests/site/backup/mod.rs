//! Backups: taken, restored while the site runs, or refused.

mod drill;
mod postgres;
mod refused;
