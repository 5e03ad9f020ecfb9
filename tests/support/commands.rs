//! Commands that must succeed or fail, and what they say.

use std::borrow::BorrowMut;
use std::process::Command;

/// Runs a command that must succeed, and returns its standard output.
#[track_caller]
pub fn succeed(mut command: impl BorrowMut<Command>) -> String {
    let output = command.borrow_mut().output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that must fail with this text on standard error, all of which is returned.
#[track_caller]
pub fn fail(mut command: impl BorrowMut<Command>, expected: &str) -> String {
    let output = command.borrow_mut().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains(expected), "“{expected}” is missing in: {said}");
    said
}

/// Fails unless a message has all these parts.
#[track_caller]
pub fn assert_says(message: &str, parts: &[&str]) {
    for part in parts {
        assert!(message.contains(part), "“{part}” is missing in: {message}");
    }
}
