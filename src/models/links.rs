//! The careers, categories and sources that profiles refer to, and whether they exist.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::{QueryResult, career, category, grouped, source};
use crate::db::{self, CHUNK, Conn, among, careers, published};
use crate::profile::check::Problem;
use crate::profile::fields::Field;
use crate::profile::{Profile, Slug};

/// Related careers and the steps of its path.
pub(super) fn linked_careers(profile: &Profile) -> Vec<&Slug> {
    profile.related.iter().chain(profile.path.iter().filter_map(|step| step.career.as_ref())).collect()
}

pub(super) fn sources(profile: &Profile) -> impl Iterator<Item = &Slug> {
    profile.cited().map(|(_, source, _)| source)
}

#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(transparent)]
    Db(#[from] db::DbError),
    /// The profiles refer to careers, categories or sources that don't exist, or have another career's code.
    #[error("{}", describe(.0))]
    Problems(Vec<(Slug, Problem)>),
}

impl From<diesel::result::Error> for SaveError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

fn describe(problems: &[(Slug, Problem)]) -> String {
    let lines: Vec<_> = problems.iter().map(|(slug, problem)| format!("{slug}: {problem}")).collect();
    lines.join("\n")
}

/// Checks that everything the profiles refer to exists, and that their codes are unique. They may link to each
/// other.
///
/// # Errors
/// [`SaveError::Problems`] lists every slug that doesn't exist and every code that another career has.
pub fn check(conn: &mut Conn, profiles: &[&Profile]) -> Result<(), SaveError> {
    let categories = category::ids(conn)?;
    let sources = source::ids(conn)?;
    let linked: HashSet<&Slug> = profiles.iter().flat_map(|profile| linked_careers(profile)).collect();
    let careers = career::ids(conn, &linked.into_iter().collect::<Vec<_>>())?;
    let own: HashSet<&str> = profiles.iter().map(|profile| profile.slug.as_str()).collect();
    let is_career = |slug: &str| careers.contains_key(slug) || own.contains(slug);
    let mut found = Vec::new();
    find_unknown(profiles, "category", |slug| categories.contains_key(slug), &mut found, to_categories);
    find_unknown(profiles, "source", |slug| sources.contains_key(slug), &mut found, to_sources);
    find_unknown(profiles, "career", is_career, &mut found, to_careers);
    find_taken_codes(conn, profiles, &mut found)?;
    match found.is_empty() {
        true => Ok(()),
        false => Err(SaveError::Problems(found)),
    }
}

/// The path of a field, and the slug in it.
type LinkedSlug<'a> = (String, &'a Slug);

fn to_careers(profile: &Profile) -> Vec<LinkedSlug<'_>> {
    let steps = profile.path.iter().enumerate();
    let steps = steps.filter_map(|(i, step)| Some((format!("path[{i}].career"), step.career.as_ref()?)));
    let related = profile.related.iter().enumerate().map(|(i, slug)| (format!("related[{i}]"), slug));
    related.chain(steps).collect()
}

fn to_categories(profile: &Profile) -> Vec<LinkedSlug<'_>> {
    profile.category.iter().map(|slug| ("category".into(), slug)).collect()
}

fn to_sources(profile: &Profile) -> Vec<LinkedSlug<'_>> {
    let path = |(field, row): (Field, usize)| format!("{}[{row}].source", field.name());
    profile.cited().map(|(at, source, _)| (path(at), source)).collect()
}

/// Reports each unknown slug once per profile, at the first field that has it.
fn find_unknown(
    profiles: &[&Profile],
    noun: &str,
    is_known: impl Fn(&str) -> bool,
    unknown: &mut Vec<(Slug, Problem)>,
    slugs: impl Fn(&Profile) -> Vec<LinkedSlug<'_>>,
) {
    for profile in profiles {
        let mut seen = HashSet::new();
        for (field, slug) in slugs(profile) {
            if !is_known(slug.as_str()) && seen.insert(slug) {
                let message = format!("No {noun} has the slug “{slug}”");
                unknown.push((profile.slug.clone(), Problem { field, message }));
            }
        }
    }
}

/// Reports each code that another career has: one of these profiles, or a stored career that isn't among them.
fn find_taken_codes(
    conn: &mut Conn,
    profiles: &[&Profile],
    found: &mut Vec<(Slug, Problem)>,
) -> QueryResult<()> {
    let onet = profiles.iter().filter_map(|profile| Some((profile.onet_code.as_deref()?, *profile)));
    find_taken(conn, profiles, Field::OnetCode, onet.collect(), found)?;
    let other = profiles.iter().filter_map(|profile| Some((profile.code.as_deref()?, *profile)));
    find_taken(conn, profiles, Field::Code, other.collect(), found)
}

fn find_taken(
    conn: &mut Conn,
    profiles: &[&Profile],
    field: Field,
    with_codes: Vec<(&str, &Profile)>,
    found: &mut Vec<(Slug, Problem)>,
) -> QueryResult<()> {
    let stored = holders(conn, field, &with_codes.iter().map(|(code, _)| *code).collect::<Vec<_>>())?;
    let slugs: HashSet<&str> = profiles.iter().map(|profile| profile.slug.as_str()).collect();
    let mut taken = |profile: &Profile, code: &str, holder: &str| {
        let message = format!("The career “{holder}” already has the code {code}");
        found.push((profile.slug.clone(), Problem { field: field.name().into(), message }));
    };
    let mut own: HashMap<&str, &str> = HashMap::new();
    for (code, profile) in &with_codes {
        match own.get(code) {
            Some(first) => taken(profile, code, first),
            None => drop(own.insert(code, profile.slug.as_str())),
        }
    }
    for (code, profile) in with_codes {
        let mut others = stored.get(code).into_iter().flatten();
        let other = others.find(|holder| *holder != profile.slug.as_str());
        if let Some(holder) = other.filter(|holder| !slugs.contains(holder.as_str())) {
            taken(profile, code, holder);
        }
    }
    Ok(())
}

/// The slugs of the stored careers that have these codes, live or in their drafts, by code.
fn holders(conn: &mut Conn, field: Field, codes: &[&str]) -> QueryResult<HashMap<String, Vec<String>>> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for codes in codes.chunks(CHUNK) {
        rows.extend(if field == Field::OnetCode {
            onet_holders(conn, codes)
        } else {
            other_holders(conn, codes)
        }?);
    }
    Ok(grouped(rows))
}

fn onet_holders(conn: &mut Conn, codes: &[&str]) -> QueryResult<Vec<(String, String)>> {
    let (draft, live) = (careers::onet_code.assume_not_null(), published::onet_code.assume_not_null());
    let drafts = careers::table.filter(among(draft, codes)).select((draft, careers::slug));
    let mut rows: Vec<(String, String)> = drafts.load(conn)?;
    let live = published::table.filter(among(live, codes)).select((live, published::slug));
    rows.extend(live.load::<(String, String)>(conn)?);
    Ok(rows)
}

/// The occupation of a live career without an O*NET-SOC code is its other code.
fn other_holders(conn: &mut Conn, codes: &[&str]) -> QueryResult<Vec<(String, String)>> {
    let (draft, live) = (careers::code.assume_not_null(), published::occupation.assume_not_null());
    let drafts = careers::table.filter(among(draft, codes)).select((draft, careers::slug));
    let mut rows: Vec<(String, String)> = drafts.load(conn)?;
    let others = published::table.filter(published::onet_code.is_null());
    let live = others.filter(among(live, codes)).select((live, published::slug));
    rows.extend(live.load::<(String, String)>(conn)?);
    Ok(rows)
}
