//! A table of careers.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::Context;
use super::career_row::CareerRow;
use super::cells::{Table, Wrong};
use super::columns::Columns;
use super::plan::Plan;
use super::stored::Stored;
use crate::db::Conn;
use crate::import::ImportError;
use crate::import::onet::report::Item;
use crate::models::career::{Origin, Status};
use crate::models::draft::Draft;
use crate::models::snapshot::Snapshot;
use crate::profile::check::{Problem, Strictness, check};
use crate::profile::fields::{Field, merge};
use crate::profile::{Citation, Group, Profile, Slug};

pub fn plan(conn: &mut Conn, table: &Table, context: &Context<'_>) -> Result<Plan, ImportError> {
    let as_of = context.as_of.ok_or_else(|| {
        ImportError::Content(vec!["--as-of: say when the facts about careers were true, like 2024-04".into()])
    })?;
    let mut wrong = Wrong::new(context.file);
    table.check(&mut wrong);
    let mut rows = table.rows(&mut wrong, CareerRow::read);
    let stored = Stored::load(conn)?;
    let found = find(&rows, &stored, &mut wrong);
    let slugs = slugs(&mut rows, &found, &stored);
    relate(&mut rows, &slugs, &stored, &mut wrong);
    let known = known(&table.columns);
    let mut planned = Planned { context, known, as_of, plan: Plan::default(), wrong: &mut wrong };
    planned.all(rows, &found, stored);
    let plan = planned.plan;
    wrong.none()?;
    Ok(plan)
}

/// The career of a row.
#[derive(Clone, Copy)]
enum Found {
    /// Its place among the stored ones.
    Stored(usize),
    New,
    /// Already reported.
    Wrong,
}

fn find(rows: &[CareerRow], stored: &Stored, wrong: &mut Wrong<'_>) -> Vec<Found> {
    let mut seen: HashMap<(&str, &str), u32> = HashMap::new();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let slug = row.key().map(|slug| (row.slug_column, slug.as_str()));
        let keys = [row.code.as_deref().map(|code| ("code", code)), slug];
        for (column, key) in keys.into_iter().flatten() {
            // A slug is the same slug in whichever column.
            let kind = if column == "code" { column } else { "slug" };
            match seen.get(&(kind, key)) {
                Some(first) => wrong.add(row.number, column, format!("“{key}” is in row {first}, too")),
                None => drop(seen.insert((kind, key), row.number)),
            }
        }
        found.push(find_one(row, stored).unwrap_or_else(|(column, message)| {
            wrong.add(row.number, column, message);
            Found::Wrong
        }));
    }
    found
}

fn find_one(row: &CareerRow, stored: &Stored) -> Result<Found, (&'static str, String)> {
    let with_code = row.code.as_deref().and_then(|code| stored.with_code(code));
    let Some(at) = with_code.or_else(|| stored.with_slug(row.key()?)) else { return Ok(Found::New) };
    let Snapshot { profile, origin, .. } = &stored.all[at];
    let (title, slug) = (&profile.title, &profile.slug);
    if *origin == Origin::Sample {
        let message = format!("The sample career “{title}” has the address {slug}. Choose another slug");
        return Err((row.slug_column, message));
    }
    match (&profile.code, &row.code) {
        (Some(stored), Some(code)) if stored != code => {
            Err(("code", format!("The career “{title}” ({slug}) has the code {stored}")))
        }
        _ => Ok(Found::Stored(at)),
    }
}

/// Gives each row the slug of its career: a stored career keeps its own, and a suggested one that is taken gets the
/// code. Returns the slugs by code.
fn slugs(rows: &mut [CareerRow], found: &[Found], stored: &Stored) -> HashMap<String, Slug> {
    let mut taken: HashSet<Slug> = stored.all.iter().map(|one| one.profile.slug.clone()).collect();
    taken.extend(rows.iter().filter_map(|row| row.slug.clone()));
    let mut by_code = HashMap::new();
    for (row, found) in rows.iter_mut().zip(found) {
        let slug = match (found, &row.slug) {
            (Found::Stored(at), _) => stored.all[*at].profile.slug.clone(),
            (_, Some(given)) => given.clone(),
            (_, None) => free(&row.profile.slug, row.code.as_deref(), &taken),
        };
        taken.insert(slug.clone());
        by_code.extend(row.code.iter().map(|code| (code.clone(), slug.clone())));
        row.profile.slug = slug;
    }
    by_code
}

fn free(wanted: &Slug, code: Option<&str>, taken: &HashSet<Slug>) -> Slug {
    let with_code = code.map(|code| wanted.with_suffix(code));
    let numbered = (2..).map(|number| wanted.with_suffix(&number.to_string()));
    let mut all = [wanted.clone()].into_iter().chain(with_code).chain(numbered);
    all.find(|slug| !taken.contains(slug)).unwrap_or_else(|| wanted.clone())
}

