//! Metier: a self-hosted website of career profiles.

pub mod db;
pub mod import;
pub mod models;
pub mod profile;
