//! Alternate titles: what the occupation is called, and survey answers.

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    for (file, title) in [
        // Titles that people reported come first, because a page shows only the first few.
        ("Sample of Reported Titles.txt", "Reported Job Title"),
        ("Alternate Titles.txt", "Alternate Title"),
        ("Job Titles.txt", "Job Title"),
    ] {
        release.each(file, [CODE, title, "?Short Title"], |line, [code, name, short]| {
            line.text(title, name)?;
            if let Some(occupation) = occupations.find(line, code)? {
                // The abbreviation ("RN") is a name that people search for, too.
                let names = [name, short].into_iter().filter(|name| !matches!(*name, "" | "n/a"));
                occupation.titles.extend(names.map(str::to_owned));
            }
            Ok(())
        })?;
    }
    Ok(())
}
