//! What an import is going to store, and storing it.

use super::report::{Done, Places};
use crate::db::Conn;
use crate::import::ImportError;
use crate::models::audit::Actor;
use crate::models::draft::Draft;
use crate::models::imported::{self, MergedDraft};
use crate::models::place_release::{self, PlaceRelease};
use crate::models::snapshot::Snapshot;
use crate::models::{category, source};
use crate::profile::{Category, Profile, Source};

#[derive(Default)]
pub struct Plan {
    pub categories: Vec<Category>,
    pub snapshots: Vec<Snapshot>,
    /// Drafts newer than the live profiles, to be saved after these.
    pub drafts: Vec<MergedDraft>,
    pub releases: Vec<PlaceRelease>,
    pub done: Done,
}

impl Plan {
    /// Takes what has become of a stored career and of its newer draft. Returns whether anything has changed.
    pub fn update(&mut self, old: Snapshot, new: Snapshot, draft: Option<(Draft, Profile)>) -> bool {
        let is_same = old.profile == new.profile;
        let is_same_draft = draft.as_ref().is_none_or(|(draft, profile)| draft.profile == *profile);
        if is_same && is_same_draft {
            return false;
        }
        self.drafts.extend(draft.map(|(draft, profile)| MergedDraft { draft, profile }));
        if !is_same {
            self.snapshots.push(new);
        }
        true
    }

    pub fn save(self, conn: &mut Conn, actor: &Actor, cited: &Source) -> Result<Done, ImportError> {
        let mut done = self.done;
        category::ensure(conn, &self.categories)?;
        source::save(conn, std::slice::from_ref(cited))?;
        if let Some(Places { saved, .. }) = &mut done.places {
            *saved = place_release::save(conn, &self.releases)?;
        }
        if !self.snapshots.is_empty() {
            imported::save(conn, actor, &self.snapshots)?;
        }
        if !self.drafts.is_empty() {
            imported::save_drafts(conn, actor, &self.drafts)?;
        }
        Ok(done)
    }
}
