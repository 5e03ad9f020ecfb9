//! Bundles: all content of a site in one JSON file. `bundle.schema.json`, next to this file, describes the format; a
//! test compares it with these types.

mod history;
mod logos;
mod places;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::Path;

use chrono::{NaiveDateTime, SubsecRound, Utc};
use schemars::JsonSchema;
use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

use super::ImportError;
use crate::db::{Conn, Db};
use crate::models::audit::Actor;
use crate::models::career::{Origin, Status};
use crate::models::snapshot::{self, Snapshot};
use crate::models::{
    career, category, imported, insight, interview_question, job_posting, logo, place, skill_definition,
    source,
};
use crate::profile::check::{Strictness, check, check_voices};
use crate::profile::skill::SkillDefinition;
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};
use crate::profile::{Category, Profile, Slug, Source};
pub use history::BundledRevision;
pub use logos::BundledLogo;
use places::OutgoingPlaces;
pub use places::{BundledPay, BundledPlace};

const VERSION: u32 = 1;

const STARTER: &str = include_str!("starter.json");

const AT_ONCE: usize = 100;

/// The name of the format.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    /// A bundle of Metier's content.
    #[serde(rename = "metier-bundle")]
    MetierBundle,
}

/// All content of a site.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// Marks the file as a bundle.
    pub format: Format,
    /// The version of the format.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The categories that careers belong to.
    pub categories: Vec<Category>,
    /// The sources that profiles cite.
    pub sources: Vec<Source>,
    /// Definitions of skills.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skill_definitions: Vec<SkillDefinition>,
    /// The logos that insights show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logos: Vec<BundledLogo>,
    /// The places where pay is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<BundledPlace>,
    /// Prices compared with a country's average, which is 100: a CSV record for each code of a place and year, with the
    /// level of all prices and that of housing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<String>,
    /// The careers, which may link to each other in any order.
    pub careers: Vec<BundledCareer>,
}

/// A career with its profile and everything else that belongs to it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundledCareer {
    /// Whether it is a draft, published or withdrawn.
    pub status: Status,
    /// Whether the home page features it.
    pub featured: bool,
    /// Who last wrote its profile: the sample content, an import or a person.
    pub origin: Origin,
    /// When it was last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// The live profile, or the draft if the career was never published.
    pub profile: Profile,
    /// Quotes by people in the career.
    pub insights: Vec<Insight>,
    /// Questions asked in interviews for the career.
    pub interview_questions: Vec<InterviewQuestion>,
    /// Open and past jobs.
    pub job_postings: Vec<JobPosting>,
    /// Every revision, drafts included, oldest first. Empty in a bundle without history.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<BundledRevision>,
}

pub fn store_starter(conn: &mut Conn) -> Result<(), ImportError> {
    let file = Path::new("starter.json");
    store(conn, &actor("starter set"), parse(file, STARTER.as_bytes())?, false)?;
    Ok(())
}

/// Imports a bundle, all or nothing, and returns the number of careers. Only new careers get the bundle's revisions;
/// existing careers keep their own. Fails if a career with the same slug exists, unless `overwrite` is set.
pub fn import(db: &Db, file: &Path, overwrite: bool) -> Result<usize, ImportError> {
    let bytes = std::fs::read(file).map_err(|error| ImportError::file(file, error))?;
    let bundle = parse(file, &bytes)?;
    db.write_now(|conn| store(conn, &actor("bundle import"), bundle, overwrite))
}

fn actor(name: &str) -> Actor {
    Actor::other(name, Utc::now().naive_utc().trunc_subsecs(0))
}

fn parse(file: &Path, bytes: &[u8]) -> Result<Bundle, ImportError> {
    let bundle: Bundle =
        serde_json::from_slice(bytes).map_err(|error| ImportError::line(file, error.line() as u64, error))?;
    if bundle.version != VERSION {
        let reason = format!("has version {}; this program reads version {VERSION}", bundle.version);
        return Err(ImportError::file(file, reason));
    }
    let mut found = repeated_slugs(&bundle.careers);
    found.extend(bundle.careers.iter().flat_map(problems));
    found.extend(bundle.sources.iter().flat_map(|source| {
        let problems = source.problems().into_iter();
        problems.map(|problem| format!("source {}: {problem}", source.slug))
    }));
    found.extend(logos::problems(&bundle));
    found.extend(bundle.careers.iter().flat_map(history::problems));
    match found.is_empty() {
        true => Ok(bundle),
        false => Err(ImportError::Content(found)),
    }
}

fn problems(career: &BundledCareer) -> Vec<String> {
    let strictness = match career.status {
        Status::Published => Strictness::Publish,
        Status::Draft | Status::Withdrawn => Strictness::Draft,
    };
    let mut problems = check(&career.profile, strictness);
    problems.extend(check_voices(&career.insights, &career.interview_questions, &career.job_postings));
    problems.into_iter().map(|problem| format!("{}: {problem}", career.profile.slug)).collect()
}

fn repeated_slugs(careers: &[BundledCareer]) -> Vec<String> {
    let mut seen = HashSet::new();
    let slugs = careers.iter().map(|career| &career.profile.slug);
    slugs.filter(|slug| !seen.insert(*slug)).map(|slug| format!("{slug}: appears twice")).collect()
}

