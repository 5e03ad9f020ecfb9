//! `/admin/categories`: all categories, with how many careers use each.

use super::Visit;
use super::content::{CatalogueRow, catalogue};
use crate::models::category;
use crate::pages::PageResult;
use crate::profile::Category;

pub async fn list(visit: Visit) -> PageResult {
    catalogue::<Category>(visit, |conn| {
        let row = |(stored, careers): category::CategoryUse| {
            let Category { slug, name } = stored.value;
            CatalogueRow { id: stored.id, name, slug, license: None, url: None, careers }
        };
        Ok(category::listed(conn)?.into_iter().map(row).collect())
    })
    .await
}
