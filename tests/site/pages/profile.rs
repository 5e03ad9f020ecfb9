//! The profile page in all its states: nothing known, everything known, unusual figures, unusual texts.

use metier::models::{insight, interview_question, job_posting};
use metier::profile::money::{Bound, Figure};
use metier::profile::pay::Range;
use metier::profile::voices::{InterviewQuestion, JobPosting, Moderation};
use metier::profile::{Article, Bucket};

use super::{dollars, insight};
use crate::common::{edited, get, id, skilled, store_full_and_bare};
use crate::support::{HOSTILE, TestDb, date, entry, full, pay, prepare, save, slug};

on_both!(async a_career_without_data_still_has_a_page);
async fn a_career_without_data_still_has_a_page(db: TestDb) {
    save(&db.db, &[entry("Actuary")]).unwrap();
    let page = get(&db, "/careers/actuary").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text("h1"), "What does an Actuary do?");
    assert_eq!(page.texts(".tile dd"), ["--"; 5]);
    let missing = "We don’t have pay, a career path, insights, interviews or jobs for this career yet.";
    assert_eq!(page.text(".missing"), format!("{missing} How to send us some"));
    let sections = page.attributes(".profile-text > section", "id");
    assert_eq!(sections, ["key-facts", "sources"], "nothing else is known");
    let links = page.attributes(".contents a", "href");
    for link in &links {
        assert_eq!(page.texts(link).len(), 1, "{link} leads nowhere");
    }
}

on_both!(async every_contents_link_leads_to_a_section);
async fn every_contents_link_leads_to_a_section(db: TestDb) {
    store_full_and_bare(&db);
    let page = get(&db, "/careers/wiretapper").await;
    for link in page.attributes(".contents a", "href") {
        assert_eq!(page.texts(&link).len(), 1, "{link}");
    }
    assert_eq!(page.text("h1"), "What does an Wiretapper (plain) do?", "the stored article, right or wrong");
}

on_both!(async a_title_can_have_no_article);
async fn a_title_can_have_no_article(db: TestDb) {
    prepare(&db.db);
    let nursing = edited("Nursing", |profile| {
        profile.article = Article::None;
        profile.pay = vec![pay()];
    });
    save(&db.db, &[nursing]).unwrap();
    let page = get(&db, "/careers/nursing").await;
    assert_eq!(page.text("h1"), "What does Nursing do?");
    assert_eq!(page.text("#pay h2"), "How much does Nursing make?");
}

on_both!(async markup_in_texts_is_shown_as_text);
async fn markup_in_texts_is_shown_as_text(db: TestDb) {
    for text in [HOSTILE, "</title></script><img src=x onerror=alert(1)>\"'&"] {
        let mut odd = edited("Odd", |profile| {
            profile.title = text.into();
            profile.summary = text.into();
            profile.responsibilities = vec![text.into()];
            profile.alternate_titles = vec![text.into()];
        });
        odd.featured = true;
        save(&db.db, &[odd]).unwrap();
        for path in
            ["/", "/careers", "/careers/odd", "/careers/odd/pay", "/careers/odd/moves", "/compare?c=odd"]
        {
            let page = get(&db, path).await;
            assert_eq!(page.status, 200, "{path}");
            for markup in ["<script>alert", "<!--", "<img src=x"] {
                assert!(!page.body.contains(markup), "{path}: {markup}");
            }
            let escaped = ["&#60;", "&lt;"].map(|sign| format!("{sign}{}", &text[1..7]));
            assert!(escaped.iter().any(|start| page.body.contains(start)), "{path}");
        }
        let page = get(&db, "/careers/odd").await;
        assert!(page.attributes("meta[property='og:title']", "content")[0].contains(text));
    }
}

on_both!(async long_lists_fold_after_twelve_items);
async fn long_lists_fold_after_twelve_items(db: TestDb) {
    let all: Vec<_> = (1..=15).map(|n| format!("Duty {n}.")).collect();
    save(&db.db, &[edited("Clerk", |profile| profile.responsibilities = all.clone())]).unwrap();
    let page = get(&db, "/careers/clerk").await;
    assert_eq!(page.texts("#responsibilities li"), all);
    assert_eq!(page.text("#responsibilities summary"), "3 more");
    assert_eq!(page.texts("#responsibilities details li"), all[12..]);
}

