//! A small site to search: well-known titles, with invented texts and skills.

use metier::db::Db;
use metier::models::category;
use metier::models::snapshot::Snapshot;
use metier::profile::Category;

use crate::common::skilled;
use crate::support::{save, slug};

/// Title, alternate titles, summary, skills.
type Row = (&'static str, &'static [&'static str], &'static str, &'static [&'static str]);

const CAREERS: [Row; 35] = [
    (
        "Registered Nurse",
        &["RN", "Nurse", "Pediatric Nurse"],
        "Cares for patients.",
        &["Medicine", "Patience"],
    ),
    ("Nurse Practitioner", &["Advanced Practice Nurse"], "Treats patients.", &["Medicine"]),
    ("Nursing Assistant", &["Nurse Aide"], "Helps patients.", &["Patience"]),
    ("Electrician", &["Wireman"], "Wires buildings.", &["Wiring"]),
    ("Software Developer", &["Software Engineer", "Programmer"], "Writes programs.", &["C++", "Logic"]),
    ("Web Developer", &["Webmaster"], "Builds sites.", &["Logic"]),
    ("Web and Digital Interface Designer", &["UX Designer"], "Draws screens.", &["Drawing"]),
    ("Data Scientist", &["Machine Learning Scientist"], "Reads numbers.", &["Statistics"]),
    ("Civil Engineer", &["Bridge Engineer"], "Builds bridges.", &["Statics"]),
    ("Mechanical Engineer", &["Machine Designer"], "Builds machines.", &["Statics"]),
    ("Pharmacist", &["Druggist"], "Hands out medicine.", &["Chemistry"]),
    ("Barista", &["Coffee Maker"], "Makes coffee.", &["Patience"]),
    ("Bartender", &["Barkeeper"], "Mixes drinks.", &["Patience"]),
    ("Waiter or Waitress", &["Server", "Waitress"], "Serves guests.", &["Patience"]),
    ("Carpenter", &["Joiner"], "Works with wood.", &["Woodwork"]),
    ("Lawyer", &["Attorney"], "Argues in court.", &["Rhetoric"]),
    ("Dentist, General", &["Dentist", "Tooth Doctor"], "Looks after teeth.", &["Medicine"]),
    ("Chief Executive", &["CEO", "Chief Executive Officer (CEO)"], "Leads a company.", &["Rhetoric"]),
    ("Real Estate Sales Agent", &["Realtor", "Real Estate Agent"], "Sells houses.", &["Rhetoric"]),
    ("Human Resources Manager", &["HR Manager"], "Leads those who hire.", &["Patience"]),
    ("Physical Therapist", &["Physiotherapist"], "Helps people move.", &["Medicine"]),
    ("Art Therapist", &["Creative Therapist"], "Heals with colors.", &["Drawing"]),
    ("Heavy and Tractor-Trailer Truck Driver", &["Truck Driver", "Trucker"], "Drives far.", &["Driving"]),
    (
        "Police and Sheriff's Patrol Officer",
        &["Cop", "Policeman", "Police Officer"],
        "Keeps order.",
        &["Driving"],
    ),
    ("Accountant and Auditor", &["CPA", "Accountant"], "Checks the books.", &["Statistics"]),
    ("Hairdresser, Hairstylist, and Cosmetologist", &["Hair Stylist"], "Cuts hair.", &["Patience"]),
    ("Plumber, Pipefitter, and Steamfitter", &["Plumber"], "Lays pipes.", &["Welding"]),
    ("Bookkeeping, Accounting, and Auditing Clerk", &["Bookkeeper"], "Keeps the books.", &["Statistics"]),
    ("Receptionist and Information Clerk", &["Receptionist", "Front Desk Clerk"], "Greets.", &["Patience"]),
    ("Welder, Cutter, Solderer, and Brazer", &["Welder"], "Joins metal.", &["Welding"]),
    ("Veterinarian", &["Vet", "Animal Doctor"], "Heals animals.", &["Medicine"]),
    ("Firefighter", &["Fire Fighter", "Fireman"], "Puts out fires.", &["Driving"]),
    ("Actuary", &["Insurance Mathematician"], "Reckons risks.", &["Statistics"]),
    (
        "Secondary School Teacher, Except Special and Career/Technical Education",
        &["High School Math Teacher", "High School Teacher"],
        "Teaches the older ones.",
        &["Rhetoric"],
    ),
    (
        "Elementary School Teacher, Except Special Education",
        &["Primary School Teacher"],
        "Teaches the younger ones.",
        &["Patience"],
    ),
];

pub fn careers() -> [Snapshot; 35] {
    CAREERS.map(career)
}

fn career((title, names, summary, skills): Row) -> Snapshot {
    let mut career = skilled(title, skills);
    career.profile.alternate_titles = names.iter().map(|name| (*name).into()).collect();
    career.profile.summary = summary.into();
    career.profile.category = Some(slug("everyday"));
    career
}

pub fn fill(db: &Db) {
    let everyday = [Category { slug: slug("everyday"), name: "Everyday Work".into() }];
    db.write_now(|conn| category::ensure(conn, &everyday)).unwrap();
    save(db, &careers()).unwrap();
}
