//! `/admin/{kind}/new` and `/admin/{kind}/{id}/edit`: add and edit content.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::{Filters, back_to};
use crate::error::Error;
use crate::forms::field::{Input, errors_of, labelled};
use crate::forms::{Field, FieldError, Form, Noun, Typed};
use crate::models::content::{self, Refused, Stored};
use crate::models::user::Role;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;

#[derive(Template)]
#[template(path = "admin/content/form.html")]
pub(super) struct ContentFormPage {
    head: Head,
    desk: Desk,
    noun: Noun,
    heading: String,
    /// Id and version; none for new content.
    stored: Option<(i64, i64)>,
    fields: Vec<(Field, String, Option<String>)>,
    errors: Vec<FieldError>,
    /// After a conflict: the fields that differ, with the stored and the typed values.
    conflict: Option<Vec<(&'static str, String, String)>>,
}

impl ContentFormPage {
    pub(super) fn of<T: Form>(
        visit: &Visit,
        stored: Option<&Stored<T>>,
        typed: &Typed,
        wrong: Vec<FieldError>,
    ) -> Self {
        let fields = T::fields(visit.user.user.role, stored.is_none());
        let errors = labelled(wrong, &fields);
        let error = |name| errors.iter().find(|error| error.id == name).map(|error| error.message.clone());
        let fields = fields
            .into_iter()
            .map(|field| {
                let (value, error) = (typed.raw(field.name).to_owned(), error(field.name));
                (field, value, error)
            })
            .collect();
        let verb = if stored.is_some() { "Edit" } else { "Add" };
        let heading = format!("{verb} {}", T::NOUN.a_one);
        let title = if errors.is_empty() { heading.clone() } else { format!("Error: {heading}") };
        Self {
            head: visit.head(title),
            desk: visit.desk(T::NOUN.section),
            noun: T::NOUN,
            heading,
            stored: stored.map(|stored| (stored.id, stored.version)),
            fields,
            errors,
            conflict: None,
        }
    }

    fn may_delete(&self) -> bool {
        self.desk.may(Role::Editor)
    }

    pub(super) fn in_conflict<T: Form>(mut self, theirs: &Stored<T>) -> Self {
        let theirs = theirs.value.typed();
        let beside = |(field, typed, _): &(Field, String, Option<String>)| {
            let stored = theirs.raw(field.name);
            (stored != typed).then(|| (field.label, stored.to_owned(), typed.clone()))
        };
        self.conflict = Some(self.fields.iter().filter_map(beside).collect());
        self
    }
}

/// Query parameters prefill the form, such as its career.
pub async fn new_page<T: Form>(visit: Visit) -> PageResult {
    let typed = Typed::from(visit.parameters.clone());
    show_privately(StatusCode::OK, &ContentFormPage::of::<T>(&visit, None, &typed, Vec::new()))
}

pub async fn create<T: Form>(visit: Visit, Posted(typed): Posted<Typed>) -> PageResult {
    let value = match T::read(&typed, visit.user.user.role, None) {
        Ok(value) => value,
        Err(wrong) => return refuse::<T>(&visit, None, &typed, wrong),
    };
    let actor = visit.user.actor();
    match visit.db.write(move |conn| content::add(conn, &actor, &value)).await {
        Ok(_) => Ok(see_other(&back_to(&T::NOUN, &Filters::default(), "added"))),
        Err(refused) => refuse::<T>(&visit, None, &typed, problems(refused)?),
    }
}

pub async fn edit<T: Form>(visit: Visit, id: Path<i64>) -> PageResult {
    let stored = find::<T>(&visit, *id).await?;
    let typed = stored.value.typed();
    show_privately(StatusCode::OK, &ContentFormPage::of(&visit, Some(&stored), &typed, Vec::new()))
}

pub async fn update<T: Form>(visit: Visit, id: Path<i64>, Posted(typed): Posted<Typed>) -> PageResult {
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let stored = find::<T>(&visit, id).await?;
    let value = match T::read(&typed, visit.user.user.role, Some(&stored.value)) {
        Ok(value) => value,
        // Keeps the form's version, so that the next attempt still detects a conflict.
        Err(wrong) => {
            let opened = Stored { version, ..stored };
            return refuse(&visit, Some(&opened), &typed, wrong);
        }
    };
    let actor = visit.user.actor();
    match visit.db.write(move |conn| content::change(conn, &actor, id, version, &value)).await {
        Ok(()) => Ok(see_other(&back_to(&T::NOUN, &Filters::default(), "changed"))),
        Err(Refused::Stale(())) => {
            let theirs = find::<T>(&visit, id).await?;
            let page = ContentFormPage::of(&visit, Some(&theirs), &typed, Vec::new());
            show_privately(StatusCode::CONFLICT, &page.in_conflict(&theirs))
        }
        Err(refused) => refuse(&visit, Some(&Stored { version, ..stored }), &typed, problems(refused)?),
    }
}

fn refuse<T: Form>(
    visit: &Visit,
    stored: Option<&Stored<T>>,
    typed: &Typed,
    wrong: Vec<FieldError>,
) -> PageResult {
    show_privately(StatusCode::UNPROCESSABLE_ENTITY, &ContentFormPage::of(visit, stored, typed, wrong))
}

pub(in crate::pages::admin) async fn find<T: Form>(visit: &Visit, id: i64) -> Result<Stored<T>, Error> {
    visit.db.read(move |conn| T::find(conn, id)).await?.ok_or(Error::NotFound)
}

/// Returns field errors; any other refusal becomes an error page.
pub(super) fn problems(refused: Refused) -> Result<Vec<FieldError>, Error> {
    match refused {
        Refused::Problems(problems) => Ok(errors_of(problems)),
        Refused::Db(error) => Err(error.into()),
        Refused::Gone | Refused::Stale(()) => Err(Error::NotFound),
    }
}
