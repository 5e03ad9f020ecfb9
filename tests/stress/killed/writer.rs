//! An editor who saves and publishes a career again and again, and remembers what was answered.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use metier::forms::Pairs;
use metier::forms::profile::ProfileForm;
use metier::models::draft::{self, Draft};
use metier::models::snapshot;
use metier::models::user::Role;
use metier::profile::fields::Field;
use metier::profile::{Profile, Skill};

use crate::support::careers::published;
use crate::support::client::Client;
use crate::support::{TestDb, session_cookie};

#[derive(Clone, Debug, PartialEq)]
struct Held {
    version: i64,
    draft: Profile,
    live: Profile,
}

pub struct Writer {
    client: Client,
    id: i64,
    /// The state after the last answered request.
    held: Held,
    /// The state if the unanswered request was carried out.
    asked: Option<Held>,
    pub unanswered: u32,
}

impl Writer {
    /// Publishes a new career for the writer.
    pub fn new(db: &TestDb, title: &str) -> Self {
        let id = published(&db.db, title);
        let client = Client::new(session_cookie(db, Role::Editor));
        Self { client, id, held: held(db, id), asked: None, unanswered: 0 }
    }

    /// Saves and publishes in turn until a request isn't answered, the site fails, or the round is over, since a writer
    /// that sends nothing while the server is down wouldn't notice. Counts the answers.
    pub fn write(&mut self, address: &str, answers: &AtomicU32, is_over: &AtomicBool) {
        while !is_over.load(Ordering::SeqCst) {
            let (next, path, fields) = match self.held.draft == self.held.live {
                true => self.save(),
                false => self.publish(),
            };
            self.asked = Some(next);
            let path = format!("/admin/careers/{}/{path}", self.id);
            match self.client.try_post(address, &path, fields) {
                Ok(answer) if answer.status == 303 => drop(answers.fetch_add(1, Ordering::SeqCst)),
                Ok(answer) if answer.status < 500 => panic!("{path}: {} {}", answer.status, answer.body),
                _ => {
                    self.unanswered += 1;
                    break;
                }
            }
            self.held = self.asked.take().unwrap();
        }
    }

    fn save(&self) -> (Held, &'static str, Pairs) {
        let version = self.held.version;
        let skill = |number| Skill { name: format!("Skill {number}"), importance: 0.5 };
        let mut edited = self.held.draft.edited.clone();
        edited.extend([Field::Summary, Field::Responsibilities, Field::Skills]);
        let draft = Profile {
            edited,
            summary: format!("What is done, version {version}.\n\n").repeat(60).trim_end().into(),
            responsibilities: (1..8).map(|number| format!("Duty {number} of {version}")).collect(),
            skills: (version % 5..version % 5 + 4).map(skill).collect(),
            ..self.held.draft.clone()
        };
        let mut form = ProfileForm::from_profile(&draft);
        form.version = version.to_string();
        (Held { version: version + 1, draft, ..self.held.clone() }, "edit", form.pairs())
    }

    fn publish(&self) -> (Held, &'static str, Pairs) {
        let Held { version, draft, .. } = self.held.clone();
        let fields = vec![("version".into(), version.to_string())];
        (Held { version: version + 1, live: draft.clone(), draft }, "publication", fields)
    }

    /// Fails unless the database has everything that was answered, and all or nothing of the unanswered request.
    pub fn look(&mut self, db: &TestDb) {
        let found = held(db, self.id);
        if self.asked.as_ref() != Some(&found) {
            assert_eq!(
                found, self.held,
                "career {}, where the unanswered request was {:?}",
                self.id, self.asked
            );
        }
        self.asked = None;
        self.held = found;
    }
}

fn held(db: &TestDb, id: i64) -> Held {
    let held = db.db.read_now(|conn| {
        let Draft { version, profile, .. } = draft::load(conn, id)?.unwrap();
        let live = snapshot::of(conn, &[id])?.remove(0).1.profile;
        Ok::<_, metier::db::DbError>(Held { version, draft: profile, live })
    });
    held.unwrap()
}
