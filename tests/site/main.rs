//! One test binary for the whole site.
