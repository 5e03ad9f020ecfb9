//! Finds the addresses of lists by following the links in lists.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use actix_web::test::TestRequest;
use scraper::{Html, Selector};

use super::classes::{Class, MOST};
use super::inside::site::Site;
use super::shared::random::Random;

const START: &str = "/careers";
/// How many pages to read for their links.
const PAGES: usize = 150;
/// The parameters that don't filter a list.
const OTHERS: [&str; 2] = ["page", "sort"];

/// Follows the links from list to list, and groups the addresses by filters and sort order.
pub async fn lists(site: &Site, random: &mut Random) -> Vec<Class> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for link in links(site, random).await {
        found.entry(kind(&link)).or_default().insert(link);
    }
    let class = |(name, links): (String, BTreeSet<String>)| Class {
        name: format!("lists, {name}"),
        requests: random.some(&Vec::from_iter(links), MOST),
    };
    found.into_iter().map(class).collect()
}

/// The addresses of all lists that a sample of lists links to. There are too many lists to read all: combined filters
/// multiply them.
async fn links(site: &Site, random: &mut Random) -> BTreeSet<String> {
    let mut known = BTreeSet::from([START.to_owned()]);
    let mut unread = VecDeque::from([START.to_owned()]);
    for _ in 0..PAGES {
        // The oldest unread link, or a random one: this finds all kinds of lists, later pages included.
        let at = if random.chance(0.5) { 0 } else { random.between(0, unread.len().max(1) - 1) };
        let Some(address) = unread.remove(at) else { break };
        for link in on_page(&String::from_utf8_lossy(&site.send(TestRequest::with_uri(&address)).await.body))
        {
            if known.insert(link.clone()) {
                unread.push_back(link);
            }
        }
    }
    known
}

fn on_page(body: &str) -> Vec<String> {
    let links = Selector::parse("main a[href]").unwrap();
    let page = Html::parse_document(body);
    let addresses = page.select(&links).filter_map(|link| link.attr("href"));
    let is_list = |address: &&str| address.split(['?', '#']).next() == Some(START);
    addresses.filter(is_list).map(|address| address.split('#').next().unwrap_or(address).into()).collect()
}

/// The filters and sort order of a list, in words.
fn kind(address: &str) -> String {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let names: BTreeSet<&str> = pairs.map(|(name, _)| name).collect();
    let filters: Vec<&str> = names.iter().filter(|name| !OTHERS.contains(name)).copied().collect();
    let narrowed = match filters.as_slice() {
        [] => "all careers".into(),
        [filter] => format!("by {filter}"),
        filters => format!("by {} filters", filters.len()),
    };
    let sorted = if names.contains("sort") { ", sorted" } else { "" };
    let later = if names.contains("page") { ", a later page" } else { "" };
    format!("{narrowed}{sorted}{later}")
}
