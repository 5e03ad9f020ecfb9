//! `/admin/account/email`: changes the email address that the user signs in with.

use askama::Template;

use crate::error::Error;
use crate::forms::{Compared, Conflict, FieldErrors, FormState, Typed};
use crate::models::user::{self, UserRefused, email};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::web::form::Form;
use crate::web::gate::{require_confirmed, see_other};

const HERE: &str = "/admin/account/email";

#[derive(Template)]
#[template(path = "admin/account/email.html")]
struct Email {
    head: Head,
    desk: Desk,
    form: FormState,
}

fn show(visit: &Visit, form: FormState) -> PageResult {
    let head = visit.head(form.title("Change your email address"));
    show_privately(form_status(&form), &Email { head, desk: visit.desk("account"), form })
}

pub async fn page(visit: Visit) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let id = visit.user.user.id;
    let account = visit.db.read(move |conn| user::find(conn, id).map_err(Error::from)).await?;
    let version = account.ok_or(Error::NotFound)?.version;
    let typed = Typed::default().with("email", &visit.user.user.email);
    show(&visit, FormState::of(typed.at_version(version)))
}

pub async fn submit(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let Some(email) = email::parse(typed.get("email")) else {
        let errors = FieldErrors::one("email", "Enter an email address, like anna@example.org");
        return show(&visit, FormState::refused(typed, errors));
    };
    let (actor, id, version) = (visit.user.actor(), visit.user.user.id, typed.version());
    match visit.db.write(move |conn| email::set(conn, &actor, id, version, &email)).await {
        Ok(()) => Ok(see_other("/admin/account?done=email")),
        Err(UserRefused::Taken) => {
            let errors = FieldErrors::one("email", "Someone already has this email address");
            show(&visit, FormState::refused(typed, errors))
        }
        Err(UserRefused::Stale(now)) => {
            let yours = typed.get("email").to_owned();
            let row = Compared { label: "Email address".into(), theirs: now.user.email, yours };
            let conflict = Conflict::new("account", vec![row]);
            show(&visit, FormState::in_conflict(typed.at_version(now.version), conflict))
        }
        Err(error) => Err(error.into()),
    }
}
