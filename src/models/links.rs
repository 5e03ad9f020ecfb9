//! What the slugs in documents stand for.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::career;
use crate::db::Conn;
use crate::profile::check::Problem;
use crate::profile::{Profile, Slug};

/// The ids that slugs in documents stand for.
pub(super) struct Links {
    pub careers: HashMap<String, i64>,
    pub sources: HashMap<String, i64>,
    pub skills: HashMap<String, i64>,
}

/// The careers that a profile links to.
pub(super) fn linked_careers(profile: &Profile) -> Vec<&Slug> {
    profile.related.iter().chain(profile.path.iter().filter_map(|step| step.career.as_ref())).collect()
}

/// The ids of profiles and of the careers that they link to, by slug.
pub(super) fn careers(conn: &mut Conn, profiles: &[&Profile]) -> super::QueryResult<HashMap<String, i64>> {
    let own = profiles.iter().map(|profile| &profile.slug);
    let slugs: HashSet<&Slug> =
        own.chain(profiles.iter().flat_map(|profile| linked_careers(profile))).collect();
    career::ids(conn, &slugs.into_iter().collect::<Vec<_>>())
}

/// Notes each slug of the profiles that isn't known, once a profile.
pub(super) fn find_unknown(
    profiles: &[&Profile],
    noun: &str,
    is_known: impl Fn(&str) -> bool,
    unknown: &mut Vec<(Slug, Problem)>,
    slugs: impl Fn(&Profile) -> Vec<&Slug>,
) {
    for profile in profiles {
        let slugs: BTreeSet<&Slug> = slugs(profile).into_iter().collect();
        for slug in slugs.into_iter().filter(|slug| !is_known(slug.as_str())) {
            let message = format!("there is no {noun} “{slug}”");
            unknown.push((profile.slug.clone(), Problem { field: noun.into(), message }));
        }
    }
}
