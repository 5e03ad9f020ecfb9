//! What careers are found by, written beside them. The database keeps its indexes from it.

use diesel::prelude::*;

use super::terms::{key, terms};
use crate::db::{Conn, search_documents};
use crate::models::{QueryResult, insert_all};
use crate::profile::Profile;

#[derive(Insertable)]
#[diesel(table_name = search_documents)]
struct NewDocument {
    career_id: i64,
    title_key: String,
    title_terms: String,
    terms: String,
}

/// Writes the documents of careers; `category` gives the name of a profile's category.
pub fn insert(
    conn: &mut Conn,
    careers: &[(i64, &Profile)],
    category: impl Fn(&Profile) -> Option<String>,
) -> QueryResult<()> {
    let document = |(career_id, profile): &(i64, &Profile)| NewDocument {
        career_id: *career_id,
        title_key: key(&profile.title),
        title_terms: terms([profile.title.as_str()]),
        terms: everything(profile, category(profile).as_deref()),
    };
    let rows: Vec<NewDocument> = careers.iter().map(document).collect();
    insert_all!(conn, search_documents::table, rows)
}

/// The terms of all that is searched of a career.
fn everything(profile: &Profile, category: Option<&str>) -> String {
    let names = profile.alternate_titles.iter().map(String::as_str);
    let skills = profile.skills.iter().map(|skill| skill.name.as_str());
    terms(
        [profile.title.as_str(), profile.summary.as_str()]
            .into_iter()
            .chain(category)
            .chain(names)
            .chain(skills),
    )
}
