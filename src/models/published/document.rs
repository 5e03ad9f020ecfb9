//! The text of each published career that search uses. The database derives its full-text indexes from it.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Indexed;
use super::row::Categories;
use super::vocabulary::Counts;
use crate::db::{Conn, among, search_documents};
use crate::models::{QueryResult, delete_all, insert_all};
use crate::profile::Profile;
use crate::terms::{key, terms};

#[derive(Clone, Debug, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = search_documents, treat_none_as_default_value = false)]
struct Document {
    career_id: i64,
    title_key: String,
    title_terms: String,
    terms: String,
}

impl Document {
    fn of((career_id, profile): &Indexed<'_>, categories: &Categories) -> Self {
        let category = profile.category.as_ref().and_then(|slug| categories.get(slug.as_str()));
        Self {
            career_id: *career_id,
            title_key: key(&profile.title),
            title_terms: terms([profile.title.as_str()]),
            terms: everything(profile, category.map(|(_, name)| name.as_str())),
        }
    }
}

/// The terms of all searchable texts of a profile.
fn everything(profile: &Profile, category: Option<&str>) -> String {
    let names = profile.alternate_titles.iter().map(String::as_str);
    let skills = profile.skills.iter().map(|skill| skill.name.as_str());
    let titles = [profile.title.as_str(), profile.summary.as_str()];
    terms(titles.into_iter().chain(category).chain(names).chain(skills))
}

/// Writes the documents that differ from the stored ones.
pub(super) fn put(conn: &mut Conn, indexed: &[Indexed<'_>], categories: &Categories) -> QueryResult<()> {
    let stored = stored(conn, &indexed.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let new = indexed.iter().map(|source| Document::of(source, categories));
    let new: Vec<Document> = new.filter(|new| stored.get(&new.career_id) != Some(new)).collect();
    let mut counts = Counts::default();
    let mut outdated = Vec::new();
    for document in &new {
        counts.add(&document.terms, 1);
        if let Some(old) = stored.get(&document.career_id) {
            counts.add(&old.terms, -1);
            outdated.push(old.career_id);
        }
    }
    delete_all!(conn, search_documents::career_id, outdated);
    insert_all!(conn, search_documents::table, new)?;
    counts.store(conn)
}

pub(super) fn forget(conn: &mut Conn, careers: &[i64]) -> QueryResult<()> {
    let stored = stored(conn, careers)?;
    let mut counts = Counts::default();
    stored.values().for_each(|document| counts.add(&document.terms, -1));
    delete_all!(conn, search_documents::career_id, careers);
    counts.store(conn)
}

fn stored(conn: &mut Conn, careers: &[i64]) -> QueryResult<HashMap<i64, Document>> {
    let query = search_documents::table.filter(among(search_documents::career_id, careers));
    let rows: Vec<Document> = query.select(Document::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.career_id, row)).collect())
}
