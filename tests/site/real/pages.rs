//! What the pages of imported careers show.

use std::collections::{BTreeSet, HashSet};

use metier::models::snapshot::Snapshot;
use metier::profile::Profile;

use super::ALL;
use crate::pages::structured::{document, node, vocabulary};
use crate::support::{Answer, TestDb, Visitor};

/// The fixed sections of a profile, and those that imports fill.
const SECTIONS: [&str; 18] = [
    "summary",
    "responsibilities",
    "qualifications",
    "skills",
    "key-facts",
    "pay",
    "outlook",
    "path",
    "ways-in",
    "experience",
    "time-in-job",
    "industries",
    "insights",
    "interviews",
    "likes",
    "questions",
    "related",
    "jobs",
];

pub async fn all_are_true_and_lead_on(db: &TestDb, entries: &[Snapshot]) {
    let path = |entry: &Snapshot| format!("/careers/{}", entry.profile.slug);
    let paths: Vec<String> = entries.iter().map(path).collect();
    let pages = found(db, &paths).await;
    for (Snapshot { profile, .. }, page) in entries.iter().zip(&pages) {
        labels_are_true(profile, page);
        structured_data_is_right(profile, page);
    }
    half_of_the_careers_have_most_sections(&pages);
    links_lead_somewhere(db, &paths, &pages).await;
}

/// The answers to requests, which must all succeed.
async fn found(db: &TestDb, paths: &[String]) -> Vec<Answer> {
    let answers = Visitor::new(db).get_all(paths).await;
    let failed = paths.iter().zip(&answers).filter(|(_, answer)| answer.status != 200).map(|(path, _)| path);
    assert_eq!(failed.collect::<Vec<_>>(), [""; 0]);
    answers
}

/// Shared figures name whose they are, experience asked for isn't called that of people, and at most one line says that
/// something isn't there.
fn labels_are_true(profile: &Profile, page: &Answer) {
    let title = &profile.title;
    if let Some(with) = profile.headline_pay().and_then(|pay| pay.counted_with.as_ref()) {
        let with = format!("counted together with {with}").to_lowercase();
        for place in [".answer-pay", "#key-facts", "#pay", "#outlook", ".panel dl"] {
            assert!(page.text(place).to_lowercase().contains(&with), "{title}: {place}");
        }
    }
    let asked_only = profile.experience.is_empty() && !profile.experience_asked.is_empty();
    let own = ["Avg. Experience", "Years of Experience Distribution"];
    assert!(!asked_only || own.iter().all(|own| !page.body.contains(own)), "{title}");
    assert!(page.texts(".missing, .profile .nothing").len() <= 1, "{title}");
}

fn structured_data_is_right(profile: &Profile, page: &Answer) {
    let title = &profile.title;
    let document = document(page).unwrap();
    assert_eq!(vocabulary::problems(&document), [""; 0], "{title}");
    let occupation = node(&document, "Occupation");
    assert_eq!(occupation["occupationalCategory"]["codeValue"], *profile.onet_code.as_ref().unwrap());
    if title == "Software Developer" {
        let [salary] = &occupation["estimatedSalary"].as_array().unwrap()[..] else { panic!("{occupation}") };
        let points = ["percentile10", "percentile25", "median", "percentile75", "percentile90"];
        let points = points.map(|point| salary[point].as_i64().unwrap());
        assert_eq!(points, [79_850, 103_050, 133_080, 169_000, 211_450]);
        assert_eq!((&salary["currency"], &salary["duration"]), (&"USD".into(), &"P1Y".into()));
    }
}

fn half_of_the_careers_have_most_sections(pages: &[Answer]) {
    let shown = |page: &Answer| {
        let has = |id: &&str| page.body.contains(&format!(" id=\"{id}\""));
        SECTIONS.iter().filter(|id| has(id)).count()
    };
    let mut counts: Vec<usize> = pages.iter().map(shown).collect();
    counts.sort_unstable();
    assert_eq!(counts[ALL / 2], 14);
}

/// Follows all links of the pages but those below careers and to comparisons, of which there are thousands alike.
async fn links_lead_somewhere(db: &TestDb, careers: &[String], pages: &[Answer]) {
    let sample: HashSet<&String> = careers.iter().step_by(20).collect();
    let mut known: BTreeSet<String> = careers.iter().cloned().collect();
    let is_tried = |link: &String| match link.strip_prefix("/careers/") {
        Some(rest) => {
            let slug = rest.split(['/', '.', '?']).next().unwrap();
            sample.contains(&format!("/careers/{slug}"))
        }
        None => !link.starts_with("/compare") && link.matches('=').count() < 2,
    };
    let mut links: BTreeSet<String> = pages.iter().flat_map(Answer::links).collect();
    for _ in 0..2 {
        let (below, others): (Vec<_>, Vec<_>) =
            links.into_iter().partition(|link| link.starts_with("/careers/"));
        let career = |link: &&String| !link["/careers/".len()..].contains(['/', '.', '?']);
        let dead: Vec<_> = below.iter().filter(career).filter(|link| !careers.contains(link)).collect();
        assert_eq!(dead, [""; 0]);
        let wanted = below.into_iter().chain(others).filter(is_tried);
        let wanted: Vec<String> = wanted.filter(|link| known.insert(link.clone())).collect();
        links = found(db, &wanted).await.iter().flat_map(Answer::links).collect();
    }
    assert!(known.len() > ALL + 500, "{}", known.len());
}
