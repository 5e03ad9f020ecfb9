//! Ranks the careers that were found.

use std::collections::HashMap;

use super::Hit;
use super::query::{Query, QueryWord};
use super::stages::FoundRow;
use crate::profile::slug::fold;
use crate::terms::forms;

/// How a career was found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Title,
    Name,
    TitleWords,
    NameWords,
    /// By words anywhere in its document.
    Document,
}

#[derive(Debug)]
struct RankedCareer {
    order: Order,
    hit: Hit,
}

/// How the career was found; how many words aren't in its title; how many are in the name only in another form; how
/// many words the name and the title have; and to break ties, the position of the name and the folded title.
type Order = (By, usize, usize, usize, usize, i32, String);

/// Has each career once, with its best match.
#[derive(Debug, Default)]
pub struct Ranking {
    found: HashMap<i64, RankedCareer>,
}

impl Ranking {
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// `by` is the stage that found the rows.
    pub fn add(&mut self, query: &Query, rows: Vec<FoundRow>, by: By) {
        for row in rows {
            let found = rank(query, row, by);
            let known = self.found.get(&found.hit.id);
            if known.is_none_or(|known| found.order < known.order) {
                self.found.insert(found.hit.id, found);
            }
        }
    }

    pub fn best(self, limit: usize) -> Vec<Hit> {
        let mut found: Vec<RankedCareer> = self.found.into_values().collect();
        found.sort_by(|a, b| (&a.order, a.hit.id).cmp(&(&b.order, b.hit.id)));
        found.into_iter().take(limit).map(|found| found.hit).collect()
    }
}

fn rank(query: &Query, row: FoundRow, by: By) -> RankedCareer {
    let is_title = row.position < 0;
    let by = if by == By::Name && is_title { By::Title } else { by };
    let title = forms(&row.title);
    let other = (!is_title).then(|| forms(&row.name));
    let name = other.as_ref().unwrap_or(&title);
    let count = |fails: &dyn Fn(&QueryWord) -> bool| query.words.iter().filter(|word| fails(word)).count();
    let not_in_title = count(&|word| !title.iter().any(|other| word.matches(other)));
    let other_forms = count(&|word| !name.iter().any(|other| word.is_typed_in(other)));
    let order = (by, not_in_title, other_forms, name.len(), title.len(), row.position, fold(&row.title));
    let also_called = (!is_title && by != By::Document).then_some(row.name);
    RankedCareer { order, hit: Hit { id: row.career_id, slug: row.slug, title: row.title, also_called } }
}
