//! `/admin/careers/{id}/publication`: makes a draft live, takes a career away, now or at a time.

mod typed;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::answer;
use super::sent::{Offer, Sent};
use super::stale::state;
use super::subject::Subject;
use crate::db::{Conn, Db};
use crate::error::Error;

use crate::models::draft::{self, Draft};
use crate::models::publication::{self, Withdrawal};
use crate::models::schedule::{self, Schedule, State};
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::check::{Problem, Strictness, check};
use crate::profile::fields::Place;
use crate::site::Site;
use crate::web::session::SignedIn;
use typed::{Typed, Wish};

#[derive(Template)]
#[template(path = "admin/careers/publication.html")]
struct Page {
    head: Head,
    desk: Desk,
    career: Subject,
    withdrawal: Option<Withdrawal>,
    /// What keeps the draft from being published.
    lacking: Vec<Problem>,
    waiting: Vec<Schedule>,
    past: Vec<Schedule>,
    typed: Typed,
    problems: Vec<Problem>,
    now: String,
}

struct Content {
    draft: Draft,
    withdrawal: Option<Withdrawal>,
    schedules: Vec<Schedule>,
}

fn read(conn: &mut Conn, id: i64) -> Result<Content, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let withdrawal = publication::withdrawal(conn, id)?;
    Ok(Content { draft, withdrawal, schedules: schedule::of(conn, id)? })
}

impl Page {
    fn new(site: &Data<Site>, user: &SignedIn, content: Content) -> Self {
        let Content { draft, withdrawal, schedules } = content;
        let (mut waiting, past): (Vec<_>, Vec<_>) =
            schedules.into_iter().partition(|schedule| schedule.state == State::Waiting);
        // What comes next first.
        waiting.reverse();
        Self {
            head: Head::unlisted(
                site.clone().into_inner(),
                format!("Publication of {}", draft.profile.title),
            ),
            desk: Desk::new(user.user.clone(), "careers"),
            career: Subject::of(&draft, "publication"),
            lacking: check(&draft.profile, Strictness::Publish),
            withdrawal,
            waiting,
            past,
            typed: Typed::default(),
            problems: Vec::new(),
            now: user.actor().at.format("%Y-%m-%d %H:%M").to_string(),
        }
    }

    /// What is wrong with a field of the form that was sent.
    fn problem(&self, form: &str, field: &str) -> Option<&str> {
        let of_form = self.typed.action == form;
        let problem = self.problems.iter().find(|problem| of_form && problem.field == field);
        problem.map(|problem| problem.message.as_str())
    }

    /// What a problem's field is called.
    fn label(&self, problem: &Problem) -> String {
        match problem.field.as_str() {
            "due" => "When".into(),
            "reason" => "Reason".into(),
            "alternative" => "Read instead".into(),
            "status" => "State".into(),
            "schedule" => "Schedule".into(),
            field => Place::of_field(field).label,
        }
    }

    /// Where a problem can be put right.
    fn link(&self, problem: &Problem) -> String {
        match problem.field.as_str() {
            "due" | "reason" | "alternative" => format!("#{}-{}", self.typed.action, problem.field),
            "status" => "#withdraw".into(),
            "schedule" => "#schedules".into(),
            field => format!("{}/edit#{}", self.career.base(), Place::of_field(field).id),
        }
    }
}

/// Shows what is public, what is lacking, and what is to come.
pub async fn page(
    request: HttpRequest,
    user: SignedIn,
    id: Path<i64>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let content = db.read(move |conn| read(conn, *id)).await?;
    let mut page = Page::new(&site, &user, content);
    page.desk.done = answer::done(&request);
    show_privately(StatusCode::OK, &page)
}

/// Publishes, withdraws or schedules either.
pub async fn change(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let typed = Typed::of(&sent.fields);
    let wish = match typed.wish() {
        Ok(wish) => wish,
        Err(problems) => return refuse(&sent, typed, problems).await,
    };
    let done = format!("publication?done={}", wish.done());
    let changed = sent.db.write(move |conn| match wish {
        Wish::Publish => publication::publish(conn, &actor, id, version),
        Wish::Withdraw(withdrawal) => publication::withdraw(conn, &actor, id, version, &withdrawal),
        Wish::Schedule(plan) => schedule::create(conn, &actor, id, version, &plan),
    });
    match changed.await {
        Ok(()) => sent.lead_to(&done),
        Err(refused) => {
            let button = format!("{} it as it is now", typed.verb());
            let offer = Offer { tab: "publication", path: "publication", button };
            let asked = |now: &Draft| state(now, &typed.in_words());
            let show = async |problems| refuse(&sent, typed.clone(), problems).await;
            sent.refuse(refused, offer, asked, show).await
        }
    }
}

/// The page again, with everything typed and what is wrong with it.
async fn refuse(sent: &Sent, typed: Typed, problems: Vec<Problem>) -> PageResult {
    let id = sent.id;
    let content = sent.db.read(move |conn| read(conn, id)).await?;
    let page = Page { typed, problems, ..Page::new(&sent.site, &sent.user, content) };
    show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Calls off a schedule.
pub async fn cancel(ids: Path<(i64, i64)>, sent: Sent) -> PageResult {
    let ((id, actor, version), (_, one)) = (sent.request(), *ids);
    match sent.db.write(move |conn| schedule::cancel(conn, &actor, id, version, one)).await {
        Ok(()) => sent.lead_to("publication?done=cancelled"),
        Err(refused) => {
            let (path, button) = (format!("schedules/{one}/cancel"), "Cancel it all the same".into());
            let offer = Offer { tab: "publication", path: &path, button };
            let show = async |problems| refuse(&sent, Typed::default(), problems).await;
            sent.refuse(refused, offer, |now| state(now, "Cancel a schedule"), show).await
        }
    }
}
