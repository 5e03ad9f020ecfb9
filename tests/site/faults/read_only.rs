//! A PostgreSQL server that is read-only for a while, as in a failover.

use std::time::{Duration, Instant};

use metier::db::{DatabaseUrl, Db, DbError, version};
use metier::models::category;
use metier::models::user::Role;
use metier::profile::{Category, Slug};

use super::forms::{assert_kept, assert_sent_again};
use super::refused::drop_connections;
use crate::support::{TestDb, Visitor};

const SOON: Duration = Duration::from_secs(2);
const READ_ONLY: &str = "database: can’t be written, because it is read-only\n";

/// Changes a setting of the database, which holds for connections opened from now on.
fn alter(db: &TestDb, what: &str) {
    let alter = format!("EXECUTE format('ALTER DATABASE %I {what}', current_database())");
    // Transactions may be read-only by default, so this asks for writing.
    db.run(&format!("BEGIN READ WRITE; DO $$ BEGIN {alter}; END $$; COMMIT"));
}

fn add_category(db: &Db, number: u32) -> Result<(), DbError> {
    let slug = Slug::suggest(&format!("number {number}"));
    db.write_now(move |conn| category::ensure(conn, &[Category { slug, name: number.to_string() }]))?;
    Ok(())
}

/// Opens all connections that the pool may have.
fn fill_pool(db: &Db) {
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let wait = |conn: &mut _| {
                    std::thread::sleep(Duration::from_millis(200));
                    version::read(conn)
                };
                db.read_now(wait).unwrap()
            });
        }
    });
}

on_postgres!(async connections_opened_while_the_server_was_read_only_are_replaced);
async fn connections_opened_while_the_server_was_read_only_are_replaced(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    alter(&db, "SET default_transaction_read_only = on");
    drop_connections(&db);
    fill_pool(&db.db);
    let answer = assert_kept(&editor).await;
    assert!(answer.text(".lead").contains("is read-only"), "{}", answer.body);
    let ready = async || (editor.get("/readyz").await.status, editor.get("/readyz").await.body);
    assert_eq!(ready().await, (503, READ_ONLY.into()));
    fill_pool(&db.db);
    alter(&db, "RESET default_transaction_read_only");
    let ended = Instant::now();
    while ready().await != (200, "ready\n".into()) {
        assert!(ended.elapsed() < SOON, "{:?}", ready().await);
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
    assert_sent_again(&editor, &answer).await;
    for number in 0..20 {
        add_category(&db.db, number).unwrap();
    }
}

on_postgres!(a_write_is_tried_again_on_a_new_connection);
/// The server is writable again, but the pool doesn't know.
fn a_write_is_tried_again_on_a_new_connection(db: TestDb) {
    alter(&db, "SET default_transaction_read_only = on");
    drop_connections(&db);
    fill_pool(&db.db);
    alter(&db, "RESET default_transaction_read_only");
    for number in 0..20 {
        add_category(&db.db, number).unwrap();
    }
}

/// While the primary server is away, the program connects to the standby, which is read-only.
#[test]
fn connections_to_a_standby_are_left_when_the_primary_is_back() {
    let test = concat!(module_path!(), "::connections_to_a_standby_are_left_when_the_primary_is_back");
    let Some((db, server)) = TestDb::on_own_server(test) else { return };
    let standby = db.standby();
    let DatabaseUrl::Postgres(url) = &db.url else { unreachable!() };
    let (_, other) = standby.url.split_once("host=").unwrap();
    let both = DatabaseUrl::Postgres(format!("{url},{other}"));
    let opened = Db::open(&both, |_| Ok::<(), DbError>(())).unwrap();
    add_category(&opened, 1).unwrap();
    server.stop();
    fill_pool(&opened);
    add_category(&opened, 2).unwrap_err();
    server.start_again();
    let began = Instant::now();
    while let Err(error) = add_category(&opened, 3) {
        assert!(began.elapsed() < SOON, "{error}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