fn store(conn: &mut Conn, actor: &Actor, mut bundle: Bundle, overwrite: bool) -> Result<usize, ImportError> {
    let slugs: Vec<&Slug> = bundle.careers.iter().map(|career| &career.profile.slug).collect();
    let taken = career::ids(conn, &slugs)?;
    if !overwrite && !taken.is_empty() {
        let mut taken: Vec<String> = taken
            .into_keys()
            .map(|slug| format!("{slug}: a career with this slug already exists; --overwrite replaces it"))
            .collect();
        taken.sort();
        return Err(ImportError::Content(taken));
    }
    logos::store(conn, &mut bundle)?;
    category::ensure(conn, &bundle.categories)?;
    source::save(conn, &bundle.sources)?;
    skill_definition::save(conn, &bundle.skill_definitions)?;
    places::store(conn, std::mem::take(&mut bundle.places), &bundle.prices)?;
    let mut voices = Vec::with_capacity(bundle.careers.len());
    let mut snapshots = Vec::with_capacity(bundle.careers.len());
    let mut histories = Vec::new();
    for mut career in bundle.careers {
        let history = std::mem::take(&mut career.history);
        if !history.is_empty() && !taken.contains_key(career.profile.slug.as_str()) {
            histories.push((snapshots.len(), history));
        }
        let BundledCareer { status, featured, origin, updated_at, profile, .. } = career;
        voices.push((career.insights, career.interview_questions, career.job_postings));
        snapshots.push(Snapshot { status, origin, featured, updated_at, profile });
    }
    let ids = imported::save(conn, actor, &snapshots)?;
    let histories = histories.into_iter().map(|(at, history)| (ids[at], history));
    history::store(conn, histories.collect())?;
    let with_id = || ids.iter().copied().zip(&voices);
    insight::replace(conn, &with_id().map(|(id, voices)| (id, &voices.0[..])).collect::<Vec<_>>())?;
    interview_question::replace(
        conn,
        &with_id().map(|(id, voices)| (id, &voices.1[..])).collect::<Vec<_>>(),
    )?;
    job_posting::replace(conn, &with_id().map(|(id, voices)| (id, &voices.2[..])).collect::<Vec<_>>())?;
    Ok(snapshots.len())
}

/// Exports a site as a bundle, in batches of careers. The same content gives the same bytes.
pub fn export(db: &Db, with_history: bool, mut to: impl Write) -> Result<(), ImportError> {
    let refused = |error: &dyn std::error::Error| {
        ImportError::Content(vec![format!("can’t write the bundle: {error}")])
    };
    db.read_now(|conn| {
        let categories = category::all(conn)?;
        let sources = source::all(conn)?;
        let skill_definitions = skill_definition::all(conn)?;
        let logos = logo::all(conn)?.into_iter().map(BundledLogo::from).collect();
        let prices = places::prices(conn)?;
        let all = place::all(conn)?;
        let conn = RefCell::new(conn);
        let places = OutgoingPlaces { conn: &conn, places: all };
        let careers = BundledCareers { conn: &conn, with_history };
        let (format, version) = (Format::MetierBundle, VERSION);
        let bundle = Outgoing {
            format,
            version,
            categories,
            sources,
            skill_definitions,
            logos,
            places,
            prices,
            careers,
        };
        serde_json::to_writer_pretty(&mut to, &bundle).map_err(|error| refused(&error))?;
        to.write_all(b"\n").and_then(|()| to.flush()).map_err(|error| refused(&error))
    })
}

/// A [`Bundle`] whose careers are read while it is being written.
#[derive(Serialize)]
struct Outgoing<'a> {
    format: Format,
    version: u32,
    categories: Vec<Category>,
    sources: Vec<Source>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skill_definitions: Vec<SkillDefinition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logos: Vec<BundledLogo>,
    #[serde(skip_serializing_if = "OutgoingPlaces::is_empty")]
    places: OutgoingPlaces<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    prices: Vec<String>,
    careers: BundledCareers<'a>,
}

struct BundledCareers<'a> {
    conn: &'a RefCell<&'a mut Conn>,
    with_history: bool,
}

impl Serialize for BundledCareers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let conn = &mut **self.conn.borrow_mut();
        let ids = career::all_ids(conn).map_err(S::Error::custom)?;
        let mut careers = serializer.serialize_seq(Some(ids.len()))?;
        for ids in ids.chunks(AT_ONCE) {
            for career in read(conn, ids, self.with_history).map_err(S::Error::custom)? {
                careers.serialize_element(&career)?;
            }
        }
        careers.end()
    }
}

fn read(conn: &mut Conn, ids: &[i64], with_history: bool) -> Result<Vec<BundledCareer>, crate::db::DbError> {
    let mut histories = if with_history { history::of(conn, ids)? } else { HashMap::new() };
    let mut insights = insight::of(conn, ids)?;
    let mut questions = interview_question::of(conn, ids)?;
    let mut postings = job_posting::of(conn, ids)?;
    let bundled = |(id, snapshot): (i64, Snapshot)| BundledCareer {
        status: snapshot.status,
        featured: snapshot.featured,
        origin: snapshot.origin,
        updated_at: snapshot.updated_at,
        profile: snapshot.profile,
        insights: insights.remove(&id).unwrap_or_default(),
        interview_questions: questions.remove(&id).unwrap_or_default(),
        job_postings: postings.remove(&id).unwrap_or_default(),
        history: histories.remove(&id).unwrap_or_default(),
    };
    Ok(snapshot::of(conn, ids)?.into_iter().map(bundled).collect())
}

pub fn schema() -> String {
    let schema = schemars::schema_for!(Bundle);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
