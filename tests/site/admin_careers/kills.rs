//! A save whose process is killed leaves the old version or the new one, whole.

use std::io::Write;
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;

use metier::forms::profile::ProfileForm;
use metier::models::draft::Draft;
use metier::models::user::Role;
use metier::profile::Profile;

use super::desk::{load, published};
use crate::support::{Running, TestDb, metier, session_cookie};

/// How often a process is killed, each time a little later in its save.
const KILLS: u32 = 50;

#[test]
fn a_killed_save_leaves_the_old_version_or_the_new_one() {
    let db = TestDb::sqlite();
    let id = published(&db.db, "Actuary");
    let cookie = session_cookie(&db, Role::Editor);
    let mut saved = 0;
    for kill in 0..KILLS {
        let before = load(&db.db, id);
        let summary = format!("What an actuary does, for the {kill}th time.\n\n").repeat(200);
        let summary = summary.trim_end().to_owned();
        let asked = Profile { summary, ..before.profile.clone() };
        let mut site = Running::start(metier(&db).arg("serve"));
        let request = save(&site.address, &cookie, id, &asked, before.version);
        sleep(Duration::from_millis(3) * kill);
        site.child.kill().unwrap();
        site.child.wait().unwrap();
        drop(request);
        let after = load(&db.db, id);
        if after.profile == before.profile {
            assert_eq!(after, before);
        } else {
            saved += 1;
            assert_eq!(after.profile, asked);
            assert_eq!((number(&after), after.version), (number(&before) + 1, before.version + 1));
        }
    }
    assert!(saved > 0 && saved < KILLS, "{saved} of {KILLS} were saved: none was killed at work");
}

fn number(draft: &Draft) -> i64 {
    draft.revision.as_ref().unwrap().number
}

/// Sends the form, and leaves the answer to be read.
fn save(address: &str, cookie: &str, id: i64, profile: &Profile, version: i64) -> TcpStream {
    let form = ProfileForm { version: version.to_string(), ..ProfileForm::from_profile(profile) };
    let body = serde_html_form::to_string(form.pairs()).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /admin/careers/{id}/edit HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    stream
}
