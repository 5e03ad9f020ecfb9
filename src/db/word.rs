//! Enums, slugs and currencies in text columns.

use std::any::type_name;
use std::fmt::Debug;
use std::str::FromStr;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

/// A value stored as its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = Text)]
pub struct Word<T>(pub T);

impl<T: FromStr, DB: Backend> FromSql<Text, DB> for Word<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let text = String::from_sql(bytes)?;
        let unknown = || format!("the database holds “{text}”, which is not a valid {}", type_name::<T>());
        text.parse().map(Self).map_err(|_| unknown().into())
    }
}

impl<T: AsRef<str> + Debug, DB: Backend> ToSql<Text, DB> for Word<T>
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.as_ref().to_sql(out)
    }
}
