//! PostgreSQL: GIN indexes over `tsvector`s, and `pg_trgm` over the vocabulary. The similarity threshold of `%` is set
//! when a connection is opened.

use super::dialect::Dialect;
use super::query::{Entry, Index, Need, Term};

pub const DIALECT: Dialect =
    Dialect { matches, expression, near: NEAR, near_expression, set_up: Some(SET_UP) };

/// Without the first setting, the planner would scan the table for a common word and parse every text. The second skips
/// planning, which takes longer than most of the queries; the plans don't depend on the parameters.
const SET_UP: &str = "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan";

const NEAR: &str = "SELECT word, uses FROM (
        SELECT word, uses FROM words WHERE word % $1 AND uses > 0
        ORDER BY similarity(word, $1) DESC, word LIMIT $2
    ) AS near ORDER BY word";

fn matches(index: Index) -> &'static str {
    match index {
        Index::Titles => {
            "SELECT career_id AS id FROM search_documents
             WHERE array_to_tsvector(string_to_array(title_terms, ' ')) @@ $1::tsquery LIMIT $2"
        }
        Index::Names => {
            "SELECT career_id, title, position FROM published_names
             WHERE array_to_tsvector(string_to_array(terms, ' ')) @@ $1::tsquery LIMIT $2"
        }
        Index::Documents => {
            "SELECT career_id AS id FROM search_documents
             WHERE array_to_tsvector(string_to_array(terms, ' ')) @@ $1::tsquery LIMIT $2"
        }
    }
}

/// For example `('~back') & ('~dev' | 'dev':*)`.
fn expression(terms: &[Term], need: Need) -> String {
    let entry = |entry: &Entry| match entry {
        Entry::Whole(word) => format!("'{word}'"),
        Entry::Begun(letters) => format!("'{letters}':*"),
    };
    need.combine(terms, entry, " & ", " | ")
}

fn near_expression(word: &str) -> String {
    word.into()
}
