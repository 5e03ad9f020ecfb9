//! `/admin/careers` and everything beneath it.

mod field;
pub mod form;

#[cfg(test)]
mod tests;
