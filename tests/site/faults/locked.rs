//! An SQLite file that another program keeps locked.

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use metier::db::DatabaseUrl;
use metier::models::user::Role;

use super::forms::{CATEGORY, assert_sent_again, hidden};
use crate::support::{TestDb, Visitor};

#[test]
fn while_another_program_writes_reads_work_and_forms_keep_their_fields() {
    actix_web::rt::System::new().block_on(async {
        let db = TestDb::sqlite();
        let editor = Visitor::signed_in(&db, Role::Editor);
        let DatabaseUrl::Sqlite(path) = &db.url else { unreachable!() };
        let mut other = SqliteConnection::establish(path).unwrap();
        other.batch_execute("BEGIN IMMEDIATE").unwrap();

        let answer = editor.post("/admin/categories/new", &CATEGORY).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.text("h1"), "This hasn’t been saved");
        assert_eq!(hidden(&answer), CATEGORY.map(|(name, text)| (name.to_owned(), text.to_owned())));
        for path in ["/", "/careers", "/admin/categories"] {
            assert_eq!(editor.get(path).await.status, 200, "{path}");
        }

        other.batch_execute("ROLLBACK").unwrap();
        assert_sent_again(&editor, &answer).await;
    });
}
