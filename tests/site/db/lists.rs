//! Lists: their rows, order and pages.

use std::fmt::Debug;

use metier::db::{Conn, Db, DbError};
use metier::models::published::card;
use metier::models::snapshot::{self, Snapshot};
use metier::models::{Paged, career, insight, interview_question, job_posting};
use metier::profile::confidence::Evidence;
use metier::profile::money::{Bound, Figure};
use metier::profile::pay::Pay;
use metier::profile::voices::{Insight, InterviewQuestion, JobPosting, Moderation};

use crate::support::{self, TestDb, date, entry, prepare, save};

fn paid(title: &str, change: impl FnOnce(&mut Pay)) -> Snapshot {
    let mut entry = entry(title);
    let mut pay = support::pay();
    change(&mut pay);
    entry.profile.pay = vec![pay, support::pay()];
    entry
}

on_both!(the_headline_pay_of_a_card_matches_the_profile);
fn the_headline_pay_of_a_card_matches_the_profile(db: TestDb) {
    let reports = |count| Some(Evidence::Reports { count, newest: date("2026-01-01") });
    let entries = [
        paid("Sum beats total", |pay| pay.total = Some(Figure::exact(1))),
        paid("Total alone", |pay| pay.base = None),
        paid("Bounds that don't add up", |pay| {
            pay.additional = Some(Figure { amount: 1, bound: Bound::AtMost });
        }),
        paid("Base alone", |pay| (pay.total, pay.additional) = (None, None)),
        paid("Five reports", |pay| pay.evidence = reports(5)),
        paid("Four reports", |pay| pay.evidence = reports(4)),
        paid("Judged", |pay| pay.evidence = None),
        entry("Unpaid"),
    ];
    prepare(&db.db);
    save(&db.db, &entries).unwrap();
    let (stored, cards) = db
        .db
        .read_now(|conn| {
            let ids = career::all_ids(conn)?;
            Ok::<_, DbError>((snapshot::of(conn, &ids)?, card::by_ids(conn, &ids)?))
        })
        .unwrap();
    for ((id, entry), card) in stored.iter().zip(&cards) {
        let said = entry.profile.headline_pay().and_then(Pay::headline);
        assert_eq!((card.id, card.pay()), (*id, said), "{}", entry.profile.title);
    }
    let amounts = cards.iter().map(|card| card.pay().map(|money| money.figure.amount));
    let (sum, total) = (Some(7_905_700), Some(7_905_700));
    assert_eq!(amounts.collect::<Vec<_>>(), [sum, total, total, None, sum, None, sum, None]);
}

/// Stores two careers and returns their ids.
fn one_of_two(db: &Db) -> (i64, i64) {
    save(db, &[entry("Engineer"), entry("Nurse")]).unwrap();
    let ids = db.read_now(career::all_ids).unwrap();
    (ids[0], ids[1])
}

/// The pages, of two rows each, must have the stored rows at these places, in order.
fn assert_shown<T: Clone + Debug + PartialEq>(
    db: &Db,
    stored: &[T],
    places: &[usize],
    read: impl Fn(&mut Conn, i64) -> Result<Paged<T>, DbError>,
) {
    let page = |number| db.read_now(|conn| read(conn, number)).unwrap();
    let pages: Vec<_> = (1..=page(1).pages()).map(page).collect();
    assert!(pages.iter().all(|page| page.total == places.len() as i64));
    let shown: Vec<T> = pages.into_iter().flat_map(|page| page.rows).collect();
    assert_eq!(shown, places.iter().map(|place| stored[*place].clone()).collect::<Vec<_>>());
}

on_both!(approved_insights_are_shown_newest_first);
fn approved_insights_are_shown_newest_first(db: TestDb) {
    use Moderation::{Approved, Pending, Rejected};
    let insight = |(day, moderation): (&str, Moderation)| Insight {
        employer: format!("Employer {day}"),
        job_title: "Title".into(),
        said_on: date(day),
        quote: "“Quoted”".into(),
        moderation,
        logo: None,
    };
    let said = [
        ("2025-01-05", Approved),
        ("2026-01-01", Approved),
        ("2026-02-01", Pending),
        ("2026-03-01", Rejected),
        ("2025-01-05", Approved),
    ];
    let said = said.map(insight);
    let (career, other) = one_of_two(&db.db);
    db.db.write_now(|conn| insight::replace(conn, &[(career, &said), (other, &said[..1])])).unwrap();
    assert_shown(&db.db, &said, &[1, 0, 4], |conn, page| insight::shown(conn, career, page, 2));
    let all = db.db.read_now(|conn| insight::of(conn, &[career])).unwrap();
    assert_eq!(all[&career], said, "an editor sees them all");
}

on_both!(approved_questions_are_shown_in_order);
fn approved_questions_are_shown_in_order(db: TestDb) {
    let question = |(number, moderation): (u32, Moderation)| InterviewQuestion {
        question: format!("Question {number}?"),
        answer: number.is_multiple_of(2).then(|| "An answer.".into()),
        moderation,
    };
    let asked = [(1, Moderation::Pending), (2, Moderation::Approved), (3, Moderation::Approved)];
    let asked = asked.map(question);
    let (career, other) = one_of_two(&db.db);
    let rows: [(i64, &[InterviewQuestion]); 2] = [(other, &asked), (career, &asked)];
    db.db.write_now(|conn| interview_question::replace(conn, &rows)).unwrap();
    assert_shown(&db.db, &asked, &[1, 2], |conn, page| interview_question::shown(conn, career, page, 2));
}

on_both!(jobs_are_shown_through_their_last_day_newest_first);
fn jobs_are_shown_through_their_last_day_newest_first(db: TestDb) {
    let posting = |(posted, expires): (&str, Option<&str>)| JobPosting {
        title: format!("Posted {posted}"),
        employer: "Employer".into(),
        place: None,
        pay: None,
        posted_on: date(posted),
        expires_on: expires.map(date),
        url: "https://example.org/job".into(),
    };
    let posted = [
        ("2026-03-01", None),
        ("2026-03-02", Some("2026-03-28")),
        ("2026-03-03", Some("2026-03-29")),
        ("2026-03-04", Some("2026-04-01")),
    ];
    let posted = posted.map(posting);
    let (career, other) = one_of_two(&db.db);
    db.db.write_now(|conn| job_posting::replace(conn, &[(career, &posted), (other, &posted[..1])])).unwrap();
    assert_shown(&db.db, &posted, &[3, 2, 0], |conn, page| {
        job_posting::shown(conn, career, date("2026-03-29"), page, 2)
    });
}
