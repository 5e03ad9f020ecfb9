//! Plans a bulk change: what happens to each career, or why it can't.

use crate::forms::Typed;
use crate::models::career::Status;
use crate::models::draft::Draft;
use crate::profile::Category;
use crate::profile::check::{Strictness, check};
use crate::profile::fields::in_words;

pub const MOST: usize = 50;

#[derive(Clone, Debug, PartialEq)]
pub enum BulkAction {
    Publish,
    Withdraw,
    /// Whether the home page shows it.
    Feature(bool),
    Categorise(Category),
}

impl BulkAction {
    /// None if the action or the category is unknown.
    pub fn of(typed: &Typed, categories: Vec<Category>) -> Option<Self> {
        match typed.get("action") {
            "publish" => Some(Self::Publish),
            "withdraw" => Some(Self::Withdraw),
            "feature" => Some(Self::Feature(true)),
            "unfeature" => Some(Self::Feature(false)),
            "categorise" => {
                let slug = typed.get("category");
                categories.into_iter().find(|category| category.slug.as_str() == slug).map(Self::Categorise)
            }
            _ => None,
        }
    }

    pub fn verb(&self) -> &'static str {
        match self {
            Self::Publish => "Publish",
            Self::Withdraw => "Withdraw",
            Self::Feature(true) => "Feature",
            Self::Feature(false) => "Stop featuring",
            Self::Categorise(_) => "Change category of",
        }
    }

    /// What will happen to a career, or why it can't.
    fn plan(&self, draft: &Draft) -> Result<String, String> {
        match self {
            Self::Publish if draft.is_live() => Err("Visitors already see its newest draft.".into()),
            Self::Publish => match check(&draft.profile, Strictness::Publish).as_slice() {
                [] if draft.status == Status::Published => Ok("Its newer draft goes live.".into()),
                [] if draft.status == Status::Withdrawn => Ok("It becomes public again.".into()),
                [] => Ok("It becomes public.".into()),
                problems => Err(problems.iter().map(in_words).collect::<Vec<_>>().join("; ")),
            },
            Self::Withdraw if draft.status == Status::Published => {
                Ok("Visitors will see that it was removed.".into())
            }
            Self::Withdraw => Err("It isn’t public, so there is nothing to withdraw.".into()),
            Self::Feature(on) if draft.featured == *on => Err(match on {
                true => "It is already featured.".into(),
                false => "It isn’t featured.".into(),
            }),
            Self::Feature(true) if draft.status == Status::Published => {
                Ok("The home page will show it.".into())
            }
            Self::Feature(true) => Ok("The home page will show it once it is public.".into()),
            Self::Feature(false) => Ok("The home page will no longer show it.".into()),
            Self::Categorise(to) if draft.profile.category.as_ref() == Some(&to.slug) => {
                Err(format!("It is already in {}.", to.name))
            }
            Self::Categorise(to) => {
                let from = draft.profile.category.as_ref().map_or("no category".into(), ToString::to_string);
                Ok(match draft.status {
                    Status::Draft => format!("From {from} to {}.", to.name),
                    _ => format!("From {from} to {}, as a draft to be published.", to.name),
                })
            }
        }
    }
}

#[derive(Clone, Debug)]
pub struct Planned {
    pub id: i64,
    pub title: String,
    pub version: i64,
    pub outcome: Result<String, String>,
}

/// `chosen` has the ids and the versions that the list showed.
pub fn plan(action: &BulkAction, drafts: &[Draft], chosen: &[(i64, i64)]) -> Vec<Planned> {
    let planned = |draft: &Draft| {
        let is_current = chosen.contains(&(draft.career_id, draft.version));
        Planned {
            id: draft.career_id,
            title: draft.profile.title.clone(),
            version: draft.version,
            outcome: match is_current {
                true => action.plan(draft),
                false => Err("It was changed after you selected it. Check it, and select it again.".into()),
            },
        }
    };
    drafts.iter().map(planned).collect()
}

/// The ids of the selected careers with the versions that the list showed, without duplicates.
pub fn chosen(typed: &Typed) -> Vec<(i64, i64)> {
    let read = |value: &str| {
        let (id, version) = value.split_once('-')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    let mut chosen: Vec<(i64, i64)> = typed.all("career").filter_map(read).collect();
    chosen.sort_unstable();
    chosen.dedup_by_key(|(id, _)| *id);
    chosen
}
