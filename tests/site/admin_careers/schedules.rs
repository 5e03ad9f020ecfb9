//! Schedules run once, catch up, and show why they failed.

use std::thread;

use chrono::NaiveDateTime;
use metier::models::draft::DraftRefused;
use metier::models::publication::Withdrawal;
use metier::models::schedule::{self, Plan, Schedule, State, run_due};

use crate::support::careers::{actor, at, change, drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, slug};

fn plan(
    db: &TestDb,
    id: i64,
    due_at: NaiveDateTime,
    withdrawal: Option<Withdrawal>,
) -> Result<(), DraftRefused> {
    let version = load(&db.db, id).version;
    change(&db.db, |conn| schedule::create(conn, &actor(), id, version, &Plan { due_at, withdrawal }))
}

fn of(db: &TestDb, id: i64) -> Vec<Schedule> {
    db.db.read_now(|conn| schedule::of(conn, id)).unwrap()
}

fn withdrawal() -> Withdrawal {
    Withdrawal { reason: "Gone.".into(), alternative: None }
}

on_both!(async overdue_schedules_run_in_order);
async fn overdue_schedules_run_in_order(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    plan(&db, id, at("11:00:00"), Some(withdrawal())).unwrap();
    plan(&db, id, at("10:00:00"), None).unwrap();
    assert_eq!(run_due(&db.db, at("09:59:59")).unwrap(), 0);
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.status, 404);
    assert_eq!(run_due(&db.db, at("10:00:00")).unwrap(), 1);
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.status, 200);
    assert_eq!(run_due(&db.db, at("23:00:00")).unwrap(), 1);
    let answer = Visitor::new(&db).get("/careers/baker").await;
    assert_eq!(answer.status, 410);
    assert!(answer.body.contains("Gone."));
    assert_eq!(of(&db, id).iter().map(|one| one.state).collect::<Vec<_>>(), [State::Done, State::Done]);
}

on_both!(a_failed_schedule_says_why_and_changes_nothing);
fn a_failed_schedule_says_why_and_changes_nothing(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    plan(&db, id, at("10:00:00"), None).unwrap();
    summarise(&db.db, id, 1, "").unwrap();
    let before = load(&db.db, id);
    let other = published(&db.db, "Miller");
    plan(&db, other, at("10:00:01"), Some(withdrawal())).unwrap();
    assert_eq!(run_due(&db.db, at("12:00:00")).unwrap(), 2, "the other one runs");
    let failed = of(&db, id).remove(0);
    assert_eq!(failed.state, State::Failed);
    assert_eq!(failed.failure.as_deref(), Some("Summary: Fill this in"));
    assert_eq!(load(&db.db, id), before);
    assert_eq!(run_due(&db.db, at("13:00:00")).unwrap(), 0, "it is not tried again");
}

on_both!(two_runners_run_each_schedule_once);
fn two_runners_run_each_schedule_once(db: TestDb) {
    let ids: Vec<i64> = (0..6).map(|n| drafted(&db.db, &format!("Baker {n}"))).collect();
    for id in &ids {
        plan(&db, *id, at("10:00:00"), None).unwrap();
    }
    let ran = thread::scope(|scope| {
        let runners = [(); 2].map(|()| scope.spawn(|| run_due(&db.db, at("10:00:00")).unwrap()));
        runners.map(|runner| runner.join().unwrap())
    });
    assert_eq!(ran.iter().sum::<usize>(), ids.len());
    for id in ids {
        assert_eq!(load(&db.db, id).version, 2, "published once");
    }
}

on_both!(schedules_are_checked_when_created);
fn schedules_are_checked_when_created(db: TestDb) {
    let id = published(&db.db, "Baker");
    let past = plan(&db, id, at("09:00:00"), None);
    assert!(matches!(past, Err(DraftRefused::Problems(problems)) if problems[0].field == "date"));
    let nowhere = Withdrawal { reason: String::new(), alternative: Some(slug("nowhere")) };
    let unknown = plan(&db, id, at("10:00:00"), Some(nowhere));
    assert!(matches!(unknown, Err(DraftRefused::Problems(problems)) if problems[0].field == "alternative"));
    let stale = change(&db.db, |conn| {
        schedule::create(conn, &actor(), id, 1, &Plan { due_at: at("10:00:00"), withdrawal: None })
    });
    let Err(DraftRefused::Stale(now)) = stale else { panic!("{stale:?}") };
    assert_eq!(now.profile, load(&db.db, id).profile);
}
