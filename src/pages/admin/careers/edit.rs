//! Creates careers and edits their drafts.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::answer::{self, failed};
use super::form::FormPage;
use super::sent::{compared, conflict};
use super::subject::Subject;
use crate::addresses;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::profile::{Known, ProfileForm, RowAction};
use crate::forms::{FieldErrors, FormState, Pairs, Typed};
use crate::models::draft::{self, Draft, DraftRefused, Saved};
use crate::models::editing::{self, Other};
use crate::models::{category, source};
use crate::pages::admin::Visit;
use crate::pages::{PageResult, form_status, show_privately};
use crate::profile::Profile;
use crate::profile::check::Strictness;
use crate::web::form::{Form, LARGEST};

type Body = Form<Pairs, LARGEST>;

struct SaveForm {
    form: ProfileForm,
    /// The input to focus after a change of rows, which saves nothing.
    focus: Option<String>,
    version: i64,
}

impl SaveForm {
    fn of(body: Body) -> Self {
        let action = RowAction::from_pairs(&body.0);
        let mut form = ProfileForm::from_pairs(body.0);
        let focus = action.map(|action| form.apply(&action));
        // No career has version 0, so a form without a version counts as outdated.
        let version = form.version.parse().unwrap_or(0);
        Self { form, focus, version }
    }
}

struct Surroundings {
    known: Known,
    draft: Option<Draft>,
    others: Vec<Other>,
}

fn known(conn: &mut Conn) -> Result<Known, Error> {
    Ok(Known { categories: category::all(conn)?, sources: source::all(conn)? })
}

/// Also records that this user has the form open.
async fn enter(visit: &Visit, id: i64) -> Result<Surroundings, Error> {
    let (user, at) = (visit.user.user.id, visit.user.at);
    let entered = visit.db.write(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        editing::touch(conn, id, user, at)?;
        let others = editing::others(conn, id, user, at)?;
        Ok::<_, Error>(Surroundings { known: known(conn)?, draft: Some(draft), others })
    });
    entered.await
}

struct Page {
    visit: Visit,
    around: Surroundings,
}

impl Page {
    async fn new(visit: Visit) -> Result<Self, Error> {
        let around = Surroundings { known: visit.db.read(known).await?, draft: None, others: Vec::new() };
        Ok(Self { visit, around })
    }

    fn of(self, form: ProfileForm) -> FormPage {
        let Self { visit, around: Surroundings { known, draft, others } } = self;
        let title = match &draft {
            Some(draft) => format!("Edit {}", draft.profile.title),
            None => "New career".into(),
        };
        let subject = draft.as_ref().map(|draft| Subject::of(draft, "edit"));
        FormPage {
            head: visit.head(title),
            desk: answer::desk(&visit),
            action: subject
                .as_ref()
                .map_or("/admin/careers/new".into(), |career| format!("{}/edit", career.base())),
            career: subject,
            edited: draft.as_ref().map(|draft| draft.profile.edited.clone()).unwrap_or_default(),
            frozen: draft.filter(|draft| draft.first_published_at.is_some()).map(|draft| draft.profile.slug),
            form,
            known,
            others,
            state: FormState::default(),
            focus: None,
        }
    }

    /// Shows the form again; `focus` is the input to focus after a change of rows.
    fn again(self, form: ProfileForm, state: FormState, focus: Option<String>) -> PageResult {
        let page = FormPage { state, focus, ..self.of(form) };
        show_privately(form_status(&page.state), &page)
    }

    fn wrong(self, form: ProfileForm, errors: FieldErrors) -> PageResult {
        self.again(form, FormState::refused(Typed::default(), errors), None)
    }

    /// Shows the form next to what somebody else has saved; submitting again overwrites that.
    fn conflict(self, mut form: ProfileForm, asked: &Profile, now: &Draft) -> PageResult {
        form.version = now.version.to_string();
        let conflict = conflict(now, compared(&now.profile, asked));
        self.again(form, FormState::in_conflict(Typed::default(), conflict), None)
    }
}

pub async fn new(visit: Visit) -> PageResult {
    show_privately(StatusCode::OK, &Page::new(visit).await?.of(ProfileForm::default()))
}

pub async fn create(visit: Visit, body: Body) -> PageResult {
    let SaveForm { form, focus, .. } = SaveForm::of(body);
    let actor = visit.user.actor();
    let page = Page::new(visit).await?;
    let checked = form.check(Strictness::Draft, &page.around.known);
    if focus.is_some() {
        return page.again(form, FormState::default(), focus);
    }
    let profile = match checked {
        Ok(profile) => profile,
        Err(errors) => return page.wrong(form, errors),
    };
    let note = form.note.trim().to_owned();
    match page.visit.db.write(move |conn| draft::create(conn, &actor, &profile, &note)).await {
        Ok(id) => answer::see_other(&addresses::desk(id, "edit?done=created")),
        Err(DraftRefused::Problems(problems)) => {
            let errors = form.place(problems, &page.around.known);
            page.wrong(form, errors)
        }
        Err(refused) => Err(failed(refused)),
    }
}

pub async fn edit(visit: Visit, id: Path<i64>) -> PageResult {
    let around = enter(&visit, *id).await?;
    let mut form = ProfileForm::default();
    if let Some(draft) = &around.draft {
        form = ProfileForm::from_profile(&draft.profile);
        form.version = draft.version.to_string();
    }
    show_privately(StatusCode::OK, &Page { visit, around }.of(form))
}

pub async fn save(visit: Visit, id: Path<i64>, body: Body) -> PageResult {
    let id = id.into_inner();
    let SaveForm { mut form, focus, version } = SaveForm::of(body);
    let actor = visit.user.actor();
    let around = enter(&visit, id).await?;
    if let Some(draft) = around.draft.as_ref().filter(|draft| draft.first_published_at.is_some()) {
        form.freeze(&draft.profile.slug);
    }
    let checked = form.check(Strictness::Draft, &around.known);
    let page = Page { visit, around };
    if focus.is_some() {
        return page.again(form, FormState::default(), focus);
    }
    let profile = match checked {
        Ok(profile) => profile,
        Err(errors) => return page.wrong(form, errors),
    };
    let (note, asked, released) = (form.note.trim().to_owned(), profile.clone(), form.released.clone());
    let save =
        move |conn: &mut Conn| draft::save_releasing(conn, &actor, id, version, &profile, &note, &released);
    match page.visit.db.write(save).await {
        Ok(saved) => saved_to(id, saved),
        Err(DraftRefused::Problems(problems)) => {
            let errors = form.place(problems, &page.around.known);
            page.wrong(form, errors)
        }
        Err(DraftRefused::Stale(now)) => page.conflict(form, &asked, &now),
        Err(refused) => Err(failed(refused)),
    }
}

fn saved_to(id: i64, saved: Saved) -> PageResult {
    let done = match saved {
        Saved::Same => "same",
        Saved::Revision(_) => "saved",
    };
    answer::see_other(&addresses::desk(id, &format!("edit?done={done}")))
}