on_both!(async at_most_five_alternate_titles_are_shown);
async fn at_most_five_alternate_titles_are_shown(db: TestDb) {
    let shown = async |count: i32| {
        let names = (1..=count).map(|n| format!("Baker of kind {n}")).collect();
        save(&db.db, &[edited("Baker", |profile| profile.alternate_titles = names)]).unwrap();
        get(&db, "/careers/baker").await.texts("#names .names").pop()
    };
    assert_eq!(shown(0).await, None);
    let five = "Baker of kind 1, Baker of kind 2, Baker of kind 3, Baker of kind 4, Baker of kind 5";
    assert_eq!(shown(5).await.unwrap(), five);
    assert_eq!(shown(6).await.unwrap(), format!("{five} and 1 other title"));
    assert_eq!(shown(300).await.unwrap(), format!("{five} and 295 other titles"));
    let all = get(&db, "/careers/baker.json").await;
    assert!(all.body.contains("Baker of kind 300"), "the JSON has them all");
}

on_both!(async top_coded_and_partly_known_pay_is_shown_as_such);
async fn top_coded_and_partly_known_pay_is_shown_as_such(db: TestDb) {
    prepare(&db.db);
    let top = Figure { amount: 23_920_000, bound: Bound::AtLeast };
    let mut open = pay();
    (open.base, open.additional, open.total) = (None, None, Some(top));
    open.likely = Some(Range { low: dollars(186_680), high: Some(top), percentiles: Some((25, 75)) });
    open.possible = Some(Range { low: dollars(124_450), high: Some(top), percentiles: Some((10, 90)) });
    let surgeon = edited("Surgeon", |profile| profile.pay = vec![open.clone()]);
    open.total = dollars(0);
    open.likely = Some(Range { low: dollars(49_000), high: None, percentiles: None });
    open.possible = None;
    save(&db.db, &[surgeon, edited("Poet", |profile| profile.pay = vec![open])]).unwrap();
    let page = get(&db, "/careers/surgeon").await;
    assert_eq!(page.texts(".tile dd")[2], "≥ $239K");
    assert_eq!(page.text(".pay-total"), "≥ $239,200 /yr Total Pay (median)");
    assert_eq!(page.texts(".pay-parts").len(), 0, "nothing is known of the parts");
    assert_eq!(page.text(".badge"), "Very confident");
    let points = get(&db, "/careers/surgeon/pay/united-states").await.texts(".bars tbody tr");
    assert_eq!(points[0], "10th percentile $124,450 /yr");
    assert_eq!(points[4], "90th percentile ≥ $239,200 /yr");
    let page = get(&db, "/careers/poet").await;
    assert_eq!(page.text(".half-known"), "from $49K");
    assert_eq!(page.texts(".pay-chart").len(), 0);
    assert_eq!(page.texts(".tile dd")[2], "$0", "zero is not unknown");
}

on_both!(async the_number_employed_is_shown_with_its_place_and_source);
async fn the_number_employed_is_shown_with_its_place_and_source(db: TestDb) {
    prepare(&db.db);
    let employed = full("Wiretapper", "actuary").profile.number_employed;
    let known = edited("Wiretapper", |profile| profile.number_employed = employed);
    save(&db.db, &[known, entry("Actuary")]).unwrap();
    let page = get(&db, "/careers/wiretapper").await;
    let said =
        "1,654,440 people work in this career (United States, May 2024), counted together with Helper.";
    assert_eq!(page.texts("#outlook p"), [said, "Source: BLS, May 2024."]);
    assert_eq!(page.text(".panel dd"), "1,654,440 Counted together with Helper");
    let unknown = get(&db, "/careers/actuary").await;
    assert_eq!(unknown.texts("#outlook").len(), 0);
}

