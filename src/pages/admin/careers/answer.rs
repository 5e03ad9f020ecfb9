//! Responses shared by the career pages of the desk.

use crate::error::Error;
use crate::models::draft::DraftRefused;
use crate::pages::PageResult;
use crate::pages::admin::{Desk, Visit};
use crate::web::gate;

/// Redirects after a change, so that reloading doesn't repeat it.
pub fn see_other(path: &str) -> PageResult {
    Ok(gate::see_other(path))
}

/// A desk that confirms the last action, as named by `?done=`.
pub fn desk(visit: &Visit) -> Desk {
    visit.desk("careers").saying(done(&visit.asked("done")))
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "created" => "Saved as a new draft. Visitors won’t see it until it is published.",
        "saved" => "Saved as a draft. Visitors will see it once it is published.",
        "published" => "Published. Visitors now see this version.",
        "withdrawn" => "Withdrawn. Visitors now see that the page was removed.",
        "featured" => "Saved. The home page shows the change.",
        "scheduled" => "Scheduled.",
        "cancelled" => "The schedule was canceled.",
        "submitted" => "Submitted. Editors can see that it is waiting for review.",
        "returned" => "Sent back. Your note is in the review history.",
        "revoked" => "The link was revoked and no longer works.",
        "moved" => "The web address was changed.",
        "restored" => "Restored as a new draft. Visitors will see it once it is published.",
        "deleted" => "Deleted.",
        "same" => "No changes to save.",
        "bulk" => "All selected careers were changed.",
        _ => return None,
    })
}

/// The error for a refusal without a page of its own.
pub fn failed(refused: DraftRefused) -> Error {
    match refused {
        DraftRefused::Db(error) => Error::Db(error),
        DraftRefused::Gone | DraftRefused::Stale(_) | DraftRefused::Problems(_) => Error::NotFound,
    }
}
