//! Lists of careers: order, filters and facet counts.

use std::sync::Arc;

use metier::catalog::{CareerFilter, Catalog, CatalogCache, Facet, Sort};
use metier::db::Db;
use metier::models::career::Status;
use metier::models::published::card;
use metier::models::snapshot::Snapshot;
use metier::profile::money::{Currency, Figure, Period};
use metier::profile::{Bucket, Education};

use crate::support::{self, TestDb, entry, prepare, save, slug};

/// Careers whose titles sort differently by language and by bytes, including a draft and a withdrawn one.
fn careers() -> Vec<Snapshot> {
    let titles = ["zoologist", "Écologist", "Art Director", "art-house Owner", "3D Artist", "Accountant"];
    let mut entries: Vec<Snapshot> = titles.iter().map(|title| entry(title)).collect();
    for (title, status) in [("Apprentice", Status::Draft), ("Astrologer", Status::Withdrawn)] {
        entries.push(Snapshot { status, ..entry(title) });
    }
    for place in [0, 5, 6] {
        entries[place].profile.category = Some(slug("health"));
    }
    paid(&mut entries[0], 44_999, Currency::USD, Period::Year);
    paid(&mut entries[1], 3_750, Currency::USD, Period::Month);
    paid(&mut entries[2], 900_000, Currency::USD, Period::Year);
    paid(&mut entries[3], 50, Currency::USD, Period::Hour);
    paid(&mut entries[4], 2_000_000, "EUR".parse().unwrap(), Period::Year);
    entries[1].profile.education = Some(Education::Bachelor);
    entries[5].profile.education = Some(Education::Bachelor);
    entries[1].profile.experience_asked =
        vec![Bucket { from_months: 24, to_months: Some(48), percent: 100.0 }];
    entries[2].profile.experience_asked = vec![Bucket { from_months: 0, to_months: Some(1), percent: 100.0 }];
    entries
}

fn paid(entry: &mut Snapshot, amount: i64, currency: Currency, period: Period) {
    let total = Some(Figure::exact(amount * currency.scale()));
    let (base, additional) = (None, None);
    entry.profile.pay =
        vec![metier::profile::Pay { total, base, additional, currency, period, ..support::pay() }];
}

fn with_careers(db: &Db) -> Arc<Catalog> {
    prepare(db);
    save(db, &careers()).unwrap();
    current(&CatalogCache::default(), db)
}

fn current(cache: &CatalogCache, db: &Db) -> Arc<Catalog> {
    db.read_now(|conn| cache.current(conn)).unwrap()
}

fn filter(parameters: &[(&str, &str)]) -> CareerFilter {
    CareerFilter::of(
        &parameters.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect::<Vec<_>>(),
    )
}

/// The titles in a list.
fn titles(db: &Db, catalog: &Catalog, parameters: &[(&str, &str)]) -> Vec<String> {
    let ids = catalog.narrow(&filter(parameters), 1, 10).unwrap().page.rows;
    let cards = db.read_now(|conn| card::by_ids(conn, &ids)).unwrap();
    cards.into_iter().map(|card| card.title).collect()
}

on_both!(published_careers_are_listed_by_title_or_pay);
fn published_careers_are_listed_by_title_or_pay(db: TestDb) {
    let catalog = with_careers(&db.db);
    let by_title = ["3D Artist", "Accountant", "Art Director", "art-house Owner", "Écologist", "zoologist"];
    assert_eq!(titles(&db.db, &catalog, &[]), by_title);
    assert_eq!(catalog.careers(), 6);
    let by_pay = ["Art Director", "Écologist", "zoologist", "3D Artist", "Accountant", "art-house Owner"];
    let sorted = titles(&db.db, &catalog, &[("sort", "pay")]);
    assert_eq!(sorted, by_pay, "pay that can't be compared comes last");
}

