//! `/sign-in/link`: sets a password with a one-time link.

use actix_web::http::StatusCode;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::db::{Conn, Db, Error as DbError};
use crate::error::Error;
use crate::models::audit::Actor;
use crate::models::password_link::{self, For};
use crate::models::user::{self, Refused, Role, User, email, password};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::secrets;
use crate::site::Site;
use crate::web::form::{Errors, Form};
use crate::web::gate::see_other;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LinkFields {
    token: String,
    email: String,
    password: String,
    repeated: String,
}

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct LinkPage {
    head: Head,
    form: LinkFields,
    errors: Errors,
    whose: Option<For>,
}

impl LinkPage {
    fn show(site: Data<Site>, form: LinkFields, errors: Errors, whose: Option<For>) -> PageResult {
        let status = match whose {
            None => StatusCode::GONE,
            Some(_) if errors.is_empty() => StatusCode::OK,
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let title = if whose.is_some() { "Set your password" } else { "This link no longer works" };
        let head = Head::unlisted(site.into_inner(), form_title(title, &errors));
        show_privately(status, &Self { head, form, errors, whose })
    }

    fn is_first(&self) -> bool {
        self.whose == Some(For::FirstAdmin)
    }
}

pub async fn page(site: Data<Site>, db: Data<Db>, form: Query<LinkFields>) -> PageResult {
    let token = form.into_inner().token;
    let (whose, email) = find(&site, &db, &token).await?;
    LinkPage::show(site, LinkFields { token, email, ..LinkFields::default() }, Errors::new(), whose)
}

async fn find(site: &Site, db: &Db, token: &str) -> Result<(Option<For>, String), Error> {
    let (token, now) = (token.to_owned(), site.clock.now());
    db.read(move |conn| {
        let whose = password_link::find(conn, &token, now)?;
        let account = match whose {
            Some(For::User(id)) => user::find(conn, id)?,
            _ => None,
        };
        Ok((whose, account.map(|account| account.user.email).unwrap_or_default()))
    })
    .await
}

pub async fn submit(site: Data<Site>, db: Data<Db>, form: Form<LinkFields>) -> PageResult {
    let mut form = form.0;
    let (whose, email) = find(&site, &db, &form.token).await?;
    match whose {
        None => return LinkPage::show(site, form, Errors::new(), None),
        Some(For::User(_)) => form.email = email,
        Some(For::FirstAdmin) => {}
    }
    let (email, chosen) = match check(&site, &form) {
        Ok(checked) => checked,
        Err(errors) => return LinkPage::show(site, form, errors, whose),
    };
    let hash = spawn_blocking(move || secrets::password::hash(&chosen)).await;
    let hash = hash.map_err(|_| DbError::Interrupted)??;
    let (token, now) = (form.token.clone(), site.clock.now());
    let done = db.write(move |conn| {
        let user = owner(conn, &token, &email, Actor::other("first start", now))?;
        Ok::<_, Refused>(password::set(conn, &user.actor(now), &user, &hash, None)?)
    });
    match done.await {
        Ok(()) => Ok(see_other("/sign-in?done=password")),
        Err(Refused::Gone) => LinkPage::show(site, form, Errors::new(), None),
        Err(error) => Err(error.into()),
    }
}

fn check(site: &Site, form: &LinkFields) -> Result<(String, String), Errors> {
    let mut errors = Errors::new();
    let email = email::parse(&form.email);
    if email.is_none() {
        errors.add("email", "Enter your email address, like anna@example.org");
    }
    check_new_password(&mut errors, site, [&form.password, &form.repeated], &form.email);
    errors.or((email.unwrap_or_default(), form.password.clone()))
}

/// Checks the fields `password` and `repeated`.
pub fn check_new_password(errors: &mut Errors, site: &Site, [password, repeated]: [&str; 2], email: &str) {
    if let Err(message) = secrets::password::check(password, email, [&site.name, site.host()]) {
        errors.add("password", message);
    } else if password != repeated {
        errors.add("repeated", "The passwords don’t match. Enter the same one twice");
    }
}

/// Redeems the link and returns its user; for the first admin's link, creates that user.
fn owner(conn: &mut Conn, token: &str, email: &str, first: Actor) -> Result<User, Refused> {
    user::lock(conn)?;
    match password_link::redeem(conn, token, first.at)?.ok_or(Refused::Gone)? {
        For::User(id) => {
            let account = user::find(conn, id)?.filter(|account| !account.disabled);
            Ok(account.ok_or(Refused::Gone)?.user)
        }
        // Several machines may each have shown such a link, but only one can create the first admin.
        For::FirstAdmin if user::is_any(conn)? => Err(Refused::Gone),
        For::FirstAdmin => user::add(conn, &first, email, Role::Admin),
    }
}
