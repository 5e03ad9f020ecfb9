//! The profile page in all its states: nothing known, everything known, unusual figures, unusual texts.

use metier::models::{insight, interview_question, job_posting};
use metier::profile::money::{Bound, Figure};
use metier::profile::pay::Range;
use metier::profile::voices::{Insight, InterviewQuestion, JobPosting, Moderation};
use metier::profile::{Article, Bucket, Skill};

use crate::support::{TestDb, Visitor, date, entry, full, pay, prepare, save};

on_both!(async a_career_without_data_still_has_a_page);
async fn a_career_without_data_still_has_a_page(db: TestDb) {
    save(&db.db, &[entry("Actuary")]).unwrap();
    let page = Visitor::new(&db).get("/careers/actuary").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "What does an Actuary do?");
    assert_eq!(page.texts(".tile dd"), ["--"; 5]);
    assert_eq!(page.text("#pay .nothing"), "No pay data yet");
    assert_eq!(page.texts(".pay-chart").len(), 0);
    assert_eq!(page.text(".path li"), "Actuary --");
    assert_eq!(page.text("#insights .nothing"), "No insights yet");
    assert_eq!(page.text("#interviews .nothing"), "No interview questions yet");
    for hidden in ["#responsibilities", "#qualifications", "#experience", "#questions", "#related"] {
        assert_eq!(page.texts(hidden).len(), 0, "{hidden}");
    }
    let links = page.attributes(".contents a", "href");
    for link in &links {
        assert_eq!(page.texts(link).len(), 1, "{link} leads nowhere");
    }
}

on_both!(async every_contents_link_leads_to_a_section);
async fn every_contents_link_leads_to_a_section(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Wiretapper", "actuary"), entry("Actuary")]).unwrap();
    let page = Visitor::new(&db).get("/careers/wiretapper").await;
    for link in page.attributes(".contents a", "href") {
        assert_eq!(page.texts(&link).len(), 1, "{link}");
    }
    assert_eq!(page.text("h1"), "What does an Wiretapper do?", "the stored article, right or wrong");
}

on_both!(async a_title_can_have_no_article);
async fn a_title_can_have_no_article(db: TestDb) {
    let mut nursing = entry("Nursing");
    nursing.profile.article = Article::None;
    save(&db.db, &[nursing]).unwrap();
    let page = Visitor::new(&db).get("/careers/nursing").await;
    assert_eq!(page.text("h1"), "What does Nursing do?");
    assert_eq!(page.text("#pay h2"), "How much does Nursing make?");
}

on_both!(async markup_in_texts_is_shown_as_text);
async fn markup_in_texts_is_shown_as_text(db: TestDb) {
    let evil = "</title></script><img src=x onerror=alert(1)>\"'&";
    let mut career = entry("Odd");
    career.profile.title = evil.into();
    career.profile.summary = evil.into();
    career.profile.responsibilities = vec![evil.into()];
    career.profile.alternate_titles = vec![evil.into()];
    save(&db.db, &[career]).unwrap();
    for path in ["/careers/odd", "/careers/odd/pay", "/careers"] {
        let page = Visitor::new(&db).get(path).await;
        assert!(!page.body.contains("<img src=x"), "{path}");
        assert!(page.body.contains("&#60;img") || page.body.contains("&lt;img"), "{path}");
    }
}

on_both!(async long_lists_fold_after_twelve_items);
async fn long_lists_fold_after_twelve_items(db: TestDb) {
    let mut career = entry("Clerk");
    career.profile.responsibilities = (1..=15).map(|n| format!("Duty {n}.")).collect();
    save(&db.db, &[career]).unwrap();
    let page = Visitor::new(&db).get("/careers/clerk").await;
    let all: Vec<_> = (1..=15).map(|n| format!("Duty {n}.")).collect();
    assert_eq!(page.texts("#responsibilities li"), all);
    assert_eq!(page.text("#responsibilities summary"), "3 more");
    assert_eq!(page.texts("#responsibilities details li"), all[12..]);
}

on_both!(async at_most_five_alternate_titles_are_shown);
async fn at_most_five_alternate_titles_are_shown(db: TestDb) {
    let shown = async |count: i32| {
        let mut entry = entry("Baker");
        entry.profile.alternate_titles = (1..=count).map(|n| format!("Baker of kind {n}")).collect();
        save(&db.db, &[entry]).unwrap();
        Visitor::new(&db)
            .get("/careers/baker")
            .await
            .texts(".panel dd")
            .into_iter()
            .find(|text| text.contains("kind"))
    };
    assert_eq!(shown(0).await, None);
    let five = "Baker of kind 1, Baker of kind 2, Baker of kind 3, Baker of kind 4, Baker of kind 5";
    assert_eq!(shown(5).await.unwrap(), five);
    assert_eq!(shown(6).await.unwrap(), format!("{five} and 1 other title"));
    assert_eq!(shown(300).await.unwrap(), format!("{five} and 295 other titles"));
    let all = Visitor::new(&db).get("/careers/baker.json").await;
    assert!(all.body.contains("Baker of kind 300"), "the JSON has them all");
}

