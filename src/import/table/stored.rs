//! What is stored, as rows of a table find it.

use std::collections::HashMap;

use crate::db::Conn;
use crate::models::QueryResult;
use crate::models::draft::{self, Draft};
use crate::models::snapshot::{self, Snapshot};
use crate::profile::{OnetCode, Slug};

pub struct Stored {
    pub all: Vec<Snapshot>,
    /// Those that are newer than the live profiles, by slug.
    pub drafts: HashMap<Slug, Draft>,
    by_code: HashMap<String, usize>,
    by_slug: HashMap<Slug, usize>,
}

impl Stored {
    pub fn load(conn: &mut Conn) -> QueryResult<Self> {
        let all = snapshot::all(conn)?;
        let drafts = draft::ahead(conn)?.into_iter().map(|draft| (draft.profile.slug.clone(), draft));
        let with_code = |code: fn(&Snapshot) -> Option<&String>| {
            all.iter().enumerate().filter_map(move |(at, one)| Some((code(one)?.clone(), at)))
        };
        // Another code wins over an equal O*NET-SOC code.
        let onet = with_code(|one| one.profile.onet_code.as_ref());
        let by_code = onet.chain(with_code(|one| one.profile.code.as_ref())).collect();
        let by_slug = all.iter().enumerate().map(|(at, one)| (one.profile.slug.clone(), at)).collect();
        Ok(Self { drafts: drafts.collect(), by_code, by_slug, all })
    }

    /// The career with an occupation code, or with an O*NET-SOC code, with or without `.00`.
    pub fn with_code(&self, code: &str) -> Option<usize> {
        let onet = || self.by_code.get(OnetCode::written(code).ok()?.as_str());
        self.by_code.get(code).or_else(onet).copied()
    }

    pub fn with_slug(&self, slug: &Slug) -> Option<usize> {
        self.by_slug.get(slug).copied()
    }
}
