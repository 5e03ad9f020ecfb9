//! The site in a real browser: what only a script, a keyboard and a rendered page can show.

#[macro_use]
mod driver;

mod combobox;
mod desk;
mod keyboard;
mod desk_errors;
