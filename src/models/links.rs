//! What the slugs in documents stand for.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::{QueryResult, career};
use crate::db::{CHUNK, Conn, among, careers};
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
pub(super) fn ids(conn: &mut Conn, profiles: &[&Profile]) -> QueryResult<HashMap<String, i64>> {
    let own = profiles.iter().map(|profile| &profile.slug);
    let slugs: HashSet<&Slug> =
        own.chain(profiles.iter().flat_map(|profile| linked_careers(profile))).collect();
    career::ids(conn, &slugs.into_iter().collect::<Vec<_>>())
}

/// A slug in a profile, with the path of its field.
pub(super) type Linked<'a> = (String, &'a Slug);

/// Every slug that names a career, with its field.
pub(super) fn to_careers(profile: &Profile) -> Vec<Linked<'_>> {
    let steps = profile.path.iter().enumerate();
    let steps = steps.filter_map(|(i, step)| Some((format!("path[{i}].career"), step.career.as_ref()?)));
    let related = profile.related.iter().enumerate().map(|(i, slug)| (format!("related[{i}]"), slug));
    related.chain(steps).collect()
}

/// Every slug that names a category, with its field.
pub(super) fn to_categories(profile: &Profile) -> Vec<Linked<'_>> {
    profile.category.iter().map(|slug| ("category".into(), slug)).collect()
}

/// Every slug that names a source, with its field.
pub(super) fn to_sources(profile: &Profile) -> Vec<Linked<'_>> {
    let citations = profile.citations.iter().enumerate();
    let citations = citations.map(|(i, citation)| (format!("citations[{i}].source"), &citation.source));
    let pay = profile.pay.iter().enumerate().map(|(i, pay)| (format!("pay[{i}].source"), &pay.source));
    citations.chain(pay).collect()
}

/// Notes each slug of the profiles that isn't known, once a profile, where it stands first.
pub(super) fn find_unknown(
    profiles: &[&Profile],
    noun: &str,
    is_known: impl Fn(&str) -> bool,
    unknown: &mut Vec<(Slug, Problem)>,
    slugs: impl Fn(&Profile) -> Vec<Linked<'_>>,
) {
    for profile in profiles {
        let mut seen = HashSet::new();
        for (field, slug) in slugs(profile) {
            if !is_known(slug.as_str()) && seen.insert(slug) {
                let message = format!("there is no {noun} “{slug}”");
                unknown.push((profile.slug.clone(), Problem { field, message }));
            }
        }
    }
}

/// The O*NET-SOC codes of profiles that other careers have, each with the slug of that career.
pub(super) fn others_codes<'a>(
    conn: &mut Conn,
    profiles: &[&'a Profile],
) -> QueryResult<Vec<(&'a Profile, &'a str, String)>> {
    let with_codes = profiles.iter().filter_map(|profile| Some((profile.onet_code.as_deref()?, *profile)));
    let with_codes: Vec<(&str, &Profile)> = with_codes.collect();
    let mut holders: HashMap<String, String> = HashMap::new();
    for some in with_codes.chunks(CHUNK) {
        let codes = some.iter().map(|(code, _)| *code);
        let query = careers::table.filter(among(careers::onet_code.assume_not_null(), codes));
        let rows = query.select((careers::onet_code.assume_not_null(), careers::slug));
        holders.extend(rows.load::<(String, String)>(conn)?);
    }
    let with_holders = with_codes.into_iter().filter_map(|(code, profile)| {
        let holder = holders.get(code).filter(|holder| *holder != profile.slug.as_str())?;
        Some((profile, code, holder.clone()))
    });
    Ok(with_holders.collect())
}

/// Notes each code that another career has, of the profiles or stored and none of them.
pub(super) fn find_taken_codes(
    conn: &mut Conn,
    profiles: &[&Profile],
    found: &mut Vec<(Slug, Problem)>,
) -> QueryResult<()> {
    let mut taken = |profile: &Profile, code: &str, holder: &str| {
        let message = format!("“{code}” is the code of another career, “{holder}”");
        found.push((profile.slug.clone(), Problem { field: "onet_code".into(), message }));
    };
    let mut own: HashMap<&str, &str> = HashMap::new();
    let slugs: HashSet<&str> = profiles.iter().map(|profile| profile.slug.as_str()).collect();
    for profile in profiles {
        let Some(code) = profile.onet_code.as_deref() else { continue };
        match own.get(code) {
            Some(first) => taken(profile, code, first),
            None => drop(own.insert(code, profile.slug.as_str())),
        }
    }
    for (profile, code, holder) in others_codes(conn, profiles)? {
        if !slugs.contains(holder.as_str()) {
            taken(profile, code, &holder);
        }
    }
    Ok(())
}
