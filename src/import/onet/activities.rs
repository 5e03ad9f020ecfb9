//! Detailed work activities, which occupations share, unlike their tasks.

use std::collections::HashMap;

use super::occupation::Occupations;
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;

/// Most common first: those that the most tasks of the occupation belong to.
pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let mut names: HashMap<String, String> = HashMap::new();
    for (file, id, name) in [
        ("DWA Reference.txt", "DWA ID", "DWA Title"),
        ("GWAs to IWAs to DWAs.txt", "DWA Element ID", "DWA Element Name"),
    ] {
        release.each(file, [id, name], |line, [dwa, title]| {
            names.insert(line.text(id, dwa)?.to_owned(), line.text(name, title)?.to_owned());
            Ok(())
        })?;
    }
    // Releases from 30.3 on call the same column differently.
    let columns = [CODE, "?DWA ID", "?DWA Element ID", "Date"];
    let mut counts: HashMap<(usize, String), (usize, usize)> = HashMap::new();
    let mut order = 0;
    release.each("Tasks to DWAs.txt", columns, |line, [code, old, new, date]| {
        let date = occupations.date(line, date)?;
        let Some(place) = occupations.place(line, code)? else { return Ok(()) };
        let id = line.text("DWA ID", if old.is_empty() { new } else { old })?;
        order += 1;
        counts.entry((place, id.to_owned())).or_insert((0, order)).0 += 1;
        let activities = &mut occupations.all[place].activities;
        activities.newest = activities.newest.max(date);
        Ok(())
    })?;
    let mut counted: Vec<_> = counts.into_iter().collect();
    counted.sort_by_key(|((place, _), (tasks, order))| (*place, usize::MAX - tasks, *order));
    for ((place, id), _) in counted {
        occupations.all[place].activities.facts.extend(names.get(&id).cloned());
    }
    Ok(())
}