on_both!(async all_that_is_known_is_shown);
async fn all_that_is_known_is_shown(db: TestDb) {
    store_full_and_bare(&db);
    let page = get(&db, "/careers/wiretapper").await;
    assert_eq!(page.texts("#responsibilities .rest li")[..2], ["new duty 1", "new duty 2"]);
    assert_eq!(page.texts(".skill-bars li"), ["Rust 100%", "C++ 50%", "C# 33%"]);
    assert_eq!(page.attributes(".skill-bars a", "href")[1], "/skills/c-plus-plus");
    assert_eq!(page.texts(".tools li"), ["Excel in demand hot A tool", "Abacus A tool"]);
    let outlook = page.text("#outlook");
    for text in ["−4.8% from 2024 to 2034", "counted together with Helper", "2,400", "Risk will be with us."]
    {
        assert!(outlook.contains(text), "no {text} in {outlook}");
    }
    let ways_in = page.text("#ways-in");
    for text in ["Master’s degree 28%", "Not important (1.2 of 5)", "Extremely important (4.9 of 5)"] {
        assert!(ways_in.contains(text), "no {text} in {ways_in}");
    }
    assert!(page.text("#experience").contains("BLS, February 2025 (95 people answered)"));
    assert_eq!(page.texts("#likes tbody tr"), ["Investigative ideas, facts and problems to solve 6.7"]);
    assert!(page.text("#path").starts_with("Wiretapper (plain) Career Path A suggested path,"));
    assert_eq!(
        page.text("#names .small-print"),
        "Official title: Wiretapper. O*NET-SOC code: 15-1254.00. Occupation code: 2141."
    );
    assert_eq!(page.text(".dates"), "Pay: May 2024 · Tasks: February 2025 · Outlook: 2024–34");
}

on_both!(async skills_overlap_has_three_states);
async fn skills_overlap_has_three_states(db: TestDb) {
    let mut here = skilled("Here", &["a", "b", "c"]);
    here.profile.related = ["same", "other", "bare"].map(slug).into();
    let same = skilled("Same", &["a", "b", "c", "d"]);
    save(&db.db, &[same, skilled("Other", &["x", "y", "z"]), skilled("Bare", &["a"]), here]).unwrap();
    let lines = get(&db, "/careers/here").await.texts(".overlap");
    assert!(lines[0].starts_with("3 of 4 skills in common ("), "{lines:?}");
    assert_eq!(lines[1..], ["No skills overlap", "Skills overlap not available"]);
}

on_both!(async small_shares_are_not_shown_as_zero);
async fn small_shares_are_not_shown_as_zero(db: TestDb) {
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    let experience = vec![bucket(0, Some(0), 0.3), bucket(0, Some(1), 0.0), bucket(120, None, 99.7)];
    save(&db.db, &[edited("Clerk", |profile| profile.experience = experience)]).unwrap();
    let page = get(&db, "/careers/clerk").await;
    assert_eq!(page.texts(".bars tbody tr"), ["None <1%", "Up to 1 month 0%", "10+ years 100%"]);
    assert_eq!(page.texts(".tile dd")[4], "10+ years");
}

on_both!(async only_approved_content_and_open_jobs_are_shown);
async fn only_approved_content_and_open_jobs_are_shown(db: TestDb) {
    save(&db.db, &[entry("Clerk")]).unwrap();
    let mut insights: Vec<_> = (1..=9).map(|day| insight(day, Moderation::Approved)).collect();
    insights.extend([insight(20, Moderation::Pending), insight(21, Moderation::Rejected)]);
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
    let id = id(&db, "clerk");
    let stored = db.db.write_now(|conn| {
        insight::replace(conn, &[(id, &insights)])?;
        interview_question::replace(conn, &[(id, &questions)])?;
        job_posting::replace(conn, &[(id, &jobs)])
    });
    stored.unwrap();
    let page = get(&db, "/careers/clerk").await;
    assert_eq!(page.texts("#insights blockquote").len(), 8);
    assert_eq!(page.texts("#insights blockquote")[0], "“Quote 9”");
    assert_eq!(page.attributes("#insights .more-link a", "href"), ["/careers/clerk/insights?page=2"]);
    assert_eq!(page.texts("#interviews h3"), ["Why here?"]);
    assert_eq!(page.texts("#jobs h3"), ["Open", "Later"]);
    assert!(page.texts("#jobs p")[0].starts_with("Quillhaven, Remote"), "{:?}", page.texts("#jobs p"));
    let more = get(&db, "/careers/clerk/insights?page=2").await;
    assert_eq!(more.texts("blockquote"), ["“Quote 1”"]);
}
