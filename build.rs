//! Rebuilds when migrations or static files change: the macros that embed them don't notice new files.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=static");
}
