//! How much the site takes on: by each client, of all of them, and of what comes in slowly or in odd shapes.

mod crowd;
mod files;
mod rates;
mod shapes;
