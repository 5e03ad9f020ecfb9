//! How much memory all attacks together take.

use std::io::Cursor;
use std::thread::sleep;
use std::time::{Duration, Instant};

use image::{ImageFormat, RgbaImage};
use metier::models::user::Role;

use super::attack::{self, form, get, meanwhile_attacked, post};
use super::texts::HOSTILE;
use super::{alone, fill, lasting};
use crate::chance::Chance;
use crate::hostile::process::Held;
use crate::hostile::requests::Request;
use crate::support::{Running, TestDb, entry, metier, multipart, save, session_cookie, wait_until};

const CAREERS: u64 = 200;
const MEGABYTE: u64 = 1 << 20;
const MOST: u64 = 300 * MEGABYTE;
const LEFT: u64 = 20 * MEGABYTE;
/// After this time, the server has given memory back that it doesn't use.
const GIVEN_BACK: Duration = Duration::from_secs(12);
/// How long memory may stay in use afterward.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many of the requests are uploads: sixteen at once, of three hundred connections.
const UPLOADS: usize = 19;

on_both!(all_attacks_together_take_little_memory);
fn all_attacks_together_take_little_memory(db: TestDb) {
    let _alone = alone();
    let slugs = fill(&db, CAREERS);
    let deep = HOSTILE.map(|(name, part)| {
        let mut career = entry(&format!("Deep {name}"));
        career.profile.summary = part.repeat(20_000 / part.len());
        career
    });
    save(&db.db, &deep).unwrap();
    let cookie = session_cookie(&db, Role::Author);
    // A cache that the attack fills would hide what it leaves behind.
    let server = Running::start(metier(&db).env("METIER_PAGE_CACHE", "2"));
    let attacks = Attacks { slugs, cookie, upload: upload() };
    // Caches and connections that remain after a first attack don't grow with the next one.
    meanwhile_attacked(&server.address, |chance| attacks.any(chance), || sleep(lasting(5, 20)));
    sleep(GIVEN_BACK);
    let id = server.child.id();
    let before = Held::by(id).memory;
    let most = meanwhile_attacked(&server.address, |chance| attacks.any(chance), || highest(id));
    println!(
        "{} MB before, up to {} MB, then {}",
        before / MEGABYTE,
        most / MEGABYTE,
        Held::by(id).memory / MEGABYTE
    );
    assert!(most < MOST, "{} MB", most / MEGABYTE);
    let held = || Held::by(id).memory;
    wait_until(
        PATIENCE,
        || held() <= before + LEFT,
        || {
            format!(
                "{} MB before, {} MB at most, {} MB left",
                before / MEGABYTE,
                most / MEGABYTE,
                held() / MEGABYTE
            )
        },
    );
}

fn highest(id: u32) -> u64 {
    let (started, mut most) = (Instant::now(), 0);
    while started.elapsed() < lasting(5, 60) {
        most = most.max(Held::by(id).memory);
        sleep(Duration::from_millis(20));
    }
    most
}

struct Attacks {
    slugs: Vec<String>,
    /// Of a signed-in author.
    cookie: String,
    upload: Vec<u8>,
}

impl Attacks {
    fn any(&self, chance: &mut Chance) -> Request {
        let password = "long words ".repeat(12);
        let password = &password[..128];
        match chance.below(UPLOADS) {
            0 => post(
                "/admin/insights/1/logo",
                "multipart/form-data; boundary=edge",
                &self.upload,
                &self.cookie,
            ),
            1 => {
                let fields = [("current", "wrong"), ("password", password), ("repeated", password)];
                form("/admin/account/password", &fields, &self.cookie)
            }
            2..6 => {
                let (name, _) = chance.pick(&HOSTILE);
                let format = chance.word(" .json .md /card");
                get(&format!("/careers/deep-{name}{format}?n={}", chance.below(1_000)))
            }
            _ => attack::any(chance, &self.slugs),
        }
    }
}

/// A form with a picture that is small as a file, and as large as accepted when it is decoded.
fn upload() -> Vec<u8> {
    let mut png = Vec::new();
    RgbaImage::new(4_096, 4_096).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    multipart("edge", &[("version", "1")], "logo", &png)
}
