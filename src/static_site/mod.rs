//! Exports the public site as files for any file server: every page as the app renders it, found by following links.

mod addresses;
mod answer;
mod crawl;
mod error;
mod folder;
mod links;

use std::path::PathBuf;
use std::sync::Arc;

use crate::Shared;
use crate::assets::Assets;
use crate::config::{AddressSettings, LookSettings};
use crate::db::Db;
use crate::import::Progress;
use crate::site::Site;
pub use error::ExportError;
pub use folder::ExportReport;
use folder::Folder;

#[derive(clap::Args, Clone, Debug)]
pub struct ExportSiteArgs {
    #[command(flatten)]
    pub address: AddressSettings,
    #[command(flatten)]
    pub look: LookSettings,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
    /// The folder to write to: a new or empty one, or one that an earlier run wrote
    pub dir: PathBuf,
}

/// Leaves unchanged files alone, and removes files that are no longer part of the site.
pub fn export(db: Db, args: &ExportSiteArgs) -> Result<ExportReport, ExportError> {
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let folder = Folder::open(&args.dir)?;
    let assets = Assets::lay_out(args.look.static_dir.as_deref()).map_err(ExportError::Assets)?;
    let site = Site::new(&args.look.site_name, &args.address.base_url, assets);
    let site = Site { is_static: true, ..site };
    let start = db.read_now(addresses::all)?;
    // Each page is requested once, so caching wouldn't help.
    let shared = Shared::new(Arc::new(site), db.inline(), 0);
    crawl::crawl(&shared, start, &folder, &progress.counting("Writing the site"))?;
    folder.finish()
}
