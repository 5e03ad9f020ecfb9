//! `/admin/{kind}/new` and `/admin/{kind}/{id}/edit`.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::{Filters, back_to};
use crate::db::Db;
use crate::error::Error;
use crate::forms::field::{Input, errors_of, labelled};
use crate::forms::{Field, FieldError, Form, Noun, Pairs, Typed};
use crate::models::content::{self, Refused, Stored};
use crate::models::user::Role;
use crate::pages::admin::Desk;
use crate::pages::pagination::parameters;
use crate::pages::{Head, PageResult, show_privately};
use crate::site::Site;
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/content/form.html")]
pub(super) struct FormPage {
    head: Head,
    desk: Desk,
    noun: Noun,
    heading: String,
    /// Id and version; none for a new one.
    stored: Option<(i64, i64)>,
    fields: Vec<(Field, String, Option<String>)>,
    errors: Vec<FieldError>,
    /// After a conflict: the fields that differ, with the stored and the typed value.
    conflict: Option<Vec<(&'static str, String, String)>>,
}

impl FormPage {
    pub(super) fn of<T: Form>(
        (user, site): (&SignedIn, Data<Site>),
        stored: Option<&Stored<T>>,
        typed: &Typed,
        wrong: Vec<FieldError>,
    ) -> Self {
        let fields = T::fields(user.user.role, stored.is_none());
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
            head: Head::unlisted(site.into_inner(), title),
            desk: Desk::new(user.user.clone(), T::NOUN.section),
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

/// A query parameter may preset the career.
pub async fn new_page<T: Form>(request: HttpRequest, user: SignedIn, site: Data<Site>) -> PageResult {
    let typed = Typed::from(parameters(request.query_string()));
    show_privately(StatusCode::OK, &FormPage::of::<T>((&user, site), None, &typed, Vec::new()))
}

pub async fn create<T: Form>(
    user: SignedIn,
    site: Data<Site>,
    db: Data<Db>,
    Posted(pairs): Posted<Pairs>,
) -> PageResult {
    let typed = Typed::from(pairs);
    let value = match T::read(&typed, user.user.role, None) {
        Ok(value) => value,
        Err(wrong) => return refuse::<T>((&user, site), None, &typed, wrong),
    };
    let actor = user.actor();
    match db.write(move |conn| content::add(conn, &actor, &value)).await {
        Ok(_) => Ok(see_other(&back_to(&T::NOUN, &Filters::default(), "added"))),
        Err(refused) => refuse::<T>((&user, site), None, &typed, problems(refused)?),
    }
}

pub async fn edit<T: Form>(user: SignedIn, site: Data<Site>, db: Data<Db>, id: Path<i64>) -> PageResult {
    let stored = find::<T>(&db, *id).await?;
    let typed = stored.value.typed();
    show_privately(StatusCode::OK, &FormPage::of((&user, site), Some(&stored), &typed, Vec::new()))
}

pub async fn update<T: Form>(
    user: SignedIn,
    site: Data<Site>,
    db: Data<Db>,
    id: Path<i64>,
    Posted(pairs): Posted<Pairs>,
) -> PageResult {
    let typed = Typed::from(pairs);
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let stored = find::<T>(&db, id).await?;
    let value = match T::read(&typed, user.user.role, Some(&stored.value)) {
        Ok(value) => value,
        // The version stays that of the form, so that the next attempt still notices a conflict.
        Err(wrong) => {
            let opened = Stored { version, ..stored };
            return refuse((&user, site), Some(&opened), &typed, wrong);
        }
    };
    let actor = user.actor();
    match db.write(move |conn| content::change(conn, &actor, id, version, &value)).await {
        Ok(()) => Ok(see_other(&back_to(&T::NOUN, &Filters::default(), "changed"))),
        Err(Refused::Stale(())) => {
            let theirs = find::<T>(&db, id).await?;
            let page = FormPage::of((&user, site), Some(&theirs), &typed, Vec::new());
            show_privately(StatusCode::CONFLICT, &page.in_conflict(&theirs))
        }
        Err(refused) => {
            refuse((&user, site), Some(&Stored { version, ..stored }), &typed, problems(refused)?)
        }
    }
}

fn refuse<T: Form>(
    around: (&SignedIn, Data<Site>),
    stored: Option<&Stored<T>>,
    typed: &Typed,
    wrong: Vec<FieldError>,
) -> Result<HttpResponse, Error> {
    show_privately(StatusCode::UNPROCESSABLE_ENTITY, &FormPage::of(around, stored, typed, wrong))
}

pub(in crate::pages::admin) async fn find<T: Form>(db: &Db, id: i64) -> Result<Stored<T>, Error> {
    db.read(move |conn| T::find(conn, id)).await?.ok_or(Error::NotFound)
}

/// Field errors; other refusals are errors of the page.
pub(super) fn problems(refused: Refused) -> Result<Vec<FieldError>, Error> {
    match refused {
        Refused::Problems(problems) => Ok(errors_of(problems)),
        Refused::Db(error) => Err(error.into()),
        Refused::Gone | Refused::Stale(()) => Err(Error::NotFound),
    }
}
