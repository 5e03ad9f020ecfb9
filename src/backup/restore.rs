use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use chrono::{NaiveDateTime, SubsecRound, Utc};

use super::staged::Staged;
use super::state::BackupState;
use super::{BackupError, RestoreArgs, copy, place, seal};
use crate::db::{self, DatabaseUrl, Db, Mode};
use crate::import::Progress;
use crate::models::audit::{self, Actor, AuditSubject, Kind};
use crate::models::{password_link, preview_link, published, session};

/// Replaces a database with a backup, all or nothing, and keeps the replaced database next to it. Programs that use the
/// database can keep running and see a single change. Migrates the schema and revokes all sessions and links.
/// Returns the report.
pub fn restore(url: &DatabaseUrl, args: &RestoreArgs) -> Result<String, BackupError> {
    let file = &args.file;
    let database = place::of_database(url, file)?;
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let checking = progress.step("Checking the backup");
    let staged = stage(file, database)?;
    let holds = BackupState::checked(staged.path()).map_err(|error| about(file, error))?;
    drop(checking);
    let now = Utc::now().naive_utc().trunc_subsecs(0);
    let name = file.display().to_string();
    let report = format!("Restored from {name}: {holds}");
    if url.is_absent() {
        place::refuse_leftovers(database)?;
        drop(prepare(&staged, &name, now)?);
        // Copied once more, which leaves one file without a WAL.
        copy::snapshot(staged.path(), database)?.put(false)?;
        return Ok(report);
    }
    let there = copy::open(database).and_then(|mut conn| BackupState::read(&mut conn, database));
    let there = there.map_err(|error| {
        BackupError::Refused(format!(
            "{error}. To restore anyway, stop what uses it and move it away, with its -wal and -shm files."
        ))
    })?;
    if !there.is_empty() && !args.yes {
        agree(&format!("{url} contains {there}.\n{name} contains {holds}, and would replace it."))?;
    }
    let replaced = place::beside(database, &Utc::now().format(".before-%Y%m%d-%H%M%S-%3f").to_string());
    drop(prepare(&staged, &name, now)?);
    // Migrates the live database, so that both have the same schema.
    drop(Db::open(url, |_| Ok::<_, BackupError>(()))?);
    let mut live = copy::open(database)?;
    copy::attach(&mut live, staged.path())?;
    let replacing = progress.step("Replacing the database");
    // From here on, no other program can write.
    db::transaction(&mut live, Mode::Write, |live| {
        let kept = copy::snapshot(database, &replaced)?;
        let version = db::version::read(live)?;
        copy::replace_rows(live)?;
        // So that pages cached before the restore count as outdated.
        db::version::exceed(live, version)?;
        kept.put(false)
    })?;
    drop(replacing);
    Ok(format!("{report}\nThe replaced database is in {}", replaced.display()))
}

/// Copies the backup next to the database, so that the file that is checked is also the file that is used.
fn stage(file: &Path, database: &Path) -> Result<Staged, BackupError> {
    let mut from = File::open(file).map_err(BackupError::file(file))?;
    place::refuse_leftovers(file)?;
    let staged = Staged::beside(database)?;
    let to = OpenOptions::new().write(true).open(staged.path());
    to.and_then(|mut to| io::copy(&mut from, &mut to)).map_err(BackupError::file(file))?;
    seal::check(staged.path()).map_err(|error| about(file, error))?;
    Ok(staged)
}

/// Makes an error about the copy name the original file.
fn about(file: &Path, error: BackupError) -> BackupError {
    match error {
        BackupError::Wrong { what, .. } => BackupError::wrong(file, what),
        BackupError::Sqlite { cause, .. } => BackupError::wrong(file, format!("can’t be read: {cause}")),
        other => other,
    }
}

/// Asks on a terminal; elsewhere `--yes` is required.
fn agree(question: &str) -> Result<(), BackupError> {
    let refused = || BackupError::Refused(format!("{question}\nNothing was changed. Confirm with --yes."));
    if !io::stdin().is_terminal() {
        return Err(refused());
    }
    eprint!("{question}\nReplace it? [y/N] ");
    let mut answer = String::new();
    io::stderr().flush().and_then(|()| io::stdin().read_line(&mut answer)).map_err(|_| refused())?;
    match answer.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(refused()),
    }
}

/// Migrates the copy and revokes its sessions and links. Otherwise a session that was ended, or a link that was used,
/// after the backup would work again.
fn prepare(staged: &Staged, name: &str, now: NaiveDateTime) -> Result<Db, BackupError> {
    let url = DatabaseUrl::Sqlite(staged.path().to_string_lossy().into());
    let db = Db::open(&url, |_| Ok::<_, BackupError>(()))?;
    let actor = Actor::other("command line", now);
    let subject = AuditSubject { kind: Kind::Site, id: None, name: name.into() };
    let ended: Result<(), BackupError> = db.write_now(|conn| {
        published::bring_up_to_date(conn, |_| ())?;
        session::end_everyones(conn)?;
        password_link::void_all(conn)?;
        preview_link::revoke_all(conn)?;
        Ok(audit::record(conn, &actor, "restored from a backup", &subject, &[])?)
    });
    ended.map(|()| db)
}