on_both!(async top_coded_and_partly_known_pay_is_shown_as_such);
async fn top_coded_and_partly_known_pay_is_shown_as_such(db: TestDb) {
    prepare(&db.db);
    let top = Figure { amount: 23_920_000, bound: Bound::AtLeast };
    let figure = |dollars: i64| Some(Figure::exact(dollars * 100));
    let mut surgeon = entry("Surgeon");
    let mut open = pay();
    (open.base, open.additional, open.total) = (None, None, Some(top));
    open.likely = Some(Range { low: figure(186_680), high: Some(top), percentiles: Some((25, 75)) });
    open.possible = Some(Range { low: figure(124_450), high: Some(top), percentiles: Some((10, 90)) });
    surgeon.profile.pay = vec![open.clone()];
    let mut poet = entry("Poet");
    open.total = figure(0);
    (open.likely, open.possible) = (Some(Range { low: figure(49_000), high: None, percentiles: None }), None);
    poet.profile.pay = vec![open];
    save(&db.db, &[surgeon, poet]).unwrap();
    let page = Visitor::new(&db).get("/careers/surgeon").await;
    assert_eq!(page.texts(".tile dd")[2], "≥ $239K");
    assert_eq!(page.text(".pay-total"), "≥ $239,200 /yr Total Pay (median)");
    assert_eq!(page.text(".pay-parts"), "-- Base Pay + -- Additional Pay");
    assert_eq!(page.text(".badge"), "Very confident");
    let points = Visitor::new(&db).get("/careers/surgeon/pay").await.texts(".figures tbody tr");
    assert_eq!(points[0], "10th percentile $124,450 /yr");
    assert_eq!(points[4], "90th percentile ≥ $239,200 /yr");
    let page = Visitor::new(&db).get("/careers/poet").await;
    assert_eq!(page.text(".half-known"), "from $49K");
    assert_eq!(page.texts(".pay-chart").len(), 0);
    assert_eq!(page.texts(".tile dd")[2], "$0", "zero is not unknown");
}

on_both!(async skills_overlap_has_three_states);
async fn skills_overlap_has_three_states(db: TestDb) {
    let with = |title: &str, skills: &[&str]| {
        let mut career = entry(title);
        career.profile.skills =
            skills.iter().map(|name| Skill { name: (*name).into(), importance: 0.5 }).collect();
        career
    };
    let mut here = with("Here", &["a", "b", "c"]);
    let others = [with("Same", &["a", "b", "c", "d"]), with("Other", &["x", "y", "z"]), with("Bare", &["a"])];
    here.profile.related = others.iter().map(|other| other.profile.slug.clone()).collect();
    let mut all = others.to_vec();
    all.push(here);
    save(&db.db, &all).unwrap();
    let lines = Visitor::new(&db).get("/careers/here").await.texts(".overlap");
    assert!(lines[0].starts_with("3 of 4 skills in common ("), "{lines:?}");
    assert_eq!(lines[1..], ["No skills overlap", "Skills overlap not available"]);
}

on_both!(async small_shares_are_not_shown_as_zero);
async fn small_shares_are_not_shown_as_zero(db: TestDb) {
    let mut career = entry("Clerk");
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    career.profile.experience =
        vec![bucket(0, Some(0), 0.3), bucket(0, Some(1), 0.0), bucket(120, None, 99.7)];
    save(&db.db, &[career]).unwrap();
    let page = Visitor::new(&db).get("/careers/clerk").await;
    assert_eq!(page.texts(".bars tbody tr"), ["None <1%", "Up to 1 month 0%", "10+ 100%"]);
    assert_eq!(page.texts(".tile dd")[4], "10+ years");
}

on_both!(async only_approved_content_and_open_jobs_are_shown);
async fn only_approved_content_and_open_jobs_are_shown(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let said = |n: u32, moderation| Insight {
        employer: "Quillhaven".into(),
        job_title: "Clerk".into(),
        said_on: date(&format!("2025-01-{n:02}")),
        quote: format!("Quote {n}"),
        moderation,
        logo: None,
    };
    let mut insights: Vec<_> = (1..=9).map(|n| said(n, Moderation::Approved)).collect();
    insights.extend([said(20, Moderation::Pending), said(21, Moderation::Rejected)]);
    let question =
        |text: &str, moderation| InterviewQuestion { question: text.into(), answer: None, moderation };
    let questions = [question("Why here?", Moderation::Approved), question("Unseen?", Moderation::Pending)];
    let job = |title: &str, expires_on: Option<&str>| JobPosting {
        title: title.into(),
        employer: "Quillhaven".into(),
        place: None,
        pay: None,
        posted_on: date("2025-01-01"),
        expires_on: expires_on.map(date),
        url: "https://jobs.example/1".into(),
    };
    let jobs = [job("Open", None), job("Later", Some("2999-01-01")), job("Past", Some("2025-02-01"))];
    let id = db
        .db
        .write_now(|conn| {
            let id = metier::models::career::all_ids(conn)?[0];
            insight::replace(conn, &[(id, &insights)])?;
            interview_question::replace(conn, &[(id, &questions)])?;
            job_posting::replace(conn, &[(id, &jobs)])?;
            Ok::<_, metier::db::Error>(id)
        })
        .unwrap();
    assert!(id > 0);
    let page = Visitor::new(&db).get("/careers/clerk").await;
    assert_eq!(page.texts("#insights blockquote").len(), 8);
    assert_eq!(page.texts("#insights blockquote")[0], "“Quote 9”");
    assert_eq!(page.attributes("#insights .more-link a", "href"), ["/careers/clerk/insights?page=2"]);
    assert_eq!(page.texts("#interviews h3"), ["Why here?"]);
    assert_eq!(page.texts("#jobs h3"), ["Open", "Later"]);
    assert!(page.texts("#jobs p")[0].starts_with("Quillhaven, Remote"), "{:?}", page.texts("#jobs p"));
    let more = Visitor::new(&db).get("/careers/clerk/insights?page=2").await;
    assert_eq!(more.texts("blockquote"), ["“Quote 1”"]);
}
