//! The site in a real browser: what only a script, a keyboard and a rendered page can show.

#[macro_use]
mod driver;

mod answers;
mod axe;
mod combobox;
mod desk;
mod elsewhere;
mod every_page;
mod keyboard;
mod page;
mod pointer;
mod recruiter;
mod share;
mod templates;
mod visitor;
