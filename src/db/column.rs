//! Values in text columns: enums, slugs and currencies as their text, pay and profiles as JSON.

use std::str::FromStr;

use diesel::deserialize;

use super::DbError;
use crate::profile::comparable::ComparableKind;
use crate::profile::money::{Currency, Period};
use crate::profile::voices::Moderation;
use crate::profile::{Education, Pay, Profile, Slug};

/// Reads a type from a text column with a function that parses its text.
macro_rules! read_column {
    ($type:ty, $parse:path) => {
        const _: () = {
            #[derive(diesel::deserialize::FromSqlRow)]
            #[diesel(foreign_derive)]
            #[expect(dead_code, reason = "the derive is for the type in it")]
            struct Proxy($type);
        };

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $type
        where
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                $parse(&String::from_sql(bytes)?)
            }
        }
    };
}
pub(crate) use read_column;

/// Stores types in text columns, as the text of their `AsRef<str>` and `FromStr`.
macro_rules! text_column {
    ($($type:ty),+) => {$(const _: () = {
        #[derive(diesel::expression::AsExpression)]
        #[diesel(sql_type = diesel::sql_types::Text, foreign_derive)]
        #[expect(dead_code, reason = "the derive is for the type in it")]
        struct Proxy($type);

        $crate::db::read_column!($type, $crate::db::parse_word);

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $type
        where
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                let text: &str = self.as_ref();
                text.to_sql(out)
            }
        }
    };)+};
}
pub(crate) use text_column;

text_column!(Currency, Education, Moderation, Period, ComparableKind, Slug);

read_column!(Pay, parse_json);
read_column!(Profile, parse_json);

pub(crate) fn parse_word<T: FromStr>(text: &str) -> deserialize::Result<T> {
    let unknown =
        || format!("the database holds “{text}”, which is not a valid {}", std::any::type_name::<T>()).into();
    text.parse().map_err(|_| unknown())
}

fn parse_json<T: serde::de::DeserializeOwned>(text: &str) -> deserialize::Result<T> {
    Ok(serde_json::from_str(text).map_err(DbError::Document)?)
}
