//! What the skills and fields of knowledge mean.

use std::collections::HashSet;

use super::occupation::Occupations;
use super::release::Release;
use crate::import::ImportError;

/// By name, of the elements that any occupation has.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let elements = occupations.all.iter().flat_map(|occupation| &occupation.elements.facts);
    let mut names: HashSet<String> = elements.map(|element| element.name.clone()).collect();
    let columns = ["Element ID", "Element Name", "Description"];
    release.each("Content Model Reference.txt", columns, |_, [id, name, definition]| {
        // Other parts of the model use some of the names, too. Mathematics is a skill before it is knowledge.
        let is_skill = ["2.A.", "2.B.", "2.C."].iter().any(|part| id.starts_with(part));
        if is_skill && !definition.is_empty() && names.remove(name) {
            occupations.definitions.push((name.to_owned(), definition.to_owned()));
        }
        Ok(())
    })
}
