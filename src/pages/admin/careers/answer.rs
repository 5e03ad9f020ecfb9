//! Responses of the careers' desk.

use crate::error::Error;
use crate::models::draft::Refused;
use crate::pages::PageResult;
use crate::pages::admin::{Desk, Visit};
use crate::web::gate;

/// Redirects after a change, so that reloading doesn't repeat it.
pub fn see_other(path: &str) -> PageResult {
    Ok(gate::see_other(path))
}

/// Says what was just done.
pub fn desk(visit: &Visit) -> Desk {
    visit.desk("careers").saying(done(&visit.asked("done")))
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "created" => "Saved as a new draft. Nobody else sees it until it is published.",
        "saved" => "Saved as a draft. Visitors see it once it is published.",
        "published" => "Published. Visitors see this draft now.",
        "withdrawn" => "Withdrawn. Its address says so from now on.",
        "scheduled" => "Scheduled.",
        "cancelled" => "The schedule was cancelled.",
        "submitted" => "Submitted. Editors see that it waits for review.",
        "returned" => "Sent back. Your note stands beside what was asked.",
        "revoked" => "The link was revoked. It doesn’t work any more.",
        "moved" => "Moved to its new address.",
        "restored" => "Restored as a new draft. Visitors see it once it is published.",
        "deleted" => "The draft was deleted.",
        "same" => "Nothing to do: that is how it is already.",
        "bulk" => "Done, for all that were chosen.",
        _ => return None,
    })
}

/// The error of a refusal that has no page of its own.
pub fn failed(refused: Refused) -> Error {
    match refused {
        Refused::Db(error) => Error::Db(error),
        Refused::Gone | Refused::Stale(_) | Refused::Problems(_) => Error::NotFound,
    }
}
