//! Signing in, accounts, users, and access to the desk.

mod account;
mod gate;
mod people;
mod refusals;
mod sign_in;
