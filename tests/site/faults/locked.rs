//! An SQLite file that another program keeps locked.

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use metier::db::DatabaseUrl;
use metier::models::user::Role;

use super::forms::{assert_kept, assert_sent_again};
use crate::support::{TestDb, Visitor};

#[test]
fn while_another_program_writes_reads_work_and_forms_keep_their_fields() {
    actix_web::rt::System::new().block_on(async {
        let db = TestDb::sqlite();
        let editor = Visitor::signed_in(&db, Role::Editor);
        let DatabaseUrl::Sqlite(path) = &db.url else { unreachable!() };
        let mut other = SqliteConnection::establish(path).unwrap();
        other.batch_execute("BEGIN IMMEDIATE").unwrap();

        let answer = assert_kept(&editor).await;
        assert_eq!(answer.header("retry-after"), "2");
        other.batch_execute("ROLLBACK").unwrap();
        assert_sent_again(&editor, &answer).await;
    });
}
