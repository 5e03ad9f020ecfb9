//! `/admin/sources`: all sources, with how many careers use each.

use super::Visit;
use super::content::{CatalogueRow, catalogue};
use crate::models::content::Stored;
use crate::models::source;
use crate::pages::PageResult;
use crate::profile::Source;

pub async fn list(visit: Visit) -> PageResult {
    catalogue::<Source>(visit, |conn| {
        let row = |(stored, careers): (Stored<Source>, i64)| {
            let Source { name, slug, license, url, .. } = stored.value;
            CatalogueRow { id: stored.id, name, slug, license, url, careers }
        };
        Ok(source::listed(conn)?.into_iter().map(row).collect())
    })
    .await
}
