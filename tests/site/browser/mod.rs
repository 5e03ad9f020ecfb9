//! The site in a real browser: what only a script, a keyboard and a rendered page can show.

#[macro_use]
mod driver;

mod combobox;
mod desk;
mod desk_errors;
mod keyboard;
mod share;
