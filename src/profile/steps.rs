//! Computes the difference between two sequences.

use std::hash::Hash;

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

/// Which entries are kept, removed, added and replaced. Calls one algorithm directly: the general functions of
/// `similar` choose among six, and all six would be compiled for each type of entry.
pub fn steps<T: Eq + Hash>(before: &[T], after: &[T]) -> Vec<DiffOp> {
    let mut steps = Compact::new(Replace::new(Capture::new()), before, after);
    let Ok(()) = myers::diff(&mut steps, before, 0..before.len(), after, 0..after.len());
    steps.into_inner().into_inner().into_ops()
}
