//! Alternate titles: what the occupation is called, and survey answers.

use std::collections::HashMap;

use super::codes::{ByCode, Codes};
use super::release::Release;
use super::table::CODE;
use crate::import::Error;

pub fn read(release: &mut Release, codes: &mut Codes) -> Result<ByCode<Vec<String>>, Error> {
    let mut titles: ByCode<Vec<String>> = HashMap::new();
    for (file, title, short) in [
        // Titles that people reported come first, because a page shows only the first few.
        ("Sample of Reported Titles.txt", "Reported Job Title", "Short Title"),
        ("Alternate Titles.txt", "Alternate Title", "Short Title"),
        ("Job Titles.txt", "Job Title", "Short Title"),
    ] {
        let Some(table) = release.table(file)? else { continue };
        table.each([CODE, title, short], |line, [code, name, short]| {
            line.text(title, name)?;
            if let Some(code) = codes.find(line, file, code)? {
                // The abbreviation ("RN") is a name that people search for, too.
                let names = [name, short].into_iter().filter(|name| !matches!(*name, "" | "n/a"));
                titles.entry(code).or_default().extend(names.map(str::to_owned));
            }
            Ok(())
        })?;
    }
    Ok(titles)
}
