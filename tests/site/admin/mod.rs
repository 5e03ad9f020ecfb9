//! The desk and the way to it, on both databases.

mod account;
mod gate;
mod people;
mod sign_in;