/// Resolves related careers, which may be in the table or stored.
fn relate(rows: &mut [CareerRow], by_code: &HashMap<String, Slug>, stored: &Stored, wrong: &mut Wrong<'_>) {
    let own: HashSet<Slug> = rows.iter().map(|row| row.profile.slug.clone()).collect();
    let slug_of = |name: &str| {
        let with_code = || Some(stored.all[stored.with_code(name)?].profile.slug.clone());
        let is_known = |slug: &Slug| own.contains(slug) || stored.with_slug(slug).is_some();
        let with_slug = || Slug::parse(name).ok().filter(is_known);
        by_code.get(name).cloned().or_else(with_code).or_else(with_slug)
    };
    for row in rows {
        for name in &row.related {
            match slug_of(name) {
                Some(slug) => row.profile.related.push(slug),
                None => wrong.add(row.number, "related", format!("No career has the code or slug “{name}”")),
            }
        }
    }
}

/// The fields that a table knows.
fn known(columns: &Columns) -> BTreeSet<Field> {
    let of = |(column, fields): (&str, &[Field])| match columns.has(column) {
        true => fields.to_vec(),
        false => Vec::new(),
    };
    let fields: [(&str, &[Field]); 15] = [
        ("title", &[Field::Title, Field::Article]),
        ("plural title", &[Field::Title, Field::Article, Field::AlternateTitles]),
        ("plain title", &[Field::PlainTitle, Field::Article]),
        ("article", &[Field::Article]),
        ("code", &[Field::Code]),
        ("category", &[Field::Category]),
        ("summary", &[Field::Summary]),
        ("responsibilities", &[Field::Responsibilities]),
        ("emerging tasks", &[Field::EmergingTasks]),
        ("activities", &[Field::Activities]),
        ("qualifications", &[Field::Qualifications]),
        ("education", &[Field::Education]),
        ("skills", &[Field::Skills]),
        ("related", &[Field::Related]),
        ("alternate titles", &[Field::AlternateTitles]),
    ];
    fields.into_iter().flat_map(of).collect()
}

struct Planned<'a, 'f> {
    context: &'a Context<'f>,
    known: BTreeSet<Field>,
    as_of: NaiveDate,
    plan: Plan,
    wrong: &'a mut Wrong<'f>,
}

impl Planned<'_, '_> {
    fn all(&mut self, rows: Vec<CareerRow>, found: &[Found], stored: Stored) {
        let Stored { all, mut drafts, .. } = stored;
        let mut all: Vec<Option<Snapshot>> = all.into_iter().map(Some).collect();
        let mut categories = HashSet::new();
        for (row, found) in rows.into_iter().zip(found) {
            let new = row.category.iter().filter(|category| categories.insert(category.slug.clone()));
            self.plan.categories.extend(new.cloned());
            match found {
                Found::New => self.add(row),
                Found::Wrong => {}
                // Two rows that claim the same career have been reported.
                Found::Stored(at) => {
                    let Some(old) = all[*at].take() else { continue };
                    let draft = drafts.remove(&old.profile.slug);
                    self.update(row, old, draft);
                }
            }
        }
    }

    fn add(&mut self, mut row: CareerRow) {
        row.add_plural(&[]);
        self.cite(&mut row.profile);
        self.report(&row, check(&row.profile, Strictness::Publish));
        self.plan.done.new.push(Item::of(&row.profile));
        let (status, origin, updated_at) = (Status::Published, Origin::Import, self.context.now);
        self.plan.snapshots.push(Snapshot {
            status,
            origin,
            featured: false,
            updated_at,
            profile: row.profile,
        });
    }

    fn update(&mut self, mut row: CareerRow, old: Snapshot, draft: Option<Draft>) {
        row.add_plural(&old.profile.alternate_titles);
        self.cite(&mut row.profile);
        let merged = merge(&old.profile, &row.profile, &self.known);
        let strictness = if old.status == Status::Draft { Strictness::Draft } else { Strictness::Publish };
        self.report(&row, check(&merged, strictness));
        let draft = draft.map(|draft| {
            let profile = merge(&draft.profile, &row.profile, &self.known);
            (draft, profile)
        });
        for field in merged.edited.intersection(&self.known) {
            if field.text(&merged) != field.text(&row.profile) {
                self.plan.done.kept.entry(*field).or_default().push(Item::of(&merged));
            }
        }
        let origin = if merged.edited.is_empty() { Origin::Import } else { old.origin };
        let item = Item::of(&merged);
        let new = Snapshot { origin, updated_at: self.context.now, profile: merged, ..old.clone() };
        match self.plan.update(old, new, draft) {
            true => self.plan.done.updated.push(item),
            false => self.plan.done.unchanged += 1,
        }
    }

    /// Cites the source for every group of facts that the row has.
    fn cite(&self, profile: &mut Profile) {
        let has = |group: &Group| group.fields().iter().any(|field| !field.text(profile).is_empty());
        let groups = [Group::Text, Group::Education, Group::Activities, Group::Skills];
        let cite = |group| Citation {
            group,
            source: self.context.source.slug.clone(),
            as_of: self.as_of,
            respondents: None,
        };
        profile.citations = groups.into_iter().filter(has).map(cite).collect();
    }

    fn report(&mut self, row: &CareerRow, problems: Vec<Problem>) {
        for Problem { field, message } in problems {
            let name = field.split(['[', '.']).next().unwrap_or(&field).replace('_', " ");
            self.wrong.add(row.number, if name == "title" { row.title_column } else { &name }, message);
        }
    }
}
