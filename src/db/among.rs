//! `column IN (…)` in statements that a connection caches. Diesel doesn't cache statements with `eq_any`, because their
//! SQL depends on the number of values: they are parsed and planned each time, with an extra round trip on PostgreSQL.

use diesel::backend::Backend;
use diesel::expression::{Expression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Bool, HasSqlType, SingleValue};

/// Statements with more values aren't cached: they are rare, and each takes memory.
const MOST: usize = 64;

#[derive(Clone, Debug)]
pub struct Among<C, T> {
    column: C,
    values: Vec<T>,
}

/// Like `eq_any`, for columns that are never null.
pub fn among<C, T>(column: C, values: impl IntoIterator<Item = T>) -> Among<C, T>
where
    C: Expression<SqlType: SingleValue>,
{
    Among { column, values: values.into_iter().collect() }
}

impl<C: Expression, T> Expression for Among<C, T> {
    type SqlType = Bool;
}

impl<C, T, QS> AppearsOnTable<QS> for Among<C, T>
where
    Self: Expression,
    C: AppearsOnTable<QS>,
{
}

impl<C, T, QS> SelectableExpression<QS> for Among<C, T>
where
    Self: AppearsOnTable<QS>,
    C: SelectableExpression<QS>,
{
}

impl<C, T, GB> ValidGrouping<GB> for Among<C, T> {
    type IsAggregate = is_aggregate::No;
}

/// The SQL identifies the statement.
impl<C, T> QueryId for Among<C, T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C, T, DB> QueryFragment<DB> for Among<C, T>
where
    C: Expression + QueryFragment<DB>,
    C::SqlType: SingleValue,
    DB: Backend + HasSqlType<C::SqlType>,
    T: ToSql<C::SqlType, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let Some(last) = self.values.last() else {
            out.push_sql("1 = 0");
            return Ok(());
        };
        // Repeats the last value until there are 1, 2, 4, 8…, so that a few cached statements serve all calls.
        let count = match self.values.len() {
            few if few <= MOST => few.next_power_of_two(),
            many => {
                out.unsafe_to_cache_prepared();
                many
            }
        };
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        for (place, value) in self.values.iter().chain(std::iter::repeat(last)).take(count).enumerate() {
            if place > 0 {
                out.push_sql(", ");
            }
            out.push_bind_param(value)?;
        }
        out.push_sql(")");
        Ok(())
    }
}
