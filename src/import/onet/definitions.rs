//! Definitions of skills and fields of knowledge.

use std::collections::HashSet;

use super::occupation::Occupations;
use super::release::Release;
use crate::import::ImportError;
use crate::profile::skill::{SkillDefinition, SkillKind};

/// By name, of the elements that any occupation has.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let elements = occupations.all.iter().flat_map(|occupation| &occupation.elements.facts);
    let mut names: HashSet<String> = elements.map(|element| element.name.clone()).collect();
    let columns = ["Element ID", "Element Name", "Description"];
    release.each("Content Model Reference.txt", columns, |_, [id, name, definition]| {
        let kind = match id.get(..4) {
            Some("2.A." | "2.B.") => SkillKind::Skill,
            Some("2.C.") => SkillKind::Knowledge,
            // Other parts of the model use some of the names, too.
            _ => return Ok(()),
        };
        // Mathematics is a skill before it is knowledge.
        if !definition.is_empty() && names.remove(name) {
            let (name, definition) = (name.to_owned(), definition.to_owned());
            occupations.definitions.push(SkillDefinition { name, kind, definition });
        }
        Ok(())
    })
}
