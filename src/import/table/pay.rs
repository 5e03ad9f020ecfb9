//! A table of pay by place. The rows of countries also become the headline figures of careers.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::Context;
use super::cells::{Table, Wrong};
use super::columns::Columns;
use super::pay_row::{PERCENTILES, PayRow};
use super::places::PlacesOfTable;
use super::plan::Plan;
use super::report::{Done, Places};
use super::stored::Stored;
use crate::db::Conn;
use crate::import::ImportError;
use crate::import::onet::report::Item;
use crate::models::place;
use crate::models::place_release::{NewPay, PlaceRelease};
use crate::models::snapshot::Snapshot;
use crate::profile::fields::Field;
use crate::profile::{PlaceKind, Profile, Slug};

pub fn plan(conn: &mut Conn, table: &Table, context: &Context<'_>) -> Result<Plan, ImportError> {
    let mut wrong = Wrong::new(context.file);
    table.check(&mut wrong);
    let mut places = PlacesOfTable::new(place::all(conn)?);
    table.rows(&mut wrong, |cells| places.learn(cells));
    let stored = Stored::load(conn)?;
    let dates = (context.as_of, context.now.date());
    let rows = table.rows(&mut wrong, |cells| PayRow::read(cells, &stored, &places, dates));
    let rows: Vec<PayRow> = rows.into_iter().flatten().collect();
    report_repeats(&rows, &mut wrong);
    wrong.none()?;
    let releases = releases(&rows, &context.source.slug);
    let mut plan =
        Plan { done: Done { places: Some(Places::of(&releases)), ..Done::default() }, ..Plan::default() };
    plan.releases = releases;
    update(&mut plan, &rows, stored, &table.columns, context);
    Ok(plan)
}

fn report_repeats(rows: &[PayRow], wrong: &mut Wrong<'_>) {
    let mut seen = HashMap::new();
    for PayRow { number, occupation, place, as_of, .. } in rows {
        match seen.get(&(occupation, &place.name, as_of)) {
            Some(first) => {
                let message = format!("The pay of {occupation} in {} is in row {first}, too", place.name);
                wrong.add(*number, "place", message);
            }
            None => drop(seen.insert((occupation, &place.name, as_of), *number)),
        }
    }
}

/// The rows by place and date.
fn releases(rows: &[PayRow], source: &Slug) -> Vec<PlaceRelease> {
    let mut releases: BTreeMap<(Slug, NaiveDate), PlaceRelease> = BTreeMap::new();
    for PayRow { occupation, place, as_of, figures, .. } in rows {
        let empty = || {
            let (place, source) = (place.clone(), source.clone());
            PlaceRelease { place, as_of: *as_of, source, rows: Vec::new() }
        };
        let release = releases.entry((Slug::suggest(&place.name), *as_of)).or_insert_with(empty);
        let (occupation, figures) = (occupation.clone(), figures.clone());
        release.rows.push(NewPay { occupation, combined: None, figures });
    }
    let mut releases: Vec<PlaceRelease> = releases.into_values().collect();
    // Rows in another order are the same release.
    releases.iter_mut().for_each(|release| release.rows.sort_by(|a, b| a.occupation.cmp(&b.occupation)));
    releases
}

/// Gives careers what their newest rows for countries say.
fn update(plan: &mut Plan, rows: &[PayRow], stored: Stored, columns: &Columns, context: &Context<'_>) {
    let mut newest: BTreeMap<usize, Vec<&PayRow>> = BTreeMap::new();
    for row in rows {
        let Some(career) = row.career else { continue };
        let own = newest.entry(career).or_default();
        if row.place.kind != PlaceKind::Country {
            continue;
        }
        match own.iter_mut().find(|other| other.place == row.place) {
            Some(other) if other.as_of < row.as_of => *other = row,
            Some(_) => {}
            None => own.push(row),
        }
    }
    let fields: Vec<Field> = [("employed", Field::NumberEmployed)]
        .into_iter()
        .filter(|(column, _)| columns.has(column))
        .map(|(_, field)| field)
        .chain(has_pay(columns).then_some(Field::Pay))
        .collect();
    let Stored { all, mut drafts, .. } = stored;
    for (at, old) in all.into_iter().enumerate() {
        let Some(rows) = newest.remove(&at) else { continue };
        let set = |profile: &Profile| with_figures(profile, &rows, &fields, &context.source.slug);
        let draft = drafts.remove(&old.profile.slug).map(|draft| {
            let profile = set(&draft.profile);
            (draft, profile)
        });
        let (profile, item) = (set(&old.profile), Item::of(&old.profile));
        for field in fields.iter().filter(|field| old.profile.edited.contains(field) && !rows.is_empty()) {
            plan.done.kept.entry(*field).or_default().push(item.clone());
        }
        let new = Snapshot { updated_at: context.now, profile, ..old.clone() };
        match plan.update(old, new, draft) {
            true => plan.done.updated.push(item),
            false => plan.done.unchanged += 1,
        }
    }
}

fn has_pay(columns: &Columns) -> bool {
    PERCENTILES.iter().chain(&["mean"]).any(|column| columns.has(column))
}

/// A profile with the figures of some rows first, except in fields that a person has edited. Newer figures stay.
fn with_figures(profile: &Profile, rows: &[&PayRow], fields: &[Field], source: &Slug) -> Profile {
    let mut profile = profile.clone();
    let is_free = |field| fields.contains(&field) && !profile.edited.contains(&field);
    let (has_pay, has_employed) = (is_free(Field::Pay), is_free(Field::NumberEmployed));
    for row in rows.iter().rev() {
        if has_pay {
            put_first(&mut profile.pay, row.pay(source), row, |pay| (&pay.place, pay.as_of));
        }
        if has_employed {
            put_first(&mut profile.number_employed, row.employed(source), row, |one| (&one.place, one.as_of));
        }
    }
    profile
}

/// Replaces the entry for the row's place, or removes it if the figures are unknown now. An entry for a new place comes
/// first.
fn put_first<T>(list: &mut Vec<T>, new: Option<T>, row: &PayRow, of: impl Fn(&T) -> (&String, NaiveDate)) {
    let old = list.iter().position(|one| *of(one).0 == row.place.name);
    match (old, new) {
        (Some(at), _) if of(&list[at]).1 > row.as_of => {}
        (Some(at), Some(new)) => list[at] = new,
        (Some(at), None) => drop(list.remove(at)),
        (None, Some(new)) => list.insert(0, new),
        (None, None) => {}
    }
}
