//! Alternate titles: what the occupation is called, and survey answers.

use super::occupation::{CODE, Occupations};
use super::release::Release;
use crate::import::Error;

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), Error> {
    for (file, title, short) in [
        // What people say they are called comes first: a page shows only the first few.
        ("Sample of Reported Titles.txt", "Reported Job Title", "Short Title"),
        ("Alternate Titles.txt", "Alternate Title", "Short Title"),
        ("Job Titles.txt", "Job Title", "Short Title"),
    ] {
        let Some(table) = release.table(file)? else { continue };
        table.each([CODE, title, short], |line, [code, name, short]| {
            line.text(title, name)?;
            if let Some(occupation) = occupations.find(line, file, code)? {
                // The abbreviation ("RN") is a name that people search for, too.
                let names = [name, short].into_iter().filter(|name| !matches!(*name, "" | "n/a"));
                occupation.titles.extend(names.map(str::to_owned));
            }
            Ok(())
        })?;
    }
    Ok(())
}
