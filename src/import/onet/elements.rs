//! Skills and knowledge, with their importance.

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;

/// Less important elements are skipped, on a scale from 1 to 5 on which 3 is "important".
const IMPORTANT: f64 = 3.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    Skill,
    Knowledge,
}

#[derive(Clone, Debug)]
pub struct Element {
    pub kind: ElementKind,
    pub name: String,
    /// 3 to 5.
    pub importance: f64,
}

/// Releases from 30.3 on split skills into two files.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    for (file, kind) in [
        ("Skills.txt", ElementKind::Skill),
        ("Essential Skills.txt", ElementKind::Skill),
        ("Transferable Skills.txt", ElementKind::Skill),
        ("Knowledge.txt", ElementKind::Knowledge),
    ] {
        let columns = [CODE, "Element Name", "Scale ID", "Data Value", "Recommend Suppress", "Date"];
        release.each(file, columns, |line, [code, name, scale, value, suppress, date]| {
            let suppressed = line.flag("Recommend Suppress", suppress)?;
            let date = occupations.date(line, date)?;
            let Some(occupation) = occupations.find(line, code)? else { return Ok(()) };
            // The other scale is the level needed, which means nothing without its anchors.
            if scale != "IM" {
                return Ok(());
            }
            let importance = line.number("Data Value", value, 1.0, 5.0)?;
            if importance >= IMPORTANT && !suppressed {
                let name = line.text("Element Name", name)?.to_owned();
                occupation.elements.push(Element { kind, name, importance }, date);
            }
            Ok(())
        })?;
    }
    Ok(())
}
