//! The email addresses of users.

use diesel::prelude::*;

use super::{UserRefused, at_version, by_email, record};
use crate::db::{Conn, users};
use crate::models::audit::{Actor, Change};

/// Returns the address in normalized form; none if it isn't valid. Only sending mail could tell whether it exists.
pub fn parse(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (name, host) = email.split_once('@')?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"(),:;\\".contains(c);
    let is_address = !name.is_empty() && !host.is_empty() && !host.contains('@') && !email.contains(is_odd);
    (is_address && email.len() <= 254).then_some(email)
}

pub fn set(conn: &mut Conn, actor: &Actor, id: i64, version: i64, email: &str) -> Result<(), UserRefused> {
    let before = at_version(conn, id, version)?;
    if by_email(conn, email)?.is_some_and(|other| other.user.id != id) {
        return Err(UserRefused::Taken);
    }
    let row = users::table.filter(users::id.eq(id));
    diesel::update(row).set((users::email.eq(email), users::version.eq(users::version + 1))).execute(conn)?;
    let changes = [Change::new("email", Some(&before.user.email), Some(email))];
    Ok(record(conn, actor, "changed the email address of", &before.user, &changes)?)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn addresses_are_folded_and_odd_ones_refused() {
        assert_eq!(parse(" Anna@Example.org "), Some("anna@example.org".into()));
        for wrong in ["", "anna", "@example.org", "anna@", "a@b@c", "a b@c", "Anna <a@b>"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
