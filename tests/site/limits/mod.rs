//! Limits on clients, on the server, and on the size and form of requests.

mod crowd;
mod files;
mod rates;
mod shapes;
mod texts;
