//! Classes of requests, drawn from the stored careers.

use std::collections::BTreeSet;

use metier::db::{Db, DbError};
use metier::models::career;
use metier::models::snapshot;
use metier::profile::Profile;
use metier::search::{Reading, search};

use super::crawl;
use super::inside::site::Site;
use super::shared::random::Random;
use super::shared::stock::{Stock, texts};
use super::typing;

/// Different requests per class, at most.
pub const MOST: usize = 250;
/// The number of careers to draw requests from, at most.
const CAREERS: usize = 1_000;

pub struct Class {
    pub name: String,
    /// Distinct addresses.
    pub requests: Vec<String>,
}

/// All classes. The same careers and seed give the same classes.
pub async fn all(stock: &Stock, site: &Site, seed: u64) -> Vec<Class> {
    let mut random = Random::new(seed, 1);
    let profiles = profiles(&stock.db, &mut random);
    let searches = searches(stock, &profiles, &mut random);
    let mut classes: Vec<Class> = Vec::new();
    for (what, path) in [("search", "/search"), ("suggestion", "/search/suggest")] {
        for (name, texts) in &searches {
            let requests = texts.iter().map(|text| address(path, &[("q", text)])).collect();
            classes.push(Class { name: format!("{what}, {name}"), requests });
        }
    }
    classes.extend(crawl::lists(site, &mut random).await);
    for count in [2, 4] {
        classes
            .push(Class { name: format!("compare, {count} careers"), requests: compared(&profiles, count) });
    }
    let pages = profiles.iter().take(MOST).map(|profile| format!("/careers/{}", profile.slug)).collect();
    classes.push(Class { name: "profile".into(), requests: pages });
    classes
}

/// Careers to draw from, in random order.
fn profiles(db: &Db, random: &mut Random) -> Vec<Profile> {
    let drawn: Result<_, DbError> = db.read_now(|conn| {
        let ids = random.some(&career::all_ids(conn)?, CAREERS);
        snapshot::of(conn, &ids)
    });
    let profiles: Vec<Profile> = drawn.unwrap().into_iter().map(|(_, entry)| entry.profile).collect();
    random.some(&profiles, profiles.len())
}

/// The name and the texts of each kind of search.
fn searches(stock: &Stock, profiles: &[Profile], random: &mut Random) -> Vec<(&'static str, Vec<String>)> {
    let titles: Vec<&str> = profiles.iter().map(|profile| profile.title.as_str()).collect();
    let others: Vec<&str> =
        profiles.iter().flat_map(|profile| &profile.alternate_titles).map(String::as_str).collect();
    let common = commonest_words(&stock.db, MOST);
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    let letter = |random: &mut Random| letters.chars().nth(random.between(0, 35)).unwrap();
    let mut draw = |draw: &mut dyn FnMut(&mut Random) -> Option<String>| distinct(random, draw);
    vec![
        ("exact title", draw(&mut changed(&titles, |_, title| Some(title.into())))),
        ("alternate title", draw(&mut changed(&others, |_, name| Some(name.into())))),
        ("two words swapped", draw(&mut changed(&others, typing::two_turned))),
        ("unfinished last word", draw(&mut changed(&others, typing::begun))),
        ("one letter", draw(&mut |random| Some(letter(random).into()))),
        ("two letters", draw(&mut |random| Some([letter(random), letter(random)].iter().collect()))),
        ("commonest words", common.clone()),
        ("two common words", draw(&mut |random| Some(random.some(&common[..60], 2).join(" ")))),
        (
            "one typing error",
            draw(&mut changed(&titles, |random, title| typing::with_errors(random, title, 1))),
        ),
        (
            "two typing errors",
            draw(&mut changed(&titles, |random, title| typing::with_errors(random, title, 2))),
        ),
        ("words of different careers", draw(&mut |random| apart(&stock.db, random, &others))),
        ("nonsense", draw(&mut |random| Some(typing::nonsense(random)))),
        ("10,000 characters", draw(&mut |random| Some(long(random, &others)))),
        (
            "signs and operators",
            draw(&mut changed(&others, |random, name| Some(typing::with_signs(random, name)))),
        ),
    ]
}

/// The words that the most careers use, commonest first.
fn commonest_words(db: &Db, count: usize) -> Vec<String> {
    texts(db, &format!("SELECT word FROM words ORDER BY uses DESC, word LIMIT {count}"))
}

/// Returns a function that draws one of the texts and changes it.
fn changed<'a>(
    texts: &'a [&str],
    change: impl Fn(&mut Random, &str) -> Option<String> + 'a,
) -> impl FnMut(&mut Random) -> Option<String> + 'a {
    move |random| {
        let text = *random.pick(texts);
        change(random, text)
    }
}

/// Draws distinct texts until there are [`MOST`], or too many draws give nothing new.
fn distinct(random: &mut Random, draw: &mut dyn FnMut(&mut Random) -> Option<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut drawn = Vec::new();
    for _ in 0..MOST * 20 {
        if let Some(text) = draw(random).filter(|_| drawn.len() < MOST)
            && seen.insert(text.clone())
        {
            drawn.push(text);
        }
    }
    drawn
}

/// Two known words that no career has together.
fn apart(db: &Db, random: &mut Random, names: &[&str]) -> Option<String> {
    let mut word = || random.pick(names).split(' ').next_back().map(String::from);
    let text = format!("{} {}", word()?, word()?);
    let outcome = db.read_now(|conn| search(conn, &text, 1)).unwrap();
    (outcome.reading == Reading::SomeWords).then_some(text)
}

fn long(random: &mut Random, names: &[&str]) -> String {
    let mut text = String::new();
    while text.len() < 10_000 {
        text.push_str(random.pick::<&str>(names));
        text.push(' ');
    }
    text.chars().take(10_000).collect()
}

/// Comparisons of each career with the next ones.
fn compared(profiles: &[Profile], count: usize) -> Vec<String> {
    let slugs = |careers: &[Profile]| {
        let pairs: Vec<(&str, &str)> = careers.iter().map(|career| ("c", career.slug.as_str())).collect();
        address("/compare", &pairs)
    };
    profiles.windows(count).take(MOST).map(slugs).collect()
}

/// A path with parameters, encoded as a browser encodes a form.
fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    format!("{path}?{}", serde_html_form::to_string(parameters).unwrap())
}
