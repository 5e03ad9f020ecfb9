//! `/admin/careers/bulk`: changes many careers at once, all or none.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer;
use super::bulk_plan::{BulkAction, MOST, Planned, chosen, plan};
use crate::db::Conn;
use crate::error::Error;
use crate::forms::{FieldErrors, FormState, Typed};
use crate::models::audit::Actor;
use crate::models::draft::{self, Draft, DraftRefused};
use crate::models::publication::{self, Withdrawal};
use crate::models::{QueryResult, category};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::Profile;
use crate::web::form::Form;

#[derive(Template)]
#[template(path = "admin/careers/bulk.html")]
struct BulkPage {
    head: Head,
    desk: Desk,
    action: Option<BulkAction>,
    possible: Vec<Planned>,
    impossible: Vec<Planned>,
    form: FormState,
    too_many: bool,
}

impl BulkPage {
    fn heading(&self) -> String {
        let count = self.possible.len() as i64;
        let verb = self.action.as_ref().map_or("Change", BulkAction::verb);
        format!("{verb} {}", crate::filters::counted(&count, "career", "careers"))
    }
}

/// Previews the change to each career; with `confirm`, makes it.
pub async fn change(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    let chosen = chosen(&typed);
    let too_many = chosen.len() > MOST;
    let is_confirmed = !typed.get("confirm").is_empty() && !chosen.is_empty() && !too_many;
    let (action, refusal) = match is_confirmed {
        true => confirm(&visit, &typed, &chosen).await?,
        false => (find_action(&visit, &typed).await?, None),
    };
    if is_confirmed && action.is_some() && refusal.is_none() {
        return answer::see_other("/admin/careers?done=bulk");
    }
    let ids: Vec<i64> = chosen.iter().take(MOST).map(|(id, _)| *id).collect();
    let drafts = visit.db.read(move |conn| draft::load_many(conn, &ids)).await?;
    let planned = action.as_ref().map(|action| plan(action, &drafts, &chosen)).unwrap_or_default();
    let (possible, impossible): (Vec<_>, Vec<_>) = planned.into_iter().partition(|one| one.outcome.is_ok());
    let (head, desk) = (visit.head("Change careers"), visit.desk("careers"));
    let status = match refusal {
        Some((status, _)) => status,
        None if action.is_none() || possible.is_empty() || too_many => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let errors = refusal.map(|(_, why)| FieldErrors::one("", why)).unwrap_or_default();
    let form = FormState::refused(typed, errors);
    show_privately(status, &BulkPage { head, desk, action, form, possible, impossible, too_many })
}

async fn find_action(visit: &Visit, typed: &Typed) -> Result<Option<BulkAction>, Error> {
    Ok(BulkAction::of(typed, visit.db.read(category::all).await?))
}

type BulkAttempt = (Option<BulkAction>, Option<(StatusCode, &'static str)>);

async fn confirm(visit: &Visit, typed: &Typed, chosen: &[(i64, i64)]) -> Result<BulkAttempt, Error> {
    let Some(action) = find_action(visit, typed).await? else { return Ok((None, None)) };
    let (actor, wanted, chosen) = (visit.user.actor(), action.clone(), chosen.to_vec());
    let reason = typed.get("reason").chars().take(1_000).collect::<String>();
    let done = visit.db.write(move |conn| run(conn, &actor, &wanted, &chosen, &reason));
    let refusal = match done.await {
        Ok(()) => None,
        Err(DraftRefused::Stale(_) | DraftRefused::Gone) => Some((
            StatusCode::CONFLICT,
            "Nothing was changed: someone else has changed some of these careers since you selected them.",
        )),
        Err(DraftRefused::Problems(_)) => Some((
            StatusCode::UNPROCESSABLE_ENTITY,
            "Nothing was changed: this can’t be done to some of these careers.",
        )),
        Err(DraftRefused::Db(error)) => return Err(error.into()),
    };
    Ok((Some(action), refusal))
}

/// Changes each career as its own page would, but all in one transaction.
fn run(
    conn: &mut Conn,
    actor: &Actor,
    action: &BulkAction,
    chosen: &[(i64, i64)],
    reason: &str,
) -> Result<(), DraftRefused> {
    let withdrawal = Withdrawal { reason: reason.into(), alternative: None };
    let drafts = by_id(conn, chosen)?;
    for (id, version) in chosen {
        match action {
            BulkAction::Publish => publication::publish(conn, actor, *id, *version)?,
            BulkAction::Withdraw => publication::withdraw(conn, actor, *id, *version, &withdrawal)?,
            BulkAction::Feature(on) => publication::feature(conn, actor, *id, *version, *on)?,
            BulkAction::Categorise(to) => {
                let draft = drafts.iter().find(|draft| draft.career_id == *id).ok_or(DraftRefused::Gone)?;
                let profile = Profile { category: Some(to.slug.clone()), ..draft.profile.clone() };
                draft::save(
                    conn,
                    actor,
                    *id,
                    *version,
                    &profile,
                    &format!("Changed category to {}", to.name),
                )?;
            }
        }
    }
    Ok(())
}

fn by_id(conn: &mut Conn, chosen: &[(i64, i64)]) -> QueryResult<Vec<Draft>> {
    draft::load_many(conn, &chosen.iter().map(|(id, _)| *id).collect::<Vec<_>>())
}
