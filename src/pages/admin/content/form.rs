//! `/admin/{kind}/new` and `/admin/{kind}/{id}/edit`: add and edit content.

use actix_web::web::Path;
use askama::Template;

use super::back_to;
use crate::error::Error;
use crate::forms::field::{add_problems, labeled};
use crate::forms::{Compared, Conflict, ContentForm, Control, FieldErrors, FormField, FormState, Typed};
use crate::models::content::{self, ContentRefused, Noun, Stored};
use crate::models::user::Role;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
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
    fields: Vec<FormField>,
    form: FormState,
}

impl ContentFormPage {
    fn control<'a>(&'a self, field: &'a FormField) -> Control<'a> {
        self.form.field(field.name, field.label).like(field)
    }

    fn may_delete(&self) -> bool {
        self.desk.may(Role::Editor)
    }
}

pub(super) fn show<T: ContentForm>(visit: &Visit, stored: Option<&Stored<T>>, form: FormState) -> PageResult {
    let fields = T::fields(visit.user.user.role, stored.is_none());
    let form = FormState { errors: labeled(form.errors, &fields), ..form };
    let verb = if stored.is_some() { "Edit" } else { "Add" };
    let heading = format!("{verb} {}", T::NOUN.a_one);
    let page = ContentFormPage {
        head: visit.head(form.title(&heading)),
        desk: visit.desk(T::NOUN.section),
        noun: T::NOUN,
        heading,
        stored: stored.map(|stored| (stored.id, stored.version)),
        fields,
        form,
    };
    show_privately(form_status(&page.form), &page)
}

/// Shows what somebody else has saved, beside what was typed, if anything was.
pub(super) async fn show_conflict<T: ContentForm>(
    visit: &Visit,
    id: i64,
    typed: Option<Typed>,
) -> PageResult {
    let now = find::<T>(visit, id).await?;
    let theirs = now.value.typed();
    let typed = typed.unwrap_or_else(|| theirs.clone());
    let fields = T::fields(visit.user.user.role, false).into_iter();
    let differing = fields.filter(|field| theirs.raw(field.name) != typed.raw(field.name));
    let compared = |field: FormField| {
        let [theirs, yours] = [&theirs, &typed].map(|typed| typed.raw(field.name).to_owned());
        Compared { label: field.label.into(), theirs, yours }
    };
    let conflict = Conflict::new(T::NOUN.one, differing.map(compared).collect());
    show(visit, Some(&now), FormState::in_conflict(typed, conflict))
}

/// Query parameters prefill the form, such as its career.
pub async fn new_page<T: ContentForm>(visit: Visit) -> PageResult {
    show::<T>(&visit, None, visit.query())
}

pub async fn create<T: ContentForm>(visit: Visit, Posted(typed): Posted<Typed>) -> PageResult {
    let value = match T::read(&typed, visit.user.user.role, None) {
        Ok(value) => value,
        Err(wrong) => return show::<T>(&visit, None, FormState::refused(typed, wrong)),
    };
    let actor = visit.user.actor();
    match visit.db.write(move |conn| content::add(conn, &actor, &value)).await {
        Ok(_) => Ok(see_other(&back_to(&T::NOUN, "added"))),
        Err(refused) => show::<T>(&visit, None, FormState::refused(typed, errors(refused)?)),
    }
}

pub async fn edit<T: ContentForm>(visit: Visit, id: Path<i64>) -> PageResult {
    let stored = find::<T>(&visit, *id).await?;
    show(&visit, Some(&stored), FormState::of(stored.value.typed()))
}

pub async fn update<T: ContentForm>(visit: Visit, id: Path<i64>, Posted(typed): Posted<Typed>) -> PageResult {
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let stored = find::<T>(&visit, id).await?;
    let value = T::read(&typed, visit.user.user.role, Some(&stored.value));
    // Keeps the form's version, so that the next attempt still detects a conflict.
    let opened = Stored { version, ..stored };
    let value = match value {
        Ok(value) => value,
        Err(wrong) => return show(&visit, Some(&opened), FormState::refused(typed, wrong)),
    };
    let actor = visit.user.actor();
    match visit.db.write(move |conn| content::change(conn, &actor, id, version, &value)).await {
        Ok(()) => Ok(see_other(&back_to(&T::NOUN, "changed"))),
        Err(ContentRefused::Stale(())) => show_conflict::<T>(&visit, id, Some(typed)).await,
        Err(refused) => show(&visit, Some(&opened), FormState::refused(typed, errors(refused)?)),
    }
}

pub(in crate::pages::admin) async fn find<T: ContentForm>(
    visit: &Visit,
    id: i64,
) -> Result<Stored<T>, Error> {
    visit.db.read(move |conn| T::find(conn, id)).await?.ok_or(Error::NotFound)
}

/// Any other refusal becomes an error page.
pub(super) fn errors(refused: ContentRefused) -> Result<FieldErrors, Error> {
    let mut errors = FieldErrors::default();
    match refused {
        ContentRefused::Problems(problems) => add_problems(&mut errors, problems),
        ContentRefused::Db(error) => return Err(error.into()),
        ContentRefused::Gone | ContentRefused::Stale(()) => return Err(Error::NotFound),
    }
    Ok(errors)
}
