//! Which of the careers that were found stands first.

use std::collections::HashMap;

use super::Hit;
use super::query::{Query, Word};
use super::stages::Row;
use crate::profile::slug::fold;
use crate::terms::forms;

/// What a career was found by, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Its very title.
    Title,
    /// Another of its names, whole.
    Name,
    /// Words of its title.
    TitleWords,
    /// Words of another name.
    NameWords,
    /// Words of all that is said of it.
    Document,
}

/// A career with its place among others.
#[derive(Debug)]
struct Found {
    order: Order,
    hit: Hit,
}

/// By what it was found; how many of the words aren't in its title; how many aren't in the name as they were
/// typed, but in another form; how many words name and title have; and for equals, how usual the name is, and
/// the alphabet.
type Order = (By, usize, usize, usize, usize, i32, String);

/// Careers that were found, each once, by the best that it was found by.
#[derive(Debug, Default)]
pub struct Ranking {
    found: HashMap<i64, Found>,
}

impl Ranking {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Adds what a stage gave. Its rows come with titles or other names, and `by` says what was asked.
    pub fn add(&mut self, query: &Query, rows: Vec<Row>, by: By) {
        for row in rows {
            let found = rank(query, row, by);
            let known = self.found.get(&found.hit.id);
            if known.is_none_or(|known| found.order < known.order) {
                self.found.insert(found.hit.id, found);
            }
        }
    }

    /// The best, in order.
    pub fn best(self, limit: usize) -> Vec<Hit> {
        let mut found: Vec<Found> = self.found.into_values().collect();
        found.sort_by(|a, b| (&a.order, a.hit.id).cmp(&(&b.order, b.hit.id)));
        found.into_iter().take(limit).map(|found| found.hit).collect()
    }
}

fn rank(query: &Query, row: Row, by: By) -> Found {
    let is_title = row.position < 0;
    let by = if by == By::Name && is_title { By::Title } else { by };
    let title = forms(&row.title);
    let other = (!is_title).then(|| forms(&row.name));
    let name = other.as_ref().unwrap_or(&title);
    let count = |fails: &dyn Fn(&Word) -> bool| query.words.iter().filter(|word| fails(word)).count();
    let not_in_title = count(&|word| !title.iter().any(|other| word.matches(other)));
    let other_forms = count(&|word| !name.iter().any(|other| word.is_typed_in(other)));
    let order = (by, not_in_title, other_forms, name.len(), title.len(), row.position, fold(&row.title));
    let also_called = (!is_title && by != By::Document).then_some(row.name);
    Found { order, hit: Hit { id: row.career_id, slug: row.slug.0, title: row.title, also_called } }
}
