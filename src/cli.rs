//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use metier::backup::{BackupArgs, RestoreArgs};
use metier::config::{AddressSettings, DatabaseSettings, LogSettings, ReplicaSettings, SiteSettings};
use metier::import::onet;
use metier::models::user::{Role, email};
use metier::static_site;

/// A self-hosted website of career profiles: what a role does, what it asks for, what it pays and where it
/// leads.
///
/// Without a command it serves the site. Every setting can also be given as a variable.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the site (what happens without a command).
    Serve(Serve),
    /// Fill the site from open data or from a bundle.
    #[command(subcommand)]
    Import(Import),
    /// Let people in.
    #[command(subcommand)]
    User(User),
    /// Write all content as a bundle: one JSON file that `import bundle` reads.
    Export(Export),
    /// Write the whole public site as files, for any file server. A second run writes only what has changed.
    ExportSite(ExportSite),
    /// Derive everything that lists and search need from the live profiles again, while the site serves.
    RebuildIndex(RebuildIndex),
    /// Copy an SQLite database to a file, while the site serves.
    Backup(Backup),
    /// Put what `backup` has written in the place of an SQLite database, while the site serves. What was there is
    /// kept beside it.
    Restore(Restore),
    /// Look at everything the site stands on, with the settings of `serve`, and say what is wrong and what to do.
    /// It changes nothing. The exit status is 1 where something must be put right.
    Doctor(Instance),
}

/// What an instance stands on.
#[derive(Args)]
pub struct Instance {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub replica: ReplicaSettings,
    #[command(flatten)]
    pub site: SiteSettings,
}

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub instance: Instance,
    #[command(flatten)]
    pub log: LogSettings,
    /// Start a new database without the five sample careers. One that exists is left as it is.
    #[arg(long)]
    pub empty: bool,
}

#[derive(Subcommand)]
pub enum Import {
    /// Read an O*NET release and make a career of each of its occupations, with OEWS wages. All of it is
    /// stored, or nothing.
    Onet(ImportOnet),
    /// Read a bundle that `export` has written. All of it is stored, or nothing.
    Bundle(ImportBundle),
}

#[derive(Args)]
pub struct ImportOnet {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub release: onet::Args,
}

#[derive(Args)]
pub struct ImportBundle {
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// Replace careers that are here already; without it, they make the import fail.
    #[arg(long)]
    pub overwrite: bool,
    /// The bundle.
    pub file: PathBuf,
}

#[derive(Subcommand)]
pub enum User {
    /// Add someone, and print the link by which they set their password.
    Add(AddUser),
    /// Print another such link for someone who is here already.
    Link(LinkUser),
}

#[derive(Args)]
pub struct AddUser {
    #[command(flatten)]
    pub of: LinkUser,
    /// What they may do: author, editor or admin.
    #[arg(long, value_parser = parse_role)]
    pub role: Role,
}

#[derive(Args)]
pub struct LinkUser {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub address: AddressSettings,
    /// Their e-mail address.
    #[arg(value_parser = parse_email)]
    pub email: String,
}

fn parse_role(text: &str) -> Result<Role, &'static str> {
    text.parse().map_err(|_| "a role is author, editor or admin")
}

fn parse_email(text: &str) -> Result<String, &'static str> {
    email::parse(text).ok_or("write an address as in anna@example.org")
}

#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// Where to: a file, or - for standard output.
    #[arg(required_unless_present = "schema")]
    pub file: Option<PathBuf>,
    /// Add every revision of each career, drafts included, with the e-mail addresses of their authors.
    #[arg(long)]
    pub with_history: bool,
    /// Print the JSON Schema of the format instead.
    #[arg(long)]
    pub schema: bool,
}

#[derive(Args)]
pub struct RebuildIndex {
    #[command(flatten)]
    pub database: DatabaseSettings,
}

#[derive(Args)]
pub struct ExportSite {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub site: static_site::Args,
}

#[derive(Args)]
pub struct Backup {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub what: BackupArgs,
}

#[derive(Args)]
pub struct Restore {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub what: RestoreArgs,
}
