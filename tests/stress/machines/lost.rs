//! A server that has closed its connections, as after a restart.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use metier::db::DatabaseUrl;
use metier::models::category;

use crate::support::TestDb;

#[test]
fn a_connection_that_the_server_has_closed_is_not_reused() {
    let test = concat!(module_path!(), "::a_connection_that_the_server_has_closed_is_not_reused");
    let Some(db) = TestDb::postgres(test) else { return };
    assert_eq!(db.db.read_now(category::all).unwrap(), []);
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let close = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    PgConnection::establish(url).unwrap().batch_execute(close).unwrap();
    assert_eq!(db.db.read_now(category::all).unwrap(), [], "a new one is opened");
}
