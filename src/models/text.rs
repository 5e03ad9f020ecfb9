//! Case-insensitive search in text columns. SQLite ignores case only for ASCII letters.

use diesel::sql_types::Text;

#[diesel::declare_sql_function]
extern "SQL" {
    fn lower(text: Text) -> Text;
}

/// A pattern for `LIKE … ESCAPE '\'` that matches any text containing `text`.
pub(super) fn holding(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c]))
        .collect();
    format!("%{escaped}%")
}

macro_rules! holds {
    ($column:expr, $text:expr) => {{
        use diesel::{EscapeExpressionMethods, IntoSql, TextExpressionMethods};
        let pattern = $crate::models::text::holding($text).into_sql::<diesel::sql_types::Text>();
        $crate::models::text::lower($column).like($crate::models::text::lower(pattern)).escape('\\')
    }};
}
pub(crate) use holds;