on_both!(lists_are_filtered_by_one_facet_and_by_several);
fn lists_are_filtered_by_one_facet_and_by_several(db: TestDb) {
    let catalog = with_careers(&db.db);
    let narrowed = |parameters: &[(&str, &str)]| titles(&db.db, &catalog, parameters).join(", ");
    assert_eq!(narrowed(&[("letter", "a")]), "Accountant, Art Director, art-house Owner");
    assert_eq!(narrowed(&[("letter", "e")]), "Écologist");
    assert_eq!(narrowed(&[("letter", "0")]), "3D Artist");
    assert_eq!(narrowed(&[("category", "health")]), "Accountant, zoologist");
    assert_eq!(narrowed(&[("category", "health"), ("letter", "z")]), "zoologist");
    assert_eq!(narrowed(&[("pay", "30000-45000")]), "zoologist");
    // Twelve months, and the range includes its lower end.
    assert_eq!(narrowed(&[("pay", "45000-60000")]), "Écologist");
    assert_eq!(narrowed(&[("pay", "150000-")]), "Art Director");
    assert_eq!(narrowed(&[("pay", "unknown")]), "3D Artist, Accountant, art-house Owner");
    assert_eq!(narrowed(&[("education", "bachelor")]), "Accountant, Écologist");
    assert_eq!(narrowed(&[("experience", "2-4"), ("education", "bachelor"), ("letter", "e")]), "Écologist");
    assert_eq!(narrowed(&[("experience", "0-1")]), "Art Director");
    assert_eq!(narrowed(&[("letter", "q")]), "");
    for unknown in
        [("category", "no-such"), ("letter", "é"), ("pay", "1-2"), ("education", "none"), ("experience", "x")]
    {
        assert!(catalog.narrow(&filter(&[unknown]), 1, 10).is_none(), "{unknown:?}");
    }
}

on_both!(facet_counts_match_the_filtered_lists);
fn facet_counts_match_the_filtered_lists(db: TestDb) {
    let catalog = with_careers(&db.db);
    let chosen = [
        &[][..],
        &[("letter", "a")],
        &[("category", "health")],
        &[("letter", "a"), ("education", "bachelor")],
    ];
    for chosen in chosen {
        let filter = filter(chosen);
        let narrowed = catalog.narrow(&filter, 1, 10).unwrap();
        for facet in [Facet::Category, Facet::Letter, Facet::Pay, Facet::Education, Facet::Experience] {
            for (choice, careers) in catalog.counted(facet, &narrowed) {
                let narrower = filter.with(facet, Some(&choice.key));
                let total = catalog.narrow(&narrower, 1, 10).unwrap().page.total;
                assert_eq!(careers, total, "{chosen:?} and {choice:?}");
            }
        }
    }
}

on_both!(pages_have_no_gaps_or_overlaps);
fn pages_have_no_gaps_or_overlaps(db: TestDb) {
    let catalog = with_careers(&db.db);
    for sort in [Sort::Title, Sort::Pay] {
        let filter = CareerFilter::default().sorted(sort);
        let narrow = |page, per_page| catalog.narrow(&filter, page, per_page).unwrap().page;
        let pages: Vec<_> = (1..=3).map(|page| narrow(page, 2)).collect();
        assert_eq!(pages.iter().flat_map(|page| page.rows.clone()).collect::<Vec<_>>(), narrow(1, 10).rows);
        assert!(pages.iter().all(|page| page.exists() && page.pages() == 3 && page.total == 6));
        assert!(narrow(4, 2).rows.is_empty() && !narrow(4, 2).exists());
        assert!(narrow(i64::MAX, 2).rows.is_empty(), "a page number from an address");
    }
}

on_both!(the_catalog_follows_every_change);
fn the_catalog_follows_every_change(db: TestDb) {
    let cache = CatalogCache::default();
    with_careers(&db.db);
    let first = current(&cache, &db.db);
    assert!(Arc::ptr_eq(&first, &current(&cache, &db.db)), "nothing has changed");
    save(&db.db, &[entry("Zookeeper")]).unwrap();
    assert_eq!(current(&cache, &db.db).careers(), 7);
    save(&db.db, &[Snapshot { status: Status::Withdrawn, ..entry("Zookeeper") }]).unwrap();
    assert_eq!(current(&cache, &db.db).careers(), 6);
}
