//! Visitors of three instances behind a proxy.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::proxy::{Program, Proxy};
use crate::meanwhile;
use crate::support::client::Client;
use crate::support::edited::{Edited, PATH, shown};
use crate::support::{Running, TestDb, count, metier, wait_until};

const VISITORS: usize = 4;

const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Met {
    /// The instance of each answer.
    served: Vec<String>,
    failures: Vec<String>,
}

on_postgres!(no_visitor_notices_that_an_instance_dies);
fn no_visitor_notices_that_an_instance_dies(db: TestDb) {
    let edited = Edited::new(db);
    for program in Program::installed(module_path!()) {
        let mut instances = [edited.serve(), edited.serve(), edited.serve()];
        let addresses: BTreeSet<String> = instances.iter().map(|one| one.address.clone()).collect();
        let proxy = program.start(&instances);
        let met = under_load(&proxy.address, |met| {
            wait_until_served(met, &instances[0].address);
            instances[0].child.kill().unwrap();
            wait_until_served(met, &instances[1].address);
            instances[1].signal("TERM");
            assert!(instances[1].child.wait().unwrap().success(), "it stops cleanly under load");
            wait_until_served(met, &instances[2].address);
        });
        assert_eq!(met.failures, [] as [&str; 0], "of {} requests", met.served.len());
        let served: BTreeSet<String> = met.served.into_iter().collect();
        assert_eq!(served, addresses, "each served before it died, and one still does");
    }
}

/// Waits a while, and on a busy machine until an instance has answered a visitor.
fn wait_until_served(met: &Mutex<Met>, instance: &str) {
    sleep(Duration::from_millis(700));
    let has_served = || met.lock().unwrap().served.iter().any(|one| one == instance);
    wait_until(PATIENCE, has_served, || format!("{instance} answers nobody"));
}

on_postgres!(no_form_is_lost_when_an_instance_is_stopped);
/// A proxy doesn't send a form again that an instance left unanswered.
fn no_form_is_lost_when_an_instance_is_stopped(db: TestDb) {
    let edited = Edited::new(db);
    // Longer than HAProxy needs for three failed checks.
    let serve = || Running::start(metier(&edited.db).env("METIER_RATE_LIMIT", "0").env("METIER_DRAIN", "2"));
    let number = AtomicU32::new(0);
    let stop_one = |[mut stopped, _other]: [Running; 2], proxy: Proxy| {
        let (sent, refused) = (AtomicU32::new(0), Mutex::new(Vec::new()));
        let writers = [(); VISITORS].map(|()| {
            || {
                let name = format!("Category {}", number.fetch_add(1, Ordering::Relaxed));
                let fields = vec![
                    ("name".into(), name.clone()),
                    ("slug".into(), name.replace(' ', "-").to_lowercase()),
                ];
                sent.fetch_add(1, Ordering::Relaxed);
                match edited.editor.try_post(&proxy.address, "/admin/categories/new", fields) {
                    Ok(answer) if answer.status == 303 => {}
                    Ok(answer) => refused.lock().unwrap().push(format!("{} {}", answer.status, answer.body)),
                    Err(error) => refused.lock().unwrap().push(error.to_string()),
                }
            }
        });
        meanwhile(writers, || {
            wait_until(PATIENCE, || sent.load(Ordering::Relaxed) > 20, || "nothing is sent".into());
            stopped.signal("TERM");
            assert!(stopped.child.wait().unwrap().success(), "it stops cleanly under load");
            sleep(Duration::from_millis(500));
        });
        assert_eq!(refused.into_inner().unwrap(), [] as [String; 0], "of {sent:?} forms");
    };
    for program in Program::installed(module_path!()) {
        let instances = [serve(), serve()];
        let proxy = program.start(&instances);
        stop_one(instances, proxy);
        let instances = [serve(), serve()];
        if let Some(proxy) = program.start_as_in_containers(&instances) {
            stop_one(instances, proxy);
        }
    }
    let stored = count(&edited.db.db, "SELECT COUNT(*) FROM categories WHERE name LIKE 'Category %'");
    assert_eq!(stored, i64::from(number.into_inner()), "each form once");
}

on_postgres!(cached_pages_are_sent_while_no_instance_is_ready);
fn cached_pages_are_sent_while_no_instance_is_ready(db: TestDb) {
    let edited = Edited::new(db);
    let instances = [edited.serve(), edited.serve()];
    let visitor = Client::new("");
    for instance in &instances {
        assert_eq!(shown(&visitor, &instance.address), 1);
    }
    for program in Program::installed(module_path!()) {
        let proxy = program.start(&instances);
        edited.db.take_away();
        // The answer may still come from a check that began before, for the proxy.
        let none_is = || !instances.iter().any(|one| one.get("/readyz").starts_with("HTTP/1.1 200"));
        wait_until(Duration::from_secs(5), none_is, || "they stay ready".into());
        // Long enough for three checks of each instance.
        let since = Instant::now();
        while since.elapsed() < Duration::from_secs(3) {
            assert_eq!(shown(&visitor, &proxy.address), 1);
            sleep(Duration::from_millis(20));
        }
        edited.db.bring_back();
    }
}

/// Runs visitors while `work` runs, and returns what they got.
fn under_load(address: &str, work: impl FnOnce(&Mutex<Met>)) -> Met {
    let met = Mutex::<Met>::default();
    let visitors = (0..VISITORS).map(|_| {
        let (visitor, met) = (Client::new(""), &met);
        move || {
            for path in [PATH, "/careers", "/about", "/search?q=baker"] {
                let answer = visitor.try_get(address, path);
                let mut met = met.lock().unwrap();
                match answer {
                    // A proxy that tried several instances names the one that answered last.
                    Ok(answer) if answer.status == 200 => {
                        met.served.push(answer.served_by().rsplit(' ').next().unwrap().to_owned());
                    }
                    Ok(answer) => met.failures.push(format!("{path}: {} {}", answer.status, answer.body)),
                    Err(error) => met.failures.push(format!("{path}: {error}")),
                }
            }
        }
    });
    meanwhile(visitors, || work(&met));
    met.into_inner().unwrap()
}

on_postgres!(the_desk_needs_no_sticky_sessions);
fn the_desk_needs_no_sticky_sessions(db: TestDb) {
    let edited = Edited::new(db);
    let instances = [edited.serve(), edited.serve(), edited.serve()];
    for (edition, program) in (2..).zip(Program::installed(module_path!())) {
        let proxy = program.start(&instances);
        let ask = |_| edited.editor.try_get(&proxy.address, "/admin/careers").unwrap();
        let answers: Vec<_> = (0..6).map(ask).collect();
        let statuses: Vec<_> = answers.iter().map(|answer| (answer.status, answer.served_by())).collect();
        assert!(
            statuses.iter().all(|(status, _)| *status == 200),
            "the session works at each instance: {statuses:?}"
        );
        let served: BTreeSet<_> = answers.iter().map(|answer| answer.served_by()).collect();
        assert_eq!(served.len(), 3, "each instance answered: {served:?}");
        edited.publish(&proxy.address, edition);
        sleep(super::BOUND);
        for _ in 0..3 {
            assert_eq!(shown(&edited.editor, &proxy.address), edition);
        }
    }
}
